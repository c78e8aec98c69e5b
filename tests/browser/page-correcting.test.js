// A person puts right what the annotator got wrong, and takes the corrected article away.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correct, kindOf, mark, note, relabel, row, save } from './correcting.js';
import { annotated, assertAccessible, download, open, photograph, read, selectEdited, selectWords, visits } from './person.js';

const visit = visits();

const names = (page, heading) => page.locator('#who .kind', { hasText: heading }).locator('.name').allTextContents();

/** Opens the form for words that are no mark. */
async function select(page, words) {
  await selectWords(page, words);
  await page.locator('#card button', { hasText: 'Mark these words' }).click();
  await page.waitForSelector('#card form');
}

test('a mark gets another kind, in the text, the list and every file', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Munich'));
  await photograph(page, 'correcting');
  await row(page, 'Kind').selectOption('EVENT');
  await save(page);
  assert.equal(await kindOf(page, 'Munich'), 'things corrected');
  await page.click('#summary .rest');
  assert.deepEqual(await names(page, 'Events'), ['Munich']);

  const { mentions, entities } = JSON.parse((await download(page, 'json')).content);
  const munich = mentions.find(({ text }) => text === 'Munich');
  assert.deepEqual([munich.label, munich.corrected, entities[munich.entity].label], ['EVENT', true, 'EVENT']);
  assert.equal(mentions.find(({ text }) => text === 'Mark Rutte').corrected, undefined);
  assert.match((await download(page, 'csv-entities')).content, /EVENT,Munich/);
  assert.match((await download(page, 'html')).content, /data-label="EVENT"[^>]*>Munich/);
});

test('a name is called otherwise, and its quotes with it', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Rutte'));
  await row(page, 'Full name').fill('Mark Rutte of The Hague');
  await save(page);
  assert.ok((await names(page, 'People')).includes('Mark Rutte of The Hague'));
  await page.click('#tab-said');
  assert.match(await page.locator('#sources').textContent(), /Mark Rutte of The Hague/);
  assert.match(await note(page, 'We will stand').getAttribute('aria-label'), /said by Mark Rutte of The Hague/);
  assert.match((await download(page, 'csv-quotes')).content, /Mark Rutte of The Hague/);
});

test('what is put right holds for all that depends on it: pronouns, speakers, the table, until it is taken back', async () => {
  const page = await visit();
  await read(page, 'The board hired Brightwater in May. Brightwater has sailed for thirty years, and she knows the coast.\n\n“The wall will hold,” she said.');
  const wall = note(page, 'The wall will hold');
  assert.match(await wall.getAttribute('aria-label'), /said by “she”/);
  await relabel(page, 'Brightwater', 'PERSON');
  assert.match(await wall.getAttribute('aria-label'), /said by Brightwater/);
  await page.click('#tab-said');
  assert.match(await page.locator('#sources').textContent(), /Brightwater/);
  await page.click('#tab-who');
  await mark(page, 'Brightwater').click();
  assert.deepEqual(await page.locator('#article .lit').allTextContents(), ['Brightwater', 'Brightwater', 'she', 'she']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Z');
  await annotated(page);
  assert.match(await wall.getAttribute('aria-label'), /said by “she”/);
});

test('two entities are made one, and taken apart again', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Zelensky'));
  await row(page, 'Refers to').selectOption({ label: 'Mark Rutte' });
  await save(page);
  assert.deepEqual(await names(page, 'People'), ['Mark Rutte']);
  await correct(page, mark(page, 'Volodymyr Zelensky'));
  await row(page, 'Refers to').selectOption({ label: 'someone or something else' });
  // Both are asked for: what was one name was two people.
  await row(page, 'Where').selectOption('here');
  await row(page, 'Full name').fill('Volodymyr O. Zelensky');
  await row(page, 'The other').fill('Mark Rutte of NATO');
  await save(page);
  assert.deepEqual((await names(page, 'People')).sort(), ['Mark Rutte of NATO', 'Volodymyr O. Zelensky']);
});

test('a mark that should not be there goes away', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Munich'));
  await page.locator('#card button', { hasText: 'Unmark' }).click();
  await annotated(page);
  assert.equal(await mark(page, 'Munich').count(), 0);
  assert.doesNotMatch(await page.locator('#who').textContent(), /Munich/);
});

test('selected words are marked, and selected speech is given its speaker', async () => {
  const page = await visit();
  await read(page);
  await select(page, 'the front');
  await row(page, 'Mark as').selectOption('LOC');
  await save(page);
  assert.equal(await kindOf(page, 'the front'), 'places corrected');

  await select(page, 'who asked for');
  await row(page, 'Mark as').selectOption('indirect');
  await row(page, 'Said by').selectOption({ label: 'Mark Rutte' });
  await save(page);
  await page.click('#tab-said');
  const said = page.locator('#said .said-by', { hasText: 'Mark Rutte' }).first();
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
  await page.click('#tab-said');
  assert.match(await page.locator('#sources tr', { hasText: 'Zelensky' }).textContent(), /named/);

  await correct(page, doubt);
  await row(page, 'Said by').selectOption('unnamed');
  await save(page);
  assert.match(await doubt.getAttribute('aria-label'), /unnamed/);
  assert.match(await page.locator('#sources-summary').textContent(), /1 unnamed/);
  assert.match((await download(page, 'csv-sources')).content, /unnamed/);

  await correct(page, doubt);
  await page.locator('#card button', { hasText: 'Unmark' }).click();
  await annotated(page);
  assert.equal(await page.locator('#article .quote', { hasText: 'Nobody should doubt' }).count(), 0);
});

test('a quote is given to someone whom the article does not name, and goes farther than was found', async () => {
  const page = await visit();
  await read(page);
  const doubt = note(page, 'Nobody should doubt');
  await correct(page, doubt);
  await row(page, 'Said by').selectOption('other');
  await row(page, 'Called').fill('Ana Lindqvist');
  await page.locator('#card .extent button').nth(3).click();
  await page.locator('#card .extent button').nth(3).click();
  await save(page);
  assert.match(await doubt.getAttribute('aria-label'), /said by Ana Lindqvist, put right by you/);
  const { quotes, entities } = JSON.parse((await download(page, 'json')).content);
  const changed = quotes.find(({ text }) => text.startsWith('"Nobody should doubt our patience," said one'));
  assert.equal(entities[changed.entity].name, 'Ana Lindqvist');
});

test('the end of a quote is dragged to where it should be, and its speaker pointed at', async () => {
  const page = await visit();
  await read(page);
  const doubt = note(page, 'Nobody should doubt');
  await correct(page, doubt);
  const end = await page.locator('.handle.at-end').boundingBox();
  const target = await page.locator('#article mark', { hasText: /^Brussels$/ }).boundingBox();
  await page.mouse.move(end.x, end.y + end.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 6 });
  await page.mouse.up();
  await page.locator('#card .pick').click();
  await mark(page, 'Zelensky').click();
  await save(page);
  assert.match(await doubt.getAttribute('aria-label'), /said by Volodymyr Zelensky, put right by you/);
  const { quotes } = JSON.parse((await download(page, 'json')).content);
  assert.ok(quotes.some(({ text }) => text === '"Nobody should doubt our patience," said one European diplomat in Brussels'), JSON.stringify(quotes.map(({ text }) => text)));
  assert.equal(await page.locator('.handle').count(), 0);
});

test('a note of one\'s own stands beside a quote, and can be undone', async () => {
  const page = await visit();
  await read(page);
  const doubt = note(page, 'Nobody should doubt');
  await doubt.click();
  await page.locator('#card button', { hasText: 'Note…' }).click();
  await page.locator('#card textarea').fill('Ask him who.');
  await save(page);
  assert.match(await doubt.getAttribute('aria-label'), /your note: Ask him who\./);
  await page.click('#notice-undo');
  await annotated(page);
  assert.doesNotMatch(await doubt.getAttribute('aria-label'), /your note/);
});

test('what is right is accepted from the list of what to check, with the keyboard', async () => {
  const page = await visit();
  await read(page, 'The board met on Monday.\n\n"It will be closed," said the man who had brought the letter and would not give a name.\n\nThat it would open again nobody believed. "Not this year," he added.');
  await page.click('#tab-check');
  const before = await page.locator('#checks li').count();
  assert.ok(before > 0, 'nothing is doubtful here');
  await page.locator('#checks .to-place').first().focus();
  await page.keyboard.press('Enter');
  await annotated(page);
  assert.equal(await page.locator('#checks li').count(), before - 1);
  assert.match(await page.locator('#corrections-list').textContent(), /right as found/);
});

const UNSURE = 'Nothing was said about Penrose or the Corbel. "It will be closed," said Ilse Brandt, who runs the Tarn office for Greyfell.';

test('names are checked too, and accepted with the keyboard', async () => {
  const page = await visit();
  await read(page, UNSURE);
  await page.click('#tab-check');
  const names = page.locator('#checks li', { hasText: 'Is “' });
  const before = await names.count();
  assert.ok(before > 0, 'no name is doubtful here');
  const first = await names.first().locator('.who').textContent();
  await names.first().locator('.to-place').focus();
  await page.keyboard.press('Enter');
  await annotated(page);
  assert.equal(await names.count(), before - 1);
  assert.ok(!(await names.locator('.who').allTextContents()).includes(first));
});

test('what is less sure than a person wants is neither marked, listed nor counted', async () => {
  const page = await visit();
  await read(page, UNSURE);
  const [marks, rows] = [await page.locator('#article mark').count(), await page.locator('#who li').count()];
  await page.click('#tab-check');
  await page.locator('#confidence').fill('90');
  await page.waitForSelector('#summary [data-part="less"]');
  assert.ok((await page.locator('#article mark').count()) < marks);
  await page.click('#tab-who');
  assert.ok((await page.locator('#who li').count()) < rows);
  await page.click('#summary [data-part="less"]');
  assert.equal(await page.locator('#article mark').count(), marks);
});

test('corrections stay with their words while the text is edited, and when the page is opened again', async () => {
  const page = await visit();
  await read(page);
  await relabel(page, 'Munich', 'EVENT');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.locator('#editor').evaluate((editor) => editor.setSelectionRange(0, 0));
  await page.keyboard.insertText('Update: ');
  await annotated(page);
  assert.equal(await kindOf(page, 'Munich'), 'things corrected');
  await open(page);
  await annotated(page);
  assert.equal(await kindOf(page, 'Munich'), 'things corrected');
  assert.equal(await page.locator('#corrections-count').textContent(), '1');
});

test('another article starts without corrections; the first comes back with its own', async () => {
  const page = await visit();
  await read(page);
  await relabel(page, 'Munich', 'EVENT');
  await page.click('#clear');
  await page.waitForSelector('#corrected', { state: 'hidden' });
  await page.click('#notice-undo');
  await annotated(page);
  assert.equal(await kindOf(page, 'Munich'), 'things corrected');
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
  // Not by its first letters: they count as one word only where they follow each other fast.
  const chosen = () => page.evaluate(() => document.activeElement.value);
  await page.keyboard.press('Home');
  for (let stops = 0; stops < 20 && (await chosen()) !== 'ORG'; stops += 1) await page.keyboard.press('ArrowDown');
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  for (let stops = 0; stops < 12 && (await focused()) !== 'Save'; stops += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await annotated(page);
  await page.waitForFunction(() => document.activeElement?.matches('.organisations.corrected'));
  assert.equal(await page.evaluate(() => document.activeElement.textContent), words);
});

test('words that are selected while editing are marked with a key', async () => {
  const page = await visit();
  await read(page);
  await page.keyboard.press('e');
  await selectEdited(page, 'the front');
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
      await assertAccessible(page, colorScheme);
      await page.keyboard.press('Escape');
    }
  }
});
