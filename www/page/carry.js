/** Carries annotations over an edit of their text, so that highlights follow each keystroke until fresh ones come. */

/**
 * @param {import('../newsmark.js').Annotations} annotations of `before`
 * @param {string} before
 * @param {string} after
 * @returns {import('../newsmark.js').Annotations} What the edit cuts into has become empty; indices stay as they are.
 */
export function carryOver(annotations, before, after) {
  const edit = editBetween(before, after);
  /** @template {{ start: number, end: number }} T @param {T} span @returns {T} */
  const move = (span) => ({ ...span, ...moved(span, edit) });
  return {
    ...annotations,
    sentences: annotations.sentences.map(move),
    mentions: annotations.mentions.map(move),
    entities: annotations.entities.map((entity) => ({ ...entity, references: entity.references.map(move) })),
    quotes: annotations.quotes.map((quote) => ({
      ...move(quote),
      speaker: quote.speaker && move(quote.speaker),
      cue: quote.cue && move(quote.cue),
    })),
  };
}

/**
 * The one stretch in which the texts differ: `from..to` of the old one became something `growth` units longer.
 * @param {string} before @param {string} after
 */
function editBetween(before, after) {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let tail = 0;
  while (tail < most - from && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) {
    tail += 1;
  }
  return { from, to: before.length - tail, growth: after.length - before.length };
}

/** @param {{ start: number, end: number }} span @param {ReturnType<typeof editBetween>} edit */
function moved({ start, end }, { from, to, growth }) {
  if (end <= from) return { start, end };
  if (start >= to) return { start: start + growth, end: end + growth };
  if (start <= from && to <= end) return { start, end: end + growth };
  return { start: from, end: from };
}
