// The modules of the page say what they take and give, in JSDoc; the compiler holds them to it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('the types of the page agree', () => {
  const compiler = new URL('./node_modules/.bin/tsc', import.meta.url).pathname;
  const folder = new URL('.', import.meta.url).pathname;
  const { stdout, status } = spawnSync(compiler, ['--project', folder], { encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
});
