/** Short messages, with a way back where there is one. What only confirms goes by itself. */
import { messageOf } from '../lib/errors.js';
import { byId } from './dom.js';

/** Milliseconds that a passing message stays. Long enough to read it twice. */
const PASSING = 10_000;

/** @param {import('./state/state.js').Store} store */
export function showNotices(store) {
  const place = byId('notice');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  byId('notice-offer').addEventListener('click', () => take(store.state.notice?.offer?.accept));
  byId('notice-undo').addEventListener('click', () => take(store.state.notice?.undo));
  byId('notice-close').addEventListener('click', () => store.update({ notice: null }));

  /** @param {(() => unknown) | undefined} step */
  function take(step) {
    store.update({ notice: null });
    if (step) tried(store, step);
  }

  store.subscribe(({ notice, view }, previous) => {
    if (notice === previous.notice) {
      // Who turns to something else has read it.
      const turns = (view.chosen !== null && view.chosen !== previous.view.chosen) || (view.room === 'desk' && previous.view.room !== 'desk');
      if (notice && turns) store.update({ notice: null });
      return;
    }
    clearTimeout(timer);
    place.hidden = notice === null;
    byId('notice-words').textContent = notice?.message ?? '';
    byId('notice-offer').textContent = notice?.offer?.words ?? '';
    byId('notice-offer').hidden = !notice?.offer;
    byId('notice-undo').hidden = !notice?.undo;
    if (notice?.passing) timer = setTimeout(() => store.update({ notice: null }), PASSING);
  });
}

/** Does a step that somebody has asked for; that it failed is told. @param {import('./state/state.js').Store} store @param {() => unknown} step */
export async function tried(store, step) {
  try {
    await step();
  } catch (failure) {
    store.tell(`That did not work: ${messageOf(failure)}.`);
  }
}
