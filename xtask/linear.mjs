// A plot of what `cargo xtask bench --nasty` has measured: `linear.mjs FIGURES SVG`, where FIGURES is what it printed.
import { readFileSync, writeFileSync } from 'node:fs';

const [figures, svg] = process.argv.slice(2);
/** Times ordinary prose that no input may take. */
const MOST = 5;
const [LEFT, WIDTH, ROW, TOP] = [150, 560, 17, 44];

const text = readFileSync(figures, 'utf8');
const bytes = text.match(/prose {2}\d+ ns a byte of (\d+)/)?.[1];
const rows = [...text.matchAll(/^ *(.+?) {2}\d+ ns a byte, ([\d.]+) times prose; ([\d.]+) times a tenth$/gm)].map(([, name, prose, tenth]) => ({ name, prose: Number(prose), tenth: Number(tenth) }));
if (!bytes || rows.length === 0) throw new Error(`${figures} holds no figures of bench --nasty`);

const scale = Math.max(MOST, ...rows.flatMap(({ prose, tenth }) => [prose, tenth])) * 1.05;
const x = (times) => LEFT + (times / scale) * (WIDTH - LEFT - 20);
const height = TOP + rows.length * ROW + 10;
const bar = ({ name, prose, tenth }, index) => {
  const y = TOP + index * ROW;
  return `<text x="${LEFT - 8}" y="${y + 11}" text-anchor="end">${name}</text>
<rect x="${LEFT}" y="${y + 2}" width="${(x(prose) - LEFT).toFixed(1)}" height="5"/>
<rect class="tenth" x="${LEFT}" y="${y + 8}" width="${(x(tenth) - LEFT).toFixed(1)}" height="3"/>`;
};
const line = (times, words) => `<path d="M${x(times)} ${TOP - 6}V${height - 8}"/><text x="${x(times)}" y="${TOP - 10}" text-anchor="middle">${words}</text>`;

writeFileSync(svg, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Time a byte of ${rows.length} nasty inputs">
<style>svg { font: 11px system-ui, sans-serif; color-scheme: light dark; background: Canvas } text { fill: CanvasText } rect { fill: #2a6fb0 } .tenth { fill: #c77d1e } path { stroke: GrayText; stroke-dasharray: 3 3 }</style>
<text x="8" y="14">Processor time a byte, ${Number(bytes).toLocaleString('en')} bytes: blue, beside prose; orange, beside a tenth of the same</text>
${line(1, '1')}${line(MOST, `${MOST} times`)}
${rows.map(bar).join('\n')}
</svg>
`);
console.log(`most: ${Math.max(...rows.map(({ prose }) => prose))} times prose, ${Math.max(...rows.map(({ tenth }) => tenth))} times a tenth`);
