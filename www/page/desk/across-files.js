/** Who speaks across articles, as files for spreadsheets and for programs. */
import { different, monthOf } from './across.js';

/** @typedef {import('./across.js').Speaker} Speaker */

const COLUMNS = ['name', 'naming', 'kind', 'roles', 'said', 'said_by_hand', 'articles', 'statements', 'quoted_words', 'share', 'newsrooms', 'months'];

/** RFC 4180, with nothing that a spreadsheet would compute. @param {Speaker[]} speakers */
export function csvOf(speakers) {
  return [COLUMNS, ...speakers.map(cells)].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** @param {Speaker} speaker @returns {(string | number | boolean)[]} */
function cells({ name, naming, kind, roles, said, byHand, statements, words, share, appearances }) {
  const newsrooms = different(appearances.map(({ article }) => article.newsroom));
  const months = different(appearances.map(({ article }) => monthOf(article)));
  return [name, naming, kind ?? '', roles.join('; '), said ?? '', byHand, appearances.length, statements, words, share.toFixed(4), newsrooms.join('; '), months.join('; ')];
}

/** @param {string | number | boolean} value */
function cell(value) {
  const words = typeof value === 'string' ? withoutFormulas(value) : String(value);
  return /[,;"\t\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/** An apostrophe before whatever a spreadsheet would compute: see `without_formulas` in src/export/csv.rs. @param {string} words */
function withoutFormulas(words) {
  return words.replace(/(?<=^|[\t\r\n;])[\s"']*(?=[=+\-@＝＋－＠])/g, "$&'").replace(/^(?=[\t\r\n])/, "'");
}

/** With each article, and the places of its quotes in UTF-16 units. @param {Speaker[]} speakers */
export function jsonOf(speakers) {
  const people = speakers.map(({ name, names, naming, kind, roles, said, byHand, statements, words, share, appearances }) => ({
    name,
    names: different([...names.values()]),
    naming,
    kind,
    roles,
    said,
    said_by_hand: byHand,
    statements,
    quoted_words: words,
    share,
    articles: appearances.map(({ article: { title, newsroom, digest }, statements, words, places }) => ({
      title,
      newsroom,
      date: digest.date,
      statements,
      quoted_words: words,
      quotes: places.map(({ start, end }) => ({ start, end })),
    })),
  }));
  return `${JSON.stringify(people, null, 1)}\n`;
}
