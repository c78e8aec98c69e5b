/** What an editor looks for, as a section of “Check”: each finding leads to its place. */
import { byId, capitalized, element } from '../dom.js';
import { drawWhenSeen } from '../panel/panel.js';
import { check } from './checks.js';

/** Longer lists are cut. */
const MOST = 100;

/** @param {import('../state/state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function listFindings(store, panel) {
  const list = byId('findings-list');

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

  /** @returns {boolean} whether what is known is of the newest text */
  function draw() {
    const { text, annotations, sources, fresh } = store.state;
    if (annotations && !fresh) return false;
    const found = annotations ? check({ text, annotations, sources }) : [];
    list.replaceChildren(...found.slice(0, MOST).map(item));
    byId('findings').hidden = found.length === 0;
    byId('findings-count').textContent = String(found.length);
    return true;
  }

  drawWhenSeen(store, 'check', (state, previous) => state.settled !== previous.settled || state.sources !== previous.sources, draw);
}
