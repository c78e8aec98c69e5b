import type { Annotations, Annotator, Entity, ErrorCode, Mention, Quote, SameThreadAnnotator } from './newsmark.js';

/**
 * `<news-mark date="2025-02-11">` with an article in it, which is marked where it is: no element and no text of it is changed.
 * Without script, while the annotator loads and where it fails, the article stands there as it is.
 *
 * Attributes: `date`, the day of publication; `labels`, what is marked: labels of mentions, `people`, `organisations`,
 * `places`, `groups`, `things`, `times`, `numbers`, kinds of quotes, or `quotes`, with spaces between, all where it is missing;
 * `skip`, a selector of elements that are no text of the article; `observe="off"`: changes of the article are not followed.
 * While it is busy the element has `aria-busy`.
 *
 * Events, all bubbling and crossing shadow borders: `newsmark-annotated` (detail: the annotations) each time the article
 * has been annotated, `newsmark-error` (detail: `{ code, message }`, the codes of `NewsmarkError`), `newsmark-select` when
 * somebody clicks a mark or chooses it by Enter.
 *
 * States: `:state(busy)`, `:state(annotated)`, `:state(failed)`. Parts: `speaker` (who says a quote, above it), `card` (what is
 * told of a mark), `cursor` (around the mark that the keys are at), `message`. Marks are highlights of the page:
 * `::highlight(newsmark-people)` and so on, `::highlight(newsmark-quote-direct)` and so on.
 *
 * Custom properties, each a colour for lines and words, thinned behind them: `--newsmark-people`,
 * `--newsmark-organisations` ... `--newsmark-numbers`, `--newsmark-quotes`.
 *
 * Keys: one mark is in the tab order; the arrows, Home and End go to the others, Enter chooses, Escape closes the card.
 */
export class NewsMarkElement extends HTMLElement {
  /** The attribute `date`: the day of publication, `YYYY-MM-DD`, with or without a time behind it. */
  date: string | null;
  /** What was found; `null` until then. What is set here is shown instead, until `null` is. */
  annotations: Annotations | null;
  /** The annotator to use; without it one is loaded that all elements of the page share. */
  annotator: Annotator | SameThreadAnnotator | null;
  /** The text to which the offsets in `annotations` belong. */
  readonly text: string;
  /** Settles when the article as it is now has been annotated, or cannot be. */
  readonly ready: Promise<Annotations>;
  /** Reads the article anew, at once. */
  update(): Promise<Annotations>;
  /** What is marked at a point of the window. */
  atPoint(x: number, y: number): { mention: Mention | null; quote: Quote | null } | null;
}

/** What somebody has chosen: a mention or a quote, its entity, and where it stands. */
export interface Selection {
  mention: Mention | null;
  quote: Quote | null;
  entity: Entity | null;
  range: Range | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'news-mark': NewsMarkElement;
  }
  interface HTMLElementEventMap {
    'newsmark-annotated': CustomEvent<Annotations>;
    'newsmark-error': CustomEvent<{ code: ErrorCode; message: string }>;
    'newsmark-select': CustomEvent<Selection>;
  }
}

/** The attributes in JSX: `declare module 'react' { namespace JSX { interface IntrinsicElements { 'news-mark': NewsMarkAttributes } } }`. */
export interface NewsMarkAttributes {
  date?: string;
  labels?: string;
  observe?: 'off';
  skip?: string;
  [attribute: string]: unknown;
}
