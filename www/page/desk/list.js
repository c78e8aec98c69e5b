/** The list of articles: search, open, rename, duplicate, save, delete and bring back. */
import { element, plural } from '../dom.js';
import { tried } from '../notices.js';
import { eachArticle, isGone, readArticle, removeArticle, saveArticle } from '../state/articles.js';
import { titleOf } from '../state/first-line.js';
import { newId } from '../state/tabs.js';
import { countWords } from '../state/word-count.js';
import { saveArticleFile, saveDesk } from './article-file.js';
import { readDecisions } from './people.js';
import { findIn, wordsOf } from './search.js';

/**
 * @typedef {import('../state/database.js').KeptArticle} KeptArticle
 * @typedef {ReturnType<typeof findIn>} Found
 * @typedef {{ id: string, title: string, date: string | null, newsroom: string, words: number, edited: number, found: Found, notes: number, corrections: number }} Row
 */

/** Rows that are drawn; search finds the rest. */
const MOST_ROWS = 300;
/** Milliseconds without a keystroke after which a search starts. */
const PAUSE = 150;
const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/**
 * @param {import('../state/state.js').Store} store @param {import('../state/keeping.js').Keeping} keeping
 * @param {{ choose: (folder: boolean) => void }} many
 */
export function listArticles(store, keeping, many) {
  const search = element('input', { type: 'search', id: 'desk-search', 'aria-label': 'Search in all articles', placeholder: 'Search names and words in all articles' });
  const count = element('p', { class: 'aside', role: 'status', id: 'desk-count' });
  const rows = element('ul', { class: 'kept-list', id: 'desk-list' });
  const deleted = element('details', { class: 'kept-deleted', id: 'desk-deleted', hidden: true });
  const steps = element(
    'p',
    { class: 'kept-steps' },
    button('New article', () => create(), { class: 'main-button', id: 'desk-new' }),
    button('Open files…', () => many.choose(false), { id: 'desk-files' }),
    button('Open a folder…', () => many.choose(true), { id: 'desk-folder' }),
    button('Save all as one file', () => saveAll(), { id: 'desk-save' }),
  );
  const whole = element('section', { 'aria-label': 'List of articles' }, steps, search, count, rows, deleted);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(tried, PAUSE, store, draw);
  });
  let drawing = 0;
  // A title that is being written is kept when the desk is left.
  store.subscribe((state, previous) => {
    if (previous.view.room === 'desk' && state.view.room !== 'desk') rows.querySelector('form')?.requestSubmit();
  });

  /** @param {string} name @param {(event: Event) => unknown} step @param {Record<string, unknown>} [more] */
  function button(name, step, more = {}) {
    return element('button', { type: 'button', ...more, onclick: (/** @type {Event} */ event) => tried(store, () => step(event)) }, name);
  }

  async function draw() {
    const turn = ++drawing;
    const words = wordsOf(search.value);
    /** @type {Row[]} */
    const shown = [];
    /** @type {Row[]} */
    const gone = [];
    let all = 0;
    await eachArticle(async (article) => {
      // A newer search has come meanwhile.
      if (turn !== drawing) return;
      if (isGone(article, Date.now())) return removeArticle(article.id);
      if (article.deleted !== null) {
        gone.push(rowOf(article, null));
        return;
      }
      all += 1;
      const found = words.length ? findIn(article, words) : null;
      if (!words.length || found) shown.push(rowOf(article, found));
    });
    if (turn !== drawing) return;
    // A title that somebody writes is not taken away.
    if (rows.querySelector('.kept-rename')) return;
    shown.sort(byTime);
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest('#desk-list li'))?.dataset.id;
    rows.replaceChildren(...shown.slice(0, MOST_ROWS).map(item));
    count.textContent = told(all, shown.length, words.length > 0);
    drawDeleted(gone.sort(byTime));
    if (focused) /** @type {HTMLElement | null} */ (rows.querySelector(`[data-id="${focused}"] button`))?.focus();
  }

  /** @param {Row} row */
  function item({ id, title, date, newsroom, words, edited, found, notes, corrections }) {
    const facts = [
      date ? DAY.format(new Date(`${date}T12:00`)) : '',
      newsroom,
      plural(words, 'word'),
      corrections ? plural(corrections, 'correction') : '',
      notes ? plural(notes, 'note') : '',
      `changed ${TIME.format(edited)}`,
    ];
    const isOpen = id === store.state.article.id;
    return element(
      'li',
      { 'data-id': id, class: isOpen ? 'open' : null },
      element(
        'button',
        { type: 'button', class: 'kept-open', 'aria-current': isOpen ? 'true' : null, onclick: () => tried(store, () => open(id)) },
        element('span', { class: 'kept-title' }, title),
        element('span', { class: 'aside' }, facts.filter(Boolean).join(' · ')),
        found?.found ? element('span', { class: 'kept-found' }, found.before, element('b', {}, found.found), found.after) : null,
      ),
      element(
        'span',
        { class: 'kept-row-steps' },
        button('Rename', (event) => rename(id, event), { 'aria-label': `Rename ${title}` }),
        button('Duplicate', () => duplicate(id), { 'aria-label': `Duplicate ${title}` }),
        button('Save', () => toFile(id), { 'aria-label': `Save ${title} as a file` }),
        button('Delete', () => remove(id), { 'aria-label': `Delete ${title}` }),
      ),
    );
  }

  /** @param {Row[]} gone */
  function drawDeleted(gone) {
    deleted.hidden = gone.length === 0;
    const items = gone.map(({ id, title }) => element('li', {}, element('span', {}, title), button('Bring back', () => bringBack(id), { 'aria-label': `Bring back ${title}` })));
    deleted.replaceChildren(element('summary', {}, `Deleted (${gone.length}), kept for thirty days`), element('ul', {}, ...items));
  }

  /** @param {string} id */
  async function open(id) {
    if (id !== store.state.article.id) await keeping.open(id);
    store.look({ room: 'article' });
  }

  function create() {
    keeping.begin();
    store.look({ room: 'article' });
    document.getElementById('editor')?.focus();
  }

  /** @param {string} id @param {(article: KeptArticle) => Partial<KeptArticle>} change */
  async function change(id, change) {
    await keeping.change(id, change);
    await draw();
  }

  /** @param {string} id @param {Event} event */
  async function rename(id, { target }) {
    const place = /** @type {HTMLElement} */ (target).closest('li');
    const article = await readArticle(id);
    if (!place || !article) return;
    // One at a time: the list is not drawn anew before it is closed.
    const other = rows.querySelector('input');
    if (other) return other.focus();
    const title = field('Title', titleOf(article));
    const newsroom = field('Newsroom', article.newsroom);
    const given = () => ({ title: title.input.value.trim(), newsroom: newsroom.input.value.trim() });
    const before = JSON.stringify(given());
    // A page that goes waits for nothing that has to be read first.
    const handOver = () => {
      if (JSON.stringify(given()) !== before) saveArticle({ ...article, ...given() }).catch(() => undefined);
    };
    addEventListener('pagehide', handOver);
    const close = () => {
      removeEventListener('pagehide', handOver);
      form.remove();
      return draw();
    };
    const submit = element('button', { type: 'submit' }, 'Save');
    const keep = async () => {
      submit.disabled = true;
      try {
        await keeping.change(id, given);
      } finally {
        submit.disabled = false;
      }
      await close();
    };
    const form = element(
      'form',
      {
        class: 'kept-rename',
        onsubmit: (/** @type {Event} */ submitted) => {
          submitted.preventDefault();
          tried(store, keep);
        },
        onkeydown: (/** @type {KeyboardEvent} */ { key }) => key === 'Escape' && tried(store, close),
      },
      title.row,
      newsroom.row,
      submit,
      button('Cancel', close),
    );
    place.replaceChildren(form);
    title.input.select();
    title.input.focus();
  }

  /** @param {string} id */
  async function duplicate(id) {
    await keeping.settled();
    const article = await readArticle(id);
    if (!article) return;
    await saveArticle({ ...article, id: newId(), version: 0, title: `${titleOf(article)} (copy)`, created: Date.now(), edited: Date.now() });
    await draw();
  }

  /** @param {string} id */
  async function toFile(id) {
    await keeping.settled();
    const article = await readArticle(id);
    if (article) saveArticleFile(article);
  }

  async function saveAll() {
    await keeping.settled();
    /** @type {KeptArticle[]} */
    const all = [];
    await eachArticle((article) => void (article.deleted === null && all.push(article)));
    saveDesk(all, await readDecisions());
  }

  /** @param {string} id */
  async function remove(id) {
    const isOpen = id === store.state.article.id;
    await keeping.settled();
    if (isOpen) keeping.begin();
    store.look({ room: 'desk' });
    await change(id, () => ({ deleted: Date.now() }));
    store.tell('Deleted.', { undo: () => bringBack(id) });
  }

  /** @param {string} id */
  function bringBack(id) {
    return change(id, () => ({ deleted: null }));
  }

  return { whole, draw };
}

/** @param {KeptArticle} article @param {Found} found @returns {Row} */
function rowOf(article, found) {
  const { id, date, newsroom, text, edited, made } = article;
  const notes = made.filter(({ of }) => of === 'note').length;
  return { id, title: titleOf(article), date, newsroom, words: countWords(text), edited, found, notes, corrections: made.length - notes };
}

/** @param {Row} one @param {Row} other */
function byTime(one, other) {
  return other.edited - one.edited;
}

/** @param {number} all @param {number} shown @param {boolean} isSearch */
function told(all, shown, isSearch) {
  if (all === 0) return 'Nothing is kept yet: whatever you paste, open or write is, by itself.';
  const words = isSearch ? `${shown.toLocaleString('en')} of ${plural(all, 'article')}` : plural(all, 'article');
  return shown > MOST_ROWS ? `${words}, the newest ${MOST_ROWS} shown` : words;
}

/** @param {string} name @param {string} value */
function field(name, value) {
  const input = element('input', { type: 'text', value, autocomplete: 'off' });
  return { row: element('label', {}, name, ' ', input), input };
}
