//! `evaluate --sieves`: for each rule of the search for speakers, how many quotes it answers and how often the speaker
//! that it names is the right one. Writes what the train set says to `src/model/sieves.txt`.
//!
//! A quote is judged where the set has it with a source, by the same overlaps that the scorer asks for. A quote that the
//! set leaves out is counted apart: it may be a wrong one, or one that the annotators did not mark (transcripts).

use crate::gold::{self, AttributedArticle, Attribution, shared};
use crate::process::step;
use anyhow::{Context, Result, ensure};
use newsmark::{Annotator, Options, Quote, QuoteKind, Span};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// A rule with fewer judged quotes keeps the precision that it had.
const FEWEST: usize = 20;

/// What became of the quotes that a rule answered.
#[derive(Clone, Copy, Default)]
struct Tally {
    answered: usize,
    right: usize,
    wrong: usize,
    /// Not in the set, or without a source there.
    unknown: usize,
}

/// Prints the table of the sets in the folder `data`, and writes that of train to `src/model/sieves.txt`.
pub fn run(data: &Path) -> Result<()> {
    let weights = std::fs::read(crate::root().join("src/model/weights.bin"))?;
    let annotator = Annotator::new(&weights).context("src/model/weights.bin")?;
    for set in ["train", "dev"] {
        let path = data.join(format!("polnear/{set}.jsonl"));
        let mut table = BTreeMap::new();
        step(&format!("PolNeAR, {set}"), || tally(&annotator, &path, &mut table))?;
        print!("{}", show(&table));
        if set == "train" {
            write(&table)?;
        }
    }
    Ok(())
}

fn tally(annotator: &Annotator, path: &Path, table: &mut BTreeMap<String, Tally>) -> Result<()> {
    for article in gold::articles::<AttributedArticle>(path)? {
        let gold = article.attributions();
        for quote in annotator.annotate(&article.text, &Options::default()).quotes {
            let name = quote.sieve.clone().unwrap_or_else(|| format!("no speaker: {:?}", quote.kind).to_lowercase());
            let tally = table.entry(name).or_default();
            tally.answered += 1;
            match judge(&article.text, &quote, &gold) {
                Some(true) => tally.right += 1,
                Some(false) => tally.wrong += 1,
                None => tally.unknown += 1,
            }
        }
    }
    Ok(())
}

/// Whether the speaker of `quote` is that of an attribution in `gold` with the same words; `None` where there is none.
fn judge(text: &str, quote: &Quote, gold: &[Attribution]) -> Option<bool> {
    let words = quote.span;
    let least = if quote.kind == QuoteKind::Indirect { 0.5 } else { 2.0 / 3.0 };
    // As the scorer has it, what stands between marks is judged by what stands between marks.
    let marked = |contents: &[Span]| {
        let beside = |content: &Span| -> bool {
            let end = text[content.end..].chars().next().map_or(content.end, |c| content.end + c.len_utf8());
            let start =
                text[..content.start].chars().next_back().map_or(content.start, |c| content.start - c.len_utf8());
            text[start..end].contains(['"', '“', '”', '«', '»'])
        };
        quote.kind == QuoteKind::Indirect || contents.iter().any(beside)
    };
    let same = |contents: &[Span]| {
        contents.iter().map(|content| shared(words, *content)).sum::<usize>() as f32 >= least * words.len() as f32
    };
    let judging = |attribution: &&Attribution| {
        !attribution.sources.is_empty() && marked(&attribution.contents) && same(&attribution.contents)
    };
    let sources: Vec<&[Span]> = gold.iter().filter(judging).map(|attribution| attribution.sources.as_slice()).collect();
    let right = |source: &Span| {
        quote.speaker.is_some_and(|speaker| {
            shared(speaker, *source) * 2 >= speaker.len().min(source.len()) && speaker.len() <= 2 * source.len() + 20
        })
    };
    (!sources.is_empty()).then(|| sources.into_iter().flatten().any(right))
}

fn show(table: &BTreeMap<String, Tally>) -> String {
    let mut rows: Vec<(&String, &Tally)> = table.iter().collect();
    rows.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.answered));
    let mut text = format!("{:40}{:>9}{:>9}{:>9}{:>12}\n", "", "answered", "judged", "right", "not in set");
    for (name, tally) in rows {
        let judged = tally.right + tally.wrong;
        let right = 100.0 * tally.right as f32 / judged.max(1) as f32;
        writeln!(text, "{name:40}{:9}{judged:9}{right:7.1} %{:12}", tally.answered, tally.unknown).expect("a string");
    }
    text
}

/// Puts the precisions that `table` holds enough cases of into `src/model/sieves.txt`.
fn write(table: &BTreeMap<String, Tally>) -> Result<()> {
    let path = crate::root().join("src/model/sieves.txt");
    let mut text = String::new();
    for line in std::fs::read_to_string(&path)?.lines() {
        let name = line.split('\t').next().unwrap_or("");
        let tally = table.get(name).copied().unwrap_or_default();
        let judged = tally.right + tally.wrong;
        if line.starts_with('#') || judged < FEWEST {
            writeln!(text, "{line}")?;
        } else {
            writeln!(text, "{name}\t{:.2}\t{judged}", tally.right as f32 / judged as f32)?;
        }
    }
    let named = |name: &&String| {
        name.starts_with("no speaker") || text.lines().any(|line| line.split('\t').next() == Some(name))
    };
    ensure!(table.keys().all(|name| named(&name)), "src/model/sieves.txt lacks a rule: add a line for it");
    std::fs::write(path, text)?;
    Ok(())
}
