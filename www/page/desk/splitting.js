/** One text that is several articles becomes as many: the first stays open, the others are kept beside it. */
import { moveCorrections } from '../correcting/corrections.js';
import { historyOf } from '../correcting/history.js';
import { plural } from '../dom.js';

/**
 * @param {import('../state/state.js').Store} store @param {import('../state/keeping.js').Keeping} keeping
 * @param {number[]} starts where the articles begin, in UTF-16 units of the open text
 */
export async function splitOpenArticle(store, keeping, starts) {
  if (starts.length < 2) return;
  const { text, corrections, article } = store.state;
  const rest = starts.slice(1).map((start, index) => ({ start, end: starts[index + 2] ?? text.length }));
  /** @type {string[]} */
  const ids = [];
  for (const place of rest) ids.push(await keeping.keepApart(partOf(text, corrections.made, place)));
  // Somebody has written on meanwhile: then the others are there twice, and nothing is lost.
  if (store.state.text !== text || store.state.article.id !== article.id) return;
  const first = partOf(text, corrections.made, { start: 0, end: starts[1] });
  store.edit(first.text, { corrections: { ...corrections, ...historyOf(first.made) } });
  store.tell(`${plural(starts.length, 'article')} now: this one is open, ${rest.length === 1 ? 'the other is' : 'the others are'} under “Articles”.`, {
    undo: async () => {
      if (store.state.article.id !== article.id) await keeping.open(article.id);
      store.edit(text, { corrections });
      for (const id of ids) await keeping.change(id, () => ({ deleted: Date.now() }));
    },
  });
}

/**
 * A part of an article, with the corrections and notes of its own words.
 * @param {string} text @param {import('../correcting/corrections.js').Correction[]} made @param {import('../state/state.js').Span} place
 */
function partOf(text, made, { start, end }) {
  const part = text.slice(start, end).trimEnd();
  const own = made.filter(({ at }) => !at.lost && at.start >= start && at.start < end);
  const moved = moveCorrections(own, { from: 0, to: start, growth: -start }, part);
  return { text: part, date: null, made: moved.filter(({ at }) => !at.lost) };
}
