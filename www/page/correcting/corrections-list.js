/** The lists of what has been noted and corrected: where it leads to, what it changed, and the ways back, one by one or all at once. */
import { byId, element } from '../dom.js';
import { spanOf, standsAt } from './anchors.js';
import { canRedo, canUndo, goTo, redo, stepTo, undo } from './history.js';
import { notesAmong } from './own-notes.js';
import { changeWords, wordingOf } from './wording.js';

/** @typedef {import('./corrections.js').Correction} Correction */

/** Words of a quote beyond this are left out. */
const LONGEST_WORDS = 80;

/** @param {import('../state/state.js').Store} store @param {{ makeRoom: () => void }} panel */
export function listCorrections(store, panel) {
  const lists = { notes: byId('notes-list'), corrections: byId('corrections-list') };
  /** @type {HTMLButtonElement} */
  const undoButton = byId('corrections-undo');
  /** @type {HTMLButtonElement} */
  const redoButton = byId('corrections-redo');
  /** @type {HTMLButtonElement} */
  const resetButton = byId('corrections-reset');
  undoButton.addEventListener('click', () => undo(store));
  redoButton.addEventListener('click', () => redo(store));
  resetButton.addEventListener('click', () => {
    const { corrections } = store.state;
    goTo(store, stepTo(corrections, notesAmong(corrections.made)));
    store.tell('All corrections have been taken back.', { undo: () => undo(store) });
  });

  /** @param {Correction} correction */
  function go({ of, at }) {
    const { annotations, subjects } = store.state;
    const place = spanOf(at);
    const isHere = standsAt(place);
    const mention = of === 'quote' ? -1 : (annotations?.mentions.findIndex(isHere) ?? -1);
    const quote = of === 'quote' ? (annotations?.quotes.findIndex(isHere) ?? -1) : -1;
    store.look({
      place,
      chosen: subjects.ofMention[mention]?.key ?? null,
      quotes: quote < 0 ? [] : [quote],
    });
    panel.makeRoom();
  }

  /** @param {Correction} correction */
  function takeBack(correction) {
    const { corrections } = store.state;
    goTo(store, stepTo(corrections, corrections.made.filter((other) => other !== correction)));
  }

  /** @param {Correction} correction */
  function item(correction) {
    const { at } = correction;
    const words = shortened(at.words);
    const [first, second] = correction.of === 'note' ? [correction.words, `beside ${/^["“]/.test(words) ? words : `“${words}”`}`] : [words, changeWords(correction)];
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'to-place', disabled: at.lost === true, onclick: () => go(correction) },
        element('span', { class: 'words' }, first),
        element('span', { class: 'aside' }, at.lost ? `${second}; these words are no longer in the text` : second),
      ),
      element(
        'button',
        { type: 'button', class: 'take-back', 'aria-label': `Take back: ${words}, ${wordingOf(correction).is}`, onclick: () => takeBack(correction) },
        'Take back',
      ),
    );
  }

  function draw() {
    const { corrections } = store.state;
    const notes = notesAmong(corrections.made);
    const made = corrections.made.filter(({ of }) => of !== 'note');
    const focused = buttons().indexOf(/** @type {any} */ (document.activeElement));
    const hadFocus = focused >= 0 || document.activeElement?.closest('#corrected');
    lists.notes.replaceChildren(...notes.map(item));
    lists.corrections.replaceChildren(...made.toReversed().map(item));
    undoButton.disabled = !canUndo(corrections);
    redoButton.disabled = !canRedo(corrections);
    resetButton.disabled = made.length === 0;
    byId('noted').hidden = notes.length === 0;
    byId('notes-count').textContent = String(notes.length);
    byId('corrections-nothing').hidden = made.length > 0;
    byId('corrections-count').textContent = String(made.length);
    byId('corrected').hidden = !canUndo(corrections) && !canRedo(corrections);
    if (hadFocus) keepFocus(focused);
  }

  const buttons = () => Object.values(lists).flatMap((list) => [...list.querySelectorAll('button')]);

  /** What had the focus may be gone or at rest now. @param {number} place in the list that was */
  function keepFocus(place) {
    if (document.activeElement?.closest('#corrected button:enabled')) return;
    const next = place < 0 ? null : buttons()[Math.min(place, buttons().length - 1)];
    (next ?? [undoButton, redoButton].find((button) => !button.disabled) ?? byId('tab-check')).focus();
  }

  store.subscribe((state, previous) => {
    if (state.corrections !== previous.corrections) draw();
  });
  draw();
}

/** @param {string} words */
function shortened(words) {
  const letters = [...words.replace(/\s+/g, ' ')];
  return letters.length > LONGEST_WORDS ? `${letters.slice(0, LONGEST_WORDS - 1).join('')}…` : letters.join('');
}
