// A person puts right what the annotator got wrong, and takes the corrected article away.

import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { annotated, ARTICLE, open, photograph, read, visits } from './person.js';

const visit = visits();

const mark = (page, words) => page.locator('#article mark').filter({ hasText: new RegExp(`^${words}$`) }).first();
const note = (page, words) => page.locator('#article .quote', { hasText: words }).first().locator('.note');
const row = (page, label) => page.locator('#card label', { hasText: label }).locator('select, input');
const names = (page, heading) => page.locator('#entities .kind', { hasText: heading }).locator('.name').allTextContents();

/** Opens the form for a mark or note. */
async function correct(page, target) {
  await target.click();
  await page.locator('#card button', { hasText: 'Correct…' }).click();
  await page.waitForSelector('#card form');
}

async function save(page) {
  await page.locator('#card button', { hasText: 'Save' }).click();
  await annotated(page);
}

/** Selects words of the article as a mouse does. */
async function select(page, words) {
  const [from, to] = await page.evaluate((words) => {
    const texts = document.createTreeWalker(document.querySelector('#article'), NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const start = node.textContent.indexOf(words);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + words.length);
      node.parentElement.scrollIntoView({ block: 'center' });
      const lines = [...range.getClientRects()];
      const middle = ({ top, height }) => top + height / 2;
      return [[lines[0].left + 1, middle(lines[0])], [lines.at(-1).right - 1, middle(lines.at(-1))]];
    }
    throw new Error(`${words} do not stand in one piece`);
  }, words);
  await page.mouse.move(from[0], from[1]);
  await page.mouse.down();
  await page.mouse.move(to[0], to[1], { steps: 8 });
  await page.mouse.up();
  await page.locator('#card button', { hasText: 'Mark these words' }).click();
  await page.waitForSelector('#card form');
}

/** The file that a person takes away. */
async function download(page, format) {
  await page.click('.menu summary');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`[data-download="${format}"]`)]);
  return readFileSync(await file.path(), 'utf8');
}

test('a mark gets another kind, in the text, the list and every file', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Munich'));
  await photograph(page, 'correcting');
  await row(page, 'Kind').selectOption('EVENT');
  await save(page);
  assert.equal(await mark(page, 'Munich').getAttribute('data-word'), 'event ✓');
  assert.deepEqual(await names(page, 'Events'), ['Munich']);

  const { mentions, entities } = JSON.parse(await download(page, 'json'));
  const munich = mentions.find(({ text }) => text === 'Munich');
  assert.deepEqual([munich.label, munich.corrected, entities[munich.entity].label], ['EVENT', true, 'EVENT']);
  assert.equal(mentions.find(({ text }) => text === 'Mark Rutte').corrected, undefined);
  assert.match(await download(page, 'csv-entities'), /EVENT,Munich/);
  assert.match(await download(page, 'html'), /data-label="EVENT"[^>]*>Munich/);
});

test('a name is called otherwise, and its quotes with it', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Rutte'));
  await row(page, 'Called').fill('Mark Rutte of The Hague');
  await save(page);
  assert.ok((await names(page, 'People')).includes('Mark Rutte of The Hague'));
  await page.click('#tab-sources');
  assert.match(await page.locator('#sources').textContent(), /Mark Rutte of The Hague/);
  assert.match(await note(page, 'We will stand').getAttribute('aria-label'), /said by Mark Rutte of The Hague/);
  assert.match(await download(page, 'csv-quotes'), /Mark Rutte of The Hague/);
});

test('two entities are made one, and taken apart again', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Zelensky'));
  await row(page, 'Names').selectOption({ label: 'Mark Rutte' });
  await save(page);
  assert.deepEqual(await names(page, 'People'), ['Mark Rutte']);
  await correct(page, mark(page, 'Volodymyr Zelensky'));
  await row(page, 'Names').selectOption({ label: 'someone or something else' });
  await save(page);
  assert.deepEqual((await names(page, 'People')).sort(), ['Mark Rutte', 'Volodymyr Zelensky']);
});

test('a mark that should not be there goes away', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Munich'));
  await page.locator('#card button', { hasText: 'Unmark' }).click();
  await annotated(page);
  assert.equal(await mark(page, 'Munich').count(), 0);
  assert.doesNotMatch(await page.locator('#entities').textContent(), /Munich/);
});

test('selected words are marked, and selected speech is given its speaker', async () => {
  const page = await visit();
  await read(page);
  await select(page, 'the front');
  await row(page, 'Mark as').selectOption('LOC');
  await save(page);
  assert.equal(await mark(page, 'the front').getAttribute('data-word'), 'region ✓');

  await select(page, 'who asked for');
  await row(page, 'Mark as').selectOption('indirect');
  await row(page, 'Said by').selectOption({ label: 'Mark Rutte' });
  await save(page);
  await page.click('#tab-quotes');
  const said = page.locator('#quotes .said-by', { hasText: 'Mark Rutte' }).first();
  assert.match(await said.textContent(), /who asked for/);
});

test('a quote gets another speaker, an unnamed one, and is no quote at all', async () => {
  const page = await visit();
  await read(page);
  const doubt = note(page, 'Nobody should doubt');
  await correct(page, doubt);
  await row(page, 'Said by').selectOption({ label: 'Volodymyr Zelensky' });
  await save(page);
  assert.match(await doubt.getAttribute('aria-label'), /said by Volodymyr Zelensky, put right by you/);
  await page.click('#tab-sources');
  assert.match(await page.locator('#sources tr', { hasText: 'Zelensky' }).textContent(), /named/);

  await correct(page, doubt);
  await row(page, 'Said by').selectOption('unnamed');
  await save(page);
  assert.match(await doubt.getAttribute('aria-label'), /unnamed/);
  assert.match(await page.locator('#sources-summary').textContent(), /1 unnamed/);
  assert.match(await download(page, 'csv-sources'), /unnamed/);

  await correct(page, doubt);
  await page.locator('#card button', { hasText: 'Unmark' }).click();
  await annotated(page);
  assert.equal(await page.locator('#article .quote', { hasText: 'Nobody should doubt' }).count(), 0);
});

test('corrections stay with their words while the text is edited, and when the page is opened again', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Munich'));
  await row(page, 'Kind').selectOption('EVENT');
  await save(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.locator('#editor').evaluate((editor) => editor.setSelectionRange(0, 0));
  await page.keyboard.type('Update: ');
  await annotated(page);
  assert.equal(await mark(page, 'Munich').getAttribute('data-word'), 'event ✓');
  await open(page);
  await annotated(page);
  assert.equal(await mark(page, 'Munich').getAttribute('data-word'), 'event ✓');
  assert.equal(await page.locator('#corrections-count').textContent(), '1 correction');
});

test('corrections are taken back one by one or all at once', async () => {
  const page = await visit();
  await read(page);
  for (const [words, kind] of [['Munich', 'EVENT'], ['Brussels', 'ORG']]) {
    await correct(page, mark(page, words));
    await row(page, 'Kind').selectOption(kind);
    await save(page);
  }
  assert.equal(await page.locator('#corrections-count').textContent(), '2 corrections');
  await page.click('#notice-undo');
  await annotated(page);
  assert.equal(await mark(page, 'Brussels').getAttribute('data-word'), 'place');
  await page.click('#corrections-reset');
  await annotated(page);
  assert.equal(await mark(page, 'Munich').getAttribute('data-word'), 'place');
  assert.ok(await page.locator('#corrections').isHidden());
  await page.click('#notice-undo');
  await annotated(page);
  assert.equal(await mark(page, 'Munich').getAttribute('data-word'), 'event ✓');
  await page.locator('#article').focus();
  await page.keyboard.press('Control+Z');
  await annotated(page);
  assert.equal(await mark(page, 'Munich').getAttribute('data-word'), 'place');
});

test('another article starts without corrections; the first comes back with its own', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Munich'));
  await row(page, 'Kind').selectOption('EVENT');
  await save(page);
  await page.click('#clear');
  await page.waitForSelector('#corrections', { state: 'hidden' });
  await page.click('#notice-undo');
  await annotated(page);
  assert.equal(await mark(page, 'Munich').getAttribute('data-word'), 'event ✓');
});

test('the keyboard alone corrects a mark, and the focus comes back to it', async () => {
  const page = await visit();
  await read(page);
  await page.locator('#article').focus();
  await page.keyboard.press('ArrowRight');
  const words = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('c');
  await page.waitForSelector('#card form');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SELECT');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), words);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Correct…');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#card form');
  await page.keyboard.type('org');
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  for (let stops = 0; stops < 6 && (await focused()) !== 'Save'; stops += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await annotated(page);
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-word') === 'org ✓');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), words);
});

test('words that are selected while editing are marked with a key', async () => {
  const page = await visit();
  await read(page);
  await page.keyboard.press('e');
  const start = ARTICLE.indexOf('the front');
  await page.locator('#editor').evaluate((editor, start) => editor.setSelectionRange(start, start + 'the front'.length), start);
  await page.keyboard.press('Alt+m');
  await page.waitForSelector('#card form');
  assert.match(await page.locator('#card-title').textContent(), /the front/);
});

test('the forms are accessible, in light and dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await visit({ colorScheme });
    await read(page);
    for (const target of [mark(page, 'Munich'), note(page, 'Nobody should doubt')]) {
      await correct(page, target);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`), []);
      await page.keyboard.press('Escape');
    }
  }
});
