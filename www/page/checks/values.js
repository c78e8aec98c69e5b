/** Dates that do not exist or whose weekday does not fit, and sums without a currency. */
import { capitalized } from '../dom.js';

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTH = '(jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)';
const DAY_NAME = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|weds?|thur?s?|fri|sat|sun)(?![a-z])\\.?)';
const WEEKDAY = `(?:(${DAY_NAME})(?:,?\\s+(?:the\\s+)?|\\s*\\())?`;
const BEHIND = `(?:,?\\s+(\\d{4})(?!\\d))?(?:,? (?:(?:is|was|falls on|fell on),? )?a (${DAY_NAME}))?`;
const AMERICAN = new RegExp(`(?<!\\p{L})${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[-–][\\d\\p{L}]|:|\\s?%)${BEHIND}`, 'giu');
const BRITISH = new RegExp(`(?<![\\p{L}\\d,.:-])${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}(?!\\p{L})${BEHIND}`, 'giu');
/** Day and month in either order, or the year first. */
const FIGURES = /(?<![\d/.-])(?:(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)|((?:19|20)\d\d)-(\d\d)-(\d\d))(?![\d/-])/g;
/** Before a sum, and before what only money can be. */
const MONEY_BEFORE =
  'costs?|costing|set aside|allocat(?:es|ed)|fetch(?:es|ed)|nett(?:ed|ing)|embezzled|paid|pays?|spent|spends?|earn(?:s|ed)?|fined|ow(?:es|ed|ing)|raised|worth|invest(?:s|ed|ing)?|donat(?:es|ed|ing)|borrowed|(?:sold|bought|auctioned|went) for|(?:valued|priced) at|prices? (?:starts?|starting|begins?) (?:at|from)|' +
  '(?:price|salary|wages?|damages|budget|debts?|loan|grant|fine|profits?|loss(?:es)?|turnover|revenues?|income|bill|deficit|reward|bonus|fee|rent|ransom|investment)s? (?:of|(?:was|is|were|are|rose to|fell to|came to|comes to|stands? at|stood at|reached))';
const MONEY_BEHIND = 'grant|loan|fine|budget|fund|bail|bond|ransom|donation|prize|contract|payout|bonus|settlement|mortgage|debt|deficit|subsidy|lawsuit|salary';
const FIGURE = '(\\d(?:[\\d,.]*\\d)?(?:\\s(?:million|billion|trillion)|(?:bn|tn|m)(?![a-z]))?)';
const ABOUT = '(?:about |around |some |more than |less than |nearly |almost |over |up to |at least |out |back |him |her |them |me |us |(?:an? |a )?(?:extra|additional|further|total of|record) )*';
/** Other numbers than sums have a word after them that says of what. */
const NOTHING_COUNTED = "(?=[.;,!?]?\\s*(?:$|\\n|[.;!?])|,?\\s(?:for|to|in|on|by|from|at|as|into|since|after|per|when|while|but|last|and|was|were|a (?:year|month|week|day|share|head))\\b)";
const SUMS = [
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${MONEY_BEFORE}) ${ABOUT}${FIGURE}${NOTHING_COUNTED}`, 'giu'),
  new RegExp(`(?<=\\b(?:an?|the|his|her|its|their|our|this|that) (?:new |further |extra |record )?)${FIGURE}(?=[ -](?:${MONEY_BEHIND})(?![\\p{L}-]))`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}$€£¥.,])${FIGURE}(?= in (?:damages|fines|compensation|cash|taxes|back pay|aid|unpaid|loans|debts?)(?!\\p{L}))`, 'giu'),
];

/** @param {Article} article @returns {Finding[]} */
export function impossibleDates({ text, annotations }) {
  const named = datesIn(text).flatMap(({ start, end, weekday, day, month, year, isAlone }) => {
    const most = month === 1 ? (year === null || isLeap(year) ? 29 : 28) : [3, 5, 8, 10].includes(month) ? 30 : 31;
    if (day < 1 || day > most) return day > 31 && !isAlone ? [] : [{ start, end, words: `There is no such day: ${monthName(month)} has ${most} days.` }];
    if (weekday === null) return [];
    const years = year === null ? yearsNear(annotations.date) : [year];
    if (years.length === 0 || years.some((one) => weekdayOf(one, month, day) === weekday)) return [];
    return [{ start, end, words: `That was a ${capitalized(DAYS[weekdayOf(years[0], month, day)])}${year === null ? ` in ${years[0]}` : ''}.` }];
  });
  return [...named, ...impossibleFigures(text)];
}

/** @param {string} text @returns {Finding[]} */
function impossibleFigures(text) {
  return [...text.matchAll(FIGURES)].flatMap(({ 0: words, 1: one, 3: other, 4: year, 5: first, 6: month, 7: day, index }) => {
    const isDay = first ? exists(first, month, day) : exists(year, one, other) || exists(year, other, one);
    return isDay ? [] : [{ start: index, end: index + words.length, words: 'There is no such day.' }];
  });
}

/** @param {string} year @param {string} month @param {string} day */
function exists(year, month, day) {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** @param {string} text */
function datesIn(text) {
  const american = [...text.matchAll(AMERICAN)].map((match) => dateOf(match, match[1] ?? match[5], match[3], match[2], match[4]));
  const british = [...text.matchAll(BRITISH)].map((match) => dateOf(match, match[1] ?? match[5], match[2], match[3], match[4]));
  return [...american, ...british].filter(({ month }) => month >= 0);
}

/** @param {RegExpMatchArray} match @param {string | undefined} weekday @param {string} day @param {string} month @param {string | undefined} year */
function dateOf({ 0: words, index = 0, input = '' }, weekday, day, month, year) {
  const [before, behind] = [input.slice(Math.max(0, index - 12), index), input.slice(index + words.length, index + words.length + 2)];
  return {
    start: index,
    end: index + words.length,
    weekday: weekday && /^\p{Lu}/u.test(weekday) ? DAYS.findIndex((name) => name.startsWith(weekday.toLowerCase().slice(0, 3))) : null,
    day: Number(day),
    // "may" and "march" are words of their own.
    month: /^\p{Lu}/u.test(month) ? MONTHS.findIndex((name) => name.startsWith(month.toLowerCase().replace('.', '').slice(0, 3))) : -1,
    year: year ? Number(year) : null,
    // "In March 32 boats sank."
    isAlone: year !== undefined || (/\b(?:on|by|until|till|since) $/i.test(before) && /^(?:[.,;!?)]|$|\n)/.test(behind)),
  };
}

/** The year of the article and its neighbours, where it has one. @param {string | null} date */
function yearsNear(date) {
  const year = Number(date?.slice(0, 4));
  return date ? [year, year + 1, year - 1] : [];
}

/** @param {number} year @param {number} month @param {number} day */
function weekdayOf(year, month, day) {
  const date = new Date(Date.UTC(2000, month, day));
  date.setUTCFullYear(year);
  return date.getUTCDay();
}

/** @param {number} year */
function isLeap(year) {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** @param {number} month */
function monthName(month) {
  return capitalized(MONTHS[month]);
}

/** @param {Article} article @returns {Finding[]} */
export function sumsWithoutCurrency({ text }) {
  const found = SUMS.flatMap((sum) => [...text.matchAll(sum)]).flatMap(({ 0: words, 1: figure, index }) => {
    const isSum = /\D$/.test(figure) || Number(figure.replace(/[,.]/g, '')) >= 1_000;
    const isYear = /^(?:1[89]|20)\d\d$/.test(figure);
    const start = index + words.lastIndexOf(figure);
    return isSum && !isYear ? [{ start, end: start + figure.length, words: 'In which currency?' }] : [];
  });
  return found.filter(({ start }, place) => found.findIndex((other) => other.start === start) === place);
}
