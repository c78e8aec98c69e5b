/**
 * The words of a Markdown file, without its marks. What stands between two marks holds none of them, so that a pattern goes
 * over no letter twice: files of nothing but beginnings of marks take linear time.
 */

/** What a link leads to; it may hold brackets in pairs, as addresses of encyclopedias do. */
const TARGET = String.raw`\((?:[^()[\]]|\([^()[\]]*\)){0,2000}\)`;
const IMAGE = new RegExp(String.raw`!\[[^[\]]{0,1000}\]${TARGET}`, 'g');
const LINK = new RegExp(String.raw`\[([^[\]]{0,1000})\]${TARGET}`, 'g');

/** @param {string} markdown */
export function textOfMarkdown(markdown) {
  return withoutComments(markdown.replace(/\r\n?/g, '\n').replace(/^---\n[\s\S]*?\n---\n/, ''))
    .replace(/^(`{3,}|~{3,}).*$/gm, '')
    .replace(IMAGE, '')
    .replace(LINK, '$1')
    .replace(/^ {0,3}(?:#{1,6} |> ?)/gm, '')
    .replace(/^ {0,3}(?:[-*_] ?){3,}$/gm, '')
    // What is listed stands apart.
    .replace(/^ {0,3}(?:[-*+] |(?=\d{1,3}[.)] ))/gm, '\n\n')
    .replace(/(\*\*|__)(?=\S)(.{1,1000}?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])(?:\*(?=\S)([^*\n]{1,500})\*|_(?=\S)([^_\n]{1,500})_)(?![\p{L}\p{N}])/gu, '$1$2')
    .replace(/`([^`\n]+)`/g, '$1')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n').map((line) => line.trim()).join(' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** @param {string} text */
function withoutComments(text) {
  const [first, ...others] = text.split('<!--');
  const kept = [first];
  let open = '';
  for (const other of others) {
    open += `<!--${other}`;
    const end = other.indexOf('-->');
    if (end < 0) continue;
    kept.push(other.slice(end + 3));
    open = '';
  }
  return kept.join('') + open;
}
