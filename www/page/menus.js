/** Menus, dialogs and switches of the bar at the top. */
import { byId } from './dom.js';

/** @param {import('./state/state.js').Store} store */
export function openMenus(store) {
  /** @type {HTMLDialogElement} */
  const help = byId('help');
  byId('open-help').addEventListener('click', () => help.showModal());
  help.addEventListener('click', ({ target }) => {
    if (target === help) help.close();
  });

  byId('theme').addEventListener('click', () => store.set({ theme: isDark(store.state.settings.theme) ? 'light' : 'dark' }));
  byId('keys').addEventListener('change', ({ target }) => {
    store.set({ keys: /** @type {HTMLInputElement} */ (target).checked });
  });

  /** @param {import('./state/state.js').State} state */
  function draw({ settings, text }) {
    byId('theme').ariaPressed = String(isDark(settings.theme));
    /** @type {HTMLInputElement} */ (byId('keys')).checked = settings.keys;
    /** @type {HTMLButtonElement} */ (byId('clear')).disabled = text === '';
    for (const button of document.querySelectorAll('[data-download], [data-copy]')) {
      /** @type {HTMLButtonElement} */ (button).disabled = text === '';
    }
  }
  draw(store.state);
  store.subscribe((state, previous) => {
    if (state.settings !== previous.settings || (state.text === '') !== (previous.text === '')) draw(state);
  });

  // A menu closes when something in it was chosen, or when the focus leaves it.
  for (const menu of document.querySelectorAll('details.menu')) {
    const details = /** @type {HTMLDetailsElement} */ (menu);
    details.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('button')) details.open = false;
    });
    details.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !details.contains(relatedTarget)) details.open = false;
    });
    details.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape') return;
      details.open = false;
      details.querySelector('summary')?.focus();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !details.contains(target)) details.open = false;
    });
  }
}

/** @param {import('./state/state.js').Settings['theme']} theme */
function isDark(theme) {
  return theme === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}
