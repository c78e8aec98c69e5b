/** The annotator in a thread of its own: takes one call after the other, answers each. */
import { createEngine } from './engine.js';
import { serverModule } from './server.js';

/** @type {any} */
const port = serverModule('node:worker_threads')?.parentPort ?? globalThis;

/** Items of a list, some ten milliseconds to take in. */
const PIECE = 4_000;

/** @type {(engine: unknown) => void} */
let start;
/** @type {Promise<any>} Calls that come before the parts wait for it; where it fails, each call is told so. */
const engine = new Promise((resolve) => {
  start = resolve;
});

port.onmessage = async (/** @type {MessageEvent} */ { data: { parts, method, args, beginning } }) => {
  if (parts) {
    start(createEngine(parts));
    return;
  }
  /** @param {import('./newsmark.js').Progress} progress */
  const onprogress = (progress) => port.postMessage({ progress });
  try {
    if (beginning) {
      const [text, ...rest] = args;
      port.postMessage({ begun: (await engine)[method](text.slice(0, beginning), ...rest) });
    }
    const result = (await engine)[method](...args, onprogress);
    port.postMessage({ result: method === 'annotateWithSources' ? inPieces(result) : result });
  } catch (/** @type {any} */ { code, message }) {
    port.postMessage({ error: { code, message } });
  }
};

/**
 * Sends the lists of a very long text in pieces: to take them in at one time would hold up the keys of a page.
 * @param {any} result
 */
function inPieces({ annotations, sources }) {
  const rest = { ...annotations };
  for (const [name, list] of Object.entries(annotations)) {
    if (!Array.isArray(list) || list.length <= PIECE) continue;
    rest[name] = [];
    for (let start = 0; start < list.length; start += PIECE) port.postMessage({ piece: { name, items: list.slice(start, start + PIECE) } });
  }
  return { annotations: rest, sources };
}

port.postMessage({ started: true });

/** As long as the thread lives it holds a lock: whoever waits for it learns that it does not any more. */
function holdLock() {
  const lock = `newsmark worker ${Date.now()} ${Math.random()}`;
  const held = () => {
    port.postMessage({ lock });
    return new Promise(() => undefined);
  };
  // There are none on insecure pages and in sandboxed frames.
  globalThis.navigator?.locks?.request(lock, held).catch(() => undefined);
}

if (port === globalThis) holdLock();
