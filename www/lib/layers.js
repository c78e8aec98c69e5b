/**
 * Annotations in layers, outermost first: what every painter of marks paints from. Within a layer no two spans overlap; a
 * span of an inner layer that crosses the border of an outer one is painted in two pieces.
 */
import { kindOf } from './kinds.js';

/**
 * @typedef {import('./newsmark.js').Annotations} Annotations
 * @typedef {import('./newsmark.js').Quote} Quote
 * @typedef {'apart' | 'reported' | 'quoted' | 'noted' | 'speaker' | 'title' | 'mention' | 'reference' | 'cue'} LayerName
 * @typedef {object} Mark A span that is painted.
 * @property {number} start
 * @property {number} end
 * @property {number} index of its aside, quote, mention or note; of a speaker: of the first quote; of a reference: its entity
 * @property {string} kind of aside, quote or reference; of a mention: its family; else ""
 * @property {number[]} [quotes] all quotes that this speaker says
 * @typedef {{ name: LayerName, marks: Mark[] }} Layer
 */

/**
 * @param {Annotations | null} annotations
 * @param {(quote: Quote, index: number) => boolean} [shows] whether a quote is shown
 * @returns {Layer[]}
 */
export function layersOf(annotations, shows = () => true) {
  if (!annotations) return [];
  const quotes = annotations.quotes.map((quote, index) => ({ quote, index })).filter(({ quote, index }) => shows(quote, index));
  const mentions = annotations.mentions.map(({ start, end, label }, index) => ({ start, end, index, kind: kindOf(label).family, label }));
  /** @param {(kind: Quote['kind']) => boolean} isOne */
  const said = (isOne) =>
    quotes.filter(({ quote }) => isOne(quote.kind)).map(({ quote: { start, end, kind }, index }) => ({ start, end, index, kind }));
  return [
    layer('apart', (annotations.asides ?? []).map(({ start, end, kind }, index) => ({ start, end, index, kind }))),
    layer('reported', said((kind) => kind === 'indirect')),
    layer('quoted', said((kind) => kind !== 'indirect')),
    layer('speaker', speakersOf(quotes)),
    layer('title', mentions.filter(({ label }) => label === 'TITLE')),
    layer('mention', mentions.filter(({ label }) => label !== 'TITLE')),
    layer('reference', annotations.entities.flatMap(({ id, references }) => references.map((place) => ({ ...place, index: id })))),
    layer('cue', quotes.flatMap(({ quote: { cue }, index }) => (cue ? [{ ...cue, index, kind: '' }] : []))),
  ];
}

/** @param {LayerName} name @param {Mark[]} marks @returns {Layer} in order, none over another */
export function layer(name, marks) {
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

/** One mark for each phrase that speaks, however many quotes are its. @param {{ quote: Quote, index: number }[]} quotes @returns {Mark[]} */
function speakersOf(quotes) {
  /** @type {Map<string, Mark & { quotes: number[] }>} */
  const speakers = new Map();
  for (const { quote, index } of quotes) {
    if (!quote.speaker) continue;
    const { start, end } = quote.speaker;
    const same = speakers.get(`${start} ${end}`);
    if (same) same.quotes.push(index);
    else speakers.set(`${start} ${end}`, { start, end, index, kind: '', quotes: [index] });
  }
  return [...speakers.values()];
}

/** The marks of `layer` that reach into the span. @param {Layer} layer @param {number} start @param {number} end */
export function marksWithin({ marks }, start, end) {
  const first = firstIndex(marks, (mark) => mark.end > start);
  let after = first;
  while (after < marks.length && marks[after].start < end) after += 1;
  return marks.slice(first, after);
}

/**
 * The index of the first of `items` for which `holds`, or their number; `holds` is true for all after the first.
 * @template Item
 * @param {Item[]} items @param {(item: Item) => boolean} holds
 */
export function firstIndex(items, holds) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
