/** The panel beside the article: an element of our own, whose inside the page neither sees nor styles. */
import FORMATS from '../../src/export/formats.json' with { type: 'json' };
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
li small { display: block }
.take { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .8rem }
.take select { min-width: 0; flex: 1 }
.take :is(button, select) { font: inherit }
.close { position: absolute; top: .6rem; right: .6rem; font: inherit }
@media print { aside { display: none } }
`;

/** @typedef {{ name: string, file: string, media: string, words: string }} Format */

/** @param {() => void} close */
export function showPanel(close) {
  const host = document.createElement('newsmark-panel');
  const root = host.attachShadow({ mode: 'open' });
  adoptStyle(root, STYLE);
  const panel = document.createElement('aside');
  panel.setAttribute('aria-label', 'newsmark');
  const status = create('p', { textContent: 'Reading …' });
  status.setAttribute('role', 'status');
  panel.append(create('h2', { textContent: 'In this article' }), button('Close', close, 'close'), status);
  root.append(panel);
  document.documentElement.append(host);
  /** @param {string} words */
  function say(words) {
    status.textContent = words;
    status.hidden = words === '';
  }
  return {
    remove: () => host.remove(),
    /** @param {string} words @param {HTMLElement} [list] */
    tell: (words, list) => {
      say(words);
      if (list) panel.append(list);
    },
    /** @param {import('../page/checks/checks.js').Finding[]} findings @param {(finding: import('../lib/newsmark.js').Span) => void} show */
    listFindings: (findings, show) => {
      if (findings.length > 0) panel.append(create('h3', { textContent: 'To check' }), findingsList(findings, show));
    },
    /** @param {{ take: (format: Format) => Promise<unknown>, keep: () => void }} ways of taking it away */
    offer: ({ take, keep }) => panel.append(takingAway((format) => take(format).catch(({ message }) => say(`That could not be saved. ${message}`)), keep)),
  };
}

/** @param {import('../page/checks/checks.js').Finding[]} findings @param {(finding: import('../lib/newsmark.js').Span) => void} show */
function findingsList(findings, show) {
  const list = create('ul');
  list.append(...findings.map((finding) => {
    const item = create('li');
    item.append(button(finding.words, () => show(finding)), create('small', { textContent: /** @type {any} */ (finding).check }));
    return item;
  }));
  return list;
}

/** @param {(format: Format) => unknown} take @param {() => void} keep */
function takingAway(take, keep) {
  const row = create('div', { className: 'take' });
  const formats = create('select', { ariaLabel: 'Format' });
  formats.append(...FORMATS.map(({ words }) => new Option(words)));
  row.append(formats, button('Export', () => take(FORMATS[formats.selectedIndex])), button('Save for “Articles”', keep));
  return row;
}

/** @param {string} textContent @param {() => unknown} click @param {string} [className] */
function button(textContent, click, className = '') {
  const made = create('button', { type: 'button', textContent, className });
  made.addEventListener('click', click);
  return made;
}

/** @template {keyof HTMLElementTagNameMap} Name @param {Name} name @param {Partial<HTMLElementTagNameMap[Name]>} [properties] */
function create(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
