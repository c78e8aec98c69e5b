/**
 * Notes of a person's own, beside what was found or any other words of the text. They stand among the corrections: they
 * move with the text, and can be undone.
 */
import { element } from '../dom.js';
import { anchorAt, spanOf, standsAt } from './anchors.js';
import { titleFor } from './fields.js';

/**
 * @typedef {import('../state/state.js').State} State
 * @typedef {import('../state/state.js').Span} Span
 * @typedef {import('./corrections.js').Correction} Correction
 * @typedef {import('./corrections.js').OwnNote} OwnNote
 */

/** The note beside these words; `""` where there is none. @param {State} state @param {Span} span */
export function noteAt({ corrections }, span) {
  const isHere = standsAt(span);
  const note = corrections.made.findLast(({ of, at }) => of === 'note' && !at.lost && isHere(spanOf(at)));
  return note?.of === 'note' ? note.words : '';
}

/** Those of the corrections that are notes, in the order of the text. @param {Correction[]} made @returns {OwnNote[]} */
export function notesAmong(made) {
  return made.filter((correction) => correction.of === 'note').sort((one, other) => one.at.start - other.at.start);
}

/**
 * Where notes stand: whether one stands at a place, and those that stand where nothing was found, as marks.
 * @param {State} state @returns {{ at: (span: Span) => boolean, apart: import('../../lib/layers.js').Mark[] }}
 */
export function notedPlaces({ annotations, corrections }) {
  const keyOf = (/** @type {Span} */ { start, end }) => `${start} ${end}`;
  const notes = corrections.made.flatMap(({ of, at }, index) => (of === 'note' && !at.lost ? [{ ...spanOf(at), index, kind: '' }] : []));
  const noted = new Set(notes.map(keyOf));
  const found = notes.length && annotations ? [...annotations.mentions, ...annotations.quotes].map(keyOf).filter((key) => noted.has(key)) : [];
  return { at: (span) => noted.has(keyOf(span)), apart: notes.filter((note) => !found.includes(keyOf(note))) };
}

/** The corrections with this note in the place of an earlier one of the same words; without words, with none. @param {Correction[]} made @param {OwnNote} note @returns {Correction[]} */
export function withNote(made, note) {
  const isThere = standsAt(spanOf(note.at));
  const others = made.filter(({ of, at }) => of !== 'note' || at.lost || !isThere(spanOf(at)));
  return note.words ? [...others, note] : others;
}

/** @param {State} state @param {Span} span @returns {import('./mention-form.js').CorrectionForm} */
export function ownNoteForm(state, span) {
  const before = noteAt(state, span);
  const at = anchorAt(state.text, span);
  const field = element('textarea', { rows: 3, 'aria-label': 'Note' });
  field.value = before;
  const note = (/** @type {string} */ words) => /** @type {const} */ ({ of: 'note', at, words });
  return {
    title: titleFor(at.words),
    rows: [field],
    isKeptUnasked: true,
    read() {
      const words = field.value.trim();
      return words === before ? null : note(words);
    },
    ...(before ? { removal: { name: 'Take back', read: () => note('') } } : {}),
  };
}
