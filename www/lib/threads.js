/** A thread for the worker, in browsers and on servers, behind the same few functions. */
import { startWorker, weightsAddress, workerAddress } from './assets.js';
import { serverModule } from './server.js';

/**
 * @typedef {object} Thread
 * @property {(message: unknown) => void} post
 * @property {() => void} end
 * @property {(busy: boolean) => void} keep whether it keeps a server's process from ending
 * @typedef {{ heard: (message: any) => void, died: (reason: string) => void }} Listener
 */

/** How a browser's worker is started, unless the caller does it. */
let start = startWorker;

/** @param {() => Worker} starter */
export function startWorkersBy(starter) {
  start = starter;
}

/** Whether there are workers here at all: not in service workers. */
export function hasThreads() {
  return typeof Worker === 'function' || serverThreads() !== null;
}

/** @param {(() => any) | null} own makes the caller's own worker @param {Listener} listener @returns {Thread} */
export function startThread(own, listener) {
  const threads = serverThreads();
  const worker = own?.() ?? (threads ? new threads.Worker(workerAddress(), { execArgv: [] }) : start());
  return 'ref' in worker && 'on' in worker ? serverThread(worker, listener) : webThread(worker, listener);
}

/** The threads of a server whose files these are; of scripts from elsewhere it makes workers as browsers do. */
function serverThreads() {
  const threads = serverModule('node:worker_threads');
  return threads && weightsAddress().protocol === 'file:' ? threads : null;
}

/** @param {any} worker of `node:worker_threads` @param {Listener} listener @returns {Thread} */
function serverThread(worker, { heard, died }) {
  worker.on('message', heard);
  worker.on('error', (/** @type {Error} */ { message }) => died(message));
  worker.on('exit', () => died('it was ended from outside'));
  return {
    post: (message) => worker.postMessage(message),
    end: () => {
      worker.removeAllListeners();
      worker.on('error', () => undefined);
      worker.terminate();
    },
    keep: (busy) => (busy ? worker.ref() : worker.unref()),
  };
}

/** @param {Worker} worker @param {Listener} listener @returns {Thread} */
function webThread(worker, { heard, died }) {
  const ending = new AbortController();
  worker.onmessage = ({ data }) => {
    if (data.lock) watch(data.lock, ending.signal, died);
    heard(data);
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    died(event.message ?? 'its script cannot be loaded');
  };
  worker.onmessageerror = () => died('its answer cannot be read');
  return {
    post: (message) => worker.postMessage(message),
    end: () => {
      ending.abort();
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      worker.terminate();
    },
    keep: () => undefined,
  };
}

/** No event tells that a worker was ended from outside; but the lock that it holds is free then. @param {string} lock @param {AbortSignal} signal @param {Listener['died']} died */
function watch(lock, signal, died) {
  navigator.locks.request(lock, { signal }, () => died('it was ended from outside')).catch(() => undefined);
}
