/** Draws a stretch of text with its marks: elements whose text is exactly that stretch. */
import { element } from './dom.js';
import { marksWithin } from './layers.js';

/**
 * @typedef {import('./layers.js').Layer} Layer
 * @typedef {import('./layers.js').Mark} Mark
 * @typedef {(quote: number) => { name: string, initials: string, naming: string, description: string, again: boolean }
 *   | null} NoteOf what the note beside a quote says
 */

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Layer[]} layers
 * @param {NoteOf} noteOf
 * @returns {DocumentFragment}
 */
export function draw(text, start, end, layers, noteOf) {
  const fragment = document.createDocumentFragment();
  const [layer, ...inner] = layers;
  if (!layer) {
    fragment.append(text.slice(start, end));
    return fragment;
  }
  let drawn = start;
  for (const mark of marksWithin(layer, start, end)) {
    const from = Math.max(mark.start, start);
    const to = Math.min(mark.end, end);
    if (drawn < from) fragment.append(draw(text, drawn, from, inner, noteOf));
    const made = elementOf(layer.name, mark, from === mark.start);
    const note = from === mark.start && (layer.name === 'reported' || layer.name === 'quoted') ? noteFor(mark, noteOf) : null;
    if (note) made.append(note);
    made.append(draw(text, from, to, inner, noteOf));
    fragment.append(made);
    drawn = to;
  }
  if (drawn < end) fragment.append(draw(text, drawn, end, inner, noteOf));
  return fragment;
}

/**
 * A text from which it can be told whether `draw` would draw the same.
 * @param {number} start @param {number} end @param {Layer[]} layers @param {NoteOf} noteOf
 */
export function signature(start, end, layers, noteOf) {
  return layers
    .map((layer) =>
      marksWithin(layer, start, end)
        .map((mark) => {
          const note = layer.name === 'reported' || layer.name === 'quoted' ? noteOf(mark.index) : null;
          const { index, look, word, subject, quotes } = mark;
          return [mark.start - start, mark.end - start, index, look, word, subject, quotes, note?.description, note?.again].join();
        })
        .join(';'),
    )
    .join('|');
}

/** What stands apart from the article, and does not count. @type {Record<string, string>} */
const APART = {
  byline: 'byline: not counted',
  dateline: 'day of publication: not counted',
  caption: 'caption or credit: not counted',
  furniture: 'not a part of the article: not counted',
};

/** @param {import('./layers.js').LayerName} layer @param {Mark} mark @param {boolean} opens whether the mark begins here */
function elementOf(layer, { look, index, word, subject, quotes }, opens) {
  switch (layer) {
    case 'apart':
      return element('span', { class: 'apart', title: APART[look] });
    case 'reported':
    case 'quoted':
      return element('span', { class: `quote ${look}`, 'data-quote': index });
    case 'speaker':
      return element('span', { class: 'speaker', 'data-speaks': quotes });
    case 'title':
      return element('span', { class: `title ${look}`, 'data-mention': index, 'data-word': opens && word ? word : null, 'data-subject': subject });
    case 'mention':
      if (index < 0) return element('span', { class: `reference ${look}`, 'data-subject': subject });
      return element('mark', {
        class: `mention ${look}`,
        role: 'button',
        tabindex: -1,
        'data-mention': index,
        'data-word': opens && word,
        'data-subject': subject,
      });
    case 'cue':
      return element('span', { class: 'cue', 'data-cue': index });
  }
}

/** @param {Mark} mark @param {NoteOf} noteOf */
function noteFor({ index }, noteOf) {
  const note = noteOf(index);
  return (
    note &&
    element('button', {
      class: note.again ? 'note again' : 'note',
      type: 'button',
      tabindex: -1,
      'data-quote': index,
      'data-name': note.name,
      'data-initials': note.initials,
      'data-naming': note.naming,
      'aria-label': note.description,
    })
  );
}
