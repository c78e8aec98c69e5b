/** The blocks of text in a web page: paragraphs, headings, list items, cells, as they stand. */

/** Never text. */
const UNSEEN = `script, style, noscript, template, svg, canvas, video, audio, iframe, object, select, input, textarea, head, [hidden],
  .sr-only, .visually-hidden, .visuallyhidden, .screen-reader-text, [style*="display:none"], [style*="display: none"]`;
const BLOCKS = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BUTTON CENTER DD DETAILS DIALOG DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6
  HEADER HR LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TD TH TR UL`.split(/\s+/),
);
/** What is beside every article. */
const APART = `nav, aside, footer, button, dialog, menu, figcaption, [aria-hidden="true"], [role="navigation"],
  [role="complementary"], [role="contentinfo"], [role="search"], [role="menu"], [role="dialog"], label`;
/** Words of class names and ids by which sites tell what is not the article. */
const BESIDE = new Set(
  `ad ads advert advertisement advertising sponsored promo promotion newsletter signup subscribe subscription paywall share
  sharing social related recirc recirculation recommended trending readmore tags topics comments caption figcaption credit
  breadcrumb breadcrumbs toolbar cookie`.split(/\s+/),
);
/** Words of a part that is the article, whatever its class says. */
const LONG = 1_200;

/**
 * @typedef {object} Block
 * @property {string} text with its line breaks
 * @property {Element} element in which it stands, as the innermost block
 * @property {string[]} links the words of each
 * @property {number} linked letters in links
 */

/** @param {Element} root @param {import('./pace.js').Pace} pace @returns {Promise<Block[]>} */
export async function blocksOf(root, pace) {
  for (const unseen of root.querySelectorAll(UNSEEN)) unseen.remove();
  /** @type {Block[]} */
  const blocks = [];
  /** @type {Block | null} */
  let open = null;

  /** @param {Node} node @param {Element} block @param {boolean} verbatim */
  async function read(node, block, verbatim) {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) {
        add(verbatim ? (child.textContent ?? '') : (child.textContent ?? '').replace(/[^\S\u00A0]+/g, ' '), block);
      } else if (child.nodeName === 'BR') {
        add('\n', block);
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        const element = /** @type {Element} */ (child);
        const isBlock = BLOCKS.has(element.nodeName);
        if (isBlock) open = null;
        if (element.firstChild) await read(element, isBlock ? element : block, verbatim || element.nodeName === 'PRE');
        if (element.nodeName === 'A') addLink(element.textContent?.replace(/\s+/g, ' ').trim() ?? '');
        if (isBlock) open = null;
      }
      if (pace.isDue()) await pace.rest();
    }
  }

  /** @param {string} words @param {Element} element */
  function add(words, element) {
    if (open === null) {
      if (!words.trim()) return;
      open = { text: '', element, links: [], linked: 0 };
      blocks.push(open);
    }
    open.text += words;
  }

  /** @param {string} words */
  function addLink(words) {
    if (!open || !words) return;
    open.links.push(words);
    open.linked += words.length;
  }

  await read(root, root, false);
  for (const block of blocks) block.text = tidy(block.text);
  return blocks.filter(({ text }) => text !== '');
}

/** @param {string} text */
function tidy(text) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether it stands in what is beside every article, such as a menu or a caption. @param {Block} block */
export function isApart({ element }) {
  return isInApart(element) || isInBeside(element);
}

const isInApart = askedOnce((element) => element.matches(APART) || isHeaderOfMenus(element) || isInParent(element, isInApart));
const isInBeside = askedOnce((element) => !/^(?:ARTICLE|BODY)$/.test(element.nodeName) && (isBeside(element) || isInParent(element, isInBeside)));

/** What is found of an element is kept, for each block in it asks. @param {(element: Element) => boolean} find */
function askedOnce(find) {
  /** @type {WeakMap<Element, boolean>} */
  const known = new WeakMap();
  return (/** @type {Element} */ element) => {
    let found = known.get(element);
    if (found === undefined) known.set(element, (found = find(element)));
    return found;
  };
}

/** @param {Element} element @param {(element: Element) => boolean} isIn @returns {boolean} */
function isInParent({ parentElement }, isIn) {
  return parentElement !== null && isIn(parentElement);
}

/** @param {Element} element */
function isHeaderOfMenus(element) {
  return element.nodeName === 'HEADER' && element.querySelector('nav, [role="navigation"]') !== null && !element.querySelector('h1');
}

/** @param {Element} part */
function isBeside(part) {
  return !/^(?:P|BLOCKQUOTE)$/.test(part.nodeName) && hasNameBeside(part) && (part.textContent ?? '').length < LONG;
}

/** @param {Element} part */
function hasNameBeside(part) {
  const names = `${part.getAttribute('class') ?? ''} ${part.id}`.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return names.split(/[^a-z]+/).some((word) => BESIDE.has(word));
}
