/** Applies corrections to what the annotator found. */
import { spanOf, standsAt } from './anchors.js';
import { correctMention } from './apply-mention.js';
import { correctQuote } from './apply-quote.js';
import { isPronoun, resolve } from './entities.js';
import { pack, unpack } from './graph.js';

/**
 * @param {import('./graph.js').Annotations} found
 * @param {string} text
 * @param {import('./corrections.js').Correction[]} corrections in the order in which they were made
 * @returns {import('./graph.js').Annotations} `found` itself where nothing applies
 */
export function corrected(found, text, corrections) {
  const applied = corrections.filter((correction) => correction.of !== 'note' && !correction.at.lost);
  if (applied.length === 0) return found;
  const graph = unpack(found, text);
  for (const correction of applied) {
    if (correction.of === 'mention') correctMention(graph, correction);
    else if (correction.of === 'quote') correctQuote(graph, correction);
    else if (correction.of === 'reference') correctReference(graph, correction);
  }
  return pack(graph, found);
}

/** @param {import('./graph.js').Graph} graph @param {import('./corrections.js').ReferenceCorrection} correction */
function correctReference(graph, { at, entity }) {
  const place = spanOf(at);
  const isThere = standsAt(place);
  /** @type {import('../../lib/newsmark.js').Reference} */
  let reference = { ...place, kind: isPronoun(at.words) ? 'pronoun' : 'description' };
  for (const other of graph.entities) {
    other.references = other.references.filter((found) => {
      if (isThere(found)) reference = found;
      return !isThere(found);
    });
  }
  const target = entity && resolve(graph, entity);
  target?.references.push(reference);
  for (const quote of graph.quotes) {
    if (quote.speaker && isThere(quote.speaker)) Object.assign(quote, { entity: target, others: [] });
  }
}
