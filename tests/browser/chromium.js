// The browser that all tests here share a way to start, and where the site is.

import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { chromium } from 'playwright-core';

/**
 * Milliseconds after which something that a test waits for hangs. It only ends a test that fails anyway: a machine may be
 * as slow as it likes.
 */
export const PATIENCE = Number(process.env.PATIENCE ?? 300_000);

/** What the environment names in CHROMIUM, else Debian's. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Chromium refuses its sandbox to root, and /dev/shm is small in containers. */
const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/** Starts Chromium. */
export function launch() {
  return chromium.launch({ executablePath, args: ARGUMENTS, timeout: PATIENCE });
}

/**
 * Starts Chromium with the profile in `folder`, which stays when it ends.
 * @param {string} folder @param {Parameters<typeof chromium.launchPersistentContext>[1]} [more] arguments beside those of all
 */
export async function launchPersistent(folder, { args = [], ...more } = {}) {
  const context = await chromium.launchPersistentContext(folder, { executablePath, timeout: PATIENCE, ...more, args: [...ARGUMENTS, ...args] });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** So many times slower than it is the machine shall seem to pages, which brings out what relies on being fast. */
const SLOWER = Number(process.env.NEWSMARK_SLOWER ?? 1);

/** A page in a fresh profile. @param {import('playwright-core').Browser} browser @param {import('playwright-core').BrowserContextOptions} [options] */
export async function newPage(browser, options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  if (SLOWER > 1) {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  }
  return page;
}

/**
 * A browser for the tests of one file; each call gives a page in a fresh profile, until the end of the test.
 * @param {import('playwright-core').BrowserContextOptions & { quiet?: boolean }} [options] of every page; `quiet`: an error in
 *   one fails its test
 * @returns {(more?: import('playwright-core').BrowserContextOptions) => Promise<import('playwright-core').Page>}
 */
export function pages({ quiet = false, ...options } = {}) {
  /** @type {import('playwright-core').Browser} */
  let browser;
  const errors = [];
  before(async () => (browser = await launch()));
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    if (quiet) assert.deepEqual(errors.splice(0), []);
  });
  after(() => browser?.close());
  return async (more) => {
    const page = await newPage(browser, { ...options, ...more });
    page.on('pageerror', (error) => errors.push(String(error)));
    return page;
  };
}

/** The address of the site under test, with a slash at its end. */
export const site = process.env.NEWSMARK_URL ?? 'http://127.0.0.1:8017/';
