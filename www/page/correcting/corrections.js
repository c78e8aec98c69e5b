/**
 * Corrections: what a person has put right, as a layer over what the annotator finds. Each one says of a place in the
 * text what is to be so there, and can be applied to annotations that are made anew after an edit.
 */
import { moveAnchor } from './anchors.js';

/**
 * @typedef {import('./anchors.js').Anchor} Anchor
 * @typedef {import('../../lib/newsmark.js').Label} Label
 * @typedef {import('../../lib/newsmark.js').Quote['kind']} QuoteKind
 *
 * @typedef {object} Who An entity, by a place that names it; by its name where that place is gone.
 * @property {string} name
 * @property {Label} label
 * @property {Anchor | null} at
 *
 * @typedef {'here' | 'wording' | 'entity'} Scope this place, all places with these words, or all of the entity
 *
 * @typedef {object} MentionCorrection
 * @property {'mention'} of
 * @property {Anchor} at
 * @property {Scope} scope
 * @property {Anchor[]} [also] a place of each other wording of the entity, where it reaches so far
 * @property {Label} label is a mention of this kind, even where none was found
 * @property {Who | null} [entity] names this entity; `null`: one of its own
 * @property {string} [name] what its entity is called
 * @property {Anchor} [extent] how far it goes, where that is not how far `at` does
 * @property {string} [rest] what is left of the entity that it was taken from is called
 * @property {true} [removed] names nothing
 * @property {true} [accepted] all is right as found
 *
 * @typedef {object} ReferenceCorrection
 * @property {'reference'} of
 * @property {Anchor} at
 * @property {Who | null} entity whom the pronoun or description means; `null`: nobody known
 *
 * @typedef {object} QuoteCorrection
 * @property {'quote'} of
 * @property {Anchor} at
 * @property {QuoteKind} kind
 * @property {Who | 'unnamed' | 'unknown'} [speaker] left out where it is right as found
 * @property {Anchor} [extent]
 * @property {true} [removed]
 * @property {true} [accepted] all is right as found
 *
 * @typedef {object} OwnNote What a person has noted beside a place; it corrects nothing.
 * @property {'note'} of
 * @property {Anchor} at
 * @property {string} words
 *
 * @typedef {(MentionCorrection | ReferenceCorrection | QuoteCorrection | OwnNote) & Told} Correction
 * @typedef {{ before?: import('./wording.js').Before | null }} Told what stood there before; `null`: nothing was marked
 */

/**
 * The corrections after an edit of the text.
 * @param {Correction[]} corrections @param {import('../state/text-edit.js').TextEdit} edit @param {string} after
 * @returns {Correction[]} the same array where there are none
 */
export function moveCorrections(corrections, edit, after) {
  if (corrections.length === 0) return corrections;
  /** @param {Who} who @returns {Who} */
  const follow = (who) => ({ ...who, at: who.at && moveAnchor(who.at, edit, after) });
  return corrections.map((correction) => {
    const moved = { ...correction, at: moveAnchor(correction.at, edit, after) };
    if ('extent' in moved && moved.extent) moved.extent = moveAnchor(moved.extent, edit, after);
    if ('also' in moved && moved.also) moved.also = moved.also.map((anchor) => moveAnchor(anchor, edit, after));
    if (moved.of === 'quote') {
      if (typeof moved.speaker === 'object') moved.speaker = follow(moved.speaker);
    } else if ('entity' in moved && moved.entity) {
      moved.entity = follow(moved.entity);
    }
    return moved;
  });
}
