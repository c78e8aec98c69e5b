/** Carries annotations over an edit of their text, so that highlights follow each keystroke until fresh ones come. */
import { moved } from './text-edit.js';

/**
 * @param {import('../../lib/newsmark.js').Annotations} annotations of the text before the edit
 * @param {import('./text-edit.js').TextEdit} edit
 * @returns {import('../../lib/newsmark.js').Annotations} What the edit cuts into has become empty; indices stay as they are.
 */
export function carryOver(annotations, edit) {
  /** @template {{ start: number, end: number }} T @param {T} span @returns {T} */
  const move = (span) => ({ ...span, ...moved(span, edit) });
  return {
    ...annotations,
    sentences: annotations.sentences.map(move),
    asides: annotations.asides?.map(move),
    mentions: annotations.mentions.map(move),
    entities: annotations.entities.map((entity) => ({ ...entity, references: entity.references.map(move) })),
    quotes: annotations.quotes.map((quote) => ({
      ...move(quote),
      speaker: quote.speaker && move(quote.speaker),
      cue: quote.cue && move(quote.cue),
      clause: quote.clause && move(quote.clause),
    })),
  };
}
