/**
 * The state of the page: one object. Modules read it, change it with `update` or `look`, and draw when it has changed;
 * they do not call each other.
 */

import { moveCorrections } from '../correcting/corrections.js';
import { historyOf, moveHistory } from '../correcting/history.js';
import { carryOver } from './carry.js';
import { derive, nothingDerived } from './derived.js';
import { newId } from './tabs.js';
import { editBetween } from './text-edit.js';

/**
 * @typedef {import('../../lib/newsmark.js').Annotations} Annotations
 * @typedef {{ start: number, end: number }} Span in UTF-16 units of the text
 * @typedef {'read' | 'edit'} Face
 * @typedef {'who' | 'said' | 'timeline' | 'check'} Panel
 * @typedef {'all' | 'direct' | 'reported' | 'unnamed'} Said which statements are listed
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
 * @property {'article' | 'desk'} room the article, or the list of all that are kept
 * @property {Span | null} place where to go in the text; a new object each time
 * @property {string} search
 * @property {Said} said
 *
 * @typedef {object} Notice What the page has to say.
 * @property {string} message
 * @property {() => unknown} [undo] takes back what it tells of
 * @property {{ words: string, accept: () => unknown }} [offer] what can be done about it
 * @property {boolean} [passing] only confirms, and asks for nothing
 *
 * @typedef {object} Keeping Whether what stands here is kept in this browser.
 * @property {'kept' | 'failed'} kind
 * @property {string} [message] why not
 *
 * @typedef {{ date: string | null, english: boolean } & import('../correcting/history.js').History} Corrections What the
 *   person knows better.
 *
 * @typedef {object} Settings What is remembered.
 * @property {'auto' | 'light' | 'dark'} theme
 * @property {boolean} keys single-key shortcuts
 * @property {string[]} hidden families of kinds that are not marked, nor listed; `titles`: roles
 * @property {number} confidence quotes below it are left out, from 0 to 1
 *
 * @typedef {object} Given
 * @property {string} text always the value of the editing face
 * @property {Annotations | null} found by the annotator in `text`; while `fresh` is false, earlier ones carried over its edits
 * @property {import('../correcting/corrections.js').Correction[]} applied the corrections that have been applied to it
 * @property {import('./derived.js').Source[]} heard who says the quotes that come of both, as the annotator last told
 * @property {boolean} fresh
 * @property {import('../intake/web-page.js').LeftOut[]} leftOut what came with the text and was left out of it
 * @property {{ id: string, title: string, newsroom: string }} article which one of those that are kept this is
 * @property {Keeping} keeping
 * @property {{ here: string, other: string } | null} twice articles that were one until two tabs changed it
 * @property {Status} status
 * @property {Corrections} corrections
 * @property {View} view
 * @property {Settings} settings
 * @property {Notice | null} notice
 *
 * @typedef {Given & import('./derived.js').Derived} State
 */

/** What is marked and listed only when asked for: all but people, organisations and places. */
export const REST = ['titles', 'groups', 'things', 'times', 'numbers'];

/** An article that nobody has written yet. @returns {Given['article']} */
export function newArticle() {
  return { id: newId(), title: '', newsroom: '' };
}

/** @type {Given} */
export const initialState = {
  text: '',
  found: null,
  applied: [],
  heard: [],
  fresh: false,
  leftOut: [],
  article: newArticle(),
  keeping: { kind: 'kept' },
  twice: null,
  status: { kind: 'loading', progress: 0 },
  corrections: { date: null, english: false, ...historyOf([]) },
  view: { room: 'article', face: 'edit', panel: 'who', chosen: null, quotes: [], place: null, search: '', said: 'all' },
  settings: { theme: 'auto', keys: true, hidden: REST, confidence: 0 },
  notice: null,
};

/** Annotations of a longer text are not carried over an edit: that would hold up the keys. */
const LONGEST_CARRIED = 300_000;

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {Given} given */
export function createStore(given) {
  /** @type {State} */
  let state = { ...given, ...nothingDerived };
  /** @type {Set<(state: State, previous: State) => void>} */
  const listeners = new Set();

  /** @param {Partial<Given>} change */
  function update(change) {
    const previous = state;
    const next = { ...previous, ...change };
    state = { ...next, ...derive(next, previous) };
    for (const listener of listeners) {
      try {
        listener(state, previous);
      } catch (failure) {
        // One that breaks down stops no other: what keeps the text may come after it.
        reportError(failure);
      }
    }
  }

  return {
    get state() {
      return state;
    },
    update,
    /**
     * @param {string} text the new text; what was found in the old one moves along until it is annotated anew
     * @param {Partial<Given> & { corrections: Corrections }} [change] what comes with it; the corrections are of the new text
     */
    edit(text, change) {
      if (text === state.text) {
        if (change) update({ fresh: false, ...change });
        return;
      }
      const edit = editBetween(state.text, text);
      const corrections = moveHistory(state.corrections, edit, text);
      const found = state.found && text.length <= LONGEST_CARRIED ? carryOver(state.found, edit) : null;
      const isApplied = state.applied === state.corrections.made;
      const applied = isApplied ? corrections.made : moveCorrections(state.applied, edit, text);
      update({ text, corrections, applied: change ? [] : applied, found, fresh: false, ...change });
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
