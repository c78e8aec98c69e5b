/** The desk: all articles that are kept, as a list, with what can be done with them and across them. */
import { byId, element } from '../dom.js';
import { tried } from '../notices.js';
import { listArticles } from './list.js';
import { offerStorage } from './storage.js';
import { takeMany } from './many.js';
import { splitOpenArticle } from './splitting.js';

/** @param {import('../state/state.js').Store} store @param {import('../state/keeping.js').Keeping} keeping @param {import('./opening.js').Annotating} annotating */
export function showDesk(store, keeping, annotating) {
  const title = element('h2', { id: 'desk-title', tabindex: -1 }, 'Articles');
  const many = takeMany(store, keeping, annotating);
  const list = listArticles(store, keeping, many);
  const storage = offerStorage();
  const listed = element('div', {}, list.whole, storage.whole);
  const across = element('div', { hidden: true });
  const buttons = { list: choose('List', false), across: choose('Who speaks', true) };
  byId('desk').replaceChildren(title, element('p', { class: 'kept-steps', role: 'group', 'aria-label': 'What is shown' }, buttons.list, buttons.across), many.progress, listed, across);
  /** @type {ReturnType<typeof import('./across-view.js').showAcross> | null} */
  let table = null;
  many.onchange(() => tried(store, draw));
  show(false);

  /** @param {string} words @param {boolean} isAcross */
  function choose(words, isAcross) {
    return element('button', { type: 'button', onclick: () => (show(isAcross), tried(store, draw)) }, words);
  }

  /** @param {boolean} isAcross */
  function show(isAcross) {
    listed.hidden = isAcross;
    across.hidden = !isAcross;
    buttons.list.ariaPressed = String(!isAcross);
    buttons.across.ariaPressed = String(isAcross);
  }

  async function draw() {
    if (across.hidden) return void (await Promise.all([list.draw(), storage.draw()]));
    const { showAcross } = await import('./across-view.js');
    table ??= showAcross(store, keeping, annotating);
    if (!table.whole.isConnected) across.append(table.whole);
    await table.draw();
  }

  return {
    async draw() {
      await keeping.settled();
      await draw();
      title.focus({ preventScroll: true });
    },
    /** @param {File[]} files */
    take: (files) => many.take(files),
    /** @param {number[]} starts */
    split: (starts) => splitOpenArticle(store, keeping, starts),
  };
}
