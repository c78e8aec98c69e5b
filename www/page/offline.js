/** Has the page kept for use without a network, and says when it is. */
import { byId } from './dom.js';

export async function keepForOffline() {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('service-worker.js');
    await navigator.serviceWorker.ready;
    byId('offline').hidden = false;
  } catch {
    // Not over plain HTTP, and not in some private windows: the page then needs the network each time.
  }
}
