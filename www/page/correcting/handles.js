/** Handles at both ends of the words that are corrected: dragged, with a mouse or a finger, they say how far it goes. The form has buttons for the same. */
import { byId, element } from '../dom.js';

/**
 * @typedef {import('../state/state.js').Span} Span
 * @param {ReturnType<typeof import('../article/article.js').showArticle>} article
 * @param {() => string} textNow
 * @param {Span} span where they stand at first
 * @param {(span: Span) => void} set told where they have been dragged
 * @returns {{ follow: (span: Span) => void, remove: () => void }}
 */
export function handlesAt(article, textNow, span, set) {
  const surface = byId('surface');
  const handles = { start: handle('start'), end: handle('end') };
  let now = span;

  /** @param {'start' | 'end'} side */
  function handle(side) {
    const made = element('span', { class: `handle at-${side}`, 'aria-hidden': true });
    /** From the finger to the words, which it would hide. */
    let grip = { x: 0, y: 0 };
    made.addEventListener('pointerdown', (event) => {
      // Elsewhere, a press beside the card closes it.
      event.stopPropagation();
      event.preventDefault();
      const { x, y } = endOf(side);
      grip = { x: x - event.clientX, y: y - event.clientY };
      made.setPointerCapture(event.pointerId);
      byId('card').classList.add('receding');
    });
    made.addEventListener('lostpointercapture', () => byId('card').classList.remove('receding'));
    made.addEventListener('pointermove', (event) => {
      if (!made.hasPointerCapture(event.pointerId)) return;
      const place = placeAt(event.clientX + grip.x, event.clientY + grip.y);
      const moved = place === null ? now : { ...now, [side]: toWord(textNow(), place, side) };
      if (moved.start < moved.end && moved[side] !== now[side]) set(moved);
    });
    return made;
  }

  /** Where in the window the words begin or end. @param {'start' | 'end'} side */
  function endOf(side) {
    const lines = [...(article.rangeOf(now)?.getClientRects() ?? [])].filter(({ width }) => width > 0);
    const line = side === 'start' ? lines[0] : lines[lines.length - 1];
    return line ? { x: side === 'start' ? line.left : line.right, y: line.top + line.height / 2, height: line.height } : { x: 0, y: 0, height: 0 };
  }

  /** The place in the text under a point, which the handles do not hide. @param {number} x @param {number} y */
  function placeAt(x, y) {
    for (const made of Object.values(handles)) made.style.pointerEvents = 'none';
    const place = placeUnder(x, y);
    for (const made of Object.values(handles)) made.style.pointerEvents = '';
    return place;
  }

  /** @param {number} x @param {number} y */
  function placeUnder(x, y) {
    const found = document.caretPositionFromPoint?.(x, y);
    if (found) return article.offsetOf(found.offsetNode, found.offset);
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? article.offsetOf(range.startContainer, range.startOffset) : null;
  }

  /** @param {Span} span */
  function follow(span) {
    now = span;
    const corner = surface.getBoundingClientRect();
    for (const side of /** @type {const} */ (['start', 'end'])) {
      const { x, y, height } = endOf(side);
      handles[side].style.cssText = `left: ${x - corner.left}px; top: ${y - height / 2 - corner.top}px; height: ${height}px`;
    }
  }

  surface.append(handles.start, handles.end);
  follow(span);
  return {
    follow,
    remove() {
      handles.start.remove();
      handles.end.remove();
    },
  };
}

/** From within a word to its end on that side. @param {string} text @param {number} place @param {'start' | 'end'} side */
export function toWord(text, place, side) {
  if (side === 'start') return place - (text.slice(Math.max(0, place - 80), place).match(/[\p{L}\p{N}’'-]*$/u)?.[0].length ?? 0);
  return place + (text.slice(place, place + 80).match(/^[\p{L}\p{N}’'-]*/u)?.[0].length ?? 0);
}
