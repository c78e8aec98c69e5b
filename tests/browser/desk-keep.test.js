// Every article is kept in this browser: found again, opened, renamed, deleted and brought back; nothing is written over.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { launchPersistent } from './chromium.js';
import { kindOf, relabel } from './correcting.js';
import { kept, keptArticles, openArticle, openDesk, seenText, startRenaming, titles } from './desk.js';
import { annotated, ARTICLE, assertAccessible, open, paste, photograph, read, textOf, visits } from './person.js';

const visit = visits();
const OTTAWA = 'The parliament in Ottawa has been closed since the fire.\n\nNobody knows when it will open, said Ada Moyo.';
const ROTTERDAM = 'Dockers in Rotterdam went home early.\n\n“The cranes are frozen,” said Pia Lindqvist.';

/** A page with three articles, each pasted over the one before. */
async function visitThree(look = {}) {
  const page = await visit(look);
  for (const text of [ARTICLE, OTTAWA, ROTTERDAM]) {
    await paste(page, text);
    await kept(page, text);
  }
  await annotated(page);
  return page;
}

test('each article that is pasted over the one before is kept, listed, and opens again', async () => {
  const page = await visitThree();
  await openDesk(page);
  assert.deepEqual((await titles(page)).map((title) => title.slice(0, 12)), ['Dockers in R', 'The parliame', 'BRUSSELS, Fe']);
  await photograph(page, 'desk');
  await assertAccessible(page, 'desk');
  await openArticle(page, 'BRUSSELS');
  await annotated(page);
  assert.equal(await textOf(page), ARTICLE);
  assert.ok((await page.locator('#article mark').count()) > 3);
});

test('“New” loses nothing, and an empty page is no article', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  await page.click('#clear');
  await page.waitForSelector('html.empty');
  await open(page);
  assert.equal(await seenText(page), '');
  assert.deepEqual((await keptArticles(page)).map(({ text }) => text), [OTTAWA]);
});

test('who selects all and types begins another article', async () => {
  const page = await visit();
  await read(page);
  await page.keyboard.press('e');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Rain in Lisbon.');
  await kept(page, 'Rain in Lisbon.');
  assert.deepEqual((await keptArticles(page)).map(({ text }) => text).sort(), [ARTICLE, 'Rain in Lisbon.'].sort());
});

test('undo brings back no text from before another article, once a third is open', async () => {
  const page = await visitThree();
  await openDesk(page);
  await openArticle(page, 'BRUSSELS');
  await annotated(page);
  await page.keyboard.press('e');
  await page.waitForSelector('#surface[data-face="edit"]');
  await page.keyboard.insertText('Update: ');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+Z');
  await page.waitForTimeout(50);
  assert.equal(await seenText(page), ARTICLE);
});

test('a search finds words of the text, and names, whatever their accents', async () => {
  const page = await visitThree();
  await openDesk(page);
  await page.fill('#desk-search', 'frozen lindqvíst');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 1);
  assert.match(await page.locator('#desk-list').textContent(), /The cranes are frozen/);
  await page.fill('#desk-search', 'nowhere to be found');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 0);
  assert.match(await page.locator('#desk-count').textContent(), /0 of 3 articles/);
});

test('an article is renamed, duplicated, deleted, and brought back', async () => {
  const page = await visitThree();
  await openDesk(page);
  await startRenaming(page, 'Dockers');
  await page.keyboard.type('Frost in the harbour');
  await page.keyboard.press('Enter');
  await page.locator('.kept-title', { hasText: 'Frost in the harbour' }).waitFor();
  await page.click('[aria-label="Duplicate Frost in the harbour"]');
  await page.locator('.kept-title', { hasText: 'Frost in the harbour (copy)' }).waitFor();
  await page.click('[aria-label="Delete Frost in the harbour"]');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 3);
  assert.ok(!(await titles(page)).includes('Frost in the harbour'));
  await page.click('#notice-undo');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 4);
  await page.click('[aria-label^="Delete BRUSSELS"]');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 3);
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  await openDesk(page);
  await page.click('#desk-deleted summary');
  await page.click('[aria-label^="Bring back BRUSSELS"]');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 4);
});

test('one title is written at a time, and no row is lost over it', async () => {
  const page = await visitThree();
  await openDesk(page);
  await startRenaming(page, 'Dockers');
  await startRenaming(page, 'BRUSSELS');
  assert.equal(await page.locator('.kept-rename').count(), 1);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list .kept-open').length === 3);
});

test('a title that is being written is kept when another article is opened', async () => {
  const page = await visit();
  await read(page, 'The ferry stops\n\nIt rained on Monday.');
  await page.click('#clear');
  await read(page, 'The tram starts\n\nIt snowed on Tuesday.');
  await openDesk(page);
  await startRenaming(page, 'The ferry');
  await page.keyboard.insertText('Ferry, second draft');
  await openArticle(page, 'The tram');
  await openDesk(page);
  await page.locator('#desk-list .kept-title', { hasText: 'Ferry, second draft' }).waitFor();
});

test('a title that cannot be kept is told, and not lost', async () => {
  const page = await visitThree();
  await openDesk(page);
  await startRenaming(page, 'Dockers');
  await page.evaluate(() => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = () => {
      IDBObjectStore.prototype.add = add;
      throw new DOMException('the storage is full', 'QuotaExceededError');
    };
  });
  await page.keyboard.type('Frost in the harbour');
  await page.keyboard.press('Enter');
  await page.locator('#notice-words', { hasText: 'the storage is full' }).waitFor();
  await page.getByRole('textbox', { name: 'Title' }).press('Enter');
  await page.locator('.kept-title', { hasText: 'Frost in the harbour' }).waitFor();
});

test('corrections are kept with their article', async () => {
  const page = await visit();
  await read(page);
  await relabel(page, 'Munich', 'EVENT');
  await paste(page, OTTAWA);
  await annotated(page);
  await openDesk(page);
  await openArticle(page, 'BRUSSELS');
  await annotated(page);
  assert.equal(await kindOf(page, 'Munich'), 'things corrected');
});

test('a reload in the middle of typing loses no key', async () => {
  const page = await visit();
  await page.click('#editor');
  const words = 'Half a sentence about the ferry, and the rest of it';
  // So slow that the first key is still being written when the page goes.
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.keyboard.type(words);
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  assert.equal(await seenText(page), words);
});

test('a page that was to go and stays goes on with the one article', async () => {
  const page = await visit();
  await page.click('#editor');
  for (const words of ['The ferry ', 'sails ', 'at dawn.']) {
    await page.keyboard.type(words);
    await page.evaluate(() => dispatchEvent(new Event('beforeunload')));
  }
  await page.keyboard.type(' It rains.');
  await kept(page, 'The ferry sails at dawn. It rains.');
  assert.equal((await keptArticles(page)).length, 1);
  assert.ok(await page.locator('#twice').isHidden());
});

test('a browser that is killed loses nothing', async () => {
  const folder = mkdtempSync(`${tmpdir()}/newsmark-`);
  const context = await launchPersistent(folder);
  const page = await context.newPage();
  await open(page);
  await page.click('#editor');
  await page.keyboard.insertText(OTTAWA);
  await kept(page, OTTAWA);
  const session = await context.newCDPSession(page);
  await session.send('Browser.crash').catch(() => undefined);
  await context.close().catch(() => undefined);
  const again = await launchPersistent(folder);
  const next = await again.newPage();
  await open(next);
  assert.equal(await seenText(next), OTTAWA);
  await again.close();
  rmSync(folder, { recursive: true, force: true });
});
