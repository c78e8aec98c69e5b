// What stops the module in pages of others, each with its own code; and what does not stop it although it looks odd.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pages, site } from './chromium.js';
import { filesIn, startHost } from './host.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

const fresh = pages();

/** Runs `body` in an empty page with these headers; `prepare` sees the page before. */
async function run(body, { headers = {}, prepare = () => {}, argument } = {}) {
  const page = await fresh();
  await page.route('**/empty.html', (route) =>
    route.fulfill({ contentType: 'text/html', headers, body: '<!doctype html><title>Empty</title>' }));
  await prepare(page);
  await page.goto(`${site}empty.html`);
  return page.evaluate(`(async () => {
    const { load, loadSync } = await import('./newsmark.js');
    const code = (promise) => promise.then(() => 'no error', ({ name, code, message }) => (name === 'NewsmarkError' ? [code, message] : name));
    return (${body})({ load, loadSync, code }, ${JSON.stringify(argument)});
  })()`);
}

const POLICIES = [
  ["forbids WebAssembly", "script-src 'self'", 'no-webassembly', /wasm-unsafe-eval/],
  ['forbids workers', "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'", 'no-worker', /worker-src/],
];
for (const [name, policy, expected, hint] of POLICIES) {
  test(`a policy that ${name}`, async () => {
    const [code, message] = await run(({ load, code }) => code(load()), { headers: { 'Content-Security-Policy': policy } });
    assert.equal(code, expected);
    assert.match(message, hint);
  });
}

test('where there is no WebAssembly', async () => {
  const prepare = (page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  const codes = await run(async ({ load, loadSync, code }) => {
    const bytes = new Uint8Array(8);
    const attempts = [() => load(), () => load({ worker: false }), () => load({ wasm: bytes, weights: bytes }), async () => loadSync(), async () => loadSync({ wasm: bytes, weights: bytes })];
    return Promise.all(attempts.map(async (attempt) => (await code(attempt()))[0]));
  }, { prepare });
  assert.deepEqual(codes, Array(5).fill('no-webassembly'));
});

test('the policy of the README lets everything through', async () => {
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";
  const count = await run(async ({ load }) => (await (await load()).annotate('It rained.')).sentences.length, { headers: { 'Content-Security-Policy': policy } });
  assert.equal(count, 1);
});

test('Trusted Types: it makes its own policy, or is given a worker', async () => {
  const required = "require-trusted-types-for 'script'";
  const count = async ({ load }) => (await (await load()).annotate('It rained.')).sentences.length;
  assert.equal(await run(count, { headers: { 'Content-Security-Policy': required } }), 1);
  assert.equal(await run(count, { headers: { 'Content-Security-Policy': `${required}; trusted-types newsmark` } }), 1);
  const [[code, message], given] = await run(async ({ load, code }) => {
    const policy = globalThis.trustedTypes.createPolicy('own', { createScriptURL: (address) => address });
    const worker = () => new Worker(policy.createScriptURL(new URL('worker.js', location.href).href), { type: 'module' });
    return [await code(load()), (await (await load({ worker })).annotate('It rained.')).sentences.length];
  }, { headers: { 'Content-Security-Policy': `${required}; trusted-types own` } });
  assert.equal(code, 'no-worker');
  assert.match(message, /trusted/i);
  assert.equal(given, 1);
});

for (const file of ['newsmark.js', 'newsmark-whole.js']) {
  test(`${file} in a frame that is a sandbox, of a host that lets every origin have its files`, async () => {
    const files = filesIn(DIST, /^(newsmark.*\.js|worker\.js|wasm\/.*)$/);
    const script = `import { load } from './${file}';
      const told = await load().then((annotator) => annotator.annotate('It rained.')).then(({ sentences }) => sentences.length, ({ message }) => message);
      document.body.append(origin, ' ', told);`;
    files.set('frame.html', Buffer.from(`<!doctype html><body><script type="module">${script}</script>`));
    files.set('index.html', Buffer.from('<!doctype html><iframe sandbox="allow-scripts" src="frame.html"></iframe>'));
    const host = await startHost({ '/': files }, { 'Access-Control-Allow-Origin': '*' });
    const page = await fresh();
    await page.goto(host.address);
    await page.frameLocator('iframe').getByText('null 1').waitFor().finally(host.stop);
  });
}

for (const [file, expected] of [['newsmark_simd.wasm', 'bad-wasm'], ['weights.bin', 'bad-weights']]) {
  test(`a page of HTML in place of ${file}`, async () => {
    const prepare = (page) => page.route(`**/${file}`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    const [code, message] = await run(({ load, code }) => code(load()), { prepare });
    assert.equal(code, expected);
    assert.ok(message.includes(`${site}wasm/${file}`), message);
  });
}

test('a media type with a parameter behind it', async () => {
  const prepare = (page) => page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { 'content-type': 'application/wasm; charset=utf-8' } });
  });
  assert.equal(await run(async ({ load }) => (await (await load()).annotate('It rained.')).sentences.length, { prepare }), 1);
});

test("dates as systems have them, and others", async () => {
  const dates = await run(async ({ load, code }) => {
    const annotator = await load();
    const day = async (date) => (await annotator.annotate('It rained.', { date })).date;
    const given = ['2025-03-03', ' 2025-03-03T10:00:00Z', '2025-03-03T23:30:00.000-05:00', '2025-03-03 10:00', new Date(Date.UTC(2025, 2, 3, 23))];
    const none = ['', null, undefined];
    const wrong = ['soon', '3 March 2025', '2025-02-30', new Date(NaN), 20250303, {}];
    const codeOf = async (date) => (await code(day(date)))[0];
    return [await Promise.all(given.map(day)), await Promise.all(none.map(day)), await Promise.all(wrong.map(codeOf))];
  });
  assert.deepEqual(dates, [Array(5).fill('2025-03-03'), Array(3).fill(null), Array(6).fill('bad-date')]);
});

test('annotations that a framework has wrapped', async () => {
  const [csv, [code]] = await run(async ({ load, code }) => {
    const annotator = await load();
    const text = '“No,” said Ada Moyo.';
    const deep = (value) => (Object(value) === value ? new Proxy(value, { get: (target, key) => deep(target[key]) }) : value);
    const annotations = await annotator.annotate(text);
    return [await annotator.export('csv-entities', text, deep(annotations)), await code(annotator.export('json', text, { quotes: 5n, run() {} }))];
  });
  assert.match(csv, /Ada Moyo/);
  assert.equal(code, 'bad-annotations');
});

test('corrections that are no data', async () => {
  const codes = await run(async ({ load, code }) => {
    const text = 'Ada Moyo came.';
    const codeOf = async (worker) => (await code((await load({ worker })).annotate(text, { corrections: [{ of: 'mention', start: 0n, run() {} }] })))[0];
    return [await codeOf(true), await codeOf('none')];
  });
  assert.deepEqual(codes, ['bad-corrections', 'bad-corrections']);
});

test('a worker that is ended from outside costs its call, and the next one goes well', async () => {
  const outcome = await run(async ({ load, code }) => {
    const workers = [];
    const worker = () => workers[workers.push(new Worker('./worker.js', { type: 'module' })) - 1];
    const annotator = await load({ worker });
    const dying = code(annotator.annotate('It rose by 5 percent. '.repeat(50000)));
    const next = annotator.annotate('It rained.');
    workers[0].terminate();
    return [(await dying)[0], (await next).sentences.length, workers.length];
  });
  assert.deepEqual(outcome, ['crashed', 1, 2]);
});

test('listeners that throw end nothing', async () => {
  const count = await run(async ({ load }) => {
    const onprogress = () => {
      throw new Error('no business of yours');
    };
    const annotator = await load({ onprogress });
    return (await annotator.annotate('It rained. '.repeat(20000), { onprogress })).sentences.length;
  });
  assert.equal(count, 20000);
});

test('loading can be called off; abort listeners are taken off', async () => {
  const [loading, listeners] = await run(async ({ load, code }) => {
    const calling = new AbortController();
    const loading = code(load({ signal: calling.signal }));
    calling.abort();
    const annotator = await load();
    let listeners = 0;
    const { signal } = new AbortController();
    for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
      signal[name] = (...args) => {
        listeners += step;
        EventTarget.prototype[name].apply(signal, args);
      };
    }
    for (let call = 0; call < 5; call += 1) await annotator.annotate('It rained.', { signal });
    return [await loading, listeners];
  });
  assert.equal(loading, 'AbortError');
  assert.equal(listeners, 0);
});

test('sources of every kind; bytes stay the caller\'s', async () => {
  const outcome = await run(async ({ load, loadSync }) => {
    const bytes = async (address) => (await fetch(address)).arrayBuffer();
    const wasm = await bytes('wasm/newsmark_scalar.wasm');
    const weights = await bytes('wasm/weights.bin');
    const sources = [
      { wasm: fetch('wasm/newsmark_scalar.wasm'), weights: fetch('wasm/weights.bin') },
      { wasm: await WebAssembly.compile(wasm), weights: new DataView(weights) },
      { wasm, weights },
    ];
    const counts = [];
    for (const { wasm, weights } of sources) {
      const annotator = await load({ wasm: await wasm, weights: await weights });
      counts.push((await annotator.annotate('It rained.')).sentences.length);
      annotator.close();
    }
    counts.push(loadSync({ wasm, weights }).annotate('It rained.').sentences.length);
    return [counts, wasm.byteLength > 0 && weights.byteLength > 0];
  });
  assert.deepEqual(outcome, [[1, 1, 1, 1], true]);
});

test('many articles, in order, called off in between', async () => {
  const outcome = await run(async ({ load, code }) => {
    const annotator = await load();
    const articles = ['It rose by 5 percent. '.repeat(500), { text: 'It fell on Monday.', date: '2025-03-05' }, ''];
    const found = [];
    for await (const { sentences, date } of annotator.annotateAll(articles, { concurrency: 2 })) found.push([sentences.length, date]);
    const calling = new AbortController();
    const endless = (function* () {
      for (;;) yield 'It rained.';
    })();
    const all = async () => {
      for await (const _ of annotator.annotateAll(endless, { signal: calling.signal })) calling.abort();
    };
    return [found, await code(all()), (await annotator.annotate('It rained.')).sentences.length];
  });
  assert.deepEqual(outcome, [[[500, null], [1, '2025-03-05'], [0, null]], 'AbortError', 1]);
});

test('in a service worker, which has no workers: promises all the same', async () => {
  const script = `
    import { load } from './newsmark.js';
    addEventListener('message', async ({ data, source }) => {
      const annotator = await load();
      source.postMessage((await annotator.annotate(data)).mentions.map(({ text }) => text));
    });`;
  const prepare = (page) => page.context().route('**/own-worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  const mentions = await run(async () => {
    const registration = await navigator.serviceWorker.register('own-worker.js', { type: 'module', scope: 'own/' });
    const { installing, waiting, active } = registration;
    const heard = new Promise((resolve) => navigator.serviceWorker.addEventListener('message', ({ data }) => resolve(data)));
    navigator.serviceWorker.startMessages();
    (installing ?? waiting ?? active).postMessage('It cost $5 million.');
    const found = await heard;
    await registration.unregister();
    return found;
  }, { prepare });
  assert.deepEqual(mentions, ['$5 million']);
});
