/** Places of words about which a person has said something. They move with the text, and wait where an edit takes the words away. */
import { moved } from '../state/text-edit.js';

/**
 * @typedef {object} Anchor
 * @property {number} start in UTF-16 units of the text
 * @property {string} words what stands there
 * @property {boolean} [lost] whether an edit has taken the words away: they stood at `start`
 */

/** @param {string} text @param {import('../state/state.js').Span} span @returns {Anchor} */
export function anchorAt(text, { start, end }) {
  return { start, words: text.slice(start, end) };
}

/** @param {Anchor} anchor @returns {import('../state/state.js').Span} */
export function spanOf({ start, words }) {
  return { start, end: start + words.length };
}

/** A test for what stands exactly at `place`. @param {import('../state/state.js').Span | null | undefined} place @returns {(found: import('../state/state.js').Span) => boolean} */
export function standsAt(place) {
  return ({ start, end }) => start === place?.start && end === place.end;
}

/**
 * The anchor after an edit. An edit within its words changes them; one that takes them away or cuts into them loses the
 * anchor, until they stand where they stood again, as after an undo.
 * @param {Anchor} anchor @param {import('../state/text-edit.js').TextEdit} edit @param {string} after the text after the edit
 * @returns {Anchor}
 */
export function moveAnchor(anchor, edit, after) {
  const { start, words, lost } = anchor;
  if (lost) return after.startsWith(words, start) ? { start, words } : anchor;
  const span = spanOf(anchor);
  const whole = edit.from <= span.start && span.end <= edit.to;
  const place = moved(span, edit);
  if (whole || place.start === place.end) return { start, words, lost: true };
  return anchorAt(after, place);
}
