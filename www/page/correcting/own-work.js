/** What a person has corrected and noted, as a last section of the files that people read. */
import { element } from '../dom.js';
import { notesAmong } from './own-notes.js';
import { changeWords } from './wording.js';

/** @typedef {import('./corrections.js').Correction} Correction */

/** By format. @type {Record<string, (content: string, sections: [string, string[]][]) => string>} */
const WRITERS = { html: inHtml, markdown: inMarkdown };

/** @param {string} format @param {string} content of the file @param {Correction[]} made @returns {string} */
export function withOwnWork(format, content, made) {
  const notes = notesAmong(made).map(({ at, words }) => `“${one(at.words)}”: ${one(words)}`);
  const corrections = made.filter(({ of }) => of !== 'note').map((correction) => `“${one(correction.at.words)}”: ${one(changeWords(correction))}`);
  /** @type {[string, string[]][]} */
  const sections = [['Notes', notes], ['Corrected by hand', corrections]];
  const filled = sections.filter(([, lines]) => lines.length > 0);
  return filled.length > 0 && Object.hasOwn(WRITERS, format) ? WRITERS[format](content, filled) : content;
}

/** On one line, as files have no NUL. @param {string} words */
function one(words) {
  return words.replace(/\s+/g, ' ').replaceAll('\0', '\uFFFD').trim();
}

/** @param {string} content @param {[string, string[]][]} sections */
function inHtml(content, sections) {
  const made = sections.map(([heading, lines]) => {
    const items = lines.flatMap((line) => [element('li', {}, line), '\n']);
    return element('section', {}, '\n', element('h2', {}, heading), '\n', element('ul', {}, '\n', ...items), '\n').outerHTML;
  });
  const end = content.lastIndexOf('</main>');
  return `${content.slice(0, end)}${made.join('\n')}\n${content.slice(end)}`;
}

/** @param {string} content @param {[string, string[]][]} sections */
function inMarkdown(content, sections) {
  const escaped = (/** @type {string} */ line) => line.replace(/[\\`*_[\]<>&#~|^${}]/g, '\\$&');
  const made = sections.map(([heading, lines]) => `\n## ${heading}\n\n${lines.map((line) => `- ${escaped(line)}\n`).join('')}`);
  return content + made.join('');
}
