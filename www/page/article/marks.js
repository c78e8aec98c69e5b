/** How the page paints marks: elements whose text is exactly the stretch that they mark. */
import { layer, layersOf, marksWithin } from '../../lib/layers.js';
import { paint } from '../../lib/painting.js';
import { notedPlaces } from '../correcting/own-notes.js';
import { element } from '../dom.js';
import { isSure } from '../state/derived.js';
import { notesOf } from './notes.js';

/**
 * @typedef {import('../../lib/painting.js').Part} Part
 * @typedef {object} Marks
 * @property {(start: number, end: number) => DocumentFragment} draw
 * @property {(start: number, end: number) => string} signature a text from which it can be told whether `draw` would draw the same
 * @property {(start: number, end: number) => 'headline' | 'byline' | ''} roleOf what a line is in the head of the article
 */

/** What stands apart from the article, and does not count. @type {Record<string, string>} */
const APART = {
  byline: 'byline: not counted',
  dateline: 'day of publication: not counted',
  caption: 'caption or credit: not counted',
  furniture: 'not a part of the article: not counted',
};

/** @param {import('../state/state.js').State} state @returns {Marks} */
export function marksOf(state) {
  const { text, annotations, subjects, settings } = state;
  const noted = notedPlaces(state);
  const found = layersOf(annotations, (quote) => isSure(settings, quote)).map(sure);
  const layers = annotations ? found.toSpliced(found.findIndex(({ name }) => name === 'speaker'), 0, layer('noted', noted.apart)) : found;
  const noteOf = notesOf(state);

  /** @param {import('../../lib/layers.js').Layer} layer @returns {import('../../lib/layers.js').Layer} without the names that are not sure enough */
  function sure({ name, marks }) {
    const isName = settings.confidence > 0 && (name === 'mention' || name === 'title');
    return { name, marks: isName ? marks.filter(({ index }) => isSure(settings, annotations?.mentions[index] ?? {})) : marks };
  }

  const isNoted = (/** @type {import('../state/state.js').Span | undefined} */ found) => (found && noted.at(found) ? ' noted' : '');

  /** What an element for this part has. @param {Part} part @returns {Record<string, string | number | null | undefined>} */
  function attributes({ layer, mark: { index, kind, quotes } }) {
    switch (layer) {
      case 'apart':
        return { class: `apart ${kind}`, title: APART[kind] };
      case 'reported':
      case 'quoted':
        return { class: `quote ${kind}${noteOf(index)?.doubtful ? ' doubtful' : ''}${isNoted(annotations?.quotes[index])}`, 'data-quote': index };
      case 'noted':
        return { class: 'noted', 'data-note': index };
      case 'speaker':
        return { class: 'speaker', 'data-speaks': quotes?.join(' ') };
      case 'title':
        return { class: 'title titles people', 'data-mention': index, 'data-subject': subjects.ofMention[index].key };
      case 'mention':
        return {
          class: `mention ${kind}${annotations?.mentions[index].corrected ? ' corrected' : ''}${isNoted(annotations?.mentions[index])}`,
          role: 'button',
          tabindex: -1,
          'data-mention': index,
          'data-subject': subjects.ofMention[index].key,
        };
      case 'reference':
        return { class: `reference ${kind}`, 'data-subject': subjects.ofEntity.get(index)?.key };
      case 'cue':
        return { class: 'cue', 'data-cue': index };
    }
  }

  /** @param {Part} part */
  function noteFor({ layer, mark, opens }) {
    return opens && (layer === 'reported' || layer === 'quoted') ? noteOf(mark.index) : null;
  }

  /** @param {Part} part */
  function elementOf(part) {
    const made = element(part.layer === 'mention' ? 'mark' : 'span', attributes(part));
    const note = noteFor(part);
    if (note) made.append(noteElement(part.mark.index, note));
    return { element: made };
  }

  /** On a narrow window, who speaks stands over the paragraph. @param {number} start @param {number} end */
  function speakersOver(start, end) {
    const starting = layers.flatMap((layer) =>
      layer.name === 'reported' || layer.name === 'quoted' ? marksWithin(layer, start, end).filter((mark) => mark.start >= start) : [],
    );
    const notes = starting.sort((one, other) => one.start - other.start).flatMap(({ index }) => {
      const note = noteOf(index);
      return note ? [{ index, note }] : [];
    });
    const shown = notes.filter(({ note }, place) => notes.findIndex((other) => other.note.name === note.name) === place);
    return shown.length ? element('span', { class: 'speakers' }, ...shown.map(({ index, note }) => noteElement(index, { ...note, again: false }))) : null;
  }

  const headline = headlineIn(text);

  /** @param {number} start @param {number} end @returns {'headline' | 'byline' | ''} */
  function roleOf(start, end) {
    if (start === headline) return 'headline';
    const aside = annotations?.asides?.find((aside) => aside.start < end && aside.end > start);
    const isWhole = aside && text.slice(start, aside.start).trim() === '' && text.slice(aside.end, end).trim() === '';
    return isWhole && (aside.kind === 'byline' || aside.kind === 'dateline') ? 'byline' : '';
  }

  return {
    roleOf,
    draw(start, end) {
      const drawn = paint(text, start, end, layers, elementOf);
      const speakers = speakersOver(start, end);
      if (speakers) drawn.prepend(speakers);
      return drawn;
    },
    signature(start, end) {
      const parts = layers.flatMap((layer) =>
        marksWithin(layer, start, end).map((mark) => {
          /** @type {Part} */
          const part = { layer: layer.name, mark, opens: mark.start >= start, closes: mark.end <= end };
          const note = noteFor(part);
          return [mark.start - start, mark.end - start, Object.values(attributes(part)), note?.description, note?.role, note?.again];
        }),
      );
      return JSON.stringify([roleOf(start, end), parts]);
    },
  };
}

/** Letters of the longest headline. */
const LONGEST_HEADLINE = 150;

/** Where the headline starts: a short first line that is no sentence, over more text. @param {string} text @returns {number | null} */
function headlineIn(text) {
  const [, before, line] = text.match(/^(\s*)(\S[^\n]*)\n\s*\S/) ?? [];
  const isHeadline = line !== undefined && line.length <= LONGEST_HEADLINE && !/[.,:;]["”’]?\s*$/.test(line) && !/^(?:by|[\p{Lu} ,]+ \()/iu.test(line);
  return isHeadline ? before.lastIndexOf('\n') + 1 : null;
}

/** @param {number} index of the quote @param {import('./notes.js').Note} note */
function noteElement(index, { name, role, naming, description, again, doubtful }) {
  return element('button', {
    class: `note${again ? ' again' : ''}${doubtful ? ' doubtful' : ''}`,
    type: 'button',
    tabindex: -1,
    'data-quote': index,
    'data-name': name,
    'data-role': role || null,
    'data-naming': naming,
    'aria-label': description,
  });
}
