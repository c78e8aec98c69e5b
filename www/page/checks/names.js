/** Names: one spelt two ways, a person first named by the surname alone, a title that changes, an acronym never spelt out. */

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */
/** @typedef {import('../../lib/newsmark.js').Mention} Mention */

/** Letters of a name that can be misspelt: in shorter ones, other names differ by one letter. */
const LONG = 6;
/** Acronyms that every reader knows, or that are the only name in use: places, times, broadcasters, leagues, parties, authorities. */
const KNOWN = new Set(
  (
    'US USA UK EU UN UAE DC LA NY NYC PC OK USSR ISIS ISIL GMT EST EDT PST PDT CST PM AM CEO MP MPs VIP PR IT AI UFO ID JFK FDR PLC LLC ' +
    'TV BBC ITV CNN CNBC MSNBC HLN NBC ABC CBS CBC PBS NPR AP AFP HBO MTV TNT ESPN CNET GOP DNC RNC PAC SNP BJP NRA ACLU PETA NAACP YMCA AARP ' +
    'FBI CIA NSA IRS DOJ DHS TSA FEMA EPA FDA CDC FCC FTC SEC FEC CBO USDA NOAA NASA NHS GCHQ MIT UCLA NYPD LAPD ' +
    'NATO UNESCO UNICEF UNHCR WHO IMF OPEC NBA NFL MLB NHL NCAA WWE UFC PGA NASCAR FIFA UEFA IBM HIV AIDS DNA COVID LGBT LGBTQ'
  ).split(' '),
);
/** American stations have call signs that stand for nothing. */
const CALL_SIGN = /^[KW][A-Z]{3}$/;

/** @param {Article} article @returns {Finding[]} */
export function namesSpeltTwoWays({ annotations }) {
  const { mentions, entities, asides } = annotations;
  const people = mentions.filter((mention) => mention.label === 'PERSON' && !isIn(asides, mention));
  /** How often each last name stands there. @type {Map<string, Mention[]>} */
  const byName = new Map();
  for (const mention of people) byName.set(lastName(mention.text), [...(byName.get(lastName(mention.text)) ?? []), mention]);
  const names = [...byName.keys()].filter((name) => name.length >= LONG);
  return names.flatMap((name) => {
    const [mention] = byName.get(name) ?? [];
    const count = (/** @type {string} */ other) => byName.get(other)?.length ?? 0;
    const other = names.find((other) => count(other) > count(name) && isMisspelt(name, other) && isSameGiven(mention, byName.get(other) ?? [], entities));
    return other ? [{ start: mention.start, end: mention.end, words: `Spelt “${other}” elsewhere.` }] : [];
  });
}

/** @param {import('../../lib/newsmark.js').Annotations['asides']} asides @param {Mention} mention */
function isIn(asides, { start }) {
  return asides?.some((aside) => aside.start <= start && start < aside.end);
}

/** @param {string} name */
function lastName(name) {
  return name.replaceAll('’', "'").split(/\s+/).at(-1)?.replace(/'s?$/u, '') ?? '';
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

/** What a person does, so that the surname does not stand for a party, a policy or a period. */
const DOES = /^\s+(?:also |then |later )?(?:said|says|told|added|asked|argued|wrote|insisted|acknowledged|explained|noted|warned)\b/;
const HONOURED = /(?:\p{Lu}\p{L}*\.?|\b(?:president|senator|minister|mayor|judge|king|queen|pope|candidate|nominee))[\s,]*$/u;

/**
 * A person who is named in full later, but speaks first by the surname alone. Headlines and their decks, the first three
 * sentences, may; and whoever has a title before the name is known by it.
 * @param {Article} article @returns {Finding[]}
 */
export function surnameFirst({ text, annotations }) {
  const { mentions, entities, asides } = annotations;
  const body = annotations.sentences[2]?.end ?? Infinity;
  return entities.flatMap(({ label, mentions: own }) => {
    if (label !== 'PERSON') return [];
    const named = own.map((index) => mentions[index]).filter((mention) => !isIn(asides, mention));
    const [first, ...rest] = named;
    const full = rest.find(({ text }) => /\s/.test(text.trim()) && lastName(text) === lastName(first.text));
    if (!first || /\s/.test(first.text.trim()) || !full || (first.score ?? 1) < 0.9 || first.start < body) return [];
    if (!DOES.test(text.slice(first.end, first.end + 30)) || HONOURED.test(text.slice(Math.max(0, first.start - 20), first.start))) return [];
    return [{ start: first.start, end: first.end, words: `Named in full only later: ${full.text.replace(/\s+/g, ' ')}.` }];
  });
}

/** One title for a person, and another that cannot be held beside it. @param {Article} article @returns {Finding[]} */
export function titlesThatChange({ text, annotations }) {
  return annotations.entities.flatMap(({ label, titles, mentions: own }) => {
    if (label !== 'PERSON') return [];
    const ranks = [...new Set(titles.flatMap((title) => rankIn(title) ?? []))];
    if (ranks.length < 2) return [];
    const other = titles.findLast((title) => rankIn(title) === ranks[1]) ?? '';
    const near = own.map((index) => annotations.mentions[index]).find(({ start, end }) => text.slice(Math.max(0, start - other.length - 5), end + other.length + 5).includes(other));
    return near ? [{ start: near.start, end: near.end, words: `Called ${titles.join(', then ')}.` }] : [];
  });
}

/** Ranks of which nobody holds two, unless one has been "former". @param {string} title */
function rankIn(title) {
  if (/former|ex-|then|elect|candidate|acting|retired|onetime|late/i.test(title)) return null;
  return title.match(/^(?:(?:Lt\.?|Lieutenant|Brigadier|Major) )?(Sergeant|Captain|Colonel|Lieutenant|Inspector|Constable)\b/i)?.[1].toLowerCase() ?? null;
}

/** @param {Article} article @returns {Finding[]} */
export function acronymsNeverSpeltOut({ text, annotations }) {
  const { mentions } = annotations;
  /** @type {Set<string>} */
  const seen = new Set();
  return mentions.flatMap(({ label, start, end, text: name, score = 1 }) => {
    const letters = name.replace(/\./g, '');
    if (label !== 'ORG' || !/^[A-Z]{3,6}$/.test(letters) || KNOWN.has(letters) || CALL_SIGN.test(letters) || seen.has(letters) || score < 0.9) return [];
    seen.add(letters);
    const count = text.match(new RegExp(`(?<![\\p{L}\\p{N}])${letters}(?![\\p{L}\\p{N}])`, 'gu'))?.length ?? 0;
    const isAllCapitals = /^[^a-z]*$/.test(text.slice(Math.max(0, start - 30), end + 30));
    return count < 3 || isAllCapitals || isSpeltOut(text, letters) || isGlossed(text, letters) ? [] : [{ start, end, words: `${letters} is never spelt out.` }];
  });
}

/** Whether words stand somewhere that begin with these letters, in order. @param {string} text @param {string} letters */
function isSpeltOut(text, letters) {
  const small = "(?:(?:of|the|and|for|in|to|on|de|la|&)[\\s-]+)*";
  const words = [...letters].map((letter) => `(?:${letter}|${letter.toLowerCase()}(?=(?:of|or|nd|n|o)\\b))[\\p{L}’'-]*`).join(`[\\s-]+${small}`);
  return new RegExp(`(?<!\\p{L})${words}`, 'u').test(text);
}

/** Whether it stands behind a name as its short form, which in another language has other letters: “Harbour Party (HBT)”. @param {string} text @param {string} letters */
function isGlossed(text, letters) {
  return new RegExp(`\\p{L}["”’']? ?\\((?:the |or )?["“]?${letters}\\b|\\p{Lu}[\\p{L}’']+, or (?:the )?${letters}\\b|(?<!\\p{L})${letters} \\(\\p{L}`, 'u').test(text);
}
