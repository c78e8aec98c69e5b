/** What an article is called that has no title of its own. @param {string} text */
export function firstLine(text) {
  const line = text.trimStart().split('\n', 1)[0].trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
