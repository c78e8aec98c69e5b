// How many of the mistakes that happen the checks find: each is read as the page reads an article.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECKS } from '../../www/page/checks/checks.js';
import { BEFORE, BEHIND, SEEDED } from './seeded-mistakes.js';

const { loadSync } = await import(new URL('../../dist/newsmark.js', import.meta.url));
const annotator = loadSync();

/** What a check finds in an article with these words in it, whose marks are taken out. */
function found(name, words) {
  const text = (BEFORE + words + BEHIND).replace(/[⟦⟧]/g, '');
  const annotations = annotator.annotate(text, { date: '2025-03-04' });
  return CHECKS[name]({ text, annotations, sources: annotator.sources(text, annotations) });
}

/** Whether the check finds the first of the marked places. */
function finds(name, words) {
  const [from, to] = ['⟦', '⟧'].map((mark) => (BEFORE + words).indexOf(mark));
  return found(name, words).some(({ start, end }) => start < to - 1 && end > from);
}

const KNOWN = /^known: /;
for (const [name, { mistakes, nearMisses }] of Object.entries(SEEDED)) {
  test(`${name}: mistakes`, (context) => {
    const missed = mistakes.filter((words) => !finds(name, words.replace(KNOWN, '')));
    context.diagnostic(`${name}: ${mistakes.length - missed.length} of ${mistakes.length} found`);
    assert.deepEqual(missed, mistakes.filter((words) => KNOWN.test(words)));
  });
  test(`${name}: what is none`, () => assert.deepEqual(nearMisses.filter((words) => found(name, words).length > 0), []));
}

test('each check has ten of both', () => {
  assert.deepEqual(Object.keys(SEEDED).sort(), Object.keys(CHECKS).sort());
  for (const { mistakes, nearMisses } of Object.values(SEEDED)) assert.ok(Math.min(mistakes.length, nearMisses.length) >= 10);
});
