/** The digests of articles, as they are kept. */
import { isObject } from '../state/checked.js';
import { database } from '../state/database.js';

/** @typedef {import('./digest.js').Digest} Digest */

/** @param {Digest} digest */
export async function saveDigest(digest) {
  await (await database()).put('digests', digest);
}

/** @returns {Promise<Map<string, Digest>>} by article */
export async function readDigests() {
  const stored = await (await database()).getAll('digests');
  return new Map(stored.filter(isDigest).map((digest) => [digest.id, digest]));
}

/** @param {any} stored */
function isDigest(stored) {
  return isObject(stored) && typeof stored.id === 'string' && Array.isArray(stored.voices) && stored.voices.every(isObject);
}
