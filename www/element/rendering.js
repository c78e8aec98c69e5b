/** The annotated article as DOM: a copy of the original in which annotated stretches are marked. */
import { firstIndex } from '../article-text.js';
import { kindOf } from '../page/kinds.js';
import { segments } from '../segments.js';

/** Never copied: they are no content, or would work twice. */
const NOT_COPIED = 'script, style, template, noscript, iframe, object, audio, video, form, dialog';

/**
 * @typedef {import('../newsmark.js').Annotations} Annotations
 * @typedef {import('../segments.js').Segment} Segment
 * @typedef {import('../article-text.js').ArticleText} ArticleText
 * @param {Element} original
 * @param {ArticleText} article
 * @param {Annotations} annotations
 */
export function render(original, article, annotations) {
  const copy = new Copy(article, annotations);
  const fragment = document.createDocumentFragment();
  copy.children(original, fragment);
  fragment.querySelector('mark')?.setAttribute('tabindex', '0');
  return fragment;
}

class Copy {
  #text;
  #annotations;
  #segments;
  /** @type {Map<Node, import('../article-text.js').Piece[]>} */
  #pieces = new Map();
  /** Where the last copied piece ended. */
  #end = 0;
  /** The mentions that have their label already. @type {Set<unknown>} */
  #labelled = new Set();

  /** @param {ArticleText} article @param {Annotations} annotations */
  constructor(article, annotations) {
    this.#text = article.text;
    this.#annotations = annotations;
    this.#segments = segments(annotations);
    for (const piece of article.pieces) {
      if (!this.#pieces.has(piece.node)) this.#pieces.set(piece.node, []);
      this.#pieces.get(piece.node)?.push(piece);
    }
  }

  /** @param {Node} original @param {Node} copy */
  children(original, copy) {
    for (const child of original.childNodes) {
      if (this.#pieces.has(child)) this.#copyText(child, copy);
      else if (child.nodeType === Node.ELEMENT_NODE) this.#copyElement(/** @type {Element} */ (child), copy);
    }
  }

  /** @param {Element} original @param {Node} copy */
  #copyElement(original, copy) {
    if (original.matches(NOT_COPIED)) return;
    const element = /** @type {Element} */ (original.cloneNode(false));
    copy.appendChild(element);
    const before = this.#end;
    this.children(original, element);
    const isArticleText = this.#end > before;
    // Pictures, captions and the like are no text of the article, but part of what is shown.
    if (!isArticleText) element.replaceChildren(...original.cloneNode(true).childNodes);
  }

  /** @param {Node} node @param {Node} copy */
  #copyText(node, copy) {
    for (const { start, end } of this.#pieces.get(node) ?? []) {
      if (this.#text.slice(this.#end, start) === ' ') copy.appendChild(new Text(' '));
      this.#copyStretch(start, end, copy);
      this.#end = end;
    }
  }

  /** @param {number} start @param {number} end @param {Node} copy */
  #copyStretch(start, end, copy) {
    let at = start;
    for (let index = firstIndex(this.#segments, (segment) => segment.end > start); at < end; index += 1) {
      const segment = this.#segments[index];
      if (!segment || segment.start >= end) break;
      copy.appendChild(new Text(this.#text.slice(at, Math.max(at, segment.start))));
      at = Math.max(at, segment.start);
      const words = this.#text.slice(at, Math.min(end, segment.end));
      copy.appendChild(this.#marked(words, segment, segment.end <= end));
      at += words.length;
    }
    copy.appendChild(new Text(this.#text.slice(at, end)));
  }

  /** @param {string} words @param {Segment} segment @param {boolean} isItsEnd @returns {Node} */
  #marked(words, { end, mention, title, quote }, isItsEnd) {
    /** @type {Node} */
    let marked = new Text(words);
    if (mention) marked = this.#mark(marked, mention, isItsEnd && mention.end === end);
    if (title) marked = this.#mark(marked, title, isItsEnd && title.end === end);
    if (quote) marked = this.#quote(marked, quote, isItsEnd && quote.end === end);
    return marked;
  }

  /** @param {Node} content @param {import('../newsmark.js').Mention} mention @param {boolean} isItsEnd */
  #mark(content, mention, isItsEnd) {
    const { family, word, meaning } = kindOf(mention.label);
    const kind = mention.label === 'TITLE' ? 'title' : family;
    const mark = create('mark', kind, `mention ${kind}`);
    mark.append(content);
    const entity = this.#annotations.entities[mention.entity ?? -1];
    mark.dataset.about = [entity?.name, meaning, ...(entity?.titles ?? []), mention.value].filter(Boolean).join(' · ');
    if (!this.#labelled.has(mention)) mark.tabIndex = -1;
    this.#labelled.add(mention);
    if (isItsEnd) mark.append(create('span', 'label', 'label', word));
    return mark;
  }

  /** @param {Node} content @param {import('../newsmark.js').Quote} quote @param {boolean} isItsEnd */
  #quote(content, quote, isItsEnd) {
    const span = create('span', `quote ${quote.kind}`, `quote quote-${quote.kind}`);
    span.append(content);
    const words = quote.speaker && this.#text.slice(quote.speaker.start, quote.speaker.end);
    const speaker = this.#annotations.entities[quote.entity ?? -1]?.name ?? words;
    if (isItsEnd && speaker) span.append(create('span', 'speaker', 'speaker', speaker));
    return span;
  }
}

/** @param {string} name @param {string} className @param {string} part @param {string} [text] */
function create(name, className, part, text = '') {
  const element = document.createElement(name);
  element.className = className;
  element.setAttribute('part', part);
  if (text) element.append(text);
  return element;
}
