/** Why the annotator gives a quote to its speaker, in plain words. */
import { capitalized } from '../dom.js';

/**
 * By sieve, the rule of the annotator that answered. `CUE` stands for the words that report the quote.
 * @type {Record<string, string>}
 */
export const REASONS = {
  'label of the line': 'the line begins with who speaks',
  'speaker after the quote': 'right after it, CUE names the speaker',
  'name and verb after the quote': 'a name and a verb follow it',
  'speaker before the quote': 'CUE and the speaker lead up to it',
  'speaker of the clause': 'it is part of what the speaker says with CUE',
  'clause, then its speaker': 'CUE with the speaker closes the sentence',
  'name and colon': 'a name and a colon stand before it',
  'colon and name': 'a colon and a name stand after it',
  'name after a dash': 'a name stands after it, behind a dash',
  'name on the next line': 'a name stands on the line after it',
  'name after the quote': 'a name stands right after it',
  'source of the headline': 'the headline says who speaks',
  'signature of a post': 'the post is signed',
  'whose view it is': 'the text says whose view it is',
  'quote goes on in the next paragraph': 'the quote before it was not closed: it goes on here',
  'announced in the paragraph before': 'the paragraph before announces it',
  'block quote after a colon': 'the paragraph before announces it with a colon',
  'speaker goes on': 'nobody else spoke since, and the quote goes on',
  'speaker of the sentence before': 'the sentence before is about the speaker',
  'speakers take turns': 'two people speak in turn',
  'who is interviewed': 'the writer talks with one person, and nobody else is said to speak here',
  'speaker goes on in the next paragraph': 'nobody else spoke since the paragraph before',
  'whose words they are': 'the text says whose words they are',
  'subject of the sentence': 'the sentence around it is about the speaker',
  'clause with that': 'CUE that … reports what was said',
  'clause without that': 'CUE reports what was said',
  'clause of a noun': 'CUE that … says what was said',
  'words after a colon': 'CUE and a colon lead up to it',
  'clause before its cue': 'CUE closes the sentence that it reports',
  'clause beside according to': 'CUE says whose words these are',
  'phrase that the verb takes': 'CUE reports what was said',
  'words that look reported': 'the words read like something reported',
  'reported clause': 'CUE reports what was said',
};

/**
 * @param {import('../../lib/newsmark.js').Quote} quote @param {string} text
 * @returns {string} `""` where it cannot be told; a rule that has no words here yet gives its own name
 */
export function reasonFor({ sieve, cue }, text) {
  if (!sieve) return '';
  const reason = REASONS[sieve] ?? sieve.replace(/[-_]/g, ' ');
  const words = cue ? `“${text.slice(cue.start, cue.end).replace(/\s+/g, ' ')}”` : '';
  const sentence = words || !reason.includes('CUE') ? reason.replace('CUE', words) : sieve;
  return sentence[0] === '“' ? sentence : capitalized(sentence);
}
