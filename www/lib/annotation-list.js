/** What was found in an article, as lists: for those who do not see highlights, or want an overview. */
import { KINDS, kindOf } from './kinds.js';
import { speakerOf } from './speaker.js';

/**
 * @param {string} text
 * @param {import('./newsmark.js').Annotations} annotations
 * @param {(span: import('./newsmark.js').Span) => void} show goes to a place in the text
 * @returns {HTMLElement}
 */
export function annotationList(text, annotations, show) {
  const list = create('section', { className: 'newsmark-list' });
  for (const label of Object.keys(KINDS)) {
    const entities = annotations.entities.filter((entity) => entity.label === label && entity.mentions.length > 0);
    if (entities.length === 0) continue;
    const rows = entities.map((entity) => {
      const count = entity.mentions.length;
      return link(`${entity.name} (${count})`, () => show(annotations.mentions[entity.mentions[0]]));
    });
    list.append(group(kindOf(label).heading, rows));
  }
  for (const [speaker, quotes] of bySpeaker(text, annotations)) {
    list.append(group(speaker, quotes.map((quote) => link(quote.text, () => show(quote)))));
  }
  return list;
}

/** @param {string} text @param {import('./newsmark.js').Annotations} annotations */
function bySpeaker(text, annotations) {
  /** @type {Map<string, import('./newsmark.js').Quote[]>} */
  const groups = new Map();
  for (const quote of annotations.quotes.filter(({ kind }) => kind !== 'scare')) {
    const speaker = speakerOf(annotations, text, quote) ?? 'No speaker found';
    if (!groups.has(speaker)) groups.set(speaker, []);
    groups.get(speaker)?.push(quote);
  }
  return groups;
}

/** @param {string} heading @param {HTMLElement[]} rows */
function group(heading, rows) {
  const list = create('ul');
  for (const row of rows) {
    const item = create('li');
    item.append(row);
    list.append(item);
  }
  const whole = create('div');
  whole.append(create('h3', { textContent: heading }), list);
  return whole;
}

/** @param {string} label @param {() => void} follow */
function link(label, follow) {
  const button = create('button', { type: 'button', textContent: label });
  button.addEventListener('click', follow);
  return button;
}

/** @template {keyof HTMLElementTagNameMap} Name @param {Name} name @param {Partial<HTMLElementTagNameMap[Name]>} [properties] */
function create(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
