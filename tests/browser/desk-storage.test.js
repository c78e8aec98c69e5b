// How long articles stay where they are kept, and the desk in a hand: with the keyboard alone, and for fingers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kept, keptArticles, openDesk, seenText, titles } from './desk.js';
import { annotated, assertAccessible, open, photograph, read, visits } from './person.js';

const visit = visits();
const OTTAWA = 'The parliament in Ottawa has been closed since the fire, Mayor Ruth Okafor said.';
const PHONE = { viewport: { width: 390, height: 844 } };

test('the browser is asked to keep the articles for good, and its answer is told', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await openDesk(page);
  await page.click('#persist');
  await page.locator('.kept-where', { hasText: 'did not agree' }).waitFor();
  // As browsers do once the page is installed.
  await page.evaluate(() => {
    let granted = false;
    StorageManager.prototype.persist = async () => (granted = true);
    StorageManager.prototype.persisted = async () => granted;
  });
  await page.click('#persist');
  await page.locator('.kept-where', { hasText: 'keeps them for good' }).waitFor();
  assert.ok(await page.locator('#persist').isHidden());
});

test('articles that the browser has thrown away are missed', async () => {
  const page = await visit();
  await read(page, OTTAWA);
  await kept(page, OTTAWA);
  await page.goto('about:blank');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: new URL(process.env.NEWSMARK_URL ?? 'http://127.0.0.1:8017/').origin, storageTypes: 'indexeddb' });
  await open(page);
  await page.locator('#notice-words', { hasText: 'are gone' }).waitFor();
  assert.equal(await seenText(page), '');
  await open(page);
  assert.ok(await page.locator('#notice').isHidden());
});

/** Goes on with Tab until what has the focus has these words. */
async function tabTo(page, words) {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '');
  for (let stops = 0; stops < 40; stops += 1) {
    if ((await focused()).startsWith(words)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no stop is called ${words}`);
}

test('on a phone’s width, the desk is used with the keyboard alone', async () => {
  const page = await visit(PHONE);
  await read(page, OTTAWA);
  await tabTo(page, 'Articles');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'desk-title');
  await tabTo(page, `Rename ${OTTAWA}`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.kept-rename');
  await page.keyboard.type('The fire');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#desk-list .kept-title')?.textContent === 'The fire');
  await tabTo(page, 'Duplicate The fire');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 2);
  await tabTo(page, 'Delete The fire (copy)');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 1);
  await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#desk-list li').length === 2);
  await tabTo(page, 'Search in all articles');
  await page.keyboard.type('okafor');
  await page.waitForFunction(() => document.querySelector('.kept-found b')?.textContent === 'Okafor');
  await tabTo(page, 'The fire');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#desk', { state: 'hidden' });
  await annotated(page);
  assert.equal((await keptArticles(page)).length, 2);
});

test('on a phone, all of the desk is large enough for a finger, and accessible', async () => {
  const page = await visit({ ...PHONE, hasTouch: true });
  await read(page, OTTAWA);
  await openDesk(page);
  assert.equal((await titles(page)).length, 1);
  for (const room of ['List', 'Who speaks']) {
    await page.getByRole('button', { name: room, exact: true }).click();
    await page.locator(room === 'List' ? '#desk-list li' : '#across-table tbody button').first().waitFor();
    const small = await page.locator('#desk').locator('button, select, summary, input').evaluateAll((targets) =>
      targets.filter((target) => target.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && target.getBoundingClientRect().height < 44).map(({ outerHTML }) => outerHTML),
    );
    assert.deepEqual(small, [], room);
    await assertAccessible(page, `${room} on a phone`);
    await photograph(page, `desk-phone-${room}`);
  }
});
