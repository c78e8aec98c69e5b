/** The text of a file that a person opens or drops. */
import { joinBrokenLines } from './broken-lines.js';
import { textOfDocx } from './docx-text.js';
import { textOfHtml } from './html-text.js';
import { textOfMarkdown } from './markdown-text.js';
import { ZipError } from './zip.js';

/** Ten times a long book. */
const LARGEST_FILE = 20_000_000;

/** A file that cannot be taken; the message says why to the person. */
export class TextFileError extends Error {}

/** @param {File} file @returns {Promise<{ text: string, date: string | null }>} */
export async function textOfFile(file) {
  const first = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (startsWith(first, 'PK\u0003\u0004')) return { text: await wordText(file), date: null };
  refuse(first, file.name);
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

/** @param {File} file */
async function wordText(file) {
  const elsewhere = 'Copy its text out of the word processor and paste it here.';
  try {
    const text = await textOfDocx(file);
    if (text !== null) return text;
  } catch (failure) {
    if (!(failure instanceof ZipError)) throw failure;
    const reasons = {
      damaged: `“${file.name}” is damaged. ${elsewhere}`,
      encrypted: `“${file.name}” is protected with a password. ${elsewhere}`,
      'too large': `“${file.name}” holds more than newsmark takes.`,
    };
    throw new TextFileError(reasons[failure.reason]);
  }
  throw new TextFileError(`“${file.name}” is an archive, and no Word document (.docx). ${elsewhere}`);
}

/** Says what to do with files whose text cannot be read here. @param {Uint8Array} first the first bytes @param {string} name */
function refuse(first, name) {
  if (startsWith(first, '%PDF-')) {
    throw new TextFileError(`“${name}” is a PDF. Open it in a reader, select all its text, copy it and paste it here.`);
  }
  if (startsWith(first, '\u00D0\u00CF\u0011\u00E0')) {
    const what = /\.docx$/i.test(name) ? 'is protected with a password' : 'is of an old kind that newsmark does not read';
    throw new TextFileError(`“${name}” ${what}. Save it anew as .docx, or copy its text out of the word processor and paste it here.`);
  }
}

/** @param {Uint8Array} bytes @param {string} name */
function decode(bytes, name) {
  if (startsWith(bytes, '\u00FF\u00FE')) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, '\u00FE\u00FF')) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) throw new TextFileError(`“${name}” is not a text file.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** @param {Uint8Array} bytes @param {string} signature each letter a byte */
function startsWith(bytes, signature) {
  return [...signature].every((letter, index) => bytes[index] === letter.charCodeAt(0));
}
