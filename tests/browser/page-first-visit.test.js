// A first visit asks for little, and for nothing twice; a second one asks for nothing.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launch, newPage, site } from './chromium.js';

/** What a first visit may ask for, with all that is kept for use without a network. */
const MOST_REQUESTS = 20;

/** Stands before the site and counts what is asked for. */
const asked = [];
const counting = createServer(async ({ url }, response) => {
  asked.push(url);
  const answer = await fetch(new URL(url.slice(1), site));
  response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type'), 'Cache-Control': 'no-cache' });
  response.end(Buffer.from(await answer.arrayBuffer()));
});
let browser;
before(async () => {
  browser = await launch();
  await new Promise((resolve) => counting.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser?.close();
  counting.close();
});

test('each file of a first visit comes once, and the next visit asks for nothing', async () => {
  const page = await newPage(browser, { serviceWorkers: 'allow' });
  const address = `http://127.0.0.1:${counting.address().port}/`;
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.status === 'idle');
  await page.waitForSelector('#offline:not([hidden])', { state: 'attached' });
  const twice = asked.filter((url, place) => asked.indexOf(url) !== place);
  assert.deepEqual(twice, []);
  assert.ok(asked.length <= MOST_REQUESTS, asked.join('\n'));
  assert.ok(!asked.some((url) => /scalar|pdf|reader/.test(url)), asked.join('\n'));

  const before = asked.length;
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.status === 'idle');
  // The browser itself looks whether the service worker has changed.
  assert.deepEqual(asked.slice(before).filter((url) => url !== '/service-worker.js'), []);
});
