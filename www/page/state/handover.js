/** Takes what stands in a tab over a reload of it: to a newer version of the page, or after its program had not come. */

/** As in first-paint.js, where nothing can be imported. */
const KEY = `newsmark-handover ${location.pathname}`;

/** @typedef {import('./draft.js').Draft} Draft */

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
    const { text, date = null, made = [], face = 'edit' } = JSON.parse(kept ?? '{}');
    return typeof text === 'string' && text !== '' ? { text, date, made, face } : null;
  } catch {
    return null;
  }
}
