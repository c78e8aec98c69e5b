/** The quotes of the article, by who says them. */
import { byId, element, plural } from './dom.js';
import { QUOTE_KINDS } from './kinds.js';
import { nameOf, shownSources } from './sources.js';

/** Longer lists are cut: they take long to draw. */
const MOST_SOURCES = 300;
const MOST_QUOTES = 300;

/** @param {import('./state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function listQuotes(store, panel) {
  const list = byId('quotes');
  /** @type {HTMLInputElement} */
  const confidence = byId('confidence');
  confidence.addEventListener('input', () => store.set({ confidence: Number(confidence.value) / 100 }));

  /** @param {number} index */
  function go(index) {
    const quote = store.state.annotations?.quotes[index];
    if (!quote) return;
    store.look({ quotes: [index], place: { start: quote.start, end: quote.end } });
    panel.makeRoom();
  }

  /** @param {import('./sources.js').Source} source */
  function group(source) {
    const { naming, titles, quotes } = source;
    return element(
      'section',
      { class: `said-by ${naming}` },
      element(
        'h2',
        {},
        nameOf(source),
        element('span', { class: 'count' }, ` ${quotes.length}`),
        source.name && naming !== 'named' ? element('span', { class: 'badge' }, naming) : null,
      ),
      titles.length ? element('p', { class: 'aside' }, titles.join('; ')) : null,
      element('ul', {}, ...quotes.slice(0, MOST_QUOTES).map(item)),
      rest(quotes.length - MOST_QUOTES, 'quote'),
    );
  }

  /** @param {number} index */
  function item(index) {
    const quote = /** @type {import('./state.js').Annotations} */ (store.state.annotations).quotes[index];
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', 'data-index': index, class: quote.kind, onclick: () => go(index) },
        element('span', { class: 'words' }, quote.text.replace(/\s+/g, ' ')),
        element('span', { class: 'aside' }, QUOTE_KINDS[quote.kind]),
      ),
    );
  }

  function draw() {
    const { settings } = store.state;
    confidence.value = String(settings.confidence * 100);
    byId('confidence-value').textContent = settings.confidence ? `${Math.round(settings.confidence * 100)} % and above` : 'all';
    const sources = shownSources(store.state);
    list.replaceChildren(...sources.slice(0, MOST_SOURCES).map(group));
    list.append(...[rest(sources.length - MOST_SOURCES, 'source')].filter((made) => made !== null));
    if (sources.length === 0 && store.state.text) list.append(element('p', { class: 'nothing' }, 'Nobody is quoted here.'));
  }

  function markLit() {
    const { quotes } = store.state.view;
    for (const button of list.querySelectorAll('button')) {
      button.classList.toggle('lit', quotes.includes(Number(button.dataset.index)));
    }
  }

  store.subscribe((state, previous) => {
    const again =
      state.settled !== previous.settled ||
      state.sources !== previous.sources ||
      state.settings.confidence !== previous.settings.confidence;
    if (again) draw();
    if (again || state.view.quotes !== previous.view.quotes) markLit();
  });
  draw();
}

/** @param {number} count @param {string} what */
function rest(count, what) {
  return count > 0 ? element('p', { class: 'nothing' }, `and ${plural(count, `more ${what}`)}`) : null;
}
