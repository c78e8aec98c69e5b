// The README's recipes for bundlers, run as they stand there, with the package as its users get it; what they make, in Chromium.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pages } from './chromium.js';
import { filesIn, startHost } from './host.js';
import { finds, installPackage, makeProject, pageWith, PROGRAM, readme, runRecipe } from './package.js';

/** The block of code in the README that begins like this. */
const block = (start) => readme.match(new RegExp(`^\`\`\`\\w+\\n(${start}[^]*?)^\`\`\``, 'm'))?.[1] ?? assert.fail(`README has no ${start}`);

/** By bundler: how its page loads the program. Vite is in bundling.test.js as well, with its development server. */
const SCRIPTS = {
  webpack: '<script defer src="./main.js"></script>',
  vite: '<script type="module" src="./main.js"></script>',
  esbuild: '<script type="module" src="./main.js"></script>',
  rollup: '<script type="module" src="./main.js"></script>',
};

const installed = fileURLToPath(new URL('../bundlers/node_modules/', import.meta.url));
const fresh = pages();
let projects;

before(() => {
  projects = mkdtempSync(join(tmpdir(), 'newsmark-bundlers-'));
  installPackage(join(installed, 'newsmark'));
});
after(() => rmSync(projects, { recursive: true, force: true }));

for (const [name, script] of Object.entries(SCRIPTS)) {
  test(`${name}, by its recipe`, async () => {
    const files = { 'package.json': '{ "private": true, "type": "module" }', 'main.js': PROGRAM, 'index.html': pageWith(script) };
    const project = makeProject(join(projects, name), installed, files);
    runRecipe(block(name), project);
    if (name !== 'vite') cpSync(join(project, 'index.html'), join(project, 'out/index.html'));
    const host = await startHost({ '/': filesIn(join(project, 'out')) });
    await finds(await fresh(), host.address).finally(host.stop);
  });
}

test('one file, from another origin as from a CDN', async () => {
  const cdn = await startHost({ '/': filesIn(join(installed, 'newsmark')) }, { 'Access-Control-Allow-Origin': '*' });
  const program = PROGRAM.replace("'newsmark'", `'${cdn.address}newsmark-whole.js'`);
  const site = await startHost({ '/': new Map([['index.html', Buffer.from(pageWith(`<script type="module">${program}</script>`))]]) });
  const asked = await finds(await fresh(), site.address).finally(() => (site.stop(), cdn.stop()));
  const names = asked.filter((address) => address.startsWith(cdn.address)).map((address) => address.slice(cdn.address.length));
  assert.deepEqual(names.sort(), ['newsmark-whole.js', 'wasm/newsmark_simd.wasm', 'wasm/weights.bin']);
});
