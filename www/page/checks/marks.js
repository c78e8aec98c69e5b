/** Quotation marks that do not close, and quotes of which nobody is told who says them. */

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */

/** Paragraphs that one quote may go on over, as one that is set apart with its author does. */
const FAR = 3;

/**
 * A paragraph that goes on in the next may leave its mark open, where that begins with one, or where a later one closes it;
 * and one may close what an earlier one has opened.
 * @param {Article} article @returns {Finding[]}
 */
export function unclosedMarks({ text }) {
  const paragraphs = [...text.matchAll(/[^\n]+/g)].map(({ 0: words, index }) => ({ words, index, ...unpairedIn(words) }));
  return paragraphs.flatMap(({ index, open, unopened }, place) => {
    const next = paragraphs.slice(place + 1, place + 1 + FAR);
    const before = paragraphs.slice(Math.max(0, place - FAR), place);
    const goesOn = /^["“‘]/.test(next[0]?.words.trimStart() ?? '') || next.some((later) => later.unopened !== null);
    const found = (/** @type {number} */ at, /** @type {string} */ words) => [{ start: index + at, end: index + at + 1, words }];
    return [
      ...(open === null || goesOn ? [] : found(open, 'This quotation mark is not closed.')),
      ...(unopened === null || before.some((earlier) => earlier.open !== null) ? [] : found(unopened, 'This quotation mark is not opened.')),
    ];
  });
}

/** @typedef {{ open: number | null, unopened: number | null }} Unpaired the first mark that stays open, and the first that closes nothing */

/** Marks in tags are the tags' own, and after a figure one may be inches. @param {string} paragraph @returns {Unpaired} */
function unpairedIn(paragraph) {
  const words = paragraph.replace(/<[^<>]*>/g, (tag) => ' '.repeat(tag.length));
  const marks = [...words.matchAll(/[“”"]|’’|''|‘‘|``/g)].map(({ 0: mark, index }) => ({ mark, index, shape: shapeOf(words, mark, index) }));
  const straight = !/[“”]/.test(words);
  if (straight && /\d"/.test(words)) return { open: null, unopened: null };
  const unpaired = straight && marks.some(({ shape }) => shape === 'either') ? oddOne(marks) : pair(marks);
  if (unpaired.open !== null || unpaired.unopened !== null) return unpaired;
  const turned = marks.find(({ mark, shape }) => mark === '“' && shape === 'closes');
  return { open: turned?.index ?? unclosedSingle(words), unopened: null };
}

/** @typedef {{ mark: string, index: number, shape: 'opens' | 'closes' | 'either' | 'inches' }} Mark */

/**
 * What a mark does by where it stands: a closing one behind a blank and before a word opens, an opening one behind a word closes.
 * @param {string} words @param {string} mark @param {number} index @returns {Mark['shape']}
 */
function shapeOf(words, mark, index) {
  const [before, after] = [words[index - 1] ?? ' ', words[index + mark.length] ?? ' '];
  const opens = /[\s([\-–—/‘'“]/.test(before) && /[^\s.,;:!?)\]]/.test(after);
  const closes = /\S/.test(before) && (mark === '“' ? /\s/ : /[^\p{L}\p{N}]/u).test(after);
  if (/["”]/.test(mark) && /\d/.test(before)) return 'inches';
  if (opens !== closes) return opens ? 'opens' : 'closes';
  return /[“‘`]/.test(mark) ? 'opens' : mark === '"' ? 'either' : 'closes';
}

/** @param {Mark[]} marks @returns {Unpaired} */
function pair(marks) {
  const open = [];
  let unopened = null;
  for (const { index, shape } of marks) {
    if (shape === 'opens' || (shape === 'either' && open.length === 0)) open.push(index);
    else if (open.length > 0) open.pop();
    else if (shape === 'closes') unopened ??= index;
  }
  return { open: open[0] ?? null, unopened: marks.some(({ shape }) => shape === 'inches') ? null : unopened };
}

/** Straight marks that stand anyhow are counted. @param {Mark[]} marks @returns {Unpaired} */
function oddOne(marks) {
  const isOdd = marks.length % 2 === 1;
  return { open: isOdd ? marks[marks.length - 1].index : null, unopened: isOdd && marks[0].shape === 'closes' ? marks[0].index : null };
}

/** A single opening mark behind which none stands that could close it; before a word cut short or a figure it is an apostrophe. @param {string} words */
function unclosedSingle(words) {
  const last = [...words.matchAll(/(?<![\p{L}\p{N}’])‘(?=\p{L})(?!(?:em|til|cause|tis|twas|n|round|bout)\b)/giu)].at(-1)?.index ?? -1;
  return last >= 0 && !/[’'](?!\p{L})/u.test(words.slice(last)) ? last : null;
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

/** One quote that stands twice, with other words. In one paragraph it is a speaker's way to say things alike. @param {Article} article @returns {Finding[]} */
export function quotesThatDiffer({ text, annotations }) {
  /** @type {(Worded & { entity: number | null, end: number })[]} */
  const earlier = [];
  return annotations.quotes.flatMap(({ start, end, kind, text: own, entity }) => {
    if (kind === 'indirect' || kind === 'scare') return [];
    const quote = worded(own);
    if (quote.words.length < 6) return [];
    const mayBeOne = (/** @type {typeof earlier[number]} */ other) => (other.entity === entity || other.entity === null || entity === null) && text.slice(other.end, start).includes('\n');
    const other = earlier.find((other) => mayBeOne(other) && isNearly(other, quote));
    earlier.push({ ...quote, entity, end });
    return other ? [{ start, end, words: `This was quoted before with other words: ${other.text}` }] : [];
  });
}

/** @typedef {{ text: string, words: string[], counts: Map<string, number> }} Worded `counts`: how often it has each word */

/** @param {string} text @returns {Worded} */
function worded(text) {
  const words = text.toLowerCase().replaceAll('’', "'").match(/[\p{L}\p{N}']+/gu)?.map((word) => word.replace(/^'+|'+$/g, '')).filter(Boolean) ?? [];
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { text, words, counts };
}

/** Most words in the same order, but not all. @param {Worded} one @param {Worded} other */
function isNearly(one, other) {
  const [short, long] = one.words.length < other.words.length ? [one, other] : [other, one];
  const most = long.words.length;
  if (most > 200) return false;
  if (short.words.length < 0.7 * most) return isNearlyPartOf(short, long);
  // Words that both have, in whatever order, are soon counted, and the same order has no more.
  if (sharedIn(one, other) < 0.75 * most) return false;
  const shared = commonLength(one.words, other.words);
  return shared >= 0.75 * most && shared < most && !isPartOf(one.words, other.words);
}

/** Whether a part of the longer one, of about as many words, has nearly all words of the shorter one. @param {Worded} short @param {Worded} long */
function isNearlyPartOf(short, long) {
  const many = 0.8 * short.words.length;
  if (sharedIn(short, long) < many || isPartOf(short.words, long.words)) return false;
  const telling = short.words.filter((word) => word.length > 3);
  return long.words.some((_, from) => {
    const part = long.words.slice(from, from + short.words.length + 1);
    return telling.filter((word) => !part.includes(word)).length < 2 && commonLength(short.words, part) >= many;
  });
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
