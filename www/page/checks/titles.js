/** Titles of a person that change: two ranks or offices of which nobody holds both, or Mr. and Mrs. */
import { isIn, lastName } from './names.js';

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */
/** @typedef {import('../../lib/newsmark.js').Mention} Mention */

/** Of each group somebody has one; its forms are one title. Longer ones stand first. */
const GROUPS = [
  ['lieutenant colonel|lt col', 'lieutenant general|lt gen', 'major general|maj gen', 'brigadier general', 'staff sergeant', 'chief constable', 'general|gen', 'colonel|col', 'brigadier', 'major|maj', 'captain|capt', 'lieutenant|lt', 'sergeant|sgt', 'corporal|cpl', 'inspector|insp', 'superintendent|supt', 'constable', 'commander', 'admiral'],
  ['senator|sen', 'representative|rep|congressman|congresswoman'],
  ['vice president', 'deputy mayor', 'lieutenant governor|lt gov', 'deputy prime minister', 'prime minister', 'president', 'governor|gov', 'mayor', 'chancellor'],
  ['archbishop', 'bishop', 'cardinal', 'pope'],
  ['mr', 'mrs|ms|miss'],
].map((titles) => titles.map((forms) => new RegExp(`(?<![\\p{L}-])(?:${forms.replaceAll(' ', '\\.? ')})\\.?$`, 'iu')));
const COURTESY = GROUPS.length - 1;
/** Where a couple has one name, Mr. and Mrs. are two. */
const COUPLE = /\b(?:wife|husband|married|marriage|couple|widow|widower|spouse|parents|mother|father)\b/i;
/** Before a title that somebody had, or wants, or has for another. */
const NOT_NOW = /\b(?:former|then|ex|acting|retired|onetime|late|as|when|candidate|hopeful|nominee|incoming|outgoing|future|honorary)[\s-]+(?:\p{Lu}[\p{L}.]*\s+)*$/iu;

/** @param {Article} article @returns {Finding[]} */
export function titlesThatChange({ text, annotations }) {
  const { mentions, asides } = annotations;
  const people = mentions.filter((mention) => mention.label === 'PERSON' && !isIn(asides, mention));
  const surnames = new Set(people.map(({ text }) => lastName(text)));
  return [...surnames].flatMap((surname) => {
    const own = people.filter(({ text }) => lastName(text) === surname);
    const titled = own.flatMap((mention) => titleOf(text, mention, surname) ?? []);
    if (titled.length < 2 || isSeveral(own.map(({ text }) => text))) return [];
    const isOther = (/** @type {Titled} */ one, /** @type {Titled} */ other) => one.group === other.group && one.place !== other.place && !(one.group === COURTESY && COUPLE.test(text));
    const changed = titled.find((later, index) => titled.slice(0, index).some((first) => isOther(first, later)));
    const first = changed && titled.find((first) => isOther(first, changed));
    return changed && first ? [{ start: changed.start, end: changed.end, words: `Called ${first.title}, then ${changed.title}.` }] : [];
  });
}

/** @typedef {{ group: number, place: number, title: string, start: number, end: number }} Titled */

/** The title that stands right before a surname, or before the given names with it. @param {string} text @param {Mention} mention @param {string} surname @returns {Titled | null} */
function titleOf(text, { start, end }, surname) {
  const before = text.slice(Math.max(0, start - 60), end);
  const given = before.slice(0, before.lastIndexOf(surname)).trimEnd();
  for (const words of [given, text.slice(Math.max(0, start - 60), start).trimEnd()]) {
    for (const [group, titles] of GROUPS.entries()) {
      const place = titles.findIndex((title) => title.test(words));
      const [title] = place < 0 ? [''] : (words.match(titles[place]) ?? ['']);
      if (title && /^\p{Lu}/u.test(title) && !NOT_NOW.test(words.slice(0, -title.length))) return { group, place, title, start, end };
    }
  }
  return null;
}

/** Whether the surname is that of several, with two given names. @param {string[]} names */
function isSeveral(names) {
  const given = new Set(names.flatMap((name) => name.split(/\s+/).slice(0, -1).find((word) => !GROUPS.flat().some((title) => title.test(word))) ?? []));
  return given.size > 1;
}
