// The browser that all tests here share a way to start, and where the site is.

import { chromium } from 'playwright-core';

/** Starts Chromium: what the environment names in CHROMIUM, else Debian's. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  // Chromium refuses its sandbox to root, and /dev/shm is small in containers.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** The address of the site under test, with a slash at its end. */
export const site = process.env.NEWSMARK_URL ?? 'http://127.0.0.1:8017/';
