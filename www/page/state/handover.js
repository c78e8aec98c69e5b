/** Takes what stands in a tab over a reload of it: to a newer version of the page, or after its program had not come. */

import { checkedDraft } from './checked.js';

/** As in first-paint.js, where nothing can be imported. */
const KEY = `newsmark-handover ${location.pathname}`;

/** @typedef {Pick<import('./database.js').KeptArticle, 'text' | 'date' | 'made' | 'face'>} Draft */

/** @param {import('./state.js').State} state @returns {boolean} whether this browser keeps it until the tab has been loaded anew */
export function handOver({ text, corrections, view }) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ text, date: corrections.date, made: corrections.made, face: view.face }));
    return true;
  } catch {
    return false;
  }
}

/** What was handed over, once. @returns {Draft | null} */
export function handedOver() {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    sessionStorage.removeItem('newsmark-afresh');
    return checkedDraft(JSON.parse(kept ?? 'null'));
  } catch {
    return null;
  }
}
