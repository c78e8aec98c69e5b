/** Whether what came in is more than one article, by what articles begin with: a headline, who wrote it, where and when. */

/** Letters of the longest headline, of the shortest article, with a headline over a byline and without, and of a text that is looked at. */
const LONGEST_HEADLINE = 150;
const SHORTEST_ARTICLE = 1_000;
const SHORTEST_BRIEF = 150;
const LONGEST_TEXT = 300_000;
/** Lines of a head before its byline: a headline and the words under it. */
const MOST_HEADLINES = 2;

/** "By Nadia Farrow", "By Nadia Farrow and Tom Hale | The Tarn Post". */
const BYLINE = /^(?:By|BY) \p{Lu}[\p{L}.’'-]+ (?:[\p{L}.’'-]+ ){0,2}\p{Lu}[^.!?]{0,70}$/u;
/** "LISBON, Feb. 3 —", "PORT ELLERY (Tarn Press) –". */
const DATELINE = /^\p{Lu}{3}[\p{Lu}.’' -]{0,30}(?:,[^—–\n]{1,40})?(?: ?\([^()\n]{1,30}\))? ?(?:—|–|--) ?\S/u;

/** @typedef {{ start: number, end: number, words: string }} Line */

/**
 * Where the articles of a text begin.
 * @param {string} text @returns {number[]} UTF-16 units; the first is 0, and the only one where there is but one article
 */
export function articlesIn(text) {
  if (text.length > LONGEST_TEXT) return [0];
  const lines = [...text.matchAll(/[^\n]+/g)]
    .map(({ 0: words, index }) => ({ start: index, end: index + words.length, words: words.trim() }))
    .filter(({ words }) => words !== '');
  const starts = [0];
  lines.forEach(({ words }, index) => {
    const isByline = BYLINE.test(words);
    if (!isByline && !DATELINE.test(words)) return;
    const head = headBefore(lines, index);
    // A dateline can stand in the middle of a report, without a headline over it.
    if (head === index && !isByline) return;
    const { start } = lines[head];
    const shortest = isByline && head < index ? SHORTEST_BRIEF : SHORTEST_ARTICLE;
    if (start - starts[starts.length - 1] >= shortest && text.length - start >= shortest) starts.push(start);
  });
  return starts;
}

/** The place of the first headline over a line; its own where there is none. @param {Line[]} lines @param {number} index */
function headBefore(lines, index) {
  let head = index;
  while (head > 0 && index - head < MOST_HEADLINES && isHeadline(lines[head - 1].words)) head -= 1;
  return head;
}

/** Short, no sentence, and it begins as one does. @param {string} words */
function isHeadline(words) {
  return words.length <= LONGEST_HEADLINE && /^["“‘\p{Lu}\p{N}]/u.test(words) && !/[.,:;!?]["”’]?$/.test(words) && words.split(' ').length > 2;
}
