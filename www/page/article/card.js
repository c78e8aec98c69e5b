/** The card: what is known of the thing that is chosen, why, and what can be done with it. */
import { kindOf, QUOTE_KINDS } from '../../lib/kinds.js';
import { byId, element, plural } from '../dom.js';
import { noteAt } from '../correcting/own-notes.js';
import { dateWords } from '../panel/date-words.js';
import { nameOf } from '../state/derived.js';
import { step } from './places.js';
import { reasonFor } from './quote-reasons.js';

/** @typedef {import('../state/state.js').Store} Store */

/** @param {Store} store @param {HTMLElement} target @returns {boolean} whether there is something to show */
export function showCard(store, target) {
  const content = contentFor(store, target);
  if (!content) return false;
  const whole = target.dataset.quote ? (target.closest('.quote') ?? target) : target;
  cardAt(whole.getClientRects(), content, 'About this');
  return true;
}

/**
 * Shows the card beside what stands in these rectangles.
 * @param {DOMRectList} rects @param {Node[]} content @param {string} label
 */
export function cardAt(rects, content, label) {
  const card = byId('card');
  card.replaceChildren(...content);
  card.ariaLabel = label;
  card.hidden = false;
  place(card, [...rects]);
}

export function hideCard() {
  byId('card').hidden = true;
  byId('card').replaceChildren();
  byId('card').dispatchEvent(new Event('hidden'));
}

/** @param {Store} store @param {HTMLElement} target @returns {Node[] | null} */
function contentFor(store, target) {
  const { dataset } = target;
  if (dataset.subject) return aboutSubject(store, target, dataset.subject, dataset.mention);
  if (dataset.note) return aboutNote(store, target, Number(dataset.note));
  const quote = dataset.quote ?? dataset.speaks?.split(' ')[0];
  return quote === undefined ? null : aboutQuote(store, target, Number(quote));
}

/** @param {Store} store @param {HTMLElement} target @param {string} key @param {string | undefined} mentionIndex @returns {Node[] | null} */
function aboutSubject(store, target, key, mentionIndex) {
  const { annotations, subjects, text } = store.state;
  const subject = subjects.byKey.get(key);
  if (!subject || !annotations) return null;
  const { meaning, family } = kindOf(subject.label);
  const mention = mentionIndex === undefined ? null : annotations.mentions[Number(mentionIndex)];
  const { entity, named, referred, occurrences } = subject;
  const statements = annotations.quotes.filter((quote) => entity && quote.entity === entity.id).length;
  const counts = [
    named ? `named ${times(named)}` : 'not in the article’s own text',
    referred ? `meant ${times(referred)} more${wordsFor(subject, text)}` : '',
    statements ? plural(statements, 'statement') : '',
  ];
  /** @param {1 | -1} direction */
  const go = (direction) => () => {
    store.look({ chosen: key });
    step(store, direction);
  };
  return [
    element('p', { class: `card-kind ${family}` }, meaning),
    element('p', { class: 'card-name' }, subject.name),
    facts([
      ['Role', entity?.titles.join('; ')],
      ['Age', entity?.age ? String(entity.age) : ''],
      ['Belongs to', entity?.affiliations.join('; ')],
      ['Also called', entity?.aliases.join(', ')],
      ['Means', mention && valueOf(mention)],
      ['Here', mention?.metonym ? 'the place stands for its government' : ''],
      ['In the text', counts.filter(Boolean).join(', ')],
      ['How sure', mention?.corrected ? 'put right by you' : certaintyWords(mention?.score)],
      ['Your note', mention && noteAt(store.state, mention)],
    ]),
    actions([
      correctButton(target),
      ...(mention ? [noteButton(target)] : []),
      ...(occurrences.length > 1 ? [button('Previous', go(-1)), button('Next', go(1))] : []),
    ]),
  ];
}

/** Different words that are told at most; a long article has dozens. */
const MOST_WORDS = 3;

/** By which words a subject is meant without its name, in the order of the text. @param {import('../state/subjects.js').Subject} subject @param {string} text */
function wordsFor({ occurrences }, text) {
  const references = occurrences.filter(({ kind, start, end }) => kind !== 'name' && start < end);
  const written = references.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' '));
  const words = written.filter((word, index) => written.findIndex((other) => other.toLowerCase() === word.toLowerCase()) === index);
  const told = words.slice(0, MOST_WORDS).map((word) => `“${word}”`);
  return told.length ? ` as ${told.join(', ')}${words.length > MOST_WORDS ? ' and so on' : ''}` : '';
}

/** @param {Store} store @param {HTMLElement} target @param {number} index @returns {Node[] | null} */
function aboutQuote(store, target, index) {
  const { text, annotations, sourceOf, doubts } = store.state;
  const quote = annotations?.quotes[index];
  if (!quote || !annotations) return null;
  const source = sourceOf.get(index);
  const { speaker, entities = [], affiliation } = quote;
  const together = entities.slice(1).map((id) => annotations.entities[id]?.name);
  const copy = async () => {
    await navigator.clipboard.writeText(`${quote.text.replace(/\s+/g, ' ')} — ${source ? nameOf(source) : 'speaker not found'}`);
    store.tell('Copied.', { passing: true });
  };
  return [
    element('p', { class: 'card-kind quotes' }, `${QUOTE_KINDS[quote.kind]}${STANCES[quote.stance ?? ''] ?? ''}`),
    source ? element('p', { class: 'card-name' }, nameOf(source)) : document.createTextNode(''),
    doubts.includes(index) ? element('p', { class: 'card-doubt' }, 'Not sure. Check it before you rely on it.') : document.createTextNode(''),
    facts([
      ['Role', source?.titles.join('; ')],
      ['Together with', together.filter(Boolean).join(', ')],
      ['Speaks for', annotations.entities[affiliation ?? -1]?.name],
      ['Named', source?.naming === 'unnamed' ? 'no: an unnamed source' : ''],
      ['In the text', speaker ? `“${text.slice(speaker.start, speaker.end).replace(/\s+/g, ' ')}”` : ''],
      ['Why', reasonFor(quote, text)],
      ['How sure', quote.corrected ? 'put right by you' : certaintyWords(quote.score)],
      ['Your note', noteAt(store.state, quote)],
    ]),
    actions([button('Copy quote', copy), correctButton(target), noteButton(target)]),
  ];
}

/** @param {Store} store @param {HTMLElement} target @param {number} index of the note among the corrections @returns {Node[] | null} */
function aboutNote(store, target, index) {
  const note = store.state.corrections.made[index];
  if (note?.of !== 'note') return null;
  return [element('p', { class: 'card-kind' }, 'your note'), element('p', { class: 'card-note' }, note.words), actions([noteButton(target)])];
}

/** How a statement is meant, after its kind. @type {Record<string, string>} */
const STANCES = { denied: ', denied by its source', planned: ', not said yet', asked: ', asked' };

/** @param {[string, string | null | undefined][]} rows those without a value are left out */
function facts(rows) {
  const filled = rows.filter(([, value]) => value);
  return element('dl', {}, ...filled.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

/** @param {HTMLElement[]} buttons */
function actions(buttons) {
  return element('p', { class: 'card-steps' }, ...buttons);
}

/** @param {string} name @param {() => void} onclick */
function button(name, onclick) {
  return element('button', { type: 'button', onclick }, name);
}

/** @param {HTMLElement} target */
function correctButton(target) {
  const onclick = () => byId('card').dispatchEvent(new CustomEvent('correct', { detail: target }));
  return element('button', { type: 'button', onclick, 'aria-keyshortcuts': 'c' }, 'Correct…');
}

/** @param {HTMLElement} target */
function noteButton(target) {
  return button('Note…', () => byId('card').dispatchEvent(new CustomEvent('note', { detail: target })));
}

/** @param {number} count */
function times(count) {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

/** A score in words, with its figure for those who want it. @param {number | undefined} score */
export function certaintyWords(score) {
  if (score === undefined) return '';
  const words = score >= 0.95 ? 'very sure' : score >= 0.8 ? 'quite sure' : score >= 0.6 ? 'not very sure' : 'not sure';
  return `${words} (${Math.round(score * 100)} of 100)`;
}

/** @param {import('../../lib/newsmark.js').Mention} mention */
function valueOf({ label, value }) {
  if (!value) return '';
  return kindOf(label).family === 'times' ? dateWords(value) : value.replace(/\d{5,}/, (digits) => Number(digits).toLocaleString('en'));
}

/** Below the thing, or above it where there is no room; within the sheet, so that the lists beside it stay in view. @param {HTMLElement} card @param {DOMRect[]} lines */
function place(card, lines) {
  if (lines.length === 0) return;
  const line = { left: lines[0].left, top: lines[0].top, bottom: lines[lines.length - 1].bottom };
  const right = Math.min(document.documentElement.clientWidth - 8, byId('surface').getBoundingClientRect().right + 16);
  const left = Math.max(8, Math.min(line.left, right - card.offsetWidth));
  const below = line.bottom + 8 + card.offsetHeight < innerHeight;
  const top = below ? line.bottom + 8 : Math.max(8, line.top - card.offsetHeight - 10);
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
