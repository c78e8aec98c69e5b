/** The annotator in a thread of its own: takes one call after the other, answers each. */
import { createEngine } from './engine.js';

/** @type {(engine: unknown) => void} */
let start;
/** @type {Promise<any>} Calls that come before the parts wait for it; where it fails, each call is told so. */
const engine = new Promise((resolve) => {
  start = resolve;
});

onmessage = async ({ data: { parts, method, args } }) => {
  if (parts) {
    start(createEngine(parts));
    return;
  }
  /** @param {import('./newsmark.js').Progress} progress */
  const onprogress = (progress) => postMessage({ progress });
  try {
    postMessage({ result: (await engine)[method](...args, onprogress) });
  } catch (/** @type {any} */ { code, message }) {
    postMessage({ error: { code, message } });
  }
};
