/**
 * The WebAssembly instance of this thread, as plain functions. An instance that has broken down (a bug in it, no memory
 * left) is of no use any more; it is replaced at once, so that the next call works.
 */
import init, * as wasm from './wasm/newsmark.js';
import { dayOf } from './days.js';
import { NewsmarkError, messageOf, safely } from './errors.js';

/** Counts the instances: annotators made in an earlier one are gone with it. */
let instance = 0;
/** How many engines are open. */
let open = 0;

/** @typedef {ReturnType<typeof engineOf>} Engine */

/** @param {import('./parts.js').Parts} parts */
export async function createEngine({ module, weights }) {
  await init({ module_or_path: module }).catch(refuse);
  return engineOf(weights);
}

/** @param {import('./parts.js').Parts} parts */
export function createEngineAtOnce({ module, weights }) {
  try {
    wasm.initSync({ module });
  } catch (failure) {
    refuse(failure);
  }
  return engineOf(weights);
}

/** @param {unknown} cause @returns {never} */
function refuse(cause) {
  throw new NewsmarkError('bad-wasm', `The program does not start: ${messageOf(cause)}`, { cause });
}

/** @param {Uint8Array} weights */
function engineOf(weights) {
  let made = -1;
  /** @type {wasm.Newsmark | null} */
  let newsmark = null;
  const annotator = () => {
    if (!newsmark || made !== instance) newsmark = new wasm.Newsmark(weights);
    made = instance;
    return newsmark;
  };
  guard(annotator);
  open += 1;
  return {
    version: () => guard(wasm.version),
    /**
     * @param {string} text @param {string | Date | null} [date] @param {import('./newsmark.js').Correction[]} [corrections]
     * @param {(progress: import('./newsmark.js').Progress) => void} [onprogress]
     */
    annotate: (text, date, corrections, onprogress) => {
      const day = dayOf(date);
      const tell = shareTeller(text, onprogress);
      return guard(() => annotator().annotate(text, day, tell, corrections));
    },
    /**
     * Both at once, for a thread whose answers are copied.
     * @param {string} text @param {string | Date | null} [date] @param {import('./newsmark.js').Correction[]} [corrections]
     * @param {(progress: import('./newsmark.js').Progress) => void} [onprogress]
     */
    annotateWithSources: (text, date, corrections, onprogress) => {
      const day = dayOf(date);
      const tell = shareTeller(text, onprogress);
      return guard(() => annotator().annotateWithSources(text, day, tell, corrections));
    },
    /** @param {string} format @param {string} text @param {import('./newsmark.js').Annotations} annotations */
    export: (format, text, annotations) => guard(() => wasm.exportFile(String(format), text, annotations)),
    /** @param {string} text @param {import('./newsmark.js').Annotations} annotations */
    sources: (text, annotations) => guard(() => wasm.sources(text, annotations)),
    /** An instance never gives memory back: with its last engine it is left to the garbage collector. */
    close: () => {
      if (newsmark && made === instance) newsmark.free();
      newsmark = null;
      open -= 1;
      if (open === 0) renew();
    },
  };
}

/** @param {string} text @param {((progress: import('./newsmark.js').Progress) => void) | undefined} onprogress @returns {(share: number) => void} */
function shareTeller({ length: total }, onprogress) {
  const tell = safely(onprogress);
  return (share) => tell({ step: 'annotate', done: Math.round(share * total), total });
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
    renew();
    throw new NewsmarkError('crashed', `The annotator broke down: ${messageOf(failure)}`, { cause: failure });
  }
}

function renew() {
  wasm.__wbg_reset_state();
  instance += 1;
}
