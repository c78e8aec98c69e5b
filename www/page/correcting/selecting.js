/** Selected words of the article can be marked, and noted on: offers it beside them. */
import { cardAt } from '../article/card.js';
import { byId, element } from '../dom.js';
import { isPronoun } from './entities.js';

/** Milliseconds without a change of the selection after which it counts as made. */
const REST = 250;
/** Selections longer than any quote are made to copy. */
const LONGEST = 2_000;

/**
 * @param {import('../state/state.js').Store} store
 * @param {ReturnType<typeof import('../article/article.js').showArticle>} article
 * @param {ReturnType<typeof import('../article/pointing.js').followPointing>} pointing
 * @param {ReturnType<typeof import('./correcting.js').startCorrecting>} correcting
 * @param {{ selected: () => import('../state/state.js').Span }} editing
 */
export function offerMarking(store, article, pointing, correcting, editing) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let pressed = false;

  function offer() {
    const range = pressed || byId('card').querySelector('form') ? null : selectedWords();
    if (!range) return;
    const words = range.toString();
    const name = isPronoun(words) ? `Whom does “${words}” mean?` : 'Mark these words…';
    const offered = [
      element('button', { type: 'button', onclick: () => correcting.openSelected(range) }, name),
      element('button', { type: 'button', onclick: () => correcting.noteSelected(range) }, 'Note…'),
    ];
    pointing.pin();
    cardAt(range.getClientRects(), [element('p', { class: 'card-offer' }, ...offered)], 'Selected words');
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(offer, REST);
  }

  document.addEventListener('selectionchange', wait);
  document.addEventListener('pointerdown', () => (pressed = true));
  for (const end of ['pointerup', 'pointercancel']) {
    document.addEventListener(end, () => {
      pressed = false;
      wait();
    });
  }

  /** The selected words of the article as they stand in the reading face, without space around them. */
  function selectedWords() {
    const selection = getSelection();
    if (!store.state.annotations || store.state.view.face !== 'read' || !selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const span = byId('article').contains(range.commonAncestorContainer) ? article.spanOf(range) : null;
    return span && span.end - span.start <= LONGEST ? article.rangeOf(trimmed(store.state.text, span)) : null;
  }

  /** Those that are selected in the editing face. */
  function editedWords() {
    const { start, end } = editing.selected();
    if (!store.state.annotations || store.state.view.face !== 'edit' || start === end) return null;
    store.look({ face: 'read' });
    return article.rangeOf(trimmed(store.state.text, { start, end }));
  }

  /** @param {(range: Range) => void} open @returns {boolean} whether any words are selected, in either face */
  function openWith(open) {
    const range = selectedWords() ?? editedWords();
    if (range) open(range);
    return range !== null;
  }

  return { mark: () => openWith(correcting.openSelected), note: () => openWith(correcting.noteSelected) };
}

/** @param {string} text @param {import('../state/state.js').Span} span */
function trimmed(text, { start, end }) {
  const words = text.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) };
}
