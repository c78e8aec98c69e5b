// newsmark in other pages: as a module, as an element, in place. The example pages are what is tested.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { pages, site } from './chromium.js';

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
