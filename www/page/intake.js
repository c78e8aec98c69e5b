/** How texts come in: pasted, dropped, opened, or picked from the samples. */
import { messageOf } from '../errors.js';
import { historyOf } from './correcting/history.js';
import { byId } from './dom.js';
import { LONGEST_UNDONE } from './editing.js';
import { TextFileError, textOfFile } from './files.js';
import { textOfHtml } from './html-text.js';
import { joinBrokenLines } from './broken-lines.js';

/**
 * @param {import('./state.js').Store} store
 * @param {ReturnType<typeof import('./editing.js').startEditing>} editing
 */
export function startIntake(store, editing) {
  /** @param {string} text @param {string | null} [date] @param {string} [what] */
  function take(text, date = null, what = 'The article') {
    if (!text.trim()) {
      store.tell(`${what} holds no text.`);
      return;
    }
    const hadText = store.state.text.trim() !== '';
    editing.replace(text);
    store.correct({ date, english: false, ...historyOf([]) });
    if (hadText) store.tell(`${what} has taken the place of the earlier text.`, { undo: editing.undo });
    else store.update({ notice: null });
  }

  /** @param {File} file */
  async function open(file) {
    try {
      const { text, date } = await textOfFile(file);
      take(text, date, `“${file.name}”`);
    } catch (failure) {
      store.tell(failure instanceof TextFileError ? failure.message : `“${file.name}” cannot be read: ${messageOf(failure)}`);
    }
  }

  addEventListener('paste', (event) => {
    const field = event.target instanceof Element && event.target.closest('input');
    if (!event.clipboardData || field) return;
    const [file] = event.clipboardData.files;
    const plain = event.clipboardData.getData('text/plain');
    if (file && !plain) {
      event.preventDefault();
      open(file);
      return;
    }
    const text = pastedText(event.clipboardData.getData('text/html'), plain);
    if (event.target !== byId('editor') || text.length > LONGEST_UNDONE) {
      event.preventDefault();
      take(text, null, 'The pasted article');
    } else if (text !== plain.replace(/\r\n?/g, '\n')) {
      event.preventDefault();
      editing.paste(text);
    }
  });

  const surface = byId('surface');
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    surface.classList.add('receiving');
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) surface.classList.remove('receiving');
  });
  addEventListener('drop', (event) => {
    surface.classList.remove('receiving');
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    open(file);
  });

  /** @type {HTMLInputElement} */
  const chooser = byId('file');
  byId('open').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    if (chooser.files?.[0]) open(chooser.files[0]);
    chooser.value = '';
  });
  byId('clear').addEventListener('click', () => {
    editing.replace('');
    store.correct({ date: null, english: false, ...historyOf([]) });
    store.tell('The text has been cleared.', { undo: editing.undo });
  });
  for (const button of document.querySelectorAll('[data-sample]')) {
    button.addEventListener('click', () => openSample(/** @type {HTMLElement} */ (button).dataset.sample ?? ''));
  }

  /** @param {string} name */
  async function openSample(name) {
    try {
      const response = await fetch(`samples/${name}.txt`);
      if (!response.ok) throw new Error(`status ${response.status}`);
      take((await response.text()).trim(), null, 'The sample');
    } catch {
      store.tell('The sample could not be loaded.');
    }
  }
}

/** Rich text keeps its paragraphs and loses what is not the article; plain text its broken lines. @param {string} html @param {string} plain */
function pastedText(html, plain) {
  const rich = html ? textOfHtml(html).text : '';
  // Some programs put only a wrapper into the rich form.
  return rich.length > plain.length / 4 ? rich : joinBrokenLines(plain.replace(/\r\n?/g, '\n'));
}
