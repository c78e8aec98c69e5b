/** Has the text annotated, in the worker, each time it or its date changes. The newest text wins. */
import { NewsmarkError } from '../../lib/errors.js';
import { load } from '../../lib/load.js';
import { corrected } from '../correcting/apply.js';
import { looksEnglish } from './language.js';

/**
 * Milliseconds without a keystroke after which an edited text is annotated: as a whole, since recognition looks at a word's
 * other places in the article too. The worker takes some 20 ms for a thousand words; keys never wait for it.
 */
const PAUSE = 150;
/** More letters at once are pasted, not typed, and nobody waits to go on. */
const LONGEST_TYPED = 40;
/** A text longer than this is called off when another one comes. */
const LONGEST_FINISHED = 100_000;
const CALLED_OFF = new Error('another text has come');
/** Read by the annotator before the first article comes, for browsers make fast what has run before. */
const WARM_UP = 'Mayor Ruth Okafor said on Monday that the strike in Port Ellery was over. “We have a deal,” she told NBC.\n\n'.repeat(30);

/** @param {import('./state.js').Store} store */
export function startAnnotating(store) {
  /** @type {import('../../lib/newsmark.js').Annotator | null} */
  let annotator = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let busy = false;
  /** What the annotator is reading. */
  let reading = { text: '', calling: new AbortController() };
  /** What was found last, and in what. @type {{ text: string, date: string | null, found: import('../../lib/newsmark.js').Annotations } | null} */
  let last = null;

  /** Annotates until what is shown is of the newest text. */
  async function work() {
    if (!annotator || busy) return;
    busy = true;
    while (!store.state.fresh && (await annotate(annotator)));
    busy = false;
  }

  /** @param {import('../../lib/newsmark.js').Annotator} annotator @returns {Promise<boolean>} whether it did not fail */
  async function annotate(annotator) {
    const { text, corrections } = store.state;
    if (!corrections.english && !looksEnglish(text)) {
      store.update({ found: null, heard: [], fresh: true, status: { kind: 'foreign' } });
      return true;
    }
    store.update({ status: { kind: 'working', progress: null } });
    const start = performance.now();
    try {
      const found = await find(annotator, text, corrections.date);
      const heard = await annotator.sources(text, corrected(found, text, corrections.made));
      const newest = store.state.text === text && store.state.corrections === corrections;
      const took = performance.now() - start;
      if (newest) store.update({ found, applied: corrections.made, heard, fresh: true, status: { kind: 'idle', took } });
      return true;
    } catch (failure) {
      if (failure === CALLED_OFF) return true;
      store.update({ status: { kind: 'failed', message: explain(failure) } });
      return false;
    }
  }

  /** Corrections alone ask nothing new of the annotator. @param {import('../../lib/newsmark.js').Annotator} annotator @param {string} text @param {string | null} date */
  async function find(annotator, text, date) {
    if (last?.text === text && last.date === date) return last.found;
    reading = { text, calling: new AbortController() };
    const { signal } = reading.calling;
    const found = await twice(() => annotator.annotate(text, { date, signal }));
    last = { text, date, found };
    return found;
  }

  async function start() {
    store.update({ status: { kind: 'loading', progress: null } });
    try {
      annotator = await load({
        onprogress: ({ done, total }) => {
          store.update({ status: { kind: 'loading', progress: total ? Math.min(1, done / total) : null } });
        },
      });
      store.update({ status: { kind: 'idle' } });
      if (store.state.text) work();
      else annotator.annotate(WARM_UP).catch(() => undefined);
    } catch (failure) {
      store.update({ status: { kind: 'failed', message: explain(failure) } });
    }
  }

  store.subscribe((state, previous) => {
    if (state.text === previous.text && state.corrections === previous.corrections) return;
    clearTimeout(timer);
    // What is long and has changed is not read to its end first.
    if (state.text !== reading.text && reading.text.length > LONGEST_FINISHED) reading.calling.abort(CALLED_OFF);
    const typing = state.annotations && state.text !== previous.text && Math.abs(state.text.length - previous.text.length) <= LONGEST_TYPED;
    timer = setTimeout(work, typing ? PAUSE : 0);
  });
  start();
  return {
    retry: () => (annotator ? work() : start()),
    /** @param {import('../../lib/newsmark.js').Format} format @returns {Promise<string>} what is found in the newest text, as a file */
    async export(format) {
      await store.until(({ fresh, status }) => fresh || status.kind === 'failed');
      const { text, annotations } = store.state;
      if (!annotator || !annotations) throw new Error('there are no annotations yet');
      return annotator.export(format, text, annotations);
    },
  };
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
      return 'This browser runs no WebAssembly, or a setting forbids it. newsmark cannot work without it; your text is safe.';
    case 'load-failed':
      return 'The language model did not load. Are you offline on a first visit? Your text is safe.';
    case 'bad-weights':
      return 'The language model that came is damaged or of another version. Reload the page; your text is safe.';
    case 'bad-wasm':
    case 'no-worker':
      return `The annotator did not start (${failure.message}). Your text is safe.`;
    case 'crashed':
      return 'The annotator broke down on this text, twice. Your text is safe; a change to it, or “Try again”, starts it anew.';
    default:
      return `Something went wrong: ${failure?.message ?? failure}. Your text is safe.`;
  }
}
