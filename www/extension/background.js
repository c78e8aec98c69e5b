/** The extension's background: annotates what pages send it, and has a page marked when its button is clicked. */
import { sharedAnnotator } from '../lib/shared-annotator.js';

const { chrome } = /** @type {any} */ (globalThis);

/** What is found in an article, with who is heard in it; or, where a format is named, the file of what was found. @param {any} asked */
async function answer({ text, date, format, annotations }) {
  try {
    const annotator = await sharedAnnotator({ worker: 'none' });
    if (format) return { content: await annotator.export(format, text, annotations) };
    const found = await annotator.annotate(text, { date });
    return { annotations: found, sources: await annotator.sources(text, found) };
  } catch (/** @type {any} */ { code, message }) {
    return { error: { code, message } };
  }
}

chrome.runtime.onMessage.addListener((/** @type {any} */ message, /** @type {any} */ sender, /** @type {(answer: unknown) => void} */ send) => {
  if (sender.id !== chrome.runtime.id || typeof message?.text !== 'string') return false;
  answer(message).then(send);
  // The answer comes later.
  return true;
});

chrome.action.onClicked.addListener(({ id }) => chrome.scripting.executeScript({ target: { tabId: id }, files: ['content.js'] }));
