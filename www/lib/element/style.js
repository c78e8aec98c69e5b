/** How an annotated article looks inside `<news-mark>`, unless the page says otherwise. */
import { COLOURS, FAMILIES, tintOf } from '../kinds.js';

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** One for all elements. */
export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES + families());
  }
  return sheet;
}

function families() {
  return FAMILIES.map(({ key }) => `mark.${key} { background-color: ${tintOf(key)} }`).join('\n');
}

const RULES = `
:host { display: block; position: relative; --quotes: ${COLOURS.quotes} }
:host([hidden]), [hidden] { display: none !important }
mark { color: inherit; background: none; padding: .05em .15em; border-radius: .2em; print-color-adjust: exact; -webkit-print-color-adjust: exact }
mark.title { padding: 0; border-radius: 0; border-bottom: 2px dotted currentColor }
mark:focus-visible { outline: 2px solid; outline-offset: 2px }
.label, .speaker { font: 600 .62em/1 system-ui, sans-serif; letter-spacing: .03em; user-select: none; -webkit-user-select: none }
.label { margin-left: .35em; opacity: .85 }
.speaker { margin-left: .35em; padding: .15em .4em; border: 1px solid var(--quotes); border-radius: 1em; color: var(--quotes); white-space: nowrap }
.quote { text-decoration-line: underline; text-decoration-thickness: 2px; text-decoration-color: var(--quotes); text-underline-offset: .25em }
.quote.indirect { text-decoration-style: dashed }
.quote.scare { text-decoration-style: wavy }
.label, .speaker { display: inline-block; text-decoration: none }
.card { position: absolute; z-index: 1; max-width: 20rem; padding: .4em .7em; font: .85rem/1.4 system-ui, sans-serif;
  color: light-dark(#222, #eee); background: light-dark(#fff, #222); border: 1px solid light-dark(#bbb, #666);
  border-radius: .4em; box-shadow: 0 2px 8px #0003; pointer-events: none }
.message { font: .9rem/1.4 system-ui, sans-serif; border-left: 3px solid light-dark(#a33d1f, #ef9274); padding-left: .7em }
`;
