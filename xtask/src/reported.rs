//! `train-reported`: learns the weights by which words without marks are taken for reported, `src/model/reported.txt`,
//! from articles whose attributions are marked.
//!
//! The library reads each article with a judge that knows the answers, so that every candidate becomes one example.

use crate::arguments::Arguments;
use crate::fitting::{self, Example, Names, Settings};
use crate::gold::{self, AttributedArticle, Attribution, shared};
use anyhow::{Context, Result};
use newsmark::Span;
use newsmark::internals::quotation::{self, Judges, REPORTED};
use newsmark::internals::ranking::{Choice, Judge};
use newsmark::internals::{Document, Grammar, Model, entities, recognition};
use std::fmt;

const SETTINGS: Settings = Settings { rounds: 20, rate: 0.1, decay: 2e-3, caution: 1e-2, least: 0.02 };
const COMMENT: &str = "How much each feature speaks for words without marks being reported. Written by
`cargo xtask train-reported` from PolNeAR's train set; read by src/quotation/plausibility.rs.";

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    arguments.finish()?;
    let weights = std::fs::read(crate::root().join("src/model/weights.bin"))?;
    let model = Model::read(&weights).context("src/model/weights.bin")?;
    let mut names = Names::of(REPORTED);
    let mut examples = Vec::new();
    for (number, article) in gold::articles::<AttributedArticle>(&data.join("polnear/train.jsonl"))?.iter().enumerate()
    {
        let attributions = article.attributions();
        let mut gold = Gold { text: &article.text, attributions, number, names: &mut names, examples: &mut examples };
        let document = Document::read(&article.text, None);
        let recognition = recognition::recognise(&document, &model);
        let linked = entities::link_names(&document, &recognition);
        let grammar = Grammar::read(&document, &recognition);
        let (_, mut speakers) = quotation::shipped_weights();
        let judges = Judges { reported: &mut gold, speakers: &mut speakers };
        quotation::find_quotes_with(&grammar, &linked, judges);
    }
    println!("{} candidates, {} right", examples.len(), examples.iter().filter(|example| example.options[0].1).count());
    fitting::cross_validate(&names, &examples, SETTINGS);
    let file = fitting::file(&names, &examples, SETTINGS, COMMENT);
    std::fs::write(crate::root().join("src/model/reported.txt"), file)?;
    Ok(())
}

/// The judge that knows the answers of one article. To go on, it takes everything for reported.
struct Gold<'a> {
    text: &'a str,
    attributions: Vec<Attribution>,
    number: usize,
    names: &'a mut Names,
    examples: &'a mut Vec<Example>,
}

impl Judge for Gold<'_> {
    fn number(&mut self, name: fmt::Arguments) -> Option<u32> {
        Some(self.names.number(name))
    }

    fn probabilities(&mut self, choice: &Choice) -> Vec<f32> {
        if let Some(right) = judge(self.text, choice.span, &self.attributions) {
            self.examples.push(Example::of(choice, self.number, |_| right));
        }
        vec![1.0; choice.candidates.len()]
    }
}

/// Whether the words at `span` are the content of an attribution: half of each lies in the other. `None` where they lie
/// in one's content but are not it, or hold quotation marks: neither right nor wrong.
fn judge(text: &str, span: Span, attributions: &[Attribution]) -> Option<bool> {
    let inside_of = |spans: &[Span]| spans.iter().map(|other| shared(span, *other)).sum::<usize>();
    let length = |spans: &[Span]| spans.iter().map(|other| other.len()).sum::<usize>();
    let inside = |spans: &[Span]| inside_of(spans) * 2 >= span.len();
    let marked = |spans: &[Span]| spans.iter().any(|span| span.of(text).contains(['"', '“', '”']));
    let is = |spans: &[Span]| inside(spans) && inside_of(spans) * 2 >= length(spans) && !marked(spans);
    if attributions.iter().any(|attribution| is(&attribution.contents)) {
        return Some(true);
    }
    (!attributions.iter().any(|attribution| inside(&attribution.contents))).then_some(false)
}
