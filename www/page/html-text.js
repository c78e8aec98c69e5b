/** The article in a web page: its paragraphs and headings, without scripts, navigation, captions and what is offered beside it. */

const LEFT_OUT = `script, style, noscript, template, svg, canvas, video, audio, iframe, object, form, button, select, input,
  textarea, nav, aside, footer, dialog, menu, figure, figcaption, [hidden], [aria-hidden="true"], [role="navigation"],
  [role="complementary"], [role="banner"], [role="contentinfo"], [role="search"], [role="menu"], [role="dialog"]`;
const BLOCKS = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE DD DIV DL DT H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TD TH TR UL'.split(' '),
);
/** Lines that may lead elsewhere, and nothing else. */
const PARAGRAPHS = 'p, li, div, section, h2, h3, h4, h5';
/** What stands before links to other pages, or over a list of them. */
const LEADS =
  /^(?:related(?: (?:stories|articles|content|topics|links|coverage))?|read (?:more|next|also)|see also|also read|more (?:on this(?: story)?|stories|like this)|up next|recommended(?: for you)?|most (?:read|popular)|don[’']t miss|topics?|tags?|share(?: this(?: article| story)?)?(?: on)?|follow us(?: on)?)$/i;
/** Between links of one line. */
const SEPARATORS = /[\s|·•,:;/–—-]+/g;
/** A line of links is no longer than this; what is, may be the article. */
const LONGEST_LEAD = 240;
/** What holds paragraphs, or is none. */
const BOXES = ':is(div, section, ul, ol, span, header):is([class], [id])';
/** Words of class names and ids by which sites tell what is not the article. */
const BESIDE = new Set(
  `ad ads advert advertisement advertising sponsored promo promotion newsletter signup subscribe subscription paywall share
  sharing social related recirc recirculation recommended trending readmore tags topics comments caption figcaption credit
  breadcrumb breadcrumbs toolbar cookie`.split(/\s+/),
);
/** Words that only screen readers have. */
const UNSEEN = '.sr-only, .visually-hidden, .visuallyhidden, .screen-reader-text, [style*="display:none"], [style*="display: none"]';

/** @param {string} html @returns {{ text: string, date: string | null }} */
export function textOfHtml(html) {
  // The parser's document runs no scripts and fetches nothing.
  const page = new DOMParser().parseFromString(html, 'text/html');
  const date = dateOf(page);
  const article = articleOf(page);
  for (const header of article.querySelectorAll('header')) if (isOfSite(header)) header.remove();
  for (const unwanted of article.querySelectorAll(`${LEFT_OUT}, ${UNSEEN}`)) unwanted.remove();
  const whole = length(article);
  for (const part of article.querySelectorAll(BOXES)) {
    if (isBeside(part) && length(part) < whole / 4) part.remove();
  }
  for (const paragraph of article.querySelectorAll(PARAGRAPHS)) {
    if (isLeadElsewhere(paragraph)) paragraph.remove();
  }
  /** @type {string[]} */
  const blocks = [''];
  collect(article, blocks);
  const paragraphs = blocks.map(tidy).filter((block) => block !== '');
  return { text: paragraphs.join('\n\n'), date };
}

/** The longest article where there is one, else the main part, else all. @param {Document} page */
function articleOf(page) {
  const articles = [...page.querySelectorAll('article')].sort((one, other) => length(other) - length(one));
  const [longest] = articles;
  const main = page.querySelector('main, [role="main"]');
  if (longest && length(longest) > 400) return longest;
  return main && length(main) > 400 ? main : page.body;
}

/** @param {Element} element */
function length(element) {
  return element.textContent?.length ?? 0;
}

/** @param {Document} page */
function dateOf(page) {
  const stated =
    page.querySelector('meta[property="article:published_time"], meta[itemprop="datePublished"]')?.getAttribute('content') ??
    page.querySelector('article time[datetime], main time[datetime]')?.getAttribute('datetime');
  return stated?.match(/^\d{4}-\d\d-\d\d/)?.[0] ?? null;
}

/** Whether the header is the site's, above every article. @param {Element} header */
function isOfSite(header) {
  return header.querySelector('nav, [role="navigation"]') !== null && header.querySelector('h1') === null;
}

/** @param {Element} part */
function isBeside(part) {
  const names = `${part.getAttribute('class') ?? ''} ${part.id}`.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return names.split(/[^a-z]+/).some((word) => BESIDE.has(word));
}

/** Whether it is links with nothing, or a word that leads to them, around; or only that word. @param {Element} paragraph */
function isLeadElsewhere(paragraph) {
  const words = paragraph.textContent?.trim() ?? '';
  if (words === '' || words.length > LONGEST_LEAD) return false;
  const links = [...paragraph.querySelectorAll('a')].map((link) => link.textContent?.trim() ?? '');
  const around = links.reduce((rest, link) => rest.replace(link, ' '), words).replace(SEPARATORS, ' ').trim();
  if (around !== '') return LEADS.test(around);
  return paragraph.localName === 'li' || !/[.!?]["”’]?$/.test(words);
}

/** Gathers text into the last block; a block element opens a new one before and after. @param {Node} node @param {string[]} blocks */
function collect(node, blocks) {
  if (node.nodeType === Node.TEXT_NODE) {
    blocks[blocks.length - 1] += inPre(node) ? node.textContent : node.textContent?.replace(/[^\S\u00A0]+/g, ' ');
  } else if (node.nodeName === 'BR') {
    blocks[blocks.length - 1] += '\n';
  } else {
    const block = BLOCKS.has(node.nodeName);
    if (block) blocks.push('');
    for (const child of node.childNodes) collect(child, blocks);
    if (block) blocks.push('');
  }
}

/** @param {Node} node */
function inPre(node) {
  return node.parentElement?.closest('pre') !== null;
}

/** @param {string} block */
function tidy(block) {
  return block
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
