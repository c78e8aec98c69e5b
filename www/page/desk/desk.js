/** The desk: all articles that are kept, as a list, with what can be done with them and across them. */
import { byId, element } from '../dom.js';
import { listArticles } from './list.js';
import { offerStorage } from './storage.js';
import { takeMany } from './many.js';

/** @param {import('../state/state.js').Store} store @param {import('../state/keeping.js').Keeping} keeping @param {import('./opening.js').Annotating} annotating */
export function showDesk(store, keeping, annotating) {
  const title = element('h2', { id: 'desk-title', tabindex: -1 }, 'Articles');
  const many = takeMany(store, keeping, annotating);
  const list = listArticles(store, keeping, many);
  const storage = offerStorage();
  byId('desk').replaceChildren(title, many.progress, list.whole, storage.whole);
  many.onchange(() => list.draw());

  return {
    async draw() {
      await keeping.settled();
      await Promise.all([list.draw(), storage.draw()]);
      title.focus({ preventScroll: true });
    },
    /** @param {File[]} files */
    take: (files) => many.take(files),
  };
}
