/** The form in which a mention is corrected: its kind, what it names, what that is called, and how far this reaches. */
import { anchorAt, standsAt } from './anchors.js';
import { hasEntity } from './entities.js';
import { choice, entityChoices, extentField, MENTION_CHOICES, NEW, titleFor, whoIs, words } from './fields.js';
import { kindOf } from '../../lib/kinds.js';

/**
 * @typedef {import('./corrections.js').Correction} Correction
 * @typedef {import('./corrections.js').Scope} Scope
 * @typedef {object} CorrectionForm
 * @property {string} title
 * @property {HTMLElement[]} rows
 * @property {import('../state/state.js').Span} [span] what it is about, where that is marked
 * @property {(show: (span: import('../state/state.js').Span) => void) => void} [onExtent] has it told how far it is to go
 * @property {(span: import('../state/state.js').Span) => void} [setExtent] lets it go as far
 * @property {(picked: import('./picking.js').Picked) => void} [onPick] takes whom a person has pointed at for the speaker
 * @property {() => Correction | null} read `null` where nothing was changed
 * @property {boolean} [isKeptUnasked] whether what is written is kept however the form is left, unless called off
 * @property {{ name: string, read: () => Correction }} [removal] what takes the whole thing away
 */

/** @param {import('../state/state.js').State} state @param {number} index @returns {CorrectionForm | null} */
export function mentionForm(state, index) {
  const { text, annotations } = state;
  const mention = annotations?.mentions[index];
  if (!annotations || !mention) return null;
  const entity = mention.entity === null ? null : annotations.entities[mention.entity];
  const current = entity ? String(entity.id) : NEW;
  const kind = choice('Kind', MENTION_CHOICES, mention.label);
  const who = choice('Refers to', [...entityChoices(annotations), { value: NEW, name: 'someone or something else' }], current);
  const name = words('Full name', entity?.name ?? mention.text.replace(/\s+/g, ' '));
  const rest = words('The other', entity?.name ?? '');
  const scope = choice('Where', scopes(annotations, mention), '');

  function fit() {
    who.row.hidden = !hasEntity(kind.field.value) || !entity;
    name.row.hidden = !hasEntity(kind.field.value) || !entity || (who.field.value !== current && who.field.value !== NEW);
    rest.row.hidden = who.row.hidden || who.field.value !== NEW || scope.field.value === 'entity';
    scope.row.hidden = scope.field.options.length < 2;
  }
  kind.field.addEventListener('change', fit);
  scope.field.addEventListener('change', fit);
  who.field.addEventListener('change', () => {
    // Who takes one mention out of an entity seldom means them all.
    if (who.field.value === NEW && scope.field.value === 'entity') scope.field.value = 'here';
    // Two of them are called apart.
    if (who.field.value === NEW) name.field.value = mention.text.replace(/\s+/g, ' ');
    fit();
  });
  fit();

  /** @type {(span: import('../state/state.js').Span) => void} */
  let show = () => undefined;
  const extent = extentField(text, mention, (span) => show(span));
  const at = anchorAt(text, mention);
  const before = { kind: kindOf(mention.label).meaning, who: entity?.name ?? '' };
  const reach = () => /** @type {Scope} */ (scope.field.value);
  const label = () => /** @type {import('./corrections.js').Label} */ (kind.field.value);
  /** How far it reaches: of the entity, by a place of each wording. */
  const scoped = () => ({ scope: reach(), ...(reach() === 'entity' ? { also: otherWordings(annotations, mention).map((other) => anchorAt(text, other)) } : {}) });
  return {
    title: titleFor(mention.text),
    span: mention,
    rows: [kind.row, who.row, name.row, rest.row, scope.row, extent.row],
    onExtent: (told) => (show = told),
    setExtent: extent.set,
    read() {
      /** @type {import('./corrections.js').MentionCorrection & import('./corrections.js').Told} */
      const correction = { of: 'mention', at, ...scoped(), label: label(), before };
      const called = name.field.value.trim();
      if (!who.row.hidden && who.field.value !== current) {
        correction.entity = who.field.value === NEW ? null : whoIs(state, who.field.value);
        if (who.field.value === NEW && called && called !== mention.text) correction.name = called;
        const other = rest.field.value.trim();
        if (!rest.row.hidden && other && other !== entity?.name) correction.rest = other;
      } else if (!name.row.hidden && called && called !== entity?.name) {
        correction.name = called;
      }
      if (!standsAt(mention)(extent.read())) correction.extent = anchorAt(text, extent.read());
      const changed = label() !== mention.label || correction.entity !== undefined || correction.name || correction.extent;
      return changed ? correction : null;
    },
    removal: {
      name: 'Unmark',
      read: () => ({ of: 'mention', at, ...scoped(), label: mention.label, removed: true, before }),
    },
  };
}

/** A mention of the same entity for each other wording. @param {import('../state/state.js').Annotations} annotations @param {import('../../lib/newsmark.js').Mention} mention */
function otherWordings({ mentions, entities }, { entity, text }) {
  const all = entity === null ? [] : entities[entity].mentions.map((index) => mentions[index]);
  return [...new Map(all.map((other) => [other.text, other])).values()].filter((other) => other.text !== text);
}

/** How far a correction may reach, the farthest first. @param {import('../state/state.js').Annotations} annotations @param {import('../../lib/newsmark.js').Mention} mention */
function scopes({ mentions, entities }, { entity, text, label }) {
  const alike = mentions.filter((other) => other.entity === entity && other.text === text && other.label === label).length;
  const all = entity === null ? 0 : entities[entity].mentions.length;
  const choices = [{ value: 'here', name: 'only here' }];
  if (alike > 1) choices.unshift({ value: 'wording', name: `each “${text.replace(/\s+/g, ' ')}” (${alike})` });
  if (all > 1) choices.unshift({ value: 'entity', name: `everywhere (${all})` });
  // One wording only: both mean the same.
  return all > 1 && alike === all ? choices.filter(({ value }) => value !== 'wording') : choices;
}

/**
 * For a pronoun or description: whom it means.
 * @param {import('../state/state.js').State} state @param {import('../state/state.js').Span} span @param {number | null} entity
 * @returns {CorrectionForm | null}
 */
export function referenceForm(state, span, entity) {
  const { text, annotations } = state;
  if (!annotations) return null;
  const current = entity === null ? NEW : String(entity);
  const who = choice('Refers to', [...entityChoices(annotations), { value: NEW, name: 'nobody of these' }], current);
  const at = anchorAt(text, span);
  const before = { kind: '', who: entity === null ? 'nobody known' : annotations.entities[entity].name };
  return {
    title: titleFor(at.words),
    rows: [who.row],
    read() {
      if (who.field.value === current) return null;
      return { of: 'reference', at, entity: who.field.value === NEW ? null : whoIs(state, who.field.value), before };
    },
  };
}
