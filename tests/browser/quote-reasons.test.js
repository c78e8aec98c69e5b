// Each rule that names speakers has words for who reads a card. Runs without a browser.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { reasonFor, REASONS } from '../../www/page/article/quote-reasons.js';

test('every rule of the annotator says why in words', () => {
  const source = readFileSync(new URL('../../src/quotation/sieves.rs', import.meta.url), 'utf8');
  const rules = [...source.matchAll(/^ {4}\w+ = "(.+)";$/gm)].map(([, name]) => name);
  assert.ok(rules.length > 20);
  assert.deepEqual(rules.filter((rule) => !(rule in REASONS)), []);
});

test('the words that report a quote stand in its reason', () => {
  const text = '“No,” Ada Moyo added.';
  assert.equal(reasonFor({ sieve: 'speaker after the quote', cue: { start: 15, end: 20 } }, text), 'Right after it, “added” names the speaker');
  assert.equal(reasonFor({ sieve: undefined, cue: null }, text), '');
});
