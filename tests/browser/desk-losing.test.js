// Ways to lose what was typed, corrected or noted, each tried as a person would come to it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relabel } from './correcting.js';
import { pages } from './chromium.js';
import { kept, keptArticles, openArticle, openDesk, seenText, startRenaming, titles } from './desk.js';
import { annotated, open, paste, read, selectWords, textOf, visits } from './person.js';

const visit = visits();
const fresh = pages({ viewport: { width: 1360, height: 860 }, serviceWorkers: 'block', permissions: ['clipboard-read', 'clipboard-write'] });
const OTTAWA = 'The parliament in Ottawa has been closed since the fire. Ines Calder said so on Monday.';
const HARBOUR = 'The harbour board met in Tarn. “We wait,” said Rolf Tamm.';

/** A tab with the article, and another with the same one open. */
async function twoTabs() {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  const other = await page.context().newPage();
  await open(other);
  await openDesk(other);
  return [page, other];
}

/** Types at the end, a key every few milliseconds, until it is told to end. */
async function typeOn(page) {
  await page.keyboard.press('e');
  await page.waitForSelector('#surface[data-face="edit"]');
  await page.evaluate(() => {
    const editor = document.querySelector('#editor');
    const timer = setInterval(() => {
      editor.value += 'x';
      editor.dispatchEvent(new InputEvent('input', { inputType: 'insertText' }));
    }, 15);
    Object.assign(globalThis, { stopTyping: () => (clearInterval(timer), editor.value) });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'stopTyping')());
}

/** Writes a note beside words, without saving it. */
async function writeNote(page, words, said) {
  await selectWords(page, words);
  await page.locator('#card button', { hasText: 'Note…' }).click();
  await page.locator('#card textarea').fill(said);
}

/** Until the article has a note with these words. */
async function noteKept(page, said) {
  const deadline = Date.now() + 60_000;
  while (!JSON.stringify(await keptArticles(page)).includes(said)) {
    assert.ok(Date.now() < deadline, `not kept: ${said}; but ${JSON.stringify(await keptArticles(page))}`);
    await page.waitForTimeout(50);
  }
}

async function rename(page, from, title) {
  await startRenaming(page, from);
  await page.locator('.kept-rename input').first().fill(title);
  await page.locator('.kept-rename [type=submit]').click();
  await page.locator('.kept-title', { hasText: title }).waitFor();
}

test('a title that is given in one tab, while another types: both hold, and nobody is asked', async () => {
  const [page, other] = await twoTabs();
  const stop = await typeOn(page);
  await rename(other, 'The parliament', 'Fire in Ottawa');
  await page.waitForTimeout(300);
  const typed = await stop();
  await kept(page, typed);
  const articles = await keptArticles(page);
  assert.deepEqual(articles.map(({ title, text }) => [title, text]), [['Fire in Ottawa', typed]]);
  assert.ok(await page.locator('#twice').isHidden());
});

test('an article that is deleted in one tab, while another types: what is typed stays', async () => {
  const [page, other] = await twoTabs();
  const stop = await typeOn(page);
  await other.click('[aria-label^="Delete The parliament"]');
  await page.waitForTimeout(300);
  const typed = await stop();
  if (typed !== OTTAWA) await kept(page, typed);
  assert.equal(await seenText(page), typed);
});

test('a title that is being written outlives a reload, “New” and the way back to the article', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  const leave = [() => page.reload(), () => page.click('#desk-new'), () => page.click('#open-desk')];
  for (const [count, go] of leave.entries()) {
    await openDesk(page);
    await startRenaming(page, '');
    await page.locator('.kept-rename input').first().fill(`Fire, ${count}`);
    await go();
    await noteKept(page, `Fire, ${count}`);
    if (count === 0) await page.waitForSelector('html[data-ready]');
  }
});

test('a note that is being written, while another tab types: both are kept', async () => {
  const [page, other] = await twoTabs();
  await openArticle(other, 'The parliament');
  await writeNote(page, 'the fire', 'Which fire? Ask Ana.');
  await other.keyboard.press('e');
  await other.waitForSelector('#surface[data-face="edit"]');
  await other.locator('#editor').evaluate((editor) => editor.setSelectionRange(editor.value.length, editor.value.length));
  await other.keyboard.insertText(' It rained.');
  await kept(other, `${OTTAWA} It rained.`);
  await page.waitForTimeout(500);
  if (await page.locator('#card textarea').isVisible()) await page.locator('#card button', { hasText: 'Save' }).click();
  await noteKept(page, 'Which fire? Ask Ana.');
  await kept(page, `${OTTAWA} It rained.`);
});

test('a note for which there is no room is told, stays, and is kept once there is', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  await page.evaluate(() => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Object.assign(globalThis, { makeRoom: () => (IDBObjectStore.prototype.add = add) });
  });
  await writeNote(page, 'the fire', 'Which fire? Ask Ana.');
  await page.locator('#card button', { hasText: 'Save' }).click();
  await page.locator('#unkept:not([hidden])').waitFor();
  await page.click('#tab-check');
  await page.locator('#notes-list .words', { hasText: 'Which fire?' }).waitFor();
  await page.evaluate(() => Reflect.get(globalThis, 'makeRoom')());
  await page.locator('#unkept button', { hasText: /again/i }).click();
  await noteKept(page, 'Which fire? Ask Ana.');
});

test('files that come in while one types take nothing away', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  const stop = await typeOn(page);
  const files = ['one', 'two', 'three'].map((name) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`${HARBOUR} The ${name}.`) }));
  await page.setInputFiles('#file', files);
  await page.locator('#many-words', { hasText: '3 articles read' }).waitFor();
  const typed = await stop();
  await kept(page, typed);
  assert.deepEqual((await keptArticles(page)).map(({ text }) => text).sort(), [typed, ...['one', 'two', 'three'].map((name) => `${HARBOUR} The ${name}.`)].sort());
});

test('deleted, brought back by “Undo” and loaded anew: text and corrections are there', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await relabel(page, 'Ottawa', 'ORG');
  await openDesk(page);
  await page.click('[aria-label^="Delete The parliament"]');
  await page.locator('#notice button', { hasText: 'Undo' }).click();
  await page.locator('.kept-title', { hasText: 'The parliament' }).waitFor();
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  await openDesk(page);
  await openArticle(page, 'The parliament');
  await annotated(page);
  assert.equal(await textOf(page), OTTAWA);
  assert.match(await page.locator('#article mark', { hasText: 'Ottawa' }).first().getAttribute('class'), /corrected/);
});

test('away by a link in the middle of a word, back, and on: each key is kept', async () => {
  const page = await fresh();
  await open(page);
  await page.click('#editor');
  await page.keyboard.type('The ferry sai');
  await page.goto('about:blank');
  await page.goBack();
  await page.waitForSelector('html[data-ready]');
  assert.equal(await seenText(page), 'The ferry sai');
  await page.locator('#editor').evaluate((editor) => editor.setSelectionRange(editor.value.length, editor.value.length));
  await page.locator('#editor').focus();
  await page.keyboard.type('ls at dawn.');
  await page.goForward();
  await page.goBack();
  await page.waitForSelector('html[data-ready]');
  assert.equal(await seenText(page), 'The ferry sails at dawn.');
  assert.equal((await keptArticles(page)).length, 1);
});

test('a second paste while the first is still being read loses neither', async () => {
  const page = await visit();
  await page.click('#editor');
  await paste(page, OTTAWA);
  await page.keyboard.press('Escape');
  await openDesk(page);
  await page.click('#desk-new');
  await paste(page, HARBOUR);
  await kept(page, HARBOUR);
  assert.deepEqual((await keptArticles(page)).map(({ text }) => text).sort(), [HARBOUR, OTTAWA].sort());
  await openDesk(page);
  // The list is drawn once the desk has read what is kept.
  await page.locator('#desk-list .kept-title').nth(1).waitFor();
  assert.equal((await titles(page)).length, 2);
});
