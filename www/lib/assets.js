/**
 * The one place that knows where the library's own files lie. Each address stands as bundlers look for it, whole and with
 * nothing around it: then they copy the file and put its new address here.
 */

/** A module whose one function makes a 128-bit vector: valid only where fixed-width SIMD is. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, // "\0asm", version 1
  1, 5, 1, 96, 0, 1, 123, // one type: () -> v128
  3, 2, 1, 0, // one function of that type
  10, 8, 1, 6, 0, 65, 0, 253, 15, 11, // i32.const 0, i8x16.splat
]);

/** Whether this browser runs the faster build. */
export function hasSimd() {
  return globalThis.WebAssembly?.validate(SIMD_PROBE) ?? false;
}

/** The address of the build for this browser. */
export function wasmAddress() {
  return hasSimd()
    ? new URL('./wasm/newsmark_simd.wasm', import.meta.url)
    : new URL('./wasm/newsmark_scalar.wasm', import.meta.url);
}

export function weightsAddress() {
  return new URL('./wasm/weights.bin', import.meta.url);
}

/** Where the worker's script lies unless a bundler has put it elsewhere: bundlers do not find it in this. */
export function workerAddress() {
  return new URL('../worker.js', weightsAddress());
}

/** Starts the worker in a browser. Browsers want its script from the page's own origin, but let that script import others. */
export function startWorker() {
  // Turbopack's addresses are relative.
  const { origin, protocol } = new URL(weightsAddress(), location.href);
  if (origin === globalThis.origin || protocol === 'blob:') return startOwn();
  return startScript(`import ${JSON.stringify(workerAddress().href)};`);
}

function startOwn() {
  try {
    return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  } catch {
    return startTrusted(workerAddress().href);
  }
}

/** @param {string} address */
function startAt(address) {
  try {
    return new Worker(address, { type: 'module' });
  } catch {
    return startTrusted(address);
  }
}

/** @type {any} */
let policy;

/** Where a page wants Trusted Types, an address needs a policy; this is ours, where the page lets us make one. @param {string} address */
function startTrusted(address) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes?.createPolicy('newsmark', { createScriptURL: (/** @type {string} */ own) => own });
  return new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' });
}

/** A worker of a script that is text. @param {string} script */
export function startScript(script) {
  // In a frame that is a sandbox Chromium reads no module from a blob.
  if (globalThis.origin === 'null') return startAt(`data:text/javascript,${encodeURIComponent(script)}`);
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = startAt(address);
  // Some browsers read the script only later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return worker;
}
