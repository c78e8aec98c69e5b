/** The lines of a text, each with its end of line: what the article is drawn from. */

/** @typedef {import('../state/state.js').Span} Span */

/** Past this length a line is cut, so that no line takes long to draw. Text written by people stays below. */
const LONGEST_LINE = 20_000;

/**
 * @param {string} text
 * @param {number} [least] Lines shorter than this are joined with the next: browsers take long over very many elements.
 * @returns {Span[]} They cover the text; the last one has no end of line, and may be empty.
 */
export function linesOf(text, least = 0) {
  const lines = [];
  let start = 0;
  for (;;) {
    const newline = text.indexOf('\n', start + least);
    const end = newline < 0 ? text.length : newline + 1;
    for (; end - start > LONGEST_LINE; start = cutBefore(text, start + LONGEST_LINE)) {
      lines.push({ start, end: cutBefore(text, start + LONGEST_LINE) });
    }
    lines.push({ start, end });
    if (newline < 0) return lines;
    start = end;
  }
}

/** Not between the halves of a surrogate pair. @param {string} text @param {number} at */
export function cutBefore(text, at) {
  return /[\uDC00-\uDFFF]/.test(text[at]) && /[\uD800-\uDBFF]/.test(text[at - 1]) ? at - 1 : at;
}
