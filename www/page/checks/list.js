/** What an editor looks for, as a section of “Check”: each finding leads to its place. */
import { byId, capitalized, element } from '../dom.js';
import { check } from './checks.js';

/** Longer lists are cut. */
const MOST = 100;

/** @param {import('../state/state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function listFindings(store, panel) {
  const list = byId('findings-list');
  /** Whether it has yet to be drawn: that is not done for a list that nobody sees. */
  let isStale = true;

  /** @param {{ start: number, end: number, words: string, check: string }} finding */
  function item({ start, end, words, check }) {
    const { text } = store.state;
    const go = () => {
      store.look({ place: { start, end }, quotes: [] });
      panel.makeRoom();
    };
    const place = text.slice(start, Math.min(end, start + 80)).replace(/\s+/g, ' ');
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'to-place', onclick: go },
        element('span', { class: 'words' }, place),
        element('span', { class: 'aside' }, `${capitalized(check)}. ${words}`),
      ),
    );
  }

  function draw() {
    const { text, annotations, sources, fresh } = store.state;
    if (annotations && !fresh) return;
    isStale = false;
    const found = annotations ? check({ text, annotations, sources }) : [];
    list.replaceChildren(...found.slice(0, MOST).map(item));
    byId('findings').hidden = found.length === 0;
    byId('findings-count').textContent = String(found.length);
  }

  store.subscribe((state, previous) => {
    isStale ||= state.settled !== previous.settled || (state.fresh && state.sources !== previous.sources);
    if (isStale && state.view.panel === 'check') draw();
  });
}
