/**
 * What `<news-mark>` shows over the article without being part of it: the card that tells of a mark, the mark that the keys are
 * at, and who says each quote.
 */

/** @typedef {import('./spots.js').Spot} Spot */

export class Overlay {
  #host;
  #layer = create('div', 'layer');
  #speakers = create('div', 'speakers');
  #card = asPart(create('div', 'card'));
  /** @type {HTMLButtonElement | null} */
  #cursor = null;
  /** @type {Spot[]} */
  #spots = [];
  #place = 0;
  /** @type {(spot: Spot) => Range | null} */
  #rangeOf = () => null;
  #tell;
  #select;

  /**
   * @param {HTMLElement} host @param {ShadowRoot} root
   * @param {{ tell: (spot: Spot) => string, select: (spot: Spot) => void }} doings what a card says; what a choice does
   */
  constructor(host, root, { tell, select }) {
    this.#host = host;
    this.#tell = tell;
    this.#select = select;
    this.#card.id = 'card';
    this.#card.setAttribute('role', 'tooltip');
    this.#card.hidden = true;
    this.#speakers.setAttribute('aria-hidden', 'true');
    this.#layer.append(this.#speakers, this.#card);
    root.append(this.#layer);
    this.#layer.addEventListener('keydown', (event) => this.#follow(event));
  }

  /** @param {Spot[]} spots @param {(spot: import('../newsmark.js').Span) => Range | null} rangeOf */
  set(spots, rangeOf) {
    this.hideCard();
    this.#spots = spots;
    this.#rangeOf = rangeOf;
    this.#place = Math.min(this.#place, Math.max(0, spots.length - 1));
    this.#putCursor();
  }

  /** Who says it, above where each quote begins. @param {{ range: Range | null, name: string }[]} speakers */
  nameSpeakers(speakers) {
    const around = this.#host.getBoundingClientRect();
    const places = speakers.map(({ range, name }) => ({ name, box: range?.getClientRects()[0] }));
    this.#speakers.replaceChildren(...places.flatMap(({ name, box }) => {
      if (!box) return [];
      const label = asPart(create('span', 'speaker', name));
      move(label, box.left - around.left, box.top - around.top);
      return [label];
    }));
  }

  /** @param {Spot} spot */
  showCard(spot) {
    const box = this.#rangeOf(spot)?.getClientRects()[0];
    if (!box) return;
    this.#card.textContent = this.#tell(spot);
    this.#card.hidden = false;
    const around = this.#host.getBoundingClientRect();
    const most = Math.max(0, around.width - this.#card.offsetWidth);
    move(this.#card, Math.min(box.left - around.left, most), box.bottom - around.top + 6);
  }

  hideCard() {
    this.#card.hidden = true;
  }

  /** One mark is in the tab order: a fresh button over it, which readers of screens then read. @param {boolean} [focus] */
  #putCursor(focus = false) {
    const spot = this.#spots[this.#place];
    const old = this.#cursor;
    this.#cursor = null;
    if (spot) {
      const cursor = (this.#cursor = asPart(create('button', 'cursor')));
      cursor.type = 'button';
      cursor.setAttribute('aria-label', `${this.#rangeOf(spot)?.toString() ?? ''}: ${this.#tell(spot)}`);
      cursor.setAttribute('aria-describedby', 'keys');
      cursor.addEventListener('focus', () => this.#arrive(cursor, spot));
      cursor.addEventListener('blur', () => this.hideCard());
      cursor.addEventListener('click', () => this.#select(spot));
      this.#layer.append(cursor);
      if (focus || old?.matches(':focus')) cursor.focus({ preventScroll: true });
    }
    old?.remove();
  }

  /** @param {HTMLElement} cursor @param {Spot} spot */
  #arrive(cursor, spot) {
    const range = this.#rangeOf(spot);
    const box = range?.getClientRects()[0];
    if (!box) return;
    const around = this.#host.getBoundingClientRect();
    move(cursor, box.left - around.left, box.top - around.top);
    cursor.style.width = `${box.width}px`;
    cursor.style.height = `${box.height}px`;
    cursor.scrollIntoView({ block: 'nearest' });
    this.showCard(spot);
  }

  /** @param {KeyboardEvent} event */
  #follow(event) {
    if (event.key === 'Escape') this.hideCard();
    const next = placeAfter(event.key, this.#place, this.#spots.length);
    if (!this.#spots[next]) return;
    event.preventDefault();
    this.#place = next;
    this.#putCursor(true);
  }
}

/** Which mark `key` goes to from the one at `place`; none: -1. @param {string} key @param {number} place @param {number} count */
function placeAfter(key, place, count) {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return place + 1;
    case 'ArrowLeft':
    case 'ArrowUp':
      return place - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}

/** @param {HTMLElement} element @param {number} left @param {number} top */
function move(element, left, top) {
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}

/** @template {'div' | 'span' | 'button'} Name @param {Name} name @param {string} className @param {string} [text] @returns {HTMLElementTagNameMap[Name]} */
function create(name, className, text = '') {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

/** Lets a page style it, under the name of its class; newsmark-element.d.ts names all of them. @template {Element} Part @param {Part} element */
function asPart(element) {
  element.setAttribute('part', element.className);
  return element;
}
