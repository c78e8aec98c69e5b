/** The card: what is known of the thing that is pointed at, and why. */
import { dateWords } from './date-words.js';
import { byId, element, plural } from './dom.js';
import { kindOf, QUOTE_KINDS } from './kinds.js';
import { step } from './places.js';
import { reasonFor } from './quote-reasons.js';
import { nameOf, sourceOf } from './sources.js';
import { subjectsOf } from './subjects.js';

/** @typedef {import('./state.js').Store} Store */

/** @param {Store} store @param {HTMLElement} target @returns {boolean} whether there is something to show */
export function showCard(store, target) {
  const content = contentFor(store, target);
  if (!content) return false;
  content.push(actions(store, target));
  const whole = target.dataset.quote ? (target.closest('.quote') ?? target) : target;
  cardAt(whole.getClientRects(), content, 'tooltip');
  return true;
}

/**
 * Shows the card beside what stands in these rectangles.
 * @param {DOMRectList} rects @param {Node[]} content @param {'tooltip' | 'dialog'} role
 */
export function cardAt(rects, content, role) {
  const card = byId('card');
  card.replaceChildren(...content);
  card.role = role;
  card.ariaLabel = role === 'dialog' ? 'Correct' : null;
  card.hidden = false;
  place(card, [...rects]);
}

export function hideCard() {
  byId('card').hidden = true;
  byId('card').replaceChildren();
  byId('card').dispatchEvent(new Event('hidden'));
}

/** @param {Store} store @param {HTMLElement} target @returns {Node[] | null} */
function contentFor(store, { dataset }) {
  if (dataset.subject) return aboutSubject(store, dataset.subject, dataset.mention);
  const quote = dataset.quote ?? dataset.speaks?.split(' ')[0];
  return quote === undefined ? null : aboutQuote(store, Number(quote));
}

/** @param {Store} store @param {string} key @param {string | undefined} mentionIndex @returns {Node[] | null} */
function aboutSubject(store, key, mentionIndex) {
  const { annotations } = store.state;
  const subject = subjectsOf(annotations).byKey.get(key);
  if (!subject || !annotations) return null;
  const { meaning, family } = kindOf(subject.label);
  const mention = mentionIndex === undefined ? null : annotations.mentions[Number(mentionIndex)];
  const { entity, named, referred } = subject;
  const statements = annotations.quotes.filter((quote) => entity && quote.entity === entity.id).length;
  const counts = [
    named ? plural(named, 'mention') : 'not in the article’s own text',
    referred ? plural(referred, 'reference') : '',
    statements ? plural(statements, 'statement') : '',
  ];
  return [
    element('p', { class: `card-kind ${family}` }, meaning),
    element('p', { class: 'card-name' }, subject.name),
    facts([
      ['Also', entity?.aliases.join(', ')],
      ['Titles', entity?.titles.join('; ')],
      ['Age', entity?.age ? String(entity.age) : ''],
      ['Belongs to', entity?.affiliations.join('; ')],
      ['Value', mention && valueOf(mention)],
      ['Here', mention?.metonym ? 'the place stands for its government' : ''],
      ['In the text', counts.filter(Boolean).join(', ')],
      ['Confidence', mention?.corrected ? 'put right by you' : percent(mention?.score)],
    ]),
  ];
}

/** @param {Store} store @param {number} index @returns {Node[] | null} */
function aboutQuote(store, index) {
  const { text, annotations } = store.state;
  const quote = annotations?.quotes[index];
  if (!quote) return null;
  const source = sourceOf(store.state, index);
  const { speaker } = quote;
  return [
    element('p', { class: 'card-kind said' }, QUOTE_KINDS[quote.kind]),
    source ? element('p', { class: 'card-name' }, nameOf(source)) : document.createTextNode(''),
    facts([
      ['Source', source?.naming === 'unnamed' ? 'unnamed' : ''],
      ['Titles', source?.titles.join('; ')],
      ['Speaker', speaker ? `“${text.slice(speaker.start, speaker.end)}”` : ''],
      ['Why', reasonFor(quote, text)],
      ['Confidence', quote.corrected ? 'put right by you' : percent(quote.score)],
    ]),
  ];
}

/** @param {[string, string | null | undefined][]} rows those without a value are left out */
function facts(rows) {
  const filled = rows.filter(([, value]) => value);
  return element('dl', {}, ...filled.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

/** What can be done from the card. @param {Store} store @param {HTMLElement} target */
function actions(store, target) {
  const { subject } = target.dataset;
  const places = subject ? subjectsOf(store.state.annotations).byKey.get(subject)?.occurrences.length : 0;
  /** @param {1 | -1} direction */
  const go = (direction) => () => {
    store.look({ chosen: subject });
    step(store, direction);
  };
  const correct = () => byId('card').dispatchEvent(new CustomEvent('correct', { detail: target }));
  return element(
    'p',
    { class: 'card-steps' },
    element('button', { type: 'button', onclick: correct, 'aria-keyshortcuts': 'c' }, 'Correct…'),
    ...(places && places > 1
      ? [
          element('button', { type: 'button', onclick: go(-1) }, '← Previous'),
          element('button', { type: 'button', onclick: go(1) }, 'Next →'),
        ]
      : []),
  );
}

/** @param {number | undefined} score */
function percent(score) {
  return score === undefined ? '' : `${Math.round(score * 100)} %`;
}

/** @param {import('../newsmark.js').Mention} mention */
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
  const top = below ? line.bottom + 8 : Math.max(8, line.top - card.offsetHeight - 18);
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
