/** Short messages that come and go, with a way back where there is one. */
import { byId } from './dom.js';

/** Milliseconds that a message stays. Long enough to read it twice. */
const STAYS = 10_000;

/** @param {import('./state.js').Store} store */
export function showNotices(store) {
  const place = byId('notice');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  byId('notice-undo').addEventListener('click', () => {
    const undo = store.state.notice?.undo;
    store.update({ notice: null });
    undo?.();
  });
  byId('notice-close').addEventListener('click', () => store.update({ notice: null }));

  store.subscribe(({ notice }, previous) => {
    if (notice === previous.notice) return;
    clearTimeout(timer);
    place.hidden = notice === null;
    byId('notice-words').textContent = notice?.message ?? '';
    byId('notice-undo').hidden = !notice?.undo;
    if (notice) timer = setTimeout(() => store.update({ notice: null }), STAYS);
  });
}
