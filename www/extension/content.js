/** In the page being read: marks its article where it is, with a panel of who is in it and what they said; once more takes it off. */
import { AnnotatedElement } from '../lib/annotated-element.js';
import { articleOf } from './article.js';
import { showPanel } from './panel.js';

const { chrome } = /** @type {any} */ (globalThis);
/** This world is the extension's own, and stays between two clicks. @type {{ newsmarkOff?: (() => void) | null }} */
const world = /** @type {any} */ (globalThis);

/** What the background finds. @type {any} */
const annotator = {
  /** @param {string} text @param {{ date?: string | null }} options */
  async annotate(text, { date }) {
    const { annotations, error } = await chrome.runtime.sendMessage({ text, date });
    if (error) throw new Error(error.message);
    return annotations;
  },
};

async function mark() {
  const annotated = new AnnotatedElement(articleOf(document), { annotator }, () => annotator);
  const panel = showPanel(() => world.newsmarkOff?.());
  world.newsmarkOff = () => {
    annotated.clear();
    panel.remove();
    world.newsmarkOff = null;
  };
  try {
    await annotated.update();
    panel.tell(annotated.highlighted ? '' : 'This browser cannot highlight words in place.', annotated.list());
  } catch (/** @type {any} */ { message }) {
    panel.tell(`This article could not be annotated. ${message}`);
  }
}

if (world.newsmarkOff) world.newsmarkOff();
else mark();
