// newsmark in other pages: as a module, as an element, in place. The example pages are what is tested.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pages, site } from './chromium.js';
import { filesIn, startHost } from './host.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

const fresh = pages({ quiet: true });
let page;

beforeEach(async () => (page = await fresh()));

const open = (name) => page.goto(`${site}examples/${name}.html`);
const status = (text) => page.getByRole('status').filter({ hasText: text }).waitFor();

/** Who says what, by the words with which each quote begins. */
const speakers = ({ entities, quotes }) =>
  quotes.filter(({ kind }) => kind === 'direct').map(({ text, entity }) => [text.slice(1, 8), entities[entity]?.name]);

test('a module: load, annotate, offsets for slice', async () => {
  await open('module');
  await page.getByRole('button', { name: 'Annotate' }).click();
  const output = page.getByLabel('Annotations', { exact: true });
  await output.filter({ hasText: 'sentences' }).waitFor();
  const annotations = JSON.parse(await output.textContent());
  const text = await page.getByLabel('An article:').inputValue();
  const money = annotations.mentions.find(({ label }) => label === 'MONEY');
  assert.equal(money.text, '$42 million');
  assert.equal(text.slice(money.start, money.end), '$42 million');
  assert.deepEqual(speakers(annotations), [['We have', 'Ruth Okafor']]);
  assert.equal(annotations.date, '2025-03-03');
});

test('in place: highlights only, nothing of the page changed', async () => {
  await open('annotate-element');
  const article = page.locator('#article');
  const before = await article.evaluate((element) => element.outerHTML);
  await page.evaluate(() => CSS.highlights.set('of-the-page', new Highlight(new Range())));
  await page.getByRole('button', { name: 'Annotate this article' }).click();
  await status('mentions');
  // Paragraphs get their highlights as they come near the window, the last of them last.
  await page.waitForFunction(() => [...(CSS.highlights.get('newsmark-people') ?? [])].map(String).includes('Ingrid Solheim'));
  const highlights = await page.evaluate(() => [...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(String)]));
  const numbers = highlights.find(([name]) => name === 'newsmark-numbers')?.[1] ?? [];
  assert(numbers.includes('$42 million') && numbers.includes('320'), JSON.stringify(highlights));
  const people = highlights.find(([name]) => name === 'newsmark-people')?.[1] ?? [];
  assert(people.includes('Ruth Okafor') && people.includes('Ingrid Solheim'), JSON.stringify(highlights));
  const list = await page.locator('#found').textContent();
  assert.match(list, /Ruth Okafor.*We have/s);
  assert(!JSON.stringify(highlights).match(/Photo|99 percent|7 days/), 'captions, scripts and navigation are no text of the article');
  assert.equal(await article.evaluate((element) => element.outerHTML), before);
  const tint = await page.locator('body').evaluate((body) => getComputedStyle(body, '::highlight(newsmark-numbers)').backgroundColor);
  assert.match(tint, /\/ 0\.16\)$/, 'the colour of numbers, thinned');

  await page.getByRole('button', { name: 'Annotate this article' }).click();
  await page.waitForFunction(() => CSS.highlights.size === 1);
  assert(await page.evaluate(() => CSS.highlights.has('of-the-page')), 'highlights of the page itself stay');
});

test('in place: where the browser has no highlights, the list is there', async () => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'CSS', { value: {} });
    delete globalThis.Highlight;
  });
  await open('annotate-element');
  await page.getByRole('button', { name: 'Annotate this article' }).click();
  await status('cannot highlight');
});

const TEXT = '<nav>Menu</nav><article><p>Mayor Ruth Okafor came to Oslo on Monday. “We have a deal,” she told reporters.</p></article>';
const READ = {
  'no policy': { policy: '', says: null },
  'a policy that forbids scripts of others': { policy: "script-src 'self'", says: /does not let newsmark in.*the browser extension works/s },
  'a policy that forbids WebAssembly': { policy: 'script-src http:', says: /does not let newsmark in.*wasm-unsafe-eval/s },
};
for (const [name, { policy, says }] of Object.entries(READ)) {
  test(`as a bookmark, on a page with ${name}`, async () => {
    const newsmark = await startHost({ '/': filesIn(DIST, /^(newsmark-whole\.js|wasm\/.*|examples\/.*)$/) }, { 'Access-Control-Allow-Origin': '*' });
    const headers = policy ? { 'Content-Security-Policy': policy } : {};
    const news = await startHost({ '/': new Map([['index.html', Buffer.from(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${TEXT}`)]]) }, headers);
    try {
      await page.goto(`${newsmark.address}examples/bookmarklet.html`);
      const bookmark = await page.getByRole('link', { name: 'Mark this article' }).getAttribute('href');
      await page.goto(news.address);
      const before = await page.evaluate(() => document.querySelector('article').outerHTML);
      const said = says && page.waitForEvent('dialog');
      said?.then((dialog) => dialog.dismiss());
      // A browser runs the script of a bookmark whatever the page's policy says of scripts in the page.
      const click = () => page.evaluate(decodeURIComponent(bookmark.replace('javascript:', '')));
      await click();
      if (said) return assert.match((await said).message(), says);
      await page.getByRole('complementary', { name: 'newsmark' }).getByRole('button', { name: 'Ruth Okafor (1)' }).waitFor();
      assert.ok(await page.evaluate(() => [...CSS.highlights.get('newsmark-people')].map(String).includes('Ruth Okafor')));
      assert.equal(await page.evaluate(() => document.querySelector('article').outerHTML), before);
      await click();
      assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
    } finally {
      newsmark.stop();
      news.stop();
    }
  });
}
