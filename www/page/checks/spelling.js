/** Names spelt two ways: by a letter, or so that they sound the same. */
import { isIn, lastName } from './names.js';

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */
/** @typedef {import('../../lib/newsmark.js').Mention} Mention */

/** Letters of a name that can be misspelt: in shorter ones, other names differ by one letter. */
const LONG = 6;

/** @param {Article} article @returns {Finding[]} */
export function namesSpeltTwoWays({ text, annotations }) {
  const { mentions, entities, asides } = annotations;
  const people = mentions.filter((mention) => mention.label === 'PERSON' && !isIn(asides, mention) && text[mention.start - 1] !== '@');
  /** How often each last name stands there. @type {Map<string, Mention[]>} */
  const byName = new Map();
  for (const mention of people) byName.set(lastName(mention.text), [...(byName.get(lastName(mention.text)) ?? []), mention]);
  const names = [...byName.keys()].filter((name) => name.length >= LONG);
  const byLetter = names.flatMap((name) => {
    const [mention] = byName.get(name) ?? [];
    const count = (/** @type {string} */ other) => byName.get(other)?.length ?? 0;
    const other = names.find((other) => count(other) > count(name) && isMisspelt(name, other) && isSameGiven(mention, byName.get(other) ?? [], entities));
    return other ? [{ start: mention.start, end: mention.end, words: `Spelt “${other}” elsewhere.` }] : [];
  });
  const bySound = namesThatSoundAlike(text, people).filter(({ start, end }) => !byLetter.some((found) => found.start < end && found.end > start));
  return [...byLetter, ...bySound];
}

/** Who may have nearly the same name. */
const KIN = /\b(?:wife|husband|son|daughter|brother|sister|father|mother|cousin|uncle|aunt|nephew|niece|twins?|sibling)s?\b/i;

/** Full names and short ones that sound the same: the way that stands there less often. @param {string} text @param {Mention[]} people @returns {Finding[]} */
function namesThatSoundAlike(text, people) {
  /** Mentions by sound, then by spelling. @type {Map<string, Map<string, Mention[]>>} */
  const bySound = new Map();
  for (const mention of people) {
    const spelt = plain(mention.text);
    if (spelt.length >= LONG && !spelt.includes(' ')) continue;
    const sound = soundOf(spelt);
    const ways = bySound.get(sound) ?? new Map();
    bySound.set(sound, ways.set(spelt, [...(ways.get(spelt) ?? []), mention]));
  }
  return [...bySound.values()].flatMap((ways) => {
    const [[most, [usual]], ...others] = [...ways].sort(([, one], [, other]) => other.length - one.length);
    return others.flatMap(([spelt, [{ start, end }]]) => {
      const isKin = KIN.test(text.slice(Math.max(0, start - 40), end + 40));
      return isKin || /(?:lle?|nne?|tte?)\b/.test(most) !== /(?:lle?|nne?|tte?)\b/.test(spelt) ? [] : [{ start, end, words: `Spelt “${usual.text}” elsewhere.` }];
    });
  });
}

/** A name in small letters, without what may stand behind it. @param {string} name */
function plain(name) {
  return name.replaceAll('’', "'").replace(/\s+/g, ' ').replace(/'s?$/, '').toLowerCase();
}

/** Letters that are mistaken for each other, made one. @param {string} name in small letters */
function soundOf(name) {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '');
  const sounds = letters.replace(/\bmac(?=\w{4})/g, 'mc').replace(/ph|v/g, 'f').replace(/ck|c(?![ei])|q/g, 'k').replace(/z/g, 's').replace(/th/g, 't');
  const vowels = sounds.replace(/ie|ei|ee|ea|y/g, 'i').replace(/(?<=\w{2})h|(?<=\w\wn|[rk])e\b/g, '').replace(/(?<=[aeiou])h/g, '');
  return vowels.replace(/(\w)\1/g, '$1').replace(/[\s-]/g, '');
}

/** Whether the given names, where both have one, do not set them apart. @param {Mention} one @param {Mention[]} others @param {import('../../lib/newsmark.js').Entity[]} entities */
function isSameGiven(one, others, entities) {
  const given = (/** @type {Mention} */ { text, entity }) => [text, ...(entity === null ? [] : [entities[entity].name])].map((name) => name.split(/\s+/)).find((parts) => parts.length > 1)?.[0];
  const own = given(one);
  const known = others.flatMap((other) => given(other) ?? []);
  return !own || known.length === 0 || known.includes(own);
}

/** One letter more, less, other, or two that have changed places; the first one stands. @param {string} one @param {string} other */
function isMisspelt(one, other) {
  if (one[0] !== other[0] || Math.abs(one.length - other.length) > 1) return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  if (short.length < long.length) return short.slice(from) === long.slice(from + 1) && !/^s$/.test(long.slice(from));
  const swapped = short[from] === long[from + 1] && short[from + 1] === long[from] && short.slice(from + 2) === long.slice(from + 2);
  return swapped || short.slice(from + 1) === long.slice(from + 1);
}
