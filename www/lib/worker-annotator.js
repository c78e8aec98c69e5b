/** An annotator whose work is done in a worker, so that the page stays alive. */
import { NewsmarkError, closed, messageOf } from './errors.js';

/**
 * Sends the worker one call at a time, in order. A worker that dies takes only its own call with it: the next one
 * gets a new worker.
 */
export class WorkerAnnotator {
  version = '';
  #parts;
  #startWorker;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Call[]} The first one is with the worker. */
  #calls = [];
  #closed = false;

  /**
   * @typedef {{ method: string, args: unknown[], options: import('./newsmark.js').AnnotateOptions,
   *             answer: (result: any) => void, fail: (failure: unknown) => void }} Call
   * @param {Promise<import('./parts.js').Parts>} parts
   * @param {() => Worker} startWorker called again when a worker has died
   */
  static async start(parts, startWorker) {
    const annotator = new WorkerAnnotator(parts, startWorker);
    try {
      annotator.version = await annotator.#call('version', []);
    } catch (failure) {
      annotator.close();
      throw failure;
    }
    return annotator;
  }

  /** @param {Promise<import('./parts.js').Parts>} parts @param {() => Worker} startWorker */
  constructor(parts, startWorker) {
    this.#parts = parts;
    this.#startWorker = startWorker;
  }

  /** @param {string} text @param {import('./newsmark.js').AnnotateOptions} [options] */
  annotate(text, options = {}) {
    return this.#call('annotate', [String(text), options.date ?? undefined], options);
  }

  /** @param {import('./newsmark.js').Format} format @param {string} text @param {import('./newsmark.js').Annotations} annotations */
  export(format, text, annotations) {
    return this.#call('export', [format, String(text), annotations]);
  }

  /** @param {string} text @param {import('./newsmark.js').Annotations} annotations */
  sources(text, annotations) {
    return this.#call('sources', [String(text), annotations]);
  }

  close() {
    this.#closed = true;
    this.#stopWorker();
    for (const call of this.#calls.splice(0)) call.fail(closed());
  }

  /**
   * @param {string} method @param {unknown[]} args @param {import('./newsmark.js').AnnotateOptions} [options]
   * @returns {Promise<any>}
   */
  #call(method, args, options = {}) {
    return new Promise((answer, fail) => {
      const { signal } = options;
      if (this.#closed) throw closed();
      signal?.throwIfAborted();
      const call = { method, args, options, answer, fail };
      signal?.addEventListener('abort', () => this.#abandon(call, signal.reason), { once: true });
      this.#calls.push(call);
      if (this.#calls.length === 1) this.#send();
    });
  }

  #send() {
    const [call] = this.#calls;
    if (!call) return;
    try {
      this.#worker ??= this.#start();
      this.#worker.postMessage({ method: call.method, args: call.args });
    } catch (failure) {
      const reason = messageOf(failure);
      this.#finish((call) => call.fail(new NewsmarkError('no-worker', `No worker starts here: ${reason}`)));
    }
  }

  #start() {
    const worker = this.#startWorker();
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#died(event.message ?? 'its script cannot be loaded');
    };
    worker.onmessageerror = () => this.#died('its answer cannot be read');
    this.#parts.then(
      (parts) => worker.postMessage({ parts }),
      (failure) => this.#finish((call) => call.fail(failure)),
    );
    return worker;
  }

  /** @param {{ progress?: import('./newsmark.js').Progress, result?: unknown, error?: { code: string, message: string } }} answer */
  #receive({ progress, result, error }) {
    if (progress) this.#calls[0]?.options.onprogress?.(progress);
    else if (error) this.#finish((call) => call.fail(new NewsmarkError(error.code, error.message)));
    else this.#finish((call) => call.answer(result));
  }

  /** @param {string} reason */
  #died(reason) {
    this.#stopWorker();
    this.#finish((call) => call.fail(new NewsmarkError('crashed', `The annotator broke down: ${reason}`)));
  }

  /** Ends the call that is with the worker and sends the next. @param {(call: Call) => void} end */
  #finish(end) {
    const call = this.#calls.shift();
    if (call) end(call);
    this.#send();
  }

  /** @param {Call} call @param {unknown} reason */
  #abandon(call, reason) {
    const place = this.#calls.indexOf(call);
    if (place < 0) return;
    if (place === 0) {
      this.#stopWorker();
      this.#finish(() => call.fail(reason));
    } else {
      this.#calls.splice(place, 1);
      call.fail(reason);
    }
  }

  #stopWorker() {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
