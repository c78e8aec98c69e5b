/** newsmark for other pages: newsmark.d.ts describes it. */
export { annotateElement } from './annotate-element.js';
export { NewsmarkError } from './errors.js';
export { load } from './load.js';
