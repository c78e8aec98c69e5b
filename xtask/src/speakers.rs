//! `train-speakers`: learns the weights by which the speaker of a quote is chosen among those that the sieves propose, and
//! how likely he or she is, `src/model/speakers.txt`, from articles whose attributions are marked.
//!
//! The library reads each article with a judge that knows the answers. A quote is judged where the set has it with a source,
//! by the same overlaps that the scorer asks for.

use crate::arguments::Arguments;
use crate::fitting::{self, Example, Names, Settings};
use crate::gold::{self, Attribution, Gold, shared};
use anyhow::Result;
use newsmark::Span;
use newsmark::internals::quotation::{self, Judges, SPEAKERS};
use newsmark::internals::ranking::Choice;

const SETTINGS: Settings =
    Settings { rounds: 20, rate: 0.1, decay: 2e-3, pair_decay: 2e-3, caution: 1e-2, least: 0.02 };
const COMMENT: &str = "How much each feature speaks for a source being the one that says a quote. Written by
`cargo xtask train-speakers` from PolNeAR's train set; read by src/quotation/choosing.rs.";

/// The column of words without marks.
const INDIRECT: usize = 1;

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    arguments.finish()?;
    let mut names = Names::of(SPEAKERS);
    let mut examples = Vec::new();
    gold::read_attributed(&data, |number, article, grammar, linked| {
        let mut gold = Gold::of(article, number, example, &mut names, &mut examples);
        let (mut reported, _) = quotation::shipped_weights();
        quotation::find_quotes_with(grammar, linked, Judges { reported: &mut reported, speakers: &mut gold });
    })?;
    println!("{} quotes", examples.len());
    fitting::write_file(&names, &examples, SETTINGS, COMMENT, "speakers.txt")
}

/// Which candidates are right of words that the set has.
fn example(gold: &Gold, choice: &Choice) -> Option<Example> {
    let sources = sources_of(gold, choice);
    let right = |index: usize| sources.iter().any(|source| is_source(gold.text, gold.places[index], *source));
    (!sources.is_empty()).then(|| Example::of(choice, gold.number, right))
}

/// The sources of the attributions that have the words of `choice`.
fn sources_of(gold: &Gold, choice: &Choice) -> Vec<Span> {
    let indirect = choice.column == INDIRECT;
    let least = if indirect { 0.5 } else { 2.0 / 3.0 };
    let is = |attribution: &&Attribution| {
        let inside: usize = attribution.contents.iter().map(|content| shared(choice.span, *content)).sum();
        let marked = || attribution.contents.iter().any(|content| stands_in_marks(gold.text, *content));
        inside as f32 >= least * choice.span.len() as f32 && (indirect || marked())
    };
    gold.attributions.iter().filter(is).flat_map(|attribution| attribution.sources.clone()).collect()
}

/// Whether quotation marks stand in or beside `content`.
fn stands_in_marks(text: &str, content: Span) -> bool {
    let end = text[content.end..].chars().next().map_or(content.end, |c| content.end + c.len_utf8());
    let start = text[..content.start].chars().next_back().map_or(content.start, |c| content.start - c.len_utf8());
    text[start..end].contains(['"', '“', '”', '«', '»'])
}

/// Whether `source` is the one that is marked at `gold`, or has its very words.
fn is_source(text: &str, source: Span, gold: Span) -> bool {
    let overlap = shared(source, gold) * 2 >= source.len().min(gold.len()) && source.len() <= 2 * gold.len() + 20;
    overlap || source.of(text) == gold.of(text)
}
