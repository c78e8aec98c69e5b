/** The way to the articles that are kept, and back. What shows them is loaded when somebody goes there first. */
import { messageOf } from '../../lib/errors.js';
import { byId } from '../dom.js';
import { isNewsmarkFile } from './article-file.js';

/**
 * @typedef {{ another: () => Promise<import('../../lib/worker-annotator.js').WorkerAnnotator> }} Annotating
 * @param {import('../state/state.js').Store} store @param {Promise<import('../state/keeping.js').Keeping>} keeping @param {Annotating} annotating
 */
export function openDesk(store, keeping, annotating) {
  const button = byId('open-desk');
  /** @type {ReturnType<typeof import('./desk.js').showDesk> | null} */
  let desk = null;
  button.addEventListener('click', () => store.look({ room: store.state.view.room === 'desk' ? 'article' : 'desk' }));

  async function load() {
    const { showDesk } = await import('./desk.js');
    desk ??= showDesk(store, await keeping, annotating);
    return desk;
  }

  async function show() {
    const isDesk = store.state.view.room === 'desk';
    button.ariaPressed = String(isDesk);
    document.documentElement.dataset.room = store.state.view.room;
    byId('desk').hidden = !isDesk;
    if (!isDesk) return;
    scrollTo({ top: 0 });
    try {
      await (await load()).draw();
    } catch (failure) {
      store.look({ room: 'article' });
      store.tell(`The list of articles could not be shown: ${messageOf(failure)}.`);
    }
  }

  store.subscribe(({ view, article }, { view: before, article: articleBefore }) => {
    if (view.room !== before.room) show();
    // Whoever pastes or opens an article wants to see it.
    else if (article.id !== articleBefore.id && view.room === 'desk') store.look({ room: 'article' });
  });

  return {
    /** @param {File[]} files @returns {Promise<boolean>} whether they are for the desk */
    async take(files) {
      if (files.length === 1 && !(await isNewsmarkFile(files[0]))) return false;
      await (await load()).take(files);
      return true;
    },
    /** @param {number[]} starts where the articles begin that the open one is made of */
    async split(starts) {
      await (await load()).split(starts);
    },
  };
}
