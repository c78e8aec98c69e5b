/** The keys of the page, and moving through the article with arrows. */
import { redo, undo } from './correcting/history.js';
import { byId } from './dom.js';
import { PANELS } from './panel/panel.js';
import { step, stepQuote } from './article/places.js';
import { isHidden, thingAt } from './article/pointing.js';

/**
 * @param {import('./state/state.js').Store} store
 * @param {{ leave: () => void }} pointing
 * @param {{ openFor: (target: HTMLElement) => void, openNote: (target: HTMLElement) => void }} correcting
 * @param {{ mark: () => boolean, note: () => boolean }} selecting
 */
export function followKeys(store, pointing, correcting, selecting) {
  /** What has the focus, else where one has gone. @param {(target: HTMLElement) => void} open */
  function openThere(open) {
    const focused = document.activeElement?.closest('#article') ? document.activeElement : null;
    const target = thingAt(focused) ?? thingAt(byId('article').querySelector('.here'));
    if (target) open(target);
  }
  const correct = () => selecting.mark() || openThere(correcting.openFor);
  const note = () => selecting.note() || openThere(correcting.openNote);

  /** @type {Record<string, () => void>} */
  const keys = {
    n: () => goTo(() => step(store, 1)),
    p: () => goTo(() => step(store, -1)),
    q: () => goTo(() => stepQuote(store, 1)),
    Q: () => goTo(() => stepQuote(store, -1)),
    e: () => store.look({ face: 'edit' }),
    l: () => switchSide(store),
    c: correct,
    '/': () => {
      store.look({ panel: 'who' });
      byId('search').focus();
    },
    '?': () => /** @type {HTMLDialogElement} */ (byId('help')).showModal(),
  };
  PANELS.forEach((panel, index) => {
    keys[index + 1] = () => store.look({ panel });
  });

  addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (key === 'Escape') escape(store, pointing, target);
    const elsewhere = target instanceof Element && target.closest('input, select, textarea, dialog, form');
    const asked = event.altKey ? { KeyM: correct, KeyN: note }[event.code] : undefined;
    if (asked && (!elsewhere || target === byId('editor'))) {
      event.preventDefault();
      asked();
    } else if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(key) && !elsewhere) {
      event.preventDefault();
      if (event.shiftKey || key.toLowerCase() === 'y') redo(store);
      else undo(store);
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !store.state.settings.keys) return;
    if (elsewhere || !Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]();
  });
  moveThroughArticle();
}

/** Goes to a place in the text with the focus too, so that it is said what stands there. @param {() => void} go */
function goTo(go) {
  go();
  const article = byId('article');
  const here = article.querySelector('.here');
  const notes = here?.matches('.quote') ? article.querySelectorAll(`.note[data-quote="${here.getAttribute('data-quote')}"]`) : [];
  const target = [...notes, here].find((stop) => stop?.matches('button, mark') && stop.checkVisibility());
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/** From typing to reading; else what is lit goes out. @param {import('./state/state.js').Store} store @param {{ leave: () => void }} pointing @param {EventTarget | null} target */
function escape(store, pointing, target) {
  if (target === byId('editor') && store.state.text) {
    store.look({ face: 'read' });
    byId('article').focus({ preventScroll: true });
    return;
  }
  const inCard = target instanceof Element && target.closest('#card');
  /** @type {HTMLElement | null} */
  const described = byId('article').querySelector('[aria-describedby]');
  // The focus first: what gets it while a card stays open shows no card of its own.
  if (inCard) (described ?? byId('article')).focus({ preventScroll: true });
  else store.look({ chosen: null });
  pointing.leave();
}

/** From the text to the list and back. @param {import('./state/state.js').Store} store */
function switchSide(store) {
  const inPanel = document.activeElement?.closest('#panel');
  if (inPanel) {
    const here = byId('article').querySelector('mark.here, mark.lit, .here mark, mark');
    if (here instanceof HTMLElement) here.focus();
    return;
  }
  const panel = store.state.view.panel ?? 'who';
  store.look({ panel });
  const there = byId(`panel-${panel}`).querySelector('.lit, [aria-pressed="true"][data-key], ul button, tbody button, ol button');
  if (there instanceof HTMLElement) there.focus();
  else byId(`tab-${panel}`).focus();
}

/** One stop of the Tab key for the whole article; arrows lead from mark to mark, and Tab into the card of one. */
function moveThroughArticle() {
  const article = byId('article');
  article.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (!(target instanceof HTMLElement)) return;
    if ((key === 'Enter' || key === ' ') && target.closest('mark')) {
      event.preventDefault();
      target.click();
    }
    const action = byId('card').hidden ? null : byId('card').querySelector('button');
    if (key === 'Tab' && !event.shiftKey && action && target.closest('mark, .note')) {
      event.preventDefault();
      action.focus();
    }
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!direction) return;
    const stops = [.../** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll('mark, .note'))].filter((stop) => stop.checkVisibility() && !isHidden(stop));
    const next = stops[target === article ? (direction === 1 ? 0 : stops.length - 1) : stops.indexOf(target) + direction];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
