// How fast newsmark is in Chromium, and how much memory it takes: `cargo xtask bench --browser`. Nothing here is asserted.
//
// Times are those of the processor in the page's one thread, as the browser counts them, so that other programs on the
// machine disturb little; each is the best of several rounds.

import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { launch, site } from './chromium.js';

const ROUNDS = 5;
/** Milliseconds in which a person finds out where to paste on a fresh page. */
const FOUND_AFTER = 2_000;
/** Milliseconds from one key to the next, as when one is held down. */
const KEY_AFTER = 33;
/** How many are pressed. */
const KEYS = 60;
/** Words of a long article. */
const ARTICLE = 5_000;

const articles = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line).text);
const wordsIn = (text) => text.match(/\S+/g)?.length ?? 0;
const total = articles.reduce((sum, text) => sum + wordsIn(text), 0);

const browser = await launch();
console.log(`${total.toLocaleString('en')} words in ${articles.length} articles, Chromium ${browser.version()}, one thread`);

/** A page of the site with the program compiled, and with what it needs to measure. */
async function freshPage() {
  const page = await browser.newPage();
  await page.goto(new URL('newsmark.js', site).href);
  const seconds = await processorTime(page);
  await page.evaluate(async (site) => {
    const wasm = await import(`${site}wasm/newsmark.js`);
    const exports = await wasm.default({ module_or_path: `${site}wasm/newsmark_simd.wasm` });
    const weights = new Uint8Array(await (await fetch(`${site}wasm/weights.bin`)).arrayBuffer());
    Object.assign(globalThis, { wasm, exports, weights });
  }, site);
  /** Milliseconds of the thread's time that `work` takes in the page. */
  const time = async (work, argument) => {
    const start = await seconds();
    await page.evaluate(work, argument);
    return 1000 * ((await seconds()) - start);
  };
  return { page, time };
}

/** What tells how many seconds of a processor the page's thread has had. */
async function processorTime(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ThreadTime').value;
  };
}

async function best(measure) {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) least = Math.min(least, await measure());
  return least;
}

function report(what, figure) {
  console.log(`${what.padStart(36)}  ${figure}`);
}

const perSecond = (words, milliseconds) => `${Math.round((1000 * words) / milliseconds).toLocaleString('en')} words a second`;

// Once in a page of its own for each round: only the first load is one that a person waits for.
report('weights, from bytes to ready', `${(await best(loading)).toFixed(0)} ms`);
async function loading() {
  const { page, time } = await freshPage();
  const milliseconds = await time(() => void (globalThis.newsmark = new globalThis.wasm.Newsmark(globalThis.weights)));
  await page.close();
  return milliseconds;
}

const { page, time } = await freshPage();
await page.evaluate((articles) => {
  globalThis.newsmark = new globalThis.wasm.Newsmark(globalThis.weights);
  globalThis.articles = articles;
}, articles);
const recognise = () => time(() => globalThis.articles.forEach((text) => void globalThis.newsmark.countMentions(text)));
const annotate = () => time(() => globalThis.articles.forEach((text) => void globalThis.newsmark.annotate(text, undefined, () => {})));
report('recognition alone', perSecond(total, await best(recognise)));
report('whole annotation, with its objects', perSecond(total, await best(annotate)));
await page.close();

const long = articles.join('\n\n').match(new RegExp(`^(?:\\s*\\S+){${ARTICLE}}`))[0];
const last = await freshPage();
const first = await last.time((text) => {
  globalThis.newsmark = new globalThis.wasm.Newsmark(globalThis.weights);
  globalThis.newsmark.annotate(text, undefined, () => {});
}, long);
const megabytes = await last.page.evaluate(() => globalThis.exports.memory.buffer.byteLength / 1e6);
const again = await best(() => last.time((text) => void globalThis.newsmark.annotate(text, undefined, () => {}), long));
report(`${ARTICLE.toLocaleString('en')} words, with the weights, first`, `${first.toFixed(0)} ms`);
report(`${ARTICLE.toLocaleString('en')} words, after an edit`, `${again.toFixed(0)} ms`);
report('most memory of the module by then', `${megabytes.toFixed(0)} MB`);

await measurePage();
await browser.close();

/** What a person waits for: from a paste to its marks on the screen. By the clock, so the machine's load is told. */
async function measurePage() {
  const words = articles.join('\n\n').split(/(?<=\s)(?=\S)/);
  console.log(`\nfrom paste to painted marks, medians of ${ROUNDS}; load of the machine ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`);
  for (const count of [300, 1_000, 5_000, 20_000]) {
    const page = await openPage();
    // The first is told apart: it is what a fresh page does. Each is another text, for what was found in one is kept.
    const times = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const start = round * Math.floor((words.length - count) / ROUNDS);
      times.push(await fromPaste(page, words.slice(start, start + count).join('')));
    }
    const told = ({ inView, all }) => `${inView.toFixed(0)} ms in view, ${all.toFixed(0)} ms all`;
    const typical = (part) => median(times.slice(1).map((time) => time[part]));
    report(`${count.toLocaleString('en')} words`, `${told({ inView: typical('inView'), all: typical('all') })}; first ${told(times[0])}`);
    if (count === 20_000) report('a key to its frame there', await keys(page));
    await page.context().close();
  }
}

async function openPage() {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(site);
  await page.waitForFunction(() => document.documentElement.dataset.status === 'idle');
  // Nobody pastes sooner, and the page makes use of it.
  await page.waitForTimeout(FOUND_AFTER);
  return page;
}

/** Milliseconds until the marks in the window are painted, and until all of the text is annotated and what is in the window painted anew. */
async function fromPaste(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.evaluate(() => {
    const html = document.documentElement;
    /** Looks with each frame; what it sees is painted when the task after that frame runs. */
    const painted = (isThere, start) =>
      new Promise((resolve) => {
        const look = () => {
          if (isThere()) setTimeout(() => resolve(performance.now() - start));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    const measure = async (resolve, start) => {
      const inView = painted(() => document.querySelector('#article mark') !== null, start);
      const all = painted(() => html.dataset.fresh === 'true', start);
      resolve({ inView: await inView, all: await all });
    };
    globalThis.painted = new Promise((resolve) => {
      addEventListener('paste', ({ timeStamp }) => setTimeout(measure, 0, resolve, timeStamp), { once: true, capture: true });
    });
  });
  await page.keyboard.press('Control+V');
  return page.evaluate(() => globalThis.painted);
}

/**
 * What the page works from each key until its frame is ready, by the clock, and how much of a processor its thread has for
 * that: where the two part, others were at work. That the frame then waits for the screen's turn, half a sixtieth of a second
 * on average however fast a page is, is not counted.
 */
async function keys(page) {
  await page.keyboard.press('e');
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
  await page.evaluate(() => {
    globalThis.delays = [];
    let heard = 0;
    const pressed = ({ timeStamp }) => {
      document.activeElement.addEventListener('input', () => (heard = performance.now() - timeStamp), { once: true });
      requestAnimationFrame(() => {
        const begun = performance.now();
        setTimeout(() => globalThis.delays.push(heard + performance.now() - begun));
      });
    };
    addEventListener('keydown', pressed, { capture: true });
  });
  const seconds = await processorTime(page);
  const start = await seconds();
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press('x');
    await page.waitForTimeout(KEY_AFTER);
  }
  const worked = (1000 * ((await seconds()) - start)) / KEYS;
  const delays = await page.evaluate(() => globalThis.delays);
  const fast = delays.filter((delay) => delay < 16).length;
  return `${median(delays).toFixed(0)} ms, ${Math.round((100 * fast) / delays.length)}% within 16 ms; ${worked.toFixed(1)} ms of a processor`;
}

function median(times) {
  return times.toSorted((one, other) => one - other)[times.length >> 1];
}
