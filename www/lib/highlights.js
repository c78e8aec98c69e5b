/** The names and looks of our highlights in place: the same layers as everywhere, painted without elements. */
import { COLOURS, FAMILIES, tintOf } from './kinds.js';
import { layersOf } from './layers.js';

/**
 * @typedef {{ start: number, end: number, name: string }} NamedSpan a stretch and the name of its highlight
 * @param {import('./newsmark.js').Annotations} annotations
 * @returns {NamedSpan[]} sorted by start
 */
export function highlightsOf(annotations) {
  return layersOf(annotations)
    .flatMap(({ name, marks }) => marks.flatMap(({ start, end, kind }) => nameFor(name, kind).map((name) => ({ start, end, name }))))
    .sort((one, other) => one.start - other.start);
}

/** @param {import('./layers.js').LayerName} layer @param {string} kind */
function nameFor(layer, kind) {
  if (layer === 'mention') return [`newsmark-${kind}`];
  if (layer === 'title') return ['newsmark-title'];
  return layer === 'quoted' || layer === 'reported' ? [`newsmark-quote-${kind}`] : [];
}

/** @type {WeakSet<Node>} */
const styled = new WeakSet();

/** Gives a document or shadow root the rules for our names, without a new element. @param {Node} root */
export function styleHighlights(root) {
  if (styled.has(root) || !('adoptedStyleSheets' in root)) return;
  styled.add(root);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules());
  /** @type {Document | ShadowRoot} */ (root).adoptedStyleSheets.push(sheet);
}

function rules() {
  /** In longhand, for Safari before 26 knows no other. @param {string} style @param {string} colour */
  const line = (style, colour) =>
    `text-decoration-line: underline; text-decoration-style: ${style}; text-decoration-thickness: 2px; text-decoration-color: ${colour}`;
  return [
    ...FAMILIES.map(({ key }) => `::highlight(newsmark-${key}) { background-color: ${tintOf(key)} }`),
    `::highlight(newsmark-title) { ${line('dotted', COLOURS.people)} }`,
    `::highlight(newsmark-quote-direct) { ${line('solid', COLOURS.quotes)} }`,
    `::highlight(newsmark-quote-mixed) { ${line('solid', COLOURS.quotes)} }`,
    `::highlight(newsmark-quote-indirect) { ${line('dashed', COLOURS.quotes)} }`,
    `::highlight(newsmark-quote-scare) { ${line('wavy', COLOURS.quotes)} }`,
  ].join('\n');
}
