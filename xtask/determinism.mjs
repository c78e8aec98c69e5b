// The sum of all annotations as a wasm module makes them in Node.js: `determinism.mjs DIST MODULE FILE`, one text in JSON a
// line of FILE.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, module, file] = process.argv.slice(2);
const { load } = await import(pathToFileURL(resolve(dist, 'newsmark.js')).href);
const annotator = await load({ worker: false, wasm: readFileSync(resolve(dist, 'wasm', module)), weights: readFileSync(resolve(dist, 'wasm/weights.bin')) });
const sum = createHash('sha256');
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const text = JSON.parse(line);
  sum.update(await annotator.export('json', text, await annotator.annotate(text)));
}
console.log(sum.digest('hex'));
