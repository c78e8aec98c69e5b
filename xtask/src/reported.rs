//! `train-reported`: learns the weights by which words without marks are taken for reported, `src/model/reported.txt`,
//! from articles whose attributions are marked.
//!
//! The library reads each article with a judge that knows the answers, so that every candidate becomes one example.

use crate::arguments::Arguments;
use crate::fitting::{self, Example, Names, Settings};
use crate::gold::{self, Attribution, Gold, shared};
use anyhow::Result;
use newsmark::Span;
use newsmark::internals::quotation::{self, Judges, REPORTED};
use newsmark::internals::ranking::Choice;

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
        let mut gold = Gold::of(article, number, example, &mut names, &mut examples);
        let (_, mut speakers) = quotation::shipped_weights();
        quotation::find_quotes_with(grammar, linked, Judges { reported: &mut gold, speakers: &mut speakers });
    })?;
    println!("{} candidates, {} right", examples.len(), examples.iter().filter(|example| example.options[0].1).count());
    fitting::write_file(&names, &examples, SETTINGS, COMMENT, "reported.txt")
}

/// Which candidates are right, where one is, or where none of them is part of an attribution.
fn example(gold: &Gold, choice: &Choice) -> Option<Example> {
    let shares: Vec<f32> = gold.places.iter().map(|span| share(gold.text, *span, &gold.attributions)).collect();
    let best = shares.iter().copied().fold(0.0, f32::max);
    let open = |index: usize| best < HALF && is_part(gold.places[index], &gold.attributions);
    let mut known = choice.clone();
    known.candidates.retain(|candidate| !open(candidate.identity));
    let right = |index: usize| best >= HALF && shares[known.candidates[index].identity] >= best - AS_GOOD;
    (!known.candidates.is_empty()).then(|| Example::of(&known, gold.number, right))
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
