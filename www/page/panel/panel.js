/** The panel beside the text: tabs on a wide window, a sheet from below on a narrow one. */
import { byId } from '../dom.js';

/** @typedef {import('../state/state.js').Panel} Panel */

/** @type {Panel[]} */
export const PANELS = ['who', 'said', 'timeline', 'check'];

/** UTF-16 units of a text of which a list takes more than some milliseconds. */
const LONG = 300_000;

/**
 * Draws a list when what it shows has changed and somebody sees it: not while the text waits to be painted.
 * @param {import('../state/state.js').Store} store @param {Panel} panel on which it stands
 * @param {(state: import('../state/state.js').State, previous: import('../state/state.js').State) => boolean} changes
 * @param {() => unknown} draw answers `false` where it has to wait for the next change
 */
export function drawWhenSeen(store, panel, changes, draw) {
  let isStale = true;
  function drawStale() {
    if (isStale && store.state.view.panel === panel) isStale = draw() === false;
  }
  store.subscribe((state, previous) => {
    isStale ||= changes(state, previous);
    if (!isStale || state.view.panel !== panel) return;
    // What was found in a book is work of its own, between two keys.
    if (state.text.length > LONG && state.settled !== previous.settled) setTimeout(drawStale);
    else drawStale();
  });
  drawStale();
}

/** @param {import('../state/state.js').Store} store */
export function showPanel(store) {
  const panel = byId('panel');
  const narrow = matchMedia('(max-width: 60rem)');

  /** @param {Panel | null} shown */
  function show(shown) {
    panel.dataset.shown = shown ?? 'none';
    if (shown === null) delete panel.dataset.full;
    for (const name of PANELS) {
      const tab = byId(`tab-${name}`);
      tab.ariaSelected = String(name === shown);
      tab.tabIndex = name === (shown ?? 'who') ? 0 : -1;
      byId(`panel-${name}`).hidden = name !== shown;
    }
  }

  for (const name of PANELS) {
    byId(`tab-${name}`).addEventListener('click', () => {
      const again = narrow.matches && store.state.view.panel === name;
      store.look({ panel: again ? null : name });
    });
  }
  byId('panel-close').addEventListener('click', () => store.look({ panel: null }));
  // A sheet covers half of the window, or all of it.
  byId('panel-full').addEventListener('click', () => panel.toggleAttribute('data-full'));
  byId('tabs').addEventListener('keydown', ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const next = PANELS.at((PANELS.indexOf(store.state.view.panel ?? 'who') + step) % PANELS.length) ?? 'who';
    store.look({ panel: next });
    byId(`tab-${next}`).focus();
  });
  narrow.addEventListener('change', () => store.look({ panel: narrow.matches ? null : 'who' }));
  if (narrow.matches) store.look({ panel: null });

  show(store.state.view.panel);
  store.subscribe(({ view }, { view: before }) => {
    if (view.panel !== before.panel) show(view.panel);
  });
  return {
    /** On a narrow window, makes room for the text. */
    makeRoom() {
      if (narrow.matches) store.look({ panel: null });
    },
  };
}
