/** What Node.js, Deno and Bun have beside browsers: files and threads. No bundler finds a name of theirs here to stumble over. */

/** The module `name` ("node:fs") where this runs on a server, else nothing. @param {string} name @returns {any} */
export function serverModule(name) {
  const { process } = /** @type {any} */ (globalThis);
  return process?.versions?.node && process.getBuiltinModule?.(name);
}
