/** Reads single files out of a ZIP archive, without loading the rest (PKWARE, APPNOTE.TXT 6.3). */

/** @typedef {{ name: string, encrypted: boolean, method: number, packed: number, offset: number }} ZipEntry sizes in bytes */

/** An archive that cannot be read. */
export class ZipError extends Error {
  /** @param {'damaged' | 'encrypted' | 'too large'} reason */
  constructor(reason) {
    super(`the archive is ${reason}`);
    this.reason = reason;
  }
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** The end record, with the longest comment that may follow it. */
const LONGEST_END = 22 + 0xffff;
/** A directory of more bytes is not that of a document. */
const LONGEST_DIRECTORY = 4_000_000;
const STORED = 0;
const DEFLATED = 8;

/** @param {Blob} archive @returns {Promise<ZipEntry[]>} */
export async function zipEntries(archive) {
  const tail = await viewOf(archive, Math.max(0, archive.size - LONGEST_END), archive.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new ZipError('damaged');
  const length = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (length > LONGEST_DIRECTORY) throw new ZipError('too large');
  return directoryEntries(await viewOf(archive, start, start + length));
}

/** @param {DataView} directory */
function directoryEntries(directory) {
  const entries = [];
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === DIRECTORY_ENTRY; ) {
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.getUint16(at + field, true));
    if (at + 46 + name > directory.byteLength) throw new ZipError('damaged');
    entries.push({
      name: new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, name)),
      encrypted: (directory.getUint16(at + 8, true) & 1) === 1,
      method: directory.getUint16(at + 10, true),
      packed: directory.getUint32(at + 20, true),
      offset: directory.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/**
 * The contents of one entry, as text in UTF-8. Never unpacks more than `most` bytes, whatever the archive says of itself.
 * @param {Blob} archive @param {ZipEntry} entry @param {number} most
 */
export async function zipText(archive, entry, most) {
  if (entry.encrypted) throw new ZipError('encrypted');
  const header = await viewOf(archive, entry.offset, entry.offset + 30);
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL_HEADER) throw new ZipError('damaged');
  const start = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = archive.slice(start, start + entry.packed).stream();
  if (entry.method === STORED) return textOf(packed, most);
  if (entry.method !== DEFLATED) throw new ZipError('damaged');
  return textOf(packed.pipeThrough(new DecompressionStream('deflate-raw')), most);
}

/** @param {ReadableStream<Uint8Array>} stream @param {number} most */
async function textOf(stream, most) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new ZipError('damaged');
    });
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > most) {
      reader.cancel().catch(() => undefined);
      throw new ZipError('too large');
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** @param {Blob} blob @param {number} start @param {number} end */
async function viewOf(blob, start, end) {
  return new DataView(await blob.slice(start, end).arrayBuffer());
}
