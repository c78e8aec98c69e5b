/** The form in which selected words are marked: as a mention, or as something said. */
import { QUOTE_KINDS } from '../../lib/kinds.js';
import { anchorAt } from './anchors.js';
import { occurrences } from './apply-mention.js';
import { hasEntity, isPronoun } from './entities.js';
import { choice, entityChoices, MENTION_CHOICES, NEW, QUOTE_CHOICES, titleFor, whoIs } from './fields.js';
import { kindIn, speakerChoice } from './quote-form.js';

/** What is no name, but means someone. */
const REFERENCE = 'reference';
/** More words than a name has. */
const LONGEST_NAME = 6;

/** @param {import('../state/state.js').State} state @param {import('../state/state.js').Span} span @returns {import('./mention-form.js').CorrectionForm | null} */
export function selectionForm(state, span) {
  const { text, annotations } = state;
  if (!annotations) return null;
  const at = anchorAt(text, span);
  const kinds = [
    { heading: 'A name, date or amount', choices: MENTION_CHOICES },
    { heading: 'Something said', choices: QUOTE_CHOICES },
    { heading: 'Another word for one', choices: [{ value: REFERENCE, name: '“he”, “the mayor” and the like' }] },
  ];
  const kind = choice('Mark as', kinds, likelyKind(at.words));
  const who = choice('Refers to', [{ value: NEW, name: 'someone or something new' }, ...entityChoices(annotations)], NEW);
  const by = speakerChoice(annotations, 'unknown');
  const count = occurrences(text, at.words).length;
  const scope = choice('Where', [{ value: 'wording', name: `everywhere (${count})` }, { value: 'here', name: 'only here' }], 'wording');

  const isReference = () => kind.field.value === REFERENCE;
  const isQuote = () => kind.field.value in QUOTE_KINDS;
  function fit() {
    who.row.hidden = isQuote() || !(isReference() || hasEntity(kind.field.value));
    by.fit(isQuote() && kind.field.value !== 'scare');
    scope.row.hidden = isQuote() || isReference() || count < 2;
  }
  kind.field.addEventListener('change', fit);
  fit();

  return {
    title: titleFor(at.words),
    rows: [kind.row, who.row, ...by.rows, scope.row],
    onPick: by.pick,
    read() {
      if (isReference()) {
        const entity = who.field.value === NEW ? null : whoIs(state, who.field.value);
        return entity && { of: 'reference', at, entity, before: { kind: '', who: 'nobody known' } };
      }
      if (isQuote()) return { of: 'quote', at, kind: kindIn(kind.field), speaker: by.read(state), before: null };
      /** @type {import('./corrections.js').MentionCorrection & import('./corrections.js').Told} */
      const correction = {
        of: 'mention',
        at,
        scope: count < 2 || scope.field.value === 'here' ? 'here' : 'wording',
        label: /** @type {import('./corrections.js').Label} */ (kind.field.value),
        before: null,
      };
      if (!who.row.hidden && who.field.value !== NEW) correction.entity = whoIs(state, who.field.value);
      return correction;
    },
  };
}

/** What it most likely is, to choose less. @param {string} words */
function likelyKind(words) {
  if (isPronoun(words) || /^the \p{Ll}/u.test(words)) return REFERENCE;
  if (/^["“«]/.test(words)) return 'direct';
  if (words.split(/\s+/).length > LONGEST_NAME) return 'indirect';
  return /\p{Lu}/u.test(words) ? 'PERSON' : 'TITLE';
}
