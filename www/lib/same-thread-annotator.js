/** Annotators that work in the thread of their caller. */
import { annotateAll } from './annotate-all.js';
import { createEngine } from './engine.js';
import { closed } from './errors.js';

/**
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {import('./newsmark.js').Annotations} Annotations
 */

/** Gives results at once. */
export class SameThreadAnnotator {
  /** @type {Engine | null} */
  #engine;

  /** @param {Promise<import('./parts.js').Parts>} parts */
  static async start(parts) {
    return new SameThreadAnnotator(await createEngine(await parts));
  }

  /** @param {Engine} engine */
  constructor(engine) {
    this.#engine = engine;
    this.version = engine.version();
  }

  /** @param {string} text @param {import('./newsmark.js').AnnotateOptions} [options] */
  annotate(text, { date, corrections, onprogress } = {}) {
    return this.#open().annotate(String(text), date, corrections, onprogress);
  }

  /** @param {import('./newsmark.js').Format} format @param {string} text @param {Annotations} annotations */
  export(format, text, annotations) {
    return this.#open().export(format, String(text), annotations);
  }

  /** @param {string} text @param {Annotations} annotations */
  sources(text, annotations) {
    return this.#open().sources(String(text), annotations);
  }

  close() {
    this.#engine?.close();
    this.#engine = null;
  }

  #open() {
    if (!this.#engine) throw closed();
    return this.#engine;
  }
}

/** Gives promises, as an annotator in a worker does; the thread stands still while it works. */
export class PromisingAnnotator {
  #annotator;

  /** @param {Promise<import('./parts.js').Parts>} parts */
  static async start(parts) {
    return new PromisingAnnotator(await SameThreadAnnotator.start(parts));
  }

  /** @param {SameThreadAnnotator} annotator */
  constructor(annotator) {
    this.#annotator = annotator;
    this.version = annotator.version;
  }

  /** @param {string} text @param {import('./newsmark.js').AnnotateOptions} [options] */
  async annotate(text, options = {}) {
    options.signal?.throwIfAborted();
    return this.#annotator.annotate(text, options);
  }

  /** @param {import('./newsmark.js').Articles} articles @param {import('./newsmark.js').AnnotateAllOptions} [options] */
  annotateAll(articles, options) {
    return annotateAll([this], articles, options);
  }

  /** @param {import('./newsmark.js').Format} format @param {string} text @param {Annotations} annotations */
  async export(format, text, annotations) {
    return this.#annotator.export(format, text, annotations);
  }

  /** @param {string} text @param {Annotations} annotations */
  async sources(text, annotations) {
    return this.#annotator.sources(text, annotations);
  }

  close() {
    this.#annotator.close();
  }

  async [Symbol.asyncDispose]() {
    this.close();
  }
}
