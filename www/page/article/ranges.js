/** Places in the text of an element. */

/** The range of these UTF-16 units of an element's text. @param {Element} element @param {number} start @param {number} end */
export function rangeIn(element, start, end) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let before = 0, node = texts.nextNode(); node; node = texts.nextNode()) {
    const after = before + (node.textContent?.length ?? 0);
    if (before <= start && start < after) range.setStart(node, start - before);
    if (before < end && end <= after) range.setEnd(node, end - before);
    before = after;
  }
  return range;
}
