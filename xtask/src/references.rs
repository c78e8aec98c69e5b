//! `train-references`: learns the weights by which pronouns and descriptions are resolved, `src/model/references.txt`,
//! from articles whose names, parts of speech and coreference are marked.
//!
//! The library reads each article with a judge that knows the answers: every pronoun and description becomes one example,
//! its candidates with their features and which of them are right. A log-linear model is fitted to them by stochastic
//! gradient with per-weight rates (AdaGrad, Duchi et al. 2011): the same articles give the same table.

use crate::arguments::Arguments;
use crate::gold::{self, trimmed};
use anyhow::Result;
use newsmark::entities::{self, ANAPHORS, Anaphor, Choice, FEATURES, FeatureSet, Judge};
use newsmark::recognition::{FoundMention, PartOfSpeech, Recognition};
use newsmark::{Document, Grammar, Label, Span, quotation};
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

const ROUNDS: usize = 30;
const RATE: f32 = 0.2;
/// Pulls every weight towards nothing.
const DECAY: f32 = 2e-5;
/// Kinds of text by the beginning of their names: newswire, broadcast news, magazines.
const GENRES: [&str; 3] = ["nw", "bn", "mz"];

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    arguments.finish()?;
    let table = train(&data.join("ontonotes/train.jsonl"))?;
    std::fs::write(crate::root().join("src/model/references.txt"), table)?;
    Ok(())
}

/// The table of weights that the articles in the file `path` teach.
pub fn train(path: &Path) -> Result<String> {
    let mut examples = Vec::new();
    for article in gold::articles::<Article>(path)? {
        if !article.clusters.is_empty() && GENRES.iter().any(|genre| article.id.starts_with(genre)) {
            examples.extend(article.examples());
        }
    }
    println!("{} pronouns and descriptions", examples.len());
    Ok(table(&fit(&mut examples)))
}

/// An article of the training set. Offsets are code points.
#[derive(Deserialize)]
pub struct Article {
    pub id: String,
    pub text: String,
    tokens: Vec<(usize, usize, Option<String>)>,
    entities: Vec<Marked>,
    pub clusters: Vec<Vec<(usize, usize)>>,
}

#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    label: Label,
}

impl Article {
    /// What a perfect recogniser would find.
    pub fn recognition(&self, document: &Document) -> Recognition {
        let span = gold::spans(&self.text);
        let marked = self.entities.iter();
        let mut mentions: Vec<FoundMention> = marked
            .map(|marked| FoundMention { span: span(marked.start, marked.end), label: marked.label, score: None })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        let tags: Vec<(Span, &str)> =
            self.tokens.iter().map(|(start, end, tag)| (span(*start, *end), tag.as_deref().unwrap_or(""))).collect();
        let tag = |token: Span| {
            let at = tags.partition_point(|(tag, _)| tag.end <= token.start);
            let words = token.of(&self.text).chars().any(char::is_alphanumeric);
            let tag = tags.get(at).map_or("", |(_, tag)| *tag);
            if words { part_of_speech(tag) } else { PartOfSpeech::Punctuation }
        };
        let parts_of_speech = document.tokens().iter().map(|token| tag(token.span)).collect();
        Recognition { mentions, parts_of_speech, ..Recognition::default() }
    }

    /// Its pronouns and descriptions with what each may and does mean.
    fn examples(&self) -> Vec<Example> {
        let document = Document::read(&self.text, None);
        let recognition = self.recognition(&document);
        let names = entities::link_names(&document, &recognition);
        let grammar = Grammar::read(&document, &recognition);
        let statements = quotation::find_quotes(&grammar, &names);
        let mut gold = Gold::of(self);
        entities::resolve_references_with(&grammar, &names, &statements, &mut gold);
        gold.examples
    }
}

/// Penn Treebank tags, as `PartOfSpeech` takes them together.
fn part_of_speech(tag: &str) -> PartOfSpeech {
    use PartOfSpeech::*;
    match tag {
        "NN" => Noun,
        "NNS" => PluralNoun,
        "NNP" => ProperNoun,
        "NNPS" => PluralProperNoun,
        "PRP" | "EX" => Pronoun,
        "PRP$" => PossessivePronoun,
        "VB" | "VBP" => VerbBase,
        "VBD" => VerbPast,
        "VBZ" => VerbThirdPerson,
        "VBG" => VerbGerund,
        "VBN" => VerbParticiple,
        "MD" => Modal,
        "JJ" | "JJR" | "JJS" => Adjective,
        "RB" | "RBR" | "RBS" => Adverb,
        "DT" | "PDT" => Determiner,
        "IN" => Preposition,
        "TO" => To,
        "CC" => Conjunction,
        "CD" => Number,
        "WP" | "WP$" | "WDT" | "WRB" => Wh,
        "RP" => Particle,
        "POS" => Possessive,
        _ => Other,
    }
}

/// A pronoun or description: its candidates and "none" last, each with whether it is right.
struct Example {
    anaphor: Anaphor,
    options: Vec<(FeatureSet, bool)>,
}

/// The judge that knows the answers of one article.
struct Gold<'article> {
    text: &'article str,
    /// Clusters by where exactly, from where on and up to where one of their phrases stands.
    exact: HashMap<Span, usize>,
    from: HashMap<usize, (usize, usize)>,
    up_to: HashMap<usize, (usize, usize)>,
    clusters_of: HashMap<usize, Vec<usize>>,
    examples: Vec<Example>,
}

impl<'article> Gold<'article> {
    fn of(article: &'article Article) -> Self {
        let span_of = gold::spans(&article.text);
        let mut gold = Gold {
            text: &article.text,
            exact: HashMap::new(),
            from: HashMap::new(),
            up_to: HashMap::new(),
            clusters_of: HashMap::new(),
            examples: Vec::new(),
        };
        for (cluster, phrases) in article.clusters.iter().enumerate() {
            for (start, end) in phrases {
                let span = trimmed(&article.text, span_of(*start, *end));
                gold.exact.insert(span, cluster);
                shortest(gold.from.entry(span.start).or_insert((cluster, span.len())), cluster, span.len());
                let simple = !span.of(&article.text).split(' ').any(|word| {
                    matches!(
                        word,
                        "of" | "and" | "or" | "for" | "to" | "in" | "with" | "by" | "from" | "who" | "that" | "as"
                    ) || word.ends_with(',')
                });
                if simple {
                    shortest(gold.up_to.entry(span.end).or_insert((cluster, span.len())), cluster, span.len());
                }
            }
        }
        gold
    }

    /// The cluster of the phrase at `span`, whose words before and behind may be missing.
    fn cluster(&self, span: Span) -> Option<usize> {
        let span = trimmed(self.text, span);
        let near = || self.up_to.get(&span.end).or_else(|| self.from.get(&span.start)).map(|(cluster, _)| *cluster);
        self.exact.get(&span).copied().or_else(near)
    }
}

fn shortest(known: &mut (usize, usize), cluster: usize, length: usize) {
    if length < known.1 {
        *known = (cluster, length);
    }
}

impl Judge for &mut Gold<'_> {
    fn mentioned(&mut self, referent: usize, span: Span) {
        if let Some(cluster) = self.cluster(span) {
            self.clusters_of.entry(referent).or_default().push(cluster);
        }
    }

    fn choose(&mut self, choice: &Choice) -> Option<usize> {
        let cluster = self.exact.get(&trimmed(self.text, choice.span)).copied();
        let right = |referent: usize| {
            cluster.is_some_and(|cluster| self.clusters_of.get(&referent).is_some_and(|known| known.contains(&cluster)))
        };
        let mut options: Vec<(FeatureSet, bool)> =
            choice.candidates.iter().map(|candidate| (candidate.features, right(candidate.referent))).collect();
        let chosen = options.iter().position(|(_, right)| *right);
        options.push((choice.none, chosen.is_none()));
        self.examples.push(Example { anaphor: choice.anaphor, options });
        chosen
    }
}

type Table = Vec<[f32; ANAPHORS.len()]>;

/// Weights that make the right candidates of `examples` likely.
fn fit(examples: &mut [Example]) -> Table {
    let mut weights: Table = vec![[0.0; ANAPHORS.len()]; FEATURES.len()];
    let mut squares: Table = vec![[1e-3; ANAPHORS.len()]; FEATURES.len()];
    let mut random = 20_250_211_u64;
    for round in 0..ROUNDS {
        shuffle(examples, &mut random);
        let mut loss = 0.0;
        for example in examples.iter() {
            let column = example.anaphor as usize;
            let score = |set: FeatureSet| set.indices().map(|index| weights[index][column]).sum::<f32>();
            let (probabilities, wanted, likelihood) = expectations(example, score);
            loss -= likelihood.ln();
            for (((set, _), is), should) in example.options.iter().zip(probabilities).zip(wanted) {
                for index in set.indices() {
                    let slope = is - should + DECAY * weights[index][column];
                    squares[index][column] += slope * slope;
                    weights[index][column] -= RATE * slope / squares[index][column].sqrt();
                }
            }
        }
        println!("round {}: loss {:.4}", round + 1, loss / examples.len() as f32);
    }
    weights
}

/// How probable each option is, how probable each would be were only right ones possible, and how probable a right one is.
fn expectations(example: &Example, score: impl Fn(FeatureSet) -> f32) -> (Vec<f32>, Vec<f32>, f32) {
    let scores: Vec<f32> = example.options.iter().map(|(set, _)| score(*set)).collect();
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let right: Vec<f32> =
        powers.iter().zip(&example.options).map(|(power, (_, right))| if *right { *power } else { 0.0 }).collect();
    let (total, total_right) = (powers.iter().sum::<f32>(), right.iter().sum::<f32>().max(1e-12));
    let share = |powers: Vec<f32>, total: f32| powers.into_iter().map(|power| power / total).collect();
    (share(powers, total), share(right, total_right), total_right / total)
}

/// Fisher and Yates' shuffle, by a linear congruential generator.
pub fn shuffle<T>(items: &mut [T], random: &mut u64) {
    for index in (1..items.len()).rev() {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(index, (*random >> 33) as usize % (index + 1));
    }
}

/// The table as text.
fn table(weights: &Table) -> String {
    let mut text =
        String::from("# How much each feature speaks for a candidate, by kind of pronoun or description. Written by\n");
    text.push_str("# `cargo xtask train-references` from OntoNotes 5.0, news; read by src/entities/ranking.rs.\n");
    writeln!(text, "#{:29}{}", "", ANAPHORS.map(|name| format!("{name:>12}")).join("")).expect("a string");
    for (name, row) in FEATURES.iter().zip(weights) {
        writeln!(text, "{name:30}{}", row.map(|weight| format!("{weight:12.3}")).join("")).expect("a string");
    }
    text
}
