/** Many files at once: each becomes an article of its own, is kept and read. Tells how far it is, and what could not be read. */
import { messageOf } from '../../lib/errors.js';
import { byId, element, plural } from '../dom.js';
import { textOfFile } from '../intake/files.js';
import { eachArticle, saveArticle } from '../state/articles.js';
import { newId } from '../state/tabs.js';
import { isNewsmarkFile, readNewsmarkFile } from './article-file.js';
import { makeDigest } from './digests.js';
import { checkedDecision, saveDecision } from './people.js';
import { onAllCores } from './pool.js';

/**
 * @typedef {import('../state/database.js').KeptArticle} KeptArticle
 * @typedef {{ total: number, done: number, read: number, known: number, quotes: number, errors: { name: string, message: string }[] }} Count
 * @typedef {'reading' | 'done' | 'stopped'} Step
 */

/** Errors that are listed. */
const MOST_ERRORS = 100;

/** @param {import('../state/state.js').Store} store @param {import('../state/keeping.js').Keeping} keeping @param {import('./opening.js').Annotating} annotating */
export function takeMany(store, keeping, annotating) {
  const bar = element('progress', { 'aria-label': 'Files read' });
  const words = element('p', { role: 'status', id: 'many-words' });
  const errors = element('ul', { class: 'many-errors', id: 'many-errors' });
  const cancel = element('button', { type: 'button', id: 'many-cancel' }, 'Stop');
  const close = element('button', { type: 'button', hidden: true }, 'Close this list');
  const progress = element('section', { class: 'many', id: 'many', 'aria-label': 'Files coming in', hidden: true }, words, bar, cancel, close, errors);
  const choosers = { files: chooser({ multiple: true, accept: /** @type {HTMLInputElement} */ (byId('file')).accept }), folder: chooser({ webkitdirectory: true }) };
  progress.append(choosers.files, choosers.folder);
  let calling = new AbortController();
  let changed = () => {};
  /** Files that come while others are being read wait for them. */
  let last = Promise.resolve();
  cancel.addEventListener('click', () => calling.abort());
  close.addEventListener('click', () => (progress.hidden = true));

  /** @param {Record<string, unknown>} attributes */
  function chooser(attributes) {
    const input = element('input', { type: 'file', class: 'unseen', tabindex: -1, 'aria-hidden': 'true', ...attributes });
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      input.value = '';
      take(files);
    });
    return input;
  }

  /** @param {File[]} files */
  function take(files) {
    last = last.then(() => takeAll(files)).catch((failure) => store.tell(`The files could not be read: ${messageOf(failure)}.`));
    return last;
  }

  /** @param {File[]} files */
  async function takeAll(files) {
    if (files.length === 0) return;
    await keeping.settled();
    calling = new AbortController();
    const { signal } = calling;
    /** @type {Count} */
    const count = { total: files.length, done: 0, read: 0, known: 0, quotes: 0, errors: [] };
    const isSmall = files.length === 1;
    const show = (/** @type {Step} */ step) => isSmall || draw(count, step);
    if (!isSmall) {
      store.look({ room: 'desk' });
      progress.hidden = false;
      errors.replaceChildren();
    }
    show('reading');
    /** @type {KeptArticle | null} */
    let single = null;
    const known = await fingerprints();
    await onAllCores(
      files.values(),
      annotating.another,
      async (file, annotator) => {
        try {
          for (const article of await articlesIn(file)) {
            signal.throwIfAborted();
            const print = fingerprint(article);
            if (known.has(print)) count.known += 1;
            else single = await keep(article, annotator, count, signal);
            known.add(print);
          }
        } catch (failure) {
          if (signal.aborted) return;
          count.errors.push({ name: file.name, message: messageOf(failure) });
          if (isSmall) throw failure;
        }
        count.done += 1;
        show('reading');
      },
      signal,
    );
    show(signal.aborted ? 'stopped' : 'done');
    changed();
    if (isSmall) await showSingle(single, count, files[0].name);
  }

  /** @param {KeptArticle | null} single @param {Count} count @param {string} name */
  async function showSingle(single, { read, known }, name) {
    if (read === 1 && single && known === 0) {
      await keeping.open(single.id);
      store.look({ room: 'article' });
      store.tell(`“${name}” is open, with its corrections and notes.`, { passing: true });
    } else {
      store.look({ room: 'desk' });
      store.tell(`${plural(read, 'article')} taken in from “${name}”${known ? `; ${known} ${known === 1 ? 'was' : 'were'} there already` : ''}.`);
    }
  }

  /** Articles are kept where nothing can be annotated, too. @param {KeptArticle} article @param {import('../../lib/worker-annotator.js').WorkerAnnotator | null} annotator @param {Count} count @param {AbortSignal} signal */
  async function keep(article, annotator, count, signal) {
    const kept = await saveArticle(article);
    keeping.tellTabs({ id: kept.id });
    count.read += 1;
    const digest = annotator && (await makeDigest(kept, annotator, signal).catch(() => null));
    count.quotes += digest?.voices.reduce((sum, { statements }) => sum + statements, 0) ?? 0;
    return kept;
  }

  /** @param {File} file @returns {Promise<KeptArticle[]>} */
  async function articlesIn(file) {
    if (await isNewsmarkFile(file)) {
      const { articles, people } = readNewsmarkFile(await file.text(), file.name);
      for (const decision of people) {
        const checked = checkedDecision(decision);
        if (checked) await saveDecision(checked);
      }
      return articles.map((article) => ({ ...article, id: newId(), tab: '', created: article.created || Date.now(), edited: article.edited || Date.now() }));
    }
    const { text, date } = await textOfFile(file);
    if (!text.trim()) throw new Error('it holds no text');
    const [folder] = file.webkitRelativePath.split('/');
    const now = Date.now();
    return [{ id: newId(), version: 0, tab: '', title: '', newsroom: folder, text, date, english: false, made: [], face: 'read', created: now, edited: now, deleted: null }];
  }

  /** @param {Count} count @param {Step} step */
  function draw(count, step) {
    const { total, done, read, known, quotes, errors: failed } = count;
    bar.max = total;
    bar.value = done;
    const isOver = step !== 'reading';
    bar.hidden = isOver;
    cancel.hidden = isOver;
    close.hidden = !isOver;
    const facts = [
      step === 'reading' ? `Reading ${done.toLocaleString('en')} of ${plural(total, 'file')}` : step === 'done' ? `${plural(read, 'article')} read` : `Stopped after ${plural(read, 'article')}; they are kept`,
      plural(quotes, 'statement'),
      known ? `${known} there already` : '',
      failed.length ? `${plural(failed.length, 'file')} could not be read` : '',
    ];
    words.textContent = `${facts.filter(Boolean).join(' · ')}.`;
    for (const { name, message } of failed.slice(errors.childElementCount, MOST_ERRORS)) errors.append(element('li', {}, `${name}: ${message}`));
  }

  return {
    progress,
    take,
    /** @param {boolean} folder */
    choose: (folder) => choosers[folder ? 'folder' : 'files'].click(),
    /** @param {() => void} listener */
    onchange: (listener) => (changed = listener),
  };
}

/** What sets apart the articles that are there already. */
async function fingerprints() {
  /** @type {Set<string>} */
  const found = new Set();
  await eachArticle((article) => void (article.deleted === null && found.add(fingerprint(article))));
  return found;
}

/** Two texts of the same length and sum that are not the same are rarer than a broken disk. @param {KeptArticle} article */
function fingerprint({ text, date, made }) {
  const all = `${date} ${JSON.stringify(made)} ${text}`;
  let one = 0x811c9dc5;
  let other = 5381;
  for (let place = 0; place < all.length; place += 1) {
    const unit = all.charCodeAt(place);
    // FNV-1a and djb2, two sums that err on different texts.
    one = Math.imul(one ^ unit, 0x01000193);
    other = (Math.imul(other, 33) + unit) | 0;
  }
  return `${all.length} ${one} ${other}`;
}
