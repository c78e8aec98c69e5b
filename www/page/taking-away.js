/** Taking away what was found: as files, to the clipboard, on paper. The core writes the formats. */
import { messageOf } from '../lib/errors.js';
import { byId, element } from './dom.js';

/**
 * By format: the end of the file's name, and its media type.
 * @type {Record<string, { file: string, type: string }>}
 */
const FILES = {
  json: { file: 'annotations.json', type: 'application/json' },
  html: { file: 'article.html', type: 'text/html' },
  'csv-entities': { file: 'entities.csv', type: 'text/csv' },
  'csv-quotes': { file: 'quotes.csv', type: 'text/csv' },
  'csv-sources': { file: 'sources.csv', type: 'text/csv' },
};

/**
 * @param {import('./state/state.js').Store} store
 * @param {{ export: (format: import('../lib/newsmark.js').Format) => Promise<string> }} annotating
 */
export function offerTakingAway(store, annotating) {
  /** @param {string} format @param {(content: string) => unknown} use */
  async function take(format, use) {
    try {
      await use(await annotating.export(/** @type {import('../lib/newsmark.js').Format} */ (format)));
    } catch (failure) {
      store.tell(`That did not work: ${messageOf(failure)}.`);
    }
  }

  for (const button of document.querySelectorAll('[data-download]')) {
    const { download: format = '' } = /** @type {HTMLElement} */ (button).dataset;
    button.addEventListener('click', () => take(format, (content) => save(content, FILES[format])));
  }
  for (const button of document.querySelectorAll('[data-copy]')) {
    const { copy: format = '' } = /** @type {HTMLElement} */ (button).dataset;
    button.addEventListener('click', () =>
      take(format, async (content) => {
        await navigator.clipboard.writeText(content);
        store.tell('Copied.', { passing: true });
      }),
    );
  }
  byId('print').addEventListener('click', () => {
    store.look({ face: 'read' });
    print();
  });
}

/** @param {string} content @param {{ file: string, type: string }} kind */
function save(content, { file, type }) {
  // Spreadsheets take CSV without this mark for an older encoding.
  const mark = type === 'text/csv' ? '\uFEFF' : '';
  const address = URL.createObjectURL(new Blob([mark, content], { type: `${type};charset=utf-8` }));
  element('a', { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
