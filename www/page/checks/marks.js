/** Quotation marks that do not close, and quotes of which nobody is told who says them. */

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */

/** Paragraphs that one quote may go on over, as one that is set apart with its author does. */
const FAR = 3;

/** A paragraph that goes on in the next may leave its mark open, where that begins with one, or where a later one closes it. @param {Article} article @returns {Finding[]} */
export function unclosedMarks({ text }) {
  const paragraphs = [...text.matchAll(/[^\n]+/g)].map(({ 0: words, index }) => ({ words, index, ...marksOf(words) }));
  return paragraphs.flatMap(({ index, open, closesFirst }, place) => {
    const next = paragraphs.slice(place + 1, place + 1 + FAR);
    const before = paragraphs.slice(Math.max(0, place - FAR), place);
    if (open === null || /^["“]/.test(next[0]?.words.trimStart() ?? '') || next.some((later) => later.closesFirst)) return [];
    if (closesFirst && before.some((earlier) => earlier.open !== null)) return [];
    return [{ start: index + open, end: index + open + 1, words: 'This quotation mark is not closed.' }];
  });
}

/**
 * Curly marks are told apart, and a straight one closes them too; where all are straight they are counted. After a figure one
 * may be inches, and those in tags are the tags' own.
 * @param {string} paragraph @returns {{ open: number | null, closesFirst: boolean }} the mark that stays open, and whether the
 *   paragraph closes one that it has not opened
 */
function marksOf(paragraph) {
  const words = paragraph.replace(/<[^<>]*>/g, (tag) => ' '.repeat(tag.length));
  const marks = [...words.matchAll(/[“”"]|’’|''/g)];
  if (!/[“”]/.test(words)) {
    const isOdd = marks.length % 2 === 1 && !/\d"/.test(words);
    return isOdd ? { open: marks[marks.length - 1].index, closesFirst: closes(words, marks[0].index) } : { open: null, closesFirst: false };
  }
  let open = null;
  for (const { 0: mark, index } of marks) open = mark === '“' || (mark === '"' && open === null && !closes(words, index)) ? index : null;
  return { open, closesFirst: marks[0][0] !== '“' && closes(words, marks[0].index) };
}

/** Whether the mark stands behind something, and before nothing. @param {string} words @param {number} index */
function closes(words, index) {
  return /\S/.test(words[index - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(words[index + 1] ?? ' ');
}

/** What stands before a sentence that stands alone: what a colon or any other word brings in is somebody's. */
const ALONE = /(?:^|[.!?…”"’)]\s*|\n\s*)$/;

/** Quotes that stand alone, of which nobody is told who says them. Headlines and their decks leave it to the article. @param {Article} article @returns {Finding[]} */
export function quotesWithoutSpeaker({ text, annotations, sources }) {
  const headline = annotations.sentences[Math.min(1, annotations.sentences.length - 1)]?.end ?? 0;
  const nobody = sources.filter(({ name }) => name === '').flatMap(({ quotes }) => quotes);
  return nobody.flatMap((index) => {
    const { start, end, kind, continues, corrected } = annotations.quotes[index];
    if (kind !== 'direct' || continues !== null || corrected || start < headline || !standsAlone(text, start, end)) return [];
    return [{ start, end, words: 'Nobody is told to say this.' }];
  });
}

/** Words in marks that are a sentence, with no other words in it; no title, no line between paragraphs, and nobody's name behind. @param {string} text @param {number} start @param {number} end */
function standsAlone(text, start, end) {
  const words = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 60);
  if (!ALONE.test(before) || !/^["“]/.test(words) || !/[.!?…,]["”]$/.test(words) || words.split(/\s/).length < 4) return false;
  return !/^\s*(?:[-–—(]|\p{Lu}[^.!?\n]*(?:\n|$))/u.test(after) && !/^[ ,]*\p{Ll}/u.test(after);
}

/** One quote that stands twice, with other words. @param {Article} article @returns {Finding[]} */
export function quotesThatDiffer({ annotations }) {
  /** Quotes that have come, by whom they are. @type {Map<number | null, Worded[]>} */
  const earlier = new Map();
  return annotations.quotes.flatMap(({ start, end, kind, text, entity }) => {
    if (kind === 'indirect' || kind === 'scare') return [];
    const quote = worded(text);
    if (quote.words.length < 6) return [];
    const before = earlier.get(entity) ?? [];
    earlier.set(entity, before);
    const other = before.find((other) => isNearly(other, quote));
    before.push(quote);
    return other ? [{ start, end, words: `This was quoted before with other words: ${other.text}` }] : [];
  });
}

/** @typedef {{ text: string, words: string[], counts: Map<string, number> }} Worded `counts`: how often it has each word */

/** @param {string} text @returns {Worded} */
function worded(text) {
  const words = text.toLowerCase().replaceAll('’', "'").match(/[\p{L}\p{N}']+/gu)?.map((word) => word.replace(/^'+|'+$/g, '')) ?? [];
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { text, words, counts };
}

/** Most words in the same order, but not all. @param {Worded} one @param {Worded} other */
function isNearly(one, other) {
  const most = Math.max(one.words.length, other.words.length);
  if (Math.min(one.words.length, other.words.length) < 0.7 * most || most > 200) return false;
  // Words that both have, in whatever order, are soon counted, and the same order has no more.
  if (sharedIn(one, other) < 0.75 * most) return false;
  const shared = commonLength(one.words, other.words);
  return shared >= 0.75 * most && shared < most && !isPartOf(one.words, other.words);
}

/** Whether one leaves out only what is at the ends of the other. @param {string[]} one @param {string[]} other */
function isPartOf(one, other) {
  const [a, b] = [` ${one.join(' ')} `, ` ${other.join(' ')} `];
  return a.includes(b) || b.includes(a);
}

/** @param {Worded} one @param {Worded} other */
function sharedIn(one, other) {
  let shared = 0;
  for (const [word, count] of one.counts) shared += Math.min(count, other.counts.get(word) ?? 0);
  return shared;
}

/** The longest common subsequence, by a row of the usual table. @param {string[]} one @param {string[]} other */
function commonLength(one, other) {
  let row = new Array(other.length + 1).fill(0);
  for (const word of one) {
    const next = [0];
    other.forEach((same, place) => next.push(word === same ? row[place] + 1 : Math.max(row[place + 1], next[place])));
    row = next;
  }
  return row[other.length];
}
