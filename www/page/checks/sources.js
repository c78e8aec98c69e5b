/** Sources: those without a name, where they say most of it. Attributions that are doubtful are the list of what to check. */

/** @typedef {import('./checks.js').Article} Article @typedef {import('./checks.js').Finding} Finding */

/** The share of the statements that sources without a name make, over which an editor asks; and how many that must be. */
const MUCH = 0.5;
const MANY = 5;
/** Who could be named, and is not: one of whom the article knows who it is. Crowds ("40% of voters"), boards and police have no name to tell. */
const COULD_BE_NAMED =
  /^(?:an?|one|another|(?:a |the )?(?:second|third|other))\s|\b(?:sources?|officials?|officers?|aides?|advis[eo]rs?|insiders?|diplomats?|strategists?|operatives?|staffers?|employees?|executives?|managers?|consultants?|allies|ally|friends?|lawmakers?|someone|(?:person|man|woman|people|those) (?:close|familiar|briefed|involved|with|who))\b/i;
/** Whoever speaks for others is known by them; and what is said of many is nobody's own. */
const SPEAKS_FOR_OTHERS = /\bspokes(?:man|woman|person|people|men)\b|\b(?:an?|one) (?:group|crowd|majority|number|few|lot|handful|third|quarter|half|in)\b|^one in\b/i;

/** @param {Article} article @returns {Finding[]} */
export function manyUnnamed({ annotations, sources }) {
  const known = sources.filter(({ name }) => name !== '');
  const count = (/** @type {typeof sources} */ some) => some.reduce((sum, { statements }) => sum + statements, 0);
  const unnamed = known.filter(({ naming, kind, name }) => naming === 'unnamed' && (kind === 'person' || kind === 'group') && COULD_BE_NAMED.test(name) && !SPEAKS_FOR_OTHERS.test(name));
  const all = count(known);
  if (count(unnamed) < MANY || count(unnamed) <= MUCH * all) return [];
  const { start, end } = annotations.quotes[unnamed[0].quotes[0]];
  return [{ start, end, words: `${count(unnamed)} of ${all} statements come from sources without a name.` }];
}
