// Whether a text is more than one article. Runs without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { articlesIn } from '../../www/page/intake/several.js';

const STORY = `${'Rain fell on the harbour all day, and the mayor said so. '.repeat(24)}\n\n“It will stop,” she said.`;
/** Each begins at `|`. */
const TEXTS = {
  'one article': `|Rain closes the harbour of Tarn\n\nBy Nadia Farrow\n\nTARN, Feb. 3 — ${STORY}`,
  'two with headlines and bylines': `|Rain closes the harbour of Tarn\n\nBy Nadia Farrow\n\n${STORY}\n\n|Snow closes the pass of Corbel\nWhat drivers should know\n\nBy Tom Hale and Ida Brook of The Tarn Post\n\n${STORY}`,
  'two with datelines': `|Rain closes the harbour of Tarn\n\nTARN, Feb. 3 — ${STORY}\n\n|Snow closes the pass of Corbel\n\nPORT ELLERY (Tarn Press) — ${STORY}`,
  'two with nothing but bylines': `|By Nadia Farrow\n\n${STORY}\n\n|By Tom Hale\n\n${STORY}`,
  'three': `|A\n\nBy Nadia Farrow\n\n${STORY}\n\n|Snow closes the pass\n\nBy Tom Hale\n\n${STORY}\n\n|Fog closes the field\n\nBy Ida Brook\n\n${STORY}`,
  'two briefs': `|Rain closes the harbour\n\nBy Nadia Farrow\n\n${'The pilots went home, and the mayor said so. '.repeat(4)}\n\n|Snow closes the pass\n\nBy Tom Hale\n\n${'The drivers turned back, and the mayor said so. '.repeat(4)}`,
  'a report from two places': `|TARN, Feb. 3 — ${STORY}\n\nPORT ELLERY, Feb. 3 — ${STORY}`,
  'subheadings': `|Rain closes the harbour of Tarn\n\nBy Nadia Farrow\n\n${STORY}\n\nWhat the mayor knew\n\n${STORY}`,
  'a sentence that begins with by': `|Rain closes the harbour\n\n${STORY}\n\nBy Monday evening the wall had given way, the mayor said.\n\n${STORY}`,
  'who has helped, at the end': `|Rain closes the harbour of Tarn\n\nBy Nadia Farrow\n\n${STORY}\n\nReporting by the desk in Tarn\n\nBy Tom Hale`,
};
for (const [name, marked] of Object.entries(TEXTS)) {
  test(name, () => {
    const parts = marked.split('|').slice(1);
    const text = parts.join('');
    const want = parts.map((_, index) => parts.slice(0, index).join('').length);
    assert.deepEqual(articlesIn(text), want);
  });
}

test('a long text of nothing but bylines takes no time', () => {
  const start = performance.now();
  articlesIn('By Aa Bb Cc Dd Ee\n'.repeat(16_000));
  assert.ok(performance.now() - start < 5_000);
});
