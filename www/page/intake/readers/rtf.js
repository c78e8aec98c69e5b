/// <reference path="../../state/assets.d.ts" />
/** The text of an RTF document, as word processors and the editors of systems write it, by rtf.js. */
import * as rtf from 'rtf.js/dist/RTFJS.bundle.min.js';
import { TextFileError } from '../text-file-error.js';
import { RtfElement } from './rtf-element.js';

/** Bytes of the largest document without its pictures, a long novel: each paragraph becomes elements, which takes seconds. */
const LARGEST = 2_000_000;
/** Hexadecimal digits in a row that are no words. */
const SHORTEST_PICTURE = 400;

/** @param {Uint8Array} bytes @param {string} name */
export async function readRtf(bytes, name) {
  const source = withoutPictures(new TextDecoder('latin1').decode(bytes));
  if (source.length > LARGEST) throw new TextFileError(`“${name}” holds more text than newsmark takes. Save a part of it as a document of its own.`);
  try {
    rtf.loggingEnabled(false);
    Reflect.set(globalThis, 'document', { createElement: (/** @type {string} */ kind) => new RtfElement(kind) });
    const paragraphs = await new rtf.Document(bytesOf(source).buffer, {}).render();
    const lines = paragraphs.flatMap((paragraph) => paragraph.words().split('\n'));
    return lines.map((line) => line.replace(/[^\S\u00A0]+/g, ' ').trim()).filter(Boolean).join('\n\n');
  } catch {
    throw new TextFileError(`“${name}” is damaged. Copy its text out of the word processor and paste it here.`);
  }
}

/** Pictures go, as rows of hexadecimal digits; each cell of a table is a paragraph. @param {string} source */
function withoutPictures(source) {
  const withoutRows = source.replace(/[0-9a-f\s]+/gi, (digits) => (digits.length < SHORTEST_PICTURE ? digits : ' '));
  return withoutRows.replace(/\\(?:nest)?cell(?![a-z])/g, '\\par');
}

/** @param {string} source each letter a byte */
function bytesOf(source) {
  return Uint8Array.from(source, (letter) => letter.charCodeAt(0) & 255);
}
