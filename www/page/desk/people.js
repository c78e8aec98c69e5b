/** What a person has said of who is who across articles: whom two names mean, who is a woman or a man. It is remembered. */
import { isObject } from '../state/checked.js';
import { database } from '../state/database.js';

/**
 * @typedef {object} Decision
 * @property {string} key of a person, as `across.js` makes them
 * @property {string} [into] the key of the one who it is
 * @property {string[]} [apart] keys of those who it is not
 * @property {'he' | 'she' | 'they' | 'unsaid'} [said] what the texts are to say of him, her or them
 */

/** @returns {Promise<Decision[]>} */
export async function readDecisions() {
  return (await (await database()).getAll('people')).flatMap((stored) => checkedDecision(stored) ?? []);
}

/** @param {Decision} decision */
export async function saveDecision(decision) {
  await (await database()).put('people', decision);
}

/** @param {unknown} stored @returns {Decision | null} */
export function checkedDecision(stored) {
  if (!isObject(stored) || typeof stored.key !== 'string') return null;
  const { key, into, apart, said } = stored;
  return {
    key,
    ...(typeof into === 'string' ? { into } : {}),
    ...(Array.isArray(apart) ? { apart: apart.filter((other) => typeof other === 'string') } : {}),
    ...(['he', 'she', 'they', 'unsaid'].includes(said) ? { said } : {}),
  };
}
