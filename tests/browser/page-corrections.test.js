// The list of corrections: what was, what is, and the ways back and forth.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correct, kindOf, mark, note, relabel, row, save } from './correcting.js';
import { annotated, assertAccessible, editedText, photograph, read, visits } from './person.js';

const visit = visits();

const correctionsOf = (page) => page.locator('#corrections-list .words').allTextContents();

/** The article with two corrections, and the list of them. */
async function visitCorrected(look = {}) {
  const page = await visit(look);
  await read(page);
  await relabel(page, 'Munich', 'EVENT');
  await relabel(page, 'Brussels', 'ORG');
  await page.click('#tab-check');
  return page;
}

test('the list of corrections has what was and what is, and leads to each', async () => {
  const page = await visit();
  await read(page);
  assert.ok(await page.locator('#corrected').isHidden());
  await relabel(page, 'Munich', 'EVENT');
  await correct(page, note(page, 'Nobody should doubt'));
  await row(page, 'Said by').selectOption({ label: 'Mark Rutte' });
  await save(page);
  await page.click('#tab-check');
  assert.deepEqual(await page.locator('#corrections-list .aside').allTextContents(), [
    'one European diplomat in Brussels → Mark Rutte',
    'country, state or city → event',
  ]);
  await page.locator('#corrections-list .to-place', { hasText: 'Munich' }).click();
  assert.equal(await page.locator('#article mark.lit').textContent(), 'Munich');
  await page.locator('#corrections-list .to-place', { hasText: 'Nobody' }).click();
  assert.match(await page.locator('#article .quote.bound').first().textContent(), /Nobody should doubt/);
});

test('the list leads to words that are marked no more', async () => {
  const page = await visit();
  await read(page);
  await correct(page, mark(page, 'Munich'));
  await page.locator('#card button', { hasText: 'Unmark' }).click();
  await annotated(page);
  await page.click('#tab-check');
  assert.match(await page.locator('#corrections-list').textContent(), /Munich.*country, state or city → not marked/);
  await page.locator('#corrections-list .to-place').click();
  assert.deepEqual(await page.evaluate(() => [...CSS.highlights.get('newsmark-place')].map(String)), ['Munich']);
});

test('corrections are taken back one by one, undone and redone', async () => {
  const page = await visitCorrected();
  assert.deepEqual(await correctionsOf(page), ['Brussels', 'Munich']);
  await page.locator('#corrections-list li', { hasText: 'Munich' }).locator('.take-back').click();
  await annotated(page);
  assert.equal(await kindOf(page, 'Munich'), 'places');
  assert.equal(await kindOf(page, 'Brussels'), 'organisations corrected');
  await page.click('#corrections-undo');
  await annotated(page);
  assert.equal(await kindOf(page, 'Munich'), 'things corrected');
  await page.click('#corrections-undo');
  await annotated(page);
  assert.equal(await kindOf(page, 'Brussels'), 'places');
  await page.click('#corrections-redo');
  await annotated(page);
  assert.equal(await kindOf(page, 'Brussels'), 'organisations corrected');
  assert.deepEqual(await correctionsOf(page), ['Brussels', 'Munich']);
});

test('all corrections are taken back at once, and come back', async () => {
  const page = await visitCorrected();
  await page.click('#corrections-reset');
  await annotated(page);
  assert.equal(await kindOf(page, 'Munich'), 'places');
  assert.deepEqual(await correctionsOf(page), []);
  await page.click('#notice-undo');
  await annotated(page);
  assert.equal(await kindOf(page, 'Munich'), 'things corrected');
});

test('the keyboard alone undoes, redoes and takes back', async () => {
  const page = await visitCorrected();
  await page.locator('#article').focus();
  await page.keyboard.press('Control+Z');
  await annotated(page);
  assert.equal(await kindOf(page, 'Brussels'), 'places');
  await page.keyboard.press('Control+Y');
  await annotated(page);
  assert.equal(await kindOf(page, 'Brussels'), 'organisations corrected');
  await page.keyboard.press('l');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Take back: Brussels, organisation');
  await page.keyboard.press('Enter');
  await annotated(page);
  assert.deepEqual(await correctionsOf(page), ['Munich']);
  assert.equal(await page.evaluate(() => document.activeElement.closest('#corrected') !== null), true);
});

test('a correction whose words are gone waits for them, and says so', async () => {
  const page = await visitCorrected();
  const edit = async (from, to) => {
    await page.keyboard.press('e');
    const start = (await editedText(page)).indexOf(from);
    await page.locator('#editor').evaluate((editor, [start, end]) => editor.setSelectionRange(start, end), [start, start + from.length]);
    await page.keyboard.insertText(to);
    await annotated(page);
  };
  await edit('Munich', 'Oslo');
  const munich = page.locator('#corrections-list li', { hasText: 'Munich' });
  await munich.filter({ hasText: 'no longer in the text' }).waitFor();
  assert.ok(await munich.locator('.to-place').isDisabled());
  await page.keyboard.press('Control+Z');
  await annotated(page);
  assert.doesNotMatch(await munich.textContent(), /no longer/);
});

test('the list is accessible, in light and dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await visitCorrected({ colorScheme });
    await photograph(page, `corrections-${colorScheme}`);
    await assertAccessible(page, colorScheme);
  }
});
