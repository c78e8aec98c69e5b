/** The panel beside the article: an element of our own, whose inside the page neither sees nor styles. */
import { adoptStyle } from '../lib/highlights.js';

const STYLE = `
:host { all: initial }
aside { position: fixed; z-index: 2147483647; inset: 1rem 1rem auto auto; width: 20rem; max-height: calc(100vh - 4rem); overflow: auto;
  box-sizing: border-box; padding: .8rem 1rem; font: 14px/1.45 system-ui, sans-serif; color: CanvasText; background: Canvas;
  color-scheme: light dark; border: 1px solid GrayText; border-radius: .5rem; box-shadow: 0 4px 16px #0004 }
h2 { font-size: 1rem; margin: 0 2rem .4rem 0 }
h3 { font-size: .85rem; margin: .8rem 0 .2rem }
ul { margin: 0; padding: 0; list-style: none }
li button { font: inherit; color: inherit; text-align: left; border: 0; padding: .15rem 0; background: none; cursor: pointer }
li button:hover { text-decoration: underline }
.close { position: absolute; top: .6rem; right: .6rem; font: inherit }
@media print { aside { display: none } }
`;

/** @param {() => void} close */
export function showPanel(close) {
  const host = document.createElement('newsmark-panel');
  const root = host.attachShadow({ mode: 'open' });
  adoptStyle(root, STYLE);
  const panel = document.createElement('aside');
  panel.setAttribute('aria-label', 'newsmark');
  const status = Object.assign(document.createElement('p'), { textContent: 'Reading …' });
  status.setAttribute('role', 'status');
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'close', textContent: 'Close' });
  button.addEventListener('click', close);
  panel.append(Object.assign(document.createElement('h2'), { textContent: 'In this article' }), button, status);
  root.append(panel);
  document.documentElement.append(host);
  return {
    remove: () => host.remove(),
    /** @param {string} words @param {HTMLElement} [list] */
    tell: (words, list) => {
      status.textContent = words;
      status.hidden = words === '';
      if (list) panel.append(list);
    },
  };
}
