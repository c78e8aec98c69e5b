/**
 * Makes the page work without a network after its first visit. All files of one version are kept together, and a page
 * gets all of its files from one version: a newer one is fetched in the background and used at the next start.
 */

// The build fills these two: what a first visit asks for, by address with its sum, and a sum of everything.
/** @type {Record<string, string>} */
const FILES = {};
const VERSION = '';

const CACHE = `newsmark ${VERSION}`;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(Object.entries(FILES).map(async ([address, integrity]) => cache.put(address, await fetchOnce(address, integrity))));
}

/**
 * What the page has just had is in the browser's own cache, and is not loaded twice; its sum tells where what lies there is
 * of another version.
 * @param {string} address @param {string} integrity
 */
async function fetchOnce(address, integrity) {
  const had = await fetch(address, { integrity, cache: 'force-cache' }).catch(() => null);
  return had?.ok ? had : fetch(address, { integrity, cache: 'reload' });
}

async function removeOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith('newsmark ') && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** What comes only when it is asked for is kept from then on. @param {Request} request */
async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && /\/(page-[^/]*\.js|[^/]*\.wasm)$/.test(new URL(request.url).pathname)) await cache.put(request, response.clone());
  return response;
}

worker.addEventListener('install', (event) => event.waitUntil(keepAll()));
worker.addEventListener('activate', (event) => event.waitUntil(removeOthers()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(worker.registration.scope)) event.respondWith(answer(request));
});
