/** Names: a person first named by the surname alone, an acronym never spelt out. */

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */
/** @typedef {import('../../lib/newsmark.js').Mention} Mention */

/** Acronyms that every reader knows, or that are the only name in use: places, times, broadcasters, leagues, parties, authorities. */
const KNOWN = new Set(
  (
    'US USA UK EU UN UAE DC LA NY NYC PC OK USSR ISIS ISIL GMT EST EDT PST PDT CST PM AM CEO MP MPs VIP PR IT AI UFO ID JFK FDR PLC LLC ' +
    'TV BBC ITV CNN CNBC MSNBC HLN NBC ABC CBS CBC PBS NPR AP AFP HBO MTV TNT ESPN CNET GOP DNC RNC PAC SNP BJP NRA ACLU PETA NAACP YMCA AARP ' +
    'FBI CIA NSA IRS DOJ DHS TSA FEMA EPA FDA CDC FCC FTC SEC FEC CBO USDA NOAA NASA NHS GCHQ MIT UCLA NYPD LAPD ' +
    'NATO UNESCO UNICEF UNHCR WHO IMF OPEC NBA NFL MLB NHL NCAA WWE UFC PGA NASCAR FIFA UEFA HIV AIDS DNA COVID LGBT LGBTQ SWAT ATF USTR AIPAC ' +
    'IBM ZTE NXP AMD SAP BMW KFC MGM UPS DHL HSBC UBS KPMG IKEA AOL LVMH TASS WSJ TUC RMT DUP IRA PLO KGB WTO WWF GDP CCTV HRC'
  ).split(' '),
);
/** American stations have call signs that stand for nothing. */
const CALL_SIGN = /^[KW][A-Z]{3}$/;

/** @param {import('../../lib/newsmark.js').Annotations['asides']} asides @param {Mention} mention */
export function isIn(asides, { start }) {
  return asides?.some((aside) => aside.start <= start && start < aside.end);
}

/** @param {string} name */
export function lastName(name) {
  return name.replaceAll('’', "'").split(/\s+/).at(-1)?.replace(/'s?$/u, '') ?? '';
}

/** A title or given name before a surname; a word that opens a sentence is none. */
const HONOURED = /(?<!(?:^|[.!?:…”"’]\s|\n)(?:For|With|But|And|As|When|While|After|Before|In|On|To|By|If|Then|Yet|Like|Unlike|Although|Because|Since|From|At|That|Both|Neither|Once)[\s,]*)(?<=(?:\p{Lu}\p{L}*\.?|\b(?:president|senator|minister|mayor|judge|king|queen|pope|candidate|nominee))[\s,]*)$/u;
/** Before and behind a surname that stands for a party, a policy or a period: “the Calder plan”. */
const FOR_THINGS = [/(?:\b(?:the|an?|no|this|that|its|their|our|pro|anti)\s(?:\p{Ll}+\s)?|[-\/@])$/iu, /^(?::|\s\p{Lu}|[’']s (?:Law|Act)\b|\s(?:administration|era|campaign|plan|family|team|camp|regime|presidency|voters?|supporters?|allies|seat)\b|[-\/])/u];

/**
 * A person who is named in full later, but first by the surname alone. Headlines and their decks, the first three
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
    const [before, behind] = [text.slice(Math.max(0, first.start - 20), first.start), text.slice(first.end, first.end + 20)];
    if (HONOURED.test(before) || FOR_THINGS[0].test(before) || FOR_THINGS[1].test(behind) || !isProse(text, first)) return [];
    return [{ start: first.start, end: first.end, words: `Named in full only later: ${full.text.replace(/\s+/g, ' ')}.` }];
  });
}

/** Whether the line ends as a sentence does: no heading, caption or list. @param {string} text @param {Mention} mention */
function isProse(text, { end }) {
  return /[.!?…]["”’)\]]*\s*$/.test(text.slice(end).split('\n', 1)[0]);
}

/** @param {Article} article @returns {Finding[]} */
export function acronymsNeverSpeltOut({ text, annotations }) {
  const { mentions } = annotations;
  /** @type {Set<string>} */
  const seen = new Set();
  return mentions.flatMap(({ label, start, end, text: name, score = 1 }) => {
    const letters = name.replace(/\./g, '');
    if (label !== 'ORG' || !/^[A-Z][A-Za-z&]{1,4}[A-Z]$/.test(letters) || letters.replace(/[^A-Z]/g, '').length < 3 || KNOWN.has(letters) || CALL_SIGN.test(letters) || seen.has(letters) || score < 0.5) return [];
    seen.add(letters);
    const count = text.match(new RegExp(`(?<![\\p{L}\\p{N}])${letters}(?![\\p{L}\\p{N}])`, 'gu'))?.length ?? 0;
    const isAllCapitals = /^[^a-z]*$/.test(text.slice(Math.max(0, start - 30), end + 30));
    return count < 2 || isAllCapitals || isSpeltOut(text, letters) || isGlossed(text, letters) ? [] : [{ start, end, words: `${letters} is never spelt out.` }];
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
