/** Sources: those without a name, where they say most of it. Attributions that are doubtful are the list of what to check. */

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */

/** The share of the statements that sources without a name make, over which an editor asks; and how many that must be. */
const MUCH = 0.5;
const MANY = 5;
/** Who could be named, and is not. Crowds ("40% of voters"), police, boards and spokespeople have no name to tell. */
const COULD_BE_NAMED =
  /\b(?:sources?|officials?|officers?|aides?|advis[eo]rs?|insiders?|diplomats?|strategists?|operatives?|staffers?|employees?|executives?|managers?|consultants?|allies|ally|friends?|lawmakers?|person|(?:people|those) (?:close|familiar|briefed|involved|with))\b/i;

/** @param {Article} article @returns {Finding[]} */
export function manyUnnamed({ annotations, sources }) {
  const known = sources.filter(({ name }) => name !== '');
  const count = (/** @type {typeof sources} */ some) => some.reduce((sum, { statements }) => sum + statements, 0);
  const unnamed = known.filter(({ naming, kind, name }) => naming === 'unnamed' && (kind === 'person' || kind === 'group') && COULD_BE_NAMED.test(name));
  const all = count(known);
  if (count(unnamed) < MANY || count(unnamed) <= MUCH * all) return [];
  const { start, end } = annotations.quotes[unnamed[0].quotes[0]];
  return [{ start, end, words: `${count(unnamed)} of ${all} statements come from sources without a name.` }];
}
