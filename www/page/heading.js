/** The line above the text: its date, its length, what was found, and what the annotator is doing. */
import { byId, plural } from './dom.js';
import { subjectsOf } from './subjects.js';

/** @param {import('./state.js').Store} store @param {{ retry: () => void }} annotating */
export function showHeading(store, annotating) {
  /** @type {HTMLInputElement} */
  const date = byId('date');
  /** @type {HTMLProgressElement} */
  const progress = byId('progress');
  date.addEventListener('change', () => store.correct({ date: date.value || null }));
  byId('date-reset').addEventListener('click', () => store.correct({ date: null }));
  byId('retry').addEventListener('click', () => annotating.retry());
  byId('anyway').addEventListener('click', () => store.correct({ english: true }));

  function drawDate() {
    const { annotations, corrections, text } = store.state;
    byId('dateline').hidden = text === '';
    if (document.activeElement !== date) date.value = corrections.date ?? annotations?.date ?? '';
    const origin = corrections.date ? 'set by you' : annotations?.date ? 'from the text' : 'not in the text';
    byId('date-origin').textContent = origin;
    byId('date-reset').hidden = corrections.date === null;
  }

  function drawStatus() {
    const { status, text } = store.state;
    byId('problem').hidden = status.kind !== 'failed';
    byId('foreign').hidden = status.kind !== 'foreign';
    byId('problem-words').textContent = status.kind === 'failed' ? (status.message ?? '') : '';
    const waiting = status.kind === 'loading' || (status.kind === 'working' && text.length > 50_000);
    progress.hidden = !waiting;
    if (typeof status.progress === 'number') progress.value = status.progress;
    else progress.removeAttribute('value');
    byId('status').textContent = describe();
    document.documentElement.dataset.status = status.kind;
    document.documentElement.dataset.fresh = String(store.state.fresh);
  }

  function describe() {
    const { status, text, annotations, fresh } = store.state;
    if (status.kind === 'loading') return text ? 'Your text is kept; loading the language model…' : 'Loading the language model…';
    if (status.kind === 'failed') return 'Not annotated';
    if (status.kind === 'foreign') return 'Not English';
    if (!fresh && text.length > 50_000) return `Reading ${(text.length / 1e6).toFixed(1)} million characters…`;
    if (!annotations || text.trim() === '') return '';
    // Nothing has been looked at yet: that nothing was found would be untrue.
    if (!fresh && annotations.sentences.length === 0) return 'Reading…';
    const { quotes } = annotations;
    const names = subjectsOf(annotations).all.filter(({ entity, named, referred }) => entity && named + referred > 0);
    const reported = quotes.filter(({ kind }) => kind === 'indirect').length;
    const quoted = quotes.filter(({ kind }) => kind === 'direct' || kind === 'mixed').length;
    return [
      plural(wordsIn(text), 'word'),
      plural(names.length, 'name'),
      plural(quoted, 'quote'),
      plural(reported, 'report'),
    ].join(' · ');
  }

  store.subscribe((state, previous) => {
    if (state.status !== previous.status || state.fresh !== previous.fresh || state.settled !== previous.settled) {
      drawStatus();
      drawDate();
    } else if (state.text !== previous.text || state.corrections !== previous.corrections) {
      drawDate();
    }
  });
  drawStatus();
  drawDate();
}

/** @param {string} text */
function wordsIn(text) {
  return text.match(/\S+/g)?.length ?? 0;
}
