/** Marks by keyboard and pointer: one is in the tab order, arrows go on to the others, a card says what each is. */

/** @param {HTMLElement} article */
export function connectKeys(article) {
  const card = Object.assign(document.createElement('div'), { className: 'card', part: 'card', id: 'card' });
  card.setAttribute('role', 'tooltip');
  /** @param {Event} event */
  const show = (event) => {
    const mark = markAt(event);
    if (mark) showCard(card, mark, article);
  };
  article.addEventListener('focusin', show);
  article.addEventListener('pointerover', show);
  article.addEventListener('focusout', () => card.remove());
  article.addEventListener('pointerout', () => card.remove());
  article.addEventListener('click', (event) => markAt(event)?.focus());
  article.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') card.remove();
    const marks = /** @type {HTMLElement[]} */ ([...article.querySelectorAll('mark[tabindex]')]);
    const place = marks.indexOf(/** @type {HTMLElement} */ (event.target));
    const next = place < 0 ? undefined : marks[placeAfter(event.key, place, marks.length)];
    if (!next) return;
    event.preventDefault();
    marks[place].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

/** @param {Event} event @returns {HTMLElement | null} */
function markAt({ target }) {
  return target instanceof Element ? target.closest('mark') : null;
}

/** Which mark `key` goes to from the one at `place`; none: -1. @param {string} key @param {number} place @param {number} count */
function placeAfter(key, place, count) {
  switch (key) {
    case 'ArrowRight':
      return place + 1;
    case 'ArrowLeft':
      return place - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}

/** @param {HTMLElement} card @param {HTMLElement} mark @param {HTMLElement} article */
function showCard(card, mark, article) {
  card.textContent = mark.dataset.about ?? '';
  mark.setAttribute('aria-describedby', card.id);
  article.append(card);
  const around = /** @type {ShadowRoot} */ (article.getRootNode()).host.getBoundingClientRect();
  const place = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const most = Math.max(0, around.width - card.offsetWidth);
  card.style.left = `${Math.min(place.left - around.left, most)}px`;
  card.style.top = `${place.bottom - around.top + 6}px`;
}
