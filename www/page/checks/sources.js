/** Sources: those without a name, where they say most of it. Attributions that are doubtful are the list of what to check. */

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */

/** The share of the statements that unnamed sources make, from which on an editor asks; and how many that must be. */
const MUCH = 0.6;
const MANY = 5;

/** @param {Article} article @returns {Finding[]} */
export function manyUnnamed({ annotations, sources }) {
  const known = sources.filter(({ name }) => name !== '');
  const count = (/** @type {typeof sources} */ some) => some.reduce((sum, { statements }) => sum + statements, 0);
  // A document has no name to tell.
  const unnamed = known.filter(({ naming, kind }) => naming === 'unnamed' && kind !== 'document');
  const all = count(known);
  if (count(unnamed) < MANY || count(unnamed) < MUCH * all) return [];
  const { start, end } = annotations.quotes[unnamed[0].quotes[0]];
  return [{ start, end, words: `${count(unnamed)} of ${all} statements come from sources without a name.` }];
}
