// Files that choke readers: each is read, or refused with a reason, while the page goes on hearing keys, and can be called off.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { pages, site } from './chromium.js';

/** Milliseconds that each may take where nothing else runs; a test that takes ten times as long has hung. */
const LONGEST = 5_000;
/** Milliseconds of the processor that the page's thread may work without a turn for keys; 150 is the most that was measured. */
const LONGEST_BLOCK = 500;

const SENTENCE = 'The mayor of the town has put it off, said the harbour master.';
/** @type {Record<string, [string, RegExp]>} the file and what is read of it */
const FILES = {
  'lines.txt': ['a line of a list\n'.repeat(130_000), /^a line of a list.a line/s],
  'wrapped.txt': ['the harbour will close for eighteen months, for it has to be made deep-\ner\n'.repeat(13_000), /^the harbour .* made deep-?\n?er/],
  'blank.txt': [`Rain\n${' '.repeat(300_000)}\nMore rain`, /^Rain/],
  'header.html': [`<html><body><header>${'<p>a b</p>'.repeat(40_000)}</header>`, /^a b/],
  'bold.html': [`<html><body>${Array.from({ length: 119 }, (_, index) => `<b id=${index}>`).join('')}${'<p>a'.repeat(40_000)}`, /^a/],
  'stars.md': [' *a'.repeat(67_000), /^\*a/],
  'spaces.md': [`a${' '.repeat(200_000)}b`, /^a +/],
  'brackets.md': [`# Rain\n\n${'['.repeat(100_000)}${'!['.repeat(50_000)}`, /^Rain/],
  'comments.md': [`${'<!--'.repeat(50_000)}`, /^<!--/],
  'links.txt': [`# Rain\n\n**a b**\n\n${'[a](http:'.repeat(20_000)}`, /Rain/],
  'marks.md': [`# Rain\n\n${'**a '.repeat(20_000)}\n\n${' _a'.repeat(20_000)}\n\n${'`a '.repeat(20_000)}\n\n${'- '.repeat(20_000)}`, /^Rain/],
  'spans.html': [`<html><body>${'<span>'.repeat(200_000)}${SENTENCE}`, /^The mayor/],
  'boxes.html': [`<html><body>${'<div>'.repeat(20_000)}${SENTENCE}`, /^The mayor/],
  'hard.eml': [`Subject: Rain\r\nMIME-Version: 1.0\r\n\r\n${'The harbour will close for eighteen months, for it has to be made\r\n'.repeat(60_000)}`, /^Rain/],
  'novel.rtf': [`{\\rtf1\\ansi ${`\\pard ${SENTENCE}\\par `.repeat(20_000)}}`, /^The mayor/],
  'novel.docx': [document(SENTENCE, 60_000), /^The mayor/],
  'steps.html': [`<html><body><article>${`<div><p>${SENTENCE}</p>`.repeat(2_000)}`, /^The mayor/],
};

const folder = await mkdtemp(join(tmpdir(), 'newsmark-heavy-'));
after(() => rm(folder, { recursive: true, force: true }));
const fresh = pages({ serviceWorkers: 'block' });
let page;

/** Milliseconds from the choice of a file to its text, and of the longest task of the page's thread until then. */
async function drop(name, content) {
  page = await fresh();
  await page.goto(site);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  const start = performance.now();
  await choose(name, content);
  await page.waitForFunction(() => !document.documentElement.classList.contains('empty') || document.querySelector('#notice:not([hidden]):not(:has(#notice-offer:not([hidden])))'));
  const took = performance.now() - start;
  return { took, block: longestTask(JSON.parse(String(await browser.stopTracing())).traceEvents) };
}

/** From the disk, for what is handed over in parts is put together in the page. */
async function choose(name, content) {
  const path = join(folder, name);
  await writeFile(path, content);
  await page.setInputFiles('#file', path);
}

/** By the time that the thread had a processor, however busy the machine is. */
function longestTask(events) {
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
  const renderers = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf));
  const tasks = events.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && renderers.has(threadOf(event)));
  assert.ok(tasks.length > 0, 'no task was traced');
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
}

for (const [name, [content, expected]] of Object.entries(FILES)) {
  test(`${name}, ${(content.length / 1e6).toFixed(1)} MB`, async () => {
    const { took, block } = await drop(name, content);
    assert.match(await page.$eval('#article', (article) => article.textContent.trim().slice(0, 300)), expected);
    assert.ok(took < 10 * LONGEST, `${took} ms`);
    assert.ok(block < LONGEST_BLOCK, `the page heard nothing for ${block} ms`);
  });
}

test('a small Word document that holds 31 MB of text is refused with a reason', async () => {
  await drop('report.docx', document('a', 900_000));
  assert.match(await page.textContent('#notice-words'), /“report.docx” holds more text than newsmark takes/);
});

test('who calls a file off ends the thread in which it is read', async () => {
  page = await fresh();
  await page.goto(site);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  const ended = new Promise((resolve) => page.on('worker', (worker) => worker.on('close', resolve)));
  const reader = page.waitForEvent('worker');
  await choose('report.docx', document(SENTENCE, 60_000));
  await reader;
  assert.equal(await page.getAttribute('#surface', 'aria-busy'), 'true');
  await choose('notes.docx', document(SENTENCE, 2));
  await ended;
  await page.waitForFunction((words) => document.querySelector('#article').textContent.trim() === `${words}\n\n${words}`, SENTENCE);
  assert.equal(await page.getAttribute('#surface', 'aria-busy'), null);
});

/** A Word document. */
function document(paragraph, count) {
  const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  return archive('word/document.xml', `<w:document ${namespace}><w:body>${`<w:p><w:r><w:t>${paragraph}</w:t></w:r></w:p>`.repeat(count)}</w:body></w:document>`);
}

/** An archive of one file. */
function archive(name, content) {
  const [path, packed, size] = [Buffer.from(name), deflateRawSync(content), Buffer.byteLength(content)];
  const [local, entry, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(path.length, 26);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(path.length, 28);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + path.length, 12);
  end.writeUInt32LE(local.length + path.length + packed.length, 16);
  return Buffer.concat([local, path, packed, entry, path, end]);
}
