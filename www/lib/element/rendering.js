/** The annotated article as DOM: a copy of the original in which annotated stretches are marked. */
import { kindOf } from '../kinds.js';
import { layersOf } from '../layers.js';
import { paint } from '../painting.js';

/** Never copied: they are no content, or would work twice. */
const NOT_COPIED = 'script, style, template, noscript, iframe, object, audio, video, form, dialog';
/** The layers that an element shows. */
const SHOWN = new Set(['reported', 'quoted', 'title', 'mention']);

/**
 * @typedef {import('../newsmark.js').Annotations} Annotations
 * @typedef {import('../painting.js').Part} Part
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
  #layers;
  /** @type {Map<Node, import('../article-text.js').Piece[]>} */
  #pieces = new Map();
  /** Where the last copied piece ended. */
  #end = 0;

  /** @param {ArticleText} article @param {Annotations} annotations */
  constructor(article, annotations) {
    this.#text = article.text;
    this.#annotations = annotations;
    this.#layers = layersOf(annotations).filter(({ name }) => SHOWN.has(name));
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
      copy.appendChild(paint(this.#text, start, end, this.#layers, (part) => this.#elementOf(part)));
      this.#end = end;
    }
  }

  /** @param {Part} part */
  #elementOf(part) {
    return part.layer === 'mention' || part.layer === 'title' ? this.#mention(part) : this.#quote(part);
  }

  /** @param {Part} part */
  #mention({ layer, mark, opens, closes }) {
    const mention = this.#annotations.mentions[mark.index];
    const { word, meaning } = kindOf(mention.label);
    const kind = layer === 'title' ? 'title' : mark.kind;
    const element = create('mark', kind, `mention ${kind}`);
    const entity = this.#annotations.entities[mention.entity ?? -1];
    element.dataset.about = [entity?.name, meaning, ...(entity?.titles ?? []), mention.value].filter(Boolean).join(' · ');
    if (opens) element.tabIndex = -1;
    return { element, after: closes ? create('span', 'label', 'label', word) : null };
  }

  /** @param {Part} part */
  #quote({ mark, closes }) {
    const { kind, speaker, entity } = this.#annotations.quotes[mark.index];
    const element = create('span', `quote ${kind}`, `quote quote-${kind}`);
    const words = speaker && this.#text.slice(speaker.start, speaker.end);
    const name = this.#annotations.entities[entity ?? -1]?.name ?? words;
    return { element, after: closes && name ? create('span', 'speaker', 'speaker', name) : null };
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
