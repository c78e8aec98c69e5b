/** The text of an article in a page, with the way back from an offset in it to a place in the DOM. */
import { firstIndex } from './layers.js';

/** What stands in an article's element and is none of its text. */
const SKIPPED = [
  'script', 'style', 'noscript', 'template', 'nav', 'aside', 'footer', 'form', 'button', 'input', 'select', 'textarea',
  'figcaption', 'iframe', 'object', 'audio', 'video', 'canvas', 'svg', 'math', 'dialog', 'head',
  '[hidden]', '[aria-hidden="true"]', '[role="navigation"]', '[role="complementary"]', '[contenteditable="true"]',
].join(',');

/**
 * @typedef {{ start: number, end: number, node: Text, offset: number }} Piece `text.slice(start, end)` stands in `node`
 *   from `offset` on, letter by letter.
 * @typedef {{ start: number, end: number, element: Element }} Block A paragraph, heading or the like.
 */

export class ArticleText {
  text = '';
  /** @type {Piece[]} Sorted, without overlap; between them stand only spaces and line breaks of our own. */
  pieces = [];
  /** @type {Block[]} Sorted, without overlap. */
  blocks = [];
  /** What goes before the next letter: nothing, a space, or line breaks. */
  #gap = '';
  #skipped;

  /** @param {Element} element @param {string} [skip] a selector of more elements that are no text of the article */
  constructor(element, skip) {
    this.#skipped = skip ? `${SKIPPED},${skip}` : SKIPPED;
    this.#readChildren(element, element, isVerbatim(getComputedStyle(element)));
  }

  /** Where the span stands; nothing where its words have gone since. @param {{ start: number, end: number }} span @returns {Range | null} */
  range({ start, end }) {
    const first = this.pieces[this.#pieceAt(start)];
    const last = this.pieces[this.#pieceAt(end - 1)];
    if (!first || !last || start >= end) return null;
    const from = first.offset + Math.max(start, first.start) - first.start;
    const to = last.offset + Math.min(end, last.end) - last.start;
    if (from > first.node.length || to > last.node.length) return null;
    const range = first.node.ownerDocument.createRange();
    range.setStart(first.node, from);
    range.setEnd(last.node, to);
    return range;
  }

  /** The offset in the text at which a letter of a text node stands. @param {Node} node @param {number} offset @returns {number | null} */
  offsetAt(node, offset) {
    const piece = this.pieces.find((piece) => piece.node === node && piece.offset <= offset && offset <= piece.offset + piece.end - piece.start);
    return piece ? piece.start + offset - piece.offset : null;
  }

  /** The index of the piece that holds `offset`, or of the one after it. @param {number} offset */
  #pieceAt(offset) {
    return firstIndex(this.pieces, (piece) => piece.end > offset);
  }

  /** @param {Element} parent @param {Element} block the block that `parent` is or stands in @param {boolean} verbatim */
  #readChildren(parent, block, verbatim) {
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.#readText(/** @type {Text} */ (child), block, verbatim);
      else if (child.nodeType === Node.ELEMENT_NODE) this.#readElement(/** @type {Element} */ (child), block);
    }
  }

  /** @param {Element} element @param {Element} block */
  #readElement(element, block) {
    // A form may have a field named matches.
    if (Element.prototype.matches.call(element, this.#skipped)) return;
    if (element.localName === 'br') {
      this.#gap = this.#gap.startsWith('\n') ? '\n\n' : '\n';
      return;
    }
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden') return;
    if (/^(inline|contents|ruby)/.test(style.display)) {
      this.#readChildren(element, block, isVerbatim(style));
      return;
    }
    this.#gap = '\n\n';
    this.#readChildren(element, element, isVerbatim(style));
    this.#gap = '\n\n';
  }

  /**
   * A text node as it is shown: where white space collapses, a run of it is one space.
   * @param {Text} node @param {Element} block @param {boolean} verbatim
   */
  #readText(node, block, verbatim) {
    const data = node.data;
    const runs = verbatim ? [] : data.matchAll(/[ \t\n\r\f]{2,}|[\t\n\r\f]|^ | $/g);
    let offset = 0;
    for (const run of runs) {
      this.#add(node, offset, run.index, block);
      this.#gap ||= ' ';
      offset = run.index + run[0].length;
    }
    this.#add(node, offset, data.length, block);
  }

  /** @param {Text} node @param {number} from @param {number} to @param {Element} block */
  #add(node, from, to, block) {
    if (from === to) return;
    if (this.text) this.text += this.#gap;
    this.#gap = '';
    const start = this.text.length;
    this.text += node.data.slice(from, to);
    const end = this.text.length;
    this.pieces.push({ start, end, node, offset: from });
    const last = this.blocks.at(-1);
    if (last?.element === block) last.end = end;
    else this.blocks.push({ start, end, element: block });
  }
}

/** Whether white space is shown as it stands. @param {CSSStyleDeclaration} style */
function isVerbatim({ whiteSpaceCollapse, whiteSpace }) {
  return /^(pre|break-spaces)/.test(whiteSpaceCollapse ?? whiteSpace);
}
