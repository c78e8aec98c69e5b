/**
 * What must work where nothing else has come; it stands in index.html itself, and runs before anything is painted: the
 * theme that was chosen, and where a part of the page's program is missing, a word about that, with what is typed kept.
 */
const root = document.documentElement;
/** As in state/handover.js, which takes up what is kept here. */
const KEY = `newsmark-handover ${location.pathname}`;
/** Milliseconds after which one should be told that the program is still on its way. */
const LONG = 12_000;
const byId = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

try {
  const { theme } = JSON.parse(localStorage.getItem('newsmark-settings') ?? '{}');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
} catch {
  // Storage is forbidden: the theme of the system stands.
}

let failed = false;
addEventListener('error', fail, true);
addEventListener('unhandledrejection', fail);
setTimeout(() => {
  if (!root.dataset.ready && !failed) say('The program of this page is still on its way. What you type meanwhile is kept.');
}, LONG);

/** @param {Event} event */
function fail(event) {
  if (root.dataset.ready || failed || (event.target instanceof Element && event.target.matches('[rel~="icon"], [rel="manifest"]'))) return;
  failed = true;
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', help);
  else help();
}

/** Tries once by itself, without what was kept of the page, for that may be what is damaged. */
async function help() {
  const untouched = byId('editor').value === '';
  if (location.protocol === 'file:') {
    say('This page was opened as a file, and browsers run no such program from there. Put its folder on a web server (“cargo xtask serve” is one), and open the address.');
    byId('retry').hidden = true;
  } else if (untouched && navigator.onLine && once()) {
    await startAfresh();
  } else {
    const kept = keep();
    say(`A part of this page has not come: the network is away, or a new version is being put in its place. ${kept ? 'What you type here is kept, and is there after “Try again”.' : 'This browser keeps nothing: copy what you have typed before you try again.'}`);
    byId('editor').addEventListener('input', keep);
    byId('retry').addEventListener('click', startAfresh);
  }
}

/** Whether this tab has not started afresh by itself before. */
function once() {
  try {
    const before = sessionStorage.getItem('newsmark-afresh');
    sessionStorage.setItem('newsmark-afresh', 'true');
    return before === null;
  } catch {
    return false;
  }
}

async function startAfresh() {
  const folder = new URL('./', location.href).href;
  try {
    if (navigator.onLine) {
      const names = await caches.keys();
      await Promise.all(names.filter((name) => name.startsWith(`newsmark ${folder} `)).map((name) => caches.delete(name)));
      await (await navigator.serviceWorker.getRegistration(folder))?.unregister();
    }
  } catch {
    // Not over plain HTTP: nothing is kept there.
  }
  location.reload();
}

/** @returns {boolean} whether this browser keeps it */
function keep() {
  try {
    const text = byId('editor').value;
    if (text !== '') sessionStorage.setItem(KEY, JSON.stringify({ text }));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} words */
function say(words) {
  byId('problem-words').textContent = words;
  byId('problem').hidden = false;
}
