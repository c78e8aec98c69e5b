/** newsmark for other pages and programs: newsmark.d.ts describes it. */
export { annotateElement } from './annotate-element.js';
export { NewsmarkError } from './errors.js';
export { load } from './load.js';
export { loadSync } from './load-sync.js';
