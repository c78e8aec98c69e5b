// What an editor looks for: each check over sentences that it is for, and over such as it has to leave alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, CHECKS } from '../../www/page/checks/checks.js';
import { annotated, read, visits } from './person.js';

const visit = visits();

/** By check: texts, and the words that are found in them. */
const WORDS = {
  'marks that do not close': [
    ['“We wait, said the pilot.', ['“']],
    ['"We wait, said the pilot.', ['"']],
    ['“We wait,” said the pilot. “And we sing.”', []],
    ['“We wait all night.\n\n“Then we sail,” said the pilot.', []],
    ['The board is 6" wide.', []],
    ['“The sign said ‘wait’,” the pilot said.', []],
    ['“We wait," said the pilot. "And we sing.”', []],
    ['He said "yes" and “no.', ['“']],
    ['The pilot was “late.“ Nobody came.', ['“']],
    ['<post author="pilot" day="3">We wait</post> and "sing" <post author="mate">all night', []],
    ['"The boat is sold.\n\nInes Calder, pilot."\n\nNobody came.', []],
    ['“The boat is sold.\n\nIt was old.”\n\nNobody came.', []],
    ['“The boat is sold.\n\nNobody came.\n\nIt rained.', ['“']],
  ],
  'dates that cannot be': [
    ['The ferry sails on February 30.', ['February 30']],
    ['The ferry sails on 31 April 2026.', ['31 April 2026']],
    ['The ferry sailed on Monday, March 4, 2025.', ['Monday, March 4, 2025']],
    ['The ferry sailed on Tuesday, March 4, 2025.', []],
    ['The ferry sailed on 29 February 2024, and may 31 of them come.', []],
    ['The ferry sailed on February 29, 2025.', ['February 29, 2025']],
    ['They march 40 miles.', []],
  ],
  'sums without a currency': [
    ['The pier cost 2.4 million.', ['2.4 million']],
    ['The town paid 12,000 for it.', ['12,000']],
    ['The pier cost $2.4 million, and it was paid in 1998.', []],
    ['The town paid 12,000 workers.', []],
    ['The pier is worth 3 million euros.', []],
  ],
};
for (const [name, cases] of Object.entries(WORDS)) {
  for (const [text, want] of cases) {
    test(`${name}: ${text}`, () => {
      const annotations = { date: null, sentences: [], mentions: [], entities: [], quotes: [] };
      const found = CHECKS[name]({ text, annotations, sources: [] });
      assert.deepEqual(found.map(({ start, end }) => text.slice(start, end)), want);
    });
  }
}

/** Annotations of people, by hand: `[words, name of the entity]` in the order of the text. */
function people(text, named, titles = {}) {
  const names = [...new Set(named.map(([, name]) => name))];
  let from = 0;
  const mentions = named.map(([words, name]) => {
    const start = text.indexOf(words, from);
    from = start + words.length;
    return { start, end: from, label: 'PERSON', text: words, entity: names.indexOf(name), value: null, score: 1 };
  });
  const entities = names.map((name, id) => ({
    id,
    label: 'PERSON',
    name,
    aliases: [],
    titles: titles[name] ?? [],
    mentions: mentions.flatMap(({ entity }, index) => (entity === id ? [index] : [])),
    references: [],
  }));
  const sentences = [...text.matchAll(/[^.]+\./g)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
  return { text, annotations: { date: null, sentences, mentions, entities, quotes: [] }, sources: [] };
}

const NAMED = {
  'a name spelt two ways': [
    ['a letter less', people('Ines Lindqvist came. Lindqvist sang. Then Lindqist left.', [['Ines Lindqvist', 'a'], ['Lindqvist', 'a'], ['Lindqist', 'b']]), ['Lindqist']],
    ['two people', people('Ines Hansen came. Hansen sang. Ole Jansen left.', [['Ines Hansen', 'a'], ['Hansen', 'a'], ['Ole Jansen', 'b']]), []],
    ['two given names', people('Ines Halversen came. Halversen sang. Ole Halverson left.', [['Ines Halversen', 'a'], ['Halversen', 'a'], ['Ole Halverson', 'b']]), []],
    ['two kinds of apostrophe', people("Ines O'Gormley came. O'Gormley sang. O’Gormley left.", [["Ines O'Gormley", 'a'], ["O'Gormley", 'a'], ['O’Gormley', 'a']]), []],
  ],
  'first named by surname alone': [
    ['in the text', people('It rained. It snowed. It froze. Calder said so. Ines Calder left.', [['Calder', 'a'], ['Ines Calder', 'a']]), ['Calder']],
    ['in the headline', people('Calder said so. It rained. It froze. Ines Calder left.', [['Calder', 'a'], ['Ines Calder', 'a']]), []],
    ['with a title', people('It rained. It snowed. It froze. Mayor Calder said so. Ines Calder left.', [['Calder', 'a'], ['Ines Calder', 'a']]), []],
  ],
  'a title that changes': [
    ['two ranks', people('Captain Ines Calder came. Sergeant Calder left.', [['Ines Calder', 'a'], ['Calder', 'a']], { a: ['Captain', 'Sergeant'] }), ['Calder']],
    ['two that go together', people('Mayor Ines Calder came. Party leader Calder left.', [['Ines Calder', 'a'], ['Calder', 'a']], { a: ['Mayor', 'Party leader'] }), []],
    ['a former one', people('Captain Ines Calder came. Former sergeant Calder left.', [['Ines Calder', 'a'], ['Calder', 'a']], { a: ['Captain', 'Former sergeant'] }), []],
  ],
};
for (const [name, cases] of Object.entries(NAMED)) {
  for (const [what, article, want] of cases) {
    test(`${name}: ${what}`, () => {
      assert.deepEqual(CHECKS[name](article).map(({ start, end }) => article.text.slice(start, end)), want);
    });
  }
}

/** Quotes, by hand. */
function quoted(text, quotes, sources) {
  const all = quotes.map(([words, entity = null]) => {
    const start = text.indexOf(words);
    return { start, end: start + words.length, kind: 'direct', text: words, speaker: null, entity, cue: null, continues: null };
  });
  return { text, annotations: { date: null, sentences: [{ start: 0, end: 10 }], mentions: [], entities: [], quotes: all }, sources };
}

/** The words in marks, said by nobody. */
const bySomebodyUnknown = (text) => {
  const words = text.match(/[“"‘].*?[”"’]/)[0];
  return quoted(text, [[words]], [{ name: '', quotes: [0] }]);
};

const REST = [
  ['quotes without a speaker', bySomebodyUnknown('It rained. Then: silence. “We all wait here for the boat.” It came.'), 1],
  ['quotes without a speaker', bySomebodyUnknown('It rained.\n\n“We all wait here for the boat.”\n\nThe boat came late.'), 1],
  ['quotes without a speaker', bySomebodyUnknown('It rained. The finding: “We all wait for it.”'), 0],
  ['quotes without a speaker', bySomebodyUnknown('It rained. The sign that they held read “We all wait for it.”'), 0],
  ['quotes without a speaker', bySomebodyUnknown('It rained. “We all wait for it.”\nInes Calder, pilot\nThe boat came.'), 0],
  ['quotes without a speaker', bySomebodyUnknown('It rained. “We all wait for it.” — a poster'), 0],
  ['quotes without a speaker', bySomebodyUnknown('It rained. “The Long Wait at Sea” star Ines Calder came.'), 0],
  ['quotes without a speaker', bySomebodyUnknown('It rained. ‘We all wait for it.’\n\nThe boat came.'), 0],
  [
    'one quote, other words',
    quoted('It rained. “We will never ever sell the old ferry,” she said.\n\n“We will never ever sell the new ferry,” she said.', [['“We will never ever sell the old ferry,”', 0], ['“We will never ever sell the new ferry,”', 0]], []),
    1,
  ],
  [
    'one quote, other words',
    quoted('It rained. “We will never ever sell the old ferry,” she said. “The new one costs more than we have,” she said.', [['“We will never ever sell the old ferry,”', 0], ['“The new one costs more than we have,”', 0]], []),
    0,
  ],
  [
    'one quote, other words',
    quoted('It rained. “We will fight for the old ferry here,” she said. “We will fight for the old town here,” she said.', [['“We will fight for the old ferry here,”', 0], ['“We will fight for the old town here,”', 0]], []),
    0,
  ],
  [
    'one quote, other words',
    quoted('It rained. “They were not made by us at all,” she said. “They were not made by us,” she said.', [['“They were not made by us at all,”', 0], ['“They were not made by us,”', 0]], []),
    0,
  ],
  ['many unnamed sources', quoted('It rained. “No.”', [['“No.”']], [{ name: '40% of passengers', naming: 'unnamed', kind: 'person', statements: 6, quotes: [0] }]), 0],
  ['many unnamed sources', quoted('It rained. “No.”', [['“No.”']], [{ name: 'the harbour board', naming: 'unnamed', kind: 'organisation', statements: 6, quotes: [0] }]), 0],
  ['many unnamed sources', quoted('It rained. “No.”', [['“No.”']], [{ name: 'an aide', naming: 'unnamed', kind: 'person', statements: 6, quotes: [0] }]), 1],
  ['many unnamed sources', quoted('It rained. “No.”', [['“No.”']], [{ name: 'an aide', naming: 'unnamed', kind: 'person', statements: 2, quotes: [0] }]), 0],
];
for (const [name, article, want] of REST) {
  test(`${name}: ${article.text.slice(11, 60)}, ${want}`, () => assert.equal(CHECKS[name](article).length, want));
}

test('acronyms never spelt out', () => {
  const found = (text) => {
    const at = text.indexOf('HBT');
    const mentions = [{ start: at, end: at + 3, label: 'ORG', text: 'HBT', entity: 0, value: null, score: 1 }];
    return CHECKS['acronyms never spelt out']({ text, annotations: { date: null, sentences: [], mentions, entities: [], quotes: [] }, sources: [] }).length;
  };
  assert.equal(found('The head of the HBT left. The HBT is poor. An HBT boat sank off the cape in bad weather.'), 1);
  assert.equal(found('The Harbour Board of Tarn met. The HBT is poor, the HBT said. An HBT boat sank in bad weather.'), 0);
  assert.equal(found('The HBT is poor, they said in town.'), 0);
  assert.equal(found('The Board for Tarn met. The HBT is poor, the HBT said. An HBT boat sank in bad weather.'), 1);
  assert.equal(found('The Harbour Party, or HBT, met. The HBT is poor, the HBT said in bad weather, as it does.'), 0);
  assert.equal(found('The Tarn Harbour Board (HBT) met. The HBT is poor, the HBT said in bad weather, as it does.'), 0);
});

test('a text without anything has nothing to check', () => {
  assert.deepEqual(check({ text: '', annotations: { date: null, sentences: [], mentions: [], entities: [], quotes: [] }, sources: [] }), []);
});

test('findings are listed, and lead to their place', async () => {
  const page = await visit();
  await read(page, `The ferry stops\n\n${'Nothing else happened in the harbour.\n\n'.repeat(60)}The last boat sails on February 30, the harbour board said.\n\n“We wait, Ines Calder said.`);
  await annotated(page);
  await page.click('#tab-check');
  await page.locator('#findings-list button', { hasText: 'February 30' }).click();
  await page.waitForFunction(() => {
    const line = [...document.querySelectorAll('#article .line')].find(({ textContent }) => textContent.includes('February 30'));
    const { top, bottom } = line.getBoundingClientRect();
    return top > 0 && bottom < innerHeight;
  });
  assert.match(await page.locator('#findings-list').textContent(), /no such day.*not closed/s);
});
