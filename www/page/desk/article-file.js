/** An article as a file that can be opened again: text, annotations, corrections, notes. And all articles as one file. */
import { checkedArticle, isObject } from '../state/checked.js';
import { titleOf } from '../state/first-line.js';
import { save } from '../taking-away.js';

/**
 * @typedef {import('../state/database.js').KeptArticle} KeptArticle
 * @typedef {Pick<KeptArticle, 'title' | 'newsroom' | 'text' | 'date' | 'english' | 'made'>} Filed
 */

const ARTICLE = 'newsmark article';
const DESK = 'newsmark articles';
/** Of the format. Files of a later one are not read by halves. */
const VERSION = 1;
const NAME_END = '.newsmark.json';

/** A file that newsmark has not saved, or that is damaged; the message says so to the person. */
export class NewsmarkFileError extends Error {}

/** @param {import('../state/state.js').State} state */
export function saveOpenArticle({ article, text, corrections, annotations, fresh }) {
  const { date, english, made } = corrections;
  const filed = { ...article, text, date, english, made };
  saveJson(ARTICLE, { ...fileOf(filed), annotations: fresh ? annotations : null }, titleOf(filed));
}

/** @param {KeptArticle[]} articles @param {unknown[]} people what the person has said of who is who */
export function saveDesk(articles, people) {
  saveJson(DESK, { articles: articles.map((article) => ({ ...fileOf(article), created: article.created, edited: article.edited })), people }, 'articles');
}

/** @param {KeptArticle} article */
export function saveArticleFile(article) {
  saveJson(ARTICLE, { ...fileOf(article), annotations: null }, titleOf(article));
}

/** @param {string} format @param {object} content @param {string} title */
function saveJson(format, content, title) {
  save(`${JSON.stringify({ format, version: VERSION, ...content }, null, 1)}\n`, { file: fileName(title), media: 'application/json' });
}

/** Notes stand apart from corrections, for whoever reads the file with other programs. @param {Filed} article */
export function fileOf({ title, newsroom, text, date, english, made }) {
  const notes = made.filter(({ of }) => of === 'note');
  return { title, newsroom, date, english, text, corrections: made.filter(({ of }) => of !== 'note'), notes };
}

/** A name that every system takes. @param {string} title */
export function fileName(title) {
  const name = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${[...name].slice(0, 80).join('') || 'article'}${NAME_END}`;
}

/** Whether the file is one of ours, by its name or its beginning. @param {File} file */
export async function isNewsmarkFile(file) {
  if (file.name.toLowerCase().endsWith(NAME_END)) return true;
  if (!/\.json$/i.test(file.name)) return false;
  return /^\s*\{\s*"format":\s*"newsmark article/.test(await file.slice(0, 200).text());
}

/**
 * @param {string} content @param {string} name of the file
 * @returns {{ articles: KeptArticle[], people: unknown[], left: number }} `left`: articles that are damaged
 * @throws {NewsmarkFileError}
 */
export function readNewsmarkFile(content, name) {
  const read = parsed(content, name);
  if (read.format !== ARTICLE && read.format !== DESK) throw new NewsmarkFileError(`“${name}” is JSON, but no file that newsmark has saved to be opened again.`);
  if (!(read.version <= VERSION)) throw new NewsmarkFileError(`“${name}” was saved by a newer newsmark. Reload this page to get it, then open the file again.`);
  const stored = read.format === ARTICLE ? [read] : Array.isArray(read.articles) ? read.articles : [];
  const articles = stored.flatMap((/** @type {unknown} */ article) => articleIn(article) ?? []);
  if (articles.length === 0) throw new NewsmarkFileError(`“${name}” is damaged: there is no text in it.`);
  return { articles, people: Array.isArray(read.people) ? read.people : [], left: stored.length - articles.length };
}

/** @param {string} content @param {string} name @returns {Record<string, any>} */
function parsed(content, name) {
  try {
    const read = JSON.parse(content);
    if (isObject(read)) return read;
  } catch {
    // Told below.
  }
  throw new NewsmarkFileError(`“${name}” is damaged: it breaks off, or is no JSON at all.`);
}

/** @param {unknown} stored */
function articleIn(stored) {
  if (!isObject(stored)) return null;
  const made = [...(Array.isArray(stored.corrections) ? stored.corrections : []), ...(Array.isArray(stored.notes) ? stored.notes : [])];
  return checkedArticle({ ...stored, id: '', version: 0, made, deleted: null });
}
