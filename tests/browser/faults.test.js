// What can go wrong goes wrong here: each time the page says what, keeps what is typed, and goes on when it can.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { pages } from './chromium.js';
import { built, give, named, startHost } from './host.js';

const files = built();
/** How much the weights are, as the page says it. */
const MEGABYTES = (files.get(named(files, 'weights.bin')).length / 1e6).toFixed(1);
const TEXT = 'Snow fell on Oslo, Mayor Ines Calder said.';
const HTML = Buffer.from('<!doctype html><title>Please sign in</title>');

const fresh = pages({ serviceWorkers: 'block' });
let host;
let page;

before(async () => (host = await startHost({ '/': files })));
after(() => host?.stop());
beforeEach(async () => {
  host.faults = [];
  page = await fresh();
});

const started = () => page.waitForSelector('html[data-ready]', { state: 'attached' });
const ready = () => page.waitForFunction(() => document.documentElement.dataset.status === 'idle');
const annotated = () => page.waitForFunction(() => document.documentElement.dataset.fresh === 'true');
const marks = () => page.locator('#article mark').count();
const write = (text) => page.fill('#editor', text);
/** Until the page says how much of the weights has come, in words that match. @param {string} pattern */
const comes = (pattern) =>
  page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector('#status')?.textContent ?? ''), pattern);
const problem = async () => {
  await page.waitForSelector('#problem:not([hidden])');
  return page.textContent('#problem-words');
};

/** @type {[string, RegExp, (response: any, content: Buffer, path: string) => void, RegExp][]} */
const MISSING = [
  ['weights that are not there', /weights/, (response) => give(response, undefined, ''), /did not load.*text stays here/],
  ['a program that is not there', /simd/, (response) => give(response, undefined, ''), /did not load.*text stays here/],
  ['a worker that is not there', /worker-/, (response) => give(response, undefined, ''), /did not load.*text stays here/],
  ['weights that break off', /weights/, (response, content) => response.writeHead(200, { 'Content-Length': content.length }).write(content.subarray(0, 9999), () => response.destroy()), /did not load/],
  ['a page to sign in, in place of the weights', /weights/, (response) => give(response, HTML, 'a.html'), /damaged/],
  ['a page to sign in, in place of the program', /simd/, (response) => give(response, HTML, 'a.html'), /did not load/],
  ['a page to sign in, in place of the worker', /worker-/, (response) => give(response, HTML, 'a.html'), /did not load/],
  ['a program that is cut short', /simd/, (response, content) => give(response, content.subarray(0, 5000), 'a.wasm'), /did not load/],
  ['no weights in their file', /weights/, (response) => give(response, Buffer.alloc(0), 'a.bin'), /damaged/],
];
for (const [what, which, fault, says] of MISSING) {
  test(`${what}: it is said, and “Try again” goes on with the text`, async () => {
    host.faults = [[which, fault]];
    await page.goto(host.address);
    await started();
    await write(TEXT);
    assert.match(await problem(), says);
    host.faults = [];
    await page.click('#retry');
    await annotated();
    assert.ok((await marks()) > 0);
    assert.equal(await page.locator('#problem').isVisible(), false);
  });
}

for (const [what, which] of [['the first script', /page\/page-\w{10}\.js/], ['a script that it needs', /page-chunk/]]) {
  test(`${what} is missing: what is typed is kept over “Try again”`, async () => {
    host.faults = [[which, (response) => give(response, undefined, '')]];
    await page.goto(host.address);
    assert.match(await problem(), /part of this page has not come.*kept/);
    await write(TEXT);
    host.faults = [];
    await page.click('#retry');
    await started();
    await annotated();
    assert.equal(await page.textContent('#article'), TEXT);
  });
}

test('a reader of files that is missing is said to be so, and the text stays', async () => {
  await page.goto(host.address);
  await ready();
  await write(TEXT);
  await annotated();
  host.faults = [[/reader-/, (response) => give(response, undefined, '')]];
  await page.setInputFiles('#file', { name: 'report.docx', mimeType: '', buffer: Buffer.from('PK\u0003\u0004') });
  await page.waitForSelector('#notice:not([hidden])');
  assert.match(await page.textContent('#notice-words'), /report.docx.*cannot be read/);
  assert.equal(await page.textContent('#article'), TEXT);
});

test('a worker that answers no more is replaced', async () => {
  await page.clock.install();
  await page.goto(host.address);
  await ready();
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    // The next call is lost, as if its worker had been killed from outside.
    Worker.prototype.postMessage = function () {
      Worker.prototype.postMessage = postMessage;
      document.documentElement.dataset.lost = 'true';
    };
  });
  await write(TEXT);
  await page.waitForSelector('html[data-lost][data-status="working"]', { state: 'attached' });
  await page.clock.fastForward(31_000);
  await annotated();
  assert.ok((await marks()) > 0);
});

test('a worker that has nothing to do is left alone', async () => {
  await page.clock.install();
  await page.goto(host.address);
  await ready();
  await write(TEXT);
  await annotated();
  await page.evaluate(() => {
    Object.assign(globalThis, { ended: 0 });
    const { terminate } = Worker.prototype;
    Worker.prototype.terminate = function () {
      Object.assign(globalThis, { ended: Reflect.get(globalThis, 'ended') + 1 });
      terminate.call(this);
    };
  });
  await page.click('.menu summary');
  await Promise.all([page.waitForEvent('download'), page.click('[data-download="json"]')]);
  await page.clock.fastForward(61_000);
  assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'ended')), 0);
});

test('a network that goes away in the middle without a word is given up in the end', async () => {
  await page.clock.install();
  host.faults = [[/weights/, (response, content) => response.writeHead(200, { 'Content-Length': content.length }).write(content.subarray(0, 99_999))]];
  await page.goto(host.address);
  await started();
  await write(TEXT);
  await comes(`0\\.1 of ${MEGABYTES} MB`);
  await page.clock.fastForward(61_000);
  // It asks once more, past every cache.
  assert.match(await problem(), /did not load/);
  host.faults = [];
  await page.click('#retry');
  await annotated();
});

test('on a slow network one sees how much has come, and how long the rest takes', async () => {
  let sendRest;
  const seen = new Promise((resolve) => (sendRest = resolve));
  host.faults = [
    [/weights/, async (response, content) => {
      response.writeHead(200, { 'Content-Length': content.length });
      for (let start = 0; start < 1_200_000; start += 400_000) {
        response.write(content.subarray(start, start + 400_000));
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      await seen;
      response.end(content.subarray(1_200_000));
    }],
  ];
  await page.goto(host.address);
  await started();
  await write(TEXT);
  await comes(`\\d\\.\\d of ${MEGABYTES} MB, about \\d+ seconds more`);
  sendRest();
  await annotated();
});

test('where a browser keeps nothing, the page works', async () => {
  await page.addInitScript(() => {
    const forbidden = { get: () => { throw new DOMException('denied', 'SecurityError'); } };
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches']) Object.defineProperty(globalThis, name, forbidden);
  });
  await page.goto(host.address);
  await ready();
  await write(TEXT);
  await annotated();
  assert.ok((await marks()) > 0);
});

for (const [what, year] of [['long ago', 1970], ['far ahead', 2099]]) {
  test(`a clock that is ${what} changes nothing`, async () => {
    await page.clock.setFixedTime(new Date(year, 5, 1));
    await page.goto(host.address);
    await started();
    await write(TEXT);
    await annotated();
    assert.ok((await marks()) > 0);
  });
}

test('away and back, the text is there, and can be read anew', async () => {
  await page.goto(host.address);
  await ready();
  await write(TEXT);
  await annotated();
  await page.goto('about:blank');
  await page.goBack();
  await annotated();
  assert.equal(await page.textContent('#article'), TEXT);
  await page.reload();
  await annotated();
  assert.equal(await page.textContent('#article'), TEXT);
});

test('opened as a file, the page says what to do', async () => {
  await page.goto(new URL('../../dist/index.html', import.meta.url).href);
  assert.match(await problem(), /opened as a file.*web server/);
});
