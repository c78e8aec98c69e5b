/** Taking away what was found: as files, to the clipboard, on paper. The core writes the formats. */
import FORMATS from '../../src/export/formats.json' with { type: 'json' };
import { withOwnWork } from './correcting/own-work.js';
import { byId, element } from './dom.js';
import { tried } from './notices.js';

/**
 * @param {import('./state/state.js').Store} store
 * @param {{ export: (format: import('../lib/newsmark.js').Format) => Promise<string> }} annotating
 */
export function offerTakingAway(store, annotating) {
  /** @param {string} format @param {(content: string) => unknown} use */
  function take(format, use) {
    return tried(store, async () => {
      const content = await annotating.export(/** @type {import('../lib/newsmark.js').Format} */ (format));
      return use(withOwnWork(format, content, store.state.corrections.made));
    });
  }

  for (const format of FORMATS) {
    const onclick = () => take(format.name, (content) => save(content, format));
    const button = element('button', { type: 'button', 'data-download': format.name, disabled: true, onclick }, format.words);
    byId('copy-json').before(button);
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

/** Hands a file to the person. @param {string} content @param {{ file: string, media: string }} format */
export function save(content, { file, media }) {
  // Spreadsheets take CSV without this mark for an older encoding.
  const mark = media === 'text/csv' ? '\uFEFF' : '';
  const address = URL.createObjectURL(new Blob([mark, content], { type: `${media};charset=utf-8` }));
  element('a', { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
