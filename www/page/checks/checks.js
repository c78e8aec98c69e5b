/** What an editor looks for before an article is printed: each a small function from the article to what it found. */
import { quotesThatDiffer, quotesWithoutSpeaker, unclosedMarks } from './marks.js';
import { acronymsNeverSpeltOut, surnameFirst } from './names.js';
import { manyUnnamed } from './sources.js';
import { namesSpeltTwoWays } from './spelling.js';
import { titlesThatChange } from './titles.js';
import { impossibleDates, sumsWithoutCurrency } from './values.js';

/**
 * @typedef {object} Article
 * @property {string} text
 * @property {import('../../lib/newsmark.js').Annotations} annotations
 * @property {import('../../lib/newsmark.js').QuotedSource[]} sources
 *
 * @typedef {{ start: number, end: number, words: string }} Finding a place in the text, and what is the matter there
 */

/** By name, in the order in which they are listed. @type {Record<string, (article: Article) => Finding[]>} */
export const CHECKS = {
  'marks that do not close': unclosedMarks,
  'quotes without a speaker': quotesWithoutSpeaker,
  'one quote, other words': quotesThatDiffer,
  'a name spelt two ways': namesSpeltTwoWays,
  'first named by surname alone': surnameFirst,
  'a title that changes': titlesThatChange,
  'acronyms never spelt out': acronymsNeverSpeltOut,
  'dates that cannot be': impossibleDates,
  'sums without a currency': sumsWithoutCurrency,
  'many unnamed sources': manyUnnamed,
};

/** All findings, in the order of the text. @param {Article} article @returns {(Finding & { check: string })[]} */
export function check(article) {
  const found = Object.entries(CHECKS).flatMap(([check, look]) => look(article).map((finding) => ({ ...finding, check })));
  return found.sort((one, other) => one.start - other.start);
}
