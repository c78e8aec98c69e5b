/** Paints text with its marks as elements within elements. Where the marks come from, and what they look like, others say. */
import { marksWithin } from './layers.js';

/**
 * @typedef {import('./layers.js').Layer} Layer
 * @typedef {object} Part A mark, or a piece of one.
 * @property {import('./layers.js').LayerName} layer
 * @property {import('./layers.js').Mark} mark
 * @property {boolean} opens whether the mark begins here
 * @property {boolean} closes whether it ends here
 * @typedef {(part: Part) => { element: Element, after?: Node | null }} ElementOf the element for a part, in which its words
 *   are put behind what stands there already, and what follows them in it
 */

/**
 * @param {string} text @param {number} start @param {number} end @param {Layer[]} layers @param {ElementOf} elementOf
 * @returns {DocumentFragment} elements whose words are exactly that stretch of the text
 */
export function paint(text, start, end, layers, elementOf) {
  const fragment = document.createDocumentFragment();
  const [layer, ...inner] = layers;
  if (!layer) {
    fragment.append(text.slice(start, end));
    return fragment;
  }
  let painted = start;
  for (const mark of marksWithin(layer, start, end)) {
    const from = Math.max(mark.start, start);
    const to = Math.min(mark.end, end);
    if (painted < from) fragment.append(paint(text, painted, from, inner, elementOf));
    const { element, after } = elementOf({ layer: layer.name, mark, opens: from === mark.start, closes: to === mark.end });
    element.append(paint(text, from, to, inner, elementOf));
    if (after) element.append(after);
    fragment.append(element);
    painted = to;
  }
  if (painted < end) fragment.append(paint(text, painted, end, inner, elementOf));
  return fragment;
}
