// The sum of all annotations as the module makes them in Chromium, for `cargo xtask determinism`: `determinism.js FILE`, one
// text in JSON a line of FILE.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { launch, site } from './chromium.js';

/** Texts that go to the page at a time. */
const AT_ONCE = 20;

const texts = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const browser = await launch();
const page = await browser.newPage();
await page.goto(new URL('newsmark.js', site).href);
await page.evaluate(async (module) => {
  const { load } = await import(module);
  globalThis.annotator = await load();
}, new URL('newsmark.js', site).href);
const sum = createHash('sha256');
for (let start = 0; start < texts.length; start += AT_ONCE) {
  const written = await page.evaluate(
    (texts) => Promise.all(texts.map(async (text) => annotator.export('json', text, await annotator.annotate(text)))),
    texts.slice(start, start + AT_ONCE),
  );
  for (const json of written) sum.update(json);
}
await browser.close();
console.log(sum.digest('hex'));
