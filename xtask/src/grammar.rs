//! `evaluate --grammar`: how many tokens hang where the trees of the development set have them, by genre, and how well the
//! subjects and clauses of verbs that report are found.
//!
//! Gold is turned from constituents by `xtask/train/dependencies.py`. What is punctuation there is not counted; where
//! the library has several tokens for one of gold, the last one stands for it.

use crate::gold::{self, spans};
use crate::process::{command, run as run_program, step};
use crate::{install, root, target};
use anyhow::{Context, Result};
use newsmark::internals::recognition::{Dependency, Model, Relation, recognise};
use newsmark::internals::{Document, quotation};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

const NEWS: [&str; 3] = ["nw", "bn", "mz"];

/// An article with its tokens and what each of them hangs on: a token's index, or -1 at a root, and a relation.
#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    tokens: Vec<(usize, usize, String)>,
    arcs: Vec<Option<(isize, String)>>,
}

/// What gold says of a token of the library.
struct Gold<'a> {
    token: usize,
    head: Option<usize>,
    relation: &'a str,
}

#[derive(Clone, Copy, Default)]
struct Attachment {
    tokens: usize,
    right: usize,
    labelled: usize,
}

/// Pairs of a verb and what hangs on it: in gold, found, in both.
#[derive(Clone, Copy, Default)]
struct Pairs {
    gold: usize,
    found: usize,
    both: usize,
}

pub fn run(data: &Path) -> Result<()> {
    let model = Model::read(&std::fs::read(root().join("src/model/weights.bin"))?).context("src/model/weights.bin")?;
    let path = target().join("evaluate/dependencies.jsonl");
    std::fs::create_dir_all(target().join("evaluate"))?;
    let folder = data.canonicalize()?.join("ontonotes");
    let mut turn = command(install::python()?, &["xtask/train/dependencies.py"]);
    turn.arg(folder.join("trees-dev.jsonl.gz")).arg(folder.join("dev.jsonl")).arg(&path);
    step("trees to dependencies", || run_program(&mut turn))?;
    let mut attachment: BTreeMap<String, Attachment> = BTreeMap::new();
    let (mut subjects, mut clauses) = (Pairs::default(), Pairs::default());
    for article in gold::articles::<Article>(&path)? {
        let document = Document::read(&article.text, None);
        let found = recognise(&document, &model).dependencies;
        let gold = article.gold(&document);
        let genre = &article.id[..2];
        let group = if NEWS.contains(&genre) { "news" } else { "other" };
        for name in [genre, group] {
            attachment.entry(name.to_string()).or_default().count(&gold, &found);
        }
        if group == "news" {
            subjects.count(&document, &gold, &found, &[Relation::Subject, Relation::PassiveSubject]);
            clauses.count(&document, &gold, &found, &[Relation::ClausalComplement]);
        }
    }
    println!("{:8}{:>9}{:>12}{:>10}", "", "tokens", "unlabelled", "labelled");
    for (genre, Attachment { tokens, right, labelled }) in &attachment {
        println!("{genre:8}{tokens:9}{:12.2}{:10.2}", percent(*right, *tokens), percent(*labelled, *tokens));
    }
    println!("verbs that report, in news:");
    subjects.show("subjects");
    clauses.show("clauses");
    Ok(())
}

impl Article {
    /// What gold says of the library's tokens; punctuation is left out.
    fn gold(&self, document: &Document) -> Vec<Gold<'_>> {
        let span = spans(&self.text);
        let tokens = |&(start, end, _): &(usize, usize, String)| document.tokens_in(span(start, end));
        let last: Vec<Option<usize>> = self.tokens.iter().map(|word| tokens(word).next_back()).collect();
        let of = |(word, arc): (usize, &'_ Option<(isize, String)>)| {
            let (head, relation) = arc.as_ref()?;
            let (token, head) = (last[word]?, usize::try_from(*head).ok().and_then(|head| last[head]));
            (head != Some(token)).then_some((token, head, word)).filter(|_| relation != "punct")
        };
        let found = self.arcs.iter().enumerate().filter_map(of);
        let relation = |word: usize| self.arcs[word].as_ref().map_or("", |(_, relation)| relation.as_str());
        found.map(|(token, head, word)| Gold { token, head, relation: relation(word) }).collect()
    }
}

impl Attachment {
    fn count(&mut self, gold: &[Gold], found: &[Dependency]) {
        for Gold { token, head, relation } in gold {
            let right = found[*token].head == *head;
            self.tokens += 1;
            self.right += usize::from(right);
            self.labelled += usize::from(right && found[*token].relation.name() == *relation);
        }
    }
}

impl Pairs {
    /// Counts the pairs with one of `relations` under verbs that report.
    fn count(&mut self, document: &Document, gold: &[Gold], found: &[Dependency], relations: &[Relation]) {
        let reports = |head: usize| quotation::is_cue_verb(document.lower(head));
        let among = |name: &str| relations.iter().any(|relation| relation.name() == name);
        let marked: HashSet<(usize, usize)> = gold
            .iter()
            .filter(|gold| among(gold.relation))
            .filter_map(|gold| gold.head.filter(|&head| reports(head)).map(|head| (gold.token, head)))
            .collect();
        let judged = gold.iter().map(|gold| (gold.token, found[gold.token]));
        let pairs: HashSet<(usize, usize)> = judged
            .filter(|(_, dependency)| relations.contains(&dependency.relation))
            .filter_map(|(token, dependency)| dependency.head.filter(|&head| reports(head)).map(|head| (token, head)))
            .collect();
        self.gold += marked.len();
        self.found += pairs.len();
        self.both += marked.intersection(&pairs).count();
    }

    fn show(&self, name: &str) {
        let (precision, recall) = (percent(self.both, self.found), percent(self.both, self.gold));
        let f1 = percent(2 * self.both, self.found + self.gold);
        println!("{name:8}{:9} P {precision:.2} R {recall:.2} F1 {f1:.2}", self.gold);
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
