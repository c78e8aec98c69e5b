// annotateElement where pages are not as one thinks them: they change meanwhile, stand in frames and shadow roots, have forms.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pages, site } from './chromium.js';

const fresh = pages();

/** Runs `body` in a page with that article. */
async function run(article, body) {
  const page = await fresh();
  await page.route('**/own.html', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><meta charset="utf-8"><body>${article}` }));
  await page.goto(`${site}own.html`);
  return page.evaluate(`(async () => {
    const { annotateElement, load } = await import('./newsmark.js');
    const article = document.querySelector('article');
    const shown = async (window = globalThis) => {
      while (window.CSS.highlights.size === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      return [...(window.CSS.highlights.get('newsmark-people') ?? [])].map(String);
    };
    return (${body})({ annotateElement, load, article, shown });
  })()`);
}

test('what was cleared stays so, whatever is under way', async () => {
  const size = await run('<article>Ada Moyo came.</article>', async ({ annotateElement, article }) => {
    const annotated = await annotateElement(article);
    article.append(' Karl Voss left.');
    const updating = annotated.update();
    annotated.clear();
    await updating;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return CSS.highlights.size;
  });
  assert.equal(size, 0);
});

test('ranges of words that have gone since are none', async () => {
  const ranges = await run('<article><p>It rained.</p><p>Ada Moyo came to Oslo.</p></article>', async ({ annotateElement, article }) => {
    const annotated = await annotateElement(article);
    article.lastChild.firstChild.data = 'Ada Moyo';
    return annotated.annotations.mentions.map((mention) => annotated.range(mention)?.toString() ?? null);
  });
  assert.deepEqual(ranges, ['Ada Moyo', null]);
});

test('a form with a field named matches', async () => {
  const names = await run('<article><form><input name="matches"></form><p>Ada Moyo came.</p></article>', async ({ annotateElement, article, shown }) => {
    await annotateElement(article);
    return shown();
  });
  assert.deepEqual(names, ['Ada Moyo']);
});

test('in a frame', async () => {
  const names = await run('<iframe srcdoc="<!doctype html><article>Ada Moyo came.</article>"></iframe>', async ({ annotateElement, shown }) => {
    const frame = document.querySelector('iframe');
    while (!frame.contentDocument.querySelector('article')) await new Promise((resolve) => setTimeout(resolve, 20));
    await annotateElement(frame.contentDocument.querySelector('article'));
    const names = await shown(frame.contentWindow);
    const { backgroundColor } = frame.contentWindow.getComputedStyle(frame.contentDocument.body, '::highlight(newsmark-people)');
    return [names, backgroundColor !== 'rgba(0, 0, 0, 0)', CSS.highlights.size];
  });
  assert.deepEqual(names, [['Ada Moyo'], true, 0]);
});

test('in a shadow root, with what is at a point', async () => {
  const found = await run('<div id="host"></div>', async ({ annotateElement, shown }) => {
    const root = document.getElementById('host').attachShadow({ mode: 'open' });
    root.innerHTML = '<article><p>“No,” Ada Moyo said. It rained.</p></article>';
    const annotated = await annotateElement(root.querySelector('article'));
    await shown();
    const at = (start, end) => {
      const { x, y, width, height } = annotated.range({ start, end }).getBoundingClientRect();
      const { mention, quote } = annotated.atPoint(x + width / 2, y + height / 2) ?? {};
      return [mention?.text ?? null, quote?.text ?? null];
    };
    const { text } = annotated;
    const mark = root.querySelector('p');
    return [at(0, 4), at(6, 14), at(text.indexOf('rained'), text.length), getComputedStyle(mark, '::highlight(newsmark-people)').backgroundColor !== 'rgba(0, 0, 0, 0)'];
  });
  assert.deepEqual(found, [[null, '“No,”'], ['Ada Moyo', null], [null, null], true]);
});

test('only what is asked for is marked; a date as systems have it', async () => {
  const found = await run('<article><time datetime="2025-03-03T10:00:00Z">3 March</time> Ada Moyo came to Oslo on Monday.</article>', async ({ annotateElement, article, shown }) => {
    const { annotations } = await annotateElement(article, { labels: ['PERSON'] });
    await shown();
    return [annotations.date, [...CSS.highlights.keys()]];
  });
  assert.deepEqual(found, ['2025-03-03', ['newsmark-people']]);
});

test('the day: the caller\'s, as a string or a point in time, before the one that the page states', async () => {
  const days = await run('<meta property="article:published_time" content="2025-03-05T08:00:00Z"><article>Ada Moyo came.</article>', async ({ annotateElement, article }) => {
    const days = [];
    for (const date of [undefined, '2025-03-03', new Date(Date.UTC(2025, 2, 4))]) days.push((await annotateElement(article, { date })).annotations.date);
    return days;
  });
  assert.deepEqual(days, ['2025-03-05', '2025-03-03', '2025-03-04']);
});

test('where it fails it leaves nothing that listens', async () => {
  const listening = await run('<article>Ada Moyo came.</article>', async ({ annotateElement, article }) => {
    const signals = [];
    globalThis.addEventListener = (type, listener, { signal }) => signals.push([type, signal]);
    const annotator = { annotate: () => Promise.reject(new Error('not today')) };
    const message = await annotateElement(article, { annotator }).catch(({ message }) => message);
    return [message, signals.map(([type, signal]) => [type, signal.aborted])];
  });
  assert.deepEqual(listening, ['not today', [['beforeprint', true], ['afterprint', true]]]);
});
