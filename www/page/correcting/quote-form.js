/** The form in which a quote is corrected: its kind, and who says it. */
import { anchorAt } from './anchors.js';
import { QUOTE_KINDS } from '../../lib/kinds.js';
import { nameOf } from '../state/derived.js';
import { choice, entityChoices, QUOTE_CHOICES, titleFor, whoIs } from './fields.js';

/** @param {import('../state/state.js').State} state @param {number} index @returns {import('./mention-form.js').CorrectionForm | null} */
export function quoteForm(state, index) {
  const { text, annotations } = state;
  const quote = annotations?.quotes[index];
  if (!annotations || !quote) return null;
  const { entity, speaker, unnamed } = quote;
  const current = entity !== null ? String(entity) : speaker || unnamed ? 'unnamed' : 'unknown';
  const kind = choice('Kind', QUOTE_CHOICES, quote.kind);
  const by = speakerChoice(annotations, current);
  const fit = () => (by.row.hidden = kind.field.value === 'scare');
  kind.field.addEventListener('change', fit);
  fit();

  const at = anchorAt(text, quote);
  const source = state.sourceOf.get(index);
  const before = { kind: QUOTE_KINDS[quote.kind], who: source ? nameOf(source) : '' };
  return {
    title: titleFor(at.words),
    rows: [kind.row, by.row],
    read() {
      /** @type {import('./corrections.js').QuoteCorrection & import('./corrections.js').Told} */
      const correction = { of: 'quote', at, kind: kindIn(kind.field), before };
      if (by.field.value !== current) correction.speaker = speakerIn(state, by.field);
      return correction.kind !== quote.kind || correction.speaker !== undefined ? correction : null;
    },
    removal: { name: 'Unmark', read: () => ({ of: 'quote', at, kind: quote.kind, removed: true, before }) },
  };
}

/** @param {import('../state/state.js').Annotations} annotations @param {string} current */
export function speakerChoice(annotations, current) {
  const others = [
    { value: 'unnamed', name: 'an unnamed source' },
    { value: 'unknown', name: 'not known' },
  ];
  return choice('Said by', [...entityChoices(annotations), ...others], current);
}

/** @param {import('../state/state.js').State} state @param {HTMLSelectElement} field @returns {import('./corrections.js').QuoteCorrection['speaker']} */
export function speakerIn(state, { value }) {
  return value === 'unnamed' || value === 'unknown' ? value : whoIs(state, value);
}

/** @param {HTMLSelectElement} field */
export function kindIn({ value }) {
  return /** @type {import('./corrections.js').QuoteKind} */ (value);
}
