/**
 * The words of a Markdown file, without its marks. No pattern looks further than a paragraph is long, so that files of nothing
 * but beginnings of marks take linear time.
 */

/** @param {string} markdown */
export function textOfMarkdown(markdown) {
  return withoutComments(markdown.replace(/^---\n[\s\S]*?\n---\n/, ''))
    .replace(/^(`{3,}|~{3,}).*$/gm, '')
    .replace(/!\[[^[\]]{0,1000}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[([^[\]]{0,1000})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/^ {0,3}(?:#{1,6} |> ?|[-*+] )/gm, '')
    .replace(/^ {0,3}(?:[-*_] ?){3,}$/gm, '')
    .replace(/(\*\*|__)(?=\S)(.{1,1000}?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)(.{1,500}?)\1(?![\p{L}\p{N}])/gu, '$2')
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
