// Texts that nobody should paste: each is annotated all the same, with offsets that are right in the string as it is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, newPage, site } from './chromium.js';

let browser;
let page;

before(async () => {
  browser = await launch();
  page = await newPage(browser);
  await page.goto(`${site}examples/module.html`);
  await page.evaluate(async () => {
    const { load } = await import('../newsmark.js');
    globalThis.annotator = await load();
  });
});
after(() => browser?.close());

const amount = 'It rose by 5 percent.';
const garbage = Array.from({ length: 20000 }, (_, index) => String.fromCharCode((index * 7919 + (index >> 3) * 104729) & 0xffff)).join('');

/** Text, and how many percentages stand in it. */
const TEXTS = {
  'empty text': ['', 0],
  'white space only': [' \n\t\r\n\u00a0\u3000', 0],
  'one emoji': ['👩‍👩‍👧‍👦', 0],
  'emoji and text': [`🙂 ${amount} 🙂 ${amount}`, 2],
  'lone surrogates': [`\ud83d ${amount} \ude00\ud83d ${amount} \ud83d`, 2],
  'a surrogate before its text': [`\udc00${amount}`, 1],
  'NUL and other controls': [`\0\0 ${amount}\u0007\u001b[31m ${amount}\0`, 2],
  'right to left': [`\u202eשלום עולם\u202c מחיר ${amount} مرحبا بالعالم`, 1],
  'combining marks': [`Z${'\u0301'.repeat(5000)} ${amount}`, 1],
  'HTML source': [`<p onclick="alert(1)">${amount}</p><script>if (a < 5) {}</script><img src=x onerror=alert(1)>`, 1],
  'binary garbage': [`${garbage}\n\n${amount}`, 1],
  'one very long word': [`${'a'.repeat(1_000_000)} ${amount}`, 1],
  'quotation marks without end': [`${'“'.repeat(20000)} ${amount} ${'"'.repeat(20000)}`, 1],
  'brackets without end': [`${'(['.repeat(50000)} ${amount}`, 1],
  'many short lines': [`a\n`.repeat(100000) + amount, 1],
  '1 MB of sentences': [`${amount} `.repeat(48_000), 48_000],
};

for (const [name, [text, count]] of Object.entries(TEXTS)) {
  test(name, async () => {
    // As JSON with escapes, which is the way to bring lone surrogates over.
    const source = JSON.stringify(text);
    const found = await page.evaluate(async (source) => {
      const text = JSON.parse(source);
      const { sentences, mentions, quotes, entities } = await globalThis.annotator.annotate(text);
      const spans = [
        ...[sentences, mentions, quotes].flat(),
        ...entities.flatMap(({ references }) => references),
        ...quotes.flatMap(({ speaker, cue }) => [speaker, cue].filter(Boolean)),
      ];
      return {
        percentages: mentions.filter(({ label }) => label === 'PERCENT').map(({ start, end }) => text.slice(start, end)),
        outside: spans.filter(({ start, end }) => !(0 <= start && start < end && end <= text.length)),
        wrongText: [...mentions, ...quotes].filter((span) => text.slice(span.start, span.end).toWellFormed() !== span.text),
      };
    }, source);
    assert.deepEqual(found.outside, []);
    assert.deepEqual(found.wrongText, []);
    assert.deepEqual([found.percentages.length, new Set(found.percentages)], [count, new Set(count ? ['5 percent'] : [])]);
  });
}
