/** The text of a file that a person opens or drops. Readers of kinds that are not plain text come when they are needed. */
import { blocksOf } from './blocks.js';
import { textOfMarkdown } from './markdown-text.js';
import { paced } from './pace.js';
import { textOfPlain } from './plain-text.js';
import { readApart } from './readers/apart.js';
import { TextFileError } from './text-file-error.js';
import { articleIn } from './web-page.js';

/** @typedef {import('./web-page.js').Incoming} Incoming */

/** Ten times a long book. */
const LARGEST_FILE = 20_000_000;
/** Bytes in which an e-mail begins its header, and a web page says how it is encoded. */
const BEGINNING = 2_048;
/** UTF-16 units of text that are read between two keys; what is longer is read in another thread. */
const READ_HERE = 200_000;

/** @param {File} file @param {import('./pace.js').Pace} [pace] @returns {Promise<Incoming>} throws a {@link TextFileError} */
export async function textOfFile(file, pace = paced()) {
  const { name } = file;
  if (file.size > LARGEST_FILE) {
    const size = (file.size / 1_000_000).toFixed(0);
    throw new TextFileError(`“${name}” is ${size} MB; newsmark takes files of up to ${LARGEST_FILE / 1_000_000} MB.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { signal } = pace;
  if (startsWith(bytes, 'PK\u0003\u0004')) return plain(await textOfHtml(await readApart('word', bytes, { name, signal }), pace));
  if (startsWith(bytes, '%PDF-')) return (await import('./readers/pdf.js')).readPdf(bytes, name, pace);
  if (startsWith(bytes, '{\\rtf')) return plain(await readApart('rtf', bytes, { name, signal }));
  refuseOldWord(bytes, name);
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, BEGINNING));
  if (/\.(eml|mht|mhtml)$/i.test(name) || /^(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*)*(?:mime-version|message-id|received): /i.test(beginning)) {
    return articleOf(await readApart('mail', bytes, { signal }), pace);
  }
  const content = decode(bytes, name, beginning);
  if (/\.x?html?$/i.test(name) || isWebPage(content)) return articleIn(content, pace);
  return plain(await readText(/\.(md|markdown)$/i.test(name) ? 'markdown' : 'plain', content, pace));
}

/** Text that a person has pasted or opened. @param {'markdown' | 'plain'} kind @param {string} content @param {import('./pace.js').Pace} pace @returns {Promise<string>} */
export async function readText(kind, content, { signal }) {
  if (content.length > READ_HERE) return readApart(kind, content, { signal });
  return kind === 'markdown' ? textOfMarkdown(content) : textOfPlain(content);
}

/** @param {string} html without anything around the text @param {import('./pace.js').Pace} pace */
async function textOfHtml(html, pace) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return (await blocksOf(page.body, pace)).map(({ text }) => text).join('\n\n');
}

/** @param {import('./readers/mail.js').Mail} mail @param {import('./pace.js').Pace} pace @returns {Promise<Incoming>} */
async function articleOf({ headline, date, html, text }, pace) {
  const found = html ? await articleIn(html, pace) : plain(text);
  const written = found.text.trim();
  // A page that was kept has its title for a subject, with the name of the site behind it.
  const beginning = written.split('\n', 5).filter((line) => line.trim() !== '');
  const hasHeadline = headline === '' || beginning.some((line) => headline.startsWith(line));
  return { ...found, text: hasHeadline ? written : `${headline}\n\n${written}`, date: found.date ?? date };
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
