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
  'a page within a form, with quotes as figures and headings that are links': {
    html: `
      <form id="page"><div class="nav"><ul><li><a href="/">Start</a></li><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></div>
      <div><h1>Council votes to keep the library open</h1>
      <div class="meta">By Ida Brandt</div>
      <p>The council of Tarn voted on Tuesday night to keep the town library open for another three years, after two hundred people came to the meeting.</p>
      <figure><blockquote><p>“A town without a library is a car park with houses around it.”</p></blockquote></figure>
      <h3><a href="/b">What it costs</a></h3>
      <p>The library costs 310,000 euros a year, which the finance committee had wanted to save from next summer, its chairman Jonas Reiter said.</p>
      <ul><li>Opening hours stay as they are.</li><li>The bus stops at the door again.</li></ul>
      <p>The vote was 14 to 9, with two members of the council away, and the mayor did not take part in it, as she sits on the library board.</p></div>
      <div class="foot"><a href="/i">Imprint</a> <a href="/p">Privacy</a></div></form>`,
    want: [
      'Council votes to keep the library open',
      'By Ida Brandt',
      'The council of Tarn voted on Tuesday night to keep the town library open for another three years, after two hundred people came to the meeting.',
      '“A town without a library is a car park with houses around it.”',
      'What it costs',
      'The library costs 310,000 euros a year, which the finance committee had wanted to save from next summer, its chairman Jonas Reiter said.',
      'Opening hours stay as they are.',
      'The bus stops at the door again.',
      'The vote was 14 to 9, with two members of the council away, and the mayor did not take part in it, as she sits on the library board.',
    ],
  },
  'everything selected on a page of divisions, its head stated for machines': {
    html: `
      <html><head><title>Ferry stops | Courier</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry to Aldermoor stops","datePublished":"2026-02-03T07:00:00Z"}</script></head><body>
      <div id="masthead"><a href="/">Courier</a></div><div class="menu-list"><a href="/1">Business</a> <a href="/2">Opinion</a> <a href="/3">Weather</a></div>
      <div id="content"><div class="story">
      <p>The last ferry of the season left Aldermoor on Monday, the operator said, two weeks earlier than the timetable has it.</p>
      <p>“We cannot sail into a wind like this,” said Tom Harrowgate, who runs Linnet Lines and its three boats.</p>
      <p>The council of the island has asked for a smaller boat, which would cost more than it has, according to its leader, Maud Ellery.</p></div>
      <div id="rail"><div><a href="/5">Storm closes three harbours</a></div><div><a href="/6">Who pays for the pier?</a></div><div><a href="/7">Ten walks for winter</a></div></div></div>
      <div id="bottom"><a href="/8">About us</a> <a href="/9">Contact</a></div></body></html>`,
    want: [
      'Ferry to Aldermoor stops',
      'The last ferry of the season left Aldermoor on Monday, the operator said, two weeks earlier than the timetable has it.',
      '“We cannot sail into a wind like this,” said Tom Harrowgate, who runs Linnet Lines and its three boats.',
      'The council of the island has asked for a smaller boat, which would cost more than it has, according to its leader, Maud Ellery.',
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
