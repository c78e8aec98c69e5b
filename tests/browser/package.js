// The package as its users get it, and a host for what they make of it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Packs `dist/` as npm does and unpacks it into `folder`. */
export function installPackage(folder) {
  const packed = mkdtempSync(join(tmpdir(), 'newsmark-packed-'));
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', packed], { cwd: dist, stdio: ['ignore', 'pipe', 'ignore'] }));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['xzf', join(packed, filename), '-C', folder, '--strip-components=1']);
  rmSync(packed, { recursive: true });
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json' };

/** Serves `folder` on this machine until `close` is called. */
export async function serveFolder(folder, headers = {}) {
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, 'http://host').pathname.replace(/\/$/, '/index.html');
    const content = await readFile(join(folder, path)).catch(() => null);
    response.writeHead(content ? 200 : 404, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', ...headers });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
