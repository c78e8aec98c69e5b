// The same in Firefox, driven by WebDriver BiDi: the page's first visit, the module, the element, marks in place, the
// extension. `cargo xtask test-firefox` installs what it needs and runs this; where there is no Firefox, it says so and skips.

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { filesIn, startHost } from '../browser/host.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const ARTICLE = '“We have a deal,” Mayor Ruth Okafor told reporters in Port Ellery on Monday. It cost $42 million, she said.';

const executablePath = process.env.FIREFOX || '/usr/bin/firefox-esr';
const skip = existsSync(executablePath) ? false : `there is no Firefox at ${executablePath}, and FIREFOX names no other`;

/** @type {import('puppeteer-core').Browser} */
let browser;
let host;
/** @type {import('puppeteer-core').Page} */
let page;
const errors = [];

before(async () => {
  if (skip) return;
  host = await startHost({ '/': filesIn(DIST) });
  browser = await puppeteer.launch({ browser: 'firefox', executablePath, args: ['--width=1360', '--height=860'] });
});
after(async () => {
  host?.stop();
  await browser?.close();
});
afterEach(async () => {
  await page?.close();
  assert.deepEqual(errors.splice(0), []);
});

/** @param {string} address */
async function open(address) {
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(host.address + address);
}

/** Until it is so in the page. Puppeteer's own way makes functions of text, which the page's policy forbids. @param {(...args: any[]) => unknown} isSo */
async function until(isSo, ...args) {
  while (!(await page.evaluate(isSo, ...args))) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Until a highlight shows these words. @param {string} name @param {string} words */
const highlighted = (name, words) => until((name, words) => [...(CSS.highlights.get(name) ?? [])].map(String).includes(words), name, words);
/** Until the page has marked its text. */
const marked = () => until(() => document.documentElement.dataset.fresh === 'true' && document.querySelector('#article mark') !== null);

test('a first visit: the language model comes, a text that is typed is marked, and stays over a reload', { skip }, async () => {
  await open('');
  await page.waitForSelector('html[data-ready]');
  await page.type('#editor', ARTICLE);
  await marked();
  const people = await page.$$eval('#article mark.people', (marks) => marks.map(({ textContent }) => textContent));
  assert.ok(people.includes('Ruth Okafor'), people.join());
  await page.reload();
  await marked();
  assert.equal(await page.$eval('#article', ({ textContent }) => textContent), ARTICLE);
});

test('without a network after that', { skip }, async () => {
  await open('');
  await until(() => navigator.serviceWorker.controller !== null && !document.querySelector('#offline').hidden);
  // What is on its way when the page goes would be told as an error.
  await marked();
  host.faults = [[/^/, (response) => response.destroy()]];
  try {
    await page.reload();
    // The text of the test before, which this browser keeps.
    await marked();
  } finally {
    host.faults = [];
  }
});

test('the module, in a worker and in the same thread, with SIMD and without', { skip }, async () => {
  await open('examples/module.html');
  const quotes = await page.evaluate(async (text) => {
    const { load } = await import(String(new URL('../newsmark.js', location.href)));
    const ways = [{}, { worker: 'none' }, { wasm: new URL('../wasm/newsmark_scalar.wasm', location.href) }];
    return Promise.all(ways.map(async (way) => (await (await load(way)).annotate(text)).quotes[0].text));
  }, ARTICLE);
  assert.deepEqual(quotes, Array(3).fill('“We have a deal,”'));
});

test('the element: marks, keys, the card', { skip }, async () => {
  await open('examples/element.html');
  await highlighted('newsmark-people', 'Ruth Okafor');
  await page.keyboard.press('Tab');
  const label = () => page.$eval('news-mark', ({ shadowRoot }) => shadowRoot.activeElement?.getAttribute('aria-label') ?? '');
  const first = await label();
  assert.notEqual(first, '');
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await label(), first);
  assert.equal(await page.$eval('news-mark', ({ shadowRoot }) => shadowRoot.querySelector('[role="tooltip"]').checkVisibility()), true);
  assert.equal(await page.$eval('news-mark', (element) => element.matches(':state(annotated)')), true);
});

test('in place: highlights, and nothing of the page changed', { skip }, async () => {
  await open('examples/annotate-element.html');
  const before = await page.$eval('#article', ({ outerHTML }) => outerHTML);
  await page.evaluate(() => [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes('Annotate')).click());
  await highlighted('newsmark-people', 'Ingrid Solheim');
  assert.equal(await page.$eval('#article', ({ outerHTML }) => outerHTML), before);
  const tint = await page.evaluate(() => getComputedStyle(document.body, '::highlight(newsmark-numbers)').backgroundColor);
  assert.notEqual(tint, 'rgba(0, 0, 0, 0)');
});

test('the extension: its background annotates, the page stays as it is, the panel tells', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newsmark-firefox-'));
  cpSync(join(DIST, 'extension'), folder, { recursive: true });
  // A click on the button runs this script; no test can click there, so that in this copy it runs by itself.
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const everywhere = { content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'] }], host_permissions: ['http://127.0.0.1/*'] };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, ...everywhere }));
  const id = await browser.installExtension(folder);
  try {
    host.folders['/'].set('news.html', Buffer.from(`<!doctype html><meta charset="utf-8"><article><p>${ARTICLE}</p></article>`));
    await open('news.html');
    await highlighted('newsmark-people', 'Ruth Okafor');
    assert.equal(await page.$eval('article', ({ innerHTML }) => innerHTML), `<p>${ARTICLE}</p>`);
    const tint = await page.evaluate(() => getComputedStyle(document.querySelector('p'), '::highlight(newsmark-people)').backgroundColor);
    assert.notEqual(tint, 'rgba(0, 0, 0, 0)');
    await until(() => document.querySelector('newsmark-panel')?.shadowRoot?.textContent.includes('Ruth Okafor (1)'));
  } finally {
    await browser.uninstallExtension(id);
    rmSync(folder, { recursive: true });
  }
});
