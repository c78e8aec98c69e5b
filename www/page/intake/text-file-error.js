/** A file that cannot be taken; the message says why to the person. */
export class TextFileError extends Error {}
