/** The names and looks of our highlights. */
import { FAMILIES, kindOf } from './page/kinds.js';

/** @type {Record<string, string[]>} Backgrounds by family, for light and dark pages; a page sets `--newsmark-people` and so on to have its own. */
export const FAMILY_COLOURS = {
  people: ['#ffe0ad', '#5d4512'],
  organisations: ['#cbe1fb', '#1d426b'],
  places: ['#c9edcf', '#1c512b'],
  groups: ['#e6e3a8', '#4b4a16'],
  things: ['#e8d6f7', '#4b2e63'],
  times: ['#f7d5e0', '#5f2a3d'],
  numbers: ['#d2ebea', '#1d4d4c'],
};

export const QUOTE_COLOUR = ['#a33d1f', '#ef9274'];

/** @param {{ label: string } | { kind: string }} found a mention or a quote */
export function highlightName(found) {
  if ('label' in found) return `newsmark-${found.label === 'TITLE' ? 'title' : kindOf(found.label).family}`;
  return `newsmark-quote-${found.kind}`;
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
  const quote = `var(--newsmark-quotes, light-dark(${QUOTE_COLOUR}))`;
  /** In longhand, for Safari before 26 knows no other. @param {string} style @param {string} [colour] */
  const line = (style, colour = quote) =>
    `text-decoration-line: underline; text-decoration-style: ${style}; text-decoration-thickness: 2px; text-decoration-color: ${colour}`;
  return [
    ...FAMILIES.map(({ key }) => {
      return `::highlight(newsmark-${key}) { background-color: var(--newsmark-${key}, light-dark(${FAMILY_COLOURS[key]})) }`;
    }),
    `::highlight(newsmark-title) { ${line('dotted', 'currentColor')} }`,
    `::highlight(newsmark-quote-direct) { ${line('solid')} }`,
    `::highlight(newsmark-quote-mixed) { ${line('solid')} }`,
    `::highlight(newsmark-quote-indirect) { ${line('dashed')} }`,
    `::highlight(newsmark-quote-scare) { ${line('wavy')} }`,
  ].join('\n');
}
