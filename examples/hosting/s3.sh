#!/bin/sh
# newsmark on S3: the files named by content first and for ever, then the two by which an update is seen. S3 itself sends no
# policy and no nosniff: those come from CloudFront, by a response headers policy.
# s3.sh DIST s3://BUCKET/PATH
set -e
aws s3 sync "$1/page" "$2/page" --cache-control 'public, max-age=31536000, immutable'
aws s3 sync "$1" "$2" --exclude 'page/*' --exclude index.html --exclude service-worker.js --cache-control no-cache
for name in service-worker.js index.html; do aws s3 cp "$1/$name" "$2/$name" --cache-control no-cache; done
