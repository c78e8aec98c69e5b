/** Marks an article that is in the page already. */
import { AnnotatedElement } from './annotated-element.js';
import { sharedAnnotator } from './shared-annotator.js';

/** @param {Element} element @param {import('./newsmark.js').AnnotateElementOptions} [options] */
export async function annotateElement(element, options = {}) {
  const annotated = new AnnotatedElement(element, options, () => sharedAnnotator(options.load));
  try {
    await annotated.update();
  } catch (failure) {
    annotated.clear();
    throw failure;
  }
  return annotated;
}
