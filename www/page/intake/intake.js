/** How texts come in: pasted, dropped, opened, or picked from the samples. */
import { messageOf } from '../../lib/errors.js';
import { LONGEST_UNDONE } from '../article/editing.js';
import { historyOf } from '../correcting/history.js';
import { byId } from '../dom.js';
import { filesIn } from './folders.js';
import { isWebPage, plain, readText, textOfFile } from './files.js';
import { paced } from './pace.js';
import { textOfPlain } from './plain-text.js';
import { articlesIn } from './several.js';
import { TextFileError } from './text-file-error.js';
import { articleIn } from './web-page.js';

/** @typedef {import('./web-page.js').Incoming} Incoming */
/** @typedef {import('./pace.js').Pace} Pace */

/** Milliseconds after which one should be told that what came is still being read. */
const LONG = 1_000;

/**
 * @param {import('../state/state.js').Store} store
 * @param {ReturnType<typeof import('../article/editing.js').startEditing>} editing
 * @param {{ take: (files: File[]) => Promise<boolean>, split: (starts: number[]) => Promise<void> }} desk takes several files, and those that it has saved
 */
export function startIntake(store, editing, desk) {
  const surface = byId('surface');
  /** What is being read; `surface` is busy as long. */
  let reading = new AbortController();

  /**
   * Reads what has come, in slices. What comes next, or a person, calls it off.
   * @param {string} what @param {(pace: Pace) => Promise<Incoming>} work @param {(incoming: Incoming) => void} [accept]
   */
  async function read(what, work, accept = (incoming) => take(incoming, what)) {
    reading.abort();
    const calling = (reading = new AbortController());
    const { signal } = calling;
    /** @type {import('../state/state.js').Notice} */
    const notice = { message: `${what} is being read…`, offer: { words: 'Stop', accept: () => calling.abort() } };
    const telling = setTimeout(() => store.update({ notice }), LONG);
    surface.ariaBusy = 'true';
    signal.addEventListener('abort', done);
    try {
      const incoming = await work(paced(signal));
      if (signal.aborted) return;
      done();
      accept(incoming);
    } catch (failure) {
      if (!signal.aborted) store.tell(failure instanceof TextFileError ? failure.message : `${what} cannot be read: ${messageOf(failure)}`);
    } finally {
      clearTimeout(telling);
      if (reading === calling) surface.ariaBusy = null;
    }

    function done() {
      clearTimeout(telling);
      if (store.state.notice === notice) store.update({ notice: null });
    }
  }

  /** @param {Incoming} incoming @param {string} [what] */
  function take({ text, date, leftOut }, what = 'The article') {
    reading.abort();
    if (!text.trim()) {
      store.tell(`${what} holds no text.`);
      return;
    }
    const hadText = store.state.text.trim() !== '';
    editing.replace(text, { corrections: { date, english: false, ...historyOf([]) }, leftOut });
    const undo = hadText ? editing.undo : undefined;
    const count = articlesIn(text).length;
    if (isAddress(text)) {
      store.tell('That is an address. This page reaches no other, so open it, select all (Ctrl+A), copy, and paste here.', { undo });
    } else if (count > 1) {
      const split = () => desk.split(articlesIn(store.state.text));
      store.tell(`These look like ${count === 2 ? 'two' : count} articles, whose people and sources are counted together.`, { undo, offer: { words: 'Split them', accept: split } });
    } else if (undo) {
      store.tell(`${what} has taken the place of the earlier text.`, { undo });
    } else {
      store.update({ notice: null });
    }
  }

  /** @param {File[]} files one is read as the article, several as one article each */
  async function open(files) {
    const [file] = files;
    try {
      if (await desk.take(files)) return;
    } catch (failure) {
      store.tell(failure instanceof TextFileError ? failure.message : `“${file.name}” cannot be read: ${messageOf(failure)}`);
      return;
    }
    await read(`“${file.name}”`, (pace) => textOfFile(file, pace));
  }

  addEventListener('paste', (event) => {
    const field = event.target instanceof Element && event.target.closest('input');
    if (!event.clipboardData || field) return;
    const files = [...event.clipboardData.files];
    const written = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n');
    if (files.length > 0 && !written) {
      event.preventDefault();
      open(files);
      return;
    }
    const html = event.clipboardData.getData('text/html');
    const into = event.target === byId('editor') && store.state.text.trim() !== '' && !editing.isAllSelected();
    event.preventDefault();
    const what = 'The pasted article';
    read(what, (pace) => pasted(html, written, pace), (incoming) => {
      if (!into || incoming.text.length > LONGEST_UNDONE) take(incoming, what);
      else insert(incoming.text);
    });
  });

  /** @param {string} text */
  function insert(text) {
    if (store.state.view.face !== 'edit') store.look({ face: 'edit' });
    editing.insert(text);
  }

  /** What lies on the clipboard, for those who have no keys to paste with. */
  async function pasteHere() {
    try {
      const [item] = await navigator.clipboard.read();
      const inKind = async (/** @type {string} */ type) => (item.types.includes(type) ? (await item.getType(type)).text() : '');
      const [html, written] = [await inKind('text/html'), (await inKind('text/plain')).replace(/\r\n?/g, '\n')];
      await read('The clipboard', (pace) => pasted(html, written, pace));
    } catch {
      byId('editor').focus();
      store.tell('This browser does not let a button paste. Press Ctrl+V, or hold your finger on the text and choose Paste.');
    }
  }
  for (const button of ['paste', 'paste-here']) byId(button).addEventListener('click', pasteHere);

  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    surface.classList.add('receiving');
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) surface.classList.remove('receiving');
  });
  addEventListener('drop', async (event) => {
    surface.classList.remove('receiving');
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    try {
      const files = await filesIn(event.dataTransfer);
      if (files.length > 0) open(files);
      else store.tell('There is no file in that folder.');
    } catch (failure) {
      store.tell(`What was dropped cannot be read: ${messageOf(failure)}`);
    }
  });

  /** @type {HTMLInputElement} */
  const chooser = byId('file');
  byId('open').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    if (chooser.files?.length) open([...chooser.files]);
    chooser.value = '';
  });
  byId('clear').addEventListener('click', () => {
    reading.abort();
    editing.replace('', { corrections: { date: null, english: false, ...historyOf([]) }, leftOut: [] });
    store.tell('The text has been cleared.', { undo: editing.undo });
  });
  for (const button of document.querySelectorAll('[data-sample]')) {
    button.addEventListener('click', () => openSample(/** @type {HTMLElement} */ (button).dataset.sample ?? ''));
  }

  takeShared();

  /** What another app has shared with this one, as the manifest asks for it. */
  function takeShared() {
    const { searchParams } = new URL(location.href);
    const parts = ['title', 'text', 'url'].flatMap((name) => searchParams.get(name)?.trim() || []);
    if (parts.length === 0) return;
    // It is taken once, and not again when the page is opened anew.
    history.replaceState(null, '', location.pathname);
    take(plain(textOfPlain(searchParams.get('text') ? parts.slice(0, 2).join('\n\n') : parts[parts.length - 1])), 'What was shared');
  }

  /** @param {string} name */
  async function openSample(name) {
    try {
      const { samples } = await import('./samples.js');
      take(plain(samples[name].trim()), 'The sample');
    } catch {
      store.tell('The sample could not be loaded.');
    }
  }
}

/** Rich text keeps its paragraphs and loses what is not the article; plain text its broken lines. @param {string} html @param {string} written @param {Pace} pace @returns {Promise<Incoming>} */
async function pasted(html, written, pace) {
  if (isWebPage(written)) return articleIn(written, pace);
  const rich = html ? await articleIn(html, pace) : plain('');
  // Some programs put only a wrapper into the rich form.
  const all = rich.text.length + rich.leftOut.reduce((sum, { text }) => sum + text.length, 0);
  return rich.text !== '' && all > written.length / 4 ? rich : plain(await readText('plain', written, pace));
}

/** Whether a text is nothing but the address of one. @param {string} text */
function isAddress(text) {
  return /^\s*(?:https?:\/\/|www\.)\S+\s*$/.test(text);
}
