/** In the page being read: marks its article where it is, with a panel of who is in it and what they said; once more takes it off. */
import { AnnotatedElement } from '../lib/annotated-element.js';
import { check } from '../page/checks/checks.js';
import { saveArticleFile } from '../page/desk/article-file.js';
import { save } from '../page/taking-away.js';
import { articleOf } from './article.js';
import { showPanel } from './panel.js';

const { chrome } = /** @type {any} */ (globalThis);
/** This world is the extension's own, and stays between two clicks. @type {{ newsmarkOff?: (() => void) | null }} */
const world = /** @type {any} */ (globalThis);

/** What the background answers. @param {object} question @returns {Promise<any>} */
async function ask(question) {
  const { error, ...answer } = await chrome.runtime.sendMessage(question);
  if (error) throw new Error(error.message);
  return answer;
}

/** @type {import('../lib/newsmark.js').QuotedSource[]} Who was heard in the article that was read last. */
let sources = [];
/** What the background finds. @type {any} */
const annotator = {
  /** @param {string} text @param {{ date?: string | null }} options */
  async annotate(text, { date }) {
    const answer = await ask({ text, date });
    sources = answer.sources;
    return answer.annotations;
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
    const { text, annotations } = annotated;
    panel.tell(annotated.highlighted ? '' : 'This browser cannot highlight words in place.', annotated.list());
    panel.listFindings(check({ text, annotations, sources }), (place) => annotated.select(place));
    panel.offer({
      take: async (format) => save((await ask({ text, annotations, format: format.name })).content, format),
      keep: () => saveArticleFile(articleFor(text, annotations.date)),
    });
  } catch (/** @type {any} */ { message }) {
    panel.tell(`This article could not be annotated. ${message}`);
  }
}

/** @param {string} text @param {string | null} date */
function articleFor(text, date) {
  const kept = { title: document.title.trim(), newsroom: location.hostname, text, date, english: true, made: [] };
  return /** @type {import('../page/state/database.js').KeptArticle} */ (/** @type {unknown} */ (kept));
}

if (world.newsmarkOff) world.newsmarkOff();
else mark();
