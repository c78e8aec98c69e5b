//! `evaluate --patterns`: how often what patterns find is right on OntoNotes dev, by label: all that they find where no
//! network is at work, and what they add where the network found nothing. These are the scores that
//! `src/recognition/patterns.rs` and `src/recognition/amounts.rs` state.

use crate::gold::{self, trimmed};
use crate::process::step;
use anyhow::{Context, Result};
use newsmark::internals::recognition::GAP_SCORE;
use newsmark::{Annotator, Label, Mention, Options, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// An article with its mentions. Offsets are code points.
#[derive(Deserialize)]
struct Article {
    text: String,
    entities: Vec<GoldMention>,
}

#[derive(Deserialize)]
struct GoldMention {
    start: usize,
    end: usize,
    label: String,
}

/// For each label how many mentions there are, and how many of them are right.
type Tally = BTreeMap<&'static str, (usize, usize)>;

/// Prints both tables for the sets in the folder `data`.
pub fn run(data: &Path) -> Result<()> {
    let weights = std::fs::read(crate::root().join("src/model/weights.bin"))?;
    let path = data.join("ontonotes/dev.jsonl");
    let alone = Annotator::untrained().context("no network")?;
    let with_network = Annotator::new(&weights).context("src/model/weights.bin")?;
    let all = step("patterns alone", || tally(&alone, &path, |mention| mention.label != Label::Title))?;
    let gaps =
        step("in gaps of the network", || tally(&with_network, &path, |mention| mention.score == Some(GAP_SCORE)))?;
    for (name, tally) in [("patterns alone", all), ("in gaps of the network", gaps)] {
        println!("\n{name}");
        for (label, (found, right)) in tally {
            println!("{label:10}{found:7}{:7.1} %", 100.0 * right as f32 / found as f32);
        }
    }
    Ok(())
}

fn tally(annotator: &Annotator, path: &Path, counts: impl Fn(&Mention) -> bool) -> Result<Tally> {
    let mut tally = Tally::new();
    for article in gold::articles::<Article>(path)? {
        let text = &article.text;
        let span = gold::spans(text);
        let gold: HashSet<(Span, &str)> = (article.entities.iter())
            .map(|mention| (trimmed(text, span(mention.start, mention.end)), mention.label.as_str()))
            .collect();
        for mention in annotator.annotate(text, &Options::default()).mentions.iter().filter(|mention| counts(mention)) {
            let (found, right) = tally.entry(mention.label.name()).or_default();
            *found += 1;
            *right += usize::from(gold.contains(&(trimmed(text, mention.span), mention.label.name())));
        }
    }
    Ok(tally)
}
