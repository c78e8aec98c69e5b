/**
 * The WebAssembly instance of this thread, as plain functions. An instance that has broken down (a bug in it, no memory
 * left) is of no use any more; it is replaced at once, so that the next call works.
 */
import init, * as wasm from './wasm/newsmark.js';
import { NewsmarkError, messageOf } from './errors.js';

/** Counts the instances: annotators made in an earlier one are gone with it. */
let instance = 0;

/** @param {import('./parts.js').Parts} parts */
export async function createEngine({ module, weights }) {
  await init({ module_or_path: module }).catch((failure) => {
    throw new NewsmarkError('bad-wasm', `The program does not start: ${messageOf(failure)}`, { cause: failure });
  });
  let made = -1;
  /** @type {wasm.Newsmark | null} */
  let newsmark = null;
  const annotator = () => {
    if (!newsmark || made !== instance) newsmark = new wasm.Newsmark(bytesOf(weights));
    made = instance;
    return newsmark;
  };
  guard(annotator);
  return {
    version: () => guard(wasm.version),
    /**
     * @param {string} text @param {string} [date]
     * @param {(progress: import('./newsmark.js').Progress) => void} [onprogress]
     */
    annotate: (text, date, onprogress) => {
      const total = text.length;
      /** @param {number} share */
      const tell = (share) => onprogress?.({ step: 'annotate', done: Math.round(share * total), total });
      return guard(() => annotator().annotate(text, date, tell));
    },
    /** @param {string} format @param {string} text @param {import('./newsmark.js').Annotations} annotations */
    export: (format, text, annotations) => guard(() => wasm.exportFile(format, text, annotations)),
    /** @param {string} text @param {import('./newsmark.js').Annotations} annotations */
    sources: (text, annotations) => guard(() => wasm.sources(text, annotations)),
  };
}

/**
 * Runs `call`. What it throws of its own has a code; anything else is a breakdown.
 * @template Result
 * @param {() => Result} call
 */
function guard(call) {
  try {
    return call();
  } catch (/** @type {any} */ failure) {
    if (failure?.code) throw new NewsmarkError(failure.code, failure.message, { cause: failure });
    wasm.__wbg_reset_state();
    instance += 1;
    throw new NewsmarkError('crashed', `The annotator broke down: ${messageOf(failure)}`, { cause: failure });
  }
}

/** @param {ArrayBuffer | ArrayBufferView} source */
function bytesOf(source) {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
