/** Has the page kept for use without a network, says when it is, and when a newer version is there to be used. */
import { byId } from './dom.js';
import { handOver } from './state/handover.js';

/** Milliseconds after which a page that has been left alone asks for a newer version when one comes back to it. */
const SELDOM = 30 * 60_000;

/** @param {import('./state/state.js').Store} store */
export async function keepForOffline(store) {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register('service-worker.js');
    offerNewer(store, registration);
    await navigator.serviceWorker.ready;
    byId('offline').hidden = false;
  } catch {
    // Not over plain HTTP, and not in some private windows: the page then needs the network each time.
  }
}

/** @param {import('./state/state.js').Store} store @param {ServiceWorkerRegistration} registration */
function offerNewer(store, registration) {
  const { serviceWorker } = navigator;
  let controlled = serviceWorker.controller !== null;
  let taking = false;
  let asked = performance.now();

  const offer = () => {
    if (registration.waiting && registration.active) byId('newer').hidden = false;
  };
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
  offer();
  addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - asked < SELDOM) return;
    asked = performance.now();
    registration.update().catch(() => undefined);
  });
  serviceWorker.addEventListener('controllerchange', () => {
    if (taking) location.reload();
    // Another tab has taken it.
    else if (controlled) byId('newer').hidden = false;
    controlled = true;
  });
  byId('newer-take').addEventListener('click', () => {
    if (!handOver(store.state)) {
      byId('newer-words').textContent = 'A newer version is here, but this browser keeps nothing: take your text with you, then reload.';
      return;
    }
    taking = true;
    if (registration.waiting) registration.waiting.postMessage('take over');
    else location.reload();
  });
}
