/** Where the articles are, how long they stay there, and the way to make it longer. */
import { element } from '../dom.js';

/** @returns {{ whole: HTMLElement, draw: () => Promise<void> }} */
export function offerStorage() {
  const words = element('span', {});
  const button = element('button', { type: 'button', id: 'persist', onclick: ask }, 'Ask the browser to keep them for good');
  const whole = element('p', { class: 'kept-where aside', role: 'status' }, words, ' ', button);

  async function ask() {
    const granted = await navigator.storage.persist();
    await draw();
    if (!granted) words.textContent = `${words.textContent} It did not agree: some browsers do once the page is bookmarked or installed.`;
  }

  async function draw() {
    const isForGood = await navigator.storage?.persisted?.().catch(() => false);
    const { usage = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
    words.textContent = [
      `Kept in this browser on this machine, and nowhere else${usage < 1e5 ? '' : ` (${(usage / 1e6).toFixed(1)} MB with the program)`}.`,
      isForGood ? 'The browser keeps them for good.' : 'It may clear them when space is short: save them as a file now and then.',
    ].join(' ');
    button.hidden = isForGood === true || !navigator.storage?.persist;
  }
  return { whole, draw };
}
