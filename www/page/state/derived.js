/** What follows from the rest of the state, worked out in this one place, and only when what it follows from has changed. */
import { kindOf } from '../../lib/kinds.js';
import { corrected } from '../correcting/apply.js';
import { isPronoun } from '../correcting/entities.js';
import { subjectsOf } from './subjects.js';
import { countWords } from './word-count.js';

/**
 * @typedef {import('../../lib/newsmark.js').Annotations} Annotations
 * @typedef {import('../../lib/newsmark.js').Quote} Quote
 * @typedef {import('../../lib/newsmark.js').QuotedSource} Source
 *
 * @typedef {object} Derived
 * @property {Annotations | null} annotations what was found, with the corrections
 * @property {Annotations | null} settled `annotations` when they were fresh last: lists are drawn anew only when these
 *   change, and not with each key
 * @property {import('./subjects.js').Subjects} subjects of `annotations`
 * @property {Source[]} sources who says the quotes that are shown, in the order of the audit
 * @property {Map<number, Source>} sourceOf by quote that is shown
 * @property {number[]} doubts quotes of which it is not sure who says them, or that they are any; the least sure first
 * @property {number[]} unsureNames mentions of which it is not sure what they name, one for each wording; the least sure first
 */

/** @type {Derived} */
export const nothingDerived = {
  annotations: null,
  settled: null,
  subjects: subjectsOf(null),
  sources: [],
  sourceOf: new Map(),
  doubts: [],
  unsureNames: [],
};

/** Below this a quote with its speaker is more often wrong than a reader expects. */
export const SURE = 0.8;
/** Below this a name is: scores of names are the share of them that is right. */
const SURE_NAME = 0.7;
/** The families whose names are checked. */
const CHECKED = ['people', 'organisations', 'places'];

/**
 * @param {import('./state.js').Given} given @param {import('./state.js').State} before
 * @returns {Derived}
 */
export function derive(given, before) {
  const { text, found, applied, settings } = given;
  const isSame = found === before.found && text === before.text && applied === before.applied;
  const annotations = isSame ? before.annotations : found && corrected(found, text, applied);
  const derived = { ...pick(before), annotations, settled: given.fresh ? annotations : before.settled };
  const isAsSure = settings.confidence === before.settings.confidence;
  if (annotations !== before.annotations || !isAsSure) derived.subjects = subjectsOf(annotations, (mention) => isSure(settings, mention));
  if (derived.settled !== before.settled || !isAsSure) derived.unsureNames = unsureNames(annotations, settings);
  // Between two answers of the annotator the list of quotes stays as long as it is, so that an edit leaves the lists alone.
  const isAsHeard = given.heard === before.heard && isAsSure;
  if (isAsHeard && (annotations === null) === (before.annotations === null)) return derived;
  derived.sources = shownSources(given, annotations);
  derived.sourceOf = new Map(derived.sources.flatMap((source) => source.quotes.map((quote) => [quote, source])));
  derived.doubts = doubtsIn(annotations, derived.sourceOf);
  return derived;
}

/** @param {Derived} state @returns {Derived} */
function pick({ annotations, settled, subjects, sources, sourceOf, doubts, unsureNames }) {
  return { annotations, settled, subjects, sources, sourceOf, doubts, unsureNames };
}

/** Whether a quote is as sure as the person wants those that are shown. @param {import('./state.js').Settings} settings @param {{ score?: number }} quote */
export function isSure({ confidence }, { score = 1 }) {
  return score >= confidence;
}

/** @param {import('./state.js').Given} given @param {Annotations | null} annotations @returns {Source[]} */
function shownSources({ heard, settings }, annotations) {
  if (!annotations) return [];
  const isShown = (/** @type {number} */ index) => {
    const quote = annotations.quotes[index];
    return quote !== undefined && quote.start < quote.end && isSure(settings, quote);
  };
  const shown = heard.map((source) => ({ ...source, quotes: source.quotes.filter(isShown) })).filter(({ quotes }) => quotes.length > 0);
  return settings.confidence > 0 ? recounted(shown, annotations.quotes) : shown;
}

/** The figures of sources of which some quotes are left out. @param {Source[]} sources @param {Quote[]} all @returns {Source[]} */
function recounted(sources, all) {
  const counted = sources.map((source) => {
    const quotes = source.quotes.map((index) => all[index]);
    const count = (/** @type {Quote['kind']} */ kind) => quotes.filter((quote) => quote.kind === kind).length;
    const quoted = quotes.filter(({ kind }) => kind === 'direct' || kind === 'mixed');
    const quoted_words = quoted.reduce((sum, { text }) => sum + countWords(text), 0);
    const statements = quotes.filter(({ continues }) => continues === null).length;
    return { ...source, statements, direct: count('direct'), mixed: count('mixed'), indirect: count('indirect'), quoted_words };
  });
  const total = counted.reduce((sum, { quoted_words }) => sum + quoted_words, 0);
  return counted.map((source) => ({ ...source, share: total ? source.quoted_words / total : 0 }));
}

/** @param {Annotations | null} annotations @param {Map<number, Source>} sourceOf */
function doubtsIn(annotations, sourceOf) {
  const quotes = annotations?.quotes ?? [];
  const doubtful = [...sourceOf].filter(([index, source]) => isDoubtful(quotes[index], source)).map(([index]) => index);
  return doubtful.sort((one, other) => certainty(quotes[one]) - certainty(quotes[other]) || one - other);
}

/** @param {Annotations | null} annotations @param {import('./state.js').Settings} settings */
function unsureNames(annotations, settings) {
  const mentions = annotations?.mentions ?? [];
  /** @type {Map<string, number>} */
  const least = new Map();
  mentions.forEach(({ label, text, score = 1, corrected }, index) => {
    if (corrected || score >= SURE_NAME || score < settings.confidence || label === 'TITLE' || !CHECKED.includes(kindOf(label).family)) return;
    const before = least.get(`${label} ${text}`);
    if (before === undefined || score < (mentions[before].score ?? 1)) least.set(`${label} ${text}`, index);
  });
  return [...least.values()].sort((one, other) => (mentions[one].score ?? 1) - (mentions[other].score ?? 1) || one - other);
}

/** @param {Quote | undefined} quote @param {Source} source */
function isDoubtful(quote, { name, naming }) {
  if (!quote || quote.corrected || quote.continues !== null) return false;
  return certainty(quote) < SURE || name === '' || (naming === 'unclear' && quote.entity === null);
}

/** How sure a quote with its speaker is. @param {Quote} quote */
export function certainty({ score = 1, speaker }) {
  return speaker ? score : score / 2;
}

/** How the article tells who a source is, in words. @type {Record<Source['naming'], string>} */
export const NAMINGS = { named: 'named', unnamed: 'unnamed', unclear: 'not sure' };

/** What is no name stands as the words that it is. @param {{ name: string }} source */
export function nameOf({ name }) {
  const words = name.replace(/\s+/g, ' ');
  return words === '' ? 'Speaker not found' : isPronoun(words) ? `“${words}”` : words;
}
