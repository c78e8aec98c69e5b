/** Long work in slices, so that keys and frames have their turns, and that can be called off. */

/** Milliseconds of work between two turns. */
const SLICE = 12;

/**
 * @typedef {object} Pace
 * @property {AbortSignal} [signal] by which the work is called off
 * @property {() => boolean} isDue whether others should have their turn; to be asked often
 * @property {() => Promise<void>} rest lets them; throws where the work has been called off
 */

/** @param {AbortSignal} [signal] @returns {Pace} */
export function paced(signal) {
  let began = performance.now();
  return {
    signal,
    isDue: () => performance.now() - began > SLICE,
    async rest() {
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
      began = performance.now();
    },
  };
}
