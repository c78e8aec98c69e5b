/** Lines from lit quotes to the phrases that speak them. */
import { byId } from '../dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** @param {import('../state/state.js').Store} store */
export function drawConnectors(store) {
  const surface = byId('surface');
  const article = byId('article');
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('class', 'connector');
  drawing.setAttribute('aria-hidden', 'true');
  surface.append(drawing);

  function redraw() {
    drawing.replaceChildren(...store.state.view.quotes.flatMap(connect));
  }

  /** @param {number} quote */
  function connect(quote) {
    const said = article.querySelector(`.quote[data-quote="${quote}"]`)?.getClientRects()[0];
    const speaker = article.querySelector(`[data-speaks~="${quote}"]`)?.getClientRects()[0];
    if (!said || !speaker) return [];
    const corner = surface.getBoundingClientRect();
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', curve(said, speaker, corner));
    return [path];
  }

  store.subscribe(({ view, text }, { view: before, text: earlier }) => {
    if (view.quotes !== before.quotes || view.face !== before.face || text !== earlier) redraw();
  });
  addEventListener('resize', redraw);
}

/** From the edge of what is said, around the text between, to the middle of the speaker. */
function curve(/** @type {DOMRect} */ said, /** @type {DOMRect} */ speaker, /** @type {DOMRect} */ corner) {
  const below = speaker.top >= said.top;
  const from = { x: said.left - corner.left + 4, y: (below ? said.bottom : said.top) - corner.top };
  const to = { x: speaker.left + speaker.width / 2 - corner.left, y: (below ? speaker.bottom + 2 : speaker.top) - corner.top };
  const sameLine = Math.abs(said.top - speaker.top) < said.height;
  const dip = sameLine ? 14 : Math.min(60, Math.abs(to.y - from.y) / 2 + 10);
  if (sameLine) return `M${from.x} ${from.y} C${from.x} ${from.y + dip}, ${to.x} ${to.y + dip}, ${to.x} ${to.y}`;
  const side = below ? 1 : -1;
  return `M${from.x} ${from.y} C${from.x - 24} ${from.y + side * dip}, ${to.x} ${to.y + side * dip}, ${to.x} ${to.y}`;
}
