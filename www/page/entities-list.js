/** The list of who and what the article is about, by kind, with counts; a search and a filter over it. */
import { byId, element, plural } from './dom.js';
import { FAMILIES, KINDS } from './kinds.js';
import { subjectsOf } from './subjects.js';

/** @typedef {import('./subjects.js').Subject} Subject */

/** Longer lists are cut: nobody reads them, and they take long to draw. */
const LONGEST_GROUP = 200;

/** @param {import('./state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function listEntities(store, panel) {
  const list = byId('entities');
  /** @type {HTMLInputElement} */
  const search = byId('search');
  search.addEventListener('input', () => store.look({ search: search.value }));

  /** @param {Subject} subject */
  function choose(subject) {
    const again = store.state.view.chosen === subject.key;
    if (again) {
      store.look({ chosen: null });
      return;
    }
    const { occurrences = [] } = subjectsOf(store.state.annotations).byKey.get(subject.key) ?? {};
    store.look({ chosen: subject.key, place: occurrences.find(({ start, end }) => start < end) ?? null });
    panel.makeRoom();
  }

  function draw() {
    const { annotations, settings, view } = store.state;
    const subjects = present(subjectsOf(annotations).all);
    drawFamilies(subjects, settings.hidden);
    const wanted = view.search.trim().toLowerCase();
    const shown = subjects.filter((subject) => !settings.hidden.includes(KINDS[subject.label]?.family) && matches(subject, wanted));
    const groups = Object.keys(KINDS).map((label) => group(label, shown.filter((subject) => subject.label === label), choose));
    list.replaceChildren(...groups.filter((made) => made !== null));
    if (!list.hasChildNodes() && store.state.text) list.append(element('p', { class: 'nothing' }, nothing(wanted)));
    markChosen();
  }

  /** @param {Subject[]} subjects @param {string[]} hidden */
  function drawFamilies(subjects, hidden) {
    const chips = FAMILIES.flatMap(({ key, name }) => {
      const total = subjects.filter(({ label }) => KINDS[label]?.family === key).reduce((sum, { named }) => sum + named, 0);
      const toggle = () => {
        const others = store.state.settings.hidden.filter((other) => other !== key);
        store.set({ hidden: others.length < store.state.settings.hidden.length ? others : [...others, key] });
        /** @type {HTMLElement | null} */ (byId('families').querySelector(`.${key}`))?.focus();
      };
      const shown = !hidden.includes(key);
      if (total === 0 && shown) return [];
      const chip = element(
        'button',
        { type: 'button', class: `family ${key}`, 'aria-pressed': String(shown), onclick: toggle },
        name,
        element('span', { class: 'count' }, ` ${total}`),
      );
      return [chip];
    });
    byId('families').replaceChildren(...chips);
  }

  function markChosen() {
    for (const button of list.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset.key === store.state.view.chosen));
    }
    list.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  store.subscribe((state, previous) => {
    const again =
      state.settled !== previous.settled ||
      state.settings.hidden !== previous.settings.hidden ||
      state.view.search !== previous.view.search;
    if (again) draw();
    else if (state.view.chosen !== previous.view.chosen) markChosen();
  });
  draw();
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

/** @param {string} label @param {Subject[]} subjects @param {(subject: Subject) => void} choose */
function group(label, subjects, choose) {
  if (subjects.length === 0) return null;
  const sorted = subjects.toSorted((one, other) => count(other) - count(one));
  const items = sorted.slice(0, LONGEST_GROUP).map((subject) => item(subject, choose));
  const rest = sorted.length - items.length;
  if (rest > 0) items.push(element('li', { class: 'nothing' }, `and ${rest.toLocaleString('en')} more; search finds them`));
  const { heading, family } = KINDS[label];
  return element(
    'section',
    { class: `kind ${family}` },
    element('h2', {}, heading, element('span', { class: 'count' }, ` ${subjects.length.toLocaleString('en')}`)),
    element('ul', {}, ...items),
  );
}

/** @param {Subject} subject @param {(subject: Subject) => void} choose */
function item(subject, choose) {
  const { key, name, entity, named, referred } = subject;
  const counted = `${plural(named, 'mention')}${referred ? ` and ${plural(referred, 'reference')}` : ''}`;
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', 'data-key': key, title: counted, onclick: () => choose(subject) },
      element('span', { class: 'name' }, name),
      entity?.titles.length ? element('span', { class: 'aside' }, entity.titles.join('; ')) : null,
      element('span', { class: 'count' }, String(count(subject))),
    ),
  );
}

/** @param {string} wanted */
function nothing(wanted) {
  return wanted ? `Nothing here is called “${wanted}”.` : 'Nothing found to list.';
}
