/** The parts of an e-mail (.eml), or of a web page kept with its pictures (.mhtml), by postal-mime. */
import PostalMime from 'postal-mime';
import { textOfPlain } from '../plain-text.js';

/** @typedef {{ headline: string, date: string | null, html: string, text: string }} Mail `text` only where there is no `html` */

/** @param {Uint8Array} bytes @returns {Promise<Mail>} */
export async function readMail(bytes) {
  const { subject, date, html, text } = await PostalMime.parse(bytes);
  return {
    headline: subject?.replace(/^(?:(?:re|fwd?|aw|wg): *)+/i, '').trim() ?? '',
    date: date?.match(/^\d{4}-\d\d-\d\d/)?.[0] ?? null,
    html: html ?? '',
    text: html ? '' : textOfPlain(text ?? ''),
  };
}
