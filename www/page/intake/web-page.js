/**
 * The article in a web page, by Readability (the reader view of Firefox), held to two rules: what it drops from the middle
 * of an article comes back, and what is left out in the end is told.
 */
import { Readability } from '@mozilla/readability';
import { blocksOf, isApart } from './blocks.js';
import { metadataOf } from './metadata.js';
import { paced } from './pace.js';
import { shallow } from './shallow.js';

/**
 * @typedef {import('./blocks.js').Block} Block
 * @typedef {object} Incoming An article as it comes in.
 * @property {string} text
 * @property {string | null} date `YYYY-MM-DD`, where the source states it
 * @property {LeftOut[]} leftOut
 * @typedef {{ what: 'navigation' | 'captions' | 'page numbers' | 'other lines', text: string }} LeftOut what stood there too
 *   and is none of the article's
 */

/** The attribute by which blocks are found again in what Readability gives. */
const NUMBER = 'data-newsmark-block';
/**
 * Elements and letters of a page that is no article, but a list or a book; finding one in it would take seconds, in which no
 * key is heard. In a worker, which has no DOMParser, linkedom 0.18 would take as long (15,000 elements in Node.js: 0.4 s to
 * parse, 0.9 s for Readability), bring 128 KB more, and be another DOM, whose answers would have to be held to the browser's.
 */
const LARGEST_PAGE = 15_000;
const LONGEST_PAGE = 500_000;
/** Words of a block that may be a sentence of the article. */
const FEWEST_WORDS = 9;
/** Of all sentences outside menus, those that Readability must have found. */
const LEAST_SHARE = 0.5;

/** @param {string} html @param {import('./pace.js').Pace} [pace] @returns {Promise<Incoming>} */
export async function articleIn(html, pace = paced()) {
  // The parser's document runs no scripts and fetches nothing.
  const page = new DOMParser().parseFromString(shallow(html), 'text/html');
  if (pace.isDue()) await pace.rest();
  const { headline, date } = metadataOf(page);
  const blocks = await blocksOf(page.body, pace);
  if (pace.isDue()) await pace.rest();
  const chosen = chosenBlocks(page, blocks);
  if (pace.isDue()) await pace.rest();
  const kept = blocks.filter((block, index) => chosen.has(index) && !isLeadElsewhere(block));
  const texts = kept.map(({ text }) => text);
  if (headline && texts.length > 0 && !texts.slice(0, 4).some((text) => isSame(text, headline))) texts.unshift(headline);
  const inText = new Set(texts);
  /** @type {Map<string, LeftOut>} */
  const leftOut = new Map();
  for (const block of blocks) if (!inText.has(block.text)) leftOut.set(block.text, { what: whatIs(block), text: block.text });
  return { text: texts.join('\n\n'), date, leftOut: [...leftOut.values()] };
}

/** @param {Block} block @returns {LeftOut['what']} */
function whatIs({ element, text, linked }) {
  if (element.closest('figcaption, [class*="caption" i]')) return 'captions';
  return element.closest('nav, header, footer, menu, [role="navigation"]') || linked > text.length / 2 ? 'navigation' : 'other lines';
}

/** @param {Document} page @param {Block[]} blocks @returns {Set<number>} places of those that are the article */
function chosenBlocks(page, blocks) {
  const found = readable(page, blocks);
  const sentences = blocks.flatMap((block, index) => (isSentence(block) && !isApart(block) ? [index] : []));
  const share = sentences.filter((index) => found.has(index)).length / sentences.length;
  const chosen = share >= LEAST_SHARE ? found : new Set([...found, ...sentences]);
  if (chosen.size === 0) return new Set(blocks.flatMap((block, index) => (isApart(block) ? [] : [index])));
  const inOrder = [...chosen].sort((one, other) => one - other);
  const [first, last] = [inOrder[0], inOrder[inOrder.length - 1]];
  blocks.forEach((block, index) => {
    if (index > first && index < last && !isApart(block)) chosen.add(index);
    if (isApart(block)) chosen.delete(index);
  });
  addHead(blocks, first, chosen);
  addTail(blocks, last, chosen);
  return chosen;
}

/** The blocks that Readability takes for the article. @param {Document} page @param {Block[]} blocks @returns {Set<number>} */
function readable(page, blocks) {
  if (page.getElementsByTagName('*').length > LARGEST_PAGE || (page.body.textContent ?? '').length > LONGEST_PAGE) return new Set();
  for (const [element, numbers] of numbersOf(blocks)) element.setAttribute(NUMBER, numbers.join(' '));
  const copy = /** @type {Document} */ (page.cloneNode(true));
  // A page of ASP.NET is one form, and Readability drops forms.
  for (const form of copy.querySelectorAll('form')) if ((form.textContent ?? '').length > 600) form.replaceWith(...form.childNodes);
  const content = new Readability(copy, { charThreshold: 200, disableJSONLD: true, serializer: (node) => /** @type {Element} */ (node) }).parse()?.content;
  /** @type {Set<number>} */
  const found = new Set();
  for (const element of content?.querySelectorAll(`[${NUMBER}]`) ?? []) {
    for (const number of (element.getAttribute(NUMBER) ?? '').split(' ')) found.add(Number(number));
  }
  return found;
}

/** The places of blocks, by the element in which they stand. @param {Block[]} blocks */
function numbersOf(blocks) {
  /** @type {Map<Element, number[]>} */
  const numbers = new Map();
  blocks.forEach(({ element }, index) => {
    const others = numbers.get(element);
    if (others) others.push(index);
    else numbers.set(element, [index]);
  });
  return numbers;
}

/** The headline with what stands between it and the article: the byline, the day. @param {Block[]} blocks @param {number} first @param {Set<number>} chosen */
function addHead(blocks, first, chosen) {
  const headline = blocks.findLastIndex(({ element }, index) => index <= first && element.closest('h1') !== null);
  if (headline < 0) return;
  for (let index = headline; index < first; index += 1) if (!isApart(blocks[index])) chosen.add(index);
}

/** Sentences right behind the article that stand in the same element as its last one. @param {Block[]} blocks @param {number} last @param {Set<number>} chosen */
function addTail(blocks, last, chosen) {
  const around = blocks[last]?.element.parentElement;
  for (let index = last + 1; index < blocks.length; index += 1) {
    if (blocks[index].element.parentElement !== around || isApart(blocks[index])) return;
    chosen.add(index);
  }
}

/** @param {Block} block */
function isSentence({ text, linked }) {
  return (text.match(/\S+/g)?.length ?? 0) >= FEWEST_WORDS && linked < text.length / 2;
}

/** @param {string} one @param {string} other */
function isSame(one, other) {
  const plain = (/** @type {string} */ text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return plain(one) === plain(other);
}

/** What stands before links to other pages, or over a list of them. */
const LEADS =
  /^(?:related(?: (?:stories|articles|content|topics|links|coverage))?|read (?:more|next|also)|see also|also read|more (?:on this(?: story)?|stories|like this)|up next|recommended(?: for you)?|most (?:read|popular)|don[’']t miss|topics?|tags?|share(?: this(?: article| story)?)?(?: on)?|follow us(?: on)?|advertisement(?: - scroll to continue)?)$/i;
/** Between links of one line. */
const SEPARATORS = /[\s|·•,:;/–—-]+/g;
/** A line of links is no longer than this; what is, may be the article. */
const LONGEST_LEAD = 240;

/** Whether it is links with nothing, or a word that leads to them, around; or only that word. @param {Block} block */
function isLeadElsewhere({ text, element, links }) {
  if (text.length > LONGEST_LEAD) return false;
  const around = links.reduce((rest, link) => rest.replace(link, ' '), text).replace(SEPARATORS, ' ').trim();
  if (around !== '') return LEADS.test(around);
  // A heading or a sentence may be one link.
  if (element.closest('h1, h2, h3, h4, blockquote')) return false;
  return element.closest('li') !== null || !/[.!?]["”’]?$/.test(text);
}
