//! `states`: what the trained network makes of each token, for the trainer of the grammar that stands on it.
//!
//! Reads JSON Lines of `{"text"}` and writes, little-endian: the width (`u32`); then for each document the number of its
//! tokens (`u32`), their offsets (pairs of `u32`, in code points), the number of the sentence of each (`u32`), their
//! feature rows (`u32`), and their last states, normalised, in steps of 1/2048 (`i16`).

use crate::arguments::Arguments;
use anyhow::{Context, Result};
use newsmark::internals::Document;
use newsmark::internals::recognition::network::elementwise::normalise;
use newsmark::internals::recognition::tagging::number_words;
use newsmark::internals::recognition::token_features::{Row, TokenFeatures};
use newsmark::internals::recognition::{Model, Trained};
use newsmark::offsets::{OffsetUnit, Offsets};
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};

#[derive(Deserialize)]
struct Article {
    text: String,
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let weights = arguments.path_or("--weights", "src/model/weights.bin")?;
    let [input, output] = arguments.plain("states [--weights FILE] INPUT.jsonl OUTPUT.bin")?;
    let model = Model::read(&fs::read(&weights).with_context(|| format!("cannot read {}", weights.display()))?)?;
    let trained = model.trained().context("the weights are empty")?;
    let mut output = BufWriter::new(File::create(output)?);
    output.write_all(&(trained.network.width as u32).to_le_bytes())?;
    for line in BufReader::new(File::open(input)?).lines() {
        let article: Article = serde_json::from_str(&line?)?;
        write_document(&Document::read(&article.text, None), trained, &mut output)?;
    }
    output.flush()?;
    Ok(())
}

fn write_document(document: &Document, trained: &Trained, output: &mut impl Write) -> std::io::Result<()> {
    let tokens = 0..document.tokens().len();
    let offsets = Offsets::new(document.text(), OffsetUnit::Chars);
    let spans = document.tokens().iter().flat_map(|token| [token.span.start, token.span.end]);
    let spans = spans.map(|offset| offsets.from_byte(offset) as u32);
    let sentences = document.sentences().iter().enumerate();
    let sentences = sentences.flat_map(|(number, sentence)| sentence.tokens.clone().map(move |_| number as u32));
    let mut rows: Vec<Row> = Vec::with_capacity(tokens.len());
    TokenFeatures::new(document, &trained.lists).append_rows(tokens.clone(), &mut rows);
    let states = trained.network.states(&trained.network.embed(&rows), &number_words(document, tokens.clone()));
    let numbers = std::iter::once(tokens.len() as u32).chain(spans).chain(sentences).chain(rows.into_iter().flatten());
    for number in numbers {
        output.write_all(&number.to_le_bytes())?;
    }
    let mut normalised = vec![0; trained.network.width];
    for state in states.chunks_exact(trained.network.width) {
        normalise(state, &mut normalised);
        normalised.iter().try_for_each(|number| output.write_all(&number.to_le_bytes()))?;
    }
    Ok(())
}
