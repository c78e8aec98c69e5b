/** The source audit: a table of those who are quoted, as newsrooms keep it. */
import { byId, element, percent, plural } from '../dom.js';
import { nameOf, NAMINGS } from '../state/derived.js';
import { drawWhenSeen } from './panel.js';

/** Longer tables are cut on the page; the CSV has all rows. */
const MOST_ROWS = 300;
/** Parts of the bar, so that each can be seen. */
const MOST_SHARES = 8;

/** @param {import('../state/state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function tabulateSources(store, panel) {
  const rows = byId('sources');

  /** @param {import('../state/derived.js').Source} source */
  function go({ quotes }) {
    const quote = store.state.annotations?.quotes[quotes[0]];
    if (!quote) return;
    store.look({ quotes, place: { start: quote.start, end: quote.end } });
    panel.makeRoom();
  }

  /** @param {import('../state/derived.js').Source} source */
  function row(source) {
    const { naming, kind, titles, statements, direct, mixed, indirect, share } = source;
    return element(
      'tr',
      { class: naming },
      element(
        'th',
        { scope: 'row' },
        element('button', { type: 'button', onclick: () => go(source) }, nameOf(source)),
        element('span', { class: 'aside' }, [NAMINGS[naming], kind, ...titles].filter(Boolean).join(' · ')),
      ),
      ...[statements, direct + mixed, indirect].map((count) => element('td', {}, count ? String(count) : '–')),
      element(
        'td',
        {},
        share ? element('meter', { min: 0, max: 1, value: share, 'aria-label': `Share of quoted words of ${nameOf(source)}` }) : null,
        share ? percent(share) : '–',
      ),
    );
  }

  /** Who has how much of the words between quotation marks. @param {import('../state/derived.js').Source[]} sources */
  function drawBar(sources) {
    const shares = sources.filter(({ share }) => share > 0).sort((one, other) => other.share - one.share);
    byId('sources-bar').hidden = shares.length === 0;
    byId('sources-bar').replaceChildren(
      ...shares.slice(0, MOST_SHARES).map((source) => {
        const words = `${nameOf(source)}: ${percent(source.share)} of the quoted words`;
        const made = element('button', { type: 'button', title: words, 'aria-label': words, onclick: () => go(source) }, element('span', {}, nameOf(source)));
        made.style.flexGrow = String(source.share);
        return made;
      }),
    );
  }

  function draw() {
    const { sources } = store.state;
    drawBar(sources);
    rows.replaceChildren(...sources.slice(0, MOST_ROWS).map(row));
    const count = (/** @type {string} */ wanted) => sources.filter(({ naming, name }) => naming === wanted && name !== '').length;
    const unsure = count('unclear');
    byId('sources-summary').textContent = sources.length
      ? `${plural(count('named'), 'named source')}, ${count('unnamed')} unnamed${unsure ? `, ${unsure} not sure` : ''}`
      : 'Nobody is quoted here.';
    byId('sources-table').hidden = sources.length === 0;
  }

  drawWhenSeen(store, 'said', (state, previous) => state.sources !== previous.sources, draw);
}
