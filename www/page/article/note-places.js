/** Keeps notes beside the text apart: where two speakers share a line, the second note goes below the first, and the paragraph is at least as high as its notes. */
import { byId } from '../dom.js';

/** Pixels between two notes. */
const GAP = 2;

export function keepNotesApart() {
  const article = byId('article');
  /** Lines that have been drawn since the last frame. @type {Set<HTMLElement>} */
  const drawn = new Set();

  function spreadDrawn() {
    spread([...drawn].filter((line) => line.isConnected));
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
    spread(/** @type {HTMLElement[]} */ ([...article.children]));
  }).observe(article);
}

/** Measures all lines before it moves anything: each change between two measurements would have the page laid out anew. @param {HTMLElement[]} lines */
function spread(lines) {
  for (const line of lines) line.style.removeProperty('--notes');
  const noted = lines.flatMap((line) => {
    const notes = [.../** @type {NodeListOf<HTMLElement>} */ (line.querySelectorAll('.quote > .note:not(.again)'))];
    return notes.length ? [{ line, notes }] : [];
  });
  for (const { notes } of noted) for (const note of notes) note.style.translate = '';
  const measured = noted.map(({ line, notes }) => ({
    line,
    height: line.offsetHeight,
    below: emptyBelow(line),
    places: notes.map((note) => ({ note, top: note.offsetTop, height: note.offsetHeight })),
  }));
  for (const { line, height, below, places } of measured) {
    const needed = keepApart(places) - below;
    if (needed > height) line.style.setProperty('--notes', `${Math.ceil(needed)}px`);
  }
}

/** How high the empty line below is: it has no notes of its own. @param {HTMLElement} line */
function emptyBelow({ nextElementSibling: next }) {
  return next instanceof HTMLElement && next.matches('.blank') ? next.offsetHeight : 0;
}

/** Moves each note below the one before it. @param {{ note: HTMLElement, top: number, height: number }[]} places @returns {number} where the last one ends */
function keepApart(places) {
  let free = -Infinity;
  for (const { note, top, height } of places) {
    const down = Math.max(0, free - top);
    if (down > 0) note.style.translate = `0 ${down}px`;
    free = top + down + height + GAP;
  }
  return free;
}
