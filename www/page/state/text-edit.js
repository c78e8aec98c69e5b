/** What an edit of a text changed, and where it moves what stands in the text. */

/** @typedef {{ from: number, to: number, growth: number }} TextEdit `from..to` of the old text became `growth` units longer */

/** UTF-16 units that are compared at once, which is many times faster than one by one. */
const PIECE = 4_096;

/**
 * The one stretch in which the texts differ.
 * @param {string} before @param {string} after
 * @returns {TextEdit}
 */
export function editBetween(before, after) {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from + PIECE <= most && before.slice(from, from + PIECE) === after.slice(from, from + PIECE)) from += PIECE;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let tail = 0;
  const isSameBefore = () => before.slice(before.length - tail - PIECE, before.length - tail) === after.slice(after.length - tail - PIECE, after.length - tail);
  while (tail + PIECE <= most - from && isSameBefore()) tail += PIECE;
  while (tail < most - from && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) {
    tail += 1;
  }
  return { from, to: before.length - tail, growth: after.length - before.length };
}

/**
 * Where the span stands after the edit; empty where the edit cut into it.
 * @param {import('./state.js').Span} span @param {TextEdit} edit
 * @returns {import('./state.js').Span}
 */
export function moved({ start, end }, { from, to, growth }) {
  if (end <= from) return { start, end };
  if (start >= to) return { start: start + growth, end: end + growth };
  if (start <= from && to <= end) return { start, end: end + growth };
  return { start: from, end: from };
}
