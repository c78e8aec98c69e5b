/** Reads many texts on as many workers as the machine has cores. */
/**
 * @template T
 * @param {Iterator<T>} tasks taken one by one, as a worker is free, so that few are in memory
 * @param {() => Promise<import('../../lib/worker-annotator.js').WorkerAnnotator>} start
 * @param {(task: T, annotator: import('../../lib/worker-annotator.js').WorkerAnnotator | null) => Promise<void>} work
 * @param {AbortSignal} [signal] calls it off
 */
export async function onAllCores(tasks, start, work, signal) {
  const cores = Math.max(1, navigator.hardwareConcurrency || 1);
  await Promise.all(Array.from({ length: cores }, worker));

  async function worker() {
    /** Few tasks start few workers. @type {import('../../lib/worker-annotator.js').WorkerAnnotator | null | undefined} */
    let annotator;
    try {
      for (;;) {
        const { value, done } = tasks.next();
        if (done || signal?.aborted) return;
        if (annotator === undefined) annotator = await start().catch(() => null);
        await work(value, annotator);
      }
    } finally {
      annotator?.close();
    }
  }
}
