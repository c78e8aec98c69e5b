// Nothing leaves the machine, nothing is lost, and what goes wrong is said.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { site } from './chromium.js';
import { built, give, startHost } from './host.js';
import { annotated, editedText, open, paste, read, textOf, visits } from './person.js';

const visit = visits();
const origin = new URL(site).origin;

test('who has a name but is not surely the speaker is “not sure”, and never “unnamed”', async () => {
  const page = await visit();
  await open(page);
  await read(page, 'Two thirds of it is to come from the Harbour Administration, which saw an "urgent" need in a report. "We move," one boat owner said. The town council said the move was late.');
  const notes = await page.locator('#article .quote > .note').evaluateAll((all) => all.map((note) => [note.dataset.name, note.dataset.role, note.dataset.naming]));
  const noteOf = (wanted) => notes.find(([name]) => name.startsWith(wanted))?.slice(1);
  assert.deepEqual(noteOf('the Harbour Administration'), ['not sure', 'unclear']);
  assert.deepEqual(noteOf('one boat owner'), ['unnamed', 'unnamed']);
  assert.deepEqual(noteOf('The town council'), ['unnamed', 'unnamed']);
});

test('no request of a whole session leaves the origin, and none carries anything', async () => {
  const page = await visit({ serviceWorkers: 'allow' });
  const requests = [];
  page.context().on('request', (request) => requests.push(request));
  await open(page);
  await read(page);
  await page.click('#clear');
  await page.locator('[data-sample]').first().click();
  await annotated(page);
  await page.click('#tab-said');
  await page.click('.audit summary');
  await page.click('.audit [data-copy]');
  assert.ok(requests.length > 10);
  for (const request of requests) {
    const { origin: target, search } = new URL(request.url());
    assert.ok(target === origin || request.url().startsWith('blob:'), request.url());
    assert.equal(request.method(), 'GET');
    assert.equal(search, '', request.url());
    assert.equal(request.postData(), null);
  }
});

test('the page is forbidden to reach any other origin', async () => {
  const page = await visit();
  const outcome = await page.evaluate(() => fetch('https://example.org/').then(() => 'reached', () => 'refused'));
  assert.equal(outcome, 'refused');
});

test('once the language model is here, neither the page nor its worker nor its service worker connects to anything', async () => {
  const home = await startHost({ '/': built() });
  const arrived = [];
  // Another origin, which may hear nothing: Chromium connects to it for what it then refuses, and says nothing.
  const elsewhere = createServer((socket) => {
    socket.on('data', (heard) => arrived.push(String(heard)));
    socket.on('error', () => undefined);
  });
  await new Promise((resolve) => elsewhere.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (elsewhere.address());
  const page = await visit({ serviceWorkers: 'allow' });
  await page.goto(home.address);
  await page.waitForSelector('#offline:not([hidden])');
  const [worker] = page.workers();
  const [serviceWorker] = page.context().serviceWorkers().filter((found) => found.url().startsWith(home.address));
  assert.ok(worker.url().startsWith('blob:'));
  home.faults = [[/^/, (response, content, path) => {
    arrived.push(path);
    give(response, content, path);
  }]];
  const addresses = [`http://127.0.0.1:${port}/`, home.address, `${home.address}page/`];
  try {
    for (const [who, place] of [['the page', page], ['the worker', worker], ['the service worker', serviceWorker]]) {
      assert.deepEqual(await place.evaluate(waysOut, addresses), [], String(who));
    }
    assert.deepEqual(await page.evaluate(waysOfPages, addresses), []);
    assert.deepEqual(arrived, []);
  } finally {
    home.stop();
    elsewhere.close();
  }
});

/** Tries to send a text by what pages and workers have; gives what was let out. @param {string[]} addresses */
async function waysOut(addresses) {
  const tried = {};
  for (const address of addresses) {
    const sent = async (options) => (await globalThis.fetch(`${address}?a-text`, { mode: 'no-cors', ...options }), 'sent');
    tried[`POST ${address}`] = await sent({ method: 'POST', body: 'a text' }).catch(() => 'refused');
    tried[`GET ${address}`] = await sent({}).catch(() => 'refused');
    for (const [Way, scheme] of [['WebSocket', 'ws'], ['EventSource', 'http']]) {
      const opened = () => new Promise((resolve) => {
        const way = new globalThis[Way](`${address.replace('http', scheme)}?a-text`);
        way.onopen = () => resolve('sent');
        way.onerror = () => resolve(way.close());
      });
      tried[`${Way} ${address}`] = await (async () => opened())().catch(() => 'refused');
    }
  }
  return Object.entries(tried).filter(([, outcome]) => outcome === 'sent').map(([way]) => way);
}

/** The same by what pages alone have: what is refused, a policy says. @param {string[]} addresses */
async function waysOfPages(addresses) {
  const refused = [];
  addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
  const wanted = [];
  for (const address of addresses) {
    // It says that it is on its way in any case.
    navigator.sendBeacon(address, 'a text');
    Object.assign(new Image(), { src: `${address}icon.svg?a-text` });
    document.body.append(Object.assign(document.createElement('iframe'), { src: `${address}?a-text` }));
    for (const method of ['get', 'post']) {
      const form = Object.assign(document.createElement('form'), { action: address, method, target: '_blank' });
      form.append(Object.assign(document.createElement('input'), { name: 'text', value: 'a text' }));
      document.body.append(form);
      form.submit();
      form.remove();
    }
    wanted.push('connect-src', 'img-src', 'frame-src', 'form-action', 'form-action');
  }
  const deadline = performance.now() + 60_000;
  while (refused.length < wanted.length && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const directive of refused) if (wanted.includes(directive)) wanted.splice(wanted.indexOf(directive), 1);
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
  return wanted;
}

test('it works without a network after the first visit', async () => {
  const page = await visit({ serviceWorkers: 'allow' });
  await page.waitForSelector('#offline:not([hidden])');
  await page.context().setOffline(true);
  await open(page);
  await read(page);
  assert.ok((await page.locator('#article mark').count()) > 0);
});

test('where the weights do not load, the page says so, keeps the text, and tries again', async () => {
  const page = await visit();
  await page.context().route('**/weights-*.bin', (route) => route.abort());
  await open(page);
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await page.locator('#problem-words').textContent(), /did not load.*text stays here/);
  await paste(page, 'Snow fell on Oslo.');
  assert.equal(await textOf(page), 'Snow fell on Oslo.');
  await page.context().unroute('**/weights-*.bin');
  await page.click('#retry');
  await annotated(page);
  assert.equal(await textOf(page), 'Snow fell on Oslo.');
});

test('where there is no WebAssembly, the page says so', async () => {
  const page = await visit();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await open(page);
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await page.locator('#problem-words').textContent(), /no WebAssembly/);
});

test('a worker that dies takes nothing with it', async () => {
  const page = await visit();
  await read(page, 'Snow fell on Oslo.');
  // The next worker cannot start; the one after that can.
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    let deaths = 1;
    Worker.prototype.postMessage = function (...message) {
      if (deaths-- > 0) this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
      return postMessage.apply(this, message);
    };
  });
  await page.keyboard.press('e');
  await page.keyboard.press('End');
  await page.keyboard.insertText(' And on Bergen.');
  await annotated(page);
  assert.equal(await editedText(page), 'Snow fell on Oslo. And on Bergen.');
  assert.ok(await page.locator('#problem').isHidden());
});
