/** Pointing at the text: what is under the pointer, the focus or the finger lights up, shows its card, and is chosen. */
import { byId } from '../dom.js';
import { hideCard, showCard } from './card.js';

/** Milliseconds that the pointer rests before a card comes or goes. */
const REST = 140;
/** Milliseconds between its last move and its coming over something within which that counts as pointing at it: text that scrolls under it does not. */
const MOVING = 100;

/**
 * @param {import('../state/state.js').Store} store
 * @param {{ offsetOf: (node: Node, offset: number) => number | null }} places
 * @param {{ select: (start: number, end: number) => void }} editing
 */
export function followPointing(store, places, editing) {
  const article = byId('article');
  const card = byId('card');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** A card that was asked for by a click stays. */
  let pinned = false;
  /** When the pointer moved last, as events tell time: how late they are heard does not matter. */
  let moved = 0;

  /** @param {HTMLElement} target */
  function light(target) {
    const quotes = quotesAt(target);
    if (quotes.join() !== store.state.view.quotes.join()) store.look({ quotes });
  }

  /** @param {HTMLElement} target */
  function present(target) {
    light(target);
    for (const other of article.querySelectorAll('[aria-describedby]')) other.removeAttribute('aria-describedby');
    if (showCard(store, target)) target.setAttribute('aria-describedby', 'card');
  }

  /** Words of a quote light up when pointed at; its card would be in the way of reading. @param {HTMLElement | null} target */
  function hover(target) {
    if (target?.matches('.quote')) {
      hideCard();
      light(target);
    } else if (target) {
      present(target);
    } else {
      leave();
    }
  }

  function leave() {
    pinned = false;
    clearTimeout(timer);
    hideCard();
    if (store.state.view.quotes.length) store.look({ quotes: [] });
  }

  /** @param {HTMLElement} target */
  function choose(target) {
    const { subject, mention } = target.dataset;
    pinned = true;
    if (subject !== undefined) {
      const [first] = store.state.subjects.byKey.get(subject)?.occurrences ?? [];
      const { start, end } = store.state.annotations?.mentions[Number(mention)] ?? first;
      // A click in the text does not open a closed sheet over it.
      const panel = store.state.view.panel === null ? null : 'who';
      store.look({ chosen: subject, panel, place: { start, end } });
    }
    present(target);
  }

  addEventListener('pointermove', ({ timeStamp }) => (moved = timeStamp));
  article.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse' || pinned) return;
    const target = thingAt(event.target);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (moved > event.timeStamp - MOVING) hover(target);
    }, REST);
  });
  article.addEventListener('pointerleave', (event) => {
    clearTimeout(timer);
    if (!pinned && event.pointerType === 'mouse') timer = setTimeout(leave, 2 * REST);
  });
  card.addEventListener('pointerenter', () => clearTimeout(timer));
  card.addEventListener('pointerleave', () => {
    if (!pinned) timer = setTimeout(leave, 2 * REST);
  });
  article.addEventListener('focusin', (event) => {
    const target = thingAt(event.target);
    if (target && !pinned) present(target);
  });
  article.addEventListener('click', (event) => {
    clearTimeout(timer);
    if (getSelection()?.isCollapsed === false) return;
    const target = thingAt(event.target);
    if (target) choose(target);
    // A finger that touches words scrolls, more often than not: two touches write.
    else if (/** @type {PointerEvent} */ (event).pointerType !== 'touch') write();
  });
  // In what a mark stands on, too.
  article.addEventListener('dblclick', (event) => {
    if (event.target instanceof Element && !event.target.closest('.note')) write();
  });

  /** Puts the caret where one has clicked. */
  function write() {
    const selection = getSelection();
    const node = selection?.focusNode;
    const offset = node && article.contains(node) ? places.offsetOf(node, selection.focusOffset) : null;
    if (offset === null) return;
    leave();
    // The words stay under the pointer, though the head of the article is lower while one writes.
    const line = (node instanceof Element ? node : node?.parentElement)?.closest('.line');
    const before = line?.getBoundingClientRect().top ?? 0;
    store.look({ face: 'edit' });
    scrollBy({ top: (line?.getBoundingClientRect().top ?? before) - before, behavior: 'instant' });
    editing.select(offset, offset);
  }

  document.addEventListener('pointerdown', (event) => {
    const inside = event.target instanceof Element && event.target.closest('#card, #article mark, #article .note');
    if (!inside) leave();
  });
  store.subscribe((state, previous) => {
    if (state.view.face !== previous.view.face || state.text !== previous.text) leave();
  });

  return {
    leave,
    /** What the card shows now stays until `leave`. */
    pin() {
      pinned = true;
      clearTimeout(timer);
    },
  };
}

/** The innermost thing that has a card. @param {EventTarget | null} target @returns {HTMLElement | null} */
export function thingAt(target) {
  /** @type {HTMLElement | null} */
  const thing = target instanceof Element ? target.closest('.note, .mention, .reference.lit, .title, .speaker, [data-note], .quote') : null;
  return thing && isHidden(thing) ? thingAt(thing.parentElement) : thing;
}

/** Whether it is of a kind that is not marked now: it has its words, and nothing else. @param {Element} thing */
export function isHidden({ classList }) {
  const hidden = (document.documentElement.dataset.hidden ?? '').split(' ');
  return !classList.contains('lit') && !classList.contains('corrected') && hidden.some((family) => classList.contains(family));
}

/** The quotes that belong to what is pointed at. @param {Element} target @returns {number[]} */
function quotesAt(target) {
  const speaker = target.closest('[data-speaks]')?.getAttribute('data-speaks');
  if (speaker) return speaker.split(' ').map(Number);
  const quote = target.closest('[data-quote]')?.getAttribute('data-quote');
  return quote ? [Number(quote)] : [];
}
