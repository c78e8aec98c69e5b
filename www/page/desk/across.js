/**
 * Who speaks across articles: the digests of many made one list. People are one person where their full names are the same;
 * where that is in doubt, a question is made of it, and what the person has answered holds.
 */
import { oneOf } from './digest.js';
import { wordsOf } from './search.js';

/**
 * @typedef {import('./digest.js').Digest} Digest
 * @typedef {import('./digest.js').Voice} Voice
 * @typedef {import('./people.js').Decision} Decision
 * @typedef {{ title: string, newsroom: string, digest: Digest }} ReadArticle
 *
 * @typedef {object} Appearance What somebody says in one article.
 * @property {ReadArticle} article
 * @property {number} statements
 * @property {number} words between quotation marks
 * @property {Voice['places']} places
 *
 * @typedef {object} Speaker Somebody who is quoted, or a voice without a name, which is that of its article alone.
 * @property {string} key
 * @property {string} name `""`: quotes of which nobody was found who says them
 * @property {Map<string, string>} names all that are counted as one, by key
 * @property {Voice['naming']} naming
 * @property {Voice['kind']} kind
 * @property {string[]} roles
 * @property {Voice['said']} said
 * @property {boolean} byHand whether the person has said so, and not the texts
 * @property {number} statements
 * @property {number} words between quotation marks
 * @property {number} share of all words between quotation marks, from 0 to 1
 * @property {Appearance[]} appearances one for each article
 *
 * @typedef {{ one: Speaker, other: Speaker }} Question whether `one` is the same as `other`, whose name is the fuller one
 */

/** @param {ReadArticle[]} articles @param {Map<string, Decision>} decisions by key @returns {Speaker[]} */
export function speakersIn(articles, decisions) {
  /** @type {Map<string, Speaker>} */
  const speakers = new Map();
  /** @type {Map<string, Voice['said'][]>} */
  const told = new Map();
  for (const article of articles) {
    for (const [own, voice] of keyed(article.digest)) {
      const key = rootOf(own, decisions);
      const speaker = speakers.get(key) ?? newSpeaker(key, voice);
      speakers.set(key, speaker);
      told.set(key, [...(told.get(key) ?? []), voice.said]);
      add(speaker, own, voice, article);
    }
  }
  const total = sum([...speakers.values()], ({ words }) => words);
  for (const speaker of speakers.values()) {
    const decided = [speaker.key, ...speaker.names.keys()].map((key) => decisions.get(key)?.said).find(Boolean);
    speaker.byHand = decided !== undefined;
    speaker.said = decided === 'unsaid' ? null : (decided ?? oneOf(told.get(speaker.key) ?? []));
    speaker.share = total ? speaker.words / total : 0;
  }
  return [...speakers.values()];
}

/** @param {string} key @param {Voice} voice @returns {Speaker} */
function newSpeaker(key, { name, naming, kind }) {
  return { key, name, names: new Map(), naming, kind, roles: [], said: null, byHand: false, statements: 0, words: 0, share: 0, appearances: [] };
}

/** @param {Speaker} speaker @param {string} own @param {Voice} voice @param {ReadArticle} article */
function add(speaker, own, { name, roles, statements, words, places }, article) {
  if (!speaker.names.has(speaker.key) && (own === speaker.key || name.length > speaker.name.length)) speaker.name = name;
  if (!speaker.names.has(own)) speaker.names.set(own, name);
  for (const role of roles) if (!speaker.roles.includes(role)) speaker.roles.push(role);
  speaker.statements += statements;
  speaker.words += words;
  const last = speaker.appearances.at(-1);
  if (last?.article !== article) return void speaker.appearances.push({ article, statements, words, places });
  last.statements += statements;
  last.words += words;
  last.places = [...last.places, ...places];
}

/** The voices of an article with their keys. Those that are not sure to be the same in another one have its id in theirs. @param {Digest} digest @returns {[string, Voice][]} */
function keyed({ id, voices }) {
  /** @type {Map<string, number>} */
  const count = new Map();
  return voices.map((voice) => {
    const { name, naming, kind } = voice;
    if (name === '') return ['nobody', voice];
    const words = `${kind} ${name.normalize('NFC').toLowerCase()}`;
    if (naming === 'named' && kind !== null && (kind !== 'person' || isFull(name))) return [words, voice];
    const before = count.get(words) ?? 0;
    count.set(words, before + 1);
    return [`${words} @${id}${before ? ` ${before + 1}` : ''}`, voice];
  });
}

/** Whether a name is more than a surname, with or without “Mr.” or an initial before it. @param {string} name */
function isFull(name) {
  const words = name.split(' ');
  const spelt = words.filter((word) => /^\p{L}[^.]+$/u.test(word)).length;
  const initials = words.join('').match(/\p{Lu}\./gu)?.length ?? 0;
  return spelt + (initials > 1 ? 1 : 0) > 1;
}

/** Who a key stands for in the end. @param {string} key @param {Map<string, Decision>} decisions */
function rootOf(key, decisions) {
  const passed = new Set([key]);
  for (;;) {
    const into = decisions.get(key)?.into;
    // A circle can come of a file that was written by hand.
    if (into === undefined || passed.has(into)) return key;
    passed.add(into);
    key = into;
  }
}

/** Pairs that may be one person, the likelier first. @param {Speaker[]} speakers @param {Map<string, Decision>} decisions @returns {Question[]} */
export function questionsOn(speakers, decisions) {
  const people = speakers.filter(({ kind, naming }) => kind === 'person' && naming === 'named').map((speaker) => ({ speaker, words: wordsIn(speaker.name), apart: apartFrom(speaker, decisions) }));
  people.sort((one, other) => other.words.join('').length - one.words.join('').length || other.speaker.statements - one.speaker.statements);
  /** @type {Map<string, typeof people>} */
  const byWord = new Map();
  /** @type {(Question & { isForm: boolean })[]} */
  const questions = [];
  for (const one of people) {
    const near = new Set(one.words.flatMap((word) => byWord.get(word) ?? []));
    const other = [...near].find((other) => mayBeOne(one, other));
    if (other) questions.push({ one: one.speaker, other: other.speaker, isForm: isForm(one.words, other.words) });
    for (const word of new Set(one.words)) byWord.set(word, [...(byWord.get(word) ?? []), one]);
  }
  const weight = (/** @type {Question} */ { one, other }) => one.statements + other.statements;
  return questions.sort((one, other) => Number(other.isForm) - Number(one.isForm) || weight(other) - weight(one));
}

/** Words of a name without what comes behind it and with bare initials. @param {string} name @returns {string[]} */
function wordsIn(name) {
  const words = wordsOf(name.replace(/[.,]/g, ' '));
  const bare = words.filter((word) => !/^(?:jr|sr|ii|iii|iv)$/.test(word));
  return bare.length ? bare : words;
}

/**
 * @typedef {{ speaker: Speaker, words: string[], apart: Set<string> }} Candidate
 * @param {Candidate} one @param {Candidate} other
 */
function mayBeOne(one, other) {
  if (one.apart.has(other.speaker.key) || other.apart.has(one.speaker.key)) return false;
  if (one.words.at(-1) !== other.words.at(-1) && !isForm(one.words, other.words)) return false;
  if (one.speaker.said && other.speaker.said && oneOf([one.speaker.said, other.speaker.said]) === null) return false;
  // An article that quotes both holds them apart itself.
  const articles = new Set(one.speaker.appearances.map(({ article }) => article));
  return !other.speaker.appearances.some(({ article }) => articles.has(article));
}

/** Whether each word of the shorter name is one of the longer, or an initial of one. @param {string[]} shorter @param {string[]} longer */
function isForm(shorter, longer) {
  return shorter.every((word) => longer.some((whole) => whole === word || (word.length === 1 && whole.startsWith(word))));
}

/** Keys of those of whom the person has said that it is another. @param {Speaker} speaker @param {Map<string, Decision>} decisions */
function apartFrom({ key, names }, decisions) {
  const said = [key, ...names.keys()].flatMap((own) => decisions.get(own)?.apart ?? []);
  return new Set(said.map((other) => rootOf(other, decisions)));
}

/** What several say, as one list: an appearance for each article. @param {Speaker[]} speakers @returns {Appearance[]} */
export function appearancesOf(speakers) {
  /** @type {Map<ReadArticle, Appearance>} */
  const byArticle = new Map();
  for (const { article, statements, words, places } of speakers.flatMap(({ appearances }) => appearances)) {
    const before = byArticle.get(article);
    const all = [...(before?.places ?? []), ...places].sort((one, other) => one.start - other.start);
    byArticle.set(article, { article, statements: statements + (before?.statements ?? 0), words: words + (before?.words ?? 0), places: all });
  }
  return [...byArticle.values()];
}

/**
 * What stands above the table.
 * @param {Speaker[]} speakers @param {ReadArticle[]} articles
 */
export function totalOf(speakers, articles) {
  const quoted = sum(speakers, ({ words }) => words);
  const share = (/** @type {(speaker: Speaker) => boolean} */ counts) => (quoted ? sum(speakers.filter(counts), ({ words }) => words) / quoted : 0);
  const of = (/** @type {Voice['said']} */ said) => share((speaker) => speaker.said === said);
  return {
    articles: articles.length,
    words: sum(articles, ({ digest }) => digest.words),
    quoted,
    named: speakers.filter(({ naming }) => naming === 'named').length,
    others: speakers.filter(({ naming, name }) => naming !== 'named' && name !== '').length,
    namedShare: share(({ naming }) => naming === 'named'),
    said: { she: of('she'), he: of('he'), they: of('they') },
  };
}

/** The month of an article, `""` where it has no date. @param {ReadArticle} article */
export function monthOf({ digest }) {
  return digest.date?.slice(0, 7) ?? '';
}

/** Different values that are not empty, sorted. @param {string[]} values */
export function different(values) {
  return [...new Set(values.filter(Boolean))].sort();
}

/** @template T @param {T[]} all @param {(one: T) => number} value */
function sum(all, value) {
  return all.reduce((total, one) => total + value(one), 0);
}
