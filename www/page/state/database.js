/** The database of this browser in which articles are kept. Its name holds the page's own path: another install on the same origin has another. */
import { openDB } from 'idb';

/**
 * @typedef {import('../correcting/corrections.js').Correction} Correction
 *
 * @typedef {object} KeptArticle An article as it is kept, in a row for each version; a new one takes the place of those that it was made from.
 * @property {string} id
 * @property {number} version 1 for the first; each change of it adds one
 * @property {string} tab in which it was written
 * @property {string} title `""`: its first line
 * @property {string} newsroom that has printed it, as far as the person says
 * @property {string} text
 * @property {string | null} date that the person has set
 * @property {boolean} english annotate it although it does not look like English
 * @property {Correction[]} made corrections and notes
 * @property {import('./state.js').Face} face
 * @property {number} created milliseconds since 1970
 * @property {number} edited milliseconds since 1970
 * @property {number | null} deleted milliseconds since 1970
 *
 * @typedef {import('idb').DBSchema & {
 *   articles: { key: [string, number], value: KeptArticle },
 *   digests: { key: string, value: import('../desk/digest.js').Digest },
 *   people: { key: string, value: import('../desk/people.js').Decision },
 * }} Schema
 */

/** The folder of the page on its host. */
const PLACE = typeof document === 'object' ? new URL('./', document.baseURI).pathname : '/';
export const DATABASE = `newsmark ${PLACE}`;

/** @type {Promise<import('idb').IDBPDatabase<Schema>> | null} */
let opened = null;

/** One connection for the page; a new one where the browser has closed it. @returns {Promise<import('idb').IDBPDatabase<Schema>>} */
export function database() {
  opened ??= open().catch((failure) => {
    opened = null;
    throw failure;
  });
  return opened;
}

async function open() {
  const connection = await openDB(/** @type {any} */ (DATABASE), 1, {
    upgrade(made) {
      made.createObjectStore('articles', { keyPath: ['id', 'version'] });
      made.createObjectStore('digests', { keyPath: 'id' });
      made.createObjectStore('people', { keyPath: 'key' });
    },
    // A later version of the page in another tab must not wait for this one.
    blocking: forget,
    terminated: () => (opened = null),
  });
  return /** @type {any} */ (connection);
}

async function forget() {
  const connection = await opened;
  opened = null;
  connection?.close();
}
