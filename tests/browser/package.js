// The package as its users get it, and small projects that use it by the README's words.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

export const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** The README's program for bundlers, which puts QUOTE in the title of its page. */
export const PROGRAM = readme.match(/^```js\n([^`]*document\.title = [^]*?)^```/m)[1];
export const QUOTE = '“We have a deal,”';

/** A page that loads the program. @param {string} script */
export const pageWith = (script) => `<!doctype html><meta charset="utf-8"><title>waiting</title>${script}`;

/** Packs `dist/` as npm does; gives the file, which is in `folder`. */
export function pack(folder) {
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: dist, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  return join(folder, filename);
}

/** Unpacks the package into `folder`, in place of what is there. */
export function installPackage(folder) {
  const packed = mkdtempSync(join(tmpdir(), 'newsmark-packed-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['xzf', pack(packed), '-C', folder, '--strip-components=1']);
  rmSync(packed, { recursive: true });
}

/** Makes a project of these files in the new `folder`, which finds its packages in `installed`. */
export function makeProject(folder, installed, files) {
  mkdirSync(folder);
  symlinkSync(installed, join(folder, 'node_modules'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Runs commands of the README in a project, with the programs of its packages. */
export function runRecipe(recipe, folder) {
  const PATH = `${join(folder, 'node_modules/.bin')}:${process.env.PATH}`;
  execFileSync('sh', ['-ec', recipe], { cwd: folder, env: { ...process.env, PATH }, stdio: 'pipe' });
}

/** The program that is loaded at that address finds the quote; gives what it asked for. @param {import('playwright-core').Page} page a fresh one */
export async function finds(page, address) {
  const failures = [];
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (failure) => failures.push(failure.message));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  const failed = page.waitForEvent('pageerror').catch(() => undefined);
  await page.goto(address);
  const settled = page.waitForFunction(() => !['', 'waiting'].includes(document.title)).catch(() => undefined);
  await Promise.race([settled, failed]);
  assert.equal(await page.title(), QUOTE, failures.join('\n'));
  return asked;
}
