// What takes too long for each day: Next.js and Parcel, Deno and Bun, and what checks of packages say. `cargo xtask
// test-bundlers` installs it all and runs this.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pages } from '../../browser/chromium.js';
import { filesIn, startHost } from '../../browser/host.js';
import { finds, installPackage, makeProject, pack, pageWith, PROGRAM, QUOTE, readme, runRecipe } from '../../browser/package.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const installed = join(here, 'node_modules');
const program = (name) => join(installed, '.bin', name);

const fresh = pages();
let projects;

before(() => {
  projects = mkdtempSync(join(tmpdir(), 'newsmark-bundlers-'));
  installPackage(join(installed, 'newsmark'));
});
after(() => rmSync(projects, { recursive: true, force: true }));

/** A folder of that name in which the packages are found. */
const project = (name, files) => makeProject(join(projects, name), installed, files);

test('Parcel, by its recipe', async () => {
  const page = pageWith('<script type="module" src="./main.js"></script>');
  const cwd = project('parcel', { 'package.json': '{ "type": "module" }', 'main.js': PROGRAM, 'index.html': page });
  const recipe = readme.match(/^parcel build.*$/m)[0];
  runRecipe(`${recipe} --no-cache`, cwd);
  const host = await startHost({ '/': filesIn(join(cwd, 'out')) });
  await finds(await fresh(), host.address).finally(host.stop);
});

for (const bundler of ['--turbopack', '--webpack']) {
  test(`Next.js ${bundler}: a page and a route of the server`, async () => {
    const cwd = join(here, 'next');
    const next = (...args) => [[join(installed, 'next/dist/bin/next'), ...args], { cwd, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } }];
    const [build, options] = next('build', bundler);
    execFileSync(process.execPath, build, { ...options, stdio: 'pipe' });
    const server = spawn(process.execPath, ...next('start', '--port', '0', '--hostname', '127.0.0.1'));
    try {
      const address = await new Promise((resolve, reject) => {
        server.once('exit', (status) => reject(new Error(`next start ended with ${status}`)));
        server.stdout.on('data', (line) => line.toString().match(/http:\/\/127\.0\.0\.1:\d+/)?.forEach(resolve));
      });
      assert.deepEqual(await (await fetch(`${address}/route`)).json(), [QUOTE]);
      await finds(await fresh(), address);
    } finally {
      server.kill();
    }
  });
}

for (const [name, args] of [['deno', ['run', '--allow-all']], ['bun', ['run']]]) {
  test(`${name}: in a thread, in the same one, at once`, () => {
    const cwd = project(name, {
      'package.json': '{ "type": "module" }',
      'main.js': `import { load, loadSync } from 'newsmark'; import 'newsmark/element';
        const text = '“We have a deal,” Ruth Okafor said.';
        for (const annotator of [await load(), await load({ worker: 'none' }), loadSync()]) console.log((await annotator.annotate(text)).quotes[0].text);
        const annotator = await load();
        for await (const { quotes } of annotator.annotateAll([text, text], { concurrency: 2 })) console.log(quotes[0].text);`,
    });
    assert.equal(execFileSync(program(name), [...args, 'main.js'], { cwd, encoding: 'utf8' }), `${QUOTE}\n`.repeat(5));
  });
}

test('publint and @arethetypeswrong/cli find nothing', () => {
  const packed = pack(projects);
  execFileSync(program('publint'), ['run', '--strict', packed], { stdio: 'pipe' });
  execFileSync(program('attw'), ['--profile', 'esm-only', packed], { stdio: 'pipe' });
});
