// The browser that all tests here share a way to start, and where the site is.

import { chromium } from 'playwright-core';

/** Starts Chromium: what the environment names in CHROMIUM, else Debian's. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  // Chromium refuses its sandbox to root, and /dev/shm is small in containers.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

/**
 * Milliseconds after which something that a test waits for hangs. It only ends a test that fails anyway: a machine may be
 * as slow as it likes.
 */
const PATIENCE = Number(process.env.PATIENCE ?? 300_000);

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

/** The address of the site under test, with a slash at its end. */
export const site = process.env.NEWSMARK_URL ?? 'http://127.0.0.1:8017/';
