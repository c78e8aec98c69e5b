/** Picking in the text who says something: the next click on a name, or on words that are then selected, is the answer. */
import { byId } from '../dom.js';
import { toWord } from './handles.js';

/**
 * @typedef {{ mention: number | null, words: string }} Picked the mention that was clicked, or other words
 * @param {ReturnType<typeof import('../article/article.js').showArticle>} article
 * @param {() => string} textNow
 * @param {(picked: Picked | null) => void} answer `null` where Escape was pressed
 * @returns {() => void} what calls it off
 */
export function pickInText(article, textNow, answer) {
  const place = byId('article');
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  const stop = () => {
    place.classList.remove('picking');
    byId('card').classList.remove('receding');
    listening.abort();
  };
  place.classList.add('picking');
  byId('card').classList.add('receding');
  // A press beside the card would close it, and a click would write there.
  place.addEventListener('pointerdown', (event) => event.stopPropagation(), options);
  place.addEventListener('dblclick', (event) => event.stopPropagation(), options);
  place.addEventListener(
    'click',
    (event) => {
      event.stopPropagation();
      const picked = pickedBy(event);
      if (!picked) return;
      getSelection()?.removeAllRanges();
      stop();
      answer(picked);
    },
    options,
  );

  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      stop();
      answer(null);
    },
    options,
  );

  /** @param {MouseEvent} event @returns {Picked | null} */
  function pickedBy({ target }) {
    const selection = getSelection();
    if (selection && !selection.isCollapsed) {
      const words = selection.toString().trim();
      return words ? { mention: null, words } : null;
    }
    const mark = target instanceof Element ? target.closest('mark') : null;
    if (mark instanceof HTMLElement && mark.dataset.mention) return { mention: Number(mark.dataset.mention), words: mark.textContent ?? '' };
    const offset = selection?.focusNode ? article.offsetOf(selection.focusNode, selection.focusOffset) : null;
    const words = offset === null ? '' : wordAt(textNow(), offset);
    return words ? { mention: null, words } : null;
  }

  return stop;
}

/** @param {string} text @param {number} place */
function wordAt(text, place) {
  return text.slice(toWord(text, place, 'start'), toWord(text, place, 'end'));
}
