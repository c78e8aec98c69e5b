//! `train-reported`: learns the weights by which words without marks are taken for reported, `src/model/reported.txt`,
//! from articles whose attributions are marked.
//!
//! The library reads each article with a judge that knows the answers, so that every candidate becomes one example.

use crate::arguments::Arguments;
use crate::fitting::{self, Example, Names, Settings};
use crate::gold::{self, Attribution, shared};
use anyhow::Result;
use newsmark::Span;
use newsmark::internals::quotation::{self, Judges, REPORTED};
use newsmark::internals::ranking::{Choice, Judge};
use std::fmt;

const SETTINGS: Settings =
    Settings { rounds: 20, rate: 0.1, decay: 2e-3, pair_decay: 2e-3, caution: 1e-2, least: 0.02 };
const COMMENT: &str = "How much each feature speaks for words without marks being reported. Written by
`cargo xtask train-reported` from PolNeAR's train set; read by src/quotation/plausibility.rs.";

/// The least share of a content that its words must be, and how much less than the best one may be as good.
const HALF: f32 = 0.5;
const AS_GOOD: f32 = 0.05;

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    arguments.finish()?;
    let mut names = Names::of(REPORTED);
    let mut examples = Vec::new();
    gold::read_attributed(&data, |number, article, grammar, linked| {
        let (text, attributions, contents) = (&article.text, article.attributions(), Vec::new());
        let mut gold = Gold { text, attributions, number, contents, names: &mut names, examples: &mut examples };
        let (_, mut speakers) = quotation::shipped_weights();
        quotation::find_quotes_with(grammar, linked, Judges { reported: &mut gold, speakers: &mut speakers });
    })?;
    println!("{} candidates, {} right", examples.len(), examples.iter().filter(|example| example.options[0].1).count());
    fitting::write_file(&names, &examples, SETTINGS, COMMENT, "reported.txt")
}

/// The judge that knows the answers of one article. To go on, it takes the first candidate.
struct Gold<'a> {
    text: &'a str,
    attributions: Vec<Attribution>,
    number: usize,
    /// Where each candidate of the choice to come stands.
    contents: Vec<Span>,
    names: &'a mut Names,
    examples: &'a mut Vec<Example>,
}

impl Judge for Gold<'_> {
    fn number(&mut self, name: fmt::Arguments) -> Option<u32> {
        Some(self.names.number(name))
    }

    fn mentioned(&mut self, identity: usize, span: Span) {
        self.contents.truncate(identity);
        self.contents.push(span);
    }

    fn probabilities(&mut self, choice: &Choice) -> Vec<f32> {
        let shares: Vec<f32> = self.contents.iter().map(|span| share(self.text, *span, &self.attributions)).collect();
        let best = shares.iter().copied().fold(0.0, f32::max);
        let open = |index: usize| best < HALF && is_part(self.contents[index], &self.attributions);
        let mut known = choice.clone();
        known.candidates.retain(|candidate| !open(candidate.identity));
        let right = |index: usize| best >= HALF && shares[known.candidates[index].identity] >= best - AS_GOOD;
        if !known.candidates.is_empty() {
            self.examples.push(Example::of(&known, self.number, right));
        }
        let mut probabilities = vec![0.0; choice.candidates.len()];
        probabilities[0] = 1.0;
        probabilities
    }
}

/// How much of the content of an attribution the words at `span` are: the smaller of the shares that lie in the other.
/// Nothing where that holds quotation marks.
fn share(text: &str, span: Span, attributions: &[Attribution]) -> f32 {
    let marked = |spans: &[Span]| spans.iter().any(|span| span.of(text).contains(['"', '“', '”']));
    let of = |contents: &[Span]| {
        let inside = contents.iter().map(|other| shared(span, *other)).sum::<usize>() as f32;
        let length = contents.iter().map(|other| other.len()).sum::<usize>();
        inside / span.len().max(length).max(1) as f32
    };
    let contents = attributions.iter().map(|attribution| &*attribution.contents).filter(|contents| !marked(contents));
    contents.map(of).fold(0.0, f32::max)
}

/// Whether half of the words at `span` lies in the content of an attribution, be it their own or not.
fn is_part(span: Span, attributions: &[Attribution]) -> bool {
    let inside = |spans: &[Span]| spans.iter().map(|other| shared(span, *other)).sum::<usize>() * 2 >= span.len();
    attributions.iter().any(|attribution| inside(&attribution.contents))
}
