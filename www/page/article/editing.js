/**
 * The editing face: a native textarea over the article, in the same type and place, so that caret, undo and input
 * methods are the browser's own. A whole article is not put in by the browser's editing commands, which take seconds over a
 * long one: it comes into the textarea only when somebody writes, and the page itself undoes that it came.
 */
import { LAID_OUT_WHOLE } from './article.js';
import { byId } from '../dom.js';

/** Longer texts are put in place without an entry in the history: browsers take seconds to make one. */
export const LONGEST_UNDONE = 300_000;

/** @param {import('../state/state.js').Store} store */
export function startEditing(store) {
  const surface = byId('surface');
  const article = byId('article');
  /** @type {HTMLTextAreaElement} */
  const editor = byId('editor');
  /** The selection before a change tells whether it replaced everything. */
  let replacesAll = false;
  /** @type {Pick<import('../state/state.js').State, 'text' | 'corrections' | 'leftOut'>} */
  let replaced = store.state;
  /** The value of the textarea, which is dear to ask for. */
  let held = '';

  editor.addEventListener('beforeinput', () => {
    replacesAll = editor.selectionStart === 0 && editor.selectionEnd === editor.value.length;
  });
  editor.addEventListener('input', (event) => {
    const { inputType } = /** @type {InputEvent} */ (event);
    held = editor.value;
    store.edit(held);
    if (replacesAll && /^insertFrom(Paste|Drop)$/.test(inputType)) store.look({ face: 'read' });
  });

  // Who turns to something else has written enough: the text is read again.
  editor.addEventListener('blur', () => {
    if (document.hasFocus() && store.state.text !== '' && store.state.view.face === 'edit') store.look({ face: 'read' });
  });

  /** @param {import('../state/state.js').State} state */
  function show({ text, view }) {
    const editing = view.face === 'edit';
    if (surface.dataset.face !== view.face) keepInPlace(() => (surface.dataset.face = view.face));
    surface.classList.toggle('plain', text.length > LAID_OUT_WHOLE);
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
    const isWritten = text === held && text.length <= LAID_OUT_WHOLE;
    const wanted = view.face === 'edit' || isWritten ? text : '';
    if (wanted === held) return;
    held = wanted;
    editor.value = wanted;
  }

  show(store.state);
  store.subscribe((state, previous) => {
    hold(state);
    if (state.view.face !== previous.view.face || state.text !== previous.text) show(state);
    if (state.view.face !== previous.view.face && state.view.face === 'edit') editor.focus({ preventScroll: true });
  });

  /** Puts `text` in place of what is selected in the editing face. @param {string} text */
  function insert(text) {
    replacesAll = editor.selectionStart === 0 && editor.selectionEnd === editor.value.length;
    const command = text === '' ? 'delete' : 'insertText';
    const undoable = text.length + editor.value.length <= LONGEST_UNDONE;
    if (undoable && document.execCommand(command, false, text)) return;
    editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, 'end');
    held = editor.value;
    store.edit(held);
  }

  /** Puts `text` in place of the whole text. @param {string} text */
  function replace(text) {
    replaced = store.state;
    store.look({ face: text ? 'read' : 'edit', chosen: null, quotes: [] });
    store.edit(text);
    if (text) article.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  return {
    insert,
    replace,
    isAllSelected: () => editor.selectionStart === 0 && editor.selectionEnd === editor.value.length,
    /** Puts back the text that `replace` has replaced, with what was corrected in it. */
    undo() {
      const { text, corrections, leftOut } = replaced;
      replace(text);
      store.correct(corrections);
      store.update({ leftOut });
    },
    /** @param {number} start @param {number} end */
    select(start, end) {
      editor.focus({ preventScroll: true });
      editor.setSelectionRange(start, end);
    },
  };
}
