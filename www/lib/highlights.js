/** The names and looks of our highlights in place: the same layers as everywhere, painted without elements. */
import { COLOURS, FAMILIES, kindOf, tintOf } from './kinds.js';
import { layersOf } from './layers.js';

/**
 * What is shown: labels of mentions, families of them, kinds of quotes, or `quotes`; all where nothing is said.
 * @param {string[]} [labels]
 * @returns {{ mention: (label: string) => boolean, quote: (kind: string) => boolean }}
 */
export function shownOf(labels) {
  const wanted = labels && new Set(labels.map((label) => label.toLowerCase()));
  const has = (/** @type {string[]} */ ...names) => !wanted || names.some((name) => wanted.has(name.toLowerCase()));
  return { mention: (label) => has(label, kindOf(label).family), quote: (kind) => has('quotes', kind) };
}

/**
 * @typedef {{ start: number, end: number, name: string }} NamedSpan a stretch and the name of its highlight
 * @param {import('./newsmark.js').Annotations} annotations
 * @param {ReturnType<typeof shownOf>} shown
 * @returns {NamedSpan[]} sorted by start
 */
export function highlightsOf(annotations, shown) {
  const mentions = annotations.mentions.filter(({ label }) => shown.mention(label));
  return layersOf({ ...annotations, mentions }, ({ kind }) => shown.quote(kind))
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
  adoptStyle(/** @type {Document | ShadowRoot} */ (root), rules());
}

/** @param {Document | ShadowRoot} root @param {string} rules */
export function adoptStyle(root, rules) {
  // Firefox keeps sheets from the scripts of extensions, unless they look at the page as it looks at itself.
  const own = /** @type {any} */ (root).wrappedJSObject ?? root;
  // A sheet belongs to the document that it is made in.
  const view = (own.ownerDocument ?? own).defaultView;
  if (!view) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(rules);
  own.adoptedStyleSheets.push(sheet);
}

function rules() {
  /** In longhand, for Safari before 26 knows no other. @param {string} style @param {string} colour */
  const line = (style, colour) =>
    `text-decoration-line: underline; text-decoration-style: ${style}; text-decoration-thickness: 2px; text-decoration-color: ${colour}`;
  const families = (/** @type {(key: string) => string} */ look) => FAMILIES.map(({ key }) => `::highlight(newsmark-${key}) { ${look(key)} }`).join(' ');
  return [
    families((key) => `background-color: ${tintOf(key)}`),
    `::highlight(newsmark-title) { ${line('dotted', COLOURS.people)} }`,
    `::highlight(newsmark-quote-direct) { ${line('solid', COLOURS.quotes)} }`,
    `::highlight(newsmark-quote-mixed) { ${line('solid', COLOURS.quotes)} }`,
    `::highlight(newsmark-quote-indirect) { ${line('dashed', COLOURS.quotes)} }`,
    `::highlight(newsmark-quote-scare) { ${line('wavy', COLOURS.quotes)} }`,
    // What is behind words is not printed unless the reader asks for it, and gone in forced colours.
    `@media print { ${families((key) => line('solid', COLOURS[key]))} }`,
    `@media (forced-colors: active) { ${families(() => `background-color: Mark; color: MarkText; ${line('solid', 'MarkText')}`)} }`,
  ].join('\n');
}
