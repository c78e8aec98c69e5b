/** Above the text: its date, one sentence that counts and filters, what was left out of it, and what the annotator is doing. */
import { kindOf } from '../../lib/kinds.js';
import { byId, element, plural } from '../dom.js';
import { REST } from '../state/state.js';
import { LONGEST_UNDONE } from './editing.js';

/** The families that are counted, with the words for one and for more. @type {[string, string, string][]} */
const COUNTED = [
  ['people', 'person', 'people'],
  ['organisations', 'organisation', 'organisations'],
  ['places', 'place', 'places'],
];

/** @param {import('../state/state.js').Store} store @param {{ retry: () => void }} annotating */
export function showHeading(store, annotating) {
  /** @type {HTMLInputElement} */
  const date = byId('date');
  /** @type {HTMLProgressElement} */
  const progress = byId('progress');
  date.addEventListener('change', () => store.correct({ date: date.value || null }));
  byId('date-reset').addEventListener('click', () => store.correct({ date: null }));
  byId('retry').addEventListener('click', () => annotating.retry());
  byId('anyway').addEventListener('click', () => store.correct({ english: true }));
  /** @type {HTMLDialogElement} */
  const dialog = byId('left-out-dialog');
  byId('left-out-show').addEventListener('click', () => dialog.showModal());

  function drawDate() {
    const { annotations, corrections, text } = store.state;
    byId('dateline').hidden = text === '';
    if (document.activeElement !== date) date.value = corrections.date ?? annotations?.date ?? '';
    const origin = corrections.date ? '' : annotations?.date ? '' : 'not in the text';
    byId('date-origin').textContent = origin;
    byId('date-reset').hidden = corrections.date === null;
  }

  function drawStatus() {
    const { status, text } = store.state;
    byId('problem').hidden = status.kind !== 'failed';
    byId('foreign').hidden = status.kind !== 'foreign';
    byId('problem-words').textContent = status.kind === 'failed' ? (status.message ?? '') : '';
    const waiting = (status.kind === 'loading' && text !== '') || (status.kind === 'working' && text.length > 50_000);
    progress.hidden = !waiting;
    if (typeof status.progress === 'number') progress.value = status.progress;
    else progress.removeAttribute('value');
    byId('status').textContent = describe(store.state);
    document.documentElement.dataset.status = status.kind;
    document.documentElement.dataset.fresh = String(store.state.fresh);
  }

  /** @param {string} family */
  function toggle(family) {
    const { hidden } = store.state.settings;
    store.set({ hidden: hidden.includes(family) ? hidden.filter((other) => other !== family) : [...hidden, family] });
  }

  function drawSummary() {
    const { annotations, settings, view } = store.state;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest('#summary button'))?.dataset.part;
    const found = annotations && annotations.sentences.length > 0 ? annotations : null;
    byId('summary').replaceChildren(...(found ? [...families(), ...statements(found), rest()] : []));
    if (focused) /** @type {HTMLElement | null} */ (byId('summary').querySelector(`[data-part="${focused}"]`))?.focus();

    function families() {
      return COUNTED.flatMap(([family, one, many]) => {
        const count = store.state.subjects.all.filter(({ label, entity, named, referred }) => entity && familyOf(label) === family && named + referred > 0).length;
        const shown = !settings.hidden.includes(family);
        if (count === 0) return [];
        const made = part(family, plural(count, one, many), () => toggle(family), { class: `part ${family}`, 'aria-pressed': String(shown) });
        return [made];
      });
    }

    /** @param {import('../state/state.js').Annotations} annotations */
    function statements({ quotes }) {
      const { sources, doubts, unsureNames } = store.state;
      const toCheck = doubts.length + unsureNames.length;
      const count = sources.reduce((sum, source) => sum + source.quotes.filter((index) => quotes[index].continues === null).length, 0);
      const known = sources.filter(({ name }) => name !== '');
      const unnamed = known.filter(({ naming }) => naming === 'unnamed').length;
      /** @param {import('../state/state.js').Panel} panel @param {import('../state/state.js').Said} [said] */
      const open = (panel, said = view.said) => () => store.look({ panel, said });
      return [
        count ? part('said', `${plural(count, 'statement')} from ${plural(known.length, 'source')}`, open('said', 'all'), { class: 'part quotes' }) : null,
        unnamed ? part('unnamed', `${unnamed} unnamed`, open('said', 'unnamed'), { class: 'part' }) : null,
        toCheck ? part('check', `${toCheck} to check`, open('check'), { class: 'part doubtful' }) : null,
        settings.confidence ? part('less', 'unsure ones left out', () => store.set({ confidence: 0 }), { class: 'part', title: 'Show all again' }) : null,
      ].filter((made) => made !== null);
    }

    function rest() {
      const shown = REST.every((family) => !settings.hidden.includes(family));
      const flip = () => store.set({ hidden: [...settings.hidden.filter((family) => !REST.includes(family)), ...(shown ? REST : [])] });
      return part('rest', 'dates, amounts and the rest', flip, { class: 'part rest', 'aria-pressed': String(shown) });
    }
  }

  function drawLeftOut() {
    const { leftOut } = store.state;
    byId('left-out').hidden = leftOut.length === 0;
    if (leftOut.length === 0) return;
    const kinds = [...new Set(leftOut.map(({ what }) => what))].filter((what) => what !== 'other lines');
    const lines = leftOut.reduce((sum, { text }) => sum + text.split('\n').length, 0);
    byId('left-out-words').textContent = `Left out: ${[...kinds, ''].join(', ')}${plural(lines, 'line')}.`;
    byId('left-out-list').replaceChildren(...leftOut.map(({ text }) => element('li', {}, text)));
  }

  store.subscribe((state, previous) => {
    const settled = state.status !== previous.status || state.fresh !== previous.fresh || state.settled !== previous.settled;
    const turned = state.view.face !== previous.view.face;
    // While the language model comes, a text that is there is told so.
    if (settled || turned || (state.status.kind === 'loading' && state.text !== previous.text)) drawStatus();
    if (settled || state.text !== previous.text || state.corrections !== previous.corrections) drawDate();
    // Of a long text the beginning is found first, and is not counted.
    const counted = state.fresh && state.sources !== previous.sources;
    if (settled || counted || state.settings !== previous.settings) drawSummary();
    if (state.leftOut !== previous.leftOut) drawLeftOut();
  });
  drawStatus();
  drawDate();
  drawSummary();
}

/** @param {string} name @param {string} words @param {() => void} onclick @param {Record<string, unknown>} attributes */
function part(name, words, onclick, attributes) {
  return element('button', { type: 'button', 'data-part': name, onclick, ...attributes }, words);
}

/** @param {string} label */
function familyOf(label) {
  return kindOf(label).family;
}

/** What the annotator is doing, where that is not plain to see. @param {import('../state/state.js').State} state */
function describe({ status, text, annotations, fresh, view }) {
  if (view.face === 'edit' && text.length > LONGEST_UNDONE) return 'A text as long as this is written in parts. Esc, and a click elsewhere in it, lead to another part.';
  if (status.kind === 'loading') {
    return text ? `Your text is here. The language model is coming, once: ${status.message ?? '4 MB'}…` : '';
  }
  if (status.kind === 'failed') return 'Not annotated';
  if (status.kind === 'foreign') return 'Not English';
  if (!fresh && text.length > 50_000) return `Reading ${(text.length / 1e6).toFixed(1)} million characters…`;
  if (!annotations || text.trim() === '') return '';
  // Nothing has been looked at yet: that nothing was found would be untrue.
  return !fresh && annotations.sentences.length === 0 ? 'Reading…' : '';
}
