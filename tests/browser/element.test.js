// The element <news-mark>: marks the article where it is, follows it, is reached by keys, and stays out of the page's way.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { pages, site } from './chromium.js';
import { assertAccessible } from './person.js';

const fresh = pages({ quiet: true });
let page;

beforeEach(async () => (page = await fresh()));

/** Opens the example and waits until its article is marked. */
async function openExample() {
  await page.goto(`${site}examples/element.html`);
  await page.evaluate(() => customElements.whenDefined('news-mark').then(() => document.querySelector('news-mark').ready));
}

/** A page with this body, which has the element. */
async function openBody(body, head = '') {
  await page.route('**/own.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!doctype html><meta charset="utf-8">${head}<body>${body}<script type="module" src="./newsmark-element.js"></script>`,
  }));
  await page.goto(`${site}own.html`);
}
const ready = () => page.evaluate(() => customElements.whenDefined('news-mark').then(() => document.querySelector('news-mark').ready));
/** By highlight, the words that it shows. */
const highlights = () => page.evaluate(() => Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(String).sort()])));
/** Waits until a highlight holds these words. */
const highlighted = (name, words) => page.waitForFunction(
  ([name, words]) => [...(CSS.highlights.get(name) ?? [])].map(String).includes(words), [name, words]);

test('the article is marked where it is, and stays the page\'s', async () => {
  await openBody(`
    <style>.big { font-size: 2em }</style>
    <news-mark date="2025-03-03"><p class="big">Mayor <a href="#there" id="name">Ruth Okafor</a> came on Monday.</p>
    <table><tr><td>“No,” she said.</td></tr></table><form><input name="matches" value="kept"></form></news-mark>
    <script>
      globalThis.clicks = 0;
      document.getElementById('name').addEventListener('click', () => { clicks += 1; });
      globalThis.before = document.querySelector('news-mark').innerHTML;
      globalThis.nodes = [...document.querySelector('news-mark').querySelectorAll('*')];
    </script>`);
  await ready();
  await highlighted('newsmark-people', 'Ruth Okafor');
  assert.deepEqual((await highlights())['newsmark-quote-direct'], ['“No,”']);
  await page.locator('#name').click();
  const same = await page.evaluate(() => {
    const element = document.querySelector('news-mark');
    return [element.innerHTML === before, element.innerText.includes('Ruth Okafor came'), clicks,
      [...element.querySelectorAll('*')].every((node, place) => node === nodes[place]), getComputedStyle(document.querySelector('.big')).fontSize];
  });
  assert.deepEqual(same, [true, true, 1, true, '32px']);
});

test('states, and what a page may wait for', async () => {
  await openExample();
  const state = await page.locator('news-mark').evaluate((element) => [element.matches(':state(annotated)'), element.getAttribute('aria-busy')]);
  assert.deepEqual(state, [true, null]);
  const [busy, mentions] = await page.locator('news-mark').evaluate(async (element) => {
    element.querySelector('p').textContent = 'It rose by 7 percent.';
    const updating = element.update();
    const busy = [element.matches(':state(busy)'), element.getAttribute('aria-busy')];
    return [busy, (await updating).mentions.map(({ text }) => text)];
  });
  assert.deepEqual(busy, [true, 'true']);
  assert.ok(mentions.includes('7 percent'), mentions.join());
});

test('keys go from mark to mark, quotes too; a card tells of each', async () => {
  await openExample();
  await highlighted('newsmark-places', 'Port Ellery');
  await page.keyboard.press('Tab');
  const focused = () => page.locator('news-mark').evaluate(({ shadowRoot }) => shadowRoot.activeElement?.getAttribute('aria-label'));
  const labels = [await focused()];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('ArrowRight');
    const label = await focused();
    if (label === labels.at(-1)) break;
    labels.push(label);
  }
  for (const words of [/^Ruth Okafor: Ruth Okafor · person/, /^\$42 million: .*USD 42000000/, /^“We have waited .*said by Ruth Okafor/s]) {
    assert.ok(labels.some((label) => words.test(label)), labels.join('\n'));
  }
  await page.keyboard.press('Home');
  assert.equal(await focused(), labels[0]);
  await page.getByRole('tooltip').waitFor();
  const cursor = await page.locator('news-mark').evaluate((element) => {
    const mark = element.shadowRoot.activeElement.getBoundingClientRect();
    const { left, width } = [...CSS.highlights.get('newsmark-places')].find((range) => String(range) === 'Port Ellery').getClientRects()[0];
    return [Math.round(mark.left - left), Math.round(mark.width - width)];
  });
  assert.deepEqual(cursor, [0, 0], 'around the words');
  await page.keyboard.press('Escape');
  await page.getByRole('tooltip').waitFor({ state: 'hidden' });
});

test('a click and Enter choose a mark; speakers are named above their quotes', async () => {
  await openExample();
  await highlighted('newsmark-people', 'Ingrid Solheim');
  await page.evaluate(() => {
    globalThis.chosen = [];
    document.addEventListener('newsmark-select', ({ detail: { mention, quote, entity, range } }) =>
      chosen.push([mention?.text ?? quote?.kind, entity?.name ?? null, String(range).slice(0, 8)]));
  });
  const at = await page.evaluate(() => {
    const { x, y, width, height } = [...CSS.highlights.get('newsmark-people')].find((range) => String(range) === 'Ingrid Solheim').getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  });
  await page.mouse.move(...at);
  await page.getByRole('tooltip').filter({ hasText: 'Ingrid Solheim · person' }).waitFor();
  await page.mouse.click(...at);
  await page.mouse.click(5, 5);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const chosen = await page.evaluate(() => chosen);
  assert.deepEqual(chosen[0], ['Ingrid Solheim', 'Ingrid Solheim', 'Ingrid S']);
  assert.equal(chosen.length, 2, JSON.stringify(chosen));
  const speakers = await page.locator('news-mark').evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.speaker')].map(({ textContent }) => textContent));
  assert.ok(speakers.includes('Ruth Okafor') && speakers.includes('Ingrid Solheim'), speakers.join());
});

test('a page can style the parts that are told of, and no others', async () => {
  await openExample();
  const { modules: [{ declarations: [{ cssParts }] }] } = JSON.parse(readFileSync(new URL('../../www/lib/custom-elements.json', import.meta.url), 'utf8'));
  const parts = await page.locator('news-mark').evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('[part]')].map((element) => element.getAttribute('part')));
  assert.deepEqual([...new Set(parts)].sort(), cssParts.map(({ name }) => name).sort());
});

test('twenty changes in a second are read once; what shows no other text is not read at all', async () => {
  await openExample();
  const calls = await page.locator('news-mark').evaluate(async (element) => {
    const { load } = await import('../newsmark.js');
    const annotator = await load();
    let calls = 0;
    element.annotator = { annotate: (...args) => ((calls += 1), annotator.annotate(...args)) };
    await element.ready;
    const first = calls;
    const paragraph = element.querySelector('p');
    for (let edit = 1; edit <= 20; edit += 1) {
      paragraph.textContent = `It rose by ${edit} percent.`;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await element.ready;
    const edited = calls;
    element.querySelector('figcaption').textContent = 'Another caption.';
    await new Promise((resolve) => setTimeout(resolve, 0));
    await element.ready;
    element.setAttribute('labels', 'PERSON');
    await element.ready;
    return [first, edited, calls];
  });
  assert.deepEqual(calls, [1, 2, 2]);
  await page.waitForFunction(() => [...CSS.highlights.keys()].join() === 'newsmark-people');
});

test('attributes: date, labels, skip, observe', async () => {
  await openBody(`<news-mark date="2025-03-03T10:00:00Z" labels="people quotes" skip=".out" observe="off">
    <p>Ada Moyo came to Oslo on Monday.</p><p class="out">Karl Voss left.</p></news-mark>`);
  await ready();
  await highlighted('newsmark-people', 'Ada Moyo');
  assert.deepEqual(await highlights(), { 'newsmark-people': ['Ada Moyo'] });
  const [date, text] = await page.locator('news-mark').evaluate(async (element) => {
    element.querySelector('p').append(' It snowed.');
    await new Promise((resolve) => setTimeout(resolve, 300));
    return [element.annotations.date, element.text];
  });
  assert.equal(date, '2025-03-03');
  assert.equal(text, 'Ada Moyo came to Oslo on Monday.');
});

test('what was set before it is defined counts; what is given is shown, without an event', async () => {
  await page.goto(`${site}examples/module.html`);
  await page.evaluate(async () => {
    const early = document.createElement('news-mark');
    early.textContent = 'Ada Moyo came.';
    early.annotations = { date: null, sentences: [], entities: [], quotes: [], mentions: [{ start: 0, end: 8, label: 'PERSON', text: 'Ada Moyo', entity: null, value: null }] };
    early.addEventListener('newsmark-annotated', () => { throw new Error('nothing was annotated'); });
    document.body.append(early);
    await import('../newsmark-element.js');
    await early.ready;
  });
  await highlighted('newsmark-people', 'Ada Moyo');
});

test('where nothing loads the text stays as it is, and it says why', async () => {
  await page.route('**/weights.bin', (route) => route.abort());
  await openBody('<news-mark>It rained in Oslo.</news-mark>', '<script>addEventListener("newsmark-error", ({ detail }) => { globalThis.failure = detail.code; })</script>');
  await page.waitForFunction(() => globalThis.failure);
  assert.equal(await page.evaluate(() => failure), 'load-failed');
  const element = page.locator('news-mark');
  assert.equal(await element.evaluate((element) => element.textContent), 'It rained in Oslo.');
  assert.ok(await element.getByRole('status').filter({ hasText: 'could not be annotated' }).isVisible());
  assert.equal(await element.evaluate((element) => element.matches(':state(failed)')), true);
  assert.equal(await element.evaluate((element) => element.ready.catch(({ code }) => code)), 'load-failed');
});

test('taken out of the page its marks are gone; put in again they are back', async () => {
  await openExample();
  await highlighted('newsmark-people', 'Ruth Okafor');
  await page.evaluate(() => {
    globalThis.element = document.querySelector('news-mark');
    element.remove();
  });
  assert.deepEqual(await highlights(), {});
  await page.evaluate(() => document.querySelector('main').append(element));
  await highlighted('newsmark-people', 'Ruth Okafor');
});

test('print shows all marks', async () => {
  await openBody(`<news-mark><p>Karl Voss left.</p>${'<p style="height: 100vh">It rained.</p>'.repeat(30)}<p>Ada Moyo came.</p></news-mark>`);
  await ready();
  await highlighted('newsmark-people', 'Karl Voss');
  assert.deepEqual((await highlights())['newsmark-people'], ['Karl Voss'], 'what is far away is not shown');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.deepEqual((await highlights())['newsmark-people'], ['Ada Moyo', 'Karl Voss']);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await highlighted('newsmark-people', 'Karl Voss');
  assert.deepEqual((await highlights())['newsmark-people'], ['Karl Voss']);
});

for (const [look, options] of Object.entries({
  plain: {}, 'dark, in a small window': { colorScheme: 'dark', viewport: { width: 320, height: 480 } }, 'forced colours': { forcedColors: 'active' },
})) {
  test(`axe finds nothing in any state: ${look}`, async () => {
    page = await fresh(options);
    await page.addInitScript(() => {
      // Its first call waits until it is let go.
      const held = new Promise((resolve) => Object.assign(globalThis, { letGo: resolve }));
      const annotate = async (...args) => {
        await held;
        const { load } = await import('../newsmark.js');
        return (await load()).annotate(...args);
      };
      addEventListener('DOMContentLoaded', () => Object.assign(document.querySelector('news-mark'), { annotator: { annotate } }));
    });
    await page.goto(`${site}examples/element.html`);
    await page.locator('news-mark[aria-busy="true"]').waitFor();
    await assertAccessible(page, 'busy');
    await page.evaluate(() => letGo());
    await ready();
    await page.locator('news-mark .speaker').first().waitFor({ state: 'attached' });
    await assertAccessible(page, 'annotated');
    await page.keyboard.press('Tab');
    await page.getByRole('tooltip').waitFor();
    await assertAccessible(page, 'a card');
    await page.locator('news-mark').evaluate((element) => {
      element.annotator = { annotate: () => Promise.reject(new Error('nothing works')) };
      element.append('More.');
    });
    await page.locator('news-mark').getByRole('status').filter({ hasText: 'nothing works' }).waitFor();
    await assertAccessible(page, 'failed');
  });
}
