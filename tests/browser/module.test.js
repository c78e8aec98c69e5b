// The ES module newsmark.js as a program calls it, in a worker and in the same thread.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { pages, site } from './chromium.js';

const fresh = pages();
let page;

beforeEach(async () => {
  page = await fresh();
  await page.route('**/empty.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Empty</title>' }));
  await page.goto(`${site}empty.html`);
});

/** Runs `body` in the page with `load` and gives what it returns; what it throws, as its code. */
function run(body, argument) {
  return page.evaluate(`(async () => {
    const { load } = await import('./newsmark.js');
    const code = (promise) => promise.then(() => 'no error', ({ name, code }) => (name === 'NewsmarkError' ? code : name));
    return (${body})({ load, code }, ${JSON.stringify(argument)});
  })()`);
}

/** Makes each call with the text "BOOM" a real breakdown: the module is given a text outside its memory. */
async function plantBreakdown() {
  await page.route('**/wasm/newsmark.js', async (route) => {
    const response = await route.fetch();
    const call = /wasm\.newsmark_annotate\(this\.__wbg_ptr, ptr0, len0/;
    const source = await response.text();
    assert.match(source, call);
    const body = source.replace(call, "wasm.newsmark_annotate(this.__wbg_ptr, text === 'BOOM' ? -65536 : ptr0, len0");
    await route.fulfill({ response, body });
  });
}

test('several calls in flight are answered in order', async () => {
  const order = await run(async ({ load }) => {
    const annotator = await load();
    const order = [];
    const texts = ['It rose by 5 percent. '.repeat(2000), 'It fell by 6 percent.', ''];
    const all = texts.map((text, index) => annotator.annotate(text).then(({ sentences }) => order.push([index, sentences.length])));
    await Promise.all(all);
    annotator.close();
    return order;
  });
  assert.deepEqual(order, [[0, 2000], [1, 1], [2, 0]]);
});

test('in the same thread the result is there at once, and is the same', async () => {
  const [first, second, isPromise] = await run(async ({ load }) => {
    const text = 'March 3, 2025\n\n“Grüße 🙂,” said Ada Moyo on Monday. It cost $5 million.';
    const here = await load({ worker: false });
    const there = await load();
    const first = here.annotate(text);
    return [first, await there.annotate(text), first instanceof Promise];
  });
  assert.deepEqual(first, second);
  assert.equal(isPromise, false);
  assert(first.mentions.length > 0);
});

test('weights and module as bytes; progress of loading', async () => {
  const [progress, sentences] = await run(async ({ load }) => {
    const bytes = async (address) => (await fetch(address)).arrayBuffer();
    const annotator = await load({ wasm: await bytes('wasm/newsmark_scalar.wasm'), weights: new Uint8Array(await bytes('wasm/weights.bin')) });
    const progress = [];
    await load({ weights: 'wasm/newsmark.js', onprogress: (event) => progress.push(event) }).catch(() => {});
    return [progress, (await annotator.annotate('It rained. It snowed.')).sentences.length];
  });
  assert.equal(sentences, 2);
  assert(progress.length > 0 && progress.every(({ step, done }) => step === 'load' && done > 0), JSON.stringify(progress));
});

test('what goes wrong has a code', async () => {
  const codes = await run(async ({ load, code }) => {
    const annotator = await load();
    const here = await load({ worker: false });
    const caught = (call) => code((async () => call())());
    const codes = {
      date: await caught(() => annotator.annotate('It rained.', { date: 'soon' })),
      dateHere: await caught(() => here.annotate('It rained.', { date: '2025-02-30' })),
      format: await caught(() => annotator.export('doc', '', { date: null, sentences: [], mentions: [], entities: [], quotes: [] })),
      annotations: await caught(() => annotator.export('html', '', { mentions: 5 })),
      otherText: await caught(() => here.export('html', 'ab', { date: null, sentences: [{ start: 0, end: 9 }], mentions: [], entities: [], quotes: [] })),
      missing: await code(load({ weights: 'nowhere.bin' })),
      noWasm: await code(load({ wasm: 'newsmark.js' })),
    };
    annotator.close();
    codes.closed = await caught(() => annotator.annotate('It rained.'));
    return codes;
  });
  assert.deepEqual(codes, {
    date: 'bad-date',
    dateHere: 'bad-date',
    format: 'bad-format',
    annotations: 'bad-annotations',
    otherText: 'bad-annotations',
    missing: 'load-failed',
    noWasm: 'bad-wasm',
    closed: 'closed',
  });
});

test('a call can be called off, waiting or running; the others go on', async () => {
  const outcome = await run(async ({ load, code }) => {
    const annotator = await load();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const calls = [
      code(annotator.annotate('It rose by 5 percent. '.repeat(50000), { signal: running.signal })),
      code(annotator.annotate('It rained.', { signal: waiting.signal })),
      annotator.annotate('It snowed.').then(({ sentences }) => sentences.length),
      code(annotator.annotate('It rained.', { signal: AbortSignal.abort() })),
    ];
    waiting.abort();
    running.abort();
    return Promise.all(calls);
  });
  assert.deepEqual(outcome, ['AbortError', 'AbortError', 1, 'AbortError']);
});

for (const worker of [true, false]) {
  test(`a breakdown of the module costs one call only (${worker ? 'in a worker' : 'same thread'})`, async () => {
    await plantBreakdown();
    const outcome = await run(async ({ load, code }, worker) => {
      const [annotator, other] = [await load({ worker }), await load({ worker })];
      const caught = (call) => code((async () => call())());
      const count = async (by) => (await by.annotate('It rained. It snowed.')).sentences.length;
      return [await count(annotator), await caught(() => annotator.annotate('BOOM')), await count(annotator), await count(other)];
    }, worker);
    assert.deepEqual(outcome, [2, 'crashed', 2, 2]);
  });
}

test('a worker that dies costs one call only', async () => {
  const outcome = await run(async ({ load, code }) => {
    const NativeWorker = Worker;
    let last;
    globalThis.Worker = class extends NativeWorker {
      constructor(...args) {
        super(...args);
        last = this;
      }
    };
    const annotator = await load();
    const dying = code(annotator.annotate('It rose by 5 percent. '.repeat(50000)));
    const next = annotator.annotate('It rained.').then(({ sentences }) => sentences.length);
    last.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    return Promise.all([dying, next]);
  });
  assert.deepEqual(outcome, ['crashed', 1]);
});

test('what a person has put right holds in the whole article, offsets in UTF-16', async () => {
  const [brask, corrected, code] = await run(async ({ load }) => {
    const annotator = await load();
    const text = '🙂 Marta Quell joined Brask in May. Brask was her first teacher.';
    const teacher = { of: 'mention', start: 22, end: 27, label: 'PERSON' };
    const { mentions, entities } = await annotator.annotate(text, { corrections: [teacher] });
    const refused = await annotator.annotate(text, { corrections: [{ of: 'nothing' }] }).catch(({ code }) => code);
    return [entities.find(({ name }) => name === 'Brask'), mentions.filter(({ corrected }) => corrected), refused];
  });
  assert.deepEqual([brask.label, brask.mentions.length], ['PERSON', 2]);
  assert.deepEqual(corrected.map(({ start, end }) => [start, end]), [[22, 27]]);
  assert.equal(code, 'bad-corrections');
});

test('annotations that come in pieces with their sources are the same', async () => {
  const same = await run(async ({ load }) => {
    const annotator = await load();
    const text = 'It rained in Tarn. "It will stop," said Ada Moyo.\n\n'.repeat(2_500);
    const { annotations, sources } = await annotator.annotateWithSources(text);
    const whole = await annotator.annotate(text);
    return [whole.sentences.length > 4_000, JSON.stringify(annotations) === JSON.stringify(whole), JSON.stringify(sources) === JSON.stringify(await annotator.sources(text, whole))];
  });
  assert.deepEqual(same, [true, true, true]);
});

test('exports are the core\'s, offsets in UTF-16', async () => {
  const [csv, html, json] = await run(async ({ load }) => {
    const annotator = await load();
    const text = '🙂🙂 It cost <$5 million>.';
    const annotations = await annotator.annotate(text, { date: '2025-03-03' });
    annotations.entities.push({ id: 0, label: 'PERSON', name: '=Ada "A" Moyo', aliases: [], titles: [], age: 44, affiliations: [], mentions: [], references: [] });
    return Promise.all(['csv-entities', 'html', 'json'].map((format) => annotator.export(format, text, annotations)));
  });
  assert.equal(csv, 'date,id,label,name,aliases,titles,age,affiliations,mentions,references,first,corrected,sentence\r\n2025-03-03,0,PERSON,"\'=Ada ""A"" Moyo",,,44,,0,0,,false,\r\n');
  assert.match(html, /It cost &lt;<mark [^>]*>\$5 million<\/mark>&gt;\./);
  assert.deepEqual(JSON.parse(json).mentions.map(({ start, end }) => [start, end]), [[14, 24]]);
});
