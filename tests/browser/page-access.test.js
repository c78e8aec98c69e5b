// For every body: without a mouse, with a screen reader, small, large, dark, and on paper.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE, assertAccessible, photograph, read, visits } from './person.js';

const visit = visits();

const LOOKS = [
  { name: 'desktop-light', viewport: { width: 1360, height: 860 }, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: { width: 1360, height: 860 }, colorScheme: 'dark' },
  { name: 'phone-light', viewport: { width: 375, height: 760 }, colorScheme: 'light', hasTouch: true },
  { name: 'phone-dark', viewport: { width: 375, height: 760 }, colorScheme: 'dark', hasTouch: true },
];
for (const { name, ...look } of LOOKS) {
  test(`axe finds nothing wrong: ${name}`, async () => {
    const page = await visit(/** @type {any} */ (look));
    await photograph(page, `${name}-empty`);
    await assertAccessible(page, 'empty');
    await read(page);
    await photograph(page, name);
    for (const panel of ['who', 'said', 'timeline', 'check']) {
      await page.click(`#tab-${panel}`);
      if ((await page.locator(`#tab-${panel}`).getAttribute('aria-selected')) !== 'true') await page.click(`#tab-${panel}`);
      await photograph(page, `${name}-${panel}`);
      await assertAccessible(page, panel);
    }
    if (await page.locator('#panel-close').isVisible()) await page.click('#panel-close');
    for (const [name, stop] of [['name', 'mark.people'], ['quote', '.note']]) {
      await page.locator(`#article ${stop}:visible`).first().click();
      await page.waitForSelector('#card:not([hidden])');
      await photograph(page, `${look.colorScheme}-${look.viewport.width}-card-${name}`);
      await assertAccessible(page, `card of a ${name}`);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('e');
    await assertAccessible(page, 'editing');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await photograph(page, `${name}-help`);
    await assertAccessible(page, 'help');
  });
}

test('the whole page can be used with the keyboard alone', async () => {
  const page = await visit();
  await read(page);
  await page.locator('#article').focus();
  await page.keyboard.press('ArrowRight');
  const first = await page.evaluate(() => document.activeElement?.textContent);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'MARK');
  await page.locator('#card').waitFor();
  await page.keyboard.press('Enter');
  assert.ok((await page.locator('#article .lit').count()) > 0);
  await page.keyboard.press('l');
  assert.equal(await page.evaluate(() => document.activeElement?.closest('#panel') !== null), true);
  await page.keyboard.press('l');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), first);
  await page.keyboard.press('q');
  assert.ok((await page.locator('#article .quote.bound').count()) > 0);
  assert.match(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), /said by/);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'search');
});

test('a touch opens what pointing opens', async () => {
  const page = await visit({ viewport: { width: 375, height: 760 }, hasTouch: true });
  await read(page);
  await page.locator('#article mark', { hasText: /^Rutte$/ }).tap();
  // A tap is told from the beginning of a gesture only after the finger has gone.
  await page.locator('#card', { hasText: 'Mark Rutte' }).waitFor();
  await page.locator('#article .note:visible').first().tap();
  await page.locator('#card', { hasText: 'direct quote' }).waitFor();
});

test('a finger is not told to drop anything', async () => {
  const start = (page) => page.locator('.start-buttons > span').innerText();
  assert.match(await start(await visit({ viewport: { width: 375, height: 760 }, hasTouch: true, isMobile: true })), /^or open a web page/);
  assert.match(await start(await visit()), /^or drop a web page/);
});

test('on a phone the lists come as a sheet, and go by its handle', async () => {
  const page = await visit({ viewport: { width: 375, height: 760 }, hasTouch: true });
  await read(page);
  const list = page.locator('#panel-said');
  await page.locator('#tab-said').tap();
  await list.waitFor();
  await page.locator('#panel-close').tap();
  await list.waitFor({ state: 'hidden' });
  assert.ok(await page.locator('#panel-close').isHidden());
});

test('help begins at its head', async () => {
  const page = await visit({ viewport: { width: 375, height: 500 } });
  await page.click('#open-help');
  const help = page.locator('#help');
  assert.equal(await help.evaluate((dialog) => dialog.scrollTop), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'help-title');
});

test('nothing is cut off at 200 % zoom or on a narrow phone', async () => {
  for (const width of [680, 320]) {
    const page = await visit({ viewport: { width, height: 430 } });
    await read(page, `${ARTICLE}\n\n"Never," said Wilhelmina Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.`);
    assert.match(await page.locator('#article').textContent(), /said Wilhelmina/);
    assert.ok(await page.locator('.note[data-name^="Wilhelmina"]').count(), 'she is a speaker');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${width}: ${overflow}`);
  }
});

test('at 400 % zoom the window is for the text, and a list has it whole', async () => {
  const page = await visit({ viewport: { width: 340, height: 215 } });
  await read(page);
  const top = await page.locator('#article .line').first().evaluate((line) => line.getBoundingClientRect().top);
  assert.ok(top < 215 - 3 * 27, `the text begins at ${top}`);
  assert.ok(await page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight - 5)?.closest('#article') !== null), 'something stands over it');
  await page.click('#tab-said');
  const list = await page.locator('#panel').boundingBox();
  assert.ok(list && list.y <= 0 && list.height >= 214, JSON.stringify(list));
  await page.locator('#said button').first().click();
  await page.locator('#panel-said').waitFor({ state: 'hidden' });
  assert.ok(await page.locator('#article .quote.bound').first().isVisible());
});

test('a finger has room: what it presses is 44 pixels high', async () => {
  const page = await visit({ viewport: { width: 375, height: 760 }, hasTouch: true, isMobile: true });
  await read(page);
  const low = () =>
    page.evaluate(() => {
      const pressed = [...document.querySelectorAll('button, summary, select, input')].filter((one) => one.checkVisibility() && !one.closest('.line, .unseen') && !one.matches('.unseen, .skip, [type=range], .panel-close'));
      return pressed.map((one) => [one.id || one.className || one.textContent, Math.round(one.getBoundingClientRect().height)]).filter(([, height]) => Number(height) < 44);
    });
  assert.deepEqual(await low(), []);
  for (const panel of ['who', 'said', 'timeline', 'check']) {
    await page.click(`#tab-${panel}`);
    assert.deepEqual(await low(), [], panel);
  }
  await page.click('#panel-close');
  await page.locator('#article mark.people').first().tap();
  await page.locator('#card').waitFor();
  await page.locator('#card button', { hasText: 'Correct' }).click();
  assert.deepEqual(await low(), [], 'card');
});

test('marks are there in forced colours and on paper', async () => {
  const page = await visit({ forcedColors: 'active' });
  await read(page);
  const mark = page.locator('#article mark.people').first();
  assert.equal(await mark.evaluate((element) => getComputedStyle(element).textDecorationLine), 'underline');
  await photograph(page, 'forced-colours');
  await page.emulateMedia({ media: 'print', forcedColors: 'none' });
  assert.ok(await page.locator('#panel').isHidden());
  assert.ok(await page.locator('#article .quote > .note').first().isVisible());
  await photograph(page, 'print');
});
