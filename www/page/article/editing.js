/**
 * The editing face: a native textarea over the article, in the same type and place, so that caret, undo and input
 * methods are the browser's own. A whole article is not put in by the browser's editing commands, which take seconds over a
 * long one: it comes into the textarea only when somebody writes, and the page itself undoes that it came.
 */
import { DRAWN_WHOLE } from './article.js';
import { byId } from '../dom.js';
import { newArticle } from '../state/state.js';

/** Words are put into a longer text without an entry in the history: browsers take seconds to make one. */
export const LONGEST_UNDONE = 300_000;
/** Milliseconds without a key after which the rest of the page hears of what is written in a long text, so that it never holds up the keys; and the most. */
const HEARD_AFTER = 300;
const HEARD_AT_LAST = 3_000;

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
  /** The value of the textarea, which is dear to ask for. */
  let held = '';

  /** Set while the rest of the page has not heard of what is written. @type {ReturnType<typeof setTimeout> | undefined} */
  let unheard;
  /** When the first of that was written. */
  let since = 0;

  /** @param {number} now when a key was pressed */
  function tellLater(now) {
    if (!unheard) since = now;
    clearTimeout(unheard);
    unheard = setTimeout(tell, Math.max(0, Math.min(HEARD_AFTER, since + HEARD_AT_LAST - now)));
  }

  function tell() {
    clearTimeout(unheard);
    unheard = undefined;
    held = editor.value;
    store.edit(held);
  }

  editor.addEventListener('beforeinput', () => (replacesAll = isAllSelected()));
  editor.addEventListener('input', (event) => {
    const { inputType, timeStamp } = /** @type {InputEvent} */ (event);
    if (editor.textLength > DRAWN_WHOLE) tellLater(timeStamp);
    else tell();
    if (replacesAll && /^insertFrom(Paste|Drop)$/.test(inputType)) store.look({ face: 'read' });
  });
  addEventListener('pagehide', () => {
    if (unheard) tell();
  });

  // Who turns to something else has written enough: the text is read again.
  editor.addEventListener('blur', () => {
    if (unheard) tell();
    if (document.hasFocus() && store.state.text !== '' && store.state.view.face === 'edit') store.look({ face: 'read' });
  });

  function isAllSelected() {
    return editor.selectionStart === 0 && editor.selectionEnd === editor.textLength;
  }

  /** @param {import('../state/state.js').State} state */
  function show({ text, view }) {
    const editing = view.face === 'edit';
    if (surface.dataset.face !== view.face) keepInPlace(() => (surface.dataset.face = view.face));
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
    if (unheard || text === held) return;
    const value = view.face === 'edit' ? text : '';
    if (value === held) return;
    held = value;
    editor.value = value;
    const caret = view.place?.start ?? 0;
    if (held && view.face !== surface.dataset.face) editor.setSelectionRange(caret, caret);
  }

  show(store.state);
  store.subscribe((state, previous) => {
    if (unheard && state.view.face === 'read') tell();
    hold(state);
    if (state.view.face !== previous.view.face || state.text !== previous.text) show(state);
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

  /** Puts `text` in place of the whole text. @param {string} text */
  function replace(text) {
    if (unheard) tell();
    // Before the text has changed: afterwards it would have all of it laid out twice, without and with its marks.
    scrollTo({ top: 0 });
    replaced = store.state;
    // The one that was there stays as it is kept.
    store.update({ article: newArticle(), twice: null });
    came = store.state.article.id;
    store.look({ face: text ? 'read' : 'edit', chosen: null, quotes: [] });
    store.edit(text);
    if (text) article.focus({ preventScroll: true });
  }

  /** Puts back the text that `replace` has replaced, with what was corrected in it. */
  function bringBack() {
    const { text, corrections, leftOut, article } = replaced;
    replace(text);
    came = '';
    store.correct(corrections);
    store.update({ leftOut, article });
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
      editor.focus({ preventScroll: true });
      editor.setSelectionRange(start, end);
    },
  };
}
