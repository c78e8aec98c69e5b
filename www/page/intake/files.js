/** The text of a file that a person opens or drops. Readers of kinds that are not plain text come when they are needed. */
import { textOfMarkdown } from './markdown-text.js';
import { readPlain } from './plain-text.js';
import { paced } from './pace.js';
import { articleIn } from './web-page.js';

/** @typedef {import('./web-page.js').Incoming} Incoming */

/** Ten times a long book. */
const LARGEST_FILE = 20_000_000;
/** Bytes in which an e-mail begins its header, and a web page says how it is encoded. */
const BEGINNING = 2_048;

/** A file that cannot be taken; the message says why to the person. */
export class TextFileError extends Error {}

/** @param {File} file @param {import('./pace.js').Pace} [pace] @returns {Promise<Incoming>} throws a {@link TextFileError} */
export async function textOfFile(file, pace = paced()) {
  const { name } = file;
  if (file.size > LARGEST_FILE) {
    const size = (file.size / 1_000_000).toFixed(0);
    throw new TextFileError(`“${name}” is ${size} MB; newsmark takes files of up to ${LARGEST_FILE / 1_000_000} MB.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (startsWith(bytes, 'PK\u0003\u0004')) return (await import('./readers/word.js')).readWord(bytes, name, pace);
  if (startsWith(bytes, '%PDF-')) return (await import('./readers/pdf.js')).readPdf(bytes, name);
  if (startsWith(bytes, '{\\rtf')) return (await import('./readers/rtf.js')).readRtf(bytes, name, pace);
  refuseOldWord(bytes, name);
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, BEGINNING));
  if (/\.(eml|mht|mhtml)$/i.test(name) || /^(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*)*(?:mime-version|message-id|received): /i.test(beginning)) {
    return (await import('./readers/mail.js')).readMail(bytes, pace);
  }
  const content = decode(bytes, name, beginning);
  if (/\.x?html?$/i.test(name) || isWebPage(content)) return articleIn(content, pace);
  if (/\.(md|markdown)$/i.test(name)) return plain(textOfMarkdown(content.replace(/\r\n?/g, '\n')));
  return plain(await readPlain(content, pace));
}

/** @param {string} text @returns {Incoming} */
export function plain(text) {
  return { text, date: null, leftOut: [] };
}

/** Whether a text is the source of a web page. @param {string} text */
export function isWebPage(text) {
  return /^\s*(?:<!doctype html|<html[\s>])/i.test(text) || (text.match(/<p[\s>]/gi)?.length ?? 0) >= 3;
}

/** Word documents from before 2007, and newer ones under a password. @param {Uint8Array} bytes @param {string} name */
function refuseOldWord(bytes, name) {
  if (!startsWith(bytes, '\u00D0\u00CF\u0011\u00E0')) return;
  const what = /\.docx$/i.test(name) ? 'is protected with a password' : 'is of an old kind that newsmark does not read';
  throw new TextFileError(`“${name}” ${what}. Save it anew as .docx, or copy its text out of the word processor and paste it here.`);
}

/** @param {Uint8Array} bytes @param {string} name @param {string} beginning */
function decode(bytes, name, beginning) {
  if (startsWith(bytes, '\u00FF\u00FE')) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, '\u00FE\u00FF')) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) throw new TextFileError(`“${name}” is not a text file.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(declaredEncoding(beginning)).decode(bytes);
  }
}

/** What a web page says of its encoding, else what most text is in that is not UTF-8. @param {string} beginning */
function declaredEncoding(beginning) {
  const declared = beginning.match(/(?:charset|encoding)\s*=\s*["']?([\w-]+)/i)?.[1] ?? 'windows-1252';
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return 'windows-1252';
  }
}

/** @param {Uint8Array} bytes @param {string} signature each letter a byte */
function startsWith(bytes, signature) {
  return [...signature].every((letter, index) => bytes[index] === letter.charCodeAt(0));
}
