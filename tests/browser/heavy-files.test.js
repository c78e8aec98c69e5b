// Files that choke readers: each is read, or refused with a reason, while the page stays alive.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { pages, site } from './chromium.js';

/** Milliseconds that each may take where nothing else runs; a test that takes ten times as long has hung. */
const LONGEST = 5_000;

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
  'steps.html': [`<html><body><article>${`<div><p>${SENTENCE}</p>`.repeat(2_000)}`, /^The mayor/],
};

const fresh = pages({ serviceWorkers: 'block' });
let page;

async function drop(name, content) {
  page = await fresh();
  await page.goto(site);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  const start = performance.now();
  await page.setInputFiles('#file', { name, mimeType: '', buffer: Buffer.from(content) });
  await page.waitForFunction(() => !document.documentElement.classList.contains('empty') || document.querySelector('#notice:not([hidden]):not(:has(#notice-offer:not([hidden])))'));
  return performance.now() - start;
}

for (const [name, [content, expected]] of Object.entries(FILES)) {
  test(`${name}, ${(content.length / 1e6).toFixed(1)} MB`, async () => {
    const took = await drop(name, content);
    assert.match(await page.$eval('#article', (article) => article.textContent.trim().slice(0, 300)), expected);
    assert.ok(took < 10 * LONGEST, `${took} ms`);
  });
}

test('a small Word document that holds 31 MB of text is refused with a reason', async () => {
  await drop('report.docx', archive('word/document.xml', `<w:document>${'<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(900_000)}</w:document>`));
  assert.match(await page.textContent('#notice-words'), /“report.docx” holds more text than newsmark takes/);
});

/** An archive of one file. */
function archive(name, content) {
  const [path, packed, size] = [Buffer.from(name), deflateRawSync(content), Buffer.byteLength(content)];
  const [local, entry, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  local.writeUInt32LE(0x04034b50, 0);
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
