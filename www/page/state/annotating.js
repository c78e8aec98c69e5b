/** Has the text annotated, in the worker, each time it or its date changes. The newest text wins. */
import { NewsmarkError } from '../../lib/errors.js';
import { load } from '../../lib/load.js';
import { plural } from '../dom.js';
import { corrected } from '../correcting/apply.js';
import { constraintsOf } from '../correcting/constraints.js';
import { handOver } from './handover.js';
import { looksEnglish } from './language.js';
import { fetchModel } from './model.js';
import { watchWorkers } from './watching.js';

/**
 * Milliseconds without a keystroke after which an edited text is annotated: as a whole, since recognition looks at a word's
 * other places in the article too. The worker takes some 20 ms for a thousand words; keys never wait for it.
 */
const PAUSE = 150;
/** More letters at once are pasted, not typed, and nobody waits to go on. */
const LONGEST_TYPED = 40;
/** A text longer than this is called off when another one comes. */
const LONGEST_FINISHED = 100_000;
/** Of a text longer than this, the beginning is annotated first, so that what one sees is marked at once. */
const LONGEST_WHOLE = 60_000;
/** UTF-16 units of that beginning, which are more than fill a window. */
const BEGINNING = 4_000;
const CALLED_OFF = new Error('another text has come');
/**
 * Read by the annotator until the first article comes, for browsers make fast what has run before. In short pieces, so that
 * the article does not wait for them.
 */
const WARM_UP = 'Mayor Ruth Okafor said on Monday that the strike in Port Ellery was over. “We have a deal,” she told NBC.\n\n'.repeat(4);
const WARMING_ROUNDS = 25;

/**
 * @typedef {import('../../lib/worker-annotator.js').WorkerAnnotator} WorkerAnnotator
 * @typedef {import('../../lib/worker-annotator.js').Found} Found
 */

/** @param {import('./state.js').Store} store */
export function startAnnotating(store) {
  /** @type {WorkerAnnotator | null} */
  let annotator = null;
  /** @type {import('./model.js').Model | null} */
  let model = null;
  const workers = watchWorkers(() => /** @type {import('./model.js').Model} */ (model).startWorker());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let busy = false;
  /** Whether the text has come as a whole, and nothing was found in it yet. */
  let hasCome = false;
  /** What the annotator is reading. */
  let reading = { text: '', calling: new AbortController() };
  /** What was found last, and in what. @type {Found & { text: string, asked: string } | null} */
  let last = null;

  /** Annotates until what is shown is of the newest text. */
  async function work() {
    if (!annotator || busy) return;
    busy = true;
    while (!store.state.fresh && (await annotate(annotator)));
    busy = false;
  }

  /**
   * The annotator is asked before anything else is done, so that it reads while the text is drawn.
   * @param {WorkerAnnotator} annotator @returns {Promise<boolean>} whether it did not fail
   */
  async function annotate(annotator) {
    const { text, corrections } = store.state;
    const isForeign = !corrections.english && !looksEnglish(text);
    const isBegun = hasCome && text.length > LONGEST_WHOLE && !isForeign;
    const isNewest = () => store.state.text === text && store.state.corrections === corrections;
    const tell = (/** @type {Found} */ { annotations, sources }) => isNewest() && store.update({ found: annotations, heard: sources });
    const beginning = isBegun ? { end: endOfBeginning(text), tell } : undefined;
    const whole = isForeign ? null : find(annotator, text, corrections, beginning);
    // Its failure is told when its turn comes.
    whole?.catch(() => undefined);
    hasCome = false;
    const start = performance.now();
    // Those who draw the text have their turn.
    await null;
    if (!whole) {
      store.update({ found: null, heard: [], fresh: true, status: { kind: 'foreign' } });
      return true;
    }
    store.update({ status: { kind: 'working', progress: null } });
    try {
      const { annotations: found, sources } = await whole;
      const annotations = corrected(found, text, corrections.made);
      const heard = annotations === found ? sources : await ask(text, () => annotator.sources(text, annotations));
      const took = performance.now() - start;
      if (isNewest()) store.update({ found, applied: corrections.made, heard, fresh: true, status: { kind: 'idle', took } });
      return true;
    } catch (failure) {
      if (failure === CALLED_OFF) return true;
      store.update({ status: { kind: 'failed', message: explain(failure) } });
      return false;
    }
  }

  /**
   * Notes and names of a person's own ask nothing new of the annotator.
   * @param {WorkerAnnotator} annotator @param {string} text @param {import('./state.js').Corrections} corrections
   * @param {import('../../lib/worker-annotator.js').Beginning} [beginning]
   * @returns {Promise<Found>}
   */
  async function find(annotator, text, { date, made }, beginning) {
    const constraints = constraintsOf(made);
    const asked = JSON.stringify([date, constraints]);
    if (last?.text === text && last.asked === asked) return last;
    reading = { text, calling: new AbortController() };
    const { signal } = reading.calling;
    const found = await ask(text, () => annotator.annotateWithSources(text, { date, corrections: constraints, signal, beginning }));
    last = { text, asked, ...found };
    return last;
  }

  /** @template T @param {string} text @param {() => Promise<T>} call */
  function ask(text, call) {
    return twice(() => workers.watch(text.length, call));
  }

  /** @param {WorkerAnnotator} annotator */
  async function warm(annotator) {
    for (let round = 0; round < WARMING_ROUNDS && store.state.text === ''; round += 1) {
      await annotator.annotateWithSources(WARM_UP).catch(() => null);
    }
  }

  async function start() {
    store.update({ status: { kind: 'loading', progress: null } });
    try {
      model ??= await fetchModel(coming());
      const { wasm, weights } = model;
      annotator = /** @type {WorkerAnnotator} */ (await workers.watch(0, () => load({ wasm, weights, worker: workers.start })));
      store.update({ status: { kind: 'idle' } });
      if (store.state.text) work();
      else warm(annotator);
    } catch (failure) {
      store.update({ status: { kind: 'failed', message: explain(failure) } });
    }
  }

  function retry() {
    if (annotator) work();
    else if (!model) start();
    // It came whole and does not work: after it the page may ask for nothing more, but a new page may.
    else if (handOver(store.state)) location.reload();
  }

  /** Tells how much of the language model has come, and how long the rest will take. */
  function coming() {
    const start = performance.now();
    return (/** @type {{ done: number, total: number }} */ { done, total }) => {
      const seconds = Math.ceil(((total / done - 1) * (performance.now() - start)) / 1000);
      const message = `${megabytes(done)} of ${megabytes(total)} MB${seconds > 2 ? `, about ${plural(seconds, 'second')} more` : ''}`;
      store.update({ status: { kind: 'loading', progress: Math.min(1, done / total), message } });
    };
  }

  store.subscribe((state, previous) => {
    if (state.text === previous.text && state.corrections === previous.corrections) return;
    clearTimeout(timer);
    // What is long and has changed is not read to its end first.
    if (state.text !== reading.text && reading.text.length > LONGEST_FINISHED) reading.calling.abort(CALLED_OFF);
    const typing =
      state.annotations && state.article === previous.article && state.text !== previous.text && Math.abs(state.text.length - previous.text.length) <= LONGEST_TYPED;
    hasCome ||= !typing && state.text !== previous.text;
    if (typing) timer = setTimeout(work, PAUSE);
    else work();
  });
  start();
  return {
    retry,
    /** Another annotator, with a worker of its own. @returns {Promise<WorkerAnnotator>} */
    async another() {
      await store.until(({ status }) => status.kind !== 'loading');
      if (!model) throw new Error('the language model has not come');
      const { wasm, weights, startWorker } = model;
      return /** @type {Promise<any>} */ (load({ wasm, weights, worker: startWorker }));
    },
    /** @param {import('../../lib/newsmark.js').Format} format @returns {Promise<string>} what is found in the newest text, as a file */
    async export(format) {
      await store.until(({ fresh, status }) => fresh || status.kind === 'failed');
      const { text, annotations } = store.state;
      if (!annotator || !annotations) throw new Error('there are no annotations yet');
      return annotator.export(format, text, annotations);
    },
  };
}

/** Where a line ends, if one does. @param {string} text */
function endOfBeginning(text) {
  const end = text.lastIndexOf('\n', BEGINNING);
  return end > 0 ? end : BEGINNING;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/**
 * A worker that has died is replaced by the next call: what was not the text's fault goes well then.
 * @template T
 * @param {() => Promise<T>} call
 */
async function twice(call) {
  try {
    return await call();
  } catch (failure) {
    if (!(failure instanceof NewsmarkError) || failure.code !== 'crashed') throw failure;
    return call();
  }
}

/** @param {any} failure */
function explain(failure) {
  switch (failure?.code) {
    case 'no-webassembly':
      return 'This browser runs no WebAssembly, or a setting forbids it. newsmark cannot work without it; your text stays here.';
    case 'load-failed':
      return 'The language model did not load: the network is away, or a newer version of this page is being put in its place. “Try again” asks for it anew; your text stays here.';
    case 'bad-weights':
    case 'bad-wasm':
      return `The language model that came is damaged, or this browser cannot use it (${failure.message}). “Try again” asks for it anew; your text stays here.`;
    case 'no-worker':
      return `The annotator did not start (${failure.message}). Your text stays here.`;
    case 'crashed':
      return 'The annotator broke down on this text, twice. Your text stays here; a change to it, or “Try again”, starts it anew.';
    default:
      return `Something went wrong: ${failure?.message ?? failure}. Your text stays here.`;
  }
}
