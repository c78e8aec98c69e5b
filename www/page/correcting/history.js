/** The corrections of an article with the ways back and forth: each step is the list as it stood then. */
import { moveCorrections } from './corrections.js';

/**
 * @typedef {import('./corrections.js').Correction} Correction
 * @typedef {object} History
 * @property {Correction[]} made the corrections that hold, in the order in which they were made
 * @property {Correction[][]} past what undoing leads to, the last step last
 * @property {Correction[][]} future what redoing leads to, the next step last
 */

/** As if they had just been made, one after the other. @param {Correction[]} made @returns {History} */
export function historyOf(made) {
  return { made, past: made.map((_, index) => made.slice(0, index)), future: [] };
}

/** A step forward. @param {History} history @param {Correction[]} made @returns {History} */
export function stepTo({ made: before, past }, made) {
  return { made, past: [...past, before], future: [] };
}

/** @param {History} history */
export function canUndo({ past }) {
  return past.length > 0;
}

/** @param {History} history */
export function canRedo({ future }) {
  return future.length > 0;
}

/** @param {import('../state/state.js').Store} store */
export function undo(store) {
  const { made, past, future } = store.state.corrections;
  if (past.length > 0) goTo(store, { made: past[past.length - 1], past: past.slice(0, -1), future: [...future, made] });
}

/** @param {import('../state/state.js').Store} store */
export function redo(store) {
  const { made, past, future } = store.state.corrections;
  if (future.length > 0) goTo(store, { made: future[future.length - 1], past: [...past, made], future: future.slice(0, -1) });
}

/** @param {import('../state/state.js').Store} store @param {History} history */
export function goTo(store, history) {
  // Quotes are lit by their place in the list, which may change.
  store.look({ quotes: [] });
  store.correct(history);
}

/**
 * The history after an edit of the text: what comes back with an undo has moved along too.
 * @template {History} T
 * @param {T} history @param {import('../state/text-edit.js').TextEdit} edit @param {string} after
 * @returns {T} the same where there are no corrections
 */
export function moveHistory(history, edit, after) {
  const { made, past, future } = history;
  const all = [...new Set([made, ...past, ...future].flat())];
  if (all.length === 0) return history;
  const movedAll = moveCorrections(all, edit, after);
  const places = new Map(all.map((correction, index) => [correction, movedAll[index]]));
  /** @param {Correction[]} step */
  const move = (step) => step.map((correction) => /** @type {Correction} */ (places.get(correction)));
  return { ...history, made: move(made), past: past.map(move), future: future.map(move) };
}
