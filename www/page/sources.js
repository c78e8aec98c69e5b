/** Who says what, as the source audit has it. */

/** @typedef {import('../newsmark.js').QuotedSource} Source */

/**
 * The sources with the quotes that are shown, in the order of the audit.
 * @param {import('./state.js').State} state
 * @returns {Source[]}
 */
export function shownSources({ annotations, sources, settings }) {
  if (!annotations) return [];
  return sources
    .map((source) => ({
      ...source,
      quotes: source.quotes.filter((index) => {
        const quote = annotations.quotes[index];
        return quote && quote.start < quote.end && (quote.score ?? 1) >= settings.confidence;
      }),
    }))
    .filter(({ quotes }) => quotes.length > 0);
}

/** @param {import('./state.js').State} state @param {number} quote @returns {Source | undefined} */
export function sourceOf({ sources }, quote) {
  return sources.find(({ quotes }) => quotes.includes(quote));
}

/** @param {Source} source */
export function nameOf({ name }) {
  return name === '' ? 'Speaker not found' : name.replace(/\s+/g, ' ');
}

/** What the article tells of who it is. @type {Record<Source['naming'], string>} */
export const NAMING = { named: 'named', unnamed: 'unnamed', unclear: 'unclear' };
