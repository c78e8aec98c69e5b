/** Keeps notes beside the text apart: where two speakers share a line, the second note goes below the first, and the paragraph is at least as high as its notes. */
import { byId } from '../dom.js';

/** Pixels between two notes. */
const GAP = 2;

export function keepNotesApart() {
  const article = byId('article');
  /** Lines that have been drawn since the last frame. @type {Set<Element>} */
  const drawn = new Set();

  function spreadDrawn() {
    for (const line of drawn) if (line.isConnected) spread(line);
    drawn.clear();
  }

  article.addEventListener('line-drawn', (event) => {
    if (drawn.size === 0) requestAnimationFrame(spreadDrawn);
    drawn.add(/** @type {CustomEvent} */ (event).detail);
  });
  let width = 0;
  new ResizeObserver(() => {
    if (article.clientWidth === width) return;
    width = article.clientWidth;
    for (const line of article.children) spread(line);
  }).observe(article);
}

/** @param {Element} line */
function spread(line) {
  const paragraph = /** @type {HTMLElement} */ (line);
  const notes = [.../** @type {NodeListOf<HTMLElement>} */ (line.querySelectorAll('.quote > .note:not(.again)'))];
  paragraph.style.removeProperty('--notes');
  if (notes.length === 0) return;
  for (const note of notes) note.style.translate = '';
  let free = -Infinity;
  for (const { note, top, height } of notes.map((note) => ({ note, top: note.offsetTop, height: note.offsetHeight }))) {
    const down = Math.max(0, free - top);
    if (down > 0) note.style.translate = `0 ${down}px`;
    free = top + down + height + GAP;
  }
  if (free > paragraph.offsetHeight) paragraph.style.setProperty('--notes', `${Math.ceil(free)}px`);
}
