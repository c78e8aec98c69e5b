/**
 * Highlights an article in place by the CSS Custom Highlight API: no element and no text of the page is changed.
 *
 * Browsers grow slow with thousands of highlighted ranges, so only blocks near the viewport have theirs registered.
 */
import { annotationList } from './annotation-list.js';
import { ArticleText } from './article-text.js';
import { highlightsOf, styleHighlights } from './highlights.js';
import { firstIndex } from './layers.js';
import { sharedAnnotator } from './shared-annotator.js';

/** @param {Element} element @param {import('./newsmark.js').AnnotateElementOptions} [options] */
export async function annotateElement(element, options = {}) {
  const annotated = new AnnotatedElement(element, options);
  await annotated.update();
  return annotated;
}

class AnnotatedElement {
  text = '';
  /** @type {import('./newsmark.js').Annotations} */
  annotations = { date: null, sentences: [], mentions: [], entities: [], quotes: [] };
  /** Whether highlights can be seen. */
  highlighted = 'highlights' in CSS;
  #element;
  #options;
  /** @type {ArticleText | null} */
  #article = null;
  /** @type {IntersectionObserver | null} */
  #observer = null;
  /** @type {Map<Element, { name: string, range: Range }[]>} What is registered now, by block. */
  #registered = new Map();

  /** @param {Element} element @param {import('./newsmark.js').AnnotateElementOptions} options */
  constructor(element, options) {
    this.#element = element;
    this.#options = options;
  }

  async update() {
    const { annotator = await sharedAnnotator(this.#options.load), skip } = this.#options;
    const article = new ArticleText(this.#element, skip);
    const annotations = await annotator.annotate(article.text, { date: this.#date() });
    this.clear();
    this.#article = article;
    this.text = article.text;
    this.annotations = annotations;
    if (this.highlighted) this.#watch(article.blocks);
    return annotations;
  }

  clear() {
    this.#observer?.disconnect();
    this.#observer = null;
    for (const block of [...this.#registered.keys()]) this.#unregister(block);
  }

  /** @param {import('./newsmark.js').Span} span */
  range(span) {
    return this.#article?.range(span) ?? null;
  }

  list() {
    return annotationList(this.text, this.annotations, (span) => {
      const place = this.range(span);
      place?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
      if (place) getSelection()?.setBaseAndExtent(place.startContainer, place.startOffset, place.endContainer, place.endOffset);
    });
  }

  /** The caller's date, else the one that the page states for machines. */
  #date() {
    const stated = this.#element.querySelector('time[datetime]')?.getAttribute('datetime')
      ?? document.querySelector('meta[property="article:published_time"]')?.getAttribute('content');
    return this.#options.date ?? stated?.match(/^\d{4}-\d{2}-\d{2}/)?.[0] ?? null;
  }

  /** @param {import('./article-text.js').Block[]} articleBlocks */
  #watch(articleBlocks) {
    styleHighlights(this.#element.getRootNode());
    const spans = highlightsOf(this.annotations);
    const blocks = new Map(articleBlocks.map((block) => [block.element, block]));
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const block = blocks.get(target);
        this.#unregister(target);
        if (isIntersecting && block) this.#register(target, spansIn(spans, block));
      }
    }, { rootMargin: '100%' });
    for (const element of blocks.keys()) this.#observer.observe(element);
  }

  /** @param {Element} block @param {import('./highlights.js').NamedSpan[]} spans */
  #register(block, spans) {
    const ranges = spans.flatMap((span) => {
      const range = this.range(span);
      return range ? [{ name: span.name, range }] : [];
    });
    for (const { name, range } of ranges) {
      // Others in the page may have highlights of these names from us: theirs stay.
      if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
      CSS.highlights.get(name)?.add(range);
    }
    this.#registered.set(block, ranges);
  }

  /** @param {Element} block */
  #unregister(block) {
    for (const { name, range } of this.#registered.get(block) ?? []) {
      const highlight = CSS.highlights.get(name);
      highlight?.delete(range);
      if (highlight?.size === 0) CSS.highlights.delete(name);
    }
    this.#registered.delete(block);
  }
}

/** Those that start in `block`. @param {import('./highlights.js').NamedSpan[]} spans @param {{ start: number, end: number }} block */
function spansIn(spans, { start, end }) {
  return spans.slice(
    firstIndex(spans, (span) => span.start >= start),
    firstIndex(spans, (span) => span.start >= end),
  );
}
