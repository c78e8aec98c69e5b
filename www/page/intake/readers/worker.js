/** The readers that need no page, in a thread of their own; each comes when the first file of its kind does. */
import { TextFileError } from '../text-file-error.js';

/**
 * @typedef {{ kind: 'word' | 'rtf' | 'mail' | 'markdown' | 'plain', content: Uint8Array | string, name: string }} Task
 * @typedef {{ read: any } | { refused: string } | { failed: string }} Answer
 */

/** @type {Record<Task['kind'], () => Promise<(content: any, name: string) => unknown>>} */
const READERS = {
  word: async () => (await import('./word.js')).readWord,
  rtf: async () => (await import('./rtf.js')).readRtf,
  mail: async () => (await import('./mail.js')).readMail,
  markdown: async () => (await import('../markdown-text.js')).textOfMarkdown,
  plain: async () => (await import('../plain-text.js')).textOfPlain,
};

addEventListener('message', async ({ data }) => postMessage(await answer(data)));

/** @param {Task} task @returns {Promise<Answer>} */
async function answer({ kind, content, name }) {
  try {
    const read = await READERS[kind]();
    return { read: await read(content, name) };
  } catch (failure) {
    if (failure instanceof TextFileError) return { refused: failure.message };
    return { failed: failure instanceof Error ? failure.message : String(failure) };
  }
}
