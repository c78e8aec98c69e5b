// What a person does with the page: opens it, pastes, drops a file, looks.

import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { pages, site } from './chromium.js';

/** The article that most tests paste: names, roles, dates, and quotes of each kind. */
export const ARTICLE = `BRUSSELS, February 11, 2025 — NATO chief Mark Rutte will meet Ukrainian President Volodymyr Zelensky in Munich on Friday.

"We will stand with Ukraine for as long as it takes," Rutte said on Tuesday. He has called the front "quiet" before.

"Nobody should doubt our patience," said one European diplomat in Brussels, who asked for two percent more.

Zelensky said that his country needed help before the summer.`;

const SCREENSHOTS = new URL('./screenshots/', import.meta.url).pathname;

/**
 * A browser for the tests of one file; each call opens the page in a fresh profile, until the end of the test.
 * @returns {(options?: import('playwright-core').BrowserContextOptions) => Promise<import('playwright-core').Page>}
 */
export function visits() {
  const fresh = pages({ permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 1360, height: 860 }, serviceWorkers: 'block' });
  return async (options) => {
    const page = await fresh(options);
    await open(page);
    return page;
  };
}

/** @param {import('playwright-core').Page} page */
export async function open(page) {
  await page.goto(site);
  await page.waitForSelector('html[data-ready]');
}

/** Through the clipboard, with the keys. @param {import('playwright-core').Page} page @param {string} text */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await pressPaste(page);
}

/** Until the page has had the paste and done with it what it does. @param {import('playwright-core').Page} page */
async function pressPaste(page) {
  await page.evaluate(() => {
    const after = (resolve) => addEventListener('paste', () => setTimeout(resolve), { once: true, capture: true });
    Object.assign(globalThis, { pasted: new Promise(after) });
  });
  await page.keyboard.press('Control+V');
  await page.evaluate(() => Reflect.get(globalThis, 'pasted'));
  // A long text is read in slices, and on a busy machine a short one too.
  await page.locator('#surface:not([aria-busy])').waitFor({ state: 'attached' });
}

/** As a browser copies a part of a web page. @param {import('playwright-core').Page} page @param {string} html @param {string} plain */
export async function pasteRich(page, html, plain) {
  await page.evaluate(
    ([html, plain]) => {
      const blob = (content, type) => new Blob([content], { type });
      const item = new ClipboardItem({ 'text/html': blob(html, 'text/html'), 'text/plain': blob(plain, 'text/plain') });
      return navigator.clipboard.write([item]);
    },
    [html, plain],
  );
  await pressPaste(page);
}

/** Drags a file over the text and lets go. @param {import('playwright-core').Page} page @param {string} name @param {string | Uint8Array} content */
export async function drop(page, name, content) {
  const parts = typeof content === 'string' ? content : [...content];
  const transfer = await page.evaluateHandle(
    ([name, parts]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([typeof parts === 'string' ? parts : new Uint8Array(parts)], name));
      return transfer;
    },
    /** @type {const} */ ([name, parts]),
  );
  const before = await textOf(page);
  await page.dispatchEvent('#surface', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('#surface', 'drop', { dataTransfer: transfer });
  await taken(page, before);
}

/** Until another text has come in, or the page says why not. @param {import('playwright-core').Page} page @param {string} before */
export async function taken(page, before) {
  const isTaken = (before) => {
    const text = document.querySelector('#article')?.textContent;
    return text !== before || document.querySelector('#notice:not([hidden])') !== null;
  };
  await page.waitForFunction(isTaken, before);
}

/** Selects words of the article as a mouse does. @param {import('playwright-core').Page} page @param {string} words */
export async function selectWords(page, words) {
  const [from, to] = await page.evaluate((words) => {
    const texts = document.createTreeWalker(document.querySelector('#article'), NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const start = node.textContent.indexOf(words);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + words.length);
      node.parentElement.scrollIntoView({ block: 'center' });
      const lines = [...range.getClientRects()];
      const middle = ({ top, height }) => top + height / 2;
      return [[lines[0].left + 1, middle(lines[0])], [lines.at(-1).right - 1, middle(lines.at(-1))]];
    }
    throw new Error(`${words} do not stand in one piece`);
  }, words);
  await page.mouse.move(from[0], from[1]);
  await page.mouse.down();
  await page.mouse.move(to[0], to[1], { steps: 8 });
  await page.mouse.up();
}

/** Until what is shown is of the newest text. @param {import('playwright-core').Page} page */
export async function annotated(page) {
  await page.waitForFunction(() => document.documentElement.dataset.fresh === 'true');
}

/** Selects words of the text that is being edited. @param {import('playwright-core').Page} page @param {string} words */
export async function selectEdited(page, words) {
  await page.locator('#editor').evaluate((/** @type {HTMLTextAreaElement} */ editor, words) => {
    const start = editor.value.indexOf(words);
    editor.setSelectionRange(start, start + words.length);
  }, words);
}

/** Pastes the article into the empty page, and waits for its marks. @param {import('playwright-core').Page} page @param {string} [text] */
export async function read(page, text = ARTICLE) {
  await paste(page, text);
  await annotated(page);
}

/**
 * Keeps all that is asked of the annotator back, so that what stands there was not annotated anew.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<void>>} what lets it go on
 */
export async function holdAnnotator(page) {
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    const held = [];
    Worker.prototype.postMessage = function (...message) {
      held.push(() => postMessage.apply(this, message));
    };
    const letGo = () => {
      Worker.prototype.postMessage = postMessage;
      for (const send of held) send();
    };
    Object.assign(globalThis, { letGo });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'letGo')());
}

/** Until what stands there is on the screen, and what comes of that in the next frame too. @param {import('playwright-core').Page} page */
export function painted(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))));
}

/** The text as the reading face has it. @param {import('playwright-core').Page} page */
export function textOf(page) {
  return page.$eval('#article', (article) => article.textContent);
}

/** The text as the editing face has it. @param {import('playwright-core').Page} page */
export function editedText(page) {
  return page.$eval('#editor', (editor) => /** @type {HTMLTextAreaElement} */ (editor).value);
}

/** The file that a person takes away. @param {import('playwright-core').Page} page @param {string} format */
export async function download(page, format) {
  await page.click('.menu summary');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`[data-download="${format}"]`)]);
  // Chromium drops the eleventh file of one second, which no person is quick enough to ask for.
  await page.waitForTimeout(150);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path(), 'utf8') };
}

/** @param {import('playwright-core').Page} page @param {string} where told of what fails */
export async function assertAccessible(page, where) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`);
  assert.deepEqual(told, [], where);
}

/** For people to look at, in a folder that git ignores. @param {import('playwright-core').Page} page @param {string} name */
export async function photograph(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png` });
}
