/** What an article is called. @param {{ title: string, text: string }} article */
export function titleOf({ title, text }) {
  return title || firstLine(text) || 'Untitled';
}

/** @param {string} text */
function firstLine(text) {
  const line = text.trimStart().split('\n', 1)[0].trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
