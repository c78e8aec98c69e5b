/** Lights up in the text what is chosen: the occurrences of a subject, a quote with its speaker and cue. */
import { byId } from '../dom.js';

/** @param {import('../state/state.js').Store} store */
export function lightUp(store) {
  const article = byId('article');

  /** @param {ParentNode} part of which nothing is lit */
  function light(part) {
    const { chosen, quotes } = store.state.view;
    if (chosen !== null) {
      for (const element of part.querySelectorAll(`[data-subject="${CSS.escape(chosen)}"]`)) element.classList.add('lit');
    }
    for (const quote of quotes) {
      const bound = `[data-quote="${quote}"], [data-speaks~="${quote}"], [data-cue="${quote}"]`;
      for (const element of part.querySelectorAll(bound)) element.classList.add('bound');
    }
  }

  article.addEventListener('line-drawn', (event) => light(/** @type {CustomEvent} */ (event).detail));
  store.subscribe(({ view }, { view: before }) => {
    if (view.chosen === before.chosen && view.quotes === before.quotes) return;
    for (const element of article.querySelectorAll('.lit, .bound')) element.classList.remove('lit', 'bound');
    light(article);
  });
}
