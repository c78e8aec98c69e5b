/** Settings are remembered in this browser, and act on the page as attributes of its root. */

const KEY = 'newsmark-settings';

/** @returns {Partial<import('./state.js').Settings>} */
export function rememberedSettings() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

/** @param {import('./state.js').Store} store */
export function applySettings(store) {
  const root = document.documentElement;
  /** @param {import('./state.js').Settings} settings */
  function apply({ theme, hidden }) {
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.dataset.hidden = hidden.join(' ');
  }
  apply(store.state.settings);
  store.subscribe((state, previous) => {
    if (state.settings === previous.settings) return;
    apply(state.settings);
    try {
      localStorage.setItem(KEY, JSON.stringify(state.settings));
    } catch {
      // Storage is full or forbidden: the settings last as long as the page.
    }
  });
}
