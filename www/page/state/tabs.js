/** What the tabs of one browser tell each other: which article each has open, and that one has been written. */
import { DATABASE } from './database.js';

const OPEN = `${DATABASE} open`;

/** Sets what is set apart from other tabs. Works without a secure context, unlike `randomUUID`. */
export function newId() {
  return [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('-');
}

/**
 * The article that this tab had open before it was loaded anew, else the one that was open last and is in no other tab.
 * @param {() => Promise<string | null>} newest the article that was written last: a browser that was killed may have
 *   forgotten which one was open
 */
export async function articleToOpen(newest) {
  const own = read('sessionStorage');
  if (own !== null) return own;
  const last = read('localStorage') ?? (await newest());
  return last && !(await isOpenElsewhere(last)) ? last : null;
}

/** Whether anything was kept when the page was last here. */
export function hadArticle() {
  return Boolean(read('localStorage'));
}

/** @param {string} id `""`: none */
export function rememberOpen(id) {
  for (const storage of /** @type {const} */ (['sessionStorage', 'localStorage'])) {
    try {
      globalThis[storage].setItem(OPEN, id);
    } catch {
      // Storage is full or forbidden: the page then starts with the next best.
    }
  }
  holdLock(id);
}

/** @param {'sessionStorage' | 'localStorage'} storage */
function read(storage) {
  try {
    return globalThis[storage].getItem(OPEN);
  } catch {
    return null;
  }
}

/** @type {() => void} */
let release = () => undefined;
let held = '';

/** A shared lock says that the article is open here; it goes with the tab, however that ends. @param {string} id */
function holdLock(id) {
  if (id === held) return;
  release();
  held = id;
  if (!id || !navigator.locks) return;
  /** @type {Promise<void>} */
  const kept = new Promise((resolve) => (release = resolve));
  navigator.locks.request(lockOf(id), { mode: 'shared' }, () => kept).catch(() => undefined);
}

/** @param {string} id */
async function isOpenElsewhere(id) {
  const { held: locks = [] } = (await navigator.locks?.query().catch(() => null)) ?? {};
  return locks.filter(({ name }) => name === lockOf(id)).length > (id === held ? 1 : 0);
}

/** @param {string} id */
function lockOf(id) {
  return `${DATABASE} ${id}`;
}

/**
 * @param {(written: { id: string }) => void} heard another tab has written this article
 * @returns {(written: { id: string }) => void} tells the others
 */
export function listenToTabs(heard) {
  if (typeof BroadcastChannel !== 'function') return () => undefined;
  const channel = new BroadcastChannel(DATABASE);
  channel.onmessage = ({ data }) => heard(data);
  return (written) => channel.postMessage(written);
}
