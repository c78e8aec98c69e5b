/** Dates that do not exist or whose weekday does not fit, and sums without a currency. */
import { capitalized } from '../dom.js';

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTH = '(jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)';
const WEEKDAY = '(?:(mon|tues|wednes|thurs|fri|satur|sun)day,?\\s+(?:the\\s+)?)?';
const AMERICAN = new RegExp(`(?<!\\p{L})${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[-–]\\d|:)(?:,?\\s+(\\d{4})(?!\\d))?`, 'giu');
const BRITISH = new RegExp(`(?<![\\p{L}\\d,.:-])${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}(?!\\p{L})(?:,?\\s+(\\d{4})(?!\\d))?`, 'giu');
/** Other numbers than sums have a word after them that says of what. */
const SUM = /(?<![\p{L}\p{N}$€£¥.,])(?:cost|costs|costing|paid|pays|pay|spent|spend|earned|earns|earn|fined|owes|owed|raised|worth|price of|salary of|budget of|debt of|loan of|grant of)\s+(?:about |around |some |more than |less than |nearly |almost |over |up to |at least |him |her |them )?(\d[\d,.]*(?:\s+(?:million|billion|trillion))?)(?=[.;,]?\s*(?:$|\n|[.;]|for\b|to\b|in\b|on\b|a (?:year|month|week|day)\b|last\b|and\b))/giu;

/** @param {Article} article @returns {Finding[]} */
export function impossibleDates({ text, annotations }) {
  return datesIn(text).flatMap(({ start, end, weekday, day, month, year }) => {
    const most = month === 1 ? (year === null || isLeap(year) ? 29 : 28) : [3, 5, 8, 10].includes(month) ? 30 : 31;
    if (day < 1 || day > most) return day > 31 ? [] : [{ start, end, words: `There is no such day: ${monthName(month)} has ${most} days.` }];
    if (weekday === null) return [];
    const years = year === null ? yearsNear(annotations.date) : [year];
    if (years.length === 0 || years.some((one) => weekdayOf(one, month, day) === weekday)) return [];
    return [{ start, end, words: `That was a ${capitalized(DAYS[weekdayOf(years[0], month, day)])}${year === null ? ` in ${years[0]}` : ''}.` }];
  });
}

/** @param {string} text */
function datesIn(text) {
  const american = [...text.matchAll(AMERICAN)].map((match) => dateOf(match, match[1], match[3], match[2], match[4]));
  const british = [...text.matchAll(BRITISH)].map((match) => dateOf(match, match[1], match[2], match[3], match[4]));
  return [...american, ...british].filter(({ month }) => month >= 0);
}

/** @param {RegExpMatchArray} match @param {string | undefined} weekday @param {string} day @param {string} month @param {string | undefined} year */
function dateOf({ 0: words, index = 0 }, weekday, day, month, year) {
  return {
    start: index,
    end: index + words.length,
    weekday: weekday ? DAYS.indexOf(`${weekday.toLowerCase()}day`) : null,
    day: Number(day),
    // "may" and "march" are words of their own.
    month: /^\p{Lu}/u.test(month) ? MONTHS.findIndex((name) => name.startsWith(month.toLowerCase().replace('.', '').slice(0, 3))) : -1,
    year: year ? Number(year) : null,
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
  return [...text.matchAll(SUM)].flatMap(({ 0: words, 1: figure, index }) => {
    const isSum = /illion$/i.test(figure) || Number(figure.replace(/[,.]/g, '')) >= 1_000;
    const isYear = /^(?:1[89]|20)\d\d$/.test(figure);
    const start = index + words.lastIndexOf(figure);
    return isSum && !isYear ? [{ start, end: start + figure.length, words: 'In which currency?' }] : [];
  });
}
