/** Keeps the text in this browser, so that closing the page loses nothing. */

const DATABASE = 'newsmark';
const STORE = 'draft';

/**
 * @typedef {object} Draft
 * @property {string} text
 * @property {string | null} date
 * @property {import('../correcting/corrections.js').Correction[]} [made] corrections; drafts of old have none
 * @property {import('./state.js').Face} face
 */

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

/** @param {IDBDatabase} database @returns {Promise<Draft | undefined>} */
function read(database) {
  return new Promise((resolve, reject) => {
    const request = database.transaction(STORE).objectStore(STORE).get('article');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Commits at once: what was handed over is kept even if the page closes now. @param {IDBDatabase} database @param {Draft} draft */
function write(database, draft) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, 'readwrite');
    transaction.objectStore(STORE).put(draft, 'article');
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(transaction.error);
    transaction.commit();
  });
}

/**
 * @param {import('./state.js').Store} store
 * @returns {Promise<Draft | undefined>} the draft that was kept; from then on each change is kept
 */
export async function keepDraft(store) {
  // Without storage (private windows of some browsers) the page works, and only forgets.
  const database = await open().catch(() => null);
  if (!database) return undefined;
  const kept = await read(database).catch(() => undefined);
  startKeeping(store, database);
  return kept;
}

/** @param {import('./state.js').Store} store @param {IDBDatabase} database */
function startKeeping(store, database) {
  let writing = false;
  let newer = false;

  function handOver() {
    const { text, corrections, view } = store.state;
    return write(database, { text, date: corrections.date, made: corrections.made, face: view.face }).catch(() => undefined);
  }

  async function save() {
    if (writing) {
      newer = true;
      return;
    }
    writing = true;
    do {
      newer = false;
      await handOver();
    } while (newer);
    writing = false;
  }

  store.subscribe((state, previous) => {
    const same =
      state.text === previous.text && state.corrections === previous.corrections && state.view.face === previous.view.face;
    if (!same) save();
  });
  // A change that waits for the write under way would be lost with the page.
  addEventListener('pagehide', () => {
    if (newer) handOver();
  });
  if (store.state.text) save();
}
