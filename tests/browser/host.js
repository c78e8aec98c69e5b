// A host of static files that can do what hosts do: release another version, lose a file, cut one short, lead elsewhere.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const TYPES = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json', wasm: 'application/wasm', json: 'application/json',
};

/** @typedef {Map<string, Buffer>} Files by address */

/** The files in `folder`, all of them unless told which. @param {string} folder @param {RegExp} [wanted] of their names @returns {Files} */
export function filesIn(folder, wanted = /^/) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => wanted.test(name) && statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/** The files of dist/ that the page asks for. */
export function built() {
  return filesIn(DIST, /^(page\/|index\.html|service-worker\.js)/);
}

/** The address of a file that is named by its content. @param {Files} files @param {string} name without that part, such as `page.js` */
export function named(files, name) {
  const [stem, ending] = name.split('.');
  const found = [...files.keys()].find((address) => new RegExp(`^page/${stem}-\\w{10}\\.${ending}$`).test(address));
  if (!found) throw new Error(`dist/ holds no ${name}`);
  return found;
}

export const sumOf = (content) => `sha256-${createHash('sha256').update(content).digest('base64')}`;

/** The same page as another version: its worker is another, and with it every script that names it, or names one that does. @param {Files} files @param {string} version */
export function next(files, version) {
  const made = new Map(files);
  const worker = named(files, 'worker.js');
  made.set(worker, Buffer.from(`${files.get(worker)}\n// ${version}`));
  const changed = new Set([worker]);
  for (const name of changed) for (const [other, content] of files) if (/^page\/.*\.js$/.test(other) && content.includes(base(name))) changed.add(other);

  const renamed = [...changed].map((name) => [name, name.replace(/-\w{8,10}\.js$/, `-${sumOf(name + version).replace(/\W/g, '').slice(6, 14)}aa.js`)]);
  const names = renamed.map(([from, to]) => [base(from), base(to)]);
  const workerSum = [sumOf(files.get(worker)), sumOf(made.get(worker))];
  for (const [from, to] of renamed) {
    made.set(to, replaced(made.get(from), [...names, workerSum]));
    made.delete(from);
  }
  const sums = renamed.map(([from, to]) => [sumOf(files.get(from)), sumOf(made.get(to))]);
  made.set('index.html', replaced(files.get('index.html'), [...names, ...sums]));
  const index = [sumOf(files.get('index.html')), sumOf(made.get('index.html'))];
  const own = replaced(files.get('service-worker.js'), [...names, ...sums, index]).toString();
  return made.set('service-worker.js', Buffer.from(own.replace(/const VERSION = '[^']*/, `const VERSION = '${version}`)));
}

const base = (address) => address.replace('page/', '');

/** @param {Buffer} content @param {string[][]} pairs */
function replaced(content, pairs) {
  return Buffer.from(pairs.reduce((text, [from, to]) => text.replaceAll(from, to), content.toString()));
}

/**
 * Serves folders of files.
 * @param {Record<string, Files>} folders by the path under which they lie, such as `/`
 * @param {Record<string, string>} [headers] of every answer
 */
export async function startHost(folders, headers) {
  const host = {
    folders,
    /** What is done instead for addresses that match. @type {[RegExp, (response: import('node:http').ServerResponse, content: Buffer, url: string) => void][]} */
    faults: [],
    address: '',
    stop: () => {},
  };
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0];
    const folder = Object.keys(host.folders).filter((folder) => path.startsWith(folder)).sort((a, b) => b.length - a.length)[0];
    const name = path.slice(folder?.length) || 'index.html';
    const content = host.folders[folder]?.get(name);
    const fault = host.faults.find(([pattern]) => pattern.test(path));
    if (fault) return fault[1](response, content, path);
    give(response, content, name, headers);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  host.address = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`;
  host.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return host;
}

/** @param {import('node:http').ServerResponse} response @param {Buffer | undefined} content @param {string} name @param {Record<string, string>} [headers] */
export function give(response, content, name, headers = {}) {
  if (!content) return response.writeHead(404, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Not found</title>');
  const type = TYPES[name.split('.').pop()] ?? 'application/octet-stream';
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': content.length, 'Cache-Control': 'no-cache', ...headers });
  response.end(content);
}
