/** Who says a quote, in words. */

/**
 * The name of whoever says it, or the words in its place.
 * @param {Pick<import('./newsmark.js').Annotations, 'entities'>} annotations @param {string} text @param {import('./newsmark.js').Quote} quote
 */
export function speakerOf({ entities }, text, { speaker, entity }) {
  return entities[entity ?? -1]?.name ?? (speaker ? text.slice(speaker.start, speaker.end) : null);
}
