/// <reference path="./assets.d.ts" />
/** Brings what the annotator is made of, each file checked against its sum; after that the page connects to nothing more. */
import { hasSimd } from '../../lib/assets.js';
import { messageOf, NewsmarkError } from '../../lib/errors.js';

/** Milliseconds in which nothing more has come, after which it is given up. */
const LONGEST_SILENCE = 60_000;

/**
 * @typedef {{ wasm: WebAssembly.Module, weights: ArrayBuffer, startWorker: () => Worker }} Model
 * @param {(progress: { done: number, total: number }) => void} onprogress of the weights, in bytes
 * @returns {Promise<Model>} throws a {@link NewsmarkError}
 */
export async function fetchModel(onprogress) {
  if (typeof WebAssembly !== 'object') throw new NewsmarkError('no-webassembly', 'This browser runs no WebAssembly, or a setting forbids it');
  const silence = watchSilence();
  const { signal } = silence;
  const tell = (/** @type {{ done: number, total: number }} */ progress) => {
    if (signal.aborted) return;
    silence.broken();
    onprogress(progress);
  };
  const program = fetchWhole(hasSimd() ? ASSETS.simd : ASSETS.scalar, signal).then(compile);
  const script = fetchWhole(ASSETS.worker, signal).then((response) => response.blob());
  const [wasm, weights, worker] = await Promise.all([program, fetchWeights(tell, signal), script]).finally(silence.end);
  forbidConnections();
  // A worker from the page's own memory is bound by the page's policy; from an address, by that answer's headers alone.
  const address = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
  return { wasm, weights, startWorker: () => new Worker(address) };
}

/** A network that has gone away in the middle often says nothing. */
function watchSilence() {
  const giving = new AbortController();
  const giveUp = () => giving.abort(new Error(`nothing has come for ${LONGEST_SILENCE / 1000} seconds`));
  let timer = setTimeout(giveUp, LONGEST_SILENCE);
  const broken = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, LONGEST_SILENCE);
  };
  // Where one file fails, the others are of no use.
  const end = () => {
    clearTimeout(timer);
    giving.abort();
  };
  return { signal: giving.signal, broken, end };
}

/** All that the page needs has come: policies add up, and none can be taken back. */
function forbidConnections() {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "connect-src 'none'; img-src data:";
  document.head.append(policy);
}

/** What lies in a cache may be damaged, or of another version: then it is asked for anew, past every cache. @param {Asset} asset @param {AbortSignal} signal */
async function fetchWhole({ address, sum: integrity }, signal) {
  const had = await fetch(address, { integrity, signal }).catch(() => null);
  return had?.ok ? had : ask(address, { integrity, signal, cache: 'reload' });
}

/** @param {string} address @param {RequestInit} options */
async function ask(address, options) {
  const response = await fetch(address, options).catch((failure) => lost(address, failure));
  return response.ok ? response : lost(address, `status ${response.status}`);
}

/** @param {Response} response */
async function compile(response) {
  try {
    // Browsers compile while it comes only what is called exactly this.
    const streams = response.headers.get('Content-Type') === 'application/wasm';
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (failure) {
    throw new NewsmarkError('bad-wasm', `The program cannot be compiled: ${messageOf(failure)}`, { cause: failure });
  }
}

/** Checked here, for the browser would check them only when the last byte is there, and tell nothing until then. @param {Parameters<typeof fetchModel>[0]} onprogress @param {AbortSignal} signal */
async function fetchWeights(onprogress, signal) {
  const had = await download({ signal }, onprogress).catch(() => null);
  if (had && (await isWhole(had))) return had;
  const again = await download({ signal, cache: 'reload' }, onprogress);
  if (await isWhole(again)) return again;
  throw new NewsmarkError('bad-weights', `${ASSETS.weights.address} is not what it should be`);
}

/** @param {RequestInit} options @param {Parameters<typeof fetchModel>[0]} onprogress */
async function download(options, onprogress) {
  const { address, bytes } = ASSETS.weights;
  const response = await ask(address, options);
  const reader = response.body?.getReader();
  const chunks = [];
  let done = 0;
  try {
    for (let chunk; (chunk = (await reader?.read())?.value); ) {
      chunks.push(chunk);
      onprogress({ done: (done += chunk.length), total: bytes });
    }
  } catch (failure) {
    lost(address, failure);
  }
  return new Blob(chunks).arrayBuffer();
}

/** @param {ArrayBuffer} content */
async function isWhole(content) {
  const { bytes, sum } = ASSETS.weights;
  // Over plain HTTP there are no sums; the weights hold one of their own, which the annotator checks.
  if (content.byteLength !== bytes || !globalThis.crypto?.subtle) return content.byteLength === bytes;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return sum === `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** @param {string} address @param {unknown} failure @returns {never} */
function lost(address, failure) {
  throw new NewsmarkError('load-failed', `${address} cannot be loaded: ${messageOf(failure)}`, { cause: failure });
}
