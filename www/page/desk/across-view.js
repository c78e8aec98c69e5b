/** The table across articles: who speaks in how many, how much, and as what; sorted, narrowed, put right, and taken away. */
import { messageOf } from '../../lib/errors.js';
import { element, percent, plural } from '../dom.js';
import { nameOf, NAMINGS } from '../state/derived.js';
import { save } from '../taking-away.js';
import { csvOf, jsonOf } from './across-files.js';
import { sentencesOf } from './across-sentences.js';
import { writeTotal } from './across-total.js';
import { different, monthOf, questionsOn, speakersIn } from './across.js';
import { readAll } from './digests.js';
import { readDecisions, saveDecision } from './people.js';
import { folded, wordsOf } from './search.js';

/**
 * @typedef {import('./across.js').Speaker} Speaker
 * @typedef {{ by: string, words: string, value: (speaker: Speaker) => string | number }} Column
 */

/** Rows that are drawn, and questions that are asked, at a time. */
const MOST_ROWS = 300;
const MOST_QUESTIONS = 4;
const SAID = /** @type {const} */ ({ unsaid: 'not said', she: 'she', he: 'he', they: 'they' });
/** @type {Column[]} */
const COLUMNS = [
  { by: 'name', words: 'Who', value: ({ name }) => folded(name) },
  { by: 'articles', words: 'Articles', value: ({ appearances }) => appearances.length },
  { by: 'statements', words: 'Quotes', value: ({ statements }) => statements },
  { by: 'share', words: 'Quoted words', value: ({ words }) => words },
  { by: 'said', words: 'Called', value: ({ said }) => said ?? '' },
];

/** @param {import('../state/state.js').Store} store @param {import('../state/keeping.js').Keeping} keeping @param {import('./opening.js').Annotating} annotating */
export function showAcross(store, keeping, annotating) {
  const total = element('p', { id: 'across-total', role: 'status' });
  const questions = element('section', { id: 'across-questions', 'aria-label': 'The same person?', hidden: true });
  const filter = element('input', { type: 'search', id: 'across-filter', 'aria-label': 'Names and roles to show', placeholder: 'Names and roles', oninput: draw });
  const newsroom = element('select', { 'aria-label': 'Newsroom', onchange: compute });
  const month = element('select', { 'aria-label': 'Month', onchange: compute });
  const csv = element('button', { type: 'button', id: 'across-csv', onclick: () => save(csvOf(shown()), { file: 'who-speaks.csv', media: 'text/csv' }) }, 'CSV');
  const json = element('button', { type: 'button', id: 'across-json', onclick: () => save(jsonOf(shown()), { file: 'who-speaks.json', media: 'application/json' }) }, 'JSON');
  const heads = COLUMNS.map(({ by, words }) => element('th', { scope: 'col' }, element('button', { type: 'button', onclick: () => sort(by) }, words)));
  const rows = element('tbody');
  const table = element('table', { id: 'across-table' }, element('thead', {}, element('tr', {}, ...heads)), rows);
  const behindTotal = element('div', { id: 'across-behind-total' });
  const whole = element('section', { class: 'across', 'aria-label': 'Who speaks' }, total, behindTotal, questions, element('p', { class: 'kept-steps' }, filter, newsroom, month, csv, json), table);

  /** @type {import('./across.js').ReadArticle[]} */
  let articles = [];
  let left = 0;
  /** @type {Map<string, import('./people.js').Decision>} */
  let decisions = new Map();
  /** @type {Speaker[]} */
  let speakers = [];
  let order = { by: 'share', down: true };
  /** Key of the one whose sentences are shown. */
  let opened = '';
  /** Those sentences, so that they are read once while the table is sorted and narrowed. @type {HTMLElement | null} */
  let inside = null;

  async function read() {
    await keeping.settled();
    decisions = new Map((await readDecisions()).map((decision) => [decision.key, decision]));
    ({ articles, left } = await readAll(annotating, (left) => (total.textContent = `Reading ${plural(left, 'article')}…`)));
    offer(newsroom, 'All newsrooms', different(articles.map((article) => article.newsroom)));
    offer(month, 'All months', different(articles.map(monthOf)));
    compute();
  }

  function compute() {
    const chosen = articles.filter((article) => (!newsroom.value || article.newsroom === newsroom.value) && (!month.value || monthOf(article) === month.value));
    speakers = speakersIn(chosen, decisions);
    inside = null;
    writeTotal(total, speakers, chosen, left, (appearances) => behindTotal.replaceChildren(appearances ? sentencesOf(store, keeping, appearances) : ''));
    behindTotal.replaceChildren();
    ask();
    draw();
  }

  /** @returns {Speaker[]} that are asked for, in the order of the table */
  function shown() {
    const words = wordsOf(filter.value);
    const wanted = speakers.filter(({ name, names, roles }) => words.every((word) => folded([name, ...names.values(), ...roles].join(' ')).includes(word)));
    const { value } = COLUMNS.find(({ by }) => by === order.by) ?? COLUMNS[0];
    return wanted.sort((one, other) => {
      const [first, second] = [value(one), value(other)];
      const difference = first < second ? -1 : first > second ? 1 : 0;
      return (order.down ? -difference : difference) || other.statements - one.statements;
    });
  }

  function draw() {
    COLUMNS.forEach(({ by }, index) => (heads[index].ariaSort = by === order.by ? (order.down ? 'descending' : 'ascending') : 'none'));
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.place;
    const list = shown();
    rows.replaceChildren(...list.slice(0, MOST_ROWS).flatMap(row));
    if (list.length === 0) rows.append(element('tr', {}, element('td', { colspan: COLUMNS.length }, 'Nobody.')));
    if (list.length > MOST_ROWS) rows.append(element('tr', {}, element('td', { colspan: COLUMNS.length }, `${plural(list.length - MOST_ROWS, 'row')} more: the files have them all.`)));
    if (focused) /** @type {HTMLElement | null} */ (rows.querySelector(`[data-place="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {string} by */
  function sort(by) {
    order = { by, down: order.by === by ? !order.down : by !== 'name' };
    draw();
  }

  /** @param {Speaker} speaker @returns {Node[]} */
  function row(speaker) {
    const { key, naming, kind, roles, statements, words, share, appearances } = speaker;
    const isOpen = key === opened;
    const name = nameOf(speaker);
    const number = (/** @type {string} */ what, /** @type {string} */ count, /** @type {string} */ label) =>
      element('button', { type: 'button', 'data-place': `${what} ${key}`, 'aria-expanded': String(isOpen), 'aria-label': `${count} ${label} ${name}`, onclick: () => toggle(key) }, count);
    const line = element(
      'tr',
      { class: naming },
      element('th', { scope: 'row' }, name, element('span', { class: 'aside' }, [naming === 'named' ? '' : NAMINGS[naming], kind === 'person' ? '' : kind, ...roles].filter(Boolean).join(' · '))),
      element('td', {}, number('articles', String(appearances.length), appearances.length === 1 ? 'article:' : 'articles:')),
      element('td', {}, number('quotes', String(statements), statements === 1 ? 'quote:' : 'quotes:')),
      element('td', {}, element('meter', { min: 0, max: 1, value: share, 'aria-label': `Share of quoted words: ${name}` }), number('words', `${words} · ${percent(share)}`, 'of the quoted words:')),
      element('td', {}, kind === 'person' ? choice(speaker) : null),
    );
    if (!isOpen) return [line];
    inside ??= sentences(speaker);
    return [line, element('tr', {}, element('td', { colspan: COLUMNS.length }, inside))];
  }

  /** @param {string} key */
  function toggle(key) {
    opened = key === opened ? '' : key;
    inside = null;
    draw();
  }

  /** What the texts call somebody by, to be put right. @param {Speaker} speaker */
  function choice({ key, name, said, byHand }) {
    const select = element('select', { 'data-place': `said ${key}`, 'aria-label': `What the articles call ${name}`, onchange: () => decide(key, { said: /** @type {any} */ (select.value) }) });
    for (const [value, words] of Object.entries(SAID)) select.append(element('option', { value, selected: value === (said ?? 'unsaid') }, words));
    return byHand ? element('span', {}, select, element('span', { class: 'aside' }, 'by hand')) : select;
  }

  /** @param {string} key @param {Partial<import('./people.js').Decision>} change */
  async function decide(key, change) {
    const decision = { ...decisions.get(key), ...change, key };
    decisions.set(key, decision);
    await saveDecision(decision).catch((failure) => store.tell(`This holds only until the page closes: it could not be kept (${messageOf(failure)}).`));
    compute();
  }

  function ask() {
    const open = questionsOn(speakers, decisions);
    questions.hidden = open.length === 0;
    questions.replaceChildren(
      ...open.slice(0, MOST_QUESTIONS).map(({ one, other }) =>
        element(
          'p',
          {},
          `Is “${one.name}” ${about(one)} the same as “${other.name}” ${about(other)}? `,
          element('button', { type: 'button', 'aria-label': `${one.name} and ${other.name} are the same`, onclick: () => decide(one.key, { into: other.key }) }, 'The same'),
          element('button', { type: 'button', 'aria-label': `${one.name} and ${other.name} are two people`, onclick: () => setApart(one, other) }, 'Two people'),
        ),
      ),
      open.length > MOST_QUESTIONS ? element('p', { class: 'aside' }, `${open.length - MOST_QUESTIONS} more to ask.`) : '',
    );
  }

  /** @param {Speaker} one @param {Speaker} other */
  function setApart(one, other) {
    return decide(one.key, { apart: [...(decisions.get(one.key)?.apart ?? []), other.key] });
  }

  /** The names that are counted as one, and what is said, by article. @param {Speaker} speaker */
  function sentences({ key, names, appearances }) {
    const whole = sentencesOf(store, keeping, appearances);
    const merged = [...names].filter(([own]) => own !== key);
    whole.prepend(...merged.map(([own, name]) => element('p', { class: 'aside' }, `Counted with “${name}”, as you said. `, element('button', { type: 'button', onclick: () => decide(own, { into: undefined }) }, 'Take apart'))));
    return whole;
  }

  return {
    whole,
    draw: () => read().catch((failure) => void (total.textContent = `The articles could not be read: ${messageOf(failure)}.`)),
  };
}

/** @param {HTMLSelectElement} select @param {string} all @param {string[]} values */
function offer(select, all, values) {
  const { value } = select;
  select.hidden = values.length === 0;
  select.replaceChildren(element('option', { value: '' }, all), ...values.map((one) => element('option', { value: one, selected: one === value }, one)));
}

/** Role and article, which tell two of one name apart. @param {Speaker} speaker */
function about({ roles, appearances }) {
  const [first] = appearances;
  return `(${[...roles.slice(0, 1), appearances.length > 1 ? plural(appearances.length, 'article') : first.article.title].join('; ')})`;
}
