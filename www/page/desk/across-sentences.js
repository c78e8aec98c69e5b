/** The sentences behind a number of the table: what was said, article by article, the newest first; each leads to its place. */
import { element, plural } from '../dom.js';
import { tried } from '../notices.js';
import { readArticle } from '../state/articles.js';

/** Articles whose sentences are shown at a time. */
const MOST_ARTICLES = 50;

/** @typedef {import('./across.js').Appearance} Appearance */

/** @param {import('../state/state.js').Store} store @param {import('../state/keeping.js').Keeping} keeping @param {Appearance[]} appearances */
export function sentencesOf(store, keeping, appearances) {
  const whole = element('div', { class: 'across-sentences' });
  const day = (/** @type {Appearance} */ { article }) => article.digest.date ?? '';
  const sorted = appearances.toSorted((one, other) => day(other).localeCompare(day(one)));
  show(0);
  return whole;

  /** @param {number} from */
  function show(from) {
    for (const appearance of sorted.slice(from, from + MOST_ARTICLES)) whole.append(...ofArticle(appearance));
    const left = sorted.length - from - MOST_ARTICLES;
    if (left <= 0) return;
    const more = element('button', { type: 'button', onclick: () => (more.remove(), show(from + MOST_ARTICLES)) }, `${plural(left, 'article')} more`);
    whole.append(more);
  }

  /** @param {Appearance} appearance @returns {Node[]} */
  function ofArticle({ article, statements, words, places }) {
    const facts = [article.newsroom, article.digest.date, plural(statements, 'quote'), plural(words, 'quoted word')].filter(Boolean).join(' · ');
    const list = element('ul');
    tried(store, () => fill(list, article.digest, places));
    return [element('p', {}, article.title, ' ', element('span', { class: 'aside' }, facts)), list];
  }

  /** @param {HTMLElement} list @param {import('./digest.js').Digest} digest @param {import('./digest.js').Place[]} places */
  async function fill(list, { id, version }, places) {
    const article = await readArticle(id);
    if (article?.version !== version) return list.append(element('li', {}, 'This article has changed meanwhile: open the table anew.'));
    for (const { start, end, from, to } of places) {
      const { text } = article;
      list.append(element('li', {}, element('button', { type: 'button', onclick: () => tried(store, () => go(id, start, end)) }, text.slice(from, start), element('b', {}, text.slice(start, end)), text.slice(end, to))));
    }
  }

  /** @param {string} id @param {number} start @param {number} end */
  async function go(id, start, end) {
    if (id !== store.state.article.id) await keeping.open(id);
    store.look({ room: 'article', place: { start, end } });
  }
}
