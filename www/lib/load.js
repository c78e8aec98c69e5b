/** Makes an annotator. */
import { wasmAddress, weightsAddress } from './assets.js';
import { safely } from './errors.js';
import { loadParts } from './parts.js';
import { hasThreads } from './threads.js';
import { WorkerAnnotator } from './worker-annotator.js';

/** @type {typeof import('./newsmark.js').load} */
export const load = async ({ wasm, weights, worker = true, signal, onprogress } = {}) => {
  const sources = { wasm: wasm ?? wasmAddress(), weights: weights ?? weightsAddress() };
  const parts = loadParts({ ...sources, signal, onprogress: safely(onprogress) });
  // Its failure is told by whoever waits for it.
  parts.catch(() => undefined);
  if (typeof worker === 'function') return WorkerAnnotator.start(parts, worker, signal);
  if (worker === true && hasThreads()) return WorkerAnnotator.start(parts, null, signal);
  const { PromisingAnnotator, SameThreadAnnotator } = await import('./same-thread-annotator.js');
  return /** @type {any} */ ((worker === false ? SameThreadAnnotator : PromisingAnnotator).start(parts));
};
