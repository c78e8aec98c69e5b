// The npm package as its users get it: packed, installed in a small project, bundled and developed with Vite.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, createServer, preview } from 'vite';
import { pages } from './chromium.js';
import { finds, installPackage, pageWith, PROGRAM } from './package.js';

const fresh = pages();
let project;
let settings;

before(() => {
  project = mkdtempSync(join(tmpdir(), 'newsmark-bundling-'));
  installPackage(join(project, 'node_modules/newsmark'));
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(join(project, 'index.html'), pageWith('<script type="module" src="./main.js"></script>'));
  writeFileSync(join(project, 'main.js'), PROGRAM);
  const host = { host: '127.0.0.1', port: 0 };
  settings = { root: project, configFile: false, logLevel: 'silent', server: host, preview: host };
});
after(() => rmSync(project, { recursive: true, force: true }));

test('the package holds the library and nothing of the page', () => {
  const files = readdirSync(join(project, 'node_modules/newsmark'), { recursive: true });
  for (const name of ['newsmark.js', 'newsmark-element.js', 'newsmark.d.ts', 'wasm', 'README.md', 'NOTICE']) {
    assert.ok(files.includes(name), `${name} is missing`);
  }
  for (const name of ['index.html', 'page', 'examples', 'service-worker.js']) {
    assert.ok(!files.includes(name), `${name} does not belong there`);
  }
});

test('a bundle works, and holds each binary once', async () => {
  await build(settings);
  const binaries = readdirSync(join(project, 'dist'), { recursive: true }).filter((name) => /\.(wasm|bin)$/.test(name));
  assert.equal(binaries.length, 3, binaries.join());
  const server = await preview(settings);
  await finds(await fresh(), server.resolvedUrls.local[0]).finally(() => server.close());
});

test('the development server works', async () => {
  const server = await createServer({ ...settings, optimizeDeps: { exclude: ['newsmark'] } });
  await server.listen();
  await finds(await fresh(), server.resolvedUrls.local[0]).finally(() => server.close());
});
