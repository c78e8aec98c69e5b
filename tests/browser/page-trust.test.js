// Nothing leaves the machine, nothing is lost, and what goes wrong is said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './chromium.js';
import { annotated, editedText, open, paste, read, textOf, visits } from './person.js';

const visit = visits();
const origin = new URL(site).origin;

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
  const page = await visit({ serviceWorkers: 'allow' });
  await page.waitForSelector('#offline:not([hidden])');
  const arrived = [];
  page.context().on('response', (response) => response.request().method() === 'POST' && arrived.push(response.url()));
  const attempts = async (home) => {
    const tried = {};
    for (const address of ['https://example.org/', home, `${home}page/`]) {
      const post = async () => globalThis.fetch(address, { method: 'POST', body: 'a text', mode: 'no-cors' });
      tried[`POST ${address}`] = await post().then(() => 'sent', () => 'refused');
      tried[`GET ${address}`] = await (async () => globalThis.fetch(`${address}?a-text`, { mode: 'no-cors' }))().then(() => 'sent', () => 'refused');
      const socket = () => new Promise((resolve) => {
        const opened = new WebSocket(address.replace('http', 'ws'));
        opened.onopen = () => resolve('sent');
        opened.onerror = () => resolve('refused');
      });
      tried[`socket ${address}`] = await socket().catch(() => 'refused');
    }
    if (globalThis.document) {
      // It says that it is on its way in any case; whether it arrives is looked at below.
      navigator.sendBeacon(home, 'a text');
      tried.image = await new Promise((resolve) => Object.assign(new Image(), { onload: () => resolve('sent'), onerror: () => resolve('refused'), src: `${home}page/icon.svg?a-text` }));
      tried.frame = await new Promise((resolve) => {
        const frame = Object.assign(document.createElement('iframe'), { src: `${home}?a-text` });
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => effectiveDirective === 'frame-src' && resolve('refused'));
        setTimeout(() => resolve('sent'), 5000);
        document.body.append(frame);
      });
    }
    return Object.entries(tried).filter(([, outcome]) => outcome === 'sent').map(([way]) => way);
  };
  const [worker] = page.workers();
  const [serviceWorker] = page.context().serviceWorkers();
  assert.ok(worker.url().startsWith('blob:'));
  assert.deepEqual(await page.evaluate(attempts, site), [], 'the page');
  assert.deepEqual(await worker.evaluate(attempts, site), [], 'the worker');
  assert.deepEqual(await serviceWorker.evaluate(attempts, site), [], 'the service worker');
  assert.deepEqual(arrived, []);
});

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
