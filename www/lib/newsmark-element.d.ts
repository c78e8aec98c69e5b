import type { Annotations, Annotator, SameThreadAnnotator } from './newsmark.js';

/**
 * `<news-mark date="2025-02-11">` with an article in it, which is read, annotated and shown with marks. Without script,
 * and while the annotator loads, the article stands there as it is.
 *
 * Events, both bubbling and crossing shadow borders: `newsmark-annotated` (detail: the annotations) each time the article
 * has been annotated, `newsmark-error` (detail: `{ code, message }`, the codes of `NewsmarkError`).
 *
 * Parts: `article`; `mention` with one of `people`, `organisations`, `places`, `groups`, `things`, `times`, `numbers`,
 * `title`; `label`; `quote` with one of `quote-direct`, `quote-mixed`, `quote-indirect`, `quote-scare`; `speaker`; `card`;
 * `message`.
 *
 * Custom properties, each a colour for lines and words, thinned behind them: `--newsmark-people`,
 * `--newsmark-organisations` ... `--newsmark-numbers`, `--newsmark-quotes`.
 *
 * Keys: one mark is in the tab order; the left and right arrow, Home and End go to the others.
 */
export class NewsMarkElement extends HTMLElement {
  /** The attribute `date`: the day of publication, `YYYY-MM-DD`. */
  date: string | null;
  /** What was found; `null` until then. What is set here is shown instead, until `null` is. */
  annotations: Annotations | null;
  /** The annotator to use; without it one is loaded that all elements of the page share. */
  annotator: Annotator | SameThreadAnnotator | null;
  /** The text to which the offsets in `annotations` belong. */
  readonly text: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'news-mark': NewsMarkElement;
  }
  interface HTMLElementEventMap {
    'newsmark-annotated': CustomEvent<Annotations>;
    'newsmark-error': CustomEvent<{ code: string; message: string }>;
  }
}
