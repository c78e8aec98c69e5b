/** How many corrections there are, with the ways back. */
import { byId, plural } from '../dom.js';
import { takeBack } from './correcting.js';
import { countApplied } from './corrections.js';

/** @param {import('../state.js').Store} store */
export function showCorrections(store) {
  byId('corrections-undo').addEventListener('click', () => takeBack(store));
  byId('corrections-reset').addEventListener('click', () => {
    const { made } = store.state.corrections;
    store.look({ quotes: [] });
    store.correct({ made: [] });
    store.tell('All corrections have been taken back.', { undo: () => store.correct({ made }) });
  });

  function draw() {
    const { made } = store.state.corrections;
    const applied = countApplied(made);
    const waiting = made.length - applied;
    byId('corrections').hidden = made.length === 0;
    byId('corrections-count').textContent =
      plural(applied, 'correction') + (waiting ? ` (${waiting} more lost with its words)` : '');
  }
  store.subscribe((state, previous) => {
    if (state.corrections !== previous.corrections) draw();
  });
  draw();
}
