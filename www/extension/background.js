/** The extension's background: annotates what pages send it, and has a page marked when its button is clicked. */
import { sharedAnnotator } from '../lib/shared-annotator.js';

const { chrome } = /** @type {any} */ (globalThis);

/** @param {{ text: string, date: string | null }} article */
async function answer({ text, date }) {
  try {
    const annotator = await sharedAnnotator({ worker: 'none' });
    return { annotations: await annotator.annotate(text, { date }) };
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
