// Who speaks across articles: what is counted as one, what is asked, and the table as a person uses it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { csvOf, jsonOf } from '../../www/page/desk/across-files.js';
import { appearancesOf, questionsOn, speakersIn, totalOf } from '../../www/page/desk/across.js';
import { openDesk } from './desk.js';
import { annotated, assertAccessible, photograph, read, textOf, visits } from './person.js';

const visit = visits();

/** An article for each list of voices: a name, or a voice with what is not as usual. */
function articlesOf(...lists) {
  return lists.map((voices, index) => ({
    title: `Article ${index}`,
    newsroom: '',
    digest: { id: String(index), version: 1, date: null, words: 100, voices: voices.map(voiceOf) },
  }));
}

function voiceOf(given) {
  const voice = typeof given === 'string' ? { name: given } : given;
  return { naming: 'named', kind: 'person', roles: [], said: null, statements: 1, words: 10, places: [], ...voice };
}

const decided = (...decisions) => new Map(decisions.map((decision) => [decision.key, decision]));
const counted = (articles, decisions = decided()) => speakersIn(articles, decisions).map(({ name, appearances }) => `${name} ${appearances.length}`);
const asked = (articles, decisions = decided()) => questionsOn(speakersIn(articles, decisions), decisions).map(({ one, other }) => `${one.name} = ${other.name}?`);

const unnamed = { name: 'a pilot', naming: 'unnamed' };
const ONE = {
  'the same full name': [[['Ines Calder'], ['INES CALDER']], ['Ines Calder 2'], []],
  'a surname alone is asked': [[['Ines Calder'], ['Calder']], ['Ines Calder 1', 'Calder 1'], ['Calder = Ines Calder?']],
  'two surnames alone are asked': [[['Calder'], ['Calder']], ['Calder 1', 'Calder 1'], ['Calder = Calder?']],
  'an initial is asked': [[['Ines Calder'], ['I. Calder']], ['Ines Calder 1', 'I. Calder 1'], ['I. Calder = Ines Calder?']],
  'two initials are a name': [[['P.D. Moss'], ['P.D. Moss']], ['P.D. Moss 2'], []],
  'a first name alone is asked': [[['Ines Calder'], ['Ines']], ['Ines Calder 1', 'Ines 1'], ['Ines = Ines Calder?']],
  'one surname, two first names, is asked': [[['Ines Calder'], ['Rolf Calder']], ['Ines Calder 1', 'Rolf Calder 1'], ['Rolf Calder = Ines Calder?']],
  'an article that quotes both holds them apart': [[['Ines Calder', 'Rolf Calder']], ['Ines Calder 1', 'Rolf Calder 1'], []],
  'a she is no he': [[[{ name: 'Ines Calder', said: 'she' }], [{ name: 'Calder', said: 'he' }]], ['Ines Calder 1', 'Calder 1'], []],
  'nobody without a name is in two articles': [[[unnamed], [unnamed]], ['a pilot 1', 'a pilot 1'], []],
  'organisations are': [[[{ name: 'Lloyd’s', kind: 'organisation' }], [{ name: 'Lloyd’s', kind: 'organisation' }]], ['Lloyd’s 2'], []],
};
for (const [name, [lists, speakers, questions]] of Object.entries(ONE)) {
  test(name, () => {
    assert.deepEqual(counted(articlesOf(...lists)), speakers);
    assert.deepEqual(asked(articlesOf(...lists)), questions);
  });
}

test('what the person has said of two names holds', () => {
  const articles = articlesOf(['Ines Calder'], ['Calder']);
  const [calder, ines] = ['person calder @1', 'person ines calder'];
  assert.deepEqual(counted(articles, decided({ key: calder, into: ines })), ['Ines Calder 2']);
  assert.deepEqual(asked(articles, decided({ key: calder, apart: [ines] })), []);
  assert.deepEqual(counted(articles, decided({ key: calder, into: ines }, { key: ines, into: calder })).length, 2, 'a circle is none');
});

test('he, she or they only where the texts agree, or the person says so', () => {
  const said = (...told) => speakersIn(articlesOf(...told.map((said) => [{ name: 'Ines Calder', said }])), decided())[0].said;
  assert.deepEqual([said('she', null), said('she', 'they'), said('she', 'he'), said(null)], ['she', 'she', null, null]);
  const [byHand] = speakersIn(articlesOf([{ name: 'Ines Calder', said: 'he' }]), decided({ key: 'person ines calder', said: 'unsaid' }));
  assert.deepEqual([byHand.said, byHand.byHand], [null, true]);
});

test('shares are of all quoted words', () => {
  const articles = articlesOf([{ name: 'Ines Calder', words: 30, said: 'she' }], [{ ...unnamed, words: 10 }]);
  const speakers = speakersIn(articles, decided());
  assert.deepEqual(speakers.map(({ share }) => share), [0.75, 0.25]);
  assert.deepEqual(totalOf(speakers, articles), { articles: 2, words: 200, quoted: 40, named: 1, others: 1, namedShare: 0.75, said: { she: 0.75, he: 0, they: 0 } });
});

test('what several say is one list, an appearance for each article', () => {
  const place = (start) => ({ start, end: start + 1, from: start, to: start + 1 });
  const articles = articlesOf([{ name: 'Ines Calder', places: [place(9)] }, { ...unnamed, places: [place(3)] }], ['Ines Calder']);
  const found = appearancesOf(speakersIn(articles, decided()));
  assert.deepEqual(found.map(({ statements, words, places }) => [statements, words, places.map(({ start }) => start)]), [[2, 20, [3, 9]], [1, 10, []]]);
});

test('a spreadsheet computes nothing of the table', () => {
  const speakers = speakersIn(articlesOf([{ name: '=1+1', roles: ['pilot, "retired"', '@home'] }]), decided());
  assert.equal(csvOf(speakers).split('\r\n')[1], `'=1+1,named,person,"pilot, ""retired""; '@home",,false,1,1,10,1.0000,,`);
  assert.equal(JSON.parse(jsonOf(speakers))[0].name, '=1+1');
});

const FILES = {
  harbour: 'June 3, 2024\n\n“We sail at dawn,” said Captain Ines Calder. She was tired. “The boats are old,” said Rolf Tamm, a mechanic.',
  strike: 'July 9, 2024\n\n“Nobody sails today, and nobody will sail tomorrow,” Ines Calder said.\n\n“We wait,” said one sailor.',
  inquiry: 'July 12, 2024\n\nThe hearing went on for a third day. “It was dark,” Captain Calder said on Friday.',
};

/** A page into which the files have come, with the table open. */
async function visitTable(look) {
  const page = await visit(look);
  await page.setInputFiles('#file', Object.entries(FILES).map(([name, text]) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) })));
  await page.locator('#many-words', { hasText: '3 articles read' }).waitFor();
  await page.getByRole('button', { name: 'Who speaks' }).click();
  await page.locator('#across-total', { hasText: '3 articles' }).waitFor();
  return page;
}
const rowOf = (page, name) => page.locator('#across-table tr', { has: page.locator('th', { hasText: name }) });

test('three files: the table is sorted, narrowed, put right, and leads to the sentence', async () => {
  const page = await visitTable();
  assert.match(await rowOf(page, 'Ines Calder').textContent(), /^Ines Calder.*Captain2\s*2/);
  const sort = page.getByRole('columnheader', { name: 'Who' });
  await sort.getByRole('button').focus();
  await page.keyboard.press('Enter');
  assert.equal(await sort.getAttribute('aria-sort'), 'ascending');
  const names = () => page.locator('#across-table tbody th').allTextContents();
  assert.deepEqual((await names()).map((name) => name.slice(0, 6)), ['Calder', 'Ines C', 'one sa', 'Rolf T']);

  await page.getByRole('button', { name: 'Calder and Ines Calder are the same' }).click();
  await page.locator('#across-questions').waitFor({ state: 'hidden' });
  await page.getByLabel('What the articles call Ines Calder').selectOption('they');
  await rowOf(page, 'Ines Calder').getByText('by hand').waitFor();
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  await openDesk(page);
  await page.getByRole('button', { name: 'Who speaks' }).click();
  await rowOf(page, 'Ines Calder').getByRole('button', { name: '3 articles' }).waitFor();
  assert.equal(await page.getByLabel('What the articles call Ines Calder').inputValue(), 'they');

  await page.fill('#across-filter', 'captain');
  assert.equal((await names()).length, 1);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#across-csv')]);
  assert.match(readFileSync(await file.path(), 'utf8'), /^\uFEFFname,.*\r\nInes Calder,named,person,Captain,they,true,3,3,\d+,0\.\d+,,"2024-06; 2024-07"\r\n$/);

  await rowOf(page, 'Ines Calder').getByRole('button', { name: '3 quotes' }).click();
  await page.getByRole('button', { name: 'Take apart' }).waitFor();
  await photograph(page, 'desk-across');
  await assertAccessible(page, 'who speaks');
  await page.getByRole('button', { name: 'Nobody sails today' }).click();
  await page.waitForSelector('#desk', { state: 'hidden' });
  assert.equal(await textOf(page), FILES.strike);
});

test('each number of the sentence above the table shows the sentences that it counts', async () => {
  const page = await visitTable();
  const shown = async (number) => {
    await page.locator('#across-total').getByRole('button', { name: number, exact: true }).click();
    await page.locator('#across-behind-total li').first().waitFor();
    return (await page.locator('#across-behind-total li b').allTextContents()).map((words) => words.slice(0, 7));
  };
  const numbers = await page.locator('#across-total button').allTextContents();
  const named = numbers.find((number) => number.endsWith('named voices'));
  assert.deepEqual(await shown(named), ['“It was', '“Nobody', '“We sai', '“The bo']);
  assert.equal(await page.locator('#across-total [aria-expanded=true]').count(), 1);
  assert.deepEqual(await shown('1'), ['“We wai'], 'the one without a name');
  assert.deepEqual(await shown(numbers.find((number) => number.endsWith('%') && number !== numbers[2])), ['“Nobody', '“We sai'], 'those whom the texts call she');
  await assertAccessible(page, 'the sentences behind a total');
  await page.locator('#across-behind-total').getByRole('button', { name: 'We sail at dawn' }).click();
  await page.waitForSelector('#desk', { state: 'hidden' });
  assert.equal(await textOf(page), FILES.harbour);
});

test('an article that was pasted is counted, and one that changes is counted anew', async () => {
  const page = await visit();
  await read(page, FILES.inquiry);
  await openDesk(page);
  await page.getByRole('button', { name: 'Who speaks' }).click();
  await rowOf(page, 'Calder').waitFor();
  await page.click('#open-desk');
  await page.keyboard.press('e');
  await page.locator('#editor').fill(FILES.inquiry.replace('Captain Calder', 'Rolf Tamm'));
  await annotated(page);
  await page.click('#open-desk');
  await rowOf(page, 'Rolf Tamm').waitFor();
});

test('on a phone the page does not scroll sideways', async () => {
  const page = await visitTable({ viewport: { width: 390, height: 800 } });
  await rowOf(page, 'Ines Calder').getByRole('button', { name: '2 quotes' }).click();
  await page.locator('.across-sentences li').first().waitFor();
  await page.locator('#across-questions').scrollIntoViewIfNeeded();
  await photograph(page, 'desk-across-phone');
  assert.ok(await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('.across')].every((part) => part.scrollWidth <= part.clientWidth)));
  await assertAccessible(page, 'who speaks, on a phone');
});
