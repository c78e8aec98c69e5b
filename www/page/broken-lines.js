/** Joins lines that were broken to fit a page, as PDF and e-mail have them, and words hyphenated at their ends. */

/** Lines broken to fit a page are of like length: at least this share of the longest. */
const FULL_LINE = 0.6;

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
  const lines = paragraph.split('\n').map((line) => line.replace(/^(?:> ?)+/, '').trimEnd());
  if (!areBroken(lines)) return paragraph;
  return lines.reduce((joined, line) => {
    const next = line.trimStart();
    if (/\p{L}\u00AD$/u.test(joined)) return joined.slice(0, -1) + next;
    if (/\p{Ll}-$/u.test(joined) && /^\p{Ll}/u.test(next)) return joined.slice(0, -1) + next;
    return `${joined} ${next}`;
  });
}

/** Several lines, none but the last ending early, some of which go on in the middle of a sentence. @param {string[]} lines */
function areBroken(lines) {
  const full = lines.slice(0, -1);
  const longest = Math.max(...lines.map((line) => line.length));
  if (full.length === 0 || longest < 40 || longest > 140) return false;
  if (full.some((line) => line.length < longest * FULL_LINE)) return false;
  const goesOn = full.filter((line, index) => !/[.!?:"”’]$/.test(line) || /^\p{Ll}/u.test(lines[index + 1]));
  return goesOn.length >= full.length / 2;
}
