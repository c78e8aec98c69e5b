/**
 * `<news-mark>`: marks the article that stands in it where it is. The article stays the page's: no element and no text of it is
 * changed, so that it works as before, without script and where nothing can be annotated too. newsmark-element.d.ts describes
 * attributes, properties, events, parts and custom properties.
 */
import { AnnotatedElement } from './annotated-element.js';
import { ArticleText } from './article-text.js';
import { Overlay } from './element/overlay.js';
import { spotOf, spotsOf, tellOf } from './element/spots.js';
import { styleSheet } from './element/style.js';
import { sharedAnnotator } from './shared-annotator.js';
import { speakerOf } from './speaker.js';

const PROPERTIES = ['annotations', 'annotator', 'date'];
/** Milliseconds without a change after which a changed article is read anew: many changes in a row are one. */
const PAUSE = 120;
const KEYS = 'Arrow keys go from mark to mark, Home and End to the first and last, Enter chooses, Escape closes the card.';

/** On servers there are no elements; what imports this there shall work all the same. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class NewsMarkElement extends Base {
  static observedAttributes = ['date', 'labels', 'observe', 'skip'];

  #internals = this.attachInternals();
  /** @type {import('./newsmark.js').Annotations | null} */
  #annotations = null;
  /** @type {import('./newsmark.js').Annotator | import('./newsmark.js').SameThreadAnnotator | null} */
  #annotator = null;
  /** What the page set. @type {import('./newsmark.js').Annotations | null} */
  #given = null;
  /** What the annotator gave, as long as it is shown. @type {import('./newsmark.js').Annotations | null} */
  #found = null;
  /** @type {AnnotatedElement | null} */
  #marks = null;
  #observer = new MutationObserver(() => this.#schedule(PAUSE));
  #resizes = new ResizeObserver(() => this.#nameSpeakers());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Calls off what is being read. */
  #reading = new AbortController();
  /** @type {Deferred} */
  #ready = deferred();
  #message = Object.assign(document.createElement('div'), { className: 'message', part: 'message', hidden: true });
  #overlay;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [styleSheet()];
    this.#message.setAttribute('role', 'status');
    const keys = Object.assign(document.createElement('div'), { className: 'unseen', id: 'keys', textContent: KEYS });
    root.append(document.createElement('slot'), this.#message, keys);
    this.#overlay = new Overlay(this, root, {
      tell: (spot) => (this.#annotations ? tellOf(this.#annotations, this.text, spot) : ''),
      select: (spot) => this.#select(spot),
    });
    this.addEventListener('pointermove', ({ clientX, clientY }) => this.#point(clientX, clientY));
    this.addEventListener('pointerleave', () => this.#overlay.hideCard());
    this.addEventListener('click', (event) => this.#clicked(event));
  }

  connectedCallback() {
    for (const name of PROPERTIES) this.#takeOver(name);
    this.#resizes.observe(this);
    this.#follow();
    this.#schedule(0);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    this.#resizes.disconnect();
    clearTimeout(this.#timer);
    this.#reading.abort();
    this.#marks?.clear();
    this.#marks = this.#found = null;
  }

  attributeChangedCallback() {
    if (!this.isConnected) return;
    this.#follow();
    this.#schedule(0);
  }

  /** The day of publication, or `null`. */
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
    if (this.isConnected) this.#schedule(0);
  }

  /** The annotator to use; without it one is loaded that all elements of the page share. */
  get annotator() {
    return this.#annotator;
  }

  set annotator(annotator) {
    this.#annotator = annotator;
    if (this.isConnected) this.#schedule(0);
  }

  /** The text to which the offsets in `annotations` belong. */
  get text() {
    return this.#marks?.text || this.#read().text;
  }

  /** Settles when the article as it is now has been annotated, or cannot be. */
  get ready() {
    return this.#ready.promise;
  }

  /** Reads the article anew, at once. */
  update() {
    clearTimeout(this.#timer);
    // Changes up to now are read at once.
    this.#observer.takeRecords();
    this.#update().catch(() => undefined);
    return this.ready;
  }

  /** @param {number} x @param {number} y of the window */
  atPoint(x, y) {
    return this.#marks?.atPoint(x, y) ?? null;
  }

  /** A property that was set before the element was defined hides the one of this class. @param {string} name */
  #takeOver(name) {
    if (!Object.hasOwn(this, name)) return;
    const element = /** @type {any} */ (this);
    const value = element[name];
    delete element[name];
    element[name] = value;
  }

  #follow() {
    this.#observer.disconnect();
    if (this.getAttribute('observe') !== 'off') this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
  }

  #read() {
    return new ArticleText(this, this.getAttribute('skip') ?? undefined);
  }

  /** @param {number} pause in milliseconds */
  #schedule(pause) {
    clearTimeout(this.#timer);
    // What is being read has changed since.
    this.#reading.abort();
    this.#turnTo('busy');
    this.#timer = setTimeout(() => this.#update().catch(() => undefined), pause);
  }

  async #update() {
    this.#reading.abort();
    this.#turnTo('busy');
    const { signal } = (this.#reading = new AbortController());
    try {
      const before = this.#found;
      const marks = await this.#mark(signal);
      this.#show(marks);
      // Only what the element has done itself is an event.
      if (this.#found && this.#found !== before) this.#tell('newsmark-annotated', marks.annotations);
      return marks.annotations;
    } catch (failure) {
      if (!signal.aborted && this.isConnected) this.#fail(failure);
      throw failure;
    }
  }

  /** @param {AbortSignal} signal */
  async #mark(signal) {
    const { date, labels, skip } = this.#attributes();
    const given = this.#given;
    const marks = new AnnotatedElement(this, { date, labels, skip, annotator: this.#annotator ?? undefined }, sharedAnnotator);
    try {
      const article = given || this.#marks ? this.#read() : null;
      // A choice of marks, or a change that the text does not show, asks nothing new of the annotator.
      const same = article && this.#marks?.isOf(article.text, date, this.#annotator);
      const known = given ?? (same ? this.#found : null);
      if (article && known) marks.show(article, known);
      else await marks.update({ signal });
      signal.throwIfAborted();
    } catch (failure) {
      marks.clear();
      throw failure;
    }
    this.#marks?.clear();
    this.#marks = marks;
    this.#found = given ? null : marks.annotations;
    return marks;
  }

  #attributes() {
    const labels = this.getAttribute('labels')?.trim();
    return {
      date: this.date,
      labels: labels ? labels.split(/[\s,]+/) : undefined,
      skip: this.getAttribute('skip') ?? undefined,
    };
  }

  /** @param {AnnotatedElement} marks */
  #show(marks) {
    const { annotations } = marks;
    this.#annotations = annotations;
    this.#overlay.set(spotsOf(annotations, marks.shown), (span) => this.#marks?.range(span) ?? null);
    this.#nameSpeakers();
    this.#message.hidden = true;
    this.#turnTo('annotated');
    this.#ready.resolve(annotations);
  }

  #nameSpeakers() {
    const [annotations, marks] = [this.#annotations, this.#marks];
    if (!annotations || !marks) return;
    const quotes = annotations.quotes.filter(({ kind, continues }) => marks.shown.quote(kind) && continues === null);
    this.#overlay.nameSpeakers(quotes.flatMap((quote) => {
      const name = speakerOf(annotations, marks.text, quote);
      return name ? [{ name, range: marks.range(quote) }] : [];
    }));
  }

  /** The article stays as it was. @param {any} failure */
  #fail(failure) {
    this.#annotations = this.#found = null;
    this.#marks?.clear();
    this.#marks = null;
    this.#overlay.set([], () => null);
    this.#overlay.nameSpeakers([]);
    this.#message.textContent = `This article could not be annotated. ${failure.message}`;
    this.#message.hidden = false;
    this.#turnTo('failed');
    this.#ready.reject(failure);
    this.#tell('newsmark-error', { code: failure.code, message: failure.message });
  }

  /** @param {'busy' | 'annotated' | 'failed'} state */
  #turnTo(state) {
    const { states } = this.#internals;
    if (state === 'busy') {
      if (this.getAttribute('aria-busy') !== 'true') this.#ready = deferred(this.#ready);
      this.setAttribute('aria-busy', 'true');
    } else {
      this.removeAttribute('aria-busy');
    }
    for (const name of ['busy', 'annotated', 'failed']) states?.delete(name);
    states?.add(state);
  }

  /** @param {number} x @param {number} y */
  #point(x, y) {
    const spot = this.#spotAt(x, y);
    if (spot) this.#overlay.showCard(spot);
    else this.#overlay.hideCard();
  }

  /** @param {MouseEvent} event */
  #clicked({ clientX, clientY, detail }) {
    // A press of a key on the cursor comes here too, without a point.
    const spot = detail > 0 ? this.#spotAt(clientX, clientY) : null;
    if (spot) this.#select(spot);
  }

  /** @param {number} x @param {number} y of the window */
  #spotAt(x, y) {
    const found = this.atPoint(x, y);
    return found && spotOf(found);
  }

  /** @param {import('./element/spots.js').Spot} spot */
  #select({ start, end, mention, quote }) {
    const entity = this.#annotations?.entities[(mention ?? quote)?.entity ?? -1] ?? null;
    this.#tell('newsmark-select', { mention, quote, entity, range: this.#marks?.range({ start, end }) ?? null });
  }

  /** @param {string} name @param {unknown} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/**
 * A promise whose failure nobody has to hear; an earlier one that has not settled settles with it.
 * @typedef {{ promise: Promise<any>, resolve: (value: any) => void, reject: (failure: unknown) => void }} Deferred
 * @param {Deferred} [earlier]
 * @returns {Deferred}
 */
function deferred(earlier) {
  /** @type {any} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.then(earlier?.resolve, earlier?.reject).catch(() => undefined);
  return made;
}

if (globalThis.customElements && !customElements.get('news-mark')) customElements.define('news-mark', NewsMarkElement);
