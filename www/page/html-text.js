/** The article in a web page: its paragraphs and headings, without scripts, navigation and captions. */

const LEFT_OUT = `script, style, noscript, template, svg, canvas, video, audio, iframe, object, form, button, select, input,
  textarea, nav, aside, footer, dialog, menu, figure, figcaption, [hidden], [aria-hidden="true"], [role="navigation"],
  [role="complementary"], [role="banner"], [role="contentinfo"], [role="search"], [role="menu"], [role="dialog"]`;
const BLOCKS = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE DD DIV DL DT H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TD TH TR UL'.split(' '),
);
/** Lines that lead elsewhere. They are left out only where the whole of them is one link. */
const PARAGRAPHS = 'p, li, div, h2, h3, h4';

/** @param {string} html @returns {{ text: string, date: string | null }} */
export function textOfHtml(html) {
  // The parser's document runs no scripts and fetches nothing.
  const page = new DOMParser().parseFromString(html, 'text/html');
  const date = dateOf(page);
  const article = articleOf(page);
  for (const unwanted of article.querySelectorAll(LEFT_OUT)) unwanted.remove();
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

/** @param {Element} paragraph */
function isLeadElsewhere(paragraph) {
  const words = paragraph.textContent?.trim() ?? '';
  const links = paragraph.querySelectorAll('a');
  const linked = links.length === 1 && links[0].textContent?.trim() === words;
  return linked && words.length < 160 && !/[.!?]["”’]?$/.test(words);
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
