/** What the note beside a quote says: who speaks, in which role, and how sure that is. */
import { QUOTE_KINDS } from '../../lib/kinds.js';
import { capitalized } from '../dom.js';
import { noteAt } from '../correcting/own-notes.js';
import { nameOf } from '../state/derived.js';

/**
 * @typedef {object} Note
 * @property {string} name
 * @property {string} role what is said of the speaker, and how the words are meant
 * @property {string} naming
 * @property {string} description all of it, for who hears it
 * @property {boolean} again whether the quote before it on the same line says the same
 * @property {boolean} doubtful
 */

/** How a statement is meant, where it is no plain one. @type {Record<string, string>} */
const STANCES = { denied: 'denies it', planned: 'yet to be said', asked: 'asks' };
/** Letters of a role; longer ones are cut, the card has them whole. */
const LONGEST_ROLE = 48;

/** @param {import('../state/state.js').State} state @returns {(quote: number) => Note | null} what the note beside a quote says */
export function notesOf(state) {
  const { text, annotations, sourceOf, doubts } = state;
  const doubtful = new Set(doubts);
  return (index) => {
    const source = sourceOf.get(index);
    const quote = annotations?.quotes[index];
    if (!source || !quote || !annotations) return null;
    const before = annotations.quotes[index - 1];
    const again = before !== undefined && sourceOf.get(index - 1) === source && !text.slice(before.start, quote.start).includes('\n');
    const isDoubtful = doubtful.has(index);
    const stance = STANCES[quote.stance ?? ''] ?? '';
    const said = source.name === '' ? 'speaker not found' : `said by ${nameOf(source)}`;
    const forWhom = annotations.entities[quote.affiliation ?? -1]?.name;
    const own = state.corrections.made.length ? noteAt(state, quote) : '';
    const isUnsure = isDoubtful && source.naming === 'unclear' && source.name !== '';
    const details = [source.naming === 'unnamed' ? 'unnamed' : '', stance, isDoubtful ? 'not sure' : '', quote.corrected ? 'put right by you' : '', own ? `your note: ${own}` : ''];
    return {
      name: `${source.name === '' ? 'Who?' : nameOf(source)}${quote.corrected ? ' ✓' : ''}${isDoubtful && source.name !== '' ? ' ?' : ''}`,
      role: [roleOf(source, annotations), isUnsure ? 'not sure' : '', forWhom ? `for ${forWhom}` : '', stance, own ? '✎' : ''].filter(Boolean).join(' · '),
      naming: source.naming,
      description: [`${capitalized(QUOTE_KINDS[quote.kind])}, ${said}`, ...details].filter(Boolean).join(', '),
      again,
      doubtful: isDoubtful,
    };
  };
}

/** @param {import('../state/derived.js').Source} source @param {import('../state/state.js').Annotations} annotations */
export function roleOf({ titles, entity, naming }, { entities }) {
  if (naming === 'unnamed') return 'unnamed';
  const [role] = titles.length ? titles : (entities[entity ?? -1]?.affiliations ?? []);
  return !role || role.length <= LONGEST_ROLE ? (role ?? '') : `${role.slice(0, LONGEST_ROLE - 1)}…`;
}
