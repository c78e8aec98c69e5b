/**
 * Makes the page work without a network after its first visit. All files of one version are kept together, and a page
 * gets all of its files from one version: a newer one is fetched in the background and used at the next start.
 */

// The build fills these two: relative addresses of the files, and a sum of their contents.
const FILES = [];
const VERSION = "";

const CACHE = `newsmark ${VERSION}`;

async function keep() {
  const cache = await caches.open(CACHE);
  // Past the browser's own cache, which may hold files of the version before.
  await cache.addAll(['./', ...FILES].map((file) => new Request(file, { cache: 'no-cache' })));
}

async function removeOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith('newsmark ') && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(removeOthers()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request));
});
