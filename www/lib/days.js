/** The day of publication, as callers have it. */
import { NewsmarkError } from './errors.js';

/** A day, which a time may follow: of it the day counts as it is written, whatever its time zone. */
const DAY_OF_TEXT = /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.,]+ ?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * The day `YYYY-MM-DD` of a date, or of a point in time (in UTC); nothing for what is empty.
 * @param {string | Date | null | undefined} date
 * @returns {string | undefined}
 */
export function dayOf(date) {
  if (date === null || date === undefined || date === '') return undefined;
  const written = date instanceof Date ? isoOf(date) : date;
  const day = typeof written === 'string' && written.trim().match(DAY_OF_TEXT)?.[1];
  if (!day) throw new NewsmarkError('bad-date', `This is no date of the form YYYY-MM-DD: ${String(date)}`);
  return day;
}

/** @param {Date} date */
function isoOf(date) {
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
