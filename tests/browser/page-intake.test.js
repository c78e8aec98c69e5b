// Texts as they come: from web pages, PDFs and files, and such as nobody would write.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { site } from './chromium.js';
import { kept, openDesk, titles } from './desk.js';
import { annotated, drop, editedText, paste, pasteRich, read, taken, textOf, visits } from './person.js';

const visit = visits();

test('rich text keeps its paragraphs, and loses scripts, navigation and captions', async () => {
  const page = await visit();
  const html = `<nav><a href="/">Home</a> <a href="/news">News</a></nav>
    <article><h1>Bridge opens in Ghent</h1><figure><img src="x"><figcaption>The bridge. Photo: M. Peeters</figcaption></figure>
    <p>The bridge over the Leie was <b>opened</b> on
       Monday.</p><script>alert(1)</script><p><a href="/more">Read more about bridges</a></p>
    <p>"It holds," said the mayor.<br>She laughed.</p></article>`;
  await pasteRich(page, html, 'x');
  await annotated(page);
  assert.equal(
    await textOf(page),
    'Bridge opens in Ghent\n\nThe bridge over the Leie was opened on Monday.\n\n"It holds," said the mayor.\nShe laughed.',
  );
});

test('lines that were broken to fit a page are joined, and hyphenated words too', async () => {
  const page = await visit();
  await read(page, 'The committee will publish its long-awaited recommen-\ndations on the future of the northern harbours before\nthe end of this month, its chairwoman said.\n\nA short one.');
  assert.equal(
    await textOf(page),
    'The committee will publish its long-awaited recommendations on the future of the northern harbours before the end of this month, its chairwoman said.\n\nA short one.',
  );
});

const PLAIN = {
  'a narrow column of a PDF': [
    'The harbour board\nmet on Monday and\nheard from divers\nwho had looked at\nthe old wall and\nfound it sound in\nmost places.',
    'The harbour board met on Monday and heard from divers who had looked at the old wall and found it sound in most places.',
  ],
  'an e-mail that is passed on': ['> Rain fell on Lisbon.\n>\n> Snow fell on Oslo.', 'Rain fell on Lisbon.\n\nSnow fell on Oslo.'],
  'ligatures and hyphens of print': ['The ﬁrst oﬃce in twenty\u2010ﬁve years opened in Tarn.', 'The first office in twenty-five years opened in Tarn.'],
  'Markdown': ['# Rain\n\nRain **fell** on [Lisbon](https://example.org).', 'Rain\n\nRain fell on Lisbon.'],
  'the source of a whole page': [
    '<!doctype html><title>x</title><nav><a href="/">Home</a></nav><article><p>Rain fell on Lisbon on Monday, the office of weather said.</p></article>',
    'Rain fell on Lisbon on Monday, the office of weather said.',
  ],
};
for (const [name, [pasted, want]] of Object.entries(PLAIN)) {
  test(`${name} is read as it was meant`, async () => {
    const page = await visit();
    await read(page, pasted);
    assert.equal(await textOf(page), want);
  });
}

test('a lone address gets advice', async () => {
  const page = await visit();
  await read(page, 'https://example.org/news/2025/ferry');
  assert.match(await page.locator('#notice-words').textContent(), /an address.*copy/s);
});

test('what is left out of a page is told, and can be seen', async () => {
  const page = await visit();
  const html = `<nav><a href="/">Front page</a></nav><article><h1>Bridge opens in Ghent</h1><figure><figcaption>The bridge at dawn</figcaption></figure>
    <p>The bridge over the Leie was opened on Monday, said the mayor, who laughed.</p></article>`;
  await pasteRich(page, html, 'x');
  await annotated(page);
  assert.equal(await page.locator('#left-out-words').textContent(), 'Left out: navigation, captions, 2 lines.');
  await page.click('#left-out-show');
  assert.deepEqual(await page.locator('#left-out-list li').allTextContents(), ['Front page', 'The bridge at dawn']);
});

test('verses and lists keep their lines', async () => {
  const page = await visit();
  const text = 'Programme\nMonday: opening\nTuesday: talks with the ministers of all the countries\nWednesday: departure';
  await read(page, text);
  assert.equal(await textOf(page), text);
});

/** An archive as word processors write it; each file's contents are packed. */
function zip(files, { flags = 0 } = {}) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, contents] of Object.entries(files)) {
    const [path, packed] = [Buffer.from(name), deflateRawSync(contents)];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(Buffer.byteLength(contents), 24);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, path, packed);
    directory.push(entry, path);
    offset += local.length + path.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

/** A Word document with this body. */
function docx(body, options) {
  const office = 'http://schemas.openxmlformats.org';
  return zip(
    {
      '_rels/.rels': `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="a" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
      'word/document.xml': `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    },
    options,
  );
}

const WORD_BODY = `
  <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Rain</w:t></w:r></w:p>
  <w:p/>
  <w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Rain </w:t></w:r><w:r><w:t>fell on</w:t><w:tab/><w:t>Lisbon.</w:t></w:r>
    <w:del><w:r><w:delText>Deleted.</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom>
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r></w:p>
  <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Caf\u00e9 &amp; bar</w:t><w:br/><w:t>closed</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`;

/** A PDF of one page with these lines. */
function pdf(lines) {
  const stream = `BT /F1 12 Tf 14 TL 72 500 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${places.join('')}`;
  return new TextEncoder().encode(`${file}${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`);
}

const FILES = [
  { name: 'report.txt', content: 'Rain fell on Lisbon.', want: 'Rain fell on Lisbon.' },
  { name: 'report.md', content: '# Rain\n\nRain **fell** on\n[Lisbon](https://example.org).', want: 'Rain\n\nRain fell on Lisbon.' },
  { name: 'report.html', content: '<title>x</title><main><h2>Rain</h2><p>Rain fell on Lisbon.</p></main>', want: 'Rain\n\nRain fell on Lisbon.' },
  { name: 'report.docx', content: docx(WORD_BODY), want: 'Rain\n\nRain fell on Lisbon.\n\nCafé & bar\nclosed' },
  {
    name: 'letter.eml',
    content: 'From: desk@example.org\r\nSubject: Rain\r\nDate: Mon, 3 Feb 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nRain fell on Lisbon.\r\n',
    want: 'Rain\n\nRain fell on Lisbon.',
  },
  {
    name: 'kept.mhtml',
    content:
      'From: <Saved by a browser>\r\nSubject: Rain over Lisbon - The Tarn Post\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n' +
      '<title>Rain over Lisbon - The Tarn Post</title><nav><a href=3D"/">Home</a></nav><article><h1>Rain over Lisbon</h1><p>Rain fell on Lis=\r\nbon, and the caf=C3=A9s were full.</p></article>\r\n--b--\r\n',
    want: 'Rain over Lisbon\n\nRain fell on Lisbon, and the cafés were full.',
  },
  { name: 'paper.pdf', content: pdf(['Rain fell on Lisbon, and the mayor', 'said that it would go on.']), want: 'Rain fell on Lisbon, and the mayor said that it would go on.' },
  {
    name: 'editor.rtf',
    content: String.raw`{\rtf1\ansi\ansicpg1252\cocoartf2761{\fonttbl\f0\froman\fcharset0 Times-Bold;}{\colortbl;\red255\green255\blue255;}
\pard\f0\b Rain\
\pard\b0 \'93It will stop,\'94 said Ren\'e9 Okafor, \uc0\u8220 soon.\u8221 \
}`,
    want: 'Rain\n\n“It will stop,” said René Okafor, “soon.”',
  },
  {
    name: 'table.rtf',
    content: String.raw`{\rtf1\ansi{\info{\title No text}}\pard Rain fell.\par \trowd\cellx2000\cellx4000\intbl One\cell Two\cell\row\pard{\*\generator x}{\pict\pngblip ${'89504e47'.repeat(200)}}The end.\par}`,
    want: 'Rain fell.\n\nOne\n\nTwo\n\nThe end.',
  },
  {
    name: 'latin2.html',
    content: Uint8Array.from([...'<meta charset="iso-8859-2"><p>The mayor of '].map((letter) => letter.charCodeAt(0)).concat([0xa3], [...'eba said so.</p>'].map((letter) => letter.charCodeAt(0)))),
    want: 'The mayor of Łeba said so.',
  },
  { name: 'latin1.txt', content: Uint8Array.from([67, 97, 102, 233, 46]), want: 'Café.' },
];
for (const { name, content, want } of FILES) {
  test(`${name} can be dropped`, async () => {
    const page = await visit();
    await drop(page, name, content);
    await annotated(page);
    assert.equal(await textOf(page), want);
  });
}

test('a file can be opened', async () => {
  const page = await visit();
  await page.setInputFiles('#file', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('Rain fell on Lisbon.') });
  await taken(page, '');
  await annotated(page);
  assert.equal(await textOf(page), 'Rain fell on Lisbon.');
});

test('a folder that cannot be read is told', async () => {
  const page = await visit();
  await page.evaluate(() => {
    const readEntries = (_, fail) => fail(new DOMException('it is gone', 'NotFoundError'));
    const folder = { isDirectory: true, name: 'drafts', createReader: () => ({ readEntries }) };
    const event = new Event('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { files: [null], items: [{ webkitGetAsEntry: () => folder }] } });
    document.querySelector('#surface').dispatchEvent(event);
  });
  await page.locator('#notice-words', { hasText: 'cannot be read: it is gone' }).waitFor();
});

test('two articles in one paste are told, split, and put together again', async () => {
  const page = await visit();
  const story = `${'Rain fell on Lisbon all day, and the mayor of the town said so. '.repeat(20)}\n\n“It will stop,” said Mayor Ruth Okafor.`;
  const [one, other] = [`Rain closes the harbour\n\nBy Nadia Farrow\n\n${story}`, `Snow closes the pass\n\nBy Tom Harrowgate\n\n${story}`];
  await read(page, `${one}\n\n${other}`);
  assert.match(await page.locator('#notice-words').textContent(), /two articles/);
  await page.click('#notice-offer');
  await page.locator('#notice-words', { hasText: '2 articles now' }).waitFor();
  await annotated(page);
  assert.equal(await textOf(page), one);
  await kept(page, one);
  await kept(page, other);

  await page.click('#notice-undo');
  await kept(page, `${one}\n\n${other}`);
  assert.equal(await textOf(page), `${one}\n\n${other}`);
  await openDesk(page);
  assert.deepEqual(await titles(page), ['Rain closes the harbour']);
});

const REFUSED = [
  { name: 'paper.pdf', content: '%PDF-1.7 ...', message: /damaged.*copy/i },
  { name: 'letter.rtf', content: String.raw`{\rtf1 Rain \'zz}`, message: /damaged.*copy/is },
  { name: 'cut-off.docx', content: docx(WORD_BODY).slice(0, 200), message: /damaged.*word processor/ },
  { name: 'broken.docx', content: docx('<w:p>'), message: /damaged/ },
  { name: 'locked.docx', content: docx(WORD_BODY, { flags: 1 }), message: /password/ },
  { name: 'sealed.docx', content: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), message: /password/ },
  { name: 'letter.doc', content: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), message: /old kind.*\.docx/ },
  { name: 'photos.zip', content: zip({ 'a.jpg': 'x' }), message: /archive/ },
  { name: 'bomb.docx', content: docx(' '.repeat(70_000_000)), message: /more text than newsmark takes/ },
  { name: 'picture.txt', content: Uint8Array.from([137, 80, 78, 71, 0, 0, 0, 1]), message: /not a text file/ },
  { name: 'nothing.txt', content: '', message: /holds no text/ },
];
for (const { name, content, message } of REFUSED) {
  test(`${name} is refused with a reason, and the text stays`, async () => {
    const page = await visit();
    await read(page, 'Snow fell on Oslo.');
    await drop(page, name, content);
    await page.locator('#notice-words', { hasText: message }).waitFor();
    assert.equal(await textOf(page), 'Snow fell on Oslo.');
  });
}

const STRANGE = {
  'the source of a page': '<script>alert("x")</script><b onclick="alert(1)">bold</b> &amp; <!-- no -->',
  'characters that nobody sees': 'One\u0000two\u0007three\u200Bfour\uFEFFfive',
  'text from right to left': 'قال الوزير إن الاتفاق "قريب" ولن يتأخر. Obama met him.',
  'one emoji': '👩‍👩‍👧‍👦',
  'one mark': '"',
  'marks without end': '“““"""\'\'\'‘‘‘',
};
for (const [name, text] of Object.entries(STRANGE)) {
  test(`${name} stays as it is`, async () => {
    const page = await visit();
    const dialogs = [];
    page.on('dialog', (dialog) => dialogs.push(dialog.dismiss()));
    await paste(page, text);
    await annotated(page);
    assert.equal(await textOf(page), text);
    assert.equal(await page.locator('#article script, #article b').count(), 0);
    assert.equal(dialogs.length, 0);
  });
}

test('halves of surrogate pairs do no harm', async () => {
  const page = await visit();
  await page.click('#editor');
  await page.evaluate(() => document.execCommand('insertText', false, 'Half \uD83D of Paris \uDE00 is here.'));
  await annotated(page);
  assert.equal((await editedText(page)).length, 'Half x of Paris x is here.'.length);
});

/** Five million characters, which the annotator reads for a while. */
const PARAGRAPH = 'The minister told reporters in Berlin on Monday that nothing had been decided. "Nothing at all," he said.\n\n';
const LONG = PARAGRAPH.repeat(Math.ceil(5_000_000 / PARAGRAPH.length));

test('two million characters leave the page alive, and are read to the end', async () => {
  const page = await visit();
  await drop(page, 'long.txt', LONG.slice(0, 2_000_000));
  await page.waitForFunction(() => document.querySelector('#article')?.textContent?.length > 1_900_000);
  // It answers while the worker is at it.
  await page.click('#tab-timeline');
  assert.equal(await page.locator('#tab-timeline').getAttribute('aria-selected'), 'true');
  await annotated(page);
  assert.ok((await page.locator('#article mark, #article .quote').count()) > 0);
});

test('while five million characters are read, keys are heard, and another text calls it off', async () => {
  const page = await visit();
  await paste(page, LONG);
  await page.locator('#status', { hasText: 'Reading 5.0 million' }).waitFor();
  await page.evaluate(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration)))).observe({ type: 'longtask' });
  });
  await page.keyboard.press('e');
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
  for (const key of 'quick') await page.keyboard.press(key);
  assert.equal((await editedText(page)).slice(0, 9), 'quickThe ');
  await page.click('#clear');
  await page.locator('#editor').pressSequentially('Mayor Ruth Okafor spoke.');
  await page.waitForSelector('#article mark', { state: 'attached' });
  // A textarea with all of it took minutes. A loaded machine is slow, but not as slow.
  const longest = await page.evaluate(() => globalThis.longest);
  assert.ok(longest < 5_000, `${longest} ms`);
});

/** A page of so many small parts that it takes a while to read, whatever the machine. */
const LARGE_PAGE = `<!doctype html><html><body>${'<p>Snow <i>fell</i> on <b>Oslo</b>.'.repeat(200_000)}`;

test('while a large page is read, keys are heard, and one may call it off', async () => {
  const page = await visit();
  await read(page, 'Rain fell on Turku.');
  await page.keyboard.press('e');
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
  await drop(page, 'large.html', LARGE_PAGE);
  await page.locator('#notice-words', { hasText: '“large.html” is being read' }).waitFor();
  await page.keyboard.type('All day. ');
  assert.equal(await editedText(page), 'All day. Rain fell on Turku.');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.waitForSelector('#notice', { state: 'hidden' });
  await annotated(page);
  // What has been called off does not come after all, and what comes next does.
  await drop(page, 'small.html', '<!doctype html><p>Ines Calder spoke in Bergen.');
  await page.waitForFunction(() => /^Ines/.test(document.querySelector('#article')?.textContent ?? ''));
});

test('what comes calls off what is still being read', async () => {
  const page = await visit();
  await drop(page, 'large.html', LARGE_PAGE);
  await page.locator('#notice-words', { hasText: '“large.html” is being read' }).waitFor();
  await paste(page, 'Rain fell on Turku.');
  await annotated(page);
  assert.equal(await textOf(page), 'Rain fell on Turku.');
  assert.ok(await page.locator('#notice').isHidden());
});

test('text in another language is told from English, and marked only when asked for', async () => {
  const page = await visit();
  await paste(page, 'Der Minister sagte am Montag in Berlin, dass die Verhandlungen mit den Nachbarländern noch lange nicht beendet seien und dass niemand wissen könne, wann ein Ergebnis zu erwarten ist.');
  await page.waitForSelector('#foreign:not([hidden])');
  assert.equal(await page.locator('#article mark').count(), 0);
  await page.click('#anyway');
  await annotated(page);
  assert.ok(await page.locator('#foreign').isHidden());
});

test('what another app shares is taken once', async () => {
  const page = await visit();
  const manifest = await page.$eval('link[rel="manifest"]', ({ href }) => href);
  const { share_target } = await (await page.request.get(manifest)).json();
  const target = new URL(share_target.action, manifest).href;
  assert.equal(target, site);
  await page.goto(`${target}?${new URLSearchParams({ title: 'A bridge opens', text: 'The bridge at Port Ellery is open, Mayor Ruth Okafor said.' })}`);
  await annotated(page);
  assert.match(await textOf(page), /^A bridge opens\n\nThe bridge at Port Ellery/);
  assert.equal(new URL(page.url()).search, '');
});
