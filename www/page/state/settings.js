/** Settings are remembered in this browser, and act on the page as attributes of its root. */
import { FAMILIES } from '../../lib/kinds.js';
import { isObject } from './checked.js';

const KEY = 'newsmark-settings';

/** @returns {Partial<import('./state.js').Settings>} those that are what they should be */
export function rememberedSettings() {
  try {
    return checkedSettings(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return {};
  }
}

/** @param {unknown} stored @returns {Partial<import('./state.js').Settings>} */
function checkedSettings(stored) {
  if (!isObject(stored)) return {};
  const { theme, keys, hidden, confidence } = stored;
  const families = [...FAMILIES.map(({ key }) => key), 'titles'];
  return {
    ...(['auto', 'light', 'dark'].includes(theme) ? { theme } : {}),
    ...(typeof keys === 'boolean' ? { keys } : {}),
    ...(Array.isArray(hidden) ? { hidden: hidden.filter((family) => families.includes(family)) } : {}),
    ...(confidence >= 0 && confidence < 1 ? { confidence: Number(confidence) } : {}),
  };
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
