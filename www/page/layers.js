/**
 * Annotations in layers, outermost first. Within a layer no two spans overlap; a span of an inner layer that crosses the
 * border of an outer one is drawn in two pieces.
 */
import { subjectsOf } from './subjects.js';

/**
 * @typedef {'apart' | 'reported' | 'quoted' | 'speaker' | 'title' | 'mention' | 'cue'} LayerName
 * @typedef {object} Mark A span that is drawn.
 * @property {number} start
 * @property {number} end
 * @property {number} index of its quote or mention; -1 for a reference
 * @property {string} look what it looks like: classes
 * @property {string} [word] the label beside it
 * @property {string} [subject]
 * @property {string} [quotes] indices of quotes that this speaker says
 * @typedef {{ name: LayerName, marks: Mark[] }} Layer
 */

/** @param {import('./state.js').State} state @param {typeof import('./kinds.js').kindOf} kindOf @returns {Layer[]} */
export function layersOf({ annotations, settings }, kindOf) {
  if (!annotations) return [];
  const { ofMention, all } = subjectsOf(annotations);
  const quotes = annotations.quotes
    .map((quote, index) => ({ ...quote, index, look: quote.kind }))
    .filter((quote) => (quote.score ?? 1) >= settings.confidence);
  const titles = new Set(annotations.mentions.filter(({ label }) => label === 'TITLE').map(({ start }) => start));
  const mentions = annotations.mentions.map(({ start, end, label, corrected }, index) => {
    const { word, family } = kindOf(label);
    return { start, end, index, label, word: corrected ? `${word} ✓` : word, look: family, subject: ofMention[index].key };
  });
  // Where a title opens with a name ("US Secretary of Defense"), the name's word stands for both.
  const opened = new Set(mentions.filter(({ label, start }) => label !== 'TITLE' && titles.has(start)).map(({ start }) => start));
  for (const mention of mentions) {
    if (!opened.has(mention.start)) continue;
    mention.word = mention.label === 'TITLE' ? '' : `title, ${mention.word}`;
  }
  const references = all.flatMap(({ key, occurrences }) =>
    occurrences
      .filter(({ kind }) => kind !== 'name')
      .map(({ start, end, kind }) => ({ start, end, index: -1, look: kind, subject: key })),
  );
  return [
    layer('apart', (annotations.asides ?? []).map(({ start, end, kind }) => ({ start, end, index: -1, look: kind }))),
    layer('reported', quotes.filter(({ kind }) => kind === 'indirect')),
    layer('quoted', quotes.filter(({ kind }) => kind !== 'indirect')),
    layer('speaker', speakersIn(quotes)),
    layer('title', mentions.filter(({ label }) => label === 'TITLE')),
    layer('mention', [...mentions.filter(({ label }) => label !== 'TITLE'), ...references]),
    layer('cue', quotes.flatMap(({ cue, index }) => (cue ? [{ ...cue, index, look: '' }] : []))),
  ];
}

/** @param {LayerName} name @param {Mark[]} marks @returns {Layer} */
function layer(name, marks) {
  const sorted = marks.filter(({ start, end }) => start < end).sort((one, other) => one.start - other.start);
  let border = 0;
  const apart = [];
  for (const mark of sorted) {
    if (mark.end <= border) continue;
    apart.push(mark.start < border ? { ...mark, start: border } : mark);
    border = mark.end;
  }
  return { name, marks: apart };
}

/** One mark for each phrase that speaks, however many quotes are its. @param {any[]} quotes @returns {Mark[]} */
function speakersIn(quotes) {
  /** @type {Map<string, Mark>} */
  const speakers = new Map();
  for (const { speaker, index } of quotes) {
    if (!speaker) continue;
    const key = `${speaker.start} ${speaker.end}`;
    const same = speakers.get(key);
    if (same) same.quotes += ` ${index}`;
    else speakers.set(key, { ...speaker, index, look: '', quotes: String(index) });
  }
  return [...speakers.values()];
}

/** The marks of `layer` that reach into the span. @param {Layer} layer @param {number} start @param {number} end */
export function marksWithin({ marks }, start, end) {
  let low = 0;
  for (let high = marks.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (marks[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  let after = low;
  while (after < marks.length && marks[after].start < end) after += 1;
  return marks.slice(low, after);
}
