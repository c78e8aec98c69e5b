/** The article: the text with its marks, one element a line. Only lines that have changed are drawn anew. */
import { byId, element } from '../dom.js';
import { rangeIn } from './ranges.js';
import { linesOf } from './lines.js';
import { marksOf } from './marks.js';

/**
 * @typedef {{ element: HTMLElement, start: number, end: number, text: string, signature: string | null }} Line
 *   `signature` is null while the line stands there without its marks
 */

/**
 * Above this many UTF-16 units (some 10,000 words), lines get their marks only as they come near the window, as while one
 * edits, and a text is edited without marks behind it: drawing would hold up the keys.
 */
export const DRAWN_WHOLE = 60_000;
/** Above this many, or so many lines, they are also laid out only then, several at a time. */
const LAID_OUT_WHOLE = 300_000;
const MOST_LINES = 6_000;
/** Of so many, marks are drawn in one go, besides those near the window: the others come a frame later, as many at a time. */
const DRAWN_AT_ONCE = 6_000;
/** Milliseconds. */
const A_FRAME = 17;
/** Of so many UTF-16 units at least, several lines are one element. */
const LONG_LINE = 4_000;

/** @param {import('../state/state.js').Store} store */
export function showArticle(store) {
  const article = byId('article');
  let text = '';
  /** @type {Line[]} */
  let lines = [];
  let marks = marksOf(store.state);

  /** @type {WeakMap<Element, Line>} */
  const lineOf = new WeakMap();
  /** Lines near the window. @type {Set<Line>} */
  const near = new Set();
  const nearby = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const line = lineOf.get(target);
        if (!line) continue;
        if (isIntersecting) {
          near.add(line);
          mark(line);
        } else {
          near.delete(line);
        }
      }
    },
    { rootMargin: '100% 0px' },
  );

  /** @param {Line} line */
  function mark(line) {
    const { start, end } = line;
    const wanted = marks.signature(start, end);
    if (line.signature === wanted) return;
    line.signature = wanted;
    line.element.className = ['line', line.text.trim() ? '' : 'blank', marks.roleOf(start, end)].filter(Boolean).join(' ');
    line.element.replaceChildren(marks.draw(start, end));
    if (start === end) line.element.append(element('br'));
    article.dispatchEvent(new CustomEvent('line-drawn', { detail: line.element }));
  }

  function setLines() {
    const whole = text.length > LAID_OUT_WHOLE ? null : linesOf(text);
    const long = whole === null || whole.length > MOST_LINES;
    const spans = long ? linesOf(text, LONG_LINE) : whole;
    const texts = spans.map(({ start, end }) => text.slice(start, end));
    const { head, tail } = sameEnds(lines, texts);
    const removed = lines.slice(head, lines.length - tail);
    const made = texts.slice(head, texts.length - tail).map(newLine);
    const after = lines[lines.length - tail]?.element ?? null;
    for (const line of removed) {
      nearby.unobserve(line.element);
      near.delete(line);
      line.element.remove();
    }
    const fragment = document.createDocumentFragment();
    fragment.append(...made.map((line) => line.element));
    article.insertBefore(fragment, after);
    lines = [...lines.slice(0, head), ...made, ...lines.slice(lines.length - tail)];
    lines.forEach((line, index) => Object.assign(line, spans[index]));
    article.classList.toggle('long', long);
    for (const line of made) nearby.observe(line.element);
  }

  /** @param {string} text @returns {Line} */
  function newLine(text) {
    const made = element('p', { class: text.trim() ? 'line' : 'line blank', dir: 'auto' }, text || element('br'));
    const line = { element: made, start: 0, end: 0, text, signature: null };
    lineOf.set(made, line);
    return line;
  }

  /** One who types sees only what is near; one who reads may use a screen reader, or print. @param {boolean} editing */
  function markLines(editing) {
    clearTimeout(timer);
    near.forEach(mark);
    if (editing || text.length > DRAWN_WHOLE) return;
    if (text.length <= DRAWN_AT_ONCE) lines.forEach(mark);
    else timer = setTimeout(markFrom, A_FRAME, 0);
  }

  /** @param {number} first place of the first line that may lack its marks */
  function markFrom(first) {
    const end = (lines[first]?.start ?? 0) + DRAWN_AT_ONCE;
    let next = first;
    for (; next < lines.length && lines[next].start < end; next += 1) mark(lines[next]);
    if (next < lines.length) timer = setTimeout(markFrom, 0, next);
  }

  /** What is shown now. @type {import('../state/state.js').State | null} */
  let shown = null;
  /** Until more lines are marked. @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Until the marks of a very long text are drawn. @type {ReturnType<typeof setTimeout> | undefined} */
  let drawing;

  /** Whether the article is not shown at all. To watch very many lines costs time with each frame, and so with each key. */
  let away = false;

  /** @param {boolean} isAway */
  function rest(isAway) {
    if (isAway === away) return;
    away = isAway;
    near.clear();
    if (away) nearby.disconnect();
    else for (const line of lines) nearby.observe(line.element);
  }

  store.subscribe((state) => {
    if (shown && !differ(state, shown)) return;
    rest(state.view.face === 'edit' && state.text.length > DRAWN_WHOLE);
    if (away) return;
    shown = state;
    const isSame = state.text === text;
    if (!isSame) {
      text = state.text;
      setLines();
    }
    clearTimeout(drawing);
    // To sort what was found in a book takes long enough to be work of its own, between two keys.
    if (isSame && text.length > LAID_OUT_WHOLE) drawing = setTimeout(draw);
    else draw();
  });

  function draw() {
    marks = marksOf(store.state);
    markLines(store.state.view.face === 'edit');
  }
  addEventListener('beforeprint', () => lines.forEach(mark));

  /** The line in which `offset` lies, with its marks. @param {number} offset */
  function lineAt(offset) {
    const line = lines.find(({ end }) => offset < end) ?? lines.at(-1);
    if (line) mark(line);
    return line;
  }

  /** @param {Node} node @param {number} offset @returns {number | null} */
  function offsetOf(node, offset) {
    const holder = (node instanceof Element ? node : node.parentElement)?.closest('.line');
    const line = holder && lineOf.get(holder);
    if (!line) return null;
    const before = document.createRange();
    before.setStart(line.element, 0);
    before.setEnd(node, offset);
    return line.start + before.toString().length;
  }

  return {
    lineAt,
    /** Where in the text a place in the article lies. */
    offsetOf,
    /** Where in the text a range in the article lies. @param {Range} range @returns {import('../state/state.js').Span | null} */
    spanOf({ startContainer, startOffset, endContainer, endOffset }) {
      const start = offsetOf(startContainer, startOffset);
      const end = offsetOf(endContainer, endOffset);
      return start === null || end === null || start >= end ? null : { start, end };
    },
    /** Where in the article a span of the text stands. @param {import('../state/state.js').Span} span @returns {Range | null} */
    rangeOf({ start, end }) {
      const first = start < end ? lineAt(start) : undefined;
      const last = first && lineAt(end - 1);
      if (!first || !last) return null;
      const range = rangeIn(first.element, start - first.start, first.end - first.start);
      const ending = rangeIn(last.element, end - 1 - last.start, end - last.start);
      range.setEnd(ending.endContainer, ending.endOffset);
      return range;
    },
  };
}

/** @param {import('../state/state.js').State} one @param {import('../state/state.js').State} other */
function differ(one, other) {
  return (
    one.text !== other.text ||
    one.annotations !== other.annotations ||
    one.corrections !== other.corrections ||
    one.sources !== other.sources ||
    one.view.face !== other.view.face ||
    one.settings.confidence !== other.settings.confidence
  );
}

/** How many lines at both ends are as they were. @param {Line[]} lines @param {string[]} texts */
function sameEnds(lines, texts) {
  const most = Math.min(lines.length, texts.length);
  let head = 0;
  while (head < most && lines[head].text === texts[head]) head += 1;
  let tail = 0;
  while (tail < most - head && lines[lines.length - 1 - tail].text === texts[texts.length - 1 - tail]) tail += 1;
  return { head, tail };
}
