/** Fields of the forms in which a person corrects something. */
import { element } from '../dom.js';
import { KINDS, QUOTE_KINDS } from '../../lib/kinds.js';
import { anchorAt } from './anchors.js';

/**
 * @typedef {import('../state/state.js').Annotations} Annotations
 * @typedef {{ value: string, name: string }} Choice
 * @typedef {{ heading: string, choices: Choice[] }} ChoiceGroup
 */

/** What stands for no entity that there is yet. */
export const NEW = 'new';

/**
 * A select with its label.
 * @param {string} label @param {(Choice | ChoiceGroup)[]} entries @param {string} chosen
 * @returns {{ row: HTMLElement, field: HTMLSelectElement }}
 */
export function choice(label, entries, chosen) {
  /** @param {Choice} entry */
  const option = ({ value, name }) => element('option', { value, selected: value === chosen }, name);
  const options = entries.map((entry) =>
    'choices' in entry ? element('optgroup', { label: entry.heading }, ...entry.choices.map(option)) : option(entry),
  );
  const field = element('select', {}, ...options);
  return { row: element('label', {}, element('span', {}, label), field), field };
}

/** @param {string} label @param {string} value @returns {{ row: HTMLElement, field: HTMLInputElement }} */
export function words(label, value) {
  const field = element('input', { type: 'text', value, autocomplete: 'off' });
  return { row: element('label', {}, element('span', {}, label), field), field };
}

/**
 * How far something goes, in words: four buttons that move its ends.
 * @param {string} text @param {import('../state/state.js').Span} span @param {(span: import('../state/state.js').Span) => void} changed
 * @returns {{ row: HTMLElement, read: () => import('../state/state.js').Span, set: (span: import('../state/state.js').Span) => void }}
 */
export function extentField(text, span, changed) {
  let { start, end } = span;
  /** @param {string} name @param {string} sign @param {() => void} move */
  const button = (name, sign, move) => {
    const onclick = () => {
      move();
      changed({ start, end });
    };
    return element('button', { type: 'button', 'aria-label': name, title: name, onclick }, sign);
  };
  const buttons = [
    element('span', {}, 'Starts'),
    button('Start a word earlier', '◂', () => (start = wordBefore(text, start))),
    button('Start a word later', '▸', () => (start = Math.min(wordAfter(text, start), wordBefore(text, end)))),
    element('span', {}, 'Ends'),
    button('End a word earlier', '◂', () => (end = Math.max(endBefore(text, end), endAfter(text, start)))),
    button('End a word later', '▸', () => (end = endAfter(text, end))),
  ];
  const row = element('div', { class: 'extent', role: 'group', 'aria-label': 'How far it goes' }, ...buttons);
  return {
    row,
    read: () => ({ start, end }),
    set(span) {
      ({ start, end } = span);
      changed(span);
    },
  };
}

/** Where the word before `place` starts. @param {string} text @param {number} place */
function wordBefore(text, place) {
  return Math.max(0, place - (text.slice(Math.max(0, place - 80), place).match(/\S+\s*$/)?.[0].length ?? 0));
}

/** Where the word after the one at `place` starts. @param {string} text @param {number} place */
function wordAfter(text, place) {
  return place + (text.slice(place, place + 80).match(/^\S*\s+/)?.[0].length ?? 0);
}

/** Where the word before the one that ends at `place` ends. @param {string} text @param {number} place */
function endBefore(text, place) {
  return place - (text.slice(Math.max(0, place - 80), place).match(/\s+\S*$/)?.[0].length ?? 0);
}

/** Where the word after `place` ends. @param {string} text @param {number} place */
function endAfter(text, place) {
  return place + (text.slice(place, place + 80).match(/^\s*\S+/)?.[0].length ?? 0);
}

/** The kinds of mention. @type {Choice[]} */
export const MENTION_CHOICES = Object.entries(KINDS).map(([value, { meaning }]) => ({ value, name: meaning }));

/** The kinds of quote. @type {Choice[]} */
export const QUOTE_CHOICES = Object.entries(QUOTE_KINDS).map(([value, name]) => ({ value, name }));

/** The entities of the article by kind, those of one kind by name; the value is their id. @param {Annotations} annotations @returns {ChoiceGroup[]} */
export function entityChoices({ entities }) {
  return Object.entries(KINDS).flatMap(([label, { heading }]) => {
    const choices = entities
      .filter((entity) => entity.label === label)
      .map(({ id, name }) => ({ value: String(id), name }))
      .sort((one, other) => one.name.localeCompare(other.name));
    return choices.length ? [{ heading, choices }] : [];
  });
}

/** The words that a form is about, not all of them where they are many. @param {string} words */
export function titleFor(words) {
  const letters = [...words.replace(/\s+/g, ' ').replace(/^["“”]|["“”]$/g, '')];
  return `“${letters.length > 60 ? `${letters.slice(0, 57).join('')}…` : letters.join('')}”`;
}

/** The entity with this id, as a correction speaks of it. @param {import('../state/state.js').State} state @param {string} id @returns {import('./corrections.js').Who} */
export function whoIs({ text, annotations }, id) {
  const { entities, mentions } = /** @type {Annotations} */ (annotations);
  const { name, label, mentions: places } = entities[Number(id)];
  const place = mentions[places[0]];
  return { name, label, at: place ? anchorAt(text, place) : null };
}
