// Mentions that compromise finds: reads JSON Lines of {"id", "text"}, writes {"id", "mentions"}. The rate in words a
// second, of recognition alone, goes to standard error.
import { readFileSync } from 'node:fs';
import nlp from 'compromise';
import dates from 'compromise-dates';

nlp.extend(dates);

// Earlier ones win where two overlap. Words that gold leaves out of a mention are left out here too: titles before a
// name, prepositions before a date; and a scale ("million") is taken into a sum of money.
const KINDS = [
  ['MONEY', (document) => document.match('#Money+ (thousand|million|billion|trillion|#Currency)*')],
  ['PERCENT', (document) => document.percentages()],
  ['TIME', (document) => document.times()],
  ['DATE', (document) => document.dates().not('^#Preposition')],
  ['PERSON', (document) => document.people().not('#Honorific')],
  ['GPE', (document) => document.places()],
  ['ORG', (document) => document.organizations()],
  ['NORP', (document) => document.match('#Demonym')],
  ['ORDINAL', (document) => document.match('#Ordinal')],
  ['CARDINAL', (document) => document.match('#Cardinal+')],
];

/** Without the signs and the possessive ending around `words`; the full stop of an abbreviation stays. */
function trimmed(words) {
  const bare = words.replace(/^[^\p{L}\p{N}$€£¥#@]+/u, '').replace(/[^\p{L}\p{N}%.]+$/u, '').replace(/['’]s?$/u, '');
  return /\b(\p{L}\.\p{L}|Corp|Co|Inc|Ltd|Jr|Sr)\.$/u.test(bare) ? bare : bare.replace(/\.+$/u, '');
}

/** Mentions of `text` with offsets in UTF-16, sorted and without overlaps. */
function find(text) {
  const document = nlp(text);
  const found = [];
  for (const [label, matches] of KINDS) {
    // As plain matches: of some dates its parser cannot make a value, and breaks down.
    for (const { offset } of matches(document).toView().json({ offset: true })) {
      const end = offset.start + offset.length;
      const matched = text.slice(offset.start, text[end] === '.' ? end + 1 : end);
      // Of "Boston, Massachusetts" it makes one place, gold two.
      let from = offset.start;
      for (const part of label === 'GPE' ? matched.split(/,\s+/u) : [matched]) {
        const words = trimmed(part);
        const start = text.indexOf(words, from);
        from = start + words.length;
        if (words && !found.some((other) => start < other.end && other.start < from)) found.push({ start, end: from, label });
      }
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

function inCodePoints(text, mentions) {
  const points = new Uint32Array(text.length + 1);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    points[at] = count;
    const low = text.charCodeAt(at + 1);
    const pair = text.codePointAt(at) > 0xffff && low >= 0xdc00 && low <= 0xdfff;
    if (pair) points[at += 1] = count;
    count += 1;
  }
  points[text.length] = count;
  return mentions.map(({ start, end, label }) => ({ start: points[start], end: points[end], label }));
}

const articles = readFileSync(0, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const started = process.cpuUsage();
const found = articles.map(({ text }) => find(text));
const { user, system } = process.cpuUsage(started);
articles.forEach(({ id, text }, index) => console.log(JSON.stringify({ id, mentions: inCodePoints(text, found[index]) })));
const words = articles.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
console.error(((words * 1e6) / (user + system)).toFixed(0));
