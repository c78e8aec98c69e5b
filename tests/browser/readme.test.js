// The README's pages for embedding, as they stand there, with `./newsmark/` where `dist/` is.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pages, site } from './chromium.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```html\n([^]*?)^```/gm)].map(([, block]) => block);
const [module, element, inPlace] = blocks;

const fresh = pages();

/** A page of the README's, with what is said of it there around it. */
async function open(block, around = '') {
  const page = await fresh();
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (failure) => said.push(String(failure)));
  await page.route('**/readme.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${around}${block}` }));
  await page.route('**/newsmark/**', async (route) =>
    route.fulfill({ response: await route.fetch({ url: route.request().url().replace('/newsmark/', '/') }) }));
  await page.goto(`${site}readme.html`);
  return { page, said };
}

test('all of them are run', () => assert.equal(blocks.length, 3));

test('as a module', async () => {
  const { page, said } = await open(module);
  while (said.length < 2) await page.waitForEvent('console');
  assert.deepEqual(said, ['Ruth Okafor said The strike is over', 'Ruth Okafor said “We have a deal,”']);
});

test('as an element', async () => {
  const { page, said } = await open(element);
  await page.waitForFunction(() => [...(CSS.highlights?.get('newsmark-people') ?? [])].map(String).includes('Ruth Okafor'));
  assert.deepEqual(said, []);
});

test('over an article', async () => {
  const { page, said } = await open(inPlace, '<article><p>“We have a deal,” Mayor Ruth Okafor told reporters.</p></article><aside></aside>');
  await page.getByRole('button', { name: 'Ruth Okafor' }).waitFor();
  assert.deepEqual(said, []);
});
