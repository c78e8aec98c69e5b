//! `train-references`: learns the weights by which pronouns and descriptions are resolved, `src/model/references.txt`, from
//! articles whose coreference is marked.
//!
//! The library reads each article with a judge that knows the answers: every pronoun and description becomes one example, its
//! candidates with their features and which of them are right.

use crate::arguments::Arguments;
use crate::fitting::{self, Example, Names, Settings};
use crate::gold::{self, trimmed};
use anyhow::{Context, Result};
use newsmark::Span;
use newsmark::internals::entities::{self, VOCABULARY};
use newsmark::internals::ranking::{Choice, Judge, Weights};
use newsmark::internals::{Document, Grammar, Model, quotation, recognition};
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt;

const SETTINGS: Settings = Settings { rounds: 20, rate: 0.2, decay: 1e-3, pair_decay: 1e-2, caution: 1e-3, least: 0.0 };
/// Of so many articles, one teaches the first weights.
const FIRST: usize = 3;
/// So many pairs of features have weights of their own.
const PAIRS: usize = 100;
/// The kinds whose weights are kept as they stand: they are of an earlier fit, which is better on news of other kinds.
const KEPT: [&str; 4] = ["speaker", "thing", "group", "description"];
/// The kinds whose examples are gathered. Those of speakers are too few for pairs, and the weights of that column are kept; they
/// have a share in the order in which the fit meets the others.
const TAUGHT: [&str; 2] = ["person", "speaker"];
const COMMENT: &str = "How much each feature speaks for a candidate, by kind of pronoun or description. Written by
`cargo xtask train-references` from OntoNotes 5.0, news; read by src/entities/reference_features.rs.";
/// Kinds of text by the beginning of their names: newswire, broadcast news, magazines.
const GENRES: [&str; 3] = ["nw", "bn", "mz"];

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    arguments.finish()?;
    let weights = std::fs::read(crate::root().join("src/model/weights.bin"))?;
    let model = Model::read(&weights).context("src/model/weights.bin")?;
    let articles = gold::articles::<Article>(&data.join("ontonotes/train.jsonl"))?;
    let news = |article: &&Article| GENRES.iter().any(|genre| article.id.starts_with(genre));
    let articles: Vec<&Article> = articles.iter().filter(|article| !article.clusters.is_empty()).filter(news).collect();
    let mut names = Names::of(VOCABULARY);
    // First weights, of some articles, tell of which sex people are while all are read.
    let some: Vec<&Article> = articles.iter().step_by(FIRST).copied().collect();
    let path = crate::root().join("src/model/references.txt");
    let earlier = std::fs::read_to_string(&path)?;
    let file = |names: &Names, examples: &[Example]| {
        fitting::keep_columns(&fitting::file(names, examples, SETTINGS, COMMENT), &earlier, &KEPT)
    };
    let first = Weights::read(&file(&names, &marked(&model, &some, None)), &VOCABULARY)?;
    let examples = marked(&model, &articles, Some(&first));
    println!("{} examples", examples.len());
    names.choose_pairs(&examples, SETTINGS, PAIRS, |name| !name.starts_with("Gender"));
    std::fs::write(path, file(&names, &examples))?;
    Ok(())
}

/// An article of the training set. Offsets are code points.
#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    clusters: Vec<Vec<(usize, usize)>>,
}

/// What articles teach whose coreference is marked, where `first` weights tell of which sex people are.
fn marked(model: &Model, articles: &[&Article], first: Option<&Weights>) -> Vec<Example> {
    let mut examples = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        let mut gold = Gold::of(article, number);
        read(model, &article.text, first, &mut gold);
        examples.append(&mut gold.examples);
    }
    examples.retain(|example| TAUGHT.contains(&VOCABULARY.columns[example.column]));
    examples
}

fn read(model: &Model, text: &str, sexes_by: Option<&Weights>, judge: impl Judge) {
    let document = Document::read(text, None);
    let recognition = recognition::recognise(&document, model);
    let names = entities::link_names(&document, &recognition);
    let grammar = Grammar::read(&document, &recognition);
    let statements = quotation::find_quotes(&grammar, &names);
    entities::resolve_references_with(&grammar, &names, &statements, sexes_by, judge);
}

/// The judge that knows the answers of one article.
struct Gold<'article> {
    text: &'article str,
    number: usize,
    /// Clusters by where exactly, from where on and up to where one of their phrases stands.
    exact: HashMap<Span, usize>,
    from: HashMap<usize, (usize, usize)>,
    up_to: HashMap<usize, (usize, usize)>,
    clusters_of: HashMap<usize, Vec<usize>>,
    examples: Vec<Example>,
}

impl<'article> Gold<'article> {
    fn of(article: &'article Article, number: usize) -> Self {
        let span_of = gold::spans(&article.text);
        let mut gold = Gold {
            text: &article.text,
            number,
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

    fn number(&mut self, _name: fmt::Arguments) -> Option<u32> {
        None
    }

    fn probabilities(&mut self, choice: &Choice) -> Vec<f32> {
        let cluster = self.exact.get(&trimmed(self.text, choice.span));
        let right = |index: usize| {
            let known = self.clusters_of.get(&choice.candidates[index].identity);
            cluster.is_some_and(|cluster| known.is_some_and(|known| known.contains(cluster)))
        };
        let chosen = (0..choice.candidates.len()).find(|&index| right(index));
        self.examples.push(Example::of(choice, self.number, right));
        (0..choice.candidates.len()).map(|index| f32::from(u8::from(chosen == Some(index)))).collect()
    }
}
