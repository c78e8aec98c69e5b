/** What xtask/src/page.rs tells the page of its large files. */
interface Asset {
  /** Relative to the page. */
  address: string;
  bytes: number;
  /** SHA-256, as `integrity` has it. */
  sum: string;
}
declare const ASSETS: Record<'simd' | 'scalar' | 'weights' | 'worker' | 'reader' | 'pdfWorker', Asset>;

/** Of rtf.js, what the page asks for. */
declare module 'rtf.js/dist/RTFJS.bundle.min.js' {
  export function loggingEnabled(enabled: boolean): void;
  export class Document {
    constructor(bytes: ArrayBuffer, settings: object);
    render(): Promise<import('../intake/readers/rtf-element.js').RtfElement[]>;
  }
}

declare module '*.txt' {
  const text: string;
  export default text;
}
