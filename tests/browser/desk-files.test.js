// An article, or all of them, goes out as one file and comes in again; many files come in at once.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileName, fileOf, NewsmarkFileError, readNewsmarkFile } from '../../www/page/desk/article-file.js';
import { kindOf, relabel } from './correcting.js';
import { kept, keptArticles, openDesk, titles } from './desk.js';
import { annotated, ARTICLE, assertAccessible, drop, photograph, read, textOf, visits } from './person.js';

const visit = visits();

async function downloaded(page, click) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path(), 'utf8') };
}

test('an article with its corrections goes out as a file, and comes in again in another browser', async () => {
  const page = await visit();
  await read(page);
  await relabel(page, 'Munich', 'EVENT');
  await page.click('.menu summary');
  const { name, content } = await downloaded(page, () => page.click('#save-article'));
  assert.match(name, /^BRUSSELS-February-11-2025.*\.newsmark\.json$/);
  assert.ok(JSON.parse(content).annotations.mentions.length > 5);
  const other = await visit();
  await drop(other, name, content);
  await annotated(other);
  assert.equal(await textOf(other), ARTICLE);
  assert.equal(await kindOf(other, 'Munich'), 'things corrected');
});

test('all articles go out as one file, and come in once', async () => {
  const page = await visit();
  for (const text of ['Rain fell on Lisbon.', 'Snow fell on Oslo.']) {
    await read(page, text);
    await kept(page, text);
  }
  await openDesk(page);
  const { name, content } = await downloaded(page, () => page.click('#desk-save'));
  const other = await visit();
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(content) };
  for (let time = 0; time < 2; time += 1) {
    await other.setInputFiles('#file', file);
    await other.waitForSelector('#notice:not([hidden])');
    await other.locator('#notice-words', { hasText: time ? 'were there already' : '2 articles taken in' }).waitFor();
  }
  assert.deepEqual((await keptArticles(other)).map(({ text }) => text).sort(), ['Rain fell on Lisbon.', 'Snow fell on Oslo.']);
});

const DAMAGED = {
  'that breaks off': ['{"format": "newsmark article", "text', /damaged/],
  'without a text': ['{"format": "newsmark article", "version": 1, "text": 7}', /no text/],
  'of a later version': ['{"format": "newsmark article", "version": 9, "text": "a"}', /newer newsmark/],
  'of another program': ['{"articles": [1, 2]}', /no file that newsmark has saved/],
  'that is a list': ['[]', /damaged/],
};
for (const [what, [content, message]] of Object.entries(DAMAGED)) {
  test(`a file ${what} is refused, with words`, () => {
    assert.throws(() => readNewsmarkFile(content, 'a.newsmark.json'), (error) => error instanceof NewsmarkFileError && message.test(error.message));
  });
}

test('what is damaged in a file is left out, and the rest comes in', () => {
  const note = { of: 'note', at: { start: 0, words: 'Oslo' }, words: 'ask her' };
  const filed = fileOf({ title: 'Snow', newsroom: '', text: 'Oslo.', date: '2026-01-02', english: false, made: [note] });
  const content = JSON.stringify({ format: 'newsmark articles', version: 1, articles: [{ ...filed, corrections: [null, { of: 'quote' }], date: '2026-99-99' }, null, { text: 1 }] });
  const { articles, left } = readNewsmarkFile(content, 'a.json');
  assert.deepEqual([articles.length, left, articles[0].made, articles[0].date], [1, 2, [note], null]);
});

test('a file is named after the headline, as every system takes it', () => {
  assert.equal(fileName('Who’s “in”? 5/6 of Tarn: Zoë & co.'), 'Who-s-in-5-6-of-Tarn-Zoë-co.newsmark.json');
  assert.equal(fileName('///'), 'article.newsmark.json');
});

test('a damaged file that is dropped is told, and changes nothing', async () => {
  const page = await visit();
  await read(page, 'Snow fell on Oslo.');
  await page.setInputFiles('#file', { name: 'x.newsmark.json', mimeType: 'application/json', buffer: Buffer.from('{"format') });
  await page.locator('#notice-words', { hasText: 'damaged' }).waitFor();
  assert.equal(await textOf(page), 'Snow fell on Oslo.');
});

test('a part of a correction that is damaged leaves it out', () => {
  const made = { of: 'mention', at: { start: 0, words: 'Oslo' }, scope: 'here', label: 'PERSON', entity: null };
  const filed = fileOf({ title: 'Snow', newsroom: '', text: 'Oslo.', date: null, english: false, made: [{ ...made, rest: 'Bergen' }, { ...made, rest: 7 }] });
  const [article] = readNewsmarkFile(JSON.stringify({ format: 'newsmark article', version: 1, ...filed }), 'a.json').articles;
  assert.deepEqual(article.made.map(({ rest }) => rest), ['Bergen']);
});

test('files are kept, and not called unreadable, where what was found in them cannot be', async () => {
  const page = await visit();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  const file = (name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`The boat ${name} sails at dawn with the captain.`) });
  await page.setInputFiles('#file', [file('Tern'), file('Heron')]);
  await page.locator('#many-words', { hasText: '2 articles read' }).waitFor();
  assert.doesNotMatch(await page.locator('#many').textContent(), /could not be read/);
});

test('a hundred files come in at once; those that cannot be read are told by name', async () => {
  const page = await visit();
  const files = Array.from({ length: 100 }, (_, index) => ({
    name: `${index}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(index === 40 ? '' : `Boat ${index} sails\n\n“We sail at dawn,” said Captain Ines Calder of boat ${index}. She was tired.`),
  }));
  await page.setInputFiles('#file', files);
  await page.locator('#many-words', { hasText: '99 articles read' }).waitFor();
  assert.match(await page.locator('#many').textContent(), /99 statements.*1 file could not be read.*40\.txt: it holds no text/s);
  await photograph(page, 'desk-many');
  await assertAccessible(page, 'many files');
  assert.equal((await keptArticles(page)).length, 99);
});

test('reading many files can be stopped; what was read is kept', async () => {
  const page = await visit();
  const files = Array.from({ length: 200 }, (_, index) => ({ name: `${index}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`Boat ${index} sails. `.repeat(1000)) }));
  await page.setInputFiles('#file', files);
  await page.click('#many-cancel');
  await page.locator('#many-words', { hasText: 'Stopped after' }).waitFor();
  const count = (await keptArticles(page)).length;
  assert.ok(count < 200);
  assert.match(await page.locator('#many-words').textContent(), new RegExp(`Stopped after ${count} article`));
  assert.equal((await titles(page)).length, count);
});
