/**
 * The kinds of mention and quote, the families that share a colour, and the colours: the one table that the page, the
 * element, marks in place and exported HTML all read.
 */
import table from '../../src/export/kinds.json' with { type: 'json' };

/** @typedef {{ key: string, name: string, light: string, dark: string }} Family colours of lines and words, on white and on black */

/** @type {Family[]} In the order in which they are shown. */
export const FAMILIES = table.families;

/**
 * By label of the contract: a short word for it, the heading of its list, what it is in a sentence, its family.
 * @type {Record<string, { word: string, heading: string, meaning: string, family: string }>}
 */
export const KINDS = table.labels;

/** @param {string} label */
export function kindOf(label) {
  return KINDS[label] ?? { word: label.toLowerCase(), heading: label, meaning: label.toLowerCase(), family: 'things' };
}

/** By kind of quote: what it is, in words. @type {Record<string, string>} */
export const QUOTE_KINDS = table.quote_kinds;

/**
 * By family, and for quotes: its colour in CSS, for lines and words, unless a page sets `--newsmark-people` and so on.
 * @type {Record<string, string>}
 */
export const COLOURS = Object.fromEntries(
  [...FAMILIES, table.quotes].map(({ key, light, dark }) => [key, `var(--newsmark-${key}, light-dark(${light}, ${dark}))`]),
);

/** What stands behind the words of a mark: its colour thinned. @param {string} key of a family, or `quotes` */
export function tintOf(key) {
  return `color-mix(in srgb, ${COLOURS[key]} 16%, transparent)`;
}
