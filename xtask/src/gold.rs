//! What people marked in the sets of articles, read as the library has it: offsets of code points as spans of bytes.

use crate::fitting::{Example, Names};
use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use newsmark::Span;
use newsmark::internals::ranking::{Choice, Judge};
use newsmark::internals::{Document, Grammar, Model, entities, recognition};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// An article of PolNeAR with its attributions.
#[derive(Deserialize)]
pub struct AttributedArticle {
    pub text: String,
    attributions: Vec<MarkedAttribution>,
}

#[derive(Deserialize)]
struct MarkedAttribution {
    source: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

/// Who is said to say, and what.
pub struct Attribution {
    pub sources: Vec<Span>,
    pub contents: Vec<Span>,
}

impl AttributedArticle {
    pub fn attributions(&self) -> Vec<Attribution> {
        let span = spans(&self.text);
        let all = |marked: &[(usize, usize)]| marked.iter().map(|&(start, end)| span(start, end)).collect();
        let read =
            |marked: &MarkedAttribution| Attribution { sources: all(&marked.source), contents: all(&marked.content) };
        self.attributions.iter().map(read).collect()
    }
}

/// The lines of a file, which may be compressed and then has `.gz` behind its name, or behind the name that is asked for.
pub fn lines(path: &Path) -> Result<Box<dyn BufRead>> {
    let compressed = path.with_extension("jsonl.gz");
    let path = if !path.exists() && compressed.exists() { &compressed } else { path };
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    Ok(if packed { Box::new(BufReader::new(MultiGzDecoder::new(file))) } else { Box::new(BufReader::new(file)) })
}

/// The articles of a file in JSON Lines, as [`lines`] reads it.
pub fn articles<Article: DeserializeOwned>(path: &Path) -> Result<Vec<Article>> {
    lines(path)?.lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Reads each article of PolNeAR's train set in the folder `data` as the library does, up to the names in it, and hands it
/// to `hear` with its number.
pub fn read_attributed(
    data: &Path,
    mut hear: impl FnMut(usize, &AttributedArticle, &Grammar, &entities::Names),
) -> Result<()> {
    let weights = std::fs::read(crate::root().join("src/model/weights.bin"))?;
    let model = Model::read(&weights).context("src/model/weights.bin")?;
    for (number, article) in articles::<AttributedArticle>(&data.join("polnear/train.jsonl"))?.iter().enumerate() {
        let document = Document::read(&article.text, None);
        let recognition = recognition::recognise(&document, &model);
        let linked = entities::link_names(&document, &recognition);
        hear(number, article, &Grammar::read(&document, &recognition), &linked);
    }
    Ok(())
}

/// The judge that knows the answers of one article. To go on, it takes the first candidate.
pub struct Gold<'a> {
    pub text: &'a str,
    pub attributions: Vec<Attribution>,
    pub number: usize,
    /// Where each candidate of the choice to come stands.
    pub places: Vec<Span>,
    /// What a choice teaches, if anything.
    pub teach: fn(&Gold, &Choice) -> Option<Example>,
    pub names: &'a mut Names,
    pub examples: &'a mut Vec<Example>,
}

impl<'a> Gold<'a> {
    pub fn of(
        article: &'a AttributedArticle,
        number: usize,
        teach: fn(&Gold, &Choice) -> Option<Example>,
        names: &'a mut Names,
        examples: &'a mut Vec<Example>,
    ) -> Self {
        let (text, attributions, places) = (&*article.text, article.attributions(), Vec::new());
        Gold { text, attributions, number, places, teach, names, examples }
    }
}

impl Judge for Gold<'_> {
    fn number(&mut self, name: fmt::Arguments) -> Option<u32> {
        Some(self.names.number(name))
    }

    fn mentioned(&mut self, identity: usize, span: Span) {
        self.places.truncate(identity);
        self.places.push(span);
    }

    fn probabilities(&mut self, choice: &Choice) -> Vec<f32> {
        let example = (self.teach)(self, choice);
        self.examples.extend(example);
        let mut probabilities = vec![0.0; choice.candidates.len()];
        probabilities[0] = 1.0;
        probabilities
    }
}

/// Turns two offsets of code points of `text` into a span.
pub fn spans(text: &str) -> impl Fn(usize, usize) -> Span + use<> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    move |start, end| Span::new(bytes[start], bytes[end])
}

/// `span` without a leading article and a trailing possessive, as spans are compared.
pub fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let article = ["the ", "a ", "an "].iter().find(|article| {
        words.len() > article.len()
            && words.is_char_boundary(article.len())
            && words[..article.len()].eq_ignore_ascii_case(article)
    });
    let start = span.start + article.map_or(0, |article| article.len());
    let possessive =
        ["'s", "’s"].iter().find(|possessive| words.ends_with(*possessive) && words.len() > possessive.len() + 1);
    Span::new(start, (span.end - possessive.map_or(0, |possessive| possessive.len())).max(start))
}

/// How many bytes two spans share.
pub fn shared(one: Span, other: Span) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}
