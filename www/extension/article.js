/** Where in a page its article is. */

const CANDIDATES = 'article, [role="article"], [itemprop="articleBody"], main, [role="main"]';
/** Of the words in paragraphs of the page's largest candidate, what a smaller one within it must hold to be the article itself. */
const MOST = 0.8;

/** The element with the article: by what the page says of itself, else where most words in paragraphs stand. @param {Document} page @returns {Element} */
export function articleOf(page) {
  const stated = [...page.querySelectorAll(CANDIDATES)];
  const candidates = stated.some((element) => wordsIn(element) > 0) ? stated : parentsOf(page);
  const most = Math.max(0, ...candidates.map(wordsIn));
  // Those within others come after them.
  return candidates.findLast((element) => most > 0 && wordsIn(element) >= MOST * most) ?? page.body;
}

/** @param {Document} page */
function parentsOf(page) {
  return [...new Set([...page.querySelectorAll('p')].flatMap(({ parentElement }) => parentElement ?? []))];
}

/** How much text stands in paragraphs of `element`. @param {Element} element */
function wordsIn(element) {
  return [...element.querySelectorAll('p')].reduce((sum, { textContent }) => sum + (textContent?.length ?? 0), 0);
}
