// The module on a server: here in Node.js; `cargo xtask test-bundlers` does the same in Deno and Bun.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const dist = new URL('../../dist/', import.meta.url);
const { load, loadSync, NewsmarkError } = await import(new URL('newsmark.js', dist));
const TEXT = '“We have a deal,” Ruth Okafor said on Monday.';

test('in a thread, in the same one, at once: the same', async () => {
  const options = { date: '2025-03-03T10:00:00Z' };
  const [thread, here] = [await load(), await load({ worker: 'none' })];
  const found = await thread.annotate(TEXT, options);
  assert.deepEqual(found.quotes.map(({ text }) => text), ['“We have a deal,”']);
  assert.deepEqual(await here.annotate(TEXT, options), found);
  assert.deepEqual(loadSync().annotate(TEXT, options), found);
  await thread[Symbol.asyncDispose]();
  await assert.rejects(thread.annotate(TEXT), { code: 'closed' });
});

test('an address of a file may be a string, at once too', async () => {
  const sources = { wasm: String(new URL('wasm/newsmark_scalar.wasm', dist)), weights: String(new URL('wasm/weights.bin', dist)) };
  for (const annotator of [loadSync(sources), await load({ ...sources, worker: false })]) assert.equal(annotator.annotate(TEXT).quotes.length, 1);
});

test('a thread does not keep the process from ending', () => {
  const program = `import { load } from '${new URL('newsmark.js', dist)}'; console.log((await (await load()).annotate('It rained.')).sentences.length)`;
  assert.equal(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', timeout: 60_000 }), '1\n');
});

test('the README\'s program, as it stands there', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const program = readme.match(/^```js\n([^`]*annotateAll[^]*?)^```/m)[1].replace("'newsmark'", `'${new URL('newsmark.js', dist)}'`);
  assert.equal(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', timeout: 60_000 }), '1\n0\n');
});

test('what goes wrong rejects, and ends nothing else', async () => {
  await assert.rejects(load({ weights: new URL('nowhere.bin', dist) }), { name: 'NewsmarkError', code: 'load-failed' });
  await assert.rejects(load({ wasm: readFileSync(new URL('newsmark.js', dist)) }), { code: 'bad-wasm' });
  assert.throws(() => loadSync({ weights: new Uint8Array(5) }), { code: 'bad-weights' });
  assert.throws(() => loadSync({ weights: '/nowhere' }), NewsmarkError);
});

test('a thread that is ended from outside costs one call', async () => {
  const { Worker } = await import('node:worker_threads');
  let last;
  const annotator = await load({ worker: () => (last = new Worker(new URL('worker.js', dist))) });
  const dying = assert.rejects(annotator.annotate('It rose by 5 percent. '.repeat(50_000)), { code: 'crashed' });
  last.terminate();
  await dying;
  assert.equal((await annotator.annotate('It rained.')).sentences.length, 1);
  annotator.close();
});

test('the element can be imported where there are no elements', async () => {
  const { NewsMarkElement } = await import(new URL('newsmark-element.js', dist));
  assert.equal(typeof NewsMarkElement, 'function');
});

test('the command: a file or standard input, formats, what is wrong', () => {
  const command = (args, input) => spawnSync(process.execPath, [fileURLToPath(new URL('command.js', dist)), ...args], { input, encoding: 'utf8' });
  const { mentions } = JSON.parse(command(['--date', '2025-03-03'], TEXT).stdout);
  assert.deepEqual(mentions.map(({ value }) => value), [null, '2025-03-03']);
  assert.match(command(['--format', 'csv-quotes'], TEXT).stdout, /We have a deal/);
  for (const args of [['nowhere.txt'], ['--format', 'doc'], ['--date', 'soon'], ['--colour']]) {
    const { status, stderr } = command(args, TEXT);
    assert.equal(status, 1, args.join(' '));
    assert.match(stderr, /^newsmark: /);
  }
});
