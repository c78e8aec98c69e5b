// What a person does with the articles that are kept: used by the tests of the desk.

import { PATIENCE } from './chromium.js';
import { editedText, textOf } from './person.js';

/** @param {import('playwright-core').Page} page */
export async function openDesk(page) {
  await page.click('#open-desk');
  await page.waitForSelector('#desk:not([hidden]) #desk-count:not(:empty)');
}

/** @param {import('playwright-core').Page} page */
export const titles = (page) => page.locator('#desk-list .kept-title').allTextContents();

/** Opens the article with these words in its title. @param {import('playwright-core').Page} page @param {string} words */
export async function openArticle(page, words) {
  await page.locator('#desk-list .kept-open', { hasText: words }).first().click();
  await page.waitForSelector('#desk', { state: 'hidden' });
}

/** All that is kept, newest versions, without what was deleted. @param {import('playwright-core').Page} page @returns {Promise<any[]>} */
export function keptArticles(page) {
  return page.evaluate(async () => {
    const name = `newsmark ${new URL('./', document.baseURI).pathname}`;
    const opened = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      // It is the page that makes it.
      request.onupgradeneeded = () => request.transaction.abort();
    });
    const rows = await new Promise((resolve) => {
      const request = opened.transaction('articles').objectStore('articles').getAll();
      request.onsuccess = () => resolve(request.result);
    });
    opened.close();
    return [...new Map(rows.map((row) => [row.id, row])).values()].filter(({ deleted }) => deleted === null);
  });
}

/** The title of an article is to be written anew. @param {import('playwright-core').Page} page @param {string} title its beginning */
export async function startRenaming(page, title) {
  await page.click(`[aria-label^="Rename ${title}"]`);
  await page.waitForFunction(() => document.activeElement?.closest('.kept-rename'));
}

/** Until this text is kept; what is kept instead is told in the end. @param {import('playwright-core').Page} page @param {string} text */
export async function kept(page, text) {
  for (const end = Date.now() + PATIENCE; ; await page.waitForTimeout(50)) {
    const texts = (await keptArticles(page)).map((article) => article.text);
    if (texts.includes(text)) return;
    if (Date.now() > end) throw new Error(`not kept: ${text}\nbut: ${texts.join('\n')}`);
  }
}

/** The text that a person sees. @param {import('playwright-core').Page} page */
export async function seenText(page) {
  return (await page.locator('#surface').getAttribute('data-face')) === 'edit' ? editedText(page) : textOf(page);
}
