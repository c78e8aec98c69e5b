// Notes of a person's own, beside any words of the text: kept, listed, carried over edits, and taken away with the article.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mark, note, save } from './correcting.js';
import { annotated, assertAccessible, download, open, photograph, read, selectEdited, selectWords, visits } from './person.js';

const visit = visits();

/** Puts a note beside words that are no mark. */
async function noteOn(page, words, said) {
  await selectWords(page, words);
  await page.locator('#card button', { hasText: 'Note…' }).click();
  await page.locator('#card textarea').fill(said);
  await save(page);
}

const noted = (page) => page.locator('#article .noted').allTextContents();
const listed = (page) => page.locator('#notes-list .words').allTextContents();

test('a note stands beside words that are no mark: seen, listed, found again, and changed', async () => {
  const page = await visit();
  await read(page);
  await noteOn(page, 'the front', 'Which front? Ask Ana.');
  assert.deepEqual(await noted(page), ['the front']);

  await page.locator('#article .noted').click();
  assert.match(await page.locator('#card').textContent(), /Which front\? Ask Ana\./);
  await photograph(page, 'note');
  await page.locator('#card button', { hasText: 'Note…' }).click();
  await page.locator('#card textarea').fill('The eastern one.');
  await save(page);
  await page.click('#tab-check');
  assert.deepEqual(await listed(page), ['The eastern one.']);
  await page.locator('#notes-list .to-place').click();
  assert.equal(await page.locator('#article .noted.here').textContent(), 'the front');
  await assertAccessible(page, 'with a note');

  await page.locator('#notes-list .take-back').click();
  await page.waitForSelector('#noted', { state: 'hidden' });
  assert.deepEqual(await noted(page), []);
});

test('a note moves with its words, outlives a reload, and is undone alone', async () => {
  const page = await visit();
  await read(page);
  await noteOn(page, 'the front', 'Which?');
  await page.keyboard.press('e');
  await page.locator('#editor').evaluate((editor) => editor.setSelectionRange(0, 0));
  await page.keyboard.insertText('Update: ');
  await annotated(page);
  assert.deepEqual(await noted(page), ['the front']);
  await page.keyboard.press('Escape');
  await open(page);
  await annotated(page);
  assert.deepEqual(await noted(page), ['the front']);
  await page.locator('#article').focus();
  await page.keyboard.press('Control+Z');
  await annotated(page);
  assert.deepEqual(await noted(page), []);
  await page.keyboard.press('Control+Y');
  await annotated(page);
  assert.deepEqual(await listed(page), ['Which?']);
});

test('a note that is being written is kept however it is left, unless it is called off', async () => {
  const page = await visit();
  await read(page);
  const write = async (words) => {
    await page.locator('#article mark.people').first().click();
    await page.locator('#card button', { hasText: 'Note…' }).click();
    await page.locator('#card textarea').fill(words);
  };
  const isListed = async (words) => {
    await page.click('#tab-check');
    await page.locator('#notes-list .words', { hasText: words }).waitFor();
  };
  await write('left by a click');
  await page.locator('.bar').click({ position: { x: 300, y: 20 } });
  await isListed('left by a click');
  await write('left by Escape');
  await page.keyboard.press('Escape');
  await isListed('left by Escape');
  await write('called off');
  await page.locator('#card button', { hasText: 'Cancel' }).click();
  await isListed('left by Escape');
  await write('left by a reload');
  await open(page);
  await annotated(page);
  await isListed('left by a reload');
});

test('notes are written with the keyboard alone, while editing and on a mark', async () => {
  const page = await visit();
  await read(page);
  await page.keyboard.press('e');
  await selectEdited(page, 'the front');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Which?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await annotated(page);
  assert.deepEqual(await noted(page), ['the front']);

  await mark(page, 'Munich').focus();
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Not Berlin?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await annotated(page);
  assert.deepEqual(await noted(page), ['Munich', 'the front']);
  await page.click('#tab-check');
  assert.deepEqual(await listed(page), ['Not Berlin?', 'Which?']);
});

test('notes and corrections go into the files that people read, as text', async () => {
  const page = await visit();
  await read(page);
  await noteOn(page, 'the front', 'Ask <b>Ana</b> & *Bo*.');
  await note(page, 'Nobody should doubt').click();
  await page.locator('#card button', { hasText: 'Correct…' }).click();
  await page.locator('#card label', { hasText: 'Said by' }).locator('select').selectOption({ label: 'Mark Rutte' });
  await save(page);

  const { content: html } = await download(page, 'html');
  assert.match(html, /<h2>Notes<\/h2>\s*<ul>\s*<li>“the front”: Ask &lt;b&gt;Ana&lt;\/b&gt; &amp; \*Bo\*\.<\/li>/);
  assert.match(html, /<h2>Corrected by hand<\/h2>\s*<ul>\s*<li>“"Nobody should doubt our patience,"”: .*Mark Rutte<\/li>[\s\S]*<\/main>/);
  const { content: markdown } = await download(page, 'markdown');
  assert.match(markdown, /\n## Notes\n\n- “the front”: Ask \\<b\\>Ana\\<\/b\\> \\& \\\*Bo\\\*\.\n/);
  assert.doesNotMatch((await download(page, 'json')).content, /Ask </);

  await page.click('.menu summary');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#save-article')]);
  const { readFileSync } = await import('node:fs');
  const { notes, corrections } = JSON.parse(readFileSync(await file.path(), 'utf8'));
  assert.deepEqual(notes.map(({ words, at }) => [at.words, words]), [['the front', 'Ask <b>Ana</b> & *Bo*.']]);
  assert.equal(corrections.length, 1);
});
