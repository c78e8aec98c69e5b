/** A Word document (.docx) as HTML, by mammoth. */
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { TextFileError } from '../text-file-error.js';

/** Bytes that a document may have unpacked: many times a long book with its pictures. */
const LARGEST_UNPACKED = 60_000_000;
/** Bytes of its text, with the marks of Word around it, which are many: three times the longest novel. */
const LARGEST_TEXT = 15_000_000;
const ELSEWHERE = 'Copy its text out of the word processor and paste it here.';

/** @param {Uint8Array} bytes @param {string} name @returns {Promise<string>} */
export async function readWord(bytes, name) {
  const archive = await JSZip.loadAsync(bytes).catch((failure) => {
    const protectedBy = /encrypted/i.test(String(failure));
    throw new TextFileError(`“${name}” is ${protectedBy ? 'protected with a password' : 'damaged'}. ${ELSEWHERE}`);
  });
  const files = Object.values(archive.files);
  if (!files.some((file) => /^word\/document\d*\.xml$/.test(file.name))) {
    throw new TextFileError(`“${name}” is an archive, and no Word document (.docx). ${ELSEWHERE}`);
  }
  const size = (/** @type {JSZip.JSZipObject[]} */ some) => some.reduce((sum, file) => sum + unpackedSize(file), 0);
  if (size(files) > LARGEST_UNPACKED || size(files.filter((file) => /\.xml$/.test(file.name))) > LARGEST_TEXT) {
    throw new TextFileError(`“${name}” holds more text than newsmark takes. Save a part of it as a document of its own.`);
  }
  try {
    await leaveOutHidden(archive);
    const arrayBuffer = await archive.generateAsync({ type: 'arraybuffer' });
    const { value } = await mammoth.convertToHtml({ arrayBuffer }, { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) });
    return value;
  } catch {
    throw new TextFileError(`“${name}” is damaged. ${ELSEWHERE}`);
  }
}

/** What the archive's directory says; where that is untrue, unpacking fails. @param {JSZip.JSZipObject} file @returns {number} */
function unpackedSize(file) {
  return Reflect.get(Reflect.get(file, '_data') ?? {}, 'uncompressedSize') ?? 0;
}

/** Hidden text, which mammoth does not tell from other. @param {JSZip} archive */
async function leaveOutHidden(archive) {
  for (const file of archive.file(/^word\/document\d*\.xml$/)) {
    const source = await file.async('string');
    if (!source.includes('w:vanish')) continue;
    const document = new DOMParser().parseFromString(source, 'application/xml');
    for (const mark of Array.from(document.getElementsByTagName('w:vanish'))) {
      const run = runOf(mark);
      run?.parentNode?.removeChild(run);
    }
    archive.file(file.name, new XMLSerializer().serializeToString(document));
  }
}

/** @param {Node} mark @returns {Node | null} */
function runOf(mark) {
  return mark.nodeName === 'w:r' || mark.parentNode === null ? mark.parentNode && mark : runOf(mark.parentNode);
}
