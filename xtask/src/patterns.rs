//! `evaluate --patterns`: how often what patterns find is right on OntoNotes dev, by label: all that they find where no
//! network is at work, and what they add where the network found nothing. These are the scores that
//! `src/recognition/patterns.rs` and `src/recognition/amounts.rs` state.

use crate::process::step;
use anyhow::{Context, Result};
use newsmark::{Annotator, Label, Mention, Options, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// What a mention that fills a gap of the network has for a score.
const GAP: f32 = 0.6;

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
    let alone = Annotator::new(&[]).context("no network")?;
    let with_network = Annotator::new(&weights).context("src/model/weights.bin")?;
    let all = step("patterns alone", || tally(&alone, &path, |mention| mention.label != Label::Title))?;
    let gaps = step("in gaps of the network", || tally(&with_network, &path, |mention| mention.score == Some(GAP)))?;
    for (name, tally) in [("patterns alone", all), ("in gaps of the network", gaps)] {
        println!("\n{name}");
        for (label, (found, right)) in tally {
            println!("{label:10}{found:7}{:7.1} %", 100.0 * right as f32 / found as f32);
        }
    }
    Ok(())
}

fn tally(annotator: &Annotator, path: &Path, counts: impl Fn(&Mention) -> bool) -> Result<Tally> {
    let lines = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut tally = Tally::new();
    for line in lines.lines() {
        let article: Article = serde_json::from_str(line)?;
        let text = &article.text;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let gold: HashSet<(Span, &str)> = (article.entities.iter())
            .map(|mention| (bare(text, Span::new(bytes[mention.start], bytes[mention.end])), mention.label.as_str()))
            .collect();
        for mention in annotator.annotate(text, &Options::default()).mentions.iter().filter(|mention| counts(mention)) {
            let (found, right) = tally.entry(mention.label.name()).or_default();
            *found += 1;
            *right += usize::from(gold.contains(&(bare(text, mention.span), mention.label.name())));
        }
    }
    Ok(tally)
}

/// `span` without a leading article and a trailing 's, as the scorer compares spans.
fn bare(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let lower = words.to_lowercase();
    let article =
        ["the ", "an ", "a "].iter().find(|article| lower.starts_with(**article)).map_or(0, |word| word.len());
    let possessive = ["'s", "’s"].iter().find(|ending| words.ends_with(**ending)).map_or(0, |ending| ending.len());
    Span::new(span.start + article, (span.end - possessive).max(span.start + article))
}
