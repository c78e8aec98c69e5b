/** What to check, least certain first: Enter accepts it, arrows move, C corrects. */
import { anchorAt } from '../correcting/anchors.js';
import { goTo, stepTo, undo } from '../correcting/history.js';
import { certaintyWords } from '../article/card.js';
import { reasonFor } from '../article/quote-reasons.js';
import { byId, element } from '../dom.js';
import { nameOf } from '../state/derived.js';

/** Longer lists are cut: what is at their end is surer. */
const MOST = 100;

/**
 * @param {import('../state/state.js').Store} store
 * @param {{ makeRoom: () => void }} panel
 * @param {{ openFor: (target: HTMLElement) => void }} correcting
 */
export function listChecks(store, panel, correcting) {
  const list = byId('checks');
  /** @type {HTMLInputElement} */
  const confidence = byId('confidence');
  confidence.addEventListener('input', () => store.set({ confidence: Number(confidence.value) / 100 }));

  /** @param {number} index */
  function go(index) {
    const quote = store.state.annotations?.quotes[index];
    if (quote) store.look({ quotes: [index], place: { start: quote.start, end: quote.end } });
  }

  /** @param {number} index of a quote that is right as it is */
  function accept(index) {
    const { text, annotations, corrections, sourceOf } = store.state;
    const quote = annotations?.quotes[index];
    if (!quote) return;
    const source = sourceOf.get(index);
    /** @type {import('../correcting/corrections.js').Correction} */
    const accepted = { of: 'quote', at: anchorAt(text, quote), kind: quote.kind, accepted: true, before: { kind: '', who: source ? nameOf(source) : '' } };
    goTo(store, stepTo(corrections, [...corrections.made, accepted]));
    store.tell('Accepted.', { undo: () => undo(store), passing: true });
  }

  /** @param {number} index */
  function correct(index) {
    go(index);
    panel.makeRoom();
    const target = byId('article').querySelector(`.quote[data-quote="${index}"]`);
    if (target instanceof HTMLElement) correcting.openFor(target);
  }

  /** @param {number} index */
  function item(index) {
    const { text, annotations, sourceOf } = store.state;
    const quote = /** @type {import('../state/state.js').Annotations} */ (annotations).quotes[index];
    const source = sourceOf.get(index);
    const who = source && source.name ? `said by ${nameOf(source)}?` : 'who says this?';
    const why = reasonFor(quote, text);
    const sure = certaintyWords(quote.score);
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'to-place', 'data-index': index, 'aria-keyshortcuts': 'Enter c', onclick: () => go(index) },
        element('span', { class: 'words' }, quote.text.replace(/\s+/g, ' ')),
        element('span', { class: 'who' }, who[0].toUpperCase() + who.slice(1)),
        element('span', { class: 'aside' }, [why, sure ? `sure: ${sure}` : ''].filter(Boolean).join(' · ')),
      ),
      element(
        'span',
        { class: 'check-steps' },
        element('button', { type: 'button', tabindex: -1, 'aria-label': `Right: ${quote.text.slice(0, 40)}`, onclick: () => accept(index) }, 'Right'),
        element('button', { type: 'button', tabindex: -1, 'aria-label': `Correct: ${quote.text.slice(0, 40)}`, onclick: () => correct(index) }, 'Correct…'),
      ),
    );
  }

  const places = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.to-place')]);

  function draw() {
    const { doubts, settings, annotations } = store.state;
    const held = places().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    list.replaceChildren(...doubts.slice(0, MOST).map(item));
    byId('checks-nothing').hidden = doubts.length > 0 || !annotations;
    byId('check-help').hidden = doubts.length === 0;
    byId('check-count').textContent = doubts.length ? String(doubts.length) : '';
    confidence.value = String(settings.confidence * 100);
    byId('confidence-value').textContent = settings.confidence ? `${Math.round(settings.confidence * 100)} of 100` : 'none left out';
    if (held >= 0) (places()[Math.min(held, doubts.length - 1)] ?? byId('tab-check')).focus();
  }

  list.addEventListener('keydown', (event) => {
    const place = places().indexOf(/** @type {HTMLElement} */ (event.target));
    if (place < 0) return;
    const index = Number(places()[place].dataset.index);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1 }[event.key];
    if (event.key === 'Enter') accept(index);
    else if (event.key === 'c') correct(index);
    else if (next !== undefined) places()[next]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener('focusin', ({ target }) => {
    const { index } = target instanceof HTMLElement ? target.dataset : {};
    if (index !== undefined) go(Number(index));
  });

  store.subscribe((state, previous) => {
    if (state.settled !== previous.settled || state.doubts !== previous.doubts || state.settings !== previous.settings) draw();
  });
  draw();
}
