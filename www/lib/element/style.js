/** How what `<news-mark>` adds to an article looks, unless the page says otherwise. The article itself looks as it did. */
import { COLOURS } from '../kinds.js';

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** One for all elements. */
export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES);
  }
  return sheet;
}

const RULES = `
:host { display: block; position: relative; --quotes: ${COLOURS.quotes} }
:host([hidden]), [hidden] { display: none !important }
.layer, .speakers { position: absolute; inset: 0; width: 0; height: 0; font: 600 .68rem/1 system-ui, sans-serif }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.speaker { position: absolute; padding: 0 .3em; translate: 0 -70%; white-space: nowrap; pointer-events: none; user-select: none;
  -webkit-user-select: none; color: var(--quotes); background: Canvas; border-radius: .3em }
.cursor { position: absolute; margin: 0; padding: 0; border: 0; background: none; opacity: 0; pointer-events: none }
.cursor:focus { opacity: 1; outline: 2px solid; outline-offset: 2px }
.card { position: absolute; z-index: 1; width: max-content; max-width: min(20rem, 80vw); padding: .4em .7em; font: .85rem/1.4 system-ui, sans-serif;
  color: light-dark(#222, #eee); background: light-dark(#fff, #222); border: 1px solid light-dark(#bbb, #666);
  border-radius: .4em; box-shadow: 0 2px 8px #0003; pointer-events: none }
.message { font: .8rem/1.4 system-ui, sans-serif; opacity: .75 }
@media print { .card, .cursor, .message { display: none } .speaker { background: none } }
@media (forced-colors: active) { .speaker { color: CanvasText } }
`;
