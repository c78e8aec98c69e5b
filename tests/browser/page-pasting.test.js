// Articles as they are copied from the pages of news sites, with all that stands around and between their paragraphs there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotated, pasteRich, textOf, visits } from './person.js';

const visit = visits();

const PAGES = {
  'a newspaper: header, byline, shares, pictures, advertisements, related articles, newsletter, topics': {
    html: `
      <header><a href="/">The Wexley Courier</a><nav><ul><li><a href="/uk">UK</a></li></ul></nav></header>
      <h1>Ferry service to Aldermoor stops for winter</h1>
      <div class="byline-block">By <a href="/a">Nadia Farrow</a>, <span>Transport correspondent</span></div>
      <ul class="share-tools__list"><li><a href="#f">Share on Facebook</a></li><li><a href="#l">Copy link</a></li></ul><button>Save</button>
      <time datetime="2026-02-03T07:00">3 February 2026</time>
      <figure><img src="ferry.jpg"><figcaption><span class="visually-hidden">Image caption, </span>The Linnet at the quay</figcaption></figure>
      <div class="ad-slot"><p>Advertisement</p></div>
      <p><b>The last ferry of the season left Aldermoor on Monday, the operator said.</b></p>
      <p>"We cannot sail into a wind like this," said <a href="/t/tom">Tom Harrowgate</a>, who runs Linnet Lines.</p>
      <p>Related: <a href="/x">Storm closes three harbours</a></p>
      <p><strong>Read more:</strong> <a href="/y">Who pays for the pier?</a></p>
      <aside><h3>Sign up for our newsletter</h3><form><input><button>Sign up</button></form></aside>
      <div class="styles_inlineNewsletter__a3"><p>Get the Courier's morning briefing.</p><a href="/nl">Sign up here</a></div>
      <p>The island's council has asked for a smaller boat. Its leader, Maud Ellery, said that "people still need a doctor".</p>
      <h2>More on this story</h2><ul><li><a href="/1">Island bakery closes</a></li><li><a href="/2">How to reach Aldermoor?</a></li></ul>
      <p>Topics: <a href="/f">Ferries</a> <a href="/al">Aldermoor</a> · <a href="/w">Weather</a></p>
      <section id="comments"><p>12 comments</p></section>
      <footer>© 2026 The Wexley Courier</footer>`,
    want: [
      'Ferry service to Aldermoor stops for winter',
      'By Nadia Farrow, Transport correspondent',
      '3 February 2026',
      'The last ferry of the season left Aldermoor on Monday, the operator said.',
      '"We cannot sail into a wind like this," said Tom Harrowgate, who runs Linnet Lines.',
      'The island\'s council has asked for a smaller boat. Its leader, Maud Ellery, said that "people still need a doctor".',
    ],
  },
  'a news agency: paragraphs as divisions, links as buttons': {
    html: `
      <div class="article-body__content"><div class="text__text">NORRVIK, Feb 3 - Prime Minister <a href="#o">Oskar Lindqvist</a> will meet the unions on Thursday.</div>
      <div class="ad"><span>Advertisement - scroll to continue</span></div>
      <div class="text__text">The talks are about 4,000 jobs at the Norrvik shipyard.</div>
      <div><a href="#f">Facebook</a><a href="#x">X</a><a href="#m">Email</a></div>
      <div class="text__text">"We are not going there to smile," <a href="#k">Karin Holm</a>, who leads the metal workers, told reporters.</div>
      <div>Reporting by Elin Berg; editing by Per Dahl</div></div>`,
    want: [
      'NORRVIK, Feb 3 - Prime Minister Oskar Lindqvist will meet the unions on Thursday.',
      'The talks are about 4,000 jobs at the Norrvik shipyard.',
      '"We are not going there to smile," Karin Holm, who leads the metal workers, told reporters.',
      'Reporting by Elin Berg; editing by Per Dahl',
    ],
  },
  'what the article links to, lists and says of sharing is the article\'s own': {
    html: `
      <article class="story social-policy"><h2>What the plan says</h2>
      <p>The ministry wants towns to share their doctors.</p>
      <ul><li>Each town keeps <a href="#1">one surgery</a>.</li><li><a href="#2">Buses</a> run until midnight.</li></ul>
      <p><a href="#3">The mayor of Tarn calls it "a plan for maps, not for people".</a></p>
      <p class="related-quote">Related costs are <a href="#4">not in the plan</a>, said its author, Ida Brandt.</p></article>`,
    want: [
      'What the plan says',
      'The ministry wants towns to share their doctors.',
      'Each town keeps one surgery.',
      'Buses run until midnight.',
      'The mayor of Tarn calls it "a plan for maps, not for people".',
      'Related costs are not in the plan, said its author, Ida Brandt.',
    ],
  },
};
for (const [name, { html, want }] of Object.entries(PAGES)) {
  test(name, async () => {
    const page = await visit();
    await pasteRich(page, html, 'plain');
    await annotated(page);
    assert.deepEqual((await textOf(page)).split('\n\n'), want);
  });
}
