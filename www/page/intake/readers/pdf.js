/** The text of a PDF, by PDF.js: its columns in the order in which they were written, without page numbers and running heads. */
import { getDocument, PDFWorker } from 'pdfjs-dist';
import { joinLines, textOfPlain } from '../plain-text.js';
import { TextFileError } from '../text-file-error.js';
import { startReader } from './apart.js';

/**
 * @typedef {{ text: string, top: number, bottom: number, left: number, right: number, size: number }} Line in points, from
 *   the lower left corner of the page
 */

/** Pages on which a line must stand at the same edge to be a running head. */
const FEWEST_PAGES = 3;
/** The part of a page at its upper and lower edge in which numbers and running heads stand. */
const EDGE = 0.09;

/** @param {Uint8Array} bytes @param {string} name @param {import('../pace.js').Pace} pace @returns {Promise<import('../web-page.js').Incoming>} */
export async function readPdf(bytes, name, pace) {
  const port = startReader(ASSETS.pdfWorker);
  const worker = PDFWorker.create({ port });
  const loading = getDocument({ data: bytes, worker, disableFontFace: true, useSystemFonts: false });
  try {
    const pdf = await loading.promise;
    /** @type {{ lines: Line[], height: number }[]} */
    const pages = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push({ lines: linesOf(items), height: page.view[3] - page.view[1] });
      if (pace.isDue()) await pace.rest();
    }
    const { text, leftOut } = articleOf(pages);
    if (text === '') throw new TextFileError(`“${name}” holds pictures of text, and no text. A reader with text recognition (OCR) can copy it.`);
    return { text, date: null, leftOut };
  } catch (failure) {
    if (failure instanceof TextFileError || pace.signal?.aborted) throw failure;
    const locked = failure instanceof Error && failure.name === 'PasswordException';
    throw new TextFileError(`“${name}” is ${locked ? 'protected with a password' : 'damaged'}. If a reader opens it, copy its text there and paste it here.`);
  } finally {
    await loading.destroy();
    worker.destroy();
    port.terminate();
  }
}

/** @param {any[]} items pieces of text as PDF.js gives them @returns {Line[]} */
function linesOf(items) {
  /** @type {Line[]} */
  const lines = [];
  /** @type {Line | null} */
  let line = null;
  for (const { str = '', transform, width, height, hasEOL } of items) {
    if (transform === undefined) continue;
    const [left, bottom] = [transform[4], transform[5]];
    const size = height || Math.hypot(transform[2], transform[3]);
    const goesOn = line && Math.abs(line.bottom - bottom) < size / 2 && left >= line.right - size && left < line.right + 3 * size;
    if (line && goesOn) {
      const gap = left - line.right > size / 5 && !/\s$/.test(line.text) && !/^\s/.test(str);
      line.text += gap ? ` ${str}` : str;
      line.right = left + width;
    } else if (str.trim() !== '') {
      line = { text: str, bottom, top: bottom + size, left, right: left + width, size };
      lines.push(line);
    }
    if (hasEOL) line = null;
  }
  return lines;
}

/** @param {{ lines: Line[], height: number }[]} pages */
function articleOf(pages) {
  const isEdge = (/** @type {Line} */ { bottom, top }, /** @type {number} */ height) => top < height * EDGE || bottom > height * (1 - EDGE);
  const withoutNumbers = (/** @type {string} */ text) => text.replace(/\d+/g, '').replace(/\s+/g, ' ').trim();
  /** @type {Map<string, number>} */
  const heads = new Map();
  for (const { lines, height } of pages) {
    for (const head of new Set(lines.filter((line) => isEdge(line, height)).map(({ text }) => withoutNumbers(text)))) {
      heads.set(head, (heads.get(head) ?? 0) + 1);
    }
  }
  /** @type {import('../web-page.js').LeftOut[]} */
  const leftOut = [];
  const kept = pages.flatMap(({ lines, height }) =>
    lines.filter((line) => {
      const words = withoutNumbers(line.text);
      const isHead = isEdge(line, height) && (/^(?:page|of|[-–|/])*$/i.test(words.replace(/ /g, '')) || (heads.get(words) ?? 0) >= FEWEST_PAGES);
      if (isHead) leftOut.push({ what: 'page numbers', text: line.text.trim() });
      return !isHead;
    }),
  );
  const text = textOfPlain(paragraphsOf(kept).join('\n\n'));
  return { text, leftOut };
}

/** Lines of one paragraph are of one size and near each other, or go on at the top of the next column or page. @param {Line[]} lines */
function paragraphsOf(lines) {
  /** @type {Line[][]} */
  const paragraphs = [];
  for (const line of lines) {
    const last = paragraphs.at(-1)?.at(-1);
    if (last && belongsTo(last, line, paragraphs.at(-1) ?? [])) paragraphs.at(-1)?.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map((paragraph) => joinLines(paragraph.map(({ text }) => text.trim())));
}

/** @param {Line} last @param {Line} line @param {Line[]} paragraph */
function belongsTo(last, line, paragraph) {
  if (Math.abs(last.size - line.size) > last.size * 0.15) return false;
  const ends = /[.!?:”"’)]$/.test(last.text.trim());
  // The next column, or the next page.
  if (line.bottom > last.top) return !ends || /^\p{Ll}/u.test(line.text);
  const near = last.bottom - line.top < last.size * 0.9;
  const indented = line.left > last.left + last.size * 0.8 && line.left > paragraph[0].left - last.size * 0.3;
  const short = ends && last.right < Math.max(...paragraph.map(({ right }) => right)) - 4 * last.size;
  return near && !(indented && paragraph.length > 0 && ends) && !short;
}
