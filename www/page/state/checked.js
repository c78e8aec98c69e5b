/** What was stored or comes in a file is checked before it is used: a damaged part is left out, and the rest is kept. */
import { KINDS, QUOTE_KINDS } from '../../lib/kinds.js';

/**
 * @typedef {import('../correcting/corrections.js').Correction} Correction
 * @typedef {import('./database.js').KeptArticle} KeptArticle
 */

/** @param {unknown} stored @returns {KeptArticle | null} `null` where there is no text in it */
export function checkedArticle(stored) {
  if (!isObject(stored) || typeof stored.text !== 'string' || typeof stored.id !== 'string') return null;
  const { id, text, version, tab, title, newsroom, date, english, made, face, created, edited, deleted } = stored;
  return {
    id,
    text,
    version: Number.isSafeInteger(version) ? version : 0,
    tab: stringIn(tab),
    title: stringIn(title),
    newsroom: stringIn(newsroom),
    date: isDay(date) ? date : null,
    english: english === true,
    made: checkedCorrections(made),
    face: face === 'edit' ? 'edit' : 'read',
    created: timeIn(created) ?? 0,
    edited: timeIn(edited) ?? 0,
    deleted: timeIn(deleted),
  };
}

/** What was written of an article before it had a place of its own. @param {unknown} stored @returns {Pick<KeptArticle, 'text' | 'date' | 'made' | 'face'> | null} */
export function checkedDraft(stored) {
  const article = isObject(stored) ? checkedArticle({ ...stored, id: '' }) : null;
  return article?.text.trim() ? article : null;
}

/** @param {unknown} stored @returns {Correction[]} those that are whole */
function checkedCorrections(stored) {
  return Array.isArray(stored) ? stored.filter(isCorrection) : [];
}

/** A day as `YYYY-MM-DD`. @param {unknown} stored @returns {stored is string} */
function isDay(stored) {
  return typeof stored === 'string' && /^\d{4}-\d\d-\d\d$/.test(stored) && !Number.isNaN(Date.parse(stored));
}

/** @param {any} stored @returns {boolean} */
function isCorrection(stored) {
  if (!isObject(stored) || !isAnchor(stored.at)) return false;
  if (!(stored.before === undefined || stored.before === null || isBefore(stored.before))) return false;
  if (!(stored.extent === undefined || isAnchor(stored.extent))) return false;
  switch (stored.of) {
    case 'mention':
      return (
        ['here', 'wording', 'entity'].includes(stored.scope) &&
        isLabel(stored.label) &&
        (stored.entity === undefined || stored.entity === null || isWho(stored.entity)) &&
        (stored.name === undefined || typeof stored.name === 'string') &&
        (stored.rest === undefined || typeof stored.rest === 'string') &&
        (stored.also === undefined || (Array.isArray(stored.also) && stored.also.every(isAnchor)))
      );
    case 'reference':
      return stored.entity === null || isWho(stored.entity);
    case 'quote':
      return Object.hasOwn(QUOTE_KINDS, stored.kind) && (stored.speaker === undefined || ['unnamed', 'unknown'].includes(stored.speaker) || isWho(stored.speaker));
    case 'note':
      return typeof stored.words === 'string';
    default:
      return false;
  }
}

/** @param {any} stored */
function isAnchor(stored) {
  return isObject(stored) && Number.isSafeInteger(stored.start) && stored.start >= 0 && typeof stored.words === 'string';
}

/** @param {any} stored */
function isWho(stored) {
  return isObject(stored) && typeof stored.name === 'string' && isLabel(stored.label) && (stored.at === null || isAnchor(stored.at));
}

/** @param {any} stored */
function isBefore(stored) {
  return isObject(stored) && typeof stored.kind === 'string' && typeof stored.who === 'string';
}

/** @param {unknown} stored */
function isLabel(stored) {
  return typeof stored === 'string' && Object.hasOwn(KINDS, stored);
}

/** @param {unknown} stored @returns {stored is Record<string, any>} */
export function isObject(stored) {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored);
}

/** @param {unknown} stored */
function stringIn(stored) {
  return typeof stored === 'string' ? stored : '';
}

/** @param {unknown} stored */
function timeIn(stored) {
  return typeof stored === 'number' && Number.isFinite(stored) ? stored : null;
}
