// The extension, loaded into Chromium: what its button does, on pages as they are, without a network.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readNewsmarkFile } from '../../www/page/desk/article-file.js';
import { launchPersistent } from './chromium.js';

const HOST = 'http://news.example/';
const TEXT = '<p>Mayor Ruth Okafor came to Oslo on Monday. “We have a deal,” she told reporters of the Harbour Post, and left.</p>';
/** Pages as they are: where each has its article, and what its policy forbids. */
const PAGES = {
  article: `<nav><p>Karl Voss is not in it.</p></nav><article>${TEXT}</article>`,
  main: `<main><h1>A deal</h1>${TEXT}</main>`,
  'nested articles': `<main><article><div itemprop="articleBody">${TEXT.repeat(3)}</div></article><article><p>Karl Voss left.</p></article></main>`,
  'no article at all': `<div><p>Menu</p></div><div id="story">${TEXT.repeat(2)}</div>`,
  'a form with a field named matches': `<article><form><input name="matches"></form>${TEXT}</article>`,
  'a strict policy': `<article>${TEXT}</article>`,
  'a table for its layout': `<table><tr><td><ul><li>Menu</li></ul></td><td id="body">${TEXT.repeat(3)}</td></tr></table>`,
  'an element of its own around each paragraph': `<article><news-line>${TEXT}</news-line><news-line><p>It rained.</p></news-line></article>`,
  'pictures, a video and links between the words': `<article><figure><img alt="A pier"><figcaption>The pier</figcaption></figure><video controls></video>${TEXT.replace('Oslo', '<a href="#oslo">Oslo</a>')}</article>`,
  'another language around the article': `<div dir="rtl" lang="ar"><nav><p>أخبار</p></nav></div><article>${TEXT}</article><footer dir="rtl"><p>للاتصال</p></footer>`,
};
const TO_CHECK = `<article>${TEXT}<p>It began on February 30, 2025, she said.</p></article>`;

let context;
let background;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newsmark-extension-'));
  const extension = join(folder, 'extension');
  cpSync(new URL('../../dist/extension/', import.meta.url), extension, { recursive: true });
  // A click on the button lets the extension see the page; no test can click there, so that this copy may see it at once.
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: [`${HOST}*`] }));
  context = await launchPersistent(join(folder, 'profile'), {
    headless: false,
    args: ['--headless=new', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // Nothing is to be asked for but these pages.
  await context.route(/^https?:/, (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.slice(1));
    const headers = name === 'a strict policy' ? { 'Content-Security-Policy': "default-src 'none'; require-trusted-types-for 'script'" } : {};
    const body = name === 'to check' ? TO_CHECK : PAGES[name];
    return body
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: `<!doctype html><title>${name}</title><body>${body}` })
      : route.abort();
  });
});
after(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('it asks for no more than it needs', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../dist/extension/manifest.json', import.meta.url), 'utf8'));
  assert.deepEqual([manifest.permissions, manifest.host_permissions], [['activeTab', 'scripting'], undefined]);
});

/** What a click on the button does. */
const click = (title) => background.evaluate(async (title) => {
  const [{ id }] = await chrome.tabs.query({ title });
  await chrome.scripting.executeScript({ target: { tabId: id }, files: ['content.js'] });
}, title);

for (const name of Object.keys(PAGES)) {
  test(`a click marks a page with ${name}, another takes it off`, async () => {
    const page = await context.newPage();
    await page.goto(HOST + encodeURIComponent(name));
    const before = await page.evaluate(() => document.body.outerHTML);
    await click(name);
    await page.waitForFunction(() => CSS.highlights.has('newsmark-people'));
    const names = await page.evaluate(() => [...CSS.highlights.get('newsmark-people')].map(String));
    assert.ok(names.includes('Ruth Okafor') && !names.includes('Karl Voss'), names.join());
    const panel = page.getByRole('complementary', { name: 'newsmark' });
    await panel.getByRole('button', { name: '“We have a deal,”' }).first().waitFor();
    assert.ok(await panel.getByRole('button', { name: /^Ruth Okafor \(/ }).isVisible());
    const tint = await page.evaluate(() => getComputedStyle(document.querySelector('p'), '::highlight(newsmark-people)').backgroundColor);
    assert.notEqual(tint, 'rgba(0, 0, 0, 0)');
    assert.equal(await page.evaluate(() => document.body.outerHTML), before, 'nothing of the page is changed');
    await click(name);
    await page.waitForFunction(() => CSS.highlights.size === 0 && !document.querySelector('newsmark-panel'));
    await page.close();
  });
}

test('its panel lists what to check, exports, and saves the article as a file that newsmark opens', async () => {
  const page = await context.newPage();
  await page.goto(`${HOST}to%20check`);
  await click('to check');
  const panel = page.getByRole('complementary', { name: 'newsmark' });
  await panel.getByRole('button', { name: 'There is no such day: February has 28 days.' }).click();
  assert.equal(await page.evaluate(() => String(getSelection())), 'February 30, 2025');
  await panel.getByRole('combobox', { name: 'Format' }).selectOption('Quotes (CSV)');
  const [csv] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Export' }).click()]);
  assert.equal(csv.suggestedFilename(), 'quotes.csv');
  assert.match(readFileSync(await csv.path(), 'utf8'), /We have a deal.*Ruth Okafor/);
  const [file] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Save for “Articles”' }).click()]);
  assert.equal(file.suggestedFilename(), 'to-check.newsmark.json');
  const { articles: [article], left } = readNewsmarkFile(readFileSync(await file.path(), 'utf8'), file.suggestedFilename());
  assert.deepEqual([article.title, article.newsroom, left], ['to check', 'news.example', 0]);
  assert.match(article.text, /^Mayor Ruth Okafor came to Oslo/);
  await page.close();
});

test('always on a chosen site', async () => {
  const options = await context.newPage();
  await options.goto(`chrome-extension://${new URL(background.url()).host}/options.html`);
  await options.getByLabel('Site').fill('http://news.example/article');
  await options.evaluate(() => { chrome.permissions.request = async () => true; });
  await options.getByRole('button', { name: 'Add' }).click();
  await options.getByRole('button', { name: 'Remove *://news.example/*' }).waitFor();
  const page = await context.newPage();
  await page.goto(`${HOST}article`);
  await page.waitForFunction(() => CSS.highlights.has('newsmark-people'));
  await options.getByRole('button', { name: 'Remove *://news.example/*' }).click();
  await options.getByRole('listitem').waitFor({ state: 'detached' });
});
