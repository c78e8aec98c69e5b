/** Says when what stands in the page is not kept, or is kept twice, and what can be done then. */
import { byId } from '../dom.js';
import { tried } from '../notices.js';
import { saveOpenArticle } from './article-file.js';

/** @param {import('../state/state.js').Store} store @param {import('../state/keeping.js').Keeping} keeping */
export function tellKeeping(store, keeping) {
  byId('unkept-save').addEventListener('click', () => saveOpenArticle(store.state));
  byId('unkept-retry').addEventListener('click', () => keeping.retry());
  byId('save-article').addEventListener('click', async () => {
    await store.until(({ fresh, status }) => fresh || status.kind !== 'working');
    saveOpenArticle(store.state);
  });

  byId('twice-both').addEventListener('click', () => store.update({ twice: null }));
  byId('twice-here').addEventListener('click', () => settle((twice) => remove(twice.other)));
  byId('twice-other').addEventListener('click', () =>
    settle(async (twice) => {
      await keeping.open(twice.other);
      await remove(twice.here);
    }),
  );

  /** @param {(twice: NonNullable<import('../state/state.js').State['twice']>) => Promise<void>} choose */
  function settle(choose) {
    const { twice } = store.state;
    store.update({ twice: null });
    if (!twice) return;
    tried(store, async () => {
      await keeping.settled();
      await choose(twice);
    });
  }

  /** It can be brought back from the list of those that were deleted. @param {string} id */
  function remove(id) {
    return keeping.change(id, () => ({ deleted: Date.now() }));
  }

  /** @param {import('../state/state.js').State} state */
  function draw({ keeping: { kind, message }, twice, text }) {
    byId('unkept').hidden = kind !== 'failed' || text === '';
    if (message) byId('unkept-words').textContent = `${message} What you write here is lost when the page closes, unless you save it as a file; “Open…” takes it in again.`;
    byId('twice').hidden = twice === null;
    /** @type {HTMLButtonElement} */ (byId('save-article')).disabled = text === '';
  }
  draw(store.state);
  store.subscribe((state, previous) => {
    if (state.keeping !== previous.keeping || state.twice !== previous.twice || state.text !== previous.text) draw(state);
  });
}
