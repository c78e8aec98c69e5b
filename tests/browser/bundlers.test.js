// The README's recipes for bundlers, run as they stand there, with the package as its users get it; what they make, in Chromium.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, newPage } from './chromium.js';
import { installPackage, serveFolder } from './package.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** The block of code in the README that begins like this. */
const block = (start) => readme.match(new RegExp(`^\`\`\`\\w+\\n(${start}[^]*?)^\`\`\``, 'm'))?.[1] ?? assert.fail(`README has no ${start}`);
const PROGRAM = readme.match(/^```js\n([^`]*document\.title = [^]*?)^```/m)[1];
const QUOTE = '“We have a deal,”';

/** By bundler: how its page loads the program. Vite is in bundling.test.js as well, with its development server. */
const SCRIPTS = {
  webpack: '<script defer src="./main.js"></script>',
  vite: '<script type="module" src="./main.js"></script>',
  esbuild: '<script type="module" src="./main.js"></script>',
  rollup: '<script type="module" src="./main.js"></script>',
};

const bundlers = fileURLToPath(new URL('../bundlers/', import.meta.url));
let browser;
let projects;

before(async () => {
  projects = mkdtempSync(join(tmpdir(), 'newsmark-bundlers-'));
  installPackage(join(bundlers, 'node_modules/newsmark'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(projects, { recursive: true, force: true });
});

for (const [name, script] of Object.entries(SCRIPTS)) {
  test(`${name}, by its recipe`, async () => {
    const project = join(projects, name);
    mkdirSync(project);
    symlinkSync(join(bundlers, 'node_modules'), join(project, 'node_modules'));
    writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
    writeFileSync(join(project, 'main.js'), PROGRAM);
    writeFileSync(join(project, 'index.html'), `<!doctype html><meta charset="utf-8"><title>waiting</title>${script}`);
    const PATH = `${join(bundlers, 'node_modules/.bin')}:${process.env.PATH}`;
    execFileSync('sh', ['-ec', block(name)], { cwd: project, env: { ...process.env, PATH }, stdio: 'pipe' });
    if (name !== 'vite') cpSync(join(project, 'index.html'), join(project, 'out/index.html'));
    const { address, close } = await serveFolder(join(project, 'out'));
    await finds(address).finally(close);
  });
}

test('one file, from another origin as from a CDN', async () => {
  const cdn = await serveFolder(join(bundlers, 'node_modules/newsmark'), { 'Access-Control-Allow-Origin': '*' });
  const project = join(projects, 'whole');
  mkdirSync(project);
  const program = PROGRAM.replace("'newsmark'", `'${cdn.address}newsmark-whole.js'`);
  writeFileSync(join(project, 'index.html'), `<!doctype html><meta charset="utf-8"><title>waiting</title><script type="module">${program}</script>`);
  const site = await serveFolder(project);
  const asked = await finds(site.address).finally(() => (site.close(), cdn.close()));
  const names = asked.filter((address) => address.startsWith(cdn.address)).map((address) => address.slice(cdn.address.length));
  assert.deepEqual(names.sort(), ['newsmark-whole.js', 'wasm/newsmark_simd.wasm', 'wasm/weights.bin']);
});

/** The page at that address finds the quote; gives what it asked for. */
async function finds(address) {
  const page = await newPage(browser);
  const failures = [];
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (failure) => failures.push(failure.message));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  await page.goto(address);
  const settled = page.waitForFunction(() => document.title !== 'waiting');
  const failed = page.waitForEvent('pageerror').catch(() => undefined);
  await Promise.race([settled, failed]);
  assert.equal(await page.title(), QUOTE, failures.join('\n'));
  await page.context().close();
  return asked;
}
