// What the note beside a quote says: who, in which role, how it is meant, how sure it is. Runs without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notesOf } from '../../www/page/article/notes.js';

const TEXT = 'Ada Moyo denied that the clinic was unsafe.';
const SOURCE = { name: 'Ada Moyo', entity: 0, naming: 'named', kind: 'person', titles: ['head of the clinic'], quotes: [0] };

/** The note of the one quote of `TEXT`. */
function noteFor({ quote = {}, source = {}, doubts = [] } = {}) {
  const place = { start: TEXT.indexOf('the clinic'), end: TEXT.length - 1 };
  const quotes = [{ ...place, kind: 'indirect', text: 'the clinic was unsafe', speaker: null, entity: 0, cue: null, continues: null, ...quote }];
  const annotations = { quotes, entities: [{ affiliations: ['Tarn clinic'] }, { name: 'Tarn Council', affiliations: [] }] };
  return notesOf({ text: TEXT, annotations, sourceOf: new Map([[0, { ...SOURCE, ...source }]]), doubts, corrections: { made: [] } })(0);
}

const NOTES = {
  'a name and a role': [{}, 'Ada Moyo', 'head of the clinic', 'Reported speech, said by Ada Moyo'],
  'whom one serves, where no role is told': [{ source: { titles: [] } }, 'Ada Moyo', 'Tarn clinic', 'Reported speech, said by Ada Moyo'],
  'a denial': [{ quote: { stance: 'denied' } }, 'Ada Moyo', 'head of the clinic · denies it', 'Reported speech, said by Ada Moyo, denies it'],
  'what is not said yet': [{ quote: { stance: 'planned' } }, 'Ada Moyo', 'head of the clinic · yet to be said', 'Reported speech, said by Ada Moyo, yet to be said'],
  'what is plain': [{ quote: { stance: 'asserted' } }, 'Ada Moyo', 'head of the clinic', 'Reported speech, said by Ada Moyo'],
  'what is not sure': [{ doubts: [0] }, 'Ada Moyo ?', 'head of the clinic', 'Reported speech, said by Ada Moyo, not sure'],
  'what a person has put right': [{ quote: { corrected: true } }, 'Ada Moyo ✓', 'head of the clinic', 'Reported speech, said by Ada Moyo, put right by you'],
  'an unnamed source': [{ source: { naming: 'unnamed', name: 'an aide' } }, 'an aide', 'unnamed', 'Reported speech, said by an aide, unnamed'],
  'one who speaks for another': [
    { source: { naming: 'unnamed', name: 'an aide' }, quote: { affiliation: 1 } },
    'an aide',
    'unnamed · for Tarn Council',
    'Reported speech, said by an aide, unnamed',
  ],
  'one with a name who may not speak': [
    { source: { naming: 'unclear', name: 'the Tarn Board', titles: [], entity: null }, doubts: [0] },
    'the Tarn Board ?',
    'not sure',
    'Reported speech, said by the Tarn Board, not sure',
  ],
  'nobody found': [{ source: { name: '', naming: 'unclear', entity: null, titles: [] }, doubts: [0] }, 'Who?', '', 'Reported speech, speaker not found, not sure'],
};
for (const [name, [given, ...want]] of Object.entries(NOTES)) {
  test(name, () => {
    const note = noteFor(given);
    assert.deepEqual([note.name, note.role, note.description], want);
  });
}
