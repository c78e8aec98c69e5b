// What a person does with the page: opens it, pastes, drops a file, looks.

import { mkdirSync } from 'node:fs';
import { after, before } from 'node:test';
import { launch, site } from './chromium.js';

/** The article that most tests paste: names, roles, dates, and quotes of each kind. */
export const ARTICLE = `BRUSSELS, February 11, 2025 — NATO chief Mark Rutte will meet Ukrainian President Volodymyr Zelensky in Munich on Friday.

"We will stand with Ukraine for as long as it takes," Rutte said on Tuesday. He has called the front "quiet" before.

"Nobody should doubt our patience," said one European diplomat in Brussels, who asked for two percent more.

Zelensky said that his country needed help before the summer.`;

const SCREENSHOTS = new URL('./screenshots/', import.meta.url).pathname;

/**
 * A browser for the tests of one file; each call opens the page in a fresh profile.
 * @returns {(options?: import('playwright-core').BrowserContextOptions) => Promise<import('playwright-core').Page>}
 */
export function visits() {
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  return async (options = {}) => {
    const context = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
      viewport: { width: 1360, height: 860 },
      serviceWorkers: 'block',
      ...options,
    });
    const page = await context.newPage();
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
  await page.keyboard.press('Control+V');
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
  await page.keyboard.press('Control+V');
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

/** Until what is shown is of the newest text. @param {import('playwright-core').Page} page */
export async function annotated(page) {
  await page.waitForFunction(() => document.documentElement.dataset.fresh === 'true', undefined, { timeout: 60_000 });
}

/** Pastes the article into the empty page, and waits for its marks. @param {import('playwright-core').Page} page @param {string} [text] */
export async function read(page, text = ARTICLE) {
  await paste(page, text);
  await annotated(page);
}

/** The text as the reading face has it. @param {import('playwright-core').Page} page */
export function textOf(page) {
  return page.$eval('#article', (article) => article.textContent);
}

/** The text as the editing face has it. @param {import('playwright-core').Page} page */
export function editedText(page) {
  return page.$eval('#editor', (editor) => /** @type {HTMLTextAreaElement} */ (editor).value);
}

/** For people to look at, in a folder that git ignores. @param {import('playwright-core').Page} page @param {string} name */
export async function photograph(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png` });
}
