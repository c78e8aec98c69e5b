/** A correction in words: what stood there before, and what stands there now. */
import { kindOf, QUOTE_KINDS } from '../../lib/kinds.js';

/**
 * @typedef {import('./corrections.js').Correction} Correction
 * @typedef {object} Before What a correction has put right, in words.
 * @property {string} kind
 * @property {string} who whom or what it named, or who said it
 */

const NOT_MARKED = 'not marked';
/** Where a correction reaches farther than its place. @type {Record<string, string>} */
const REACH = { wording: 'wherever these words stand', entity: 'wherever it is named' };

/** @param {Correction} correction @returns {{ was: string, is: string, reach: string }} */
export function wordingOf(correction) {
  const { before } = correction;
  const now = nowOf(correction);
  // Drafts of old do not tell what was before.
  const was = before === null ? [NOT_MARKED] : before ? [before.kind, now.who === null ? '' : before.who] : [];
  const same = before?.kind === now.kind;
  const words = [...(same ? was.slice(1) : was)].filter(Boolean).join(', ');
  return {
    was: words,
    is: [same ? '' : now.kind, now.who ?? ''].filter(Boolean).join(', '),
    reach: correction.of === 'mention' ? (REACH[correction.scope] ?? '') : '',
  };
}

/** All of that in a line. @param {Correction} correction */
export function changeWords(correction) {
  const { was, is, reach } = wordingOf(correction);
  return [was && is ? `${was} → ${is}` : was || is, reach].filter(Boolean).join(', ');
}

/** @param {Correction} correction @returns {{ kind: string, who: string | null }} `null` where it says nothing of that */
function nowOf(correction) {
  switch (correction.of) {
    case 'mention': {
      const { label, entity, name, removed, accepted, extent } = correction;
      if (accepted) return { kind: 'right as found', who: null };
      if (extent && entity === undefined && !name) return { kind: kindOf(label).meaning, who: `“${shortened(extent.words)}”` };
      if (removed) return { kind: NOT_MARKED, who: null };
      const who = entity === null ? 'someone or something else' : (entity?.name ?? name ?? null);
      return { kind: kindOf(label).meaning, who };
    }
    case 'quote': {
      const { kind, speaker, removed, accepted, extent } = correction;
      if (extent && speaker === undefined) return { kind: QUOTE_KINDS[kind], who: `“${shortened(extent.words)}”` };
      if (accepted) return { kind: 'right as found', who: null };
      if (removed) return { kind: NOT_MARKED, who: null };
      return { kind: QUOTE_KINDS[kind], who: speaker === undefined ? null : speakerWords(speaker) };
    }
    case 'note':
      return { kind: 'note', who: correction.words };
    case 'reference':
      return { kind: '', who: correction.entity?.name ?? 'nobody known' };
  }
}

/** @param {import('./corrections.js').Who | 'unnamed' | 'unknown'} speaker */
function speakerWords(speaker) {
  if (speaker === 'unnamed') return 'an unnamed source';
  return speaker === 'unknown' ? 'speaker not known' : speaker.name;
}

/** Letters of words that a correction tells. */
const LONGEST = 60;

/** @param {string} words */
function shortened(words) {
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}
