/**
 * Plain text as it comes out of PDFs, e-mail and editors: lines that were broken to fit a page are joined, with words
 * hyphenated at their ends, and signs that stand for others are put right.
 */
import { textOfMarkdown } from './markdown-text.js';

/** Lines broken to fit a page are of like length: at least this share of the longest. */
const FULL_LINE = 0.6;
/** Letters of the longest line of a narrow column, of any column, and of what nobody breaks. */
const NARROW = 16;
const COLUMN = 40;
const WIDE = 140;
/** Lines of a narrow column, so that it is not taken for verse; and where a word is split at the end of one, as verse has none. */
const FEWEST_NARROW_LINES = 5;
const FEWEST_SPLIT_LINES = 2;
/** The share of a narrow column's lines that go on in the middle of a sentence. */
const NARROW_GOES_ON = 0.6;

/** Signs that stand for others: ligatures of print, and hyphens that break and join no words. */
const SIGNS = new Map([['ﬀ', 'ff'], ['ﬁ', 'fi'], ['ﬂ', 'fl'], ['ﬃ', 'ffi'], ['ﬄ', 'ffl'], ['ﬅ', 'st'], ['ﬆ', 'st'], ['\u2010', '-'], ['\u2011', '-']]);

/** @param {string} content @returns {string} */
export function textOfPlain(content) {
  const text = withoutReplyMarks(withSigns(content));
  return joinBrokenLines(isMarkdown(text) ? textOfMarkdown(text) : text);
}

/** @param {string} content */
function withSigns(content) {
  return content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/[ﬀ-ﬆ\u2010\u2011]/g, (sign) => SIGNS.get(sign) ?? sign);
}

/** The signs of Markdown: headings, links, strong words. Two of them are no accident. @param {string} text */
function isMarkdown(text) {
  const signs = [/^#{1,6} \S/m, /\[[^[\]\n]{1,500}\]\(https?:[^()[\]\s]{1,500}/, /\*\*\S[^*\n]*\S\*\*/, /^(?:[-*+] \S.*\n){2}/m];
  return signs.filter((sign) => sign.test(text)).length >= 2;
}

/** "> " before the lines of an e-mail that is answered or passed on. @param {string} text */
function withoutReplyMarks(text) {
  const lines = text.split('\n');
  const written = lines.filter((line) => line.trim() !== '');
  const marked = written.filter((line) => /^>/.test(line));
  if (marked.length < 2 || marked.length < written.length / 2) return text;
  return lines.map((line) => line.replace(/^(?:> ?)+/, '')).join('\n');
}

/** @param {string} text @returns {string} the same text where its lines are not broken that way */
export function joinBrokenLines(text) {
  if (!/\n/.test(text.trim())) return text;
  return text
    .split(/(\n[ \t]*\n\s*)/)
    .map((part, index) => (index % 2 ? part : joinParagraph(part)))
    .join('');
}

/** @param {string} paragraph */
function joinParagraph(paragraph) {
  const lines = paragraph.split('\n').map((line) => line.trimEnd());
  return areBroken(lines) ? joinLines(lines) : paragraph;
}

/** Lines as one, words that are hyphenated at their ends made whole. @param {string[]} lines */
export function joinLines(lines) {
  const joined = [lines[0]];
  for (const line of lines.slice(1)) {
    const next = line.trimStart();
    const last = joined[joined.length - 1];
    const end = last.slice(-3);
    const isSplit = /\p{L}\u00AD$/u.test(end) || (/\p{Ll}-$/u.test(end) && /^\p{Ll}/u.test(next));
    if (isSplit) joined[joined.length - 1] = last.slice(0, -1);
    joined.push(isSplit ? next : ` ${next}`);
  }
  return joined.join('');
}

/** Several lines, none but the last ending early, some of which go on in the middle of a sentence. @param {string[]} lines */
function areBroken(lines) {
  const full = lines.slice(0, -1);
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (full.length === 0 || longest < NARROW || longest > WIDE) return false;
  if (full.some((line) => line.length < longest * FULL_LINE)) return false;
  if (longest < COLUMN) {
    const inside = full.filter((line, index) => /^\p{Ll}/u.test(lines[index + 1].trimStart()));
    const splits = full.some((line, index) => /\p{Ll}-$/u.test(line) && /^\p{Ll}/u.test(lines[index + 1].trimStart()));
    return full.length >= (splits ? FEWEST_SPLIT_LINES : FEWEST_NARROW_LINES) && inside.length >= full.length * NARROW_GOES_ON;
  }
  const goesOn = full.filter((line, index) => !/[.!?:"”’]$/.test(line) || /^\p{Ll}/u.test(lines[index + 1]));
  return goesOn.length >= full.length / 2;
}
