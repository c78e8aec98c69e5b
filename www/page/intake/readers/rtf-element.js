/** What rtf.js asks of an element, in a thread without a page: it puts spans with words into paragraphs, and those into lines. */
export class RtfElement {
  /** Fonts and colours, which are no words. */
  style = {};
  textContent = '';
  /** @type {Set<RtfElement>} */
  childNodes = new Set();
  /** @type {RtfElement | null} */
  parent = null;

  /** @param {string} kind "div" for a paragraph, or a line of it */
  constructor(kind) {
    this.kind = kind;
  }

  /** @param {RtfElement[]} elements leave the element in which they were */
  append(...elements) {
    for (const element of elements) {
      element.parent?.childNodes.delete(element);
      element.parent = this;
      this.childNodes.add(element);
    }
  }

  /** @returns {string} the words, with an end of line around each line */
  words() {
    const inside = this.textContent + Array.from(this.childNodes, (child) => child.words()).join('');
    return this.kind === 'div' ? `\n${inside}\n` : inside;
  }
}
