// Two tabs never write over each other, a full or forbidden storage is told, and what is damaged harms nothing else.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kept, keptArticles, openArticle, openDesk, seenText, titles } from './desk.js';
import { annotated, ARTICLE, assertAccessible, open, paste, photograph, read, textOf, visits } from './person.js';

const visit = visits();
const OTTAWA = 'The parliament in Ottawa has been closed since the fire.';

const textsOf = async (page) => (await keptArticles(page)).map(({ text }) => text).sort();

/** Types at the end of the text, as one does. */
async function append(page, words) {
  await page.keyboard.press('e');
  await page.waitForSelector('#surface[data-face="edit"]');
  await page.locator('#editor').evaluate((editor) => editor.setSelectionRange(editor.value.length, editor.value.length));
  await page.keyboard.insertText(words);
}

/** A second tab of the same browser. */
async function visitAgain(page) {
  const other = await page.context().newPage();
  await open(other);
  return other;
}

test('a second tab begins empty, and its article is another one', async () => {
  const page = await visit();
  await read(page);
  await kept(page, ARTICLE);
  const other = await visitAgain(page);
  assert.equal(await seenText(other), '');
  await paste(other, OTTAWA);
  await kept(other, OTTAWA);
  await append(page, ' And on.');
  await kept(page, `${ARTICLE} And on.`);
  assert.deepEqual(await textsOf(page), [`${ARTICLE} And on.`, OTTAWA].sort());
});

test('a tab that has the same article open follows what the other writes', async () => {
  const page = await visit();
  await read(page);
  await kept(page, ARTICLE);
  const other = await visitAgain(page);
  await openDesk(other);
  await openArticle(other, 'BRUSSELS');
  await append(other, ' The talks go on.');
  await kept(other, `${ARTICLE} The talks go on.`);
  await page.waitForFunction((words) => document.querySelector('#article').textContent === words, `${ARTICLE} The talks go on.`);
  assert.deepEqual(await textsOf(page), [`${ARTICLE} The talks go on.`]);
});

test('two tabs that type in one article, each as fast as it can, lose nothing, and one is asked', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  const other = await visitAgain(page);
  await openDesk(other);
  await openArticle(other, 'The parliament');
  const type = (tab, sign) =>
    tab.evaluate(async (sign) => {
      const editor = document.querySelector('#editor');
      for (let count = 0; count < 30; count += 1) {
        editor.value = `${editor.value}${sign}`;
        editor.dispatchEvent(new InputEvent('input', { inputType: 'insertText' }));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
      }
    }, sign);
  await Promise.all([type(page, 'x'), type(other, 'y')]);
  // What each of them shows in the end is kept, and each key is somewhere.
  for (const tab of [page, other]) await kept(tab, await tab.locator('#editor').inputValue());
  assert.equal(Math.max(...(await textsOf(page)).map((text) => text.split('x').length - 1)), 30);
  assert.equal(Math.max(...(await textsOf(page)).map((text) => text.split('y').length - 1)), 30);
  const asked = (await page.locator('#twice').isVisible()) ? page : other;
  await asked.bringToFront();
  await photograph(asked, 'desk-twice');
  await assertAccessible(asked, 'changed twice');
  const count = (await textsOf(page)).length;
  await asked.click('#twice-here');
  await asked.waitForSelector('#twice', { state: 'hidden' });
  while ((await textsOf(page)).length === count) await page.waitForTimeout(50);
  await openDesk(asked);
  await asked.waitForSelector('#desk-deleted:not([hidden])');
});

/** What browsers say when what they let a page have, or the disk, is full. */
const FULL = {
  'a full storage': ['QuotaExceededError', /storage.*full.*lost when the page closes.*file/s],
  'a full disk': ['DataError', /disk is full.*lost when the page closes.*file/s],
};
for (const [what, [error, told]] of Object.entries(FULL)) test(`${what} is told, with a file as the way out; when there is room again, all is kept`, async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  await page.evaluate((error) => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', error);
    };
    Object.assign(globalThis, { makeRoom: () => (IDBObjectStore.prototype.add = add) });
  }, error);
  await append(page, ' It snowed.');
  await page.waitForSelector('#unkept:not([hidden])');
  assert.match(await page.locator('#unkept').textContent(), told);
  await photograph(page, 'desk-full');
  await assertAccessible(page, 'full storage');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#unkept-save')]);
  assert.equal(JSON.parse(readFileSync(await file.path(), 'utf8')).text, `${OTTAWA} It snowed.`);
  await page.evaluate(() => void Reflect.get(globalThis, 'makeRoom')());
  await page.click('#unkept-retry');
  await page.waitForSelector('#unkept', { state: 'hidden' });
  await open(page);
  assert.equal(await seenText(page), `${OTTAWA} It snowed.`);
});

/** As another tab writes it whose message has not come. @param {import('playwright-core').Page} page @param {string} text */
function writeElsewhere(page, text) {
  return page.evaluate(async (text) => {
    const database = await new Promise((resolve) => {
      const request = indexedDB.open(`newsmark ${new URL('./', document.baseURI).pathname}`);
      request.onsuccess = () => resolve(request.result);
    });
    const articles = database.transaction('articles', 'readwrite').objectStore('articles');
    const rows = await new Promise((resolve) => {
      const request = articles.getAll();
      request.onsuccess = () => resolve(request.result);
    });
    const row = rows.at(-1);
    articles.put({ ...row, version: row.version + 1, tab: 'another', text });
    articles.delete([row.id, row.version]);
    await new Promise((resolve) => (articles.transaction.oncomplete = resolve));
    database.close();
  }, text);
}

/** What fails once another tab has written the article, too: nothing is lost, and it is told. @type {[string, () => void][]} */
const FAILING = [
  [
    'cannot be read',
    () => {
      const { getAll } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.getAll = () => {
        throw new DOMException('the connection was closed', 'InvalidStateError');
      };
      Object.assign(globalThis, { mend: () => (IDBObjectStore.prototype.getAll = getAll) });
    },
  ],
  [
    'leaves no room for this one',
    () => {
      const { add } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.add = function (row) {
        if (row.version === 1) throw new DOMException('full', 'QuotaExceededError');
        return add.call(this, row);
      };
      Object.assign(globalThis, { mend: () => (IDBObjectStore.prototype.add = add) });
    },
  ],
];
for (const [what, fail] of FAILING) {
  test(`where an article that another tab has changed ${what}, that is told; “Try again” keeps both`, async () => {
    const page = await visit();
    await read(page, OTTAWA);
    await kept(page, OTTAWA);
    await writeElsewhere(page, `${OTTAWA} They wait.`);
    await page.evaluate(fail);
    await append(page, ' It snowed.');
    await page.waitForSelector('#unkept:not([hidden])');
    await page.evaluate(() => void Reflect.get(globalThis, 'mend')());
    await page.click('#unkept-retry');
    await page.waitForSelector('#unkept', { state: 'hidden' });
    await kept(page, `${OTTAWA} It snowed.`);
    assert.deepEqual(await textsOf(page), [`${OTTAWA} It snowed.`, `${OTTAWA} They wait.`].sort());
  });
}

/** Until the page asks which of two texts is to be kept: what is typed here, or what another tab has written. @param {import('playwright-core').Page} page */
async function askedWhich(page) {
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  await writeElsewhere(page, `${OTTAWA} They wait.`);
  await append(page, ' It snowed.');
  await page.waitForSelector('#twice:not([hidden])');
  await kept(page, `${OTTAWA} It snowed.`);
}

test('“Only the other one” opens what the other tab wrote; this one can be brought back', async () => {
  const page = await visit();
  await askedWhich(page);
  await page.click('#twice-other');
  await page.waitForSelector('#twice', { state: 'hidden' });
  await page.waitForFunction(() => document.querySelector('#article').textContent.endsWith('They wait.'));
  await openDesk(page);
  assert.deepEqual(await titles(page), [`${OTTAWA} They wait.`]);
  await page.locator('#desk-deleted summary').click();
  await page.locator('#desk-deleted button').click();
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 2);
  await openArticle(page, 'They wait');
  await append(page, ' And wait.');
  await kept(page, `${OTTAWA} They wait. And wait.`);
});

test('“Keep both” keeps both', async () => {
  const page = await visit();
  await askedWhich(page);
  await page.click('#twice-both');
  await page.waitForSelector('#twice', { state: 'hidden' });
  await append(page, ' And on.');
  await kept(page, `${OTTAWA} It snowed. And on.`);
  assert.deepEqual(await textsOf(page), [`${OTTAWA} It snowed. And on.`, `${OTTAWA} They wait.`]);
});

test('where the browser keeps nothing, the page says so', async () => {
  const page = await visit();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
  });
  await open(page);
  await paste(page, OTTAWA);
  await page.waitForSelector('#unkept:not([hidden])');
  assert.match(await page.locator('#unkept').textContent(), /does not let the page keep anything.*lost/s);
});

test('the draft that earlier versions kept is taken over, once, without what is damaged in it', async () => {
  const page = await visit();
  await page.evaluate(async (text) => {
    const database = await new Promise((resolve) => {
      const request = indexedDB.open('newsmark', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('draft');
      request.onsuccess = () => resolve(request.result);
    });
    const made = [null, { of: 'mention' }, { of: 'mention', at: { start: 18, words: 'Ottawa' }, scope: 'here', label: 'EVENT' }];
    await new Promise((resolve) => {
      const transaction = database.transaction('draft', 'readwrite');
      transaction.objectStore('draft').put({ text, date: 7, made, face: 'read' }, 'article');
      transaction.oncomplete = resolve;
    });
    database.close();
  }, OTTAWA);
  await open(page);
  assert.equal(await seenText(page), OTTAWA);
  await annotated(page);
  assert.equal(await page.locator('#article mark.corrected').textContent(), 'Ottawa');
  await open(page);
  assert.deepEqual(await textsOf(page), [OTTAWA]);
});

test('damaged settings and articles harm nothing else', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  await page.evaluate(async () => {
    localStorage.setItem('newsmark-settings', '{"hidden":null,"theme":7,"confidence":"x"}');
    const database = await new Promise((resolve) => {
      const request = indexedDB.open(`newsmark ${new URL('./', document.baseURI).pathname}`);
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction('articles', 'readwrite');
    transaction.objectStore('articles').put({ id: 'broken', version: 1, text: 7 });
    transaction.objectStore('articles').put({ id: 'odd', version: 1, text: 'Odd.', made: [null], date: {}, title: [] });
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  });
  await open(page);
  await annotated(page);
  assert.equal(await textOf(page), OTTAWA);
  await openDesk(page);
  await openArticle(page, 'Odd.');
  assert.equal(await seenText(page), 'Odd.');
});
