/**
 * `<news-mark>`: an article with its annotations. Until they are there, and where they cannot be made, its own content
 * is shown as it is. newsmark-element.d.ts describes attributes, properties, events, parts and custom properties.
 */
import { ArticleText } from './article-text.js';
import { styleSheet } from './element/style.js';
import { render } from './element/rendering.js';
import { connectKeys } from './element/keys.js';
import { sharedAnnotator } from './shared-annotator.js';

const PROPERTIES = ['annotations', 'annotator', 'date'];

/** On servers there are no elements; what imports this there shall work all the same. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class NewsMarkElement extends Base {
  static observedAttributes = ['date'];

  /** @type {import('./newsmark.js').Annotations | null} */
  #annotations = null;
  /** @type {import('./newsmark.js').Annotator | import('./newsmark.js').SameThreadAnnotator | null} */
  #annotator = null;
  /** What the page set. @type {import('./newsmark.js').Annotations | null} */
  #given = null;
  #observer = new MutationObserver(() => this.#refresh());
  /** Grows with each refresh, so that a late answer to an earlier one is told apart. */
  #turn = 0;
  #original = document.createElement('slot');
  #article = Object.assign(document.createElement('div'), { className: 'article', part: 'article', hidden: true });
  #message = Object.assign(document.createElement('p'), { className: 'message', part: 'message', hidden: true });

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [styleSheet()];
    this.#message.setAttribute('role', 'status');
    root.append(this.#original, this.#article, this.#message);
    connectKeys(this.#article);
  }

  connectedCallback() {
    for (const name of PROPERTIES) this.#takeOver(name);
    this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
    this.#refresh();
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    this.#turn += 1;
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#refresh();
  }

  /** The day of publication, `YYYY-MM-DD`, or `null`. */
  get date() {
    return this.getAttribute('date');
  }

  set date(date) {
    if (date) this.setAttribute('date', date);
    else this.removeAttribute('date');
  }

  /** What was found; `null` until then. What is set here is shown instead, until `null` is. */
  get annotations() {
    return this.#annotations;
  }

  set annotations(annotations) {
    this.#given = annotations;
    if (this.isConnected) this.#refresh();
  }

  /** The annotator to use; without it one is loaded that all elements of the page share. */
  get annotator() {
    return this.#annotator;
  }

  set annotator(annotator) {
    this.#annotator = annotator;
    if (this.isConnected) this.#refresh();
  }

  /** The text to which the offsets in `annotations` belong. */
  get text() {
    return new ArticleText(this).text;
  }

  /** A property that was set before the element was defined hides the one of this class. @param {string} name */
  #takeOver(name) {
    if (!Object.hasOwn(this, name)) return;
    const element = /** @type {any} */ (this);
    const value = element[name];
    delete element[name];
    element[name] = value;
  }

  async #refresh() {
    const turn = (this.#turn += 1);
    // Several changes in a row are one.
    await Promise.resolve();
    if (turn !== this.#turn || !this.isConnected) return;
    const article = new ArticleText(this);
    if (this.#given) {
      this.#show(article, this.#given);
      return;
    }
    try {
      const annotator = this.#annotator ?? (await sharedAnnotator());
      const annotations = await annotator.annotate(article.text, { date: this.date });
      if (turn !== this.#turn) return;
      this.#show(article, annotations);
      this.#tell('newsmark-annotated', annotations);
    } catch (failure) {
      if (turn === this.#turn) this.#fail(failure);
    }
  }

  /** @param {ArticleText} article @param {import('./newsmark.js').Annotations} annotations */
  #show(article, annotations) {
    this.#annotations = annotations;
    this.#article.replaceChildren(render(this, article, annotations));
    this.#original.hidden = true;
    this.#article.hidden = false;
    this.#message.hidden = true;
  }

  /** @param {any} failure */
  #fail({ code, message }) {
    this.#annotations = null;
    this.#article.hidden = true;
    this.#original.hidden = false;
    this.#message.textContent = `This article could not be annotated. ${message}`;
    this.#message.hidden = false;
    this.#tell('newsmark-error', { code, message });
  }

  /** @param {string} name @param {unknown} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (globalThis.customElements && !customElements.get('news-mark')) customElements.define('news-mark', NewsMarkElement);
