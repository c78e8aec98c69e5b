/** What was said, by who says it: all of it, or a part; over it a bar of who has how much room. */
import { QUOTE_KINDS } from '../../lib/kinds.js';
import { roleOf } from '../article/notes.js';
import { byId, element, plural } from '../dom.js';
import { nameOf } from '../state/derived.js';
import { drawWhenSeen } from './panel.js';

/** Longer lists are cut: they take long to draw. */
const MOST_SOURCES = 300;
const MOST_QUOTES = 300;

/**
 * @typedef {import('../state/derived.js').Source} Source
 * @typedef {import('../../lib/newsmark.js').Quote} Quote
 */

/** By choice: its name, and whether it has a quote of a source. @type {Record<import('../state/state.js').Said, { name: string, has: (quote: Quote, source: Source) => boolean }>} */
const CHOICES = {
  all: { name: 'All', has: () => true },
  direct: { name: 'In quotation marks', has: ({ kind }) => kind === 'direct' || kind === 'mixed' },
  reported: { name: 'Reported', has: ({ kind }) => kind === 'indirect' },
  unnamed: { name: 'Unnamed', has: (_, { naming }) => naming === 'unnamed' },
};

/** @param {import('../state/state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function listSaid(store, panel) {
  const list = byId('said');
  byId('said-choices').replaceChildren(
    ...Object.entries(CHOICES).map(([said, { name }]) =>
      element('button', { type: 'button', 'data-said': said, onclick: () => store.look({ said: /** @type {any} */ (said) }) }, name),
    ),
  );

  /** @param {number} index */
  function go(index) {
    const quote = store.state.annotations?.quotes[index];
    if (!quote) return;
    store.look({ quotes: [index], place: { start: quote.start, end: quote.end } });
    panel.makeRoom();
  }

  /** @param {Source} source */
  function group(source) {
    const { naming, quotes } = source;
    const annotations = /** @type {import('../state/state.js').Annotations} */ (store.state.annotations);
    const role = roleOf(source, annotations);
    return element(
      'section',
      { class: `said-by ${naming}` },
      element('h2', {}, nameOf(source), role ? element('span', { class: 'aside' }, ` ${role}`) : null),
      element('ul', {}, ...quotes.slice(0, MOST_QUOTES).map(item)),
      rest(quotes.length - MOST_QUOTES, 'quote'),
    );
  }

  /** Quotes that are not sure, as they were when the list was drawn. @type {Set<number>} */
  let doubtful = new Set();

  /** @param {number} index */
  function item(index) {
    const { annotations } = store.state;
    const quote = /** @type {import('../state/state.js').Annotations} */ (annotations).quotes[index];
    const isDoubtful = doubtful.has(index);
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', 'data-index': index, class: `${quote.kind}${isDoubtful ? ' doubtful' : ''}`, onclick: () => go(index) },
        element('span', { class: 'words' }, quote.text.replace(/\s+/g, ' ')),
        element('span', { class: 'aside' }, `${QUOTE_KINDS[quote.kind]}${isDoubtful ? ', not sure' : ''}`),
      ),
    );
  }

  function draw() {
    const { sources, annotations, view } = store.state;
    doubtful = new Set(store.state.doubts);
    for (const button of byId('said-choices').children) button.ariaPressed = String(/** @type {HTMLElement} */ (button).dataset.said === view.said);
    const { has } = CHOICES[view.said];
    const shown = sources
      .map((source) => ({ ...source, quotes: source.quotes.filter((index) => annotations && has(annotations.quotes[index], source)) }))
      .filter(({ quotes }) => quotes.length > 0);
    list.replaceChildren(...shown.slice(0, MOST_SOURCES).map(group));
    list.append(...[rest(shown.length - MOST_SOURCES, 'source')].filter((made) => made !== null));
    if (shown.length === 0 && annotations) {
      list.append(element('p', { class: 'nothing' }, sources.length ? 'Nothing of that kind.' : 'Nobody is quoted here.'));
    }
  }

  function markLit() {
    const { quotes } = store.state.view;
    for (const button of list.querySelectorAll('button')) {
      button.classList.toggle('lit', quotes.includes(Number(button.dataset.index)));
    }
  }

  const changes = (/** @type {import('../state/state.js').State} */ state, /** @type {import('../state/state.js').State} */ previous) =>
    state.settled !== previous.settled || state.sources !== previous.sources || state.view.said !== previous.view.said;
  drawWhenSeen(store, 'said', changes, draw);
  drawWhenSeen(store, 'said', (state, previous) => changes(state, previous) || state.view.quotes !== previous.view.quotes, markLit);
}

/** @param {number} count @param {string} what */
function rest(count, what) {
  return count > 0 ? element('p', { class: 'nothing' }, `and ${plural(count, `more ${what}`)}`) : null;
}
