// The same texts through the native command and through both wasm modules in Chromium: the same annotations.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, newPage, site } from './chromium.js';

const root = new URL('../../', import.meta.url);
const command = process.env.NEWSMARK_COMMAND ?? new URL('target/debug/newsmark', root).pathname;

/** Texts in which bytes, code points, UTF-16 units and what a reader sees as one sign differ. */
const DIFFICULT = {
  'empty': '',
  'one emoji': '🎉',
  'family emoji before a name': '👩‍👩‍👧 Lena Fischer said “we won” 🎉 on Monday.',
  'accents as signs of their own': 'Rene\u0301 Dvor\u030ca\u0301k met A\u030angstro\u0308m in Oslo. “Je suis là,” he said.',
  'mathematical letters': '𝐊𝐚𝐫𝐥𝐚 𝐕𝐨𝐬𝐬 told 𝐍𝐞𝐰𝐬 that prices rose 3% in 𝟐𝟎𝟐𝟒.',
  'right to left': 'قالت ليلى حداد "سنعود" يوم الاثنين. Layla Haddad said so in Amman.',
  'Hebrew with English': 'דוד לוי said "שלום" to Mary Quinn.',
  'Chinese': '记者王伟在北京报道，3月5日。Wang Wei reported from Beijing on March 5.',
  'NUL and control characters': 'Ada\u0000Reyes said \u0007"no\u0001" in\u0000 Lima.',
  'replacement characters': '\uFFFD\uFFFDAda Reyes\uFFFD said yes.\uFFFD',
  'line ends of all kinds': 'OSLO\r\n\r\nKari Moe said no.\rShe left.\u2028Then \u2029she came back.\n\n\n',
  'byte order mark': '\uFEFFKari Moe lives in Oslo.',
  'open mark at the end': 'Kari Moe said: “We',
  'marks only': '“”""\'\'‘’«»„“',
  'HTML source': '<p>Kari&nbsp;Moe said <b>&quot;no&quot;</b></p><script>alert(1)</script>',
};

/** Every case of tests/suite, without its marks. */
function suite() {
  const folder = new URL('tests/suite/', root);
  const cases = {};
  for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.txt'))) {
    const parts = readFileSync(new URL(file, folder), 'utf8').split(/^=== (.*)$/m);
    for (let place = 1; place < parts.length; place += 2) {
      cases[`${file}: ${parts[place]}`] = parts[place + 1].replace(/\[[A-Z_]+( \d+)? /g, '').replaceAll(']', '').trim();
    }
  }
  return cases;
}

/** The page's own sample articles. */
function samples() {
  const folder = new URL('www/samples/', root);
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

const cases = { ...DIFFICULT, ...suite(), ...samples() };
const texts = Object.values(cases);
let browser;
let native;

before(async () => {
  const input = texts.map((text, id) => JSON.stringify({ id: String(id), text })).join('\n');
  const annotate = ['annotate', '--jsonl', '--offsets', 'utf16'];
  const { stdout, stderr, status, error } = spawnSync(command, annotate, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr ?? String(error));
  native = stdout.trim().split('\n').map((line) => {
    const { id, ...annotations } = JSON.parse(line);
    return comparable(annotations);
  });
  browser = await launch();
});

after(() => browser?.close());

test('there are cases from every source', () => {
  for (const source of [suite(), samples()]) assert.notEqual(Object.keys(source).length, 0);
});

for (const module of ['newsmark_simd.wasm', 'newsmark_scalar.wasm']) {
  test(`${module} annotates as the native command does`, async (context) => {
    const annotations = await inBrowser(module);
    for (const [place, name] of Object.keys(cases).entries()) {
      await context.test(name, () => {
        assert.deepEqual(comparable(annotations[place]), native[place]);
        slicesAgree(texts[place], annotations[place]);
      });
    }
  });
}

/** The annotations of all texts, by the module of that name in a page of the site. */
async function inBrowser(module) {
  const page = await newPage(browser);
  // A page that does nothing itself.
  await page.goto(new URL('newsmark.js', site).href);
  return page.evaluate(
    async ({ texts, site, module }) => {
      const { load } = await import(`${site}newsmark.js`);
      const annotator = await load({ wasm: `${site}wasm/${module}`, worker: false });
      return texts.map((text) => annotator.annotate(text));
    },
    { texts, site, module },
  );
}

/** Offsets are UTF-16 units of JavaScript's own strings. */
function slicesAgree(text, { mentions, quotes }) {
  for (const { start, end, text: words } of [...mentions, ...quotes]) assert.equal(text.slice(start, end), words);
}

/** As plain data, with scores at the precision that they are made in: JSON writes fewer digits of them. */
function comparable(annotations) {
  const plain = JSON.stringify(annotations, (key, value) => (key === 'score' && value !== null ? Math.fround(value) : value));
  return JSON.parse(plain);
}
