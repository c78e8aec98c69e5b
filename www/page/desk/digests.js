/** The digests of articles, as they are made and kept. */
import { corrected } from '../correcting/apply.js';
import { constraintsOf } from '../correcting/constraints.js';
import { eachArticle, readArticle } from '../state/articles.js';
import { isObject } from '../state/checked.js';
import { database } from '../state/database.js';
import { titleOf } from '../state/first-line.js';
import { looksEnglish } from '../state/language.js';
import { digestOf } from './digest.js';
import { onAllCores } from './pool.js';

/**
 * @typedef {import('./digest.js').Digest} Digest
 * @typedef {import('../state/database.js').KeptArticle} KeptArticle
 * @typedef {import('../../lib/worker-annotator.js').WorkerAnnotator} Annotator
 */

/** @param {KeptArticle} article @param {Annotator} annotator @param {AbortSignal} [signal] calls it off @returns {Promise<Digest | null>} `null`: nothing is annotated in it */
export async function makeDigest(article, annotator, signal) {
  const { text, date, made, english } = article;
  if (!english && !looksEnglish(text)) return null;
  const found = await annotator.annotateWithSources(text, { date, corrections: constraintsOf(made), signal });
  const annotations = corrected(found.annotations, text, made);
  const sources = annotations === found.annotations ? found.sources : await annotator.sources(text, annotations);
  const digest = digestOf(article, annotations, sources);
  await (await database()).put('digests', digest);
  return digest;
}

/**
 * All articles with their digests. What was typed, corrected or renamed since is read now: a digest for each version that is
 * kept while one types would be made for nothing.
 * @param {import('./opening.js').Annotating} annotating @param {(left: number) => void} told how many are yet to be read
 * @returns {Promise<{ articles: import('./across.js').ReadArticle[], left: number }>} `left`: articles that could not be read
 */
export async function readAll(annotating, told) {
  const digests = await readDigests();
  /** @type {Map<string, { title: string, newsroom: string }>} */
  const articles = new Map();
  /** @type {string[]} */
  const stale = [];
  await eachArticle((article) => {
    if (article.deleted !== null) return;
    articles.set(article.id, { title: titleOf(article), newsroom: article.newsroom });
    if (digests.get(article.id)?.version === article.version) return;
    digests.delete(article.id);
    stale.push(article.id);
  });
  let left = stale.length;
  const read = async (/** @type {string} */ id, /** @type {Annotator | null} */ annotator) => {
    const article = annotator && (await readArticle(id));
    const digest = article && (await makeDigest(article, annotator).catch(() => null));
    if (digest) digests.set(id, digest);
    told((left -= 1));
  };
  if (stale.length) told(left);
  await onAllCores(stale.values(), annotating.another, read);
  const found = [...articles].flatMap(([id, facts]) => {
    const digest = digests.get(id);
    return digest ? [{ ...facts, digest }] : [];
  });
  return { articles: found, left: articles.size - found.length };
}

/** @returns {Promise<Map<string, Digest>>} by article */
async function readDigests() {
  const stored = await (await database()).getAll('digests');
  return new Map(stored.filter(isDigest).map((digest) => [digest.id, digest]));
}

/** Damaged ones, and those of earlier drafts of this page, are made anew. @param {any} stored */
function isDigest(stored) {
  if (!isObject(stored) || typeof stored.id !== 'string' || !Array.isArray(stored.voices)) return false;
  return stored.voices.every((/** @type {any} */ voice) => isObject(voice) && typeof voice.name === 'string' && Array.isArray(voice.places) && voice.places.every(isObject));
}
