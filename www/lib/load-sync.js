/** Makes an annotator at once: for scripts, and of files only on servers. */
import { wasmAddress, weightsAddress } from './assets.js';
import { createEngineAtOnce } from './engine.js';
import { partsAtOnce } from './parts.js';
import { SameThreadAnnotator } from './same-thread-annotator.js';

/** @param {{ wasm?: any, weights?: any }} [sources] @returns {any} */
export function loadSync({ wasm, weights } = {}) {
  const parts = partsAtOnce({ wasm: wasm ?? wasmAddress(), weights: weights ?? weightsAddress() });
  return new SameThreadAnnotator(createEngineAtOnce(parts));
}
