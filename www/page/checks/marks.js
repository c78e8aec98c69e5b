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
  const long = annotations.quotes.filter(({ kind, text }) => kind !== 'indirect' && kind !== 'scare' && wordsOf(text).length >= 6);
  return long.flatMap((quote, place) => {
    const earlier = long.slice(0, place).find((other) => other.entity === quote.entity && isNearly(wordsOf(other.text), wordsOf(quote.text)));
    return earlier ? [{ start: quote.start, end: quote.end, words: `This was quoted before with other words: ${earlier.text}` }] : [];
  });
}

/** @param {string} text */
function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? [];
}

/** Most words in the same order, but not all. @param {string[]} one @param {string[]} other */
function isNearly(one, other) {
  const most = Math.max(one.length, other.length);
  if (Math.min(one.length, other.length) < 0.7 * most || most > 200) return false;
  const shared = commonLength(one, other);
  return shared >= 0.75 * most && shared < most;
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
