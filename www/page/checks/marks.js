/** Quotation marks that do not close, and quotes of which nobody is told who says them. */

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */

/** Curly marks are told apart, straight ones only counted. A paragraph that goes on in the next may leave its mark open. @param {Article} article @returns {Finding[]} */
export function unclosedMarks({ text }) {
  const paragraphs = [...text.matchAll(/[^\n]+/g)];
  return paragraphs.flatMap(({ 0: words, index }, place) => {
    const next = paragraphs[place + 1]?.[0].trimStart() ?? '';
    const open = openMark(words);
    if (open === null || /^["“]/.test(next)) return [];
    return [{ start: index + open, end: index + open + 1, words: 'This quotation mark is not closed.' }];
  });
}

/** @param {string} paragraph @returns {number | null} */
function openMark(paragraph) {
  if (/[“”]/.test(paragraph)) {
    let open = null;
    for (const { 0: mark, index } of paragraph.matchAll(/[“”]/g)) open = mark === '“' ? index : null;
    return open;
  }
  // After a figure it may be inches; in tags it belongs to them.
  const straight = [...paragraph.matchAll(/(?<![\d=])"(?![/>])/g)];
  return straight.length % 2 ? straight[straight.length - 1].index : null;
}

/** What a colon brings in is somebody's, and headlines leave it to the article. @param {Article} article @returns {Finding[]} */
export function quotesWithoutSpeaker({ text, annotations, sources }) {
  const headline = annotations.sentences[0]?.end ?? 0;
  const nobody = sources.filter(({ name }) => name === '').flatMap(({ quotes }) => quotes);
  return nobody.flatMap((index) => {
    const { start, end, kind, continues, corrected } = annotations.quotes[index];
    return kind === 'direct' && continues === null && !corrected && start >= headline && !/:\s*$/.test(text.slice(Math.max(0, start - 4), start)) ? [{ start, end, words: 'Nobody is told to say this.' }] : [];
  });
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
  const words = text.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? [];
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
  return shared >= 0.75 * most && shared < most;
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
