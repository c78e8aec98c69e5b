/** The colours of families and quotes, as custom properties for the page's own style sheets. */
import { COLOURS } from '../lib/kinds.js';

export function bringColours() {
  const sheet = new CSSStyleSheet();
  const families = Object.entries(COLOURS);
  const properties = families.map(([key, colour]) => `--${key}: ${colour};`).join(' ');
  // What belongs to a family has its colour.
  const classes = families.map(([key]) => `.${key} { --kind: var(--${key}) }`).join('\n');
  sheet.replaceSync(`:root { ${properties} }\n${classes}`);
  document.adoptedStyleSheets.push(sheet);
}
