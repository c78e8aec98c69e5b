#!/usr/bin/env node
/** `npx newsmark article.txt`: the annotations of a file, or of what comes in, as the library makes them. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadSync } from './newsmark.js';
import FORMATS from '../../src/export/formats.json' with { type: 'json' };

const USAGE = `newsmark [FILE] [--date YYYY-MM-DD] [--format FORMAT]

Annotates a news article: text from FILE, or from standard input, annotations to standard output.
FORMAT is json unless said otherwise:
${FORMATS.map(({ name, meaning }) => `  ${name.padEnd(15)} ${meaning}`).join('\n')}
Offsets in json count UTF-16 code units, as JavaScript's strings do.`;

/** @param {string[]} words */
function run(words) {
  const options = /** @type {const} */ ({ date: { type: 'string' }, format: { type: 'string', default: 'json' }, help: { type: 'boolean' } });
  const { values: { date, format, help }, positionals: [file] } = parseArgs({ args: words, options, allowPositionals: true });
  if (help) return USAGE;
  const text = readFileSync(file ?? 0, 'utf8');
  const annotator = loadSync();
  return annotator.export(format, text, annotator.annotate(text, { date }));
}

try {
  const output = run(process.argv.slice(2));
  process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
} catch (/** @type {any} */ { message }) {
  process.stderr.write(`newsmark: ${message}\n`);
  process.exitCode = 1;
}
