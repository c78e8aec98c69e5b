/** The article in an e-mail (.eml), or in a web page kept with its pictures (.mhtml), by postal-mime. */
import PostalMime from 'postal-mime';
import { textOfPlain } from '../plain-text.js';
import { articleIn } from '../web-page.js';

/** @param {Uint8Array} bytes @param {import('../pace.js').Pace} [pace] @returns {Promise<import('../web-page.js').Incoming>} */
export async function readMail(bytes, pace) {
  const { subject, date, html, text } = await PostalMime.parse(bytes);
  const found = html ? await articleIn(html, pace) : { text: textOfPlain(text ?? ''), date: null, leftOut: [] };
  const headline = subject?.replace(/^(?:(?:re|fwd?|aw|wg): *)+/i, '').trim() ?? '';
  const written = found.text.trim();
  // A page that was kept has its title for a subject, with the name of the site behind it.
  const beginning = written.split('\n', 5).filter((line) => line.trim() !== '');
  const hasHeadline = headline === '' || beginning.some((line) => headline.startsWith(line));
  return {
    ...found,
    text: hasHeadline ? written : `${headline}\n\n${written}`,
    date: found.date ?? date?.match(/^\d{4}-\d\d-\d\d/)?.[0] ?? null,
  };
}
