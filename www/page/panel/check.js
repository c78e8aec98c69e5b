/** What to check, least certain first: Enter accepts it, arrows move, C corrects. */
import { anchorAt } from '../correcting/anchors.js';
import { goTo, stepTo, undo } from '../correcting/history.js';
import { certaintyWords } from '../article/card.js';
import { reasonFor } from '../article/quote-reasons.js';
import { kindOf } from '../../lib/kinds.js';
import { byId, element } from '../dom.js';
import { isPronoun } from '../correcting/entities.js';
import { certainty, nameOf, SURE } from '../state/derived.js';
import { drawWhenSeen } from './panel.js';

/** Longer lists are cut: what is at their end is surer. */
const MOST = 100;
/** UTF-16 units of the text that stand beside a name. */
const AROUND = 40;

/**
 * @typedef {object} Entry What is to be checked.
 * @property {number} certainty from 0 to 1
 * @property {string} words
 * @property {string} question
 * @property {string} answer what accepting it says
 * @property {string} why
 * @property {import('../state/state.js').Span} place
 * @property {Partial<import('../state/state.js').View>} view what lights it up
 * @property {string} selector of its element in the article
 * @property {import('../correcting/corrections.js').Correction} accepted says that it is right as it is
 */

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

  /** @param {Entry} entry */
  function go({ view, place: { start, end } }) {
    store.look({ ...view, place: { start, end } });
  }

  /** @param {Entry} entry that is right as it is */
  function accept({ accepted }) {
    const { corrections } = store.state;
    goTo(store, stepTo(corrections, [...corrections.made, accepted]));
    store.tell('Accepted.', { undo: () => undo(store), passing: true });
  }

  /** @param {Entry} entry */
  function correct(entry) {
    go(entry);
    panel.makeRoom();
    const target = byId('article').querySelector(entry.selector);
    if (target instanceof HTMLElement) correcting.openFor(target);
  }

  /** @type {WeakMap<Element, Entry>} */
  const entryOf = new WeakMap();

  /** @param {Entry} entry */
  function item(entry) {
    const { words, question, answer, why } = entry;
    const button = element(
      'button',
      { type: 'button', class: 'to-place', 'aria-keyshortcuts': 'Enter c', onclick: () => go(entry) },
      element('span', { class: 'words' }, words),
      element('span', { class: 'who' }, question),
      element('span', { class: 'aside' }, why),
    );
    entryOf.set(button, entry);
    /** @param {string} name @param {(entry: Entry) => void} act */
    const step = (name, act) =>
      element('button', { type: 'button', tabindex: -1, 'aria-label': `${name}: ${words.slice(0, 40)}`, onclick: () => act(entry) }, name);
    return element('li', {}, button, element('span', { class: 'check-steps' }, step(answer, accept), step('Correct…', correct)));
  }

  const places = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.to-place')]);

  function draw() {
    const { settings, annotations } = store.state;
    const entries = entriesOf(store.state);
    const held = places().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    list.replaceChildren(...entries.slice(0, MOST).map(item));
    byId('checks-nothing').hidden = entries.length > 0 || !annotations;
    byId('check-help').hidden = entries.length === 0;
    confidence.value = String(settings.confidence * 100);
    byId('confidence-value').textContent = settings.confidence ? `${Math.round(settings.confidence * 100)} of 100` : 'none left out';
    if (held >= 0) (places()[Math.min(held, entries.length - 1)] ?? byId('tab-check')).focus();
  }

  list.addEventListener('keydown', (event) => {
    const place = places().indexOf(/** @type {HTMLElement} */ (event.target));
    const entry = entryOf.get(/** @type {HTMLElement} */ (event.target));
    if (!entry) return;
    const next = { ArrowDown: place + 1, ArrowUp: place - 1 }[event.key];
    if (event.key === 'Enter') accept(entry);
    else if (event.key === 'c') correct(entry);
    else if (next !== undefined) places()[next]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener('focusin', ({ target }) => {
    const entry = target instanceof HTMLElement ? entryOf.get(target) : undefined;
    if (entry) go(entry);
  });

  store.subscribe(({ doubts, unsureNames }, previous) => {
    if (doubts === previous.doubts && unsureNames === previous.unsureNames) return;
    byId('check-count').textContent = doubts.length + unsureNames.length > 0 ? String(doubts.length + unsureNames.length) : '';
  });
  const changes = (/** @type {import('../state/state.js').State} */ state, /** @type {import('../state/state.js').State} */ previous) =>
    state.settled !== previous.settled || state.doubts !== previous.doubts || state.settings !== previous.settings;
  drawWhenSeen(store, 'check', changes, draw);
}

/** @param {import('../state/state.js').State} state @returns {Entry[]} the least certain first */
function entriesOf(state) {
  const { annotations, doubts, unsureNames } = state;
  if (!annotations) return [];
  const entries = [...doubts.map((index) => quoteEntry(state, index)), ...unsureNames.map((index) => nameEntry(state, index))];
  return entries.filter((entry) => entry !== null).sort((one, other) => one.certainty - other.certainty);
}

/** @param {import('../state/state.js').State} state @param {number} index of a quote @returns {Entry | null} */
function quoteEntry({ text, annotations, sourceOf }, index) {
  const quote = annotations?.quotes[index];
  if (!quote) return null;
  const source = sourceOf.get(index);
  // Whose words they are may be plain, and whom the article means by that not.
  const isOpen = quote.entity === null && isPronoun(source?.name ?? '');
  const sure = isOpen && certainty(quote) >= SURE ? '' : certaintyWords(quote.score);
  return {
    certainty: certainty(quote),
    words: quote.text.replace(/\s+/g, ' '),
    question: !source?.name ? 'Who says this?' : isOpen ? `Whom does ${nameOf(source)} mean?` : `Said by ${nameOf(source)}?`,
    answer: source?.name && !isOpen ? 'Yes' : 'Leave it open',
    why: [reasonFor(quote, text), sure].filter(Boolean).join(' · '),
    place: quote,
    view: { quotes: [index], chosen: null },
    selector: `.quote[data-quote="${index}"]`,
    accepted: { of: 'quote', at: anchorAt(text, quote), kind: quote.kind, accepted: true, before: { kind: '', who: source ? nameOf(source) : '' } },
  };
}

/** @param {import('../state/state.js').State} state @param {number} index of a mention @returns {Entry | null} */
function nameEntry({ text, annotations, subjects }, index) {
  const mention = annotations?.mentions[index];
  if (!mention) return null;
  const { start, end, label, score = 1 } = mention;
  const { name, key } = subjects.ofMention[index];
  const isSame = name === mention.text.replace(/\s+/g, ' ');
  const { meaning } = kindOf(label);
  return {
    certainty: score,
    words: around(text, start, end),
    question: isSame ? `Is “${name}” ${/^[aeiou]/.test(meaning) ? 'an' : 'a'} ${meaning}?` : `Does “${mention.text.replace(/\s+/g, ' ')}” mean ${name} (${meaning})?`,
    answer: 'Yes',
    why: certaintyWords(score),
    place: mention,
    view: { quotes: [], chosen: key },
    selector: `[data-mention="${index}"]`,
    accepted: { of: 'mention', at: anchorAt(text, mention), scope: 'wording', label, accepted: true, before: { kind: '', who: name } },
  };
}

/** What stands around a name on its line, in whole words. @param {string} text @param {number} start @param {number} end */
function around(text, start, end) {
  const before = text.slice(Math.max(0, start - AROUND), start).replace(/^.*\n/s, '').replace(/^\S* /, '');
  const after = text.slice(end, end + AROUND).replace(/\n.*$/s, '').replace(/ \S*$/, '');
  return `…${before}${text.slice(start, end)}${after}…`;
}
