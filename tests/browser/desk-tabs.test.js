// Two tabs never write over each other, a full or forbidden storage is told, and what is damaged harms nothing else.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pages, site } from './chromium.js';
import { kept, keptArticles, openArticle, openDesk, seenText, titles } from './desk.js';
import { annotated, ARTICLE, assertAccessible, open, paste, photograph, read, textOf, visits } from './person.js';

const visit = visits();
/** A page that has not been opened yet. */
const fresh = pages({ viewport: { width: 1360, height: 860 }, serviceWorkers: 'block', permissions: ['clipboard-read', 'clipboard-write'] });
const OTTAWA = 'The parliament in Ottawa has been closed since the fire.';

const textsOf = async (page) => (await keptArticles(page)).map(({ text }) => text).sort();

/** Types at the end of the text, as one does. */
async function append(page, words) {
  if ((await page.locator('#surface').getAttribute('data-face')) !== 'edit') await page.keyboard.press('e');
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

/** Two tabs, both with one article. @returns {Promise<import('playwright-core').Page[]>} */
async function openInBoth() {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  const other = await visitAgain(page);
  await openDesk(other);
  await openArticle(other, 'The parliament');
  return [page, other];
}

test('two tabs that type in one article, each as fast as it can, lose nothing, and one is asked', async () => {
  const [page, other] = await openInBoth();
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

test('a storage that the browser itself calls full: what is typed is told to be unkept, goes out as a file, and is kept once there is room', async () => {
  const page = await fresh();
  const browser = await page.context().newCDPSession(page);
  // Before the page is there: Chromium asks how much room there is only now and then.
  const allow = (room) => browser.send('Storage.overrideQuotaForOrigin', { origin: new URL(site).origin, ...room });
  await allow({ quotaSize: 100_000 });
  await open(page);
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  const long = ' It snowed on the roofs, and the people stayed at home.'.repeat(20_000);
  await append(page, long);
  await page.waitForSelector('#unkept:not([hidden])');
  assert.match(await page.locator('#unkept').textContent(), FULL['a full storage'][1]);
  await page.keyboard.insertText(' All day.');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#unkept-save')]);
  assert.equal(JSON.parse(readFileSync(await file.path(), 'utf8')).text, `${OTTAWA}${long} All day.`);
  assert.deepEqual(await textsOf(page), [OTTAWA]);
  await allow({});
  await page.click('#unkept-retry');
  await page.waitForSelector('#unkept', { state: 'hidden' });
  await open(page);
  assert.equal(await seenText(page), `${OTTAWA}${long} All day.`);
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

/**
 * Two real tabs with one article: one is busy while the other is written in, and is written in before it has heard of that.
 * @returns {Promise<import('playwright-core').Page[]>} the one that wrote first, and the one that asks
 */
async function changedInBoth() {
  const [page, other] = await openInBoth();
  const typing = other.evaluate((text) => {
    // A cookie is all that one hears of another tab without letting go.
    while (!document.cookie.includes('written'));
    const editor = document.querySelector('#editor');
    editor.value = text;
    editor.dispatchEvent(new InputEvent('input', { inputType: 'insertText' }));
  }, `${OTTAWA} It snowed.`);
  await append(page, ' They wait.');
  await kept(page, `${OTTAWA} They wait.`);
  await page.evaluate(() => void (document.cookie = 'written=yes'));
  await typing;
  await other.bringToFront();
  await other.waitForSelector('#twice:not([hidden])');
  await kept(other, `${OTTAWA} It snowed.`);
  assert.deepEqual(await textsOf(other), [`${OTTAWA} It snowed.`, `${OTTAWA} They wait.`]);
  return [page, other];
}

/** Until this is what a tab shows. @param {import('playwright-core').Page} page @param {string} text */
const shows = (page, text) => page.waitForFunction((text) => [document.querySelector('#article').textContent, document.querySelector('#editor').value].includes(text), text);

test('two real tabs, “Only the other one”: both show it, and go on with it', async () => {
  const [page, other] = await changedInBoth();
  await other.click('#twice-other');
  await shows(other, `${OTTAWA} They wait.`);
  await page.bringToFront();
  await append(page, ' And wait.');
  await shows(other, `${OTTAWA} They wait. And wait.`);
  assert.deepEqual(await textsOf(page), [`${OTTAWA} They wait. And wait.`]);
});

test('two real tabs, “Only this one”: the other is told that its article is gone, and brings it back', async () => {
  const [page, other] = await changedInBoth();
  await other.click('#twice-here');
  await page.locator('#notice-words', { hasText: 'deleted in another tab' }).waitFor();
  assert.equal(await seenText(page), '');
  assert.deepEqual(await textsOf(page), [`${OTTAWA} It snowed.`]);
  await page.bringToFront();
  await page.click('#notice-undo');
  await shows(page, `${OTTAWA} They wait.`);
  assert.deepEqual(await textsOf(page), [`${OTTAWA} It snowed.`, `${OTTAWA} They wait.`]);
});

test('two real tabs, “Keep both”: each goes on with its own', async () => {
  const [page, other] = await changedInBoth();
  await other.click('#twice-both');
  await append(other, ' All day.');
  await kept(other, `${OTTAWA} It snowed. All day.`);
  await page.bringToFront();
  await append(page, ' And wait.');
  await kept(page, `${OTTAWA} They wait. And wait.`);
  assert.deepEqual(await textsOf(page), [`${OTTAWA} It snowed. All day.`, `${OTTAWA} They wait. And wait.`]);
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
