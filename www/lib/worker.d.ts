/** The annotator in a thread of its own: a script to start a worker with, which exports nothing. */
export {};
