// Typing and editing: the words are the browser's own, the marks follow.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotated, ARTICLE, editedText, holdAnnotator, open, painted, paste, photograph, read, textOf, visits } from './person.js';

const visit = visits();

test('marks follow while one types', async () => {
  const page = await visit();
  await page.click('#editor');
  await page.keyboard.type('The new ambassador to Germany will not leave Moscow before the end of the week.');
  await annotated(page);
  assert.equal(await page.locator('#surface').getAttribute('data-face'), 'edit');
  // Lines that are new get their marks as they come near the window.
  await page.locator('#article mark', { hasText: /^Germany$/ }).waitFor();
});

test('both faces break the text into the same lines', async () => {
  const page = await visit();
  await read(page);
  await page.keyboard.press('e');
  for (const width of [1360, 900, 640, 375]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction((width) => innerWidth === width, width);
    const heights = await page.evaluate(() => {
      const editor = document.querySelector('#editor');
      const bottom = document.querySelector('#article .line:last-child').getBoundingClientRect().bottom;
      editor.style.cssText = 'height: 0; min-height: 0';
      const heights = [Math.round(bottom - editor.getBoundingClientRect().top), editor.scrollHeight];
      editor.style.cssText = '';
      return heights;
    });
    assert.ok(Math.abs(heights[0] - heights[1]) <= 1, `${width}: ${heights}`);
  }
});

test('words between quotation marks can be read while one edits', async () => {
  const page = await visit();
  await read(page);
  await page.keyboard.press('e');
  await page.waitForSelector('#surface[data-face="edit"]');
  const { x, y, width, height } = await page.locator('#article .quote.direct').first().boundingBox();
  const picture = await page.screenshot({ clip: { x, y, width, height } });
  const darkest = await page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    return data.filter((_, index) => index % 4 === 1).reduce((least, green) => Math.min(least, green));
  }, [...picture]);
  assert.ok(darkest < 90, `nothing there is darker than ${darkest}`);
});

test('what one looks at stays where it is when the face changes', async () => {
  const page = await visit();
  await read(page, Array.from({ length: 60 }, (_, index) => `Paragraph ${index} is short.`).join('\n\n'));
  const top = () => page.locator('#article .line', { hasText: 'Paragraph 40 ' }).evaluate((line) => line.getBoundingClientRect().top);
  await page.locator('#article .line', { hasText: 'Paragraph 40 ' }).evaluate((line) => line.scrollIntoView({ block: 'center' }));
  const before = await top();
  await page.keyboard.press('e');
  await page.waitForSelector('#surface[data-face="edit"]');
  assert.ok(Math.abs((await top()) - before) < 40, `${before} became ${await top()}`);
});

test('an edit leaves the caret where it is, moves the marks along, and can be undone', async () => {
  const page = await visit();
  await read(page);
  await page.keyboard.press('e');
  await page.locator('#editor').evaluate((editor) => editor.setSelectionRange(0, 0));
  const letGo = await holdAnnotator(page);
  // In one go: what lies between two keystrokes ("UpdBRUSSELS") is a text of its own, with other marks.
  await page.keyboard.insertText('Update: ');
  await page.locator('#article mark', { hasText: /^Mark Rutte$/ }).waitFor();
  assert.equal(await page.locator('html').getAttribute('data-fresh'), 'false');
  assert.equal(await page.locator('#editor').evaluate((editor) => editor.selectionStart), 'Update: '.length);
  await letGo();
  await annotated(page);
  assert.equal(await page.locator('#editor').evaluate((editor) => editor.selectionStart), 'Update: '.length);
  await photograph(page, 'editing');
  for (let step = 0; step < 10 && (await editedText(page)) !== ARTICLE; step += 1) await page.keyboard.press('Control+Z');
  assert.equal(await editedText(page), ARTICLE);
});

test('a click on words writes there, a click beside the text reads again', async () => {
  const page = await visit();
  await read(page);
  const words = 'asked for two percent';
  const { x, y } = await page.evaluate((words) => {
    const texts = document.createTreeWalker(document.querySelector('#article'), NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const start = node.textContent.indexOf(words.slice(0, 9));
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + 1);
      const { left, top, height } = range.getBoundingClientRect();
      return { x: left + 1, y: top + height / 2 };
    }
  }, words);
  await page.mouse.click(x, y);
  await page.waitForSelector('#surface[data-face="edit"]');
  assert.equal(await page.locator('#editor').evaluate((editor) => editor.selectionStart), ARTICLE.indexOf(words));
  await page.keyboard.type('has ');
  await annotated(page);
  await page.click('#tab-said');
  await page.waitForSelector('#surface[data-face="read"]');
  assert.match(await textOf(page), /who has asked for two percent more/);
});

test('Escape goes from editing to reading', async () => {
  const page = await visit();
  await read(page);
  await page.keyboard.press('e');
  assert.equal(await page.locator('#surface').getAttribute('data-face'), 'edit');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#surface').getAttribute('data-face'), 'read');
});

test('what was typed is there again after the page was closed', async () => {
  const page = await visit();
  await page.click('#editor');
  await page.keyboard.type('Half a sentence about');
  await open(page);
  assert.equal(await editedText(page), 'Half a sentence about');
});

test('settings are remembered', async () => {
  const page = await visit();
  await page.click('#theme');
  await page.click('#open-help');
  await page.uncheck('#keys');
  await open(page);
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  assert.equal(await page.isChecked('#keys'), false);
});

test('an edit in one paragraph leaves the marks of the others alone', async () => {
  const page = await visit();
  await read(page);
  await page.evaluate(() => {
    for (const mark of document.querySelectorAll('#article mark')) Object.assign(mark, { asBefore: true });
  });
  await page.keyboard.press('e');
  await page.locator('#editor').evaluate((editor) => editor.setSelectionRange(editor.value.length, editor.value.length));
  // In one go: a sentence of which half is typed may change what is found elsewhere.
  await page.keyboard.insertText(' It was cold in Munich.');
  await annotated(page);
  const kept = await page.locator('#article .line').first().locator('mark').evaluateAll((marks) => marks.every((mark) => mark.asBefore));
  assert.ok(kept);
  assert.match(await textOf(page), /It was cold in Munich\.$/);
});

test('a text as long as a book is written in parts, and stays whole', async () => {
  const page = await visit();
  const lines = Array.from({ length: 6_000 }, (_, place) => `Line ${place} says that the harbour of Tarn is open today, and shut tomorrow.`);
  const text = lines.join('\n\n');
  await paste(page, text);
  await page.keyboard.press('e');
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
  await page.keyboard.type('First. ');
  assert.ok((await editedText(page)).length < 200_000);
  await page.locator('#status', { hasText: 'written in parts' }).waitFor();
  // All of a part is not all of the text.
  await page.keyboard.press('Escape');
  const last = page.locator('#article .line').last();
  await last.scrollIntoViewIfNeeded();
  await last.click({ position: { x: 300, y: 12 } });
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Last.');
  await page.keyboard.press('Escape');
  assert.equal(await textOf(page), `First. ${text} Last.`);
});

test('nothing moves when what was found comes', async () => {
  const page = await visit();
  await open(page);
  const letGo = await holdAnnotator(page);
  await paste(page, `Rain closes the harbour of Tarn\n\nBy Nadia Farrow\n\n${ARTICLE}`);
  await painted(page);
  await page.evaluate(() => {
    globalThis.shifts = [];
    globalThis.look = (list) => {
      for (const { value, sources } of list) globalThis.shifts.push(`${value} ${sources.map(({ node }) => node?.id || node?.className || node?.nodeName).join()}`);
    };
    globalThis.observer = new PerformanceObserver((list) => globalThis.look(list.getEntries()));
    globalThis.observer.observe({ type: 'layout-shift' });
  });
  await letGo();
  await annotated(page);
  await page.waitForSelector('#article mark');
  await painted(page);
  await page.evaluate(() => globalThis.look(globalThis.observer.takeRecords()));
  // A busy machine tells of less than anybody sees, of nothing that is still there.
  const seen = (await page.evaluate(() => globalThis.shifts)).filter((shift) => Number.parseFloat(shift) > 0.0001);
  assert.deepEqual(seen, []);
});

test('a pasted article is with the annotator before it is drawn, and is read once', async () => {
  const page = await visit();
  await read(page, 'Rain fell on Lisbon on Monday.');
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    globalThis.asked = [];
    Worker.prototype.postMessage = function (message, ...rest) {
      globalThis.asked.push([message.method, document.querySelector('#article').textContent.includes('Rutte')]);
      return postMessage.call(this, message, ...rest);
    };
  });
  await read(page, ARTICLE);
  assert.deepEqual(await page.evaluate(() => globalThis.asked), [['annotateWithSources', false]]);
});
