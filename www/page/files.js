/** The text of a file that a person opens or drops. */
import { joinBrokenLines } from './broken-lines.js';
import { textOfHtml } from './html-text.js';
import { textOfMarkdown } from './markdown-text.js';

/** Ten times a long book. */
const LARGEST_FILE = 20_000_000;

/** A file that cannot be taken; the message says why to the person. */
export class TextFileError extends Error {}

/** @param {File} file @returns {Promise<{ text: string, date: string | null }>} */
export async function textOfFile(file) {
  if (file.size > LARGEST_FILE) {
    const size = (file.size / 1_000_000).toFixed(0);
    throw new TextFileError(`“${file.name}” is ${size} MB; newsmark takes files of up to ${LARGEST_FILE / 1_000_000} MB.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const content = decode(bytes, file.name).replace(/\r\n?/g, '\n');
  if (/\.x?html?$/i.test(file.name)) return textOfHtml(content);
  if (/\.(md|markdown)$/i.test(file.name)) return { text: textOfMarkdown(content), date: null };
  return { text: joinBrokenLines(content), date: null };
}

/** @param {Uint8Array} bytes @param {string} name */
function decode(bytes, name) {
  const start = String.fromCharCode(...bytes.subarray(0, 5));
  if (start === '%PDF-') {
    throw new TextFileError(`“${name}” is a PDF. Open it in a reader, select all its text, copy it and paste it here.`);
  }
  if (start.startsWith('PK')) {
    throw new TextFileError(`“${name}” is a word processor's file or an archive. Copy its text and paste it here.`);
  }
  if (start.startsWith('\u00FF\u00FE')) return new TextDecoder('utf-16le').decode(bytes);
  if (start.startsWith('\u00FE\u00FF')) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) throw new TextFileError(`“${name}” is not a text file.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
