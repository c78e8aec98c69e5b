/** The marks of an article as a person goes through them: each with its place and what is told of it. */
import { kindOf, QUOTE_KINDS } from '../kinds.js';
import { speakerOf } from '../speaker.js';

/**
 * @typedef {import('../newsmark.js').Annotations} Annotations
 * @typedef {import('../newsmark.js').Mention} Mention
 * @typedef {import('../newsmark.js').Quote} Quote
 * @typedef {{ start: number, end: number, mention: Mention | null, quote: Quote | null }} Spot a mention, or a quote
 */

/**
 * @param {Annotations} annotations
 * @param {ReturnType<typeof import('../highlights.js').shownOf>} shown
 * @returns {Spot[]} in the order of the text
 */
export function spotsOf({ mentions, quotes }, shown) {
  const spots = [
    ...quotes.filter(({ kind }) => shown.quote(kind)).map(spotOfQuote),
    ...mentions.filter(({ label }) => shown.mention(label)).map(spotOfMention),
  ];
  return spots.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** What is innermost of what is at a point. @param {{ mention: Mention | null, quote: Quote | null }} found @returns {Spot | null} */
export function spotOf({ mention, quote }) {
  if (mention) return spotOfMention(mention);
  return quote && spotOfQuote(quote);
}

/** @param {Mention} mention @returns {Spot} */
function spotOfMention(mention) {
  return { start: mention.start, end: mention.end, mention, quote: null };
}

/** @param {Quote} quote @returns {Spot} */
function spotOfQuote(quote) {
  return { start: quote.start, end: quote.end, mention: null, quote };
}

/** What is told of a mark, in one line. @param {Annotations} annotations @param {string} text @param {Spot} spot */
export function tellOf(annotations, text, { mention, quote }) {
  const parts = mention ? partsOfMention(annotations, mention) : quote ? partsOfQuote(annotations, text, quote) : [];
  return parts.filter(Boolean).join(' · ');
}

/** @param {Annotations} annotations @param {Mention} mention */
function partsOfMention({ entities }, { label, entity, value }) {
  const { name, titles = [] } = entities[entity ?? -1] ?? {};
  return [name, kindOf(label).meaning, ...titles, value];
}

/** @param {Annotations} annotations @param {string} text @param {Quote} quote */
function partsOfQuote(annotations, text, quote) {
  const speaker = speakerOf(annotations, text, quote);
  return [QUOTE_KINDS[quote.kind], speaker && `said by ${speaker}`, quote.stance === 'asserted' ? null : quote.stance];
}
