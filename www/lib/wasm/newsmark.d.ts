/** The glue that the build writes here, as far as the library uses it; src/wasm.rs is what it stands for. */
export default function init(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
export function initSync(options: { module: WebAssembly.Module }): unknown;

/** Throws an `Error` with a `code`; anything else that comes out of it is a breakdown. */
export class Newsmark {
  constructor(weights: Uint8Array);
  free(): void;
  annotate(
    text: string,
    date: string | undefined,
    progress: (share: number) => void,
    corrections: import('../newsmark.js').Correction[] | undefined,
  ): import('../newsmark.js').Annotations;
  annotateWithSources(
    text: string,
    date: string | undefined,
    progress: (share: number) => void,
    corrections: import('../newsmark.js').Correction[] | undefined,
  ): import('../worker-annotator.js').Found;
}
export function exportFile(format: string, text: string, annotations: import('../newsmark.js').Annotations): string;
export function sources(text: string, annotations: import('../newsmark.js').Annotations): import('../newsmark.js').QuotedSource[];
export function version(): string;
/** Forgets a broken instance: the next call of `init` makes a new one. */
export function __wbg_reset_state(): void;
