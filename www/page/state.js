/**
 * The state of the page: one object. Modules read it, change it with `update` or `look`, and draw when it has changed;
 * they do not call each other.
 */

import { carryOver } from './carry.js';
import { corrected } from './correcting/apply.js';
import { historyOf, moveHistory } from './correcting/history.js';
import { editBetween } from './text-edit.js';

/**
 * @typedef {import('../newsmark.js').Annotations} Annotations
 * @typedef {{ start: number, end: number }} Span in UTF-16 units of the text
 * @typedef {'read' | 'edit'} Face
 * @typedef {'entities' | 'quotes' | 'sources' | 'dates' | 'corrections'} Panel
 *
 * @typedef {object} Status What the annotator is doing.
 * @property {'idle' | 'loading' | 'working' | 'failed' | 'foreign'} kind `foreign`: the text does not look like English
 * @property {number | null} [progress] from 0 to 1
 * @property {string} [message]
 * @property {number} [took] milliseconds that the last annotations took
 *
 * @typedef {object} View What the person looks at.
 * @property {Face} face
 * @property {Panel | null} panel `null` only where the panel is a sheet that can be closed
 * @property {string | null} chosen key of the subject whose occurrences are lit
 * @property {number[]} quotes indices of the quotes that are lit, with their speakers
 * @property {Span | null} place where to go in the text; a new object each time
 * @property {string} search
 *
 * @typedef {object} Notice What the page has to say.
 * @property {string} message
 * @property {() => void} [undo] takes back what it tells of
 * @property {boolean} [passing] only confirms, and asks for nothing
 *
 * @typedef {{ date: string | null, english: boolean } & import('./correcting/history.js').History} Corrections What the
 *   person knows better.
 *
 * @typedef {object} Settings What is remembered.
 * @property {'auto' | 'light' | 'dark'} theme
 * @property {boolean} labels
 * @property {boolean} keys single-key shortcuts
 * @property {string[]} hidden families of kinds that are not shown
 * @property {number} confidence quotes below it are left out, from 0 to 1
 *
 * @typedef {object} State
 * @property {string} text always the value of the editing face
 * @property {Annotations | null} found by the annotator in `text`; while `fresh` is false, earlier ones carried over its edits
 * @property {Annotations | null} annotations what was found, with the corrections
 * @property {Annotations | null} settled `annotations` when they were fresh last: lists are drawn anew only when these
 *   change, and not with each key
 * @property {import('../newsmark.js').QuotedSource[]} sources who says the quotes of `annotations`
 * @property {boolean} fresh
 * @property {Status} status
 * @property {Corrections} corrections
 * @property {View} view
 * @property {Settings} settings
 * @property {Notice | null} notice
 */

/** @type {State} */
export const initialState = {
  text: '',
  found: null,
  annotations: null,
  settled: null,
  sources: [],
  fresh: false,
  status: { kind: 'loading', progress: 0 },
  corrections: { date: null, english: false, ...historyOf([]) },
  view: { face: 'edit', panel: 'entities', chosen: null, quotes: [], place: null, search: '' },
  settings: { theme: 'auto', labels: true, keys: true, hidden: [], confidence: 0 },
  notice: null,
};

/** Annotations of a longer text are not carried over an edit: that would hold up the keys. */
const LONGEST_CARRIED = 300_000;

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {State} state */
export function createStore(state) {
  /** @type {Set<(state: State, previous: State) => void>} */
  const listeners = new Set();

  /** @param {Partial<State>} change */
  function update(change) {
    const previous = state;
    state = { ...state, ...change };
    if (state.fresh) state.settled = state.annotations;
    for (const listener of listeners) listener(state, previous);
  }

  return {
    get state() {
      return state;
    },
    update,
    /** @param {string} text the new text; what was found in the old one moves along until it is annotated anew */
    edit(text) {
      if (text === state.text) return;
      const edit = editBetween(state.text, text);
      const corrections = moveHistory(state.corrections, edit, text);
      const found = state.found && text.length <= LONGEST_CARRIED ? carryOver(state.found, edit) : null;
      update({ text, corrections, found, annotations: found && corrected(found, text, corrections.made), fresh: false });
    },
    /** @param {Partial<Corrections>} change */
    correct: (change) => update({ corrections: { ...state.corrections, ...change }, fresh: false }),
    /** @param {string} message @param {Omit<Notice, 'message'>} [options] */
    tell: (message, options) => update({ notice: { message, ...options } }),
    /** @param {Partial<View>} change */
    look: (change) => update({ view: { ...state.view, ...change } }),
    /** @param {Partial<Settings>} change */
    set: (change) => update({ settings: { ...state.settings, ...change } }),
    /** @param {(state: State, previous: State) => void} listener called after each change */
    subscribe: (listener) => void listeners.add(listener),
    /** @param {(state: State) => boolean} condition @returns {Promise<void>} that is fulfilled once it holds */
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (!condition(state)) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
      }),
  };
}
