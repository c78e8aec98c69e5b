/** What the note beside a quote says: who speaks. */
import { QUOTE_KINDS } from './kinds.js';
import { nameOf, shownSources } from './sources.js';

/** @param {import('./state.js').State} state @returns {import('./marks.js').NoteOf} */
export function notesOf(state) {
  const { text, annotations } = state;
  /** @type {Map<number, import('./sources.js').Source>} */
  const sourceOf = new Map();
  for (const source of shownSources(state)) for (const quote of source.quotes) sourceOf.set(quote, source);

  return (index) => {
    const source = sourceOf.get(index);
    if (!source || !annotations) return null;
    const quote = annotations.quotes[index];
    const before = annotations.quotes[index - 1];
    const again =
      before !== undefined && sourceOf.get(index - 1) === source && !text.slice(before.start, quote.start).includes('\n');
    const kind = QUOTE_KINDS[quote.kind];
    const said = source.name === '' ? 'speaker not found' : `said by ${nameOf(source)}`;
    const unnamed = source.naming === 'unnamed' ? ' (unnamed)' : '';
    return {
      name: (source.name === '' ? 'Speaker?' : nameOf(source)) + (quote.corrected ? ' ✓' : ''),
      initials: initialsOf(source),
      naming: source.naming,
      description: `${kind[0].toUpperCase()}${kind.slice(1)}, ${said}${unnamed}${quote.corrected ? ', put right by you' : ''}`,
      again,
    };
  };
}

/** "MR" for Mark Rutte, "N" for NATO. @param {import('./sources.js').Source} source */
function initialsOf({ name, naming }) {
  if (naming !== 'named') return '?';
  const letters = name.split(/[\s-]+/).flatMap((word) => word.match(/^\p{Lu}/u) ?? []);
  if (letters.length === 0) return [...name][0].toUpperCase();
  return letters.length === 1 ? letters[0] : letters[0] + letters[letters.length - 1];
}
