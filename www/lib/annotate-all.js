/** Many articles, one after the other: their annotations in their order. */

/**
 * A few articles are on their way at a time, so that memory stays flat however many there are.
 * @param {Pick<import('./newsmark.js').Annotator, 'annotate'>[]} annotators that share the work
 * @param {import('./newsmark.js').Articles} articles
 * @param {import('./newsmark.js').AnnotateAllOptions} [options]
 */
export async function* annotateAll(annotators, articles, { signal } = {}) {
  /** @type {Promise<import('./newsmark.js').Annotations>[]} */
  const underway = [];
  let count = 0;
  for await (const article of articles) {
    signal?.throwIfAborted();
    const { text, date } = typeof article === 'string' ? { text: article, date: null } : article;
    const annotated = annotators[count % annotators.length].annotate(text, { date, signal });
    // Whoever stops listening earlier is told nothing any more.
    annotated.catch(() => undefined);
    underway.push(annotated);
    count += 1;
    const first = underway.length > 2 * annotators.length && underway.shift();
    if (first) yield await first;
  }
  for (const annotated of underway) yield await annotated;
}
