/** The marks of an article as a person goes through them: each with its place and what is told of it. */
import { kindOf, QUOTE_KINDS } from '../kinds.js';

/**
 * @typedef {import('../newsmark.js').Annotations} Annotations
 * @typedef {{ start: number, end: number, kind: 'mention' | 'quote', index: number }} Spot index of a mention or quote
 * @param {Annotations} annotations
 * @param {ReturnType<typeof import('../highlights.js').shownOf>} shown
 * @returns {Spot[]} in the order of the text
 */
export function spotsOf({ mentions, quotes }, shown) {
  const spots = [
    ...quotes.flatMap(({ start, end, kind }, index) => (shown.quote(kind) ? [{ start, end, kind: /** @type {const} */ ('quote'), index }] : [])),
    ...mentions.flatMap(({ start, end, label }, index) => (shown.mention(label) ? [{ start, end, kind: /** @type {const} */ ('mention'), index }] : [])),
  ];
  return spots.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** What is told of a mark, in one line. @param {Annotations} annotations @param {string} text @param {Spot} spot */
export function tellOf(annotations, text, { kind, index }) {
  return kind === 'mention' ? tellOfMention(annotations, annotations.mentions[index]) : tellOfQuote(annotations, text, annotations.quotes[index]);
}

/** @param {Annotations} annotations @param {import('../newsmark.js').Mention} mention */
function tellOfMention({ entities }, { label, entity, value }) {
  const { name, titles = [] } = entities[entity ?? -1] ?? {};
  return [name, kindOf(label).meaning, ...titles, value].filter(Boolean).join(' · ');
}

/** @param {Annotations} annotations @param {string} text @param {import('../newsmark.js').Quote} quote */
function tellOfQuote(annotations, text, quote) {
  const speaker = speakerOf(annotations, text, quote);
  const said = QUOTE_KINDS[quote.kind];
  return [said, speaker && `said by ${speaker}`, quote.stance === 'asserted' ? null : quote.stance].filter(Boolean).join(' · ');
}

/** The name of whoever says it, or the words in its place. @param {Annotations} annotations @param {string} text @param {import('../newsmark.js').Quote} quote */
export function speakerOf({ entities }, text, { speaker, entity }) {
  return entities[entity ?? -1]?.name ?? (speaker ? text.slice(speaker.start, speaker.end) : null);
}
