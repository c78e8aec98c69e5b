// The page, as a person reads an article in it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import FORMATS from '../../src/export/formats.json' with { type: 'json' };
import { annotated, ARTICLE, download, paste, photograph, read, textOf, visits } from './person.js';

const visit = visits();

test('a pasted article is marked at once, and its words stay as they were', async () => {
  const page = await visit();
  await read(page);
  assert.equal(await textOf(page), ARTICLE);
  const ukraine = page.locator('#article mark', { hasText: /^Ukraine$/ });
  assert.match(await ukraine.first().getAttribute('class'), /places/);
  assert.match(await page.locator('#article mark', { hasText: /^Mark Rutte$/ }).getAttribute('class'), /people/);
  assert.match(await page.locator('#summary').textContent(), /2 people.*places.*\d+ statements from 3 sources.*1 unnamed/);
});

test('each quote has a note with its speaker; unnamed sources are marked as such', async () => {
  const page = await visit();
  await read(page);
  const notes = await page.locator('#article .note').evaluateAll((all) => all.map((note) => note.getAttribute('aria-label')));
  assert.ok(notes.includes('Direct quote, said by Mark Rutte'), notes.join('\n'));
  assert.ok(notes.includes('Direct quote, said by one European diplomat in Brussels, unnamed'), notes.join('\n'));
});

test('notes of two speakers on one line stand apart', async () => {
  const page = await visit();
  await read(page);
  const boxes = await page.locator('#article .note:not(.again):visible').evaluateAll((notes) => notes.map((note) => note.getBoundingClientRect().toJSON()));
  for (let index = 1; index < boxes.length; index += 1) assert.ok(boxes[index].top >= boxes[index - 1].bottom, JSON.stringify(boxes));
});

test('a paragraph is as high as its notes, and no higher once they are gone', async () => {
  const page = await visit();
  await read(page, 'Ines Calder was clear. “We wait.” Rolf Tamm was not. “We sail.” Pia Lindqvist was sad. “We sing.” Ada Moyo was tired. “We sleep.”');
  const isHigher = () => document.querySelector('#article .line').style.getPropertyValue('--notes') !== '';
  await page.waitForFunction(isHigher);
  await page.click('#tab-check');
  await page.locator('#confidence').fill('95');
  await page.waitForFunction(() => document.querySelectorAll('#article .note').length === 0);
  await page.waitForFunction(`!(${isHigher})()`);
});

test('pointing at a quote lights its speaker, pointing at a speaker lights the quote, and a line joins them', async () => {
  const page = await visit();
  await read(page);
  const quote = page.locator('#article .quote.direct').first();
  const speaker = page.locator('#article .speaker').first();
  await quote.hover();
  await page.waitForSelector('#article .speaker.bound');
  assert.equal(await page.locator('.connector path').count(), 1);
  await page.locator('.bar h1').hover();
  await page.waitForSelector('#article .speaker.bound', { state: 'detached' });
  await speaker.hover();
  await page.waitForSelector('#article .quote.bound');
});

test('a name in the list leads to its place in the text, and back', async () => {
  const page = await visit();
  await read(page, `${ARTICLE}${'\n\nNothing else happened that day, and nobody said a word.'.repeat(40)}\n\nParis was calm.`);
  await page.locator('#who button', { hasText: 'Paris' }).click();
  const paris = page.locator('#article mark.lit', { hasText: 'Paris' });
  await paris.waitFor();
  await page.waitForFunction(() => {
    const { top, bottom } = document.querySelector('#article mark.lit').getBoundingClientRect();
    return top > 0 && bottom < innerHeight;
  });
  await paris.click();
  assert.equal(await page.locator('#who [aria-pressed="true"] .name').textContent(), 'Paris');
});

test('a chosen name is lit wherever it stands, and the keys go from one place to the next', async () => {
  const page = await visit();
  await read(page);
  await page.locator('#article mark', { hasText: /^Mark Rutte$/ }).click();
  assert.deepEqual(await page.locator('#article mark.lit').allTextContents(), ['Mark Rutte', 'Rutte']);
  await page.keyboard.press('n');
  assert.equal(await page.locator('#article mark.here').textContent(), 'Rutte');
  await page.keyboard.press('p');
  assert.equal(await page.locator('#article mark.here').textContent(), 'Mark Rutte');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#article .lit').count(), 0);
});

test('a quote in the list leads to the quote', async () => {
  const page = await visit();
  await read(page);
  await page.click('#tab-said');
  await page.locator('#said button', { hasText: 'Nobody should doubt' }).click();
  assert.match(await page.locator('#article .quote.bound').first().textContent(), /Nobody should doubt our patience/);
  assert.equal(await page.locator('#said .unnamed h2 .aside').first().textContent(), ' unnamed');
});

const lineUnder = (page, family) =>
  page.locator(`#article mark.${family}`).first().evaluate((mark) => getComputedStyle(mark).textDecorationLine);

test('people, organisations and places are marked; the rest when asked for; each can be hidden, and names searched', async () => {
  const page = await visit();
  await read(page);
  assert.equal(await lineUnder(page, 'people'), 'underline');
  assert.equal(await lineUnder(page, 'times'), 'none');
  await page.click('#summary .rest');
  assert.equal(await lineUnder(page, 'times'), 'underline');
  assert.ok((await page.locator('#who .kind.times').count()) > 0);
  await page.click('#summary .people');
  await page.click('#summary .places');
  assert.equal(await page.locator('#who .kind.people, #who .kind.places').count(), 0);
  assert.equal(await lineUnder(page, 'people'), 'none');
  await page.click('#summary .people');
  await page.fill('#search', 'zelen');
  const names = await page.locator('#who .name').allTextContents();
  assert.ok(names.length > 0 && names.every((name) => /zelen/i.test(name)), names.join());
});

test('the card tells what is known, and stays within the window', async () => {
  const page = await visit();
  await read(page);
  await page.locator('#article mark', { hasText: /^Rutte$/ }).hover();
  await page.locator('#card').waitFor();
  assert.match(await page.locator('#card').textContent(), /person.*Mark Rutte.*Role.*NATO chief.*Also called.*Rutte.*named twice, meant once more as “He”/s);
  const { x, width } = await page.locator('#card').boundingBox();
  assert.ok(x >= 0 && x + width <= 1360);
});

test('the date is read from the text; another one can be set, and relative dates follow', async () => {
  const page = await visit();
  await read(page);
  assert.equal(await page.inputValue('#date'), '2025-02-11');
  await page.click('#tab-timeline');
  assert.match(await page.locator('#dates').textContent(), /Friday, 14 February 2025/);
  await page.fill('#date', '2024-06-05');
  await page.waitForFunction(() => document.querySelector('#dates')?.textContent?.includes('Friday, 7 June 2024'));
  await page.click('#date-reset');
  await page.waitForFunction(() => document.querySelector('#dates')?.textContent?.includes('Friday, 14 February 2025'));
});

test('the source audit counts who says how much, and can be copied as CSV', async () => {
  const page = await visit();
  await read(page);
  await page.click('#tab-said');
  await page.click('.audit summary');
  const rows = await page.locator('#sources tr').allTextContents();
  assert.ok(rows.some((row) => /Mark Rutte.*named/.test(row)), rows.join('\n'));
  assert.ok(rows.some((row) => /European diplomat.*unnamed/.test(row)), rows.join('\n'));
  await page.click('.audit [data-copy]');
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('Mark Rutte'));
});

test('all that was found can be taken away as files', async () => {
  const page = await visit();
  await read(page);
  for (const format of FORMATS) {
    const { name, content } = await download(page, format.name);
    assert.equal(name, format.file);
    assert.match(content, /Mark Rutte|Mark -X- -X- B-PERSON/, format.name);
  }
});

test('a second article takes the place of the first, which can be brought back', async () => {
  const page = await visit();
  await read(page);
  await paste(page, 'The parliament in Ottawa has been closed since the fire, and nobody knows when it will open.');
  await annotated(page);
  assert.match(await textOf(page), /Ottawa/);
  await page.click('#notice-undo');
  await annotated(page);
  assert.equal(await textOf(page), ARTICLE);
});

test('a message with a way back stays until one turns to the article', async () => {
  const page = await visit();
  await read(page);
  await paste(page, 'The parliament in Ottawa has been closed since the fire, and nobody knows when it will open.');
  await annotated(page);
  assert.match(await page.locator('#notice').textContent(), /taken the place.*Undo/s);
  await page.locator('#article mark', { hasText: /^Ottawa$/ }).click();
  assert.ok(await page.locator('#notice').isHidden());
});

test('every sample opens and is marked', async () => {
  const page = await visit();
  const samples = await page.locator('[data-sample]').count();
  assert.ok(samples >= 3);
  for (let sample = 0; sample < samples; sample += 1) {
    await page.locator('[data-sample]').nth(sample).click();
    await page.waitForSelector('#article mark');
    await annotated(page);
    assert.ok((await page.locator('#article .quote > .note').count()) > 3);
    if (sample === 0) await photograph(page, 'sample');
    await page.click('#clear');
    await page.waitForSelector('html.empty');
  }
});
