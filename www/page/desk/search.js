/** Search over whole texts: all words that are asked for, wherever they stand. */

/** Letters of the text shown around what was found. */
const AROUND = 60;

/** Without case and accents, of the same length where that can be. @param {string} text */
export function folded(text) {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** @param {string} wanted @returns {string[]} */
export function wordsOf(wanted) {
  return folded(wanted).split(/\s+/).filter(Boolean);
}

/**
 * @param {{ title: string, newsroom: string, text: string, made: import('../state/database.js').Correction[] }} article
 * @param {string[]} words from {@link wordsOf}
 * @returns {{ before: string, found: string, after: string } | null} the first place in the text; empty where they stand elsewhere
 */
export function findIn({ title, newsroom, text, made }, words) {
  const notes = made.flatMap((correction) => (correction.of === 'note' ? correction.words : []));
  const rest = folded([title, newsroom, ...notes].join('\n'));
  const plain = folded(text);
  if (!words.every((word) => plain.includes(word) || rest.includes(word))) return null;
  const [word = ''] = words;
  const place = placeOf(text, plain, word);
  if (place === null) return { before: '', found: '', after: '' };
  const { start, end } = place;
  const flat = (/** @type {string} */ part) => part.replace(/\s+/g, ' ');
  return {
    before: (start > AROUND ? '…' : '') + flat(text.slice(Math.max(0, start - AROUND), start)),
    found: flat(text.slice(start, end)),
    after: flat(text.slice(end, end + AROUND)) + (end + AROUND < text.length ? '…' : ''),
  };
}

/** @param {string} text @param {string} flat the text, folded @param {string} word folded @returns {{ start: number, end: number } | null} */
function placeOf(text, flat, word) {
  if (!word) return null;
  let start = flat.indexOf(word);
  if (start < 0) return null;
  if (flat.length === text.length) return { start, end: start + word.length };
  // Accents that stand as letters of their own have shifted it.
  const near = text.split(/(?<=\s)/);
  let passed = 0;
  for (const part of near) {
    if (folded(part).includes(word)) return { start: passed, end: passed + part.trimEnd().length };
    passed += part.length;
  }
  return null;
}
