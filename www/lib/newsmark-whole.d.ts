/** The module and the element in one file, for CDNs. */
export * from './newsmark.js';
export * from './newsmark-element.js';
