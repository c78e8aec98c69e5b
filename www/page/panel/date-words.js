/** TIMEX3 values in words: what a person calls the day, the week, the summer that a value stands for. */

/** By part of the year. @type {Record<string, string>} */
const PARTS = {
  Q1: 'first quarter of',
  Q2: 'second quarter of',
  Q3: 'third quarter of',
  Q4: 'fourth quarter of',
  H1: 'first half of',
  H2: 'second half of',
  SP: 'spring',
  SU: 'summer',
  FA: 'autumn',
  WI: 'winter',
};
/** By part of the day. @type {Record<string, string>} */
const HOURS = { MO: 'morning', MI: 'midday', AF: 'afternoon', EV: 'evening', NI: 'night' };
/** By letter of a length of time, before and after the `T`. @type {Record<string, string>} */
const UNITS = { Y: 'year', Q: 'quarter', M: 'month', W: 'week', D: 'day', TH: 'hour', TM: 'minute', TS: 'second' };

/** Made once: each takes as long as hundreds of its answers. */
const [MONTH, DAY, WEEKDAY] = [formatOf(), formatOf({ day: 'numeric' }), formatOf({ weekday: 'long', day: 'numeric' })];

/** @param {string} value @returns {string} the value itself where it has no words here */
export function dateWords(value) {
  if (value.includes('/')) return value.split('/').map(dateWords).join(' to ');
  const [, length, unit] = value.match(/^P(?=\d|T\d)T?(\d+)([A-Z])$/) ?? [];
  if (length) return lengthWords(Number(length), UNITS[value[1] === 'T' ? `T${unit}` : unit]) ?? value;
  const [, date, time] = value.match(/^([\d-]*)T(.+)$/) ?? [];
  if (time) return [date && dayWords(date), HOURS[time] ?? time].filter(Boolean).join(', ');
  return dayWords(value);
}

/** @param {number} count @param {string | undefined} unit */
function lengthWords(count, unit) {
  return unit && `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`;
}

/** @param {string} value */
function dayWords(value) {
  if (/^\d{3}$/.test(value)) return `${value}0s`;
  if (/^FY\d{4}$/.test(value)) return `financial year ${value.slice(2)}`;
  const [, year, rest] = value.match(/^(\d{4})-(.+)$/) ?? [];
  if (!year) return value;
  if (PARTS[rest]) return `${PARTS[rest]} ${year}`;
  const [, week] = rest.match(/^W(\d\d)$/) ?? [];
  if (week) return `week of ${DAY.format(mondayOf(Number(year), Number(week)))}`;
  const [, month, day] = rest.match(/^(\d\d)(?:-(\d\d))?$/) ?? [];
  if (!month) return value;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  return (day ? WEEKDAY : MONTH).format(date);
}

/** The first day of a week, as ISO 8601 counts weeks: the first has the fourth of January. @param {number} year @param {number} week */
export function mondayOf(year, week) {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const weekday = (fourth.getUTCDay() + 6) % 7;
  return new Date(Date.UTC(year, 0, 4 - weekday + (week - 1) * 7));
}

/** @param {Intl.DateTimeFormatOptions} [parts] besides month and year */
function formatOf(parts) {
  return new Intl.DateTimeFormat('en-GB', { ...parts, month: 'long', year: 'numeric', timeZone: 'UTC' });
}
