/** How texts come in: pasted, dropped, opened, or picked from the samples. */
import { messageOf } from '../../lib/errors.js';
import { LONGEST_UNDONE } from '../article/editing.js';
import { historyOf } from '../correcting/history.js';
import { byId } from '../dom.js';
import { filesIn } from './folders.js';
import { isWebPage, plain, TextFileError, textOfFile } from './files.js';
import { textOfPlain } from './plain-text.js';
import { articlesIn } from './several.js';
import { articleIn } from './web-page.js';

/** @typedef {import('./web-page.js').Incoming} Incoming */

/**
 * @param {import('../state/state.js').Store} store
 * @param {ReturnType<typeof import('../article/editing.js').startEditing>} editing
 * @param {{ take: (files: File[]) => Promise<boolean>, split: (starts: number[]) => Promise<void> }} desk takes several files, and those that it has saved
 */
export function startIntake(store, editing, desk) {
  /** @param {Incoming} incoming @param {string} [what] */
  function take({ text, date, leftOut }, what = 'The article') {
    if (!text.trim()) {
      store.tell(`${what} holds no text.`);
      return;
    }
    const hadText = store.state.text.trim() !== '';
    editing.replace(text);
    store.correct({ date, english: false, ...historyOf([]) });
    store.update({ leftOut });
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
      take(await textOfFile(file), `“${file.name}”`);
    } catch (failure) {
      store.tell(failure instanceof TextFileError ? failure.message : `“${file.name}” cannot be read: ${messageOf(failure)}`);
    }
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
    const incoming = pasted(event.clipboardData.getData('text/html'), written);
    const { text } = incoming;
    const into = event.target === byId('editor') && store.state.text.trim() !== '' && !editing.isAllSelected();
    if (!into || text.length > LONGEST_UNDONE) {
      event.preventDefault();
      take(incoming, 'The pasted article');
    } else if (text !== written) {
      event.preventDefault();
      editing.insert(text);
    }
  });

  /** What lies on the clipboard, for those who have no keys to paste with. */
  async function pasteHere() {
    try {
      const [item] = await navigator.clipboard.read();
      const read = async (/** @type {string} */ type) => (item.types.includes(type) ? (await item.getType(type)).text() : '');
      take(pasted(await read('text/html'), (await read('text/plain')).replace(/\r\n?/g, '\n')), 'The clipboard');
    } catch {
      byId('editor').focus();
      store.tell('This browser does not let a button paste. Press Ctrl+V, or hold your finger on the text and choose Paste.');
    }
  }
  for (const button of ['paste', 'paste-here']) byId(button).addEventListener('click', pasteHere);

  const surface = byId('surface');
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
    editing.replace('');
    store.correct({ date: null, english: false, ...historyOf([]) });
    store.update({ leftOut: [] });
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

/** Rich text keeps its paragraphs and loses what is not the article; plain text its broken lines. @param {string} html @param {string} written @returns {Incoming} */
function pasted(html, written) {
  if (isWebPage(written)) return articleIn(written);
  const rich = html ? articleIn(html) : plain('');
  // Some programs put only a wrapper into the rich form.
  const all = rich.text.length + rich.leftOut.reduce((sum, { text }) => sum + text.length, 0);
  return rich.text !== '' && all > written.length / 4 ? rich : plain(textOfPlain(written));
}

/** Whether a text is nothing but the address of one. @param {string} text */
function isAddress(text) {
  return /^\s*(?:https?:\/\/|www\.)\S+\s*$/.test(text);
}
