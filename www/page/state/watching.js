/** Ends a worker that answers no more: whoever waits for it is told that it broke down, and the next call gets a new one. */

/** Milliseconds without a sign of life, and those more for each character of a text. */
const PATIENCE = 30_000;
const PER_CHARACTER = 0.05;

/** @param {() => Worker} start */
export function watchWorkers(start) {
  /** @type {Worker | null} */
  let worker = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let patience = PATIENCE;
  /** Calls that somebody waits for. A worker that has nothing to do may be silent. */
  let watched = 0;

  function end() {
    worker?.terminate();
    worker?.dispatchEvent(new ErrorEvent('error', { message: 'it answers no more', cancelable: true }));
  }
  function signOfLife() {
    clearTimeout(timer);
    if (watched > 0) timer = setTimeout(end, patience);
  }

  return {
    start() {
      worker = start();
      worker.addEventListener('message', signOfLife);
      return worker;
    },
    /**
     * @template T
     * @param {number} length characters that there are to be read
     * @param {() => Promise<T>} call
     */
    async watch(length, call) {
      patience = PATIENCE + length * PER_CHARACTER;
      watched += 1;
      signOfLife();
      try {
        return await call();
      } finally {
        watched -= 1;
        if (watched === 0) clearTimeout(timer);
      }
    },
  };
}
