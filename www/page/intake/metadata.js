/** What a web page states of its article for machines: schema.org in JSON-LD, Open Graph, `<time>`. */

/** @param {Document} page @returns {{ headline: string | null, date: string | null }} */
export function metadataOf(page) {
  const stated = [...page.querySelectorAll('script[type="application/ld+json"]')].flatMap(({ textContent }) => thingsIn(textContent ?? ''));
  const article = stated.find((thing) => /Article|Posting|Report/.test(String(thing['@type'])));
  const meta = (/** @type {string} */ name) =>
    page.querySelector(`meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`)?.getAttribute('content') ?? null;
  const time = page.querySelector('article time[datetime], main time[datetime], time[datetime]')?.getAttribute('datetime');
  const dates = [article?.datePublished, meta('article:published_time'), meta('datePublished'), meta('date'), time];
  const headline = article?.headline ?? meta('og:title');
  return {
    headline: typeof headline === 'string' ? textOf(headline) : null,
    date: dates.map((date) => String(date ?? '').match(/^\d{4}-\d\d-\d\d/)?.[0]).find(Boolean) ?? null,
  };
}

/** @param {string} json @returns {Record<string, unknown>[]} nothing where it is damaged */
function thingsIn(json) {
  try {
    const stated = JSON.parse(json);
    const things = Array.isArray(stated) ? stated : (stated['@graph'] ?? [stated]);
    return things.filter((/** @type {unknown} */ thing) => typeof thing === 'object' && thing !== null);
  } catch {
    return [];
  }
}

/** Headlines may hold entities and tags. @param {string} html */
function textOf(html) {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}
