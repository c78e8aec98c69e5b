/// <reference path="../../state/assets.d.ts" />
/** Reading in another thread, which holds up no key, and ends at once where it is called off. */
import { TextFileError } from '../text-file-error.js';

/**
 * @typedef {import('./worker.js').Task} Task
 * @typedef {import('./worker.js').Answer} Answer
 */

/** One waits for the next file: in a folder there are a thousand. @type {Worker | null} */
let waiting = null;

/**
 * @param {Task['kind']} kind @param {Task['content']} content is handed over, where it is bytes
 * @param {{ name?: string, signal?: AbortSignal }} options
 * @returns {Promise<any>} what the reader gives; throws a {@link TextFileError}, or the signal's reason
 */
export async function readApart(kind, content, { name = '', signal } = {}) {
  signal?.throwIfAborted();
  const worker = waiting ?? startReader(ASSETS.reader);
  waiting = null;
  try {
    const answer = await answerOf(worker, { kind, content, name }, signal);
    if (waiting) worker.terminate();
    else waiting = worker;
    if ('refused' in answer) throw new TextFileError(answer.refused);
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.read;
  } catch (failure) {
    if (waiting !== worker) worker.terminate();
    throw failure;
  }
}

/** @param {Worker} worker @param {Task} task @param {AbortSignal} [signal] @returns {Promise<Answer>} */
function answerOf(worker, task, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal?.reason);
    signal?.addEventListener('abort', stop);
    worker.onmessage = ({ data }) => (signal?.removeEventListener('abort', stop), resolve(data));
    worker.onerror = (event) => (event.preventDefault(), signal?.removeEventListener('abort', stop), reject(new Error('its reader cannot be loaded')));
    worker.postMessage(task, typeof task.content === 'string' ? [] : [task.content.buffer]);
  });
}

/** From the page's own memory, so that the page's policy binds it too. @param {Asset} asset */
export function startReader({ address }) {
  const script = new URL(address, document.baseURI).href;
  const detour = URL.createObjectURL(new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' }));
  return new Worker(detour, { type: 'module' });
}
