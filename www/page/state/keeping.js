/**
 * Keeps the article that is open: each change of it is written at once. Where another tab has changed it too, what stands
 * here is kept as an article of its own, and the person is asked.
 */
import { historyOf } from '../correcting/history.js';
import { ChangedElsewhere, countArticles, newestArticle, readArticle, readVersions, removeEarlier, saveArticle } from './articles.js';
import { handedOver } from './handover.js';
import { database } from './database.js';
import { takeOldDraft } from './old-draft.js';
import { titleOf } from './first-line.js';
import { newArticle } from './state.js';
import { articleToOpen, hadArticle, listenToTabs, newId, rememberOpen } from './tabs.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./database.js').KeptArticle} KeptArticle
 * @typedef {Omit<KeptArticle, 'version' | 'tab' | 'created' | 'edited' | 'deleted'>} Content what a person has made of an article
 * @typedef {{ version: number, created: number, content: Content }} Known what is kept of it for sure
 */

/** A text as long as this that is replaced as a whole, by hand, was an article of its own. */
const AN_ARTICLE = 200;
/** UTF-16 units of a text that takes more than some milliseconds to write. */
const LONG = 300_000;
/** How often a change is made anew because another tab, in which somebody types, was faster. */
const MOST_TRIES = 50;

/** @param {import('./state.js').Store} store */
export async function startKeeping(store) {
  const tab = newId();
  /** @type {Map<string, Known>} */
  const known = new Map();
  /** What is yet to be written. @type {Map<string, Content>} */
  const pending = new Map();
  /** The article that is being written now. @type {string | null} */
  let writing = null;
  /** The article whose text was erased here: it stays as it was, and is open again when its text comes back. @type {Content | null} */
  let erased = null;
  const tellTabs = listenToTabs(({ id }) => id === store.state.article.id && follow());

  /** @param {string} id */
  const lastOf = (id) => pending.get(id) ?? known.get(id)?.content;

  /** Takes down what stands in the page now. */
  function note() {
    const content = contentOf(store.state);
    const last = lastOf(content.id);
    if (last && isSame(last, content)) return;
    if (erased && erased.text === content.text && content.id !== erased.id) {
      store.update({ article: pick(erased) });
      erased = null;
    } else if (last && isAnother(last.text, content.text)) {
      erased = last;
      store.update({ article: newArticle() });
      rememberOpen('');
    } else if (last || content.text.trim()) {
      pending.set(content.id, content);
      work();
    }
  }

  /** Until nothing is left to write, or it cannot be written. */
  let settled = Promise.resolve();
  function work() {
    if (writing === null) settled = writeAll();
    return settled;
  }

  async function writeAll() {
    for (const [id, content] of pending) {
      writing = id;
      pending.delete(id);
      if (!(await write(content))) {
        if (!pending.has(id)) pending.set(id, content);
        break;
      }
    }
    writing = null;
  }

  /** @param {Content} content @returns {Promise<boolean>} whether it is kept, or under another id among what is to be written */
  async function write(content) {
    const row = rowOf(content);
    try {
      const kept = await saveArticle(row).catch((failure) => {
        if (failure instanceof ChangedElsewhere) return null;
        throw failure;
      });
      // What this tab has handed over meanwhile is newer.
      if ((known.get(row.id)?.version ?? 0) > row.version) return true;
      if (!kept) return await keepBoth(content);
      keep(kept);
      return true;
    } catch (failure) {
      if (store.state.keeping.kind !== 'failed') store.update({ keeping: { kind: 'failed', message: explain(failure) } });
      return false;
    }
  }

  /** @param {Content} content @returns {KeptArticle} */
  function rowOf(content) {
    const { version = 0, created = Date.now() } = known.get(content.id) ?? {};
    return { ...content, version, created, tab, edited: Date.now(), deleted: null };
  }

  /** @param {KeptArticle} article that is kept now */
  function keep(article) {
    const { id, version, created } = article;
    known.set(id, { version, created, content: contentIn(article) });
    if (store.state.article.id === id) rememberOpen(id);
    if (store.state.keeping.kind === 'failed') store.update({ keeping: { kind: 'kept' } });
    tellTabs({ id });
  }

  /** Another tab has changed it too: this one becomes an article of its own. @param {Content} content @returns {Promise<boolean>} */
  async function keepBoth(content) {
    const other = await readArticle(content.id);
    const before = known.get(content.id)?.content;
    if (other) known.set(content.id, { ...other, content: contentIn(other) });
    else known.delete(content.id);
    if (other && before && other.deleted === null && isSame({ ...contentIn(other), ...pick(before), face: before.face }, before)) return named(other, before, content);
    if (!other || isSame(contentIn(other), content)) return other ? true : write(content);
    const copy = { ...content, id: newId(), title: `${titleOf(content)} (this tab’s)` };
    const newer = pending.get(content.id);
    pending.delete(content.id);
    // Whoever writes comes to it: were it written here and failed, its text would be left for the other's id, to write over it.
    pending.set(copy.id, newer ? { ...newer, id: copy.id, title: copy.title } : copy);
    if (store.state.article.id === content.id) store.update({ article: pick(copy), twice: { here: copy.id, other: content.id } });
    return true;
  }

  /** Another tab has given it a title, and nothing else: both hold. @param {KeptArticle} other @param {Content} before @param {Content} content */
  function named(other, before, content) {
    const own = pending.get(content.id) ?? content;
    const title = own.title === before.title ? other.title : own.title;
    const newsroom = own.newsroom === before.newsroom ? other.newsroom : own.newsroom;
    pending.set(content.id, { ...own, title, newsroom });
    if (store.state.article.id === content.id) store.update({ article: { id: content.id, title, newsroom } });
    return true;
  }

  /** Shows what another tab has made of the article, unless something here is not kept yet. */
  async function follow() {
    const { id } = store.state.article;
    const article = await readArticle(id).catch(() => null);
    const isClean = store.state.article.id === id && !pending.has(id) && writing !== id;
    if (!article || !isClean || article.version <= (known.get(id)?.version ?? 0)) return;
    if (article.deleted !== null) {
      known.delete(id);
      begin();
      store.tell('This article has been deleted in another tab.', { undo: () => restore(id) });
    } else {
      show({ ...article, face: store.state.view.face });
    }
  }

  /** @param {KeptArticle} article */
  function show(article) {
    const { id, version, created, text, date, english, made, face } = article;
    known.set(id, { version, created, content: contentIn(article) });
    rememberOpen(id);
    const isOther = id !== store.state.article.id;
    const afresh = isOther ? { leftOut: [], twice: null } : {};
    const view = { ...store.state.view, face, ...(isOther ? { chosen: null, quotes: [] } : {}) };
    store.edit(text, { article: pick(article), ...afresh, corrections: { date, english, ...historyOf(made) }, view });
  }

  /** Opens an empty article. The one that was open stays as it is kept. */
  function begin() {
    note();
    rememberOpen('');
    const view = { ...store.state.view, face: /** @type {const} */ ('edit'), chosen: null, quotes: [] };
    const corrections = { date: null, english: false, ...historyOf([]) };
    store.edit('', { article: newArticle(), leftOut: [], twice: null, corrections, view });
  }

  /** @param {string} id @returns {Promise<boolean>} whether there is such an article */
  async function open(id) {
    note();
    const article = await bring(id);
    if (article) show(article);
    return article !== null;
  }

  /** The newest version. What a closing tab has written beside it becomes an article of its own. @param {string} id */
  async function bring(id) {
    const { article, strays, isAlone } = await readVersions(id);
    if (!article || isAlone) return article;
    try {
      for (const stray of strays) await saveArticle({ ...stray, id: newId(), version: 0, title: `${titleOf(stray)} (another tab’s)` });
      await removeEarlier(article);
    } catch {
      // There is no room: they stay where they are.
    }
    return article;
  }

  /** Opens what was deleted. @param {string} id */
  async function restore(id) {
    await change(id, () => ({ tab, deleted: null }));
    await open(id);
  }

  /** Changes an article that is kept, whether it is open or not. @param {string} id @param {(article: KeptArticle) => Partial<KeptArticle>} made */
  async function change(id, made) {
    await keepAll();
    for (let tries = MOST_TRIES; ; tries -= 1) {
      const article = await readArticle(id);
      if (!article) return;
      try {
        await saveArticle({ ...article, ...made(article) });
        break;
      } catch (failure) {
        if (!(failure instanceof ChangedElsewhere) || tries === 0) throw failure;
      }
    }
    tellTabs({ id });
    if (id === store.state.article.id) await follow();
  }

  /**
   * Hands over what is yet to be written, without waiting for what is under way, for the page may go any moment. It may stay,
   * too: so it goes on from what was handed over.
   */
  function handAllOver() {
    note();
    for (const [id, content] of pending) {
      pending.delete(id);
      const { version: before, ...rest } = rowOf(content);
      const version = before + (writing === id ? 1 : 0);
      known.set(id, { version: version + 1, created: rest.created, content });
      saveArticle({ ...rest, version }, before).then(keep, () => {
        if (!pending.has(id)) pending.set(id, content);
        work();
      });
    }
  }

  /** Until what stands here is kept, or cannot be. */
  function keepAll() {
    note();
    return settled;
  }

  /** Keeps an article that is not open. @param {Pick<Content, 'text' | 'date' | 'made'>} draft @returns {Promise<string>} its id */
  async function keepApart({ text, date, made }) {
    const content = { ...newArticle(), text, date, made, english: false, face: /** @type {const} */ ('read') };
    keep(await saveArticle(rowOf(content)));
    return content.id;
  }

  /** @param {import('./handover.js').Draft} draft */
  async function keepDraft(draft) {
    rememberOpen(await keepApart(draft));
  }

  async function start() {
    try {
      // Where nothing can be kept, it is told before anything is written.
      await database();
      await takeOldDraft(keepDraft).catch(() => undefined);
      const id = await articleToOpen(newestArticle);
      const article = id ? await bring(id) : null;
      // What was typed while it was being read is newer.
      if (article && article.deleted === null && store.state.text === '') show(article);
      else if (id && !article && hadArticle()) await tellEvicted();
    } catch (failure) {
      store.update({ keeping: { kind: 'failed', message: explain(failure) } });
    }
    takeUp(handedOver());
  }

  /** What stood in this tab before it was loaded anew is newer than what is kept. @param {import('./handover.js').Draft | null} draft */
  function takeUp(draft) {
    if (!draft || draft.text === store.state.text) return;
    const { corrections, view } = store.state;
    store.edit(draft.text, {
      corrections: { ...corrections, date: draft.date, ...historyOf(draft.made) },
      view: { ...view, face: draft.face },
    });
  }

  async function tellEvicted() {
    if ((await countArticles()) > 0) return;
    rememberOpen('');
    store.tell('The articles that were kept in this browser are gone: the browser, or somebody, has cleared what this page had stored.');
  }

  await start();
  store.subscribe((state, previous) => {
    if (state.article.id !== previous.article.id && !known.has(state.article.id)) rememberOpen('');
    if (isSame(contentOf(state), contentOf(previous))) return;
    // To copy a book takes long: what has come is drawn first.
    if (state.text.length > LONG && state.text !== previous.text) setTimeout(note);
    else queueMicrotask(note);
  });
  note();
  // A change that waits for the write under way would be lost with the page. Before the next one is asked for: it may be there,
  // and have read what is kept, before this one is told that it goes.
  addEventListener('pagehide', handAllOver);
  addEventListener('beforeunload', (event) => {
    handAllOver();
    if (store.state.keeping.kind === 'failed' && pending.size > 0) event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && follow());

  return {
    begin,
    open,
    change,
    keepApart,
    tellTabs,
    settled: keepAll,
    retry: () => (note(), work()),
  };
}

/** @typedef {Awaited<ReturnType<typeof startKeeping>>} Keeping */

/** @param {State} state @returns {Content} */
function contentOf({ article, text, corrections, view }) {
  return { ...article, text, date: corrections.date, english: corrections.english, made: corrections.made, face: view.face };
}

/** @param {KeptArticle} article @returns {Content} */
function contentIn({ id, title, newsroom, text, date, english, made, face }) {
  return { id, title, newsroom, text, date, english, made, face };
}

/** @param {Content} content @returns {State['article']} */
function pick({ id, title, newsroom }) {
  return { id, title, newsroom };
}

/** @param {Content} one @param {Content} other */
function isSame(one, other) {
  const keys = /** @type {(keyof Content)[]} */ (['id', 'title', 'newsroom', 'text', 'date', 'english', 'face']);
  return keys.every((key) => one[key] === other[key]) && (one.made === other.made || JSON.stringify(one.made) === JSON.stringify(other.made));
}

/** Whether nothing is left of a text that was an article. @param {string} before @param {string} after */
function isAnother(before, after) {
  if (before.length < AN_ARTICLE || before === after) return before.trim() !== '' && after === '';
  const isBeginning = before.slice(0, 20) === after.slice(0, 20);
  return !isBeginning && before.slice(-20) !== after.slice(-20) && !after.includes(before.slice(0, 60)) && !after.includes(before.slice(-60));
}

/** @param {any} failure */
function explain(failure) {
  if (failure?.name === 'QuotaExceededError') return 'The storage of this browser is full.';
  // So browsers say that a file could not be written: Chromium the former, Firefox the latter.
  if (failure?.name === 'DataError' || failure?.name === 'UnknownError') return 'The disk is full, or takes nothing more.';
  return 'This browser does not let the page keep anything (a private window, or a setting).';
}
