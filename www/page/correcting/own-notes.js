/** Notes of a person's own beside what was found. They stand among the corrections: they move with the text, and can be undone. */
import { element } from '../dom.js';
import { anchorAt, spanOf, standsAt } from './anchors.js';
import { titleFor } from './fields.js';

/**
 * @typedef {import('../state/state.js').State} State
 * @typedef {import('../state/state.js').Span} Span
 */

/** The note beside these words; `""` where there is none. @param {State} state @param {Span} span */
export function noteAt({ corrections }, span) {
  const isHere = standsAt(span);
  const note = corrections.made.findLast(({ of, at }) => of === 'note' && !at.lost && isHere(spanOf(at)));
  return note?.of === 'note' ? note.words : '';
}

/** @param {State} state @param {Span} span @returns {import('./mention-form.js').CorrectionForm} */
export function ownNoteForm(state, span) {
  const before = noteAt(state, span);
  const at = anchorAt(state.text, span);
  const field = element('textarea', { rows: 3, 'aria-label': 'Note' });
  field.value = before;
  return {
    title: titleFor(at.words),
    rows: [field],
    read() {
      const words = field.value.trim();
      return words === before ? null : { of: 'note', at, words, before: { kind: 'note', who: before } };
    },
  };
}
