/** Which letter of a page is at a point of its window. */

/**
 * @param {Element} element in whose document, and shadow root, the letter is looked for
 * @param {number} x @param {number} y of the window
 * @returns {{ node: Node, offset: number } | null}
 */
export function letterAt(element, x, y) {
  const root = element.getRootNode();
  const page = /** @type {any} */ (element.ownerDocument);
  if (page.caretPositionFromPoint) {
    const caret = page.caretPositionFromPoint(x, y, { shadowRoots: 'host' in root ? [root] : [] });
    return caret && { node: caret.offsetNode, offset: beforePoint(caret.offsetNode, caret.offset, x) };
  }
  // Safari before 26.2 has this one.
  const range = page.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: beforePoint(range.startContainer, range.startOffset, x) };
}

/** A caret stands at the nearer side of a letter; the letter is the one that the point is on. @param {Node} node @param {number} offset @param {number} x */
function beforePoint(node, offset, x) {
  if (node.nodeType !== Node.TEXT_NODE || offset === 0 || !node.ownerDocument) return offset;
  const range = node.ownerDocument.createRange();
  range.setStart(node, offset - 1);
  range.setEnd(node, offset);
  const { left, right } = range.getBoundingClientRect();
  return left <= x && x < right ? offset - 1 : offset;
}
