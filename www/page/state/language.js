/** Whether a text looks like English: by the share of its words that English cannot do without. */

const FUNCTION_WORDS = new Set(
  `the of and to in a is that for it on was with as at by be from are this have an but not or has his he they which were
  we will their had would been said who about there when up its after also can than into more if out so you i she her
  no what one all other some new over could time only do may`.split(/\s+/),
);
/** News in English has 0.35 to 0.5 of such words, lists of names some 0.15; other languages have less than 0.1. */
const SMALLEST_SHARE = 0.12;
/** With fewer words than this the share says little. */
const FEWEST_WORDS = 25;
/** Looking at more of the text would not change the answer. */
const SAMPLE = 20_000;

/** @param {string} text @returns {boolean} `true` also where there is too little text to tell */
export function looksEnglish(text) {
  const words = text.slice(0, SAMPLE).toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < FEWEST_WORDS) return !mostlyOtherScript(text);
  const found = words.filter((word) => FUNCTION_WORDS.has(word)).length;
  return found / words.length >= SMALLEST_SHARE;
}

/** Scripts that set no spaces have few words, however long the text. @param {string} text */
function mostlyOtherScript(text) {
  const letters = text.slice(0, SAMPLE).match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  return letters.length > 60 && latin < letters.length / 2;
}
