// newsmark in other pages: as a module, as an element, in place. The example pages are what is tested.

import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { launch, newPage, site } from './chromium.js';

let browser;
let page;
let errors;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  errors = [];
  page = await newPage(browser);
  page.on('pageerror', (error) => errors.push(String(error)));
});
afterEach(async () => {
  await page.context().close();
  assert.deepEqual(errors, []);
});

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

test('an element: readable before, marked afterwards, keys go from mark to mark', async () => {
  await open('element');
  await status('mentions');
  const element = page.locator('news-mark');
  const annotations = await element.evaluate((element) => element.annotations);
  const text = await element.evaluate((element) => element.text);
  assert.match(text, /^Harbour of Port Ellery to close for repairs\n\nThe harbour in Port Ellery will close .*Mayor Ruth Okafor said/);
  assert.doesNotMatch(text, /Sam Pike|\n\n\n|  /);
  for (const { start, end, text: words } of annotations.mentions) assert.equal(text.slice(start, end), words);
  const marks = await page.locator('news-mark mark').evaluateAll((marks) => marks.map((mark) => mark.firstChild.textContent));
  for (const words of ['Port Ellery', 'Ruth Okafor', 'Okafor', 'Ingrid Solheim', '$42 million', '320']) {
    assert(marks.includes(words), `marks: ${marks}`);
  }
  assert.deepEqual(speakers(annotations), [['We have', 'Ruth Okafor'], ['Nobody ', 'Ingrid Solheim']]);
  assert.equal(await page.locator('news-mark figure svg').count(), 2, 'the picture is there, in the original and in the copy');

  await page.keyboard.press('Tab');
  const focused = () => element.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.firstChild.textContent);
  assert.equal(await focused(), marks[0]);
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(), marks[1]);
  await page.keyboard.press('End');
  assert.equal(await focused(), marks.at(-1));
  await page.getByRole('tooltip').waitFor();
});

test('an element: follows its date and its text, shows what it is given', async () => {
  await open('element');
  await status('mentions');
  const after = (change) => page.locator('news-mark').evaluate(async (element, change) => {
    const annotated = new Promise((resolve) => element.addEventListener('newsmark-annotated', resolve, { once: true }));
    if (change.date) element.date = change.date;
    if (change.text) element.querySelector('p').textContent = change.text;
    await annotated;
    return { date: element.annotations.date, mentions: element.annotations.mentions.map(({ text }) => text) };
  }, change);
  assert.equal((await after({ date: '2024-05-06' })).date, '2024-05-06');
  assert((await after({ text: 'It rose by 7 percent.' })).mentions.includes('7 percent'));

  const given = { date: null, sentences: [], entities: [], quotes: [], mentions: [{ start: 0, end: 7, label: 'FAC', text: 'Harbour', entity: null, value: null }] };
  await page.locator('news-mark').evaluate((element, given) => { element.annotations = given; }, given);
  await page.locator('news-mark mark').first().waitFor();
  await page.waitForFunction(() => document.querySelector('news-mark').shadowRoot.querySelectorAll('mark').length === 1);
});

test('an element: what was set before it is defined counts; where nothing loads, its text stays and it says so', async () => {
  await page.route('**/weights.bin', (route) => route.abort());
  await open('module');
  await page.evaluate(async () => {
    const early = document.createElement('news-mark');
    early.textContent = 'Ada Moyo came.';
    early.annotations = { date: null, sentences: [], entities: [], quotes: [], mentions: [{ start: 0, end: 8, label: 'PERSON', text: 'Ada Moyo', entity: null, value: null }] };
    const failing = document.createElement('news-mark');
    failing.textContent = 'It rained.';
    document.body.append(early, failing);
    failing.addEventListener('newsmark-error', ({ detail }) => { globalThis.failure = detail.code; });
    await import('../newsmark-element.js');
  });
  await page.waitForFunction(() => globalThis.failure);
  assert.equal(await page.evaluate(() => globalThis.failure), 'load-failed');
  assert.equal(await page.locator('news-mark mark').textContent(), 'Ada Moyoperson');
  const failing = page.locator('news-mark').nth(1);
  assert(await failing.getByText('It rained.').isVisible());
  assert(await failing.getByText('could not be annotated').isVisible());
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
