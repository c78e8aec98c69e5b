// What of a person's corrections the annotator itself heeds. Runs without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorAt } from '../../www/page/correcting/anchors.js';
import { constraintsOf } from '../../www/page/correcting/constraints.js';

const TEXT = 'Ada Moyo met Lena Moyo. "We agreed," Moyo said.';
const place = (words) => ({ start: TEXT.lastIndexOf(words), end: TEXT.lastIndexOf(words) + words.length });
const at = (words) => anchorAt(TEXT, place(words));
const who = (words) => ({ name: words, label: 'PERSON', at: at(words) });
const PERSON = { of: 'mention', label: 'PERSON', before: { kind: 'person', who: '' } };
const QUOTE = { of: 'quote', at: at('"We agreed,"'), kind: 'direct', before: { kind: 'direct quote', who: '' } };
const SAID = place('"We agreed,"');

const CASES = {
  'another kind, here and wherever the words stand': [
    [{ ...PERSON, at: at('Ada Moyo'), scope: 'here', label: 'ORG' }, { ...PERSON, at: at('Lena Moyo'), scope: 'wording', label: 'ORG' }],
    [{ of: 'mention', ...place('Ada Moyo'), label: 'ORG', here: true }, { of: 'mention', ...place('Lena Moyo'), label: 'ORG', here: false }],
  ],
  'all that names one, in each of its wordings': [
    [{ ...PERSON, at: at('Ada Moyo'), scope: 'entity', also: [at('Moyo said')], label: 'ORG' }],
    [{ of: 'mention', ...place('Ada Moyo'), label: 'ORG', here: false }, { of: 'mention', ...place('Moyo said'), label: 'ORG', here: false }],
  ],
  'what is left is called otherwise: for the layer over it': [[{ ...PERSON, at: at('Lena Moyo'), scope: 'here', entity: null, rest: 'Ada' }], []],
  'a new mark': [[{ ...PERSON, at: at('met'), scope: 'here', before: null }], [{ of: 'mention', ...place('met'), label: 'PERSON', here: true }]],
  'no mark': [[{ ...PERSON, at: at('Ada Moyo'), scope: 'here', removed: true }], [{ of: 'mention', ...place('Ada Moyo'), label: null, here: true }]],
  'one of its own': [[{ ...PERSON, at: at('Lena Moyo'), scope: 'here', entity: null }], [{ of: 'entity', ...place('Lena Moyo'), same: null }]],
  'from one to another': [
    [{ ...PERSON, at: at('Lena Moyo'), scope: 'here', entity: who('Ada Moyo') }],
    [{ of: 'entity', ...place('Lena Moyo'), same: null }, { of: 'entity', ...place('Lena Moyo'), same: place('Ada Moyo') }],
  ],
  'two that are one': [[{ ...PERSON, at: at('Lena Moyo'), scope: 'entity', entity: who('Ada Moyo') }], [{ of: 'entity', ...place('Lena Moyo'), same: place('Ada Moyo') }]],
  'another name': [[{ ...PERSON, at: at('Lena Moyo'), scope: 'entity', name: 'Leni Moyo' }], [{ of: 'name', ...place('Lena Moyo'), name: 'Leni Moyo' }]],
  'whom a pronoun means: somebody, nobody, one who is nowhere in the text': [
    [who('Ada Moyo'), null, { name: 'Ana', label: 'PERSON', at: null }].map((entity) => ({ of: 'reference', at: at('We'), entity })),
    [place('Ada Moyo'), null].map((same) => ({ of: 'reference', ...place('We'), same })),
  ],
  'a speaker': [[{ ...QUOTE, speaker: who('Ada Moyo') }], [{ of: 'speaker', ...SAID, speaker: place('Ada Moyo') }]],
  'a speaker without a name, and one who is nowhere in the text': [
    [{ ...QUOTE, speaker: 'unnamed' }, { ...QUOTE, speaker: { name: 'Ana', label: 'PERSON', at: null } }],
    [{ of: 'speaker', ...SAID, speaker: null }],
  ],
  'no quote, and one that goes as far as a person says': [
    [{ ...QUOTE, removed: true }, { ...QUOTE, extent: at('We agreed') }],
    [{ of: 'quote', ...SAID, kind: null }, { of: 'quote', ...place('We agreed'), kind: 'direct' }],
  ],
  'what is right as found, what is noted, and what an edit has taken away': [
    [{ ...QUOTE, accepted: true }, { of: 'note', at: at('met'), words: 'When?' }, { ...QUOTE, removed: true, at: { ...QUOTE.at, lost: true } }],
    [],
  ],
};
for (const [name, [made, want]] of Object.entries(CASES)) test(name, () => assert.deepEqual(constraintsOf(made), want));
