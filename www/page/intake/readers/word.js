/** The text of a Word document (.docx), by mammoth. */
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { blocksOf } from '../blocks.js';
import { plain, TextFileError } from '../files.js';
import { paced } from '../pace.js';

/** Bytes that a document may have unpacked: many times a long book with its pictures. */
const LARGEST_UNPACKED = 60_000_000;
/** Bytes of its text, with the marks of Word around it, which are many: three times the longest novel. */
const LARGEST_TEXT = 15_000_000;
const ELSEWHERE = 'Copy its text out of the word processor and paste it here.';

/** @param {Uint8Array} bytes @param {string} name @param {import('../pace.js').Pace} [pace] */
export async function readWord(bytes, name, pace = paced()) {
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
    const { value: html } = await mammoth.convertToHtml(
      { arrayBuffer: await archive.generateAsync({ type: 'arraybuffer' }) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    const page = new DOMParser().parseFromString(html, 'text/html');
    return plain((await blocksOf(page.body, pace)).map(({ text }) => text).join('\n\n'));
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
    const document = new DOMParser().parseFromString(await file.async('string'), 'application/xml');
    const hidden = document.getElementsByTagName('w:vanish');
    if (hidden.length === 0) continue;
    for (const mark of [...hidden]) mark.closest('r')?.remove();
    archive.file(file.name, new XMLSerializer().serializeToString(document));
  }
}
