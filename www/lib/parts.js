/** Fetches and compiles what an annotator is made of. */
import { NewsmarkError, messageOf } from './errors.js';

/**
 * @typedef {{ module: WebAssembly.Module, weights: ArrayBuffer | ArrayBufferView }} Parts
 * @param {{ wasm: import('./newsmark.js').Source | WebAssembly.Module, weights: import('./newsmark.js').Source,
 *           onprogress?: (progress: import('./newsmark.js').Progress) => void }} sources
 * @returns {Promise<Parts>}
 */
export async function loadParts({ wasm, weights, onprogress }) {
  const [module, bytes] = await Promise.all([compile(wasm), readBytes(weights, onprogress)]);
  return { module, weights: bytes };
}

/** @param {import('./newsmark.js').Source | WebAssembly.Module} source */
async function compile(source) {
  try {
    if (source instanceof WebAssembly.Module) return source;
    if (isBinary(source)) return await WebAssembly.compile(/** @type {BufferSource} */ (source));
    const response = await fetchFile(source);
    // Some hosts serve .wasm as something else, which the streaming way refuses.
    const streams = response.headers.get('Content-Type')?.startsWith('application/wasm');
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (failure) {
    if (failure instanceof NewsmarkError) throw failure;
    throw new NewsmarkError('bad-wasm', `The program cannot be compiled: ${messageOf(failure)}`, { cause: failure });
  }
}

/**
 * @param {import('./newsmark.js').Source} source
 * @param {(progress: import('./newsmark.js').Progress) => void} [onprogress]
 */
async function readBytes(source, onprogress) {
  if (isBinary(source)) return source;
  const response = await fetchFile(source);
  const chunks = [];
  let done = 0;
  // A compressed file's length tells nothing about the bytes that come out of it.
  const length = response.headers.has('Content-Encoding') ? null : response.headers.get('Content-Length');
  const total = length === null ? null : Number(length);
  try {
    const reader = response.body?.getReader();
    for (let value; (value = (await reader?.read())?.value); ) {
      chunks.push(value);
      onprogress?.({ step: 'load', done: (done += value.length), total });
    }
  } catch (failure) {
    throw unreachable(source, failure);
  }
  return new Blob(chunks).arrayBuffer();
}

/** @param {string | URL} address */
async function fetchFile(address) {
  const response = await fetch(address).catch((failure) => {
    throw unreachable(address, failure);
  });
  if (!response.ok) throw unreachable(address, `status ${response.status}`);
  return response;
}

/** @param {string | URL} address @param {unknown} failure */
function unreachable(address, failure) {
  return new NewsmarkError('load-failed', `${address} cannot be loaded: ${messageOf(failure)}`, { cause: failure });
}

/** @param {import('./newsmark.js').Source} source @returns {source is ArrayBuffer | ArrayBufferView} */
function isBinary(source) {
  return source instanceof ArrayBuffer || ArrayBuffer.isView(source);
}
