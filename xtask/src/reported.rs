//! `train-reported`: learns the weights by which words without marks are taken for reported, `src/model/reported.txt`,
//! from articles whose attributions are marked.
//!
//! The library reads each article with a judge that knows the answers, so that every candidate becomes one example. A
//! logistic model is fitted to them by stochastic gradient with per-weight rates (AdaGrad, Duchi et al. 2011). What it
//! is worth is shown on a fifth of the articles that it was not fitted to.

use crate::arguments::Arguments;
use crate::gold::{self, AttributedArticle, Attribution, shared};
use crate::references::shuffle;
use anyhow::{Context, Result};
use newsmark::quotation;
use newsmark::{Document, Grammar, Model, Span, entities, recognition};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

const ROUNDS: usize = 20;
const RATE: f32 = 0.1;
/// Pulls every weight towards nothing.
const DECAY: f32 = 2e-3;
/// Weights below say nothing and are left out.
const LEAST: f32 = 0.02;
const FOLDS: usize = 5;

/// A candidate by the numbers of its features, and whether it is right.
struct Example {
    features: Vec<usize>,
    right: bool,
    article: usize,
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    arguments.finish()?;
    let weights = std::fs::read(crate::root().join("src/model/weights.bin"))?;
    let model = Model::read(&weights).context("src/model/weights.bin")?;
    let (names, examples) = read(&model, &data.join("polnear/train.jsonl"))?;
    println!("{} candidates, {} right", examples.len(), examples.iter().filter(|example| example.right).count());
    cross_validate(names.len(), &examples);
    let table = table(&names, &fit(names.len(), examples.iter().collect()));
    std::fs::write(crate::root().join("src/model/reported.txt"), table)?;
    Ok(())
}

/// The names of all features, and the examples.
fn read(model: &Model, path: &Path) -> Result<(Vec<String>, Vec<Example>)> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    for (number_of_article, article) in gold::articles::<AttributedArticle>(path)?.into_iter().enumerate() {
        let attributions = article.attributions();
        for (span, features) in candidates(model, &article.text) {
            let Some(right) = judge(&article.text, span, &attributions) else { continue };
            let mut number = |name: &str| {
                let next = numbers.len();
                *numbers.entry(name.to_string()).or_insert(next)
            };
            let features = features.iter().map(|name| number(name)).collect();
            examples.push(Example { features, right, article: number_of_article });
        }
    }
    let mut names = vec![String::new(); numbers.len()];
    numbers.into_iter().for_each(|(name, number)| names[number] = name);
    Ok((names, examples))
}

/// The words of `text` that may be reported, each with its features.
fn candidates(model: &Model, text: &str) -> Vec<(Span, Vec<String>)> {
    let document = Document::read(text, None);
    let recognition = recognition::recognise(&document, model);
    let names = entities::link_names(&document, &recognition);
    let grammar = Grammar::read(&document, &recognition);
    let mut found = Vec::new();
    quotation::find_quotes_with(&grammar, &names, &mut |candidate| {
        found.push((candidate.span, candidate.features()));
        1.0
    });
    found
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

fn probability(weights: &[f32], features: &[usize]) -> f32 {
    1.0 / (1.0 + (-features.iter().map(|&feature| weights[feature]).sum::<f32>()).exp())
}

fn fit(features: usize, mut examples: Vec<&Example>) -> Vec<f32> {
    let mut weights = vec![0.0; features];
    let mut squares = vec![1e-2_f32; features];
    let mut random = 20_250_211_u64;
    for _ in 0..ROUNDS {
        shuffle(&mut examples, &mut random);
        for example in &examples {
            let error = probability(&weights, &example.features) - f32::from(u8::from(example.right));
            for &feature in &example.features {
                let slope = error + DECAY * weights[feature];
                squares[feature] += slope * slope;
                weights[feature] -= RATE * slope / squares[feature].sqrt();
            }
        }
    }
    weights
}

/// Prints precision and the share that is kept at several thresholds, each article judged by weights that other articles
/// taught.
fn cross_validate(features: usize, examples: &[Example]) {
    let mut judged: Vec<(f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let (held_out, rest): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| example.article % FOLDS == fold);
        let weights = fit(features, rest);
        judged.extend(held_out.iter().map(|example| (probability(&weights, &example.features), example.right)));
    }
    let all = judged.iter().filter(|(_, right)| *right).count();
    for threshold in [0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8] {
        let kept = judged.iter().filter(|(probability, _)| *probability >= threshold);
        let (count, right) = kept.fold((0, 0), |(count, right), (_, is)| (count + 1, right + usize::from(*is)));
        let (precision, kept) = (100.0 * right as f32 / count as f32, 100.0 * right as f32 / all as f32);
        println!("from {threshold:.2}: precision {precision:5.1}, right ones kept {kept:5.1}");
    }
}

fn table(names: &[String], weights: &[f32]) -> String {
    let mut rows: Vec<(&String, &f32)> =
        names.iter().zip(weights).filter(|(_, weight)| weight.abs() >= LEAST).collect();
    rows.sort_by_key(|(name, _)| *name);
    let mut text = String::from("# How much each feature speaks for words without marks being reported. Written by\n");
    text.push_str("# `cargo xtask train-reported` from PolNeAR's train set; read by src/quotation/plausibility.rs.\n");
    for (name, weight) in rows {
        writeln!(text, "{name}\t{weight:.2}").expect("a string");
    }
    text
}
