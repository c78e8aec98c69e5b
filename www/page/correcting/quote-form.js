/** The form in which a quote is corrected: its kind, and who says it. */
import { anchorAt, standsAt } from './anchors.js';
import { QUOTE_KINDS } from '../../lib/kinds.js';
import { nameOf } from '../state/derived.js';
import { choice, entityChoices, extentField, QUOTE_CHOICES, titleFor, whoIs, words } from './fields.js';

/** @param {import('../state/state.js').State} state @param {number} index @returns {import('./mention-form.js').CorrectionForm | null} */
export function quoteForm(state, index) {
  const { text, annotations } = state;
  const quote = annotations?.quotes[index];
  if (!annotations || !quote) return null;
  const { entity, speaker, unnamed } = quote;
  const current = entity !== null ? String(entity) : speaker || unnamed ? 'unnamed' : 'unknown';
  const kind = choice('Kind', QUOTE_CHOICES, quote.kind);
  const by = speakerChoice(annotations, current);
  const fit = () => by.fit(kind.field.value !== 'scare');
  kind.field.addEventListener('change', fit);
  fit();
  /** @type {(span: import('../state/state.js').Span) => void} */
  let show = () => undefined;
  const extent = extentField(text, quote, (span) => show(span));

  const at = anchorAt(text, quote);
  const source = state.sourceOf.get(index);
  const before = { kind: QUOTE_KINDS[quote.kind], who: source ? nameOf(source) : '' };
  return {
    title: titleFor(at.words),
    span: quote,
    rows: [kind.row, ...by.rows, extent.row],
    onExtent: (told) => (show = told),
    setExtent: extent.set,
    onPick: by.pick,
    read() {
      /** @type {import('./corrections.js').QuoteCorrection & import('./corrections.js').Told} */
      const correction = { of: 'quote', at, kind: kindIn(kind.field), before };
      if (by.field.value !== current) correction.speaker = by.read(state);
      if (!standsAt(quote)(extent.read())) correction.extent = anchorAt(text, extent.read());
      return correction.kind !== quote.kind || correction.speaker !== undefined || correction.extent ? correction : null;
    },
    removal: { name: 'Unmark', read: () => ({ of: 'quote', at, kind: quote.kind, removed: true, before }) },
  };
}

/** What stands for one whom the article does not name. */
const OTHER = 'other';

/**
 * Who says something: one of the article's, nobody known, or anybody whom the person names.
 * @param {import('../state/state.js').Annotations} annotations @param {string} current
 */
export function speakerChoice(annotations, current) {
  const others = [
    { value: OTHER, name: 'someone else…' },
    { value: 'unnamed', name: 'an unnamed source' },
    { value: 'unknown', name: 'not known' },
  ];
  const by = choice('Said by', [...entityChoices(annotations), ...others], current);
  const name = words('Called', '');
  let shown = true;
  const show = () => {
    by.row.hidden = !shown;
    name.row.hidden = !shown || by.field.value !== OTHER;
  };
  by.field.addEventListener('change', show);
  show();
  return {
    rows: [by.row, name.row],
    field: by.field,
    /** @param {boolean} speaks whether anybody says it */
    fit(speaks) {
      shown = speaks;
      show();
    },
    /** @param {import('./picking.js').Picked} picked */
    pick({ mention, words }) {
      const entity = annotations.mentions[mention ?? -1]?.entity ?? null;
      by.field.value = entity === null ? OTHER : String(entity);
      if (entity === null) name.field.value = words.replace(/\s+/g, ' ');
      show();
    },
    /** @param {import('../state/state.js').State} state @returns {import('./corrections.js').QuoteCorrection['speaker']} */
    read(state) {
      const { value } = by.field;
      if (value === 'unnamed' || value === 'unknown') return value;
      if (value !== OTHER) return whoIs(state, value);
      const called = name.field.value.trim();
      return called ? { name: called, label: 'PERSON', at: null } : 'unknown';
    },
  };
}

/** @param {HTMLSelectElement} field */
export function kindIn({ value }) {
  return /** @type {import('./corrections.js').QuoteKind} */ (value);
}
