/** An annotator that works in the thread of its caller, who gets the result at once and waits meanwhile. */
import { createEngine } from './engine.js';
import { closed } from './errors.js';

/** @typedef {Awaited<ReturnType<typeof createEngine>>} Engine */

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
  annotate(text, { date, onprogress } = {}) {
    return this.#open().annotate(String(text), date ?? undefined, onprogress);
  }

  /** @param {import('./newsmark.js').Format} format @param {string} text @param {import('./newsmark.js').Annotations} annotations */
  export(format, text, annotations) {
    return this.#open().export(format, String(text), annotations);
  }

  /** @param {string} text @param {import('./newsmark.js').Annotations} annotations */
  sources(text, annotations) {
    return this.#open().sources(String(text), annotations);
  }

  close() {
    this.#engine = null;
  }

  #open() {
    if (!this.#engine) throw closed();
    return this.#engine;
  }
}
