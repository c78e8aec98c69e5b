/** Annotations that overlap, as stretches of text that do not. */

/**
 * @typedef {import('./newsmark.js').Mention} Mention
 * @typedef {import('./newsmark.js').Quote} Quote
 * @typedef {{ start: number, end: number, mention: Mention | null, title: Mention | null, quote: Quote | null }} Segment
 * @param {import('./newsmark.js').Annotations} annotations
 * @returns {Segment[]} sorted; only stretches in which something stands
 */
export function segments({ mentions, quotes }) {
  const spans = [...mentions, ...quotes].filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const cuts = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  /** @type {Segment[]} */
  const found = [];
  /** @type {(Mention | Quote)[]} */
  let open = [];
  let next = 0;
  for (const [index, start] of cuts.entries()) {
    open = open.filter((span) => span.end > start);
    while (next < spans.length && spans[next].start === start) open.push(spans[next++]);
    if (open.length > 0) found.push({ start, end: cuts[index + 1], ...kindsOf(open) });
  }
  return found;
}

/** @param {(Mention | Quote)[]} open */
function kindsOf(open) {
  const mentions = open.filter((span) => 'label' in span);
  return {
    mention: mentions.find(({ label }) => label !== 'TITLE') ?? null,
    title: mentions.find(({ label }) => label === 'TITLE') ?? null,
    // The innermost: it opened last.
    quote: open.findLast((span) => 'kind' in span) ?? null,
  };
}
