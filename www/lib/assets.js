/** The one place that knows where the library's own files lie. */

/** A module whose one function makes a 128-bit vector: valid only where fixed-width SIMD is. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, // "\0asm", version 1
  1, 5, 1, 96, 0, 1, 123, // one type: () -> v128
  3, 2, 1, 0, // one function of that type
  10, 8, 1, 6, 0, 65, 0, 253, 15, 11, // i32.const 0, i8x16.splat
]);

/** The address of the build for this browser. */
export function wasmAddress() {
  return WebAssembly.validate(SIMD_PROBE)
    ? new URL('./wasm/newsmark_simd.wasm', import.meta.url)
    : new URL('./wasm/newsmark_scalar.wasm', import.meta.url);
}

export function weightsAddress() {
  return new URL('./wasm/weights.bin', import.meta.url);
}

/** Starts the worker. Browsers want a worker's script from the page's own origin, but let that script import others. */
export function startWorker() {
  // The origin is this module's: of a bare address of the worker, bundlers make a copy of its text as a data: address.
  const here = new URL(import.meta.url);
  if (here.origin === location.origin || here.protocol === 'blob:') {
    return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  }
  const script = new URL('worker.js', here).href;
  const detour = URL.createObjectURL(new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' }));
  const worker = new Worker(detour, { type: 'module' });
  URL.revokeObjectURL(detour);
  return worker;
}
