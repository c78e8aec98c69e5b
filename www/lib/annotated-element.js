/**
 * Highlights an article in place by the CSS Custom Highlight API: no element and no text of the page is changed.
 *
 * Browsers grow slow with thousands of highlighted ranges, so only blocks near the viewport have theirs registered; while the
 * page is printed, all.
 */
import { annotationList } from './annotation-list.js';
import { ArticleText } from './article-text.js';
import { highlightsOf, shownOf, styleHighlights } from './highlights.js';
import { firstIndex } from './layers.js';
import { letterAt } from './pointing.js';

export class AnnotatedElement {
  text = '';
  /** @type {import('./newsmark.js').Annotations} */
  annotations = { date: null, sentences: [], mentions: [], entities: [], quotes: [] };
  #element;
  #options;
  /** Whether a label or kind of quote is highlighted. */
  shown;
  #view;
  /** @type {ArticleText | null} */
  #article = null;
  /** The day that `annotations` were made with. @type {string | Date | null | undefined} */
  #dated = undefined;
  /** @type {IntersectionObserver | null} */
  #observer = null;
  /** What of the text stands in each element itself. @type {Map<Element, import('./article-text.js').Block[]>} */
  #blocks = new Map();
  /** @type {import('./highlights.js').NamedSpan[]} */
  #spans = [];
  /** @type {Map<Element, { name: string, range: Range }[]>} What is registered now, by block. */
  #registered = new Map();
  /** Grows with each update, so that a late answer to an earlier one is told apart. */
  #turn = 0;
  /** Aborted when the highlights are taken away for good. */
  #living = new AbortController();
  #loaded;

  /**
   * @param {Element} element @param {import('./newsmark.js').AnnotateElementOptions} options
   * @param {() => Promise<import('./newsmark.js').Annotator>} loaded gives an annotator where the options have none
   */
  constructor(element, options, loaded) {
    this.#element = element;
    this.#options = options;
    this.shown = shownOf(options.labels);
    this.#loaded = loaded;
    this.#view = /** @type {Window & typeof globalThis} */ (element.ownerDocument.defaultView ?? window);
    const { signal } = this.#living;
    this.#view.addEventListener('beforeprint', () => this.#registerAll(), { signal });
    this.#view.addEventListener('afterprint', () => this.#watch(), { signal });
  }

  /** Whether highlights can be seen. */
  get highlighted() {
    return 'highlights' in this.#view.CSS;
  }

  /** @param {{ signal?: AbortSignal }} [options] */
  async update({ signal } = {}) {
    const turn = (this.#turn += 1);
    const annotator = this.#options.annotator ?? (await this.#loaded());
    signal?.throwIfAborted();
    const article = new ArticleText(this.#element, this.#options.skip);
    const date = this.#date();
    const same = this.#article && this.text === article.text && String(this.#dated) === String(date);
    const annotations = same ? this.annotations : await annotator.annotate(article.text, { date, signal });
    if (turn === this.#turn) this.show(article, annotations, date);
    return annotations;
  }

  /**
   * Shows annotations of a text that was read before.
   * @param {ArticleText} article @param {import('./newsmark.js').Annotations} annotations
   * @param {string | Date | null} [date] the day that they were made with
   */
  show(article, annotations, date = this.#date()) {
    if (this.#living.signal.aborted) return;
    this.#takeOff();
    this.#dated = date;
    this.#article = article;
    this.text = article.text;
    this.annotations = annotations;
    this.#spans = highlightsOf(annotations, this.shown);
    this.#blocks.clear();
    for (const block of article.blocks) this.#blocks.set(block.element, [...(this.#blocks.get(block.element) ?? []), block]);
    if (!this.highlighted) return;
    styleHighlights(this.#element.getRootNode());
    this.#watch();
  }

  /** Whether what is shown was made of this text and date. @param {string} text @param {string | Date | null} date @param {unknown} annotator */
  isOf(text, date, annotator) {
    return this.text === text && String(this.#dated) === String(this.#dateOr(date)) && (this.#options.annotator ?? null) === annotator;
  }

  clear() {
    this.#living.abort();
    this.#takeOff();
  }

  /** @param {import('./newsmark.js').Span} span */
  range(span) {
    return this.#article?.range(span) ?? null;
  }

  /** @param {number} x @param {number} y of the window */
  atPoint(x, y) {
    const place = letterAt(this.#element, x, y);
    const offset = place && this.#article?.offsetAt(place.node, place.offset);
    if (offset === null || offset === undefined) return null;
    const { mentions, quotes } = this.annotations;
    const holds = (/** @type {import('./newsmark.js').Span} */ span) => span.start <= offset && offset < span.end && this.#covers(span, x, y);
    // What is innermost comes last.
    const mention = mentions.findLast((mention) => this.shown.mention(mention.label) && holds(mention)) ?? null;
    const quote = quotes.findLast((quote) => this.shown.quote(quote.kind) && holds(quote)) ?? null;
    return mention || quote ? { mention, quote } : null;
  }

  list() {
    return annotationList(this.text, this.annotations, (span) => this.select(span));
  }

  /** Brings words into view, and selects them. @param {import('./newsmark.js').Span} span */
  select(span) {
    const place = this.range(span);
    place?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    if (place) this.#view.getSelection()?.setBaseAndExtent(place.startContainer, place.startOffset, place.endContainer, place.endOffset);
  }

  /** @param {import('./newsmark.js').Span} span @param {number} x @param {number} y */
  #covers(span, x, y) {
    const boxes = [...(this.range(span)?.getClientRects() ?? [])];
    return boxes.some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom);
  }

  #date() {
    return this.#dateOr(this.#options.date);
  }

  /** The caller's date, else the one that the page states for machines. @param {string | Date | null | undefined} date */
  #dateOr(date) {
    const stated = this.#element.querySelector('time[datetime]')?.getAttribute('datetime')
      ?? this.#element.ownerDocument.querySelector('meta[property="article:published_time"]')?.getAttribute('content');
    return date || (stated?.match(/^\d{4}-\d{2}-\d{2}/)?.[0] ?? null);
  }

  #watch() {
    if (!this.highlighted) return;
    this.#takeOff();
    this.#observer = new this.#view.IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        this.#unregister(target);
        if (isIntersecting) this.#register(target);
      }
    }, { rootMargin: '100%' });
    for (const element of this.#blocks.keys()) this.#observer.observe(element);
  }

  #registerAll() {
    if (!this.highlighted) return;
    this.#takeOff();
    for (const element of this.#blocks.keys()) this.#register(element);
  }

  #takeOff() {
    this.#observer?.disconnect();
    this.#observer = null;
    for (const block of [...this.#registered.keys()]) this.#unregister(block);
  }

  /** @param {Element} element of a block */
  #register(element) {
    const spans = (this.#blocks.get(element) ?? []).flatMap((block) => spansIn(this.#spans, block));
    const ranges = spans.flatMap((span) => {
      const range = this.range(span);
      return range ? [{ name: span.name, range }] : [];
    });
    const { highlights } = this.#view.CSS;
    for (const { name, range } of ranges) {
      // Others in the page may have highlights of these names from us: theirs stay.
      if (!highlights.has(name)) highlights.set(name, new this.#view.Highlight());
      highlights.get(name)?.add(range);
    }
    this.#registered.set(element, ranges);
  }

  /** @param {Element} block */
  #unregister(block) {
    const { highlights } = this.#view.CSS;
    for (const { name, range } of this.#registered.get(block) ?? []) {
      const highlight = highlights.get(name);
      highlight?.delete(range);
      if (highlight?.size === 0) highlights.delete(name);
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
