/**
 * What of a person's corrections the annotator itself heeds, so that whatever depends on it follows: other names, pronouns,
 * speakers. The rest is a layer over what it finds (see apply.js): all mentions of one at once, what is left of a thing, and
 * whoever the article does not name.
 */
import { kindOf, QUOTE_KINDS } from '../../lib/kinds.js';
import { spanOf } from './anchors.js';

/**
 * @typedef {import('../../lib/newsmark.js').Correction} Constraint
 * @typedef {import('./corrections.js').Correction} Correction
 */

/** @param {Correction[]} made in the order in which they were made @returns {Constraint[]} */
export function constraintsOf(made) {
  return made.flatMap((correction) => {
    if (correction.at.lost || ('accepted' in correction && correction.accepted)) return [];
    if (correction.of === 'mention') return ofMention(correction);
    if (correction.of === 'reference') return ofReference(correction);
    return correction.of === 'quote' ? ofQuote(correction) : [];
  });
}

/** @param {import('./corrections.js').MentionCorrection & import('./corrections.js').Told} correction @returns {Constraint[]} */
function ofMention({ at, scope, also = [], label, entity, name, rest, removed, extent, before }) {
  const here = scope === 'here';
  const place = spanOf(extent && !extent.lost ? extent : at);
  const isNew = removed || extent || isOther(before, kindOf(label).meaning);
  const places = [place, ...also.filter(({ lost }) => !lost).map(spanOf)];
  /** @type {Constraint[]} */
  const constraints = isNew ? places.map((span) => ({ of: 'mention', ...span, label: removed ? null : label, here: here || extent !== undefined })) : [];
  // Of what is left of a thing only the layer knows which it was, to call it otherwise.
  if (removed || scope === 'wording' || rest) return constraints;
  if (name) constraints.push({ of: 'name', ...place, name });
  if (entity === undefined) return constraints;
  if (here) constraints.push({ of: 'entity', ...place, same: null });
  if (entity?.at && !entity.at.lost) constraints.push({ of: 'entity', ...place, same: spanOf(entity.at) });
  return constraints;
}

/** @param {import('./corrections.js').ReferenceCorrection} correction @returns {Constraint[]} */
function ofReference({ at, entity }) {
  if (entity === null) return [{ of: 'reference', ...spanOf(at), same: null }];
  return entity.at && !entity.at.lost ? [{ of: 'reference', ...spanOf(at), same: spanOf(entity.at) }] : [];
}

/** @param {import('./corrections.js').QuoteCorrection & import('./corrections.js').Told} correction @returns {Constraint[]} */
function ofQuote({ at, kind, speaker, removed, extent, before }) {
  if (removed) return [{ of: 'quote', ...spanOf(at), kind: null }];
  const place = spanOf(extent && !extent.lost ? extent : at);
  /** @type {Constraint[]} */
  const constraints = extent || isOther(before, QUOTE_KINDS[kind]) ? [{ of: 'quote', ...place, kind }] : [];
  if (kind === 'scare') return constraints;
  if (speaker === 'unnamed') constraints.push({ of: 'speaker', ...place, speaker: null });
  if (typeof speaker === 'object' && speaker.at && !speaker.at.lost) constraints.push({ of: 'speaker', ...place, speaker: spanOf(speaker.at) });
  return constraints;
}

/** Whether a thing is of another kind than it was found to be, or was not found. @param {import('./wording.js').Before | null | undefined} before @param {string} kind */
function isOther(before, kind) {
  return before === null || (before !== undefined && before.kind !== '' && before.kind !== kind);
}
