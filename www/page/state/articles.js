/**
 * The articles that are kept in this browser. Each version of an article is a row of its own, and a change adds the row
 * after the one that it was made from, which goes. Where that row, or a later one, is there already, another tab has made
 * it: so nobody overwrites what he has not seen, and it takes one request, which can be handed over while the page closes.
 */
import { checkedArticle } from './checked.js';
import { database } from './database.js';

/** @typedef {import('./database.js').KeptArticle} KeptArticle */

/** Another tab has written the version after the one that the change was made from. */
export class ChangedElsewhere extends Error {
  message = 'another tab has changed this article meanwhile';
}

/** Rows that are read at a time. */
const BATCH = 100;
/** Milliseconds for which a deleted article can be brought back: thirty days. */
const BROUGHT_BACK = 30 * 24 * 3_600_000;

/**
 * Writes the version after `article.version`.
 * @param {KeptArticle} article as it is to be, with the version that it was made from; 0: it is new
 * @param {number} [seen] the version that it takes the place of
 * @returns {Promise<KeptArticle>} as it is kept
 * @throws {ChangedElsewhere}
 */
export async function saveArticle(article, seen = article.version) {
  const kept = { ...article, version: article.version + 1 };
  const transaction = (await database()).transaction('articles', 'readwrite');
  /** @type {any[]} */
  const failures = [];
  // Neither is waited for: what was handed over is kept even if the page closes now.
  transaction.store.add(kept).catch((failure) => failures.push(failure));
  transaction.store.delete(IDBKeyRange.only([article.id, seen])).catch(() => undefined);
  // Asked for here: what is written next would wait for a transaction of its own, which a page that goes never ends.
  const overtaken = transaction.store.count(IDBKeyRange.bound([kept.id, kept.version], [kept.id, Infinity], true)).catch(() => 0);
  transaction.commit();
  await transaction.done.catch((failure) => {
    // What is only a consequence is called an abort.
    const cause = [...failures, transaction.error, failure].find((other) => other && other.name !== 'AbortError') ?? failure;
    throw cause.name === 'ConstraintError' ? new ChangedElsewhere() : cause;
  });
  if ((await overtaken) === 0) return kept;
  // Another tab has gone on by several versions, whose earlier rows are gone: its newest one holds.
  await (await database()).delete('articles', IDBKeyRange.only([kept.id, kept.version]));
  throw new ChangedElsewhere();
}

/** The newest version. @param {string} id @returns {Promise<KeptArticle | null>} */
export async function readArticle(id) {
  return (await readVersions(id)).article;
}

/**
 * The newest version, and those that a closing page has written over without having seen them: they are another tab's.
 * @param {string} id @returns {Promise<{ article: KeptArticle | null, strays: KeptArticle[], isAlone: boolean }>}
 */
export async function readVersions(id) {
  const rows = (await (await database()).getAll('articles', allVersions(id))).flatMap((row) => checkedArticle(row) ?? []);
  const article = rows.at(-1) ?? null;
  return { article, strays: rows.filter(({ tab }) => tab !== article?.tab), isAlone: rows.length < 2 };
}

/** Those of them of which nothing is needed any more. @param {KeptArticle} article the newest */
export async function removeEarlier({ id, version }) {
  await (await database()).delete('articles', IDBKeyRange.bound([id, -Infinity], [id, version], false, true));
}

/**
 * All articles, some at a time, so that memory holds few.
 * @param {(article: KeptArticle) => void | Promise<void>} look
 */
export async function eachArticle(look) {
  const rows = await database();
  /** @type {IDBKeyRange | undefined} */
  let rest;
  for (;;) {
    const batch = /** @type {KeptArticle[]} */ (await rows.getAll('articles', rest, BATCH));
    if (batch.length === 0) return;
    // The last one may have more versions than the batch holds.
    const { id } = batch[batch.length - 1];
    const whole = batch.filter((row) => row.id !== id);
    for (const article of newest([...whole, ...(await rows.getAll('articles', allVersions(id)))])) await look(article);
    rest = IDBKeyRange.lowerBound([id, Infinity], true);
  }
}

/** For good. @param {string} id */
export async function removeArticle(id) {
  const transaction = (await database()).transaction(['articles', 'digests'], 'readwrite');
  await Promise.all([transaction.objectStore('articles').delete(allVersions(id)), transaction.objectStore('digests').delete(id), transaction.done]);
}

/** Of an article that was deleted long ago. @param {KeptArticle} article @param {number} now */
export function isGone({ deleted }, now) {
  return deleted !== null && now - deleted > BROUGHT_BACK;
}

/** @param {string} id */
function allVersions(id) {
  return IDBKeyRange.bound([id, -Infinity], [id, Infinity]);
}

/** Rows are sorted by id, then by version. What cannot be mended is left out. @param {unknown[]} rows */
function newest(rows) {
  /** @type {Map<string, KeptArticle>} */
  const found = new Map();
  for (const row of rows) {
    const article = checkedArticle(row);
    if (article) found.set(article.id, article);
  }
  return [...found.values()];
}

/** How many rows there are: at least one for each article. */
export async function countArticles() {
  return (await database()).count('articles');
}

/** The one that was written last. @returns {Promise<string | null>} */
export async function newestArticle() {
  /** @type {KeptArticle | null} */
  let last = null;
  await eachArticle((article) => {
    if (article.deleted === null && article.edited > (last?.edited ?? 0)) last = article;
  });
  return /** @type {KeptArticle | null} */ (last)?.id ?? null;
}
