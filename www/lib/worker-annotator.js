/** An annotator whose work is done in a worker, so that the page stays alive. */
import { annotateAll } from './annotate-all.js';
import { dayOf } from './days.js';
import { NewsmarkError, closed, messageOf, safely } from './errors.js';
import { startThread } from './threads.js';

/**
 * @typedef {import('./newsmark.js').AnnotateOptions} AnnotateOptions
 * @typedef {import('./newsmark.js').Annotations} Annotations
 * @typedef {{ name: string, items: unknown[] }} Piece a part of a list of annotations, which are sent in order
 * @typedef {{ annotations: Annotations, sources: import('./newsmark.js').QuotedSource[] }} Found
 * @typedef {{ end: number, tell: (found: Found) => void }} Beginning where the beginning of a text ends, in UTF-16 units, and who
 *   is told what is found in it before the whole text is read
 * @typedef {Pick<AnnotateOptions, 'signal' | 'onprogress'> & { beginning?: Beginning }} CallOptions
 * @typedef {{ method: string, args: unknown[], pieces: Piece[], options: CallOptions,
 *             answer: (result: any) => void, fail: (failure: unknown) => void }} Call
 */

/**
 * Sends the worker one call at a time, in order. A worker that dies takes only its own call with it: the next one
 * gets a new worker.
 */
export class WorkerAnnotator {
  version = '';
  #parts;
  #own;
  /** @type {import('./threads.js').Thread | null} */
  #thread = null;
  /** Whether the worker's script runs. */
  #started = false;
  /** @type {Call[]} The first one is with the worker. */
  #calls = [];
  #closed = false;

  /**
   * @param {Promise<import('./parts.js').Parts>} parts
   * @param {(() => any) | null} [own] makes the caller's own worker; called again when a worker has died
   * @param {AbortSignal} [signal]
   */
  static async start(parts, own = null, signal) {
    const annotator = new WorkerAnnotator(parts, own);
    try {
      annotator.version = await annotator.#call('version', [], { signal });
    } catch (failure) {
      annotator.close();
      throw failure;
    }
    return annotator;
  }

  /** @param {Promise<import('./parts.js').Parts>} parts @param {(() => any) | null} own */
  constructor(parts, own) {
    this.#parts = parts;
    this.#own = own;
  }

  /** @param {string} text @param {AnnotateOptions} [options] */
  async annotate(text, { date, corrections, signal, onprogress } = {}) {
    return this.#call('annotate', [String(text), dayOf(date), corrections], { signal, onprogress });
  }

  /**
   * What is found with who says it, so that it is copied between the threads once and not three times. The beginning is read
   * in the same call: another one would wait until this thread, busy with drawing the text, has heard of the first.
   * @param {string} text @param {AnnotateOptions & { beginning?: Beginning }} [options]
   * @returns {Promise<Found>}
   */
  async annotateWithSources(text, { date, corrections, signal, onprogress, beginning } = {}) {
    return this.#call('annotateWithSources', [String(text), dayOf(date), corrections], { signal, onprogress, beginning });
  }

  /** @param {import('./newsmark.js').Articles} articles @param {import('./newsmark.js').AnnotateAllOptions} [options] */
  async *annotateAll(articles, { signal, concurrency = 1 } = {}) {
    const others = Array.from({ length: concurrency - 1 }, () => new WorkerAnnotator(this.#parts, this.#own));
    try {
      yield* annotateAll([this, ...others], articles, { signal });
    } finally {
      for (const other of others) other.close();
    }
  }

  /** @param {import('./newsmark.js').Format} format @param {string} text @param {Annotations} annotations */
  export(format, text, annotations) {
    return this.#call('export', [format, String(text), annotations]);
  }

  /** @param {string} text @param {Annotations} annotations */
  sources(text, annotations) {
    return this.#call('sources', [String(text), annotations]);
  }

  close() {
    this.#closed = true;
    this.#endThread();
    for (const call of this.#calls.splice(0)) call.fail(closed());
  }

  async [Symbol.asyncDispose]() {
    this.close();
  }

  /**
   * @param {string} method @param {unknown[]} args @param {CallOptions} [options]
   * @returns {Promise<any>}
   */
  async #call(method, args, options = {}) {
    const { signal } = options;
    if (this.#closed) throw closed();
    signal?.throwIfAborted();
    let abandon = () => {};
    try {
      return await new Promise((answer, fail) => {
        const call = { method, args, options, pieces: [], answer, fail };
        abandon = () => this.#abandon(call, signal?.reason);
        signal?.addEventListener('abort', abandon);
        this.#calls.push(call);
        if (this.#calls.length === 1) this.#send();
      });
    } finally {
      signal?.removeEventListener('abort', abandon);
    }
  }

  #send() {
    const [call] = this.#calls;
    this.#thread?.keep(call !== undefined);
    if (!call) return;
    try {
      this.#thread ??= this.#start();
    } catch (failure) {
      this.#finish((call) => call.fail(noWorker(messageOf(failure))));
      return;
    }
    try {
      post(this.#thread, call);
    } catch (failure) {
      this.#finish((call) => call.fail(notPlain(call.method.startsWith('annotate') ? 'corrections' : 'annotations', failure)));
    }
  }

  #start() {
    this.#started = false;
    const thread = startThread(this.#own, {
      heard: (message) => this.#receive(message),
      died: (reason) => this.#died(reason),
    });
    this.#parts.then(
      (parts) => thread.post({ parts }),
      (failure) => this.#finish((call) => call.fail(failure)),
    );
    return thread;
  }

  /** @param {{ started?: true, lock?: string, piece?: Piece, begun?: Found, progress?: import('./newsmark.js').Progress, result?: unknown, error?: any }} message */
  #receive({ started, lock, piece, begun, progress, result, error }) {
    this.#started = true;
    if (started || lock) return;
    if (piece) this.#calls[0]?.pieces.push(piece);
    else if (begun) this.#calls[0]?.options.beginning?.tell(begun);
    else if (progress) safely(this.#calls[0]?.options.onprogress)(progress);
    else if (error) this.#finish((call) => call.fail(new NewsmarkError(error.code, error.message)));
    else this.#finish((call) => call.answer(withPieces(result, call.pieces)));
  }

  /** @param {string} reason */
  #died(reason) {
    const failure = this.#started ? new NewsmarkError('crashed', `The annotator broke down: ${reason}`) : noWorker(reason);
    this.#endThread();
    this.#finish((call) => call.fail(failure));
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
      this.#endThread();
      this.#finish(() => call.fail(reason));
    } else {
      this.#calls.splice(place, 1);
      call.fail(reason);
    }
  }

  #endThread() {
    this.#thread?.end();
    this.#thread = null;
  }
}

/** @param {'corrections' | 'annotations'} what @param {unknown} cause */
function notPlain(what, cause) {
  return new NewsmarkError(`bad-${what}`, `The ${what} are no plain data: ${messageOf(cause)}`, { cause });
}

/** @param {string} reason */
function noWorker(reason) {
  return new NewsmarkError('no-worker', `No worker starts here, or a policy forbids it (worker-src): ${reason}`);
}

/** @param {any} result @param {Piece[]} pieces the lists of its annotations that came before it */
function withPieces(result, pieces) {
  for (const { name, items } of pieces) for (const item of items) result.annotations[name].push(item);
  return result;
}

/** What wraps its data, as frameworks do, can be sent only as the data that it stands for. @param {import('./threads.js').Thread} thread @param {Call} call */
function post(thread, { method, args, options }) {
  const beginning = options.beginning?.end;
  try {
    thread.post({ method, args, beginning });
  } catch {
    thread.post({ method, args: JSON.parse(JSON.stringify(args)), beginning });
  }
}
