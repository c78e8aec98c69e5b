/** Applies a correction of a quote. */
import { spanOf, standsAt } from './anchors.js';
import { resolve } from './entities.js';

/**
 * @typedef {import('./graph.js').Graph} Graph
 * @typedef {import('./graph.js').QuoteNode} QuoteNode
 * @typedef {import('./corrections.js').QuoteCorrection} QuoteCorrection
 */

/** @param {Graph} graph @param {QuoteCorrection} correction */
export function correctQuote(graph, { at, kind, speaker, removed, extent }) {
  const found = quoteAt(graph, spanOf(at));
  if (removed) {
    if (found) remove(graph, found);
    return;
  }
  const quote = found ?? add(graph, at);
  quote.kind = kind;
  settle(quote);
  if (extent && !extent.lost) Object.assign(quote, { ...spanOf(extent), text: extent.words });
  if (kind === 'scare') Object.assign(quote, { speaker: null, entity: null, others: [], affiliation: null, cue: null });
  if (speaker === undefined || kind === 'scare') return;
  for (const part of chainOf(graph, quote)) {
    say(graph, part, speaker);
    settle(part);
  }
}

/** The quote that stands there, or for the most part there: an edit may have changed how far it is found to go. @param {Graph} graph @param {import('../state/state.js').Span} place */
function quoteAt({ quotes }, place) {
  const { start, end } = place;
  /** @param {QuoteNode} quote */
  const shared = (quote) => Math.min(end, quote.end) - Math.max(start, quote.start);
  const exact = quotes.find(standsAt(place));
  return exact ?? quotes.find((quote) => shared(quote) > Math.max(end - start, quote.end - quote.start) / 2);
}

/** @param {Graph} graph @param {import('./anchors.js').Anchor} at @returns {QuoteNode} */
function add(graph, at) {
  /** @type {QuoteNode} */
  const quote = {
    ...spanOf(at),
    kind: 'direct',
    text: at.words,
    speaker: null,
    entity: null,
    others: [],
    affiliation: null,
    cue: null,
    continues: null,
    within: null,
  };
  graph.quotes.push(quote);
  return quote;
}

/** A statement over several paragraphs is one quote each, and one person's. @param {Graph} graph @param {QuoteNode} quote */
function chainOf({ quotes }, quote) {
  let first = quote;
  while (first.continues) first = first.continues;
  const chain = new Set([first]);
  for (const other of quotes) if (other.continues && chain.has(other.continues)) chain.add(other);
  return [...chain];
}

/** @param {Graph} graph @param {QuoteNode} quote @param {import('./corrections.js').Who | 'unnamed' | 'unknown'} speaker */
function say(graph, quote, speaker) {
  delete quote.unnamed;
  Object.assign(quote, { others: [], affiliation: null });
  if (speaker === 'unknown') {
    Object.assign(quote, { speaker: null, entity: null });
  } else if (speaker === 'unnamed') {
    Object.assign(quote, { entity: null, unnamed: true });
  } else {
    const entity = resolve(graph, speaker);
    if (!couldName(graph, quote, entity)) quote.speaker = null;
    quote.entity = entity;
  }
}

/** Whether the phrase that was taken for the speaker can stay: it names nobody else. @param {Graph} graph @param {QuoteNode} quote @param {import('./graph.js').EntityNode} entity */
function couldName(graph, { speaker, entity: before }, entity) {
  if (!speaker || before === entity || before === null) return true;
  const within = graph.mentions.filter(({ start, end }) => speaker.start <= start && end <= speaker.end);
  return within.some((mention) => mention.entity === entity);
}

/** @param {Graph} graph @param {QuoteNode} quote */
function remove(graph, quote) {
  graph.quotes = graph.quotes.filter((other) => other !== quote);
  for (const other of graph.quotes) {
    if (other.continues === quote) other.continues = quote.continues;
    if (other.within === quote) other.within = quote.within;
  }
}

/** What the annotator said of it holds no more. @param {QuoteNode} quote */
function settle(quote) {
  quote.corrected = true;
  delete quote.score;
  delete quote.sieve;
}
