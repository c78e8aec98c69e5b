// Hostile text in every place where text goes: nothing of it runs, and nothing is fetched.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import { pages, site } from './chromium.js';
import { PAYLOADS } from './payloads.js';
import FORMATS from '../../src/export/formats.json' with { type: 'json' };
import { annotated, download, drop, open, paste, pasteRich } from './person.js';

/** Each is said by somebody, so that it stands in mentions, quotes and their exports as well. */
const inArticle = (payload, index) => `Mayor Ruth Okafor said on Monday: “No ${index} ${payload} to Port Ellery.” She then met ${payload} Ines Calder.`;
const ARTICLE = PAYLOADS.map(inArticle).join('\n\n');
/** A text with three of these is taken for the source of a web page. */
const WITHOUT_PARAGRAPHS = PAYLOADS.filter((payload) => !/<p[\s>]/i.test(payload)).map(inArticle).join('\n\n');

let page;
const fetched = [];

// Before the page is closed.
afterEach(async () => {
  assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'ran')), undefined, 'something ran');
  assert.deepEqual(fetched.splice(0), []);
});
const freshPage = pages({ serviceWorkers: 'block', permissions: ['clipboard-read', 'clipboard-write'] });

/** A page in which every request to elsewhere is noted, where the policies let it out at all. */
async function fresh() {
  page = await freshPage();
  page.context().on('request', (request) => /fetched\.invalid|\/x$/.test(request.url()) && fetched.push(request.url()));
  page.on('dialog', (dialog) => fetched.push(dialog.message()));
}

/** Everything that can be opened or hovered is. */
async function touchAll() {
  await page.evaluate(() => {
    for (const type of ['pointerover', 'mouseover', 'focus', 'toggle']) for (const element of document.querySelectorAll('#article *, #panel *')) element.dispatchEvent(new Event(type, { bubbles: true }));
  });
  for (const tab of ['who', 'said', 'timeline', 'check']) await page.click(`#tab-${tab}`);
}

test(`${PAYLOADS.length} payloads are enough and each is another`, async () => {
  await fresh();
  assert.ok(PAYLOADS.length >= 250, String(PAYLOADS.length));
});

test('as text, and in each export opened again without any policy', async () => {
  await fresh();
  await open(page);
  await paste(page, WITHOUT_PARAGRAPHS);
  await annotated(page);
  // It hardly looks like English.
  if (await page.isVisible('#anyway')) await page.click('#anyway');
  await annotated(page);
  await page.waitForFunction(() => document.querySelector('#article mark') !== null);
  await touchAll();
  const files = {};
  for (const { name } of FORMATS) {
    files[name] = (await download(page, name)).content;
    await page.keyboard.press('Escape');
  }
  const opened = await page.context().newPage();
  for (const { name, media } of FORMATS) {
    // Browsers put tables, and XML that they do not know by name, into a folder instead of showing them.
    const shown = /csv|tab-separated/.test(media) ? 'text/plain' : media.replace(/.*\+xml$/, 'application/xml');
    await page.context().route(`**/opened/${name}`, (route) => route.fulfill({ contentType: `${shown}; charset=utf-8`, body: files[name] }));
    await opened.goto(`${site}opened/${name}`);
    assert.equal(await opened.evaluate(() => Reflect.get(globalThis, 'ran')), undefined, name);
    assert.match(await opened.evaluate(() => document.documentElement.textContent), /Okafor/, name);
    assert.equal(await opened.evaluate(() => document.querySelector('parsererror')?.textContent ?? null), null, name);
    if (/json/.test(media)) JSON.parse(files[name]);
    if (/csv/.test(media)) assert.deepEqual(formulasIn(files[name]), [], name);
  }
  assert.doesNotMatch(files.json, /<\/script/i);
});

/** Cells that a spreadsheet would compute. @param {string} csv */
function formulasIn(csv) {
  const cells = [...csv.matchAll(/(?:^|[,\n])(?:"((?:[^"]|"")*)"|([^",\n]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
  return cells.filter((cell) => /^[=+@\t\r]|^-(?![\d.]+$)/.test(cell));
}

const HTML = PAYLOADS.map((payload) => `<p>${payload} Mayor Ruth Okafor said that nothing of it would run in Port Ellery.</p>`).join('');

test('pasted as a part of a web page', async () => {
  await fresh();
  await open(page);
  await pasteRich(page, HTML, 'Mayor Ruth Okafor said so.');
  await annotated(page);
  await touchAll();
});

test('pasted as the source of a web page', async () => {
  await fresh();
  await open(page);
  await paste(page, `<!doctype html><html><head><title>${PAYLOADS[0]}</title></head><body>${HTML}</body></html>`);
  await annotated(page);
});

test('as names of files, and titles of pages', async () => {
  await fresh();
  await open(page);
  for (const payload of PAYLOADS.filter((_, index) => index % 12 === 0)) {
    const html = `<html><head><meta property="og:title" content="${payload.replaceAll('"', '&quot;')}"></head><body><article><p>It rained in Port Ellery on Monday, Mayor Ruth Okafor told the reporters there.</p></article>`;
    await drop(page, `${payload.replaceAll('/', '∕')}.html`, html);
  }
  await drop(page, `${PAYLOADS[0]}.rtf`, '{\\rtf1 }');
  await page.waitForSelector('#notice:not([hidden])');
});

/** A file of ours in which each payload is a name, a speaker, a note, and what stood there before. */
function correctedFile() {
  let text = 'Port Ellery, March 3, 2025';
  const [corrections, notes] = [[], []];
  for (const [index, payload] of PAYLOADS.entries()) {
    const name = `Ada${letters(index)}`;
    text += '\n\n';
    const place = (words) => ({ start: text.length, words });
    const at = place(name);
    const before = { kind: payload, who: payload };
    corrections.push({ of: 'mention', at, scope: 'here', label: 'PERSON', entity: null, name: payload, before });
    notes.push({ of: 'note', at, words: payload, before });
    text += `${name} came on Monday. `;
    corrections.push({ of: 'quote', at: place('“It rained,”'), kind: 'direct', speaker: { name: payload, label: 'PERSON', at: null }, before });
    text += '“It rained,” a woman said.';
  }
  return JSON.stringify({ format: 'newsmark article', version: 1, title: PAYLOADS[0], newsroom: PAYLOADS[1], date: null, english: true, text, corrections, notes });
}

/** A number as letters, so that it is part of a name. @param {number} number */
function letters(number) {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

test('as corrections, notes, titles and names of speakers, in a file that is opened, and in what is taken away of it', async () => {
  await fresh();
  await open(page);
  await page.setInputFiles('#file', { name: 'article.newsmark.json', mimeType: 'application/json', buffer: Buffer.from(correctedFile()) });
  await page.waitForFunction(() => document.querySelector('#article mark.corrected') !== null);
  await annotated(page);
  await touchAll();
  assert.ok((await page.locator('#corrections-list li').count()) >= PAYLOADS.length);
  for (const name of ['csv-entities', 'csv-quotes', 'html', 'markdown']) {
    const { content } = await download(page, name);
    await page.keyboard.press('Escape');
    assert.match(content, /globalThis\.ran/, name);
    if (name !== 'html') {
      if (/csv/.test(name)) assert.deepEqual(formulasIn(content), [], name);
      continue;
    }
    const opened = await page.context().newPage();
    await page.context().route('**/opened/corrected', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: content }));
    await opened.goto(`${site}opened/corrected`);
    assert.equal(await opened.evaluate(() => Reflect.get(globalThis, 'ran')), undefined);
    await opened.close();
  }
  await page.click('#open-desk');
  await page.waitForSelector('#desk:not([hidden]) #desk-count:not(:empty)');
  assert.equal(await page.locator('#desk-list .kept-title').first().textContent(), PAYLOADS[0]);
});

test('in an article that is marked in place, and in the element, on a page without any policy', async () => {
  await fresh();
  await page.route('**/plain.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Plain</title><article></article>' }));
  await page.goto(`${site}plain.html`);
  const found = await page.evaluate(async (article) => {
    const { annotateElement } = await import(String(new URL('./newsmark.js', location.href)));
    await import(String(new URL('./newsmark-element.js', location.href)));
    const place = document.querySelector('article');
    for (const paragraph of article.split('\n\n')) place.append(Object.assign(document.createElement('p'), { textContent: paragraph }));
    const annotatedArticle = await annotateElement(place);
    document.body.append(annotatedArticle.list());
    const element = document.createElement('news-mark');
    for (const paragraph of article.split('\n\n')) element.append(Object.assign(document.createElement('p'), { textContent: paragraph }));
    const done = new Promise((resolve) => element.addEventListener('newsmark-annotated', resolve, { once: true }));
    document.body.append(element);
    await done;
    return annotatedArticle.annotations.quotes.length;
  }, ARTICLE);
  assert.ok(found > PAYLOADS.length / 2);
});

test('a form whose fields are called like what is asked of elements stops nothing', async () => {
  await fresh();
  await page.route('**/plain.html', (route) => route.fulfill({ contentType: 'text/html', body: readFileSync(new URL('./clobbered.html', import.meta.url)) }));
  await page.goto(`${site}plain.html`);
  const names = await page.evaluate(async () => {
    const { annotateElement } = await import(String(new URL('./newsmark.js', location.href)));
    const { annotations } = await annotateElement(document.querySelector('article'));
    return annotations.entities.map(({ name }) => name);
  });
  assert.ok(names.includes('Ruth Okafor'), names.join());
});
