// Corrections as a layer over annotations: applied to fresh ones, carried over edits. Runs without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorAt } from '../../www/page/correcting/anchors.js';
import { corrected } from '../../www/page/correcting/apply.js';
import { moveCorrections } from '../../www/page/correcting/corrections.js';
import { editBetween } from '../../www/page/state/text-edit.js';

const TEXT = `Ada Moyo met Lena Moyo in Jordan. "We agreed," Moyo said. "It took years," she added. Jordan is dry.`;

/** The nth place of words in the text. */
function at(words, nth = 0) {
  let start = -1;
  for (let count = 0; count <= nth; count += 1) start = TEXT.indexOf(words, start + 1);
  return { start, end: start + words.length };
}

function mention(words, nth, label, entity) {
  return { ...at(words, nth), label, text: words, entity, value: null, score: 0.9 };
}

function quote(words, kind, speaker, entity) {
  return { ...at(words), kind, text: words, speaker, entity, cue: null, continues: null, sieve: 'subject', score: 0.8 };
}

/** What an annotator might find: the two women taken for one, the country for a person. */
function found() {
  return {
    date: null,
    sentences: [],
    mentions: [
      mention('Ada Moyo', 0, 'PERSON', 0),
      mention('Lena Moyo', 0, 'PERSON', 0),
      mention('Jordan', 0, 'PERSON', 1),
      mention('Moyo', 2, 'PERSON', 0),
      mention('Jordan', 1, 'PERSON', 1),
    ],
    entities: [
      { id: 0, label: 'PERSON', name: 'Lena Moyo', aliases: ['Ada Moyo', 'Moyo'], titles: [], age: 44, affiliations: [], mentions: [0, 1, 3], references: [{ ...at('she'), kind: 'pronoun' }] },
      { id: 1, label: 'PERSON', name: 'Jordan', aliases: [], titles: [], age: null, affiliations: [], mentions: [2, 4], references: [] },
    ],
    quotes: [
      quote('"We agreed,"', 'direct', at('Moyo', 2), 0),
      quote('"It took years,"', 'direct', at('she'), 0),
    ],
  };
}

const place = (words, nth) => anchorAt(TEXT, at(words, nth));
const who = (name, label, words, nth) => ({ name, label, at: words ? place(words, nth) : null });

/** "label entity's name" of each mention, in the order of the text. */
function mentions({ mentions, entities }) {
  return mentions.map(({ text, label, entity }) => `${text}: ${label} ${entities[entity]?.name ?? '-'}`);
}

/** Every index leads to what leads back to it. */
function assertConsistent({ mentions, entities, quotes }) {
  entities.forEach(({ id, mentions: indices }, index) => {
    assert.equal(id, index);
    for (const mention of indices) assert.equal(mentions[mention].entity, id);
  });
  mentions.forEach(({ entity }, index) => {
    if (entity !== null) assert.ok(entities[entity].mentions.includes(index));
  });
  for (const { entity } of quotes) if (entity !== null) assert.ok(entities[entity]);
}

function apply(...corrections) {
  const before = found();
  const result = corrected(before, TEXT, corrections);
  assertConsistent(result);
  assert.deepEqual(before, found(), 'what was found is left as it is');
  return result;
}

test('without corrections, annotations are what was found', () => {
  const annotations = found();
  assert.equal(corrected(annotations, TEXT, []), annotations);
});

test('another kind, everywhere or only here', () => {
  const all = apply({ of: 'mention', at: place('Jordan'), scope: 'entity', label: 'GPE' });
  assert.deepEqual(mentions(all).filter((words) => words.startsWith('Jordan')), ['Jordan: GPE Jordan', 'Jordan: GPE Jordan']);
  assert.deepEqual(all.mentions.map(({ corrected }) => corrected ?? false), [false, false, true, false, true]);
  assert.equal(all.mentions[2].score, undefined);
  const one = apply({ of: 'mention', at: place('Jordan'), scope: 'here', label: 'GPE' });
  assert.deepEqual(mentions(one).filter((words) => words.startsWith('Jordan')), ['Jordan: GPE Jordan', 'Jordan: PERSON Jordan']);
  assert.equal(one.entities.length, 3);
});

test('a kind that has no entity leaves none behind', () => {
  const { mentions, entities } = apply({ of: 'mention', at: place('Jordan'), scope: 'entity', label: 'DATE' });
  assert.deepEqual(entities.map(({ name }) => name), ['Lena Moyo']);
  assert.deepEqual([mentions[2].label, mentions[2].entity], ['DATE', null]);
});

test('one of its own: a mention leaves its entity, which loses its name with it', () => {
  const annotations = apply({ of: 'mention', at: place('Lena Moyo'), scope: 'here', label: 'PERSON', entity: null });
  assert.deepEqual(mentions(annotations).slice(0, 2), ['Ada Moyo: PERSON Ada Moyo', 'Lena Moyo: PERSON Lena Moyo']);
  assert.deepEqual(annotations.entities[0].aliases, ['Moyo']);
  assert.deepEqual(annotations.quotes.map(({ entity }) => annotations.entities[entity].name), ['Ada Moyo', 'Ada Moyo']);
});

test('another entity: the quotes that a mention speaks go with it', () => {
  const annotations = apply(
    { of: 'mention', at: place('Lena Moyo'), scope: 'here', label: 'PERSON', entity: null },
    { of: 'mention', at: place('Moyo', 2), scope: 'here', label: 'PERSON', entity: who('Lena Moyo', 'PERSON', 'Lena Moyo') },
  );
  assert.equal(mentions(annotations)[3], 'Moyo: PERSON Lena Moyo');
  assert.deepEqual(annotations.quotes.map(({ entity }) => annotations.entities[entity].name), ['Lena Moyo', 'Ada Moyo']);
});

test('two entities become one, with all that refers to them', () => {
  const annotations = apply({ of: 'mention', at: place('Ada Moyo'), scope: 'entity', label: 'PERSON', entity: who('Jordan', 'PERSON', 'Jordan') });
  assert.deepEqual(annotations.entities.map(({ name, mentions, references }) => [name, mentions.length, references.length]), [['Jordan', 5, 1]]);
});

test('another name stays, whatever happens to the mentions', () => {
  const annotations = apply(
    { of: 'mention', at: place('Ada Moyo'), scope: 'entity', label: 'PERSON', name: 'Dr Ada Moyo' },
    { of: 'mention', at: place('Lena Moyo'), scope: 'here', label: 'PERSON', removed: true },
  );
  const [{ name, aliases, corrected }] = annotations.entities;
  assert.deepEqual([name, aliases, corrected], ['Dr Ada Moyo', ['Ada Moyo', 'Moyo'], true]);
});

test('a mark is taken away; an entity without marks goes too', () => {
  const annotations = apply({ of: 'mention', at: place('Jordan'), scope: 'entity', label: 'PERSON', removed: true });
  assert.deepEqual(mentions(annotations).length, 3);
  assert.deepEqual(annotations.entities.map(({ name }) => name), ['Lena Moyo']);
});

test('words are marked, wherever they stand as words of their own, and join the entity of that name', () => {
  const text = 'Cape Town grew. Town halls in Cape Towns and Cape Town are full.';
  const none = { date: null, sentences: [], mentions: [], entities: [], quotes: [] };
  const correction = { of: 'mention', at: anchorAt(text, { start: 0, end: 9 }), scope: 'wording', label: 'GPE' };
  const annotations = corrected(none, text, [correction]);
  assertConsistent(annotations);
  assert.deepEqual(annotations.mentions.map(({ start }) => start), [0, text.lastIndexOf('Cape Town')]);
  assert.deepEqual(annotations.entities.map(({ name, label }) => [name, label]), [['Cape Town', 'GPE']]);
});

test('a new mark takes the place of those that it crosses, save titles', () => {
  const annotations = apply({ of: 'mention', at: anchorAt(TEXT, { start: 0, end: at('Lena Moyo').end }), scope: 'here', label: 'ORG' });
  assert.deepEqual(mentions(annotations).slice(0, 2), ['Ada Moyo met Lena Moyo: ORG Ada Moyo met Lena Moyo', 'Jordan: PERSON Jordan']);
});

test('a quote: another speaker, another kind, none', () => {
  const spoken = apply({ of: 'quote', at: place('"We agreed,"'), kind: 'direct', speaker: who('Jordan', 'PERSON', 'Jordan') });
  const [first, second] = spoken.quotes;
  assert.equal(spoken.entities[first.entity].name, 'Jordan');
  assert.equal(first.speaker, null, 'the phrase named somebody else');
  assert.deepEqual([first.corrected, first.sieve, second.corrected], [true, undefined, undefined]);

  const unnamed = apply({ of: 'quote', at: place('"We agreed,"'), kind: 'direct', speaker: 'unnamed' });
  assert.deepEqual([unnamed.quotes[0].entity, unnamed.quotes[0].unnamed], [null, true]);

  const scare = apply({ of: 'quote', at: place('"We agreed,"'), kind: 'scare' });
  assert.deepEqual([scare.quotes[0].kind, scare.quotes[0].entity], ['scare', null]);

  const gone = apply({ of: 'quote', at: place('"We agreed,"'), kind: 'direct', removed: true });
  assert.equal(gone.quotes.length, 1);
});

test('the speaker of one paragraph speaks all of a statement', () => {
  const chained = found();
  chained.quotes[1].continues = 0;
  const correction = { of: 'quote', at: place('"It took years,"'), kind: 'direct', speaker: who('Jordan', 'PERSON', 'Jordan') };
  const annotations = corrected(chained, TEXT, [correction]);
  assert.deepEqual(annotations.quotes.map(({ entity }) => annotations.entities[entity].name), ['Jordan', 'Jordan']);
});

test('a pronoun means somebody else, or nobody known', () => {
  const jordan = apply({ of: 'reference', at: place('she'), entity: who('Jordan', 'PERSON', 'Jordan') });
  assert.deepEqual(jordan.entities.map(({ references }) => references.map(({ kind }) => kind)), [[], ['pronoun']]);
  assert.equal(jordan.entities[jordan.quotes[1].entity].name, 'Jordan');
  const nobody = apply({ of: 'reference', at: place('she'), entity: null });
  assert.equal(nobody.quotes[1].entity, null);
});

test('an entity that is found no more is found by its name, or made', () => {
  const speaker = who('Ministry of Salt', 'ORG');
  const annotations = apply({ of: 'quote', at: place('"We agreed,"'), kind: 'direct', speaker });
  assert.equal(annotations.entities[annotations.quotes[0].entity].name, 'Ministry of Salt');
});

/** Where corrections stand after the text has gone through `texts`, one edit after the other. */
function edited(corrections, ...texts) {
  let before = TEXT;
  for (const text of texts) {
    corrections = moveCorrections(corrections, editBetween(before, text), text);
    before = text;
  }
  return corrections.map(({ at: { start, words, lost } }) => (lost ? 'lost' : `${start} ${words}`));
}

test('corrections move with the text, grow with edits within, and come back with an undo', () => {
  const corrections = [
    { of: 'mention', at: place('Jordan'), scope: 'here', label: 'GPE' },
    { of: 'quote', at: place('"It took years,"'), kind: 'direct' },
  ];
  const jordan = at('Jordan').start;
  const years = at('"It took years,"').start;
  assert.deepEqual(edited(corrections, `Today ${TEXT}`), [`${jordan + 6} Jordan`, `${years + 6} "It took years,"`]);
  assert.deepEqual(edited(corrections, TEXT.replace('took years', 'took many years')), [`${jordan} Jordan`, `${years} "It took many years,"`]);
  assert.deepEqual(edited(corrections, TEXT.replace('Jordan', '')), ['lost', `${years - 6} "It took years,"`]);
  assert.deepEqual(edited(corrections, TEXT.replace('in Jordan', 'in')), ['lost', `${years - 7} "It took years,"`]);
  assert.deepEqual(edited(corrections, 'All is new.', TEXT), [`${jordan} Jordan`, `${years} "It took years,"`]);
});

test('the place of the entity that a correction speaks of moves too', () => {
  const correction = { of: 'quote', at: place('"We agreed,"'), kind: 'direct', speaker: who('Jordan', 'PERSON', 'Jordan') };
  const text = `Today ${TEXT}`;
  const [moved] = moveCorrections([correction], editBetween(TEXT, text), text);
  assert.equal(text.slice(moved.speaker.at.start).slice(0, 6), 'Jordan');
});

test('a mention and a quote go as far as a person says, and what hinders them is gone', () => {
  const jordan = { of: 'mention', at: anchorAt(TEXT, at('Jordan')), scope: 'here', label: 'PERSON', extent: anchorAt(TEXT, at('in Jordan')) };
  const years = { of: 'quote', at: anchorAt(TEXT, at('"It took years,"')), kind: 'direct', extent: anchorAt(TEXT, at('It took')) };
  const { mentions, quotes } = corrected(found(), TEXT, [jordan, years]);
  assert.ok(mentions.some(({ text, corrected }) => text === 'in Jordan' && corrected));
  assert.deepEqual(quotes.map(({ text }) => text), ['"We agreed,"', 'It took']);
});

test('an extent moves along with an edit', () => {
  const before = { of: 'mention', at: anchorAt(TEXT, at('Jordan')), scope: 'here', label: 'PERSON', extent: anchorAt(TEXT, at('in Jordan')) };
  const after = `Then ${TEXT}`;
  const [moved] = moveCorrections([before], editBetween(TEXT, after), after);
  assert.equal(moved.extent.start, before.extent.start + 'Then '.length);
});

test('a pronoun that nobody was found for is given to someone', () => {
  const her = { of: 'reference', at: anchorAt(TEXT, at('Moyo said')), entity: { name: 'Jordan', label: 'PERSON', at: null } };
  const { entities } = corrected(found(), TEXT, [her]);
  assert.ok(entities[1].references.some(({ start }) => start === at('Moyo said').start));
});
