/** How many words a text has, as readers count them: what begins with a letter or digit, up to the next space. @param {string} text */
export function countWords(text) {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}
