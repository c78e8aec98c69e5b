/**
 * What is kept of an article's annotations to look across articles: who speaks, how much, in which role, and where. The
 * annotations themselves are not kept; they are made anew when an article is opened.
 */
import { countWords } from '../state/word-count.js';

/**
 * @typedef {import('../../lib/newsmark.js').Annotations} Annotations
 * @typedef {import('../../lib/newsmark.js').QuotedSource} QuotedSource
 * @typedef {'he' | 'she' | 'they'} Said
 *
 * @typedef {object} Voice One source of one article.
 * @property {string} name `""`: nobody found
 * @property {QuotedSource['naming']} naming
 * @property {QuotedSource['kind']} kind
 * @property {string[]} roles
 * @property {Said | null} said what the text calls him, her or them by
 * @property {number} statements
 * @property {number} words between quotation marks
 * @property {Place[]} places of its quotes
 *
 * @typedef {{ start: number, end: number, from: number, to: number }} Place a quote from `start` to `end`, in sentences that
 *   go from `from` to `to`; UTF-16 units
 *
 * @typedef {object} Digest
 * @property {string} id of the article
 * @property {number} version of the article that was read
 * @property {string | null} date
 * @property {number} words
 * @property {Voice[]} voices
 */

/** The pronouns that tell. @type {[Said, RegExp][]} */
const PRONOUNS = [
  ['he', /^(?:he|him|his|himself)$/i],
  ['she', /^(?:she|her|hers|herself)$/i],
  ['they', /^(?:they|them|their|theirs|themself|themselves)$/i],
];

/**
 * @param {{ id: string, version: number, text: string }} article
 * @param {Annotations} annotations @param {QuotedSource[]} sources
 * @returns {Digest}
 */
export function digestOf({ id, version, text }, annotations, sources) {
  return { id, version, date: annotations.date, words: countWords(text), voices: sources.map((source) => voiceOf(text, annotations, source)) };
}

/** @param {string} text @param {Annotations} annotations @param {QuotedSource} source @returns {Voice} */
function voiceOf(text, { entities, quotes, sentences }, { name, entity, naming, kind, titles, quotes: own, statements, quoted_words }) {
  const found = entity === null ? null : (entities[entity] ?? null);
  return {
    name: name.replace(/\s+/g, ' '),
    naming,
    kind,
    roles: titles.map((title) => title.replace(/\s+/g, ' ')),
    said: found?.label === 'PERSON' ? pronounFor(text, found) : null,
    statements,
    words: quoted_words,
    places: own.map((index) => placeOf(quotes[index], sentences)),
  };
}

/** @param {{ start: number, end: number }} quote @param {Annotations['sentences']} sentences @returns {Place} */
function placeOf({ start, end }, sentences) {
  const around = sentences.filter((sentence) => sentence.start < end && sentence.end > start);
  return { start, end, from: Math.min(start, ...around.slice(0, 1).map((first) => first.start)), to: Math.max(end, ...around.slice(-1).map((last) => last.end)) };
}

/** What the text calls a person by; `null` where it says nothing, or both. @param {string} text @param {import('../../lib/newsmark.js').Entity} entity @returns {Said | null} */
function pronounFor(text, { references }) {
  const pronouns = references.filter(({ kind }) => kind === 'pronoun').map(({ start, end }) => text.slice(start, end));
  return oneOf(PRONOUNS.filter(([, words]) => pronouns.some((pronoun) => words.test(pronoun))).map(([said]) => said));
}

/** What several places say together: “they” says less than the others. `null` where they say nothing, or both. @param {(Said | null)[]} told @returns {Said | null} */
export function oneOf(told) {
  const words = [...new Set(told)].filter((said) => said !== null);
  const one = words.filter((said) => said !== 'they');
  if (one.length > 1) return null;
  return one[0] ?? words[0] ?? null;
}
