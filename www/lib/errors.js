/** What can go wrong, told apart by `code`; newsmark.d.ts lists the codes. */
export class NewsmarkError extends Error {
  /** @param {import('./newsmark.js').ErrorCode} code @param {string} message @param {ErrorOptions} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'NewsmarkError';
    this.code = code;
  }
}

/** @param {unknown} failure */
export function messageOf(failure) {
  return failure instanceof Error ? failure.message : String(failure);
}

export function closed() {
  return new NewsmarkError('closed', 'This annotator has been closed');
}

/**
 * A listener whose own failure is told, and ends nothing.
 * @template {unknown[]} Arguments
 * @param {((...args: Arguments) => void) | undefined} listener
 * @returns {(...args: Arguments) => void}
 */
export function safely(listener) {
  return (...args) => {
    try {
      listener?.(...args);
    } catch (failure) {
      console.error(failure);
    }
  };
}
