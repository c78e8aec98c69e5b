/** The sentence above the table: each of its numbers shows the sentences that it counts. */
import { element, percent, plural } from '../dom.js';
import { appearancesOf, totalOf } from './across.js';

/**
 * @typedef {import('./across.js').Speaker} Speaker
 * @typedef {{ number: string, counts: (speaker: Speaker) => boolean }} Counted what is said, and of whom
 */

/**
 * @param {HTMLElement} place @param {Speaker[]} speakers @param {import('./across.js').ReadArticle[]} articles @param {number} left articles that could not be read
 * @param {(appearances: import('./across.js').Appearance[] | null) => void} show `null`: nothing any more
 */
export function writeTotal(place, speakers, articles, left, show) {
  /** @type {HTMLElement[]} */
  const buttons = [];
  /** @param {Counted} number */
  const button = ({ number, counts }) => {
    const made = element('button', { type: 'button', 'aria-expanded': 'false', onclick: toggle }, number);
    buttons.push(made);
    return made;

    function toggle() {
      const isOpen = made.ariaExpanded === 'true';
      for (const other of buttons) other.ariaExpanded = String(other === made && !isOpen);
      show(isOpen ? null : appearancesOf(speakers.filter(counts)));
    }
  };
  const parts = articles.length ? told(totalOf(speakers, articles)) : ['Nothing to count yet.'];
  const unread = left ? ` ${plural(left, 'article')} could not be read, or not as English.` : '';
  place.replaceChildren(...parts.map((part) => (typeof part === 'string' ? part : button(part))), unread);
}

/** @param {ReturnType<typeof totalOf>} total @returns {(string | Counted)[]} */
function told({ articles, words, quoted, named, others, namedShare, said }) {
  const anybody = () => true;
  const isNamed = (/** @type {Speaker} */ { naming }) => naming === 'named';
  const called = /** @type {const} */ (['she', 'he', 'they']).filter((word) => said[word] > 0);
  const shares = called.flatMap((word, place) => [
    place ? ', ' : ' Of the quoted words, ',
    { number: percent(said[word]), counts: (/** @type {Speaker} */ speaker) => speaker.said === word },
    place ? ` ${word}` : ` come from those whom the texts call ${word}`,
  ]);
  return [
    `${plural(articles, 'article')} of ${plural(words, 'word')}, `,
    { number: quoted.toLocaleString('en'), counts: anybody },
    ' of them quoted. ',
    { number: plural(named, 'named voice'), counts: isNamed },
    ' with ',
    { number: percent(namedShare), counts: isNamed },
    ' of the quoted words, ',
    { number: others.toLocaleString('en'), counts: (speaker) => !isNamed(speaker) && speaker.name !== '' },
    ' without a name.',
    ...shares,
    ...(called.length ? ['; of ', { number: 'the rest', counts: (/** @type {Speaker} */ speaker) => speaker.said === null }, ' it is not said.'] : []),
  ];
}
