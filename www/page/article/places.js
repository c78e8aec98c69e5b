/** Going to places in the text: from the lists, and from one occurrence to the next. */
import { kindOf } from '../../lib/kinds.js';
import { byId } from '../dom.js';
import { isSure } from '../state/derived.js';
import { rangeIn } from './ranges.js';

/** The name under which words without a mark are highlighted. */
const HIGHLIGHT = 'newsmark-place';

/**
 * @param {import('../state/state.js').Store} store
 * @param {ReturnType<typeof import('./article.js').showArticle>} article
 * @param {ReturnType<typeof import('./editing.js').startEditing>} editing
 */
export function followPlaces(store, article, editing) {
  store.subscribe((state, previous) => {
    const { place } = state.view;
    if (!place || place === previous.view.place) return;
    const line = article.lineAt(place.start);
    if (!line) return;
    const range = rangeIn(line.element, place.start - line.start, Math.min(place.end, line.end) - line.start);
    const target = range.startContainer.parentElement?.closest('.mention, .title, .reference, .quote, .speaker, .noted') ?? line.element;
    // Twice: lines on the way get their real height only when they come into the window.
    bringIntoView(range);
    requestAnimationFrame(() => bringIntoView(range));
    if (state.view.face === 'edit') editing.select(place.start, place.end);
    flash(target);
    // Words that bear no mark are highlighted themselves.
    if (target === line.element && typeof Highlight === 'function') CSS.highlights.set(HIGHLIGHT, new Highlight(range));
    else CSS.highlights?.delete(HIGHLIGHT);
  });
}

/** @param {import('../state/state.js').Store} store @param {1 | -1} direction the next or the previous place of what is chosen */
export function step(store, direction) {
  const { annotations, subjects, view } = store.state;
  const chosen = view.chosen === null ? undefined : subjects.byKey.get(view.chosen);
  const { settings } = store.state;
  const { hidden } = settings;
  const sure = (annotations?.mentions ?? []).filter((mention) => isSure(settings, mention));
  const shown = sure.filter(({ label }) => !hidden.includes(label === 'TITLE' ? 'titles' : kindOf(label).family));
  const stops = (chosen ? chosen.occurrences : shown).filter(({ start, end }) => start < end);
  go(store, stops, direction);
}

/** @param {import('../state/state.js').Store} store @param {1 | -1} direction */
export function stepQuote(store, direction) {
  const { annotations, settings } = store.state;
  const quotes = annotations?.quotes ?? [];
  const stop = go(store, quotes.filter((quote) => quote.kind !== 'scare' && isSure(settings, quote)), direction);
  if (stop) store.look({ quotes: [quotes.indexOf(/** @type {any} */ (stop))] });
}

/** @param {import('../state/state.js').Store} store @param {import('../state/state.js').Span[]} stops @param {1 | -1} direction */
function go(store, stops, direction) {
  if (stops.length === 0) return null;
  const here = store.state.view.place?.start ?? -1;
  const stop =
    direction === 1
      ? (stops.find(({ start }) => start > here) ?? stops[0])
      : (stops.findLast(({ start }) => start < here) ?? stops[stops.length - 1]);
  store.look({ place: { start: stop.start, end: stop.end } });
  return stop;
}

/** @param {Range} range */
function bringIntoView(range) {
  const { top, bottom } = range.getBoundingClientRect();
  const upper = Math.max(0, byId('top').getBoundingClientRect().bottom) + 40;
  const lower = innerHeight - sheetHeight() - 60;
  if (top >= upper && bottom <= lower) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const distance = top - (upper + (lower - upper) / 3);
  scrollBy({ top: distance, behavior: calm || Math.abs(distance) > 3 * innerHeight ? 'instant' : 'smooth' });
}

/** What the panel covers of the window's lower part, where it is a sheet. */
function sheetHeight() {
  const panel = byId('panel');
  return getComputedStyle(panel).position === 'fixed' ? panel.offsetHeight : 0;
}

/** @param {Element} target */
function flash(target) {
  for (const other of document.querySelectorAll('.here')) other.classList.remove('here');
  target.classList.add('here');
}
