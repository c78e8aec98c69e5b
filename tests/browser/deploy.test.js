// Releases under open pages: a page has all its files from one version, what is damaged mends itself, nothing typed is lost.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { pages } from './chromium.js';
import { built, give, named, next, startHost, sumOf } from './host.js';

const [first, second, third] = [built(), next(built(), 'second'), next(built(), 'third')];
const TEXT = 'Snow fell on Oslo, Mayor Ines Calder said.';

const fresh = pages({ serviceWorkers: 'allow' });
let host;
let context;

beforeEach(async () => {
  host = await startHost({ '/': first });
  context = (await fresh()).context();
});
afterEach(() => host.stop());

/** A page that is ready to annotate. */
async function open(path = '') {
  const page = await context.newPage();
  await page.goto(host.address + path);
  await ready(page);
  return page;
}
const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.status === 'idle');
const kept = (page) => page.waitForSelector('#offline:not([hidden])', { state: 'attached' });
const write = async (page, text) => {
  await page.fill('#editor', text);
  await page.waitForFunction(() => document.documentElement.dataset.fresh === 'true');
};
const written = (page) => page.locator('#article').textContent();
const scriptOf = (page) => page.locator('script[type=module]').getAttribute('src');
/** Until the page has been started by the files of that version. */
const isOf = async (page, files) => {
  const script = named(files, 'page.js');
  await page.waitForFunction((script) => document.querySelector('script[type=module]')?.getAttribute('src') === script, script);
  await ready(page);
};
const lookForNewer = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
const offered = (page) => page.waitForSelector('#newer:not([hidden])');
/** What is kept in the browser, by name of the cache and address, each with its sum. */
const caches = (page) =>
  page.evaluate(async () => {
    const found = [];
    for (const name of await globalThis.caches.keys()) {
      const cache = await globalThis.caches.open(name);
      for (const request of await cache.keys()) {
        const digest = await crypto.subtle.digest('SHA-256', await (await cache.match(request)).arrayBuffer());
        found.push([name, request.url, `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`]);
      }
    }
    return found;
  });

/** Nothing is kept but what the host has of this version, whole. */
async function assertAllWhole(page, files = first) {
  const found = await caches(page);
  assert.ok(found.length > 8);
  for (const [, url, sum] of found) assert.equal(sum, sumOf(files.get(new URL(url).pathname.slice(1) || 'index.html')), url);
}

test('two releases under open pages: each goes on as it was, is told, and takes the newer one by a click with its text', async () => {
  const page = await open();
  await kept(page);
  const other = await open();
  await write(page, TEXT);
  await write(other, 'Ada Moyo came.');

  // The files of the first version are gone from the host.
  host.folders = { '/': second };
  await lookForNewer(page);
  await Promise.all([offered(page), offered(other)]);
  await write(page, `${TEXT} It rained.`);
  assert.equal(await scriptOf(page), named(first, 'page.js'));
  await page.click('#newer-take');
  await isOf(page, second);
  assert.equal(await written(page), `${TEXT} It rained.`);

  // The other tab works with the files it began with, its readers of files too where they had come; and is told.
  await isOf(other, first);
  await write(other, 'Ada Moyo came. Snow fell.');
  host.folders = { '/': third };
  await lookForNewer(other);
  await Promise.all([offered(page), offered(other)]);
  await other.click('#newer-take');
  await isOf(other, third);
  assert.equal(await written(other), 'Ada Moyo came. Snow fell.');
});

test('a version comes by itself when no page is open', async () => {
  const page = await open();
  await kept(page);
  host.folders = { '/': second };
  await lookForNewer(page);
  await offered(page);
  await page.close();
  // The browser takes a moment to see that no page is open, and in that moment it may stop the worker that it has just asked
  // for the page: whoever sees nothing come opens it once more.
  let again = await context.newPage();
  const isNewer = async () => {
    await again.goto(host.address, { timeout: 20_000 });
    return (await scriptOf(again)) === named(second, 'page.js');
  };
  while (!(await isNewer().catch(() => false))) {
    await again.close();
    again = await context.newPage();
  }
  await isOf(again, second);
});

test('a page is opened whole, though its worker is stopped meanwhile, as happens when a version comes by itself', async () => {
  const before = first.get('index.html');
  const long = Buffer.from(`<!doctype html><title>Long</title><!--${'Snow fell on Oslo. '.repeat(400_000)}--><p id="end">The end.</p>`);
  const worker = first.get('service-worker.js').toString().replace(sumOf(before), sumOf(long));
  host.folders = { '/': new Map([...first, ['index.html', long], ['service-worker.js', Buffer.from(worker)]]) };
  const page = await context.newPage();
  await page.goto(host.address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('service-worker.js');
    await navigator.serviceWorker.ready;
  });
  const browser = await context.newCDPSession(page);
  await browser.send('ServiceWorker.enable');
  const ended = Promise.race(['requestfinished', 'requestfailed'].map((event) => page.waitForEvent(event, (request) => request.isNavigationRequest())));
  await page.goto(host.address, { waitUntil: 'commit' });
  await browser.send('ServiceWorker.stopAllWorkers');
  assert.equal((await ended).failure(), null);
  await page.waitForSelector('#end', { state: 'attached' });
});

test('a first visit in the middle of a release: what is typed stays, and is there when the rest has come', async () => {
  const page = await context.newPage();
  host.folders = { '/': new Map([['index.html', second.get('index.html')]]) };
  await page.goto(host.address);
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await page.textContent('#problem-words'), /part of this page has not come.*kept/);
  await page.fill('#editor', TEXT);
  host.folders = { '/': second };
  await page.click('#retry');
  await ready(page);
  await page.waitForFunction(() => document.documentElement.dataset.fresh === 'true');
  assert.equal(await written(page), TEXT);
});

test('an old page of a browser’s cache, whose files are gone, starts afresh by itself', async () => {
  const page = await context.newPage();
  let times = 0;
  host.folders = { '/': second };
  host.faults = [[/^\/$/, (response) => give(response, (times++ ? second : first).get('index.html'), 'index.html')]];
  await page.goto(host.address);
  await isOf(page, second);
});

for (const [what, spoil] of [
  ['cut short', (content) => content.subarray(0, content.length / 2)],
  ['empty', () => Buffer.alloc(0)],
  ['another file of the same length', (content) => Buffer.alloc(content.length)],
]) {
  test(`weights, program and worker that come ${what} at first are asked for again, and never kept`, async () => {
    const spoilt = new Set();
    host.faults = [
      [/weights|simd|worker-/, (response, content, path) => {
        const isFirst = !spoilt.has(path);
        spoilt.add(path);
        give(response, isFirst ? spoil(content) : content, path);
      }],
    ];
    const page = await open();
    assert.equal(spoilt.size, 3);
    await kept(page);
    await assertAllWhole(page);
    await write(page, TEXT);
    assert.ok((await page.locator('#article mark').count()) > 0);
  });
}

test('where the weights come damaged each time, the page says so, and nothing of it is kept', async () => {
  host.faults = [[/weights/, (response, content) => give(response, content.subarray(0, 1000), 'weights.bin')]];
  const page = await context.newPage();
  await page.goto(host.address);
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await page.textContent('#problem-words'), /damaged.*text stays here/);
  assert.deepEqual((await caches(page)).filter(([, url]) => /weights/.test(url)), []);
  host.faults = [];
  await page.click('#retry');
  await ready(page);
});

test('what is damaged or missing in the browser’s keeping mends itself', async () => {
  for (const beginning of ['weights', 'page-chunk', named(first, 'page.js').slice(5, -3)]) {
    const page = await open();
    await kept(page);
    await page.evaluate(async (beginning) => {
      const [name] = await globalThis.caches.keys();
      const cache = await globalThis.caches.open(name);
      for (const { url } of await cache.keys()) if (url.includes(`page/${beginning}`)) await cache.put(url, new Response('{', { headers: { 'Content-Type': 'text/javascript' } }));
    }, beginning);
    await page.reload();
    await ready(page);
    await kept(page);
    await page.waitForFunction(async () => (await globalThis.caches.keys()).length === 1);
    await assertAllWhole(page);
    await page.close();
  }
});

test('two of them on one host keep apart', async () => {
  host.folders = { '/a/': first, '/b/': second };
  const a = await open('a/');
  await kept(a);
  const b = await open('b/');
  await kept(b);
  const places = new Set((await caches(b)).map(([name, url]) => `${name.split(' ')[1]} ${new URL(url).pathname.slice(0, 3)}`));
  assert.deepEqual([...places].sort(), [`${host.address}a/ /a/`, `${host.address}b/ /b/`]);
  await context.setOffline(true);
  await a.reload();
  await ready(a);
  await isOf(a, first);
});

test('a host that leads from the folder to index.html, or back', async () => {
  for (const [from, to] of [[/^\/$/, '/index.html'], [/^\/index.html$/, '/']]) {
    host.faults = [[from, (response) => response.writeHead(302, { Location: to }).end()]];
    const page = await open();
    await kept(page);
    await context.setOffline(true);
    for (const place of ['', 'index.html']) {
      await page.goto(host.address + place);
      await ready(page);
    }
    await context.setOffline(false);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).unregister());
    await page.close();
  }
});
