/**
 * Makes the page work without a network after its first visit. What is kept is checked against its sum; all files of one
 * version are kept together, and a page gets all of its files from one version. A newer one is fetched in the background,
 * and takes over when a person asks for it or no page is open.
 */

// The build fills these: what a first visit asks for and what comes later, by address with its sum; a sum of everything.
/** @type {Record<string, string>} */
const FILES = {};
/** @type {Record<string, string>} */
const LATER = {};
const VERSION = '';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SUMS = { ...FILES, ...LATER };
const SCOPE = worker.registration.scope;
/** Of this place only: another newsmark may lie in another folder of the same host. */
const OURS = `newsmark ${SCOPE} `;
const CACHE = OURS + VERSION;
const ask = fetch;
giveUpOtherWays();

/** A page's policy does not bind its service worker, so this gives up every way out but the one that {@link get} takes. */
function giveUpOtherWays() {
  const ways = ['fetch', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource', 'importScripts', 'fetchLater'];
  for (let holder = self; holder; holder = Object.getPrototypeOf(holder)) for (const way of ways) Reflect.deleteProperty(holder, way);
  for (const way of ['add', 'addAll']) Reflect.deleteProperty(Cache.prototype, way);
  Reflect.deleteProperty(Clients.prototype, 'openWindow');
}

/**
 * One of our own files, whole and of this version. What the page has just had is in the browser's own cache, and is not
 * loaded twice; its sum tells where what lies there is damaged or of another version.
 * @param {string} address one of {@link SUMS}
 */
async function get(address) {
  const integrity = SUMS[address];
  const had = await ask(address, { integrity, cache: 'force-cache' }).catch(() => null);
  const response = had?.ok ? had : await ask(address, { integrity, cache: 'reload' });
  if (!response.ok) throw new Error(`${address}: status ${response.status}`);
  // Where the host has led elsewhere, browsers refuse the answer to one who opens the page.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

/** @param {string} address */
async function keep(address) {
  const cache = await caches.open(CACHE);
  await cache.put(address, (await keptBefore(address)) ?? (await get(address)));
}

/** A file that has not changed since an earlier version. @param {string} address */
async function keptBefore(address) {
  if (address === './') return null;
  const kept = await keptOf(address);
  return kept && (await sumOf(kept.clone())) === SUMS[address] ? kept : null;
}

/** In whichever version: a name is that of a content. @param {string} address */
async function keptOf(address) {
  for (const name of await ourCaches()) {
    const kept = await (await caches.open(name)).match(address);
    if (kept) return kept;
  }
  return null;
}

/** @param {Response} response */
async function sumOf(response) {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

/** The oldest first. */
async function ourCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS));
}

/** The files of the version before stay for pages that are still open. */
async function removeOld() {
  const others = (await ourCaches()).filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request @param {string} address */
async function answer(request, address) {
  const cache = await caches.open(CACHE);
  // Who asks past all caches has found that what was kept is damaged.
  const kept = request.cache === 'reload' && request.mode !== 'navigate' ? null : await cache.match(address);
  if (kept) return kept;
  const response = await get(address);
  await cache.put(address, response.clone());
  return response;
}

/**
 * With its body in the browser's hands before it is given. What a worker passes on bit by bit ends with the worker, and
 * Chromium may stop one whose last page closes while a newer version waits: whoever opens the page in that moment would
 * see nothing until it is loaded again.
 * @param {Response} response
 */
async function whole(response) {
  return new Response(await response.blob(), { headers: response.headers });
}

/** Its place among our files; `null` for what is none of the page's. @param {string} url */
function addressOf(url) {
  const { origin, pathname } = new URL(url);
  const place = origin + pathname;
  if (place === SCOPE || place === `${SCOPE}index.html`) return './';
  return place.startsWith(`${SCOPE}page/`) ? place.slice(SCOPE.length) : null;
}

worker.addEventListener('install', (event) => event.waitUntil(Promise.all(Object.keys(FILES).map(keep))));
worker.addEventListener('activate', (event) => event.waitUntil(removeOld()));
worker.addEventListener('message', ({ data }) => {
  if (data === 'take over') worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = addressOf(request.url);
  if (request.method !== 'GET' || address === null) return;
  if (address in SUMS) event.respondWith(request.mode === 'navigate' ? answer(request, address).then(whole) : answer(request, address));
  else event.respondWith(keptOf(address).then((kept) => kept ?? ask(request)));
});
