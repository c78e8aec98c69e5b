// The npm package as its users get it: packed, installed in a small project, bundled and developed with Vite.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, createServer, preview } from 'vite';
import { launch, newPage } from './chromium.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

const PAGE = '<!doctype html><title>waiting</title><script type="module" src="./main.js"></script>';
const PROGRAM = `
  import { load } from 'newsmark';
  const annotator = await load();
  const { quotes } = await annotator.annotate('“We have a deal,” Ruth Okafor said.');
  document.title = quotes.map((quote) => quote.text).join();
`;
const QUOTE = '“We have a deal,”';

let browser;
let project;
let settings;

before(async () => {
  project = mkdtempSync(join(tmpdir(), 'newsmark-bundling-'));
  const installed = join(project, 'node_modules/newsmark');
  mkdirSync(installed, { recursive: true });
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', project], { cwd: dist }));
  execFileSync('tar', ['xzf', join(project, filename), '-C', installed, '--strip-components=1']);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(join(project, 'index.html'), PAGE);
  writeFileSync(join(project, 'main.js'), PROGRAM);
  const host = { host: '127.0.0.1', port: 0 };
  settings = { root: project, configFile: false, logLevel: 'silent', server: host, preview: host };
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(project, { recursive: true, force: true });
});

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
  await finds(server.resolvedUrls.local[0]).finally(() => server.close());
});

test('the development server works', async () => {
  const server = await createServer({ ...settings, optimizeDeps: { exclude: ['newsmark'] } });
  await server.listen();
  await finds(server.resolvedUrls.local[0]).finally(() => server.close());
});

/** The project's page, at that address, finds the quote. */
async function finds(address) {
  const page = await newPage(browser);
  const failures = [];
  page.on('pageerror', (failure) => failures.push(failure.message));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  await page.goto(address);
  await page.waitForFunction(() => document.title !== 'waiting').catch(() => assert.fail(failures.join('\n')));
  assert.equal(await page.title(), QUOTE);
}
