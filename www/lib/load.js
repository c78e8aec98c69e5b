/** Makes an annotator. */
import { startWorker, wasmAddress, weightsAddress } from './assets.js';
import { NewsmarkError } from './errors.js';
import { loadParts } from './parts.js';
import { WorkerAnnotator } from './worker-annotator.js';

/** @param {import('./newsmark.js').LoadOptions} [options] @returns {Promise<any>} */
export async function load({ wasm, weights, worker = true, onprogress } = {}) {
  if (typeof WebAssembly !== 'object') {
    throw new NewsmarkError('no-webassembly', 'This browser runs no WebAssembly, or a setting forbids it');
  }
  const parts = loadParts({ wasm: wasm ?? wasmAddress(), weights: weights ?? weightsAddress(), onprogress });
  if (worker) return WorkerAnnotator.start(parts, typeof worker === 'function' ? worker : startWorker);
  const { SameThreadAnnotator } = await import('./same-thread-annotator.js');
  return SameThreadAnnotator.start(parts);
}
