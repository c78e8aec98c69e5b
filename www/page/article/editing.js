/**
 * The editing face: a native textarea over the article, in the same type and place, so that caret, undo and input
 * methods are the browser's own. A whole article is not put in by the browser's editing commands, which take seconds over a
 * long one: it comes into the textarea only when somebody writes, and the page itself undoes that it came. Of a text as long
 * as a book only the part around the caret does: browsers lay out the whole of a textarea anew with each key.
 */
import { DRAWN_WHOLE } from './article.js';
import { cutBefore } from './lines.js';
import { byId } from '../dom.js';
import { newArticle } from '../state/state.js';

/** A longer text is written in parts, and words are put into it without an entry in the history: browsers take seconds to make one. */
export const LONGEST_UNDONE = 300_000;
/** UTF-16 units of such a part on either side of the caret, to the end of a line, which is at most as far again. */
const PART = 25_000;
/**
 * Milliseconds without a key after which the rest of the page hears of what is written in a long text, so that it never holds
 * up the keys, and milliseconds after which it does at last; the same of a text that is written in parts.
 */
const HEARD = { after: 300, atLast: 3_000 };
const PART_HEARD = { after: 1_500, atLast: 10_000 };

/** @param {import('../state/state.js').Store} store */
export function startEditing(store) {
  const surface = byId('surface');
  const article = byId('article');
  /** @type {HTMLTextAreaElement} */
  const editor = byId('editor');
  /** The selection before a change tells whether it replaced everything. */
  let replacesAll = false;
  /** @type {Pick<import('../state/state.js').State, 'text' | 'corrections' | 'leftOut' | 'article'>} */
  let replaced = store.state;
  /** The article that has come with that: only in it can its coming be undone. `""`: none has. */
  let came = '';
  /** What the textarea holds, for it is dear to ask: a text from one place to another. */
  let held = partAround('', 0);

  /** Set while the rest of the page has not heard of what is written. @type {ReturnType<typeof setTimeout> | undefined} */
  let unheard;
  /** When the first of that was written. */
  let since = 0;

  /** @param {number} now when a key was pressed */
  function tellLater(now) {
    if (!unheard) since = now;
    clearTimeout(unheard);
    const { after, atLast } = held.text.length > LONGEST_UNDONE ? PART_HEARD : HEARD;
    unheard = setTimeout(tell, Math.max(0, Math.min(after, since + atLast - now)));
  }

  function tell() {
    clearTimeout(unheard);
    unheard = undefined;
    const { text, from, to } = held;
    const part = editor.value;
    held = { text: text.slice(0, from) + part + text.slice(to), from, to: from + part.length };
    store.edit(held.text);
  }

  editor.addEventListener('beforeinput', () => (replacesAll = isAllSelected()));
  editor.addEventListener('input', (event) => {
    const { inputType, timeStamp } = /** @type {InputEvent} */ (event);
    if (held.text.length > DRAWN_WHOLE) tellLater(timeStamp);
    else tell();
    if (replacesAll && /^insertFrom(Paste|Drop)$/.test(inputType)) store.look({ face: 'read' });
  });
  for (const leaving of ['beforeunload', 'pagehide']) {
    addEventListener(leaving, () => {
      if (unheard) tell();
    });
  }

  // Who turns to something else has written enough: the text is read again.
  editor.addEventListener('blur', () => {
    if (unheard) tell();
    if (document.hasFocus() && store.state.text !== '' && store.state.view.face === 'edit') store.look({ face: 'read' });
  });

  function isAllSelected() {
    // A caret selects nothing, and to ask for the length of a long text with each key takes long.
    if (held.text !== '' && editor.selectionStart === editor.selectionEnd) return false;
    const isWhole = held.to - held.from === held.text.length;
    return isWhole && editor.selectionStart === 0 && editor.selectionEnd === editor.textLength;
  }

  /** @param {import('../state/state.js').State} state @param {boolean} isAsBefore whether its text is */
  function show({ text, view }, isAsBefore) {
    const editing = view.face === 'edit';
    const turn = () => (surface.dataset.face = view.face);
    // Where another text stands there is nothing to keep in place, and to ask would have all of it laid out at once.
    if (surface.dataset.face !== view.face) isAsBefore ? keepInPlace(turn) : turn();
    surface.classList.toggle('plain', text.length > DRAWN_WHOLE);
    document.documentElement.classList.toggle('empty', text === '');
    article.inert = editing;
    article.ariaHidden = String(editing);
    // The browser takes the focus off what cannot have it only with its next frame: keys until then would be typed.
    if (!editing && document.activeElement === editor) editor.blur();
    editor.inert = !editing;
    editor.ariaHidden = String(!editing);
  }

  /** Empty lines are lower in one face than in the other: what one looks at stays where it is. @param {() => void} change */
  function keepInPlace(change) {
    const line = scrollY > 0 ? [...article.children].find((line) => line.getBoundingClientRect().bottom > innerHeight / 2) : null;
    const before = line?.getBoundingClientRect().top ?? 0;
    change();
    if (line?.checkVisibility()) scrollBy({ top: line.getBoundingClientRect().top - before, behavior: 'instant' });
  }

  /** What was not written here is put into the textarea only to be edited: browsers take long over it. @param {import('../state/state.js').State} state */
  function hold({ text, view }) {
    const comes = view.face !== surface.dataset.face;
    const caret = Math.min(view.place?.start ?? (text === held.text ? held.from : 0), text.length);
    const isThere = !comes || (held.from <= caret && caret <= held.to);
    if (unheard || (text === held.text && isThere)) return;
    if (view.face === 'edit') fill(text, caret);
    else if (held.text !== '') fill('', 0);
    else return;
    if (held.text && comes) editor.setSelectionRange(caret - held.from, caret - held.from);
  }

  /** @param {string} text @param {number} place that is in the part which is written */
  function fill(text, place) {
    held = partAround(text, place);
    editor.value = text.slice(held.from, held.to);
  }

  show(store.state, false);
  store.subscribe((state, previous) => {
    if (unheard && state.view.face === 'read') tell();
    hold(state);
    if (state.view.face !== previous.view.face || state.text !== previous.text) show(state, state.text === previous.text);
    if (state.view.face !== previous.view.face && state.view.face === 'edit') editor.focus({ preventScroll: true });
  });

  /** Puts `text` in place of what is selected in the editing face. @param {string} text */
  function insert(text) {
    replacesAll = isAllSelected();
    const command = text === '' ? 'delete' : 'insertText';
    const undoable = text.length + editor.textLength <= LONGEST_UNDONE;
    if (undoable && document.execCommand(command, false, text)) return;
    editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, 'end');
    tell();
  }

  /**
   * Puts `text` in place of the whole text, all at once, so that the annotator begins before anything is drawn.
   * @param {string} text @param {Pick<import('../state/state.js').Given, 'corrections' | 'leftOut'>} coming what comes with it
   * @param {import('../state/state.js').Given['article']} [opened] the article that it is
   */
  function replace(text, { corrections, leftOut }, opened = newArticle()) {
    if (unheard) tell();
    // Before the text has changed: afterwards it would have all of it laid out twice, without and with its marks.
    scrollTo({ top: 0 });
    replaced = store.state;
    came = opened.id;
    const view = { ...store.state.view, face: /** @type {import('../state/state.js').Face} */ (text ? 'read' : 'edit'), chosen: null, quotes: [] };
    // The one that was there stays as it is kept.
    store.edit(text, { article: opened, twice: null, corrections, leftOut, view });
    if (text) article.focus({ preventScroll: true });
  }

  /** Puts back the text that `replace` has replaced, with what was corrected in it. */
  function bringBack() {
    const { text, corrections, leftOut, article } = replaced;
    replace(text, { corrections, leftOut }, article);
    came = '';
  }

  // Where the browser has nothing more to undo, it is the coming of the article that is undone.
  editor.addEventListener('keydown', ({ ctrlKey, metaKey, shiftKey, key }) => {
    if (!(ctrlKey || metaKey) || shiftKey || key.toLowerCase() !== 'z') return;
    const before = editor.value;
    setTimeout(() => {
      if (came === store.state.article.id && editor.value === before) bringBack();
    });
  });

  return {
    insert,
    replace,
    isAllSelected,
    undo: bringBack,
    /** @param {number} start @param {number} end */
    select(start, end) {
      if (start < held.from || start > held.to) {
        if (unheard) tell();
        fill(held.text, start);
      }
      editor.focus({ preventScroll: true });
      editor.setSelectionRange(start - held.from, end - held.from);
    },
    /** What is selected there. @returns {import('../state/state.js').Span} */
    selected: () => ({ start: held.from + editor.selectionStart, end: held.from + editor.selectionEnd }),
  };
}

/** @param {string} text @param {number} place */
function partAround(text, place) {
  if (text.length <= LONGEST_UNDONE) return { text, from: 0, to: text.length };
  const end = text.indexOf('\n', place + PART);
  const from = Math.max(0, place - 2 * PART, text.lastIndexOf('\n', Math.max(0, place - PART)) + 1);
  const to = Math.min(text.length, place + 2 * PART, end < 0 ? text.length : end);
  return { text, from: cutBefore(text, from), to: cutBefore(text, to) };
}
