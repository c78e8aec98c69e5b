// A plot of what `cargo xtask bench --linear` has measured: `lengths.mjs FIGURES SVG`, where FIGURES is what it printed.
import { readFileSync, writeFileSync } from 'node:fs';

const [figures, svg] = process.argv.slice(2);
const [LEFT, TOP, WIDTH, HEIGHT, GAP] = [60, 40, 560, 110, 56];

const lines = readFileSync(figures, 'utf8').matchAll(/^ *(\d+) bytes {2}(\d+) ns a byte, (\d+) bytes of memory a byte$/gm);
const rows = [...lines].map((line) => line.slice(1).map(Number));
if (rows.length < 2) throw new Error(`${figures} holds no figures of bench --linear`);

const [first, last] = [rows[0][0], rows.at(-1)[0]].map(Math.log10);
const x = (bytes) => LEFT + ((Math.log10(bytes) - first) / (last - first)) * (WIDTH - LEFT - 30);
const names = { 1e3: '1 KB', 1e4: '10 KB', 1e5: '100 KB', 1e6: '1 MB', 1e7: '10 MB' };

/** One measure over all lengths: its figures as dots on a line, from 0 on. */
function panel(title, top, figure, from = 0) {
  const shown = rows.filter(([bytes]) => bytes >= from);
  const most = 1.2 * Math.max(...shown.map(figure));
  const y = (value) => top + HEIGHT - (value / most) * HEIGHT;
  const points = shown.map((row) => [x(row[0]), y(figure(row))].map((number) => number.toFixed(1)));
  const dots = points.map(([left, up], at) => `<circle cx="${left}" cy="${up}" r="3"/><text x="${left}" y="${up - 8}" text-anchor="middle">${figure(shown[at])}</text>`);
  const ticks = rows.filter(([bytes]) => names[bytes]).map(([bytes]) => `<text x="${x(bytes)}" y="${top + HEIGHT + 15}" text-anchor="middle">${names[bytes]}</text>`);
  return `<text x="8" y="${top - 12}">${title}</text>
<path class="axis" d="M${LEFT} ${top}V${top + HEIGHT}H${WIDTH - 20}"/>
<path d="M${points.map((point) => point.join(' ')).join('L')}"/>
${[...dots, ...ticks].join('\n')}`;
}

const height = TOP + 2 * HEIGHT + GAP + 24;
writeFileSync(svg, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Time and memory a byte of prose">
<style>svg { font: 11px system-ui, sans-serif; color-scheme: light dark; background: Canvas } text { fill: CanvasText } circle { fill: #2a6fb0 } path { fill: none; stroke: #2a6fb0 } .axis { stroke: GrayText }</style>
${panel('Nanoseconds of processor time a byte of prose', TOP, (row) => row[1])}
${panel('Bytes of memory a byte, beyond what the program takes', TOP + HEIGHT + GAP, (row) => row[2], 1e4)}
</svg>
`);
