/** Fetches and compiles what an annotator is made of. */
import { NewsmarkError, messageOf } from './errors.js';
import { serverModule } from './server.js';

/**
 * @typedef {import('./newsmark.js').Source} Source
 * @typedef {(progress: import('./newsmark.js').Progress) => void} Listener
 * @typedef {{ module: WebAssembly.Module, weights: Uint8Array<ArrayBuffer> }} Parts
 * @typedef {'bad-wasm' | 'bad-weights'} Wrong what is told of a file that is another one
 */

/** The smallest module there is. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/**
 * @param {{ wasm: Source | WebAssembly.Module, weights: Source, signal?: AbortSignal, onprogress?: Listener }} sources
 * @returns {Promise<Parts>}
 */
export async function loadParts({ wasm, weights, signal, onprogress }) {
  requireWebAssembly();
  const [module, bytes] = await Promise.all([compile(wasm, signal), readBytes(weights, 'bad-weights', signal, onprogress)]);
  signal?.throwIfAborted();
  return { module, weights: bytes };
}

/**
 * The same at once, of bytes and on servers of files.
 * @param {{ wasm: Source | WebAssembly.Module, weights: Source }} sources
 * @returns {Parts}
 */
export function partsAtOnce({ wasm, weights }) {
  requireWebAssembly();
  try {
    const module = wasm instanceof WebAssembly.Module ? wasm : new WebAssembly.Module(bytesAtOnce(wasm));
    return { module, weights: bytesAtOnce(weights) };
  } catch (failure) {
    throw failure instanceof NewsmarkError ? failure : notCompiled(failure);
  }
}

/** Where a policy forbids WebAssembly, not even a module without anything in it can be made. */
function requireWebAssembly() {
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (cause) {
    const message = "WebAssembly does not run here, or a policy forbids it (script-src needs 'wasm-unsafe-eval')";
    throw new NewsmarkError('no-webassembly', message, { cause });
  }
}

/** @param {Source | WebAssembly.Module} source @param {AbortSignal} [signal] */
async function compile(source, signal) {
  if (source instanceof WebAssembly.Module) return source;
  try {
    if (isBinary(source)) return await WebAssembly.compile(copyOf(source));
    const response = await responseOf(source, signal);
    refuseHtml(response, 'bad-wasm');
    // The streaming way refuses whatever is served as something else, be it only with a parameter behind the type.
    const streams = response.headers.get('Content-Type') === 'application/wasm';
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (failure) {
    signal?.throwIfAborted();
    throw failure instanceof NewsmarkError ? failure : notCompiled(failure);
  }
}

/** @param {unknown} cause */
function notCompiled(cause) {
  return new NewsmarkError('bad-wasm', `The program cannot be compiled: ${messageOf(cause)}`, { cause });
}

/** @param {Source} source @param {Wrong} wrong @param {AbortSignal} [signal] @param {Listener} [onprogress] */
async function readBytes(source, wrong, signal, onprogress) {
  if (isBinary(source)) return copyOf(source);
  const response = await responseOf(source, signal);
  refuseHtml(response, wrong);
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
    signal?.throwIfAborted();
    throw unreachable(response.url, failure);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** @param {string | URL | Response} source @param {AbortSignal} [signal] */
async function responseOf(source, signal) {
  const response = source instanceof Response ? source : await fetchFile(source, signal);
  if (!response.ok) throw unreachable(response.url, `status ${response.status}`);
  return response;
}

/** @param {string | URL} address @param {AbortSignal} [signal] */
async function fetchFile(address, signal) {
  try {
    const files = String(address).startsWith('file:') ? serverModule('node:fs') : null;
    if (files) return new Response(await files.promises.readFile(new URL(address), { signal }));
    return await fetch(address, { signal });
  } catch (failure) {
    signal?.throwIfAborted();
    throw unreachable(address, failure);
  }
}

/** A host that answers everything with a page sends it here too. @param {Response} response @param {Wrong} code */
function refuseHtml({ headers, url }, code) {
  if (!headers.get('Content-Type')?.startsWith('text/html')) return;
  throw new NewsmarkError(code, `${url} is a page of HTML: is the file there, and does the host serve it?`);
}

/** @param {string | URL} address @param {unknown} cause */
function unreachable(address, cause) {
  return new NewsmarkError('load-failed', `${address} cannot be loaded: ${messageOf(cause)}`, { cause });
}

/** @param {Source} source @returns {Uint8Array<ArrayBuffer>} */
function bytesAtOnce(source) {
  if (isBinary(source)) return copyOf(source);
  const files = serverModule('node:fs');
  if (!files || source instanceof Response) throw new NewsmarkError('load-failed', 'At once there are only bytes: fetch them first');
  try {
    return files.readFileSync(String(source).startsWith('file:') ? new URL(source) : source);
  } catch (failure) {
    throw unreachable(source, failure);
  }
}

/** The caller's bytes stay the caller's. @param {ArrayBuffer | ArrayBufferView} source */
function copyOf(source) {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()
    : new Uint8Array(source.slice(0));
}

/** @param {Source} source @returns {source is ArrayBuffer | ArrayBufferView} */
function isBinary(source) {
  // What is of another realm (a frame, a test's) is no instance of this one's ArrayBuffer.
  return ArrayBuffer.isView(source) || Object.prototype.toString.call(source) === '[object ArrayBuffer]';
}
