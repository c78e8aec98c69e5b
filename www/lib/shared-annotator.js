/** One annotator for everything in a page that does not bring its own. */
import { load } from './load.js';

/** @type {Promise<import('./newsmark.js').Annotator> | null} */
let shared = null;

/** @param {import('./newsmark.js').LoadOptions} [options] count for the first caller @returns {Promise<any>} */
export function sharedAnnotator(options) {
  shared ??= load(options).catch((failure) => {
    // The next caller tries again.
    shared = null;
    throw failure;
  });
  return shared;
}
