/** Who and what the article is about: a row each, by kind, those first who say most; a search over them. */
import { KINDS } from '../../lib/kinds.js';
import { byId, element, plural } from '../dom.js';
import { drawWhenSeen } from './panel.js';

/** @typedef {import('../state/subjects.js').Subject} Subject */

/** Longer lists are cut: nobody reads them, and they take long to draw. */
const LONGEST_GROUP = 200;

/** @param {import('../state/state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function listWho(store, panel) {
  const list = byId('who');
  /** @type {HTMLInputElement} */
  const search = byId('search');
  search.addEventListener('input', () => store.look({ search: search.value }));

  /** @param {Subject} subject */
  function choose(subject) {
    if (store.state.view.chosen === subject.key) {
      store.look({ chosen: null });
      return;
    }
    const { occurrences = [] } = store.state.subjects.byKey.get(subject.key) ?? {};
    store.look({ chosen: subject.key, place: occurrences.find(({ start, end }) => start < end) ?? null });
    panel.makeRoom();
  }

  function draw() {
    const { settings, view, subjects, annotations } = store.state;
    const wanted = view.search.trim().toLowerCase();
    const hidden = (/** @type {string} */ label) => settings.hidden.includes(label === 'TITLE' ? 'titles' : KINDS[label]?.family);
    // What one searches for is found though it is not listed.
    const shown = present(subjects.all).filter((subject) => (wanted || !hidden(subject.label)) && matches(subject, wanted));
    const said = statementsOf(store.state);
    const groups = Object.keys(KINDS).map((label) => group(label, shown.filter((subject) => subject.label === label), said, choose));
    list.replaceChildren(...groups.filter((made) => made !== null));
    if (!list.hasChildNodes() && annotations) list.append(element('p', { class: 'nothing' }, nothing(wanted)));
  }

  function markChosen() {
    for (const button of list.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset.key === store.state.view.chosen));
    }
    list.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  const changes = (/** @type {import('../state/state.js').State} */ state, /** @type {import('../state/state.js').State} */ previous) =>
    state.settled !== previous.settled ||
    state.sources !== previous.sources ||
    state.settings !== previous.settings ||
    state.view.search !== previous.view.search;
  drawWhenSeen(store, 'who', changes, draw);
  drawWhenSeen(store, 'who', (state, previous) => changes(state, previous) || state.view.chosen !== previous.view.chosen, markChosen);
}

/** How many statements each entity makes. @param {import('../state/state.js').State} state @returns {Map<number | null, number>} */
function statementsOf({ sources, annotations }) {
  return new Map(
    sources.map(({ entity, quotes }) => [entity, quotes.filter((index) => annotations?.quotes[index].continues === null).length]),
  );
}

/** Without those that an edit has taken away, or that only stand in captions and the like. @param {Subject[]} subjects */
function present(subjects) {
  return subjects.filter((subject) => count(subject) > 0 && subject.occurrences.some(({ start, end }) => start < end));
}

/** How often the article speaks of it. @param {Subject} subject */
function count({ named, referred }) {
  return named + referred;
}

/** @param {Subject} subject @param {string} wanted */
function matches({ name, entity }, wanted) {
  return [name, ...(entity?.aliases ?? []), ...(entity?.titles ?? [])].some((words) => words.toLowerCase().includes(wanted));
}

/** @param {string} label @param {Subject[]} subjects @param {Map<number | null, number>} said @param {(subject: Subject) => void} choose */
function group(label, subjects, said, choose) {
  if (subjects.length === 0) return null;
  const weight = (/** @type {Subject} */ subject) => 10 * (said.get(subject.entity?.id ?? -1) ?? 0) + count(subject);
  const sorted = subjects.toSorted((one, other) => weight(other) - weight(one));
  const items = sorted.slice(0, LONGEST_GROUP).map((subject) => item(subject, said.get(subject.entity?.id ?? -1) ?? 0, choose));
  const rest = sorted.length - items.length;
  if (rest > 0) items.push(element('li', { class: 'nothing' }, `and ${rest.toLocaleString('en')} more; search finds them`));
  const { heading, family } = KINDS[label];
  return element('section', { class: `kind ${label === 'TITLE' ? 'titles' : family}` }, element('h2', {}, heading), element('ul', {}, ...items));
}

/** @param {Subject} subject @param {number} said @param {(subject: Subject) => void} choose */
function item(subject, said, choose) {
  const { key, name, entity, named, referred } = subject;
  const all = named + referred;
  const counted = [said ? plural(said, 'statement') : '', all === 1 ? 'once' : `${all} times`].filter(Boolean).join('\n');
  const role = entity?.titles.join('; ') || entity?.affiliations.join('; ');
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', 'data-key': key, title: 'Show in the text', onclick: () => choose(subject) },
      element('span', { class: 'name' }, name),
      role ? element('span', { class: 'aside' }, role) : null,
      element('span', { class: 'count' }, counted),
    ),
  );
}

/** @param {string} wanted */
function nothing(wanted) {
  return wanted ? `Nothing here is called “${wanted}”.` : 'Nobody is named here.';
}
