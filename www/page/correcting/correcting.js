/** Correcting: opens the form for what is pointed at or selected, in the card, and keeps what comes of it. */
import { cardAt } from '../article/card.js';
import { byId, element } from '../dom.js';
import { spanOf, standsAt } from './anchors.js';
import { handlesAt } from './handles.js';
import { goTo, stepTo, undo } from './history.js';
import { mentionForm, referenceForm } from './mention-form.js';
import { ownNoteForm, withNote } from './own-notes.js';
import { pickInText } from './picking.js';
import { quoteForm } from './quote-form.js';
import { selectionForm } from './selection-form.js';

/**
 * @typedef {import('../state/state.js').Span} Span
 * @typedef {import('./mention-form.js').CorrectionForm} CorrectionForm
 */

/** The name under which the words in question are highlighted. */
const HIGHLIGHT = 'newsmark-correcting';

/**
 * @param {import('../state/state.js').Store} store
 * @param {ReturnType<typeof import('../article/article.js').showArticle>} article
 * @param {ReturnType<typeof import('../article/pointing.js').followPointing>} pointing
 */
export function startCorrecting(store, article, pointing) {
  const card = byId('card');
  card.addEventListener('correct', (event) => openFor(/** @type {CustomEvent} */ (event).detail));

  card.addEventListener('note', (event) => openNote(/** @type {CustomEvent} */ (event).detail));
  /** What goes with the form. @type {(() => void)[]} */
  const endings = [];
  const end = () => {
    CSS.highlights?.delete(HIGHLIGHT);
    for (const ending of endings.splice(0)) ending();
  };
  card.addEventListener('hidden', end);
  /** Keeps what is being written, where that needs no asking. */
  let keepWritten = () => {};
  // Before what stands in the page is handed over.
  for (const leaving of ['beforeunload', 'pagehide']) addEventListener(leaving, () => keepWritten(), { capture: true });

  /** @param {HTMLElement} target an element of the article that has a card */
  function openFor(target) {
    const range = document.createRange();
    range.selectNodeContents(target);
    const form = formFor(target, range);
    if (form) show(form, (form.span && article.rangeOf(form.span)) ?? range, target);
  }

  /** @param {HTMLElement} target an element of the article that has a card */
  function openNote(target) {
    const range = document.createRange();
    range.selectNodeContents(target);
    const noted = notedBy(target);
    if (noted) show(ownNoteForm(store.state, noted), article.rangeOf(noted) ?? range, target);
  }

  /** The words that a note about this stands beside. @param {HTMLElement} target @returns {Span | undefined} */
  function notedBy({ dataset: { note, mention, quote, speaks } }) {
    const { annotations, corrections } = store.state;
    if (note !== undefined) return spanOf(corrections.made[Number(note)].at);
    return mention === undefined ? annotations?.quotes[Number(quote ?? speaks?.split(' ')[0])] : annotations?.mentions[Number(mention)];
  }

  /** @param {HTMLElement} target @param {Range} range @returns {CorrectionForm | null} */
  function formFor({ dataset }, range) {
    const { state } = store;
    if (dataset.mention !== undefined) return mentionForm(state, Number(dataset.mention));
    if (dataset.subject !== undefined) {
      const span = article.spanOf(range);
      const entity = state.subjects.byKey.get(dataset.subject)?.entity;
      return span && referenceForm(state, span, entity?.id ?? null);
    }
    const quote = dataset.quote ?? dataset.speaks?.split(' ')[0];
    return quote === undefined ? null : quoteForm(state, Number(quote));
  }

  /** @param {Range} range words of the article @param {(state: import('../state/state.js').State, span: Span) => CorrectionForm | null} formOf */
  function openSelected(range, formOf) {
    const span = article.spanOf(range);
    const form = span && formOf(store.state, span);
    if (form) show(form, range, byId('article'));
  }

  /** @param {CorrectionForm} form @param {Range} range @param {HTMLElement} target where the focus goes afterwards */
  function show({ title, rows, read, removal, isKeptUnasked, onExtent, setExtent, onPick }, range, target) {
    end();
    const place = article.spanOf(range);
    const opened = store.state.article.id;
    if (isKeptUnasked) {
      keepWritten = () => {
        const correction = read();
        if (correction && store.state.article.id === opened) save(standing(correction), place, false);
      };
      endings.push(() => {
        keepWritten();
        keepWritten = () => {};
      });
    }
    /** With the keyboard, one comes back to where one was; that shows the card again, which would be in a mouse's way. */
    const byKeyboard = () => document.activeElement?.matches('#card :focus-visible') ?? false;
    const close = () => {
      const back = byKeyboard();
      keepWritten = () => {};
      pointing.leave();
      if (back && target.isConnected) target.focus({ preventScroll: true });
    };
    /** @param {import('./corrections.js').Correction | null} correction */
    const keep = (correction) => {
      const back = byKeyboard();
      close();
      if (correction) save(correction, place, back);
    };
    const content = element(
      'form',
      {
        class: 'card-form',
        // The focus stays in the form until it is done.
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          const stops = [.../** @type {NodeListOf<HTMLElement>} */ (content.querySelectorAll('select, input, textarea, button'))].filter((stop) => stop.checkVisibility());
          const beyond = event.shiftKey ? stops[0] : stops[stops.length - 1];
          if (event.key !== 'Tab' || event.target !== beyond) return;
          event.preventDefault();
          stops[event.shiftKey ? stops.length - 1 : 0].focus();
        },
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          keep(read());
        },
      },
      element('p', { class: 'card-name', id: 'card-title' }, title),
      ...rows,
      onPick ? pickButton(onPick) : null,
      element(
        'p',
        { class: 'card-steps' },
        element('button', { type: 'submit' }, 'Save'),
        element('button', { type: 'button', onclick: close }, 'Cancel'),
        removal ? element('button', { type: 'button', class: 'removal', onclick: () => keep(removal.read()) }, removal.name) : null,
      ),
    );
    pointing.pin();
    cardAt(range.getClientRects(), [content], 'Correct');
    /** @param {Range | null} range */
    const highlight = (range) => {
      if (range && typeof Highlight === 'function') CSS.highlights.set(HIGHLIGHT, new Highlight(range));
    };
    highlight(range);
    const handles = place && setExtent ? handlesAt(article, () => store.state.text, place, setExtent) : null;
    if (handles) endings.push(handles.remove);
    onExtent?.((span) => {
      highlight(article.rangeOf(span));
      handles?.follow(span);
    });
    /** @type {HTMLElement | null} */ (content.querySelector('select, textarea'))?.focus({ preventScroll: true });
  }

  /** @param {(picked: import('./picking.js').Picked) => void} onPick */
  function pickButton(onPick) {
    const button = element('button', { type: 'button', class: 'pick', 'aria-pressed': 'false' }, 'Pick in the text…');
    button.addEventListener('click', () => {
      button.ariaPressed = 'true';
      const stop = pickInText(article, () => store.state.text, (picked) => {
        button.ariaPressed = 'false';
        if (picked) onPick(picked);
      });
      endings.push(stop);
    });
    return button;
  }

  /** The correction where its words still stand, else as one that waits for them. @param {import('./corrections.js').Correction} correction */
  function standing(correction) {
    const { at } = correction;
    return store.state.text.startsWith(at.words, at.start) ? correction : { ...correction, at: { ...at, lost: true } };
  }

  /** @param {import('./corrections.js').Correction} correction @param {Span | null} place @param {boolean} back whether the focus goes to the mark */
  async function save(correction, place, back) {
    const { corrections, view } = store.state;
    const wasChosen = view.chosen !== null;
    const isNote = correction.of === 'note';
    goTo(store, stepTo(corrections, isNote ? withNote(corrections.made, correction) : [...corrections.made, correction]));
    store.tell(!isNote ? 'Corrected.' : correction.words ? 'Noted.' : 'The note has been taken back.', { undo: () => undo(store), passing: true });
    await store.until(({ fresh }) => fresh);
    const { annotations, subjects } = store.state;
    const index = annotations?.mentions.findIndex(standsAt(place)) ?? -1;
    if (wasChosen) store.look({ chosen: subjects.ofMention[index]?.key ?? null });
    /** @type {HTMLElement | null} */
    const mark = byId('article').querySelector(`mark[data-mention="${index}"]`);
    if (back) (mark ?? byId('article')).focus({ preventScroll: true });
  }

  store.subscribe((state, previous) => {
    if (state.text !== previous.text && card.querySelector('form')) pointing.leave();
  });

  return {
    openFor,
    openNote,
    /** @param {Range} range words of the article, to be marked */
    openSelected: (range) => openSelected(range, selectionForm),
    /** @param {Range} range words of the article, to be noted on */
    noteSelected: (range) => openSelected(range, ownNoteForm),
  };
}
