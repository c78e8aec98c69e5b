//! `features`: what the network sees of each token, for the trainer.
//!
//! Reads JSON Lines of `{"id","text"}` and writes, little-endian: one line of JSON that describes the columns; then for
//! each document the number of its tokens (`u32`), their offsets (pairs of `u32`, in code points) and their rows.

use crate::arguments::Arguments;
use anyhow::{Context, Error, Result};
use newsmark::internals::Document;
use newsmark::internals::recognition::lists::{WordLists, pack_gazetteer, pack_words};
use newsmark::internals::recognition::token_features::{COLUMN_COUNT, Column, ColumnKind, TokenFeatures, columns};
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

#[derive(Deserialize)]
struct Article {
    text: String,
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let usage = "features --words FILE --gazetteer FILE INPUT.jsonl OUTPUT.bin";
    let mut read = |name| -> Result<String> {
        let path: PathBuf = arguments.value(name)?.context(usage)?;
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let words = pack_words(&read("--words")?).map_err(Error::msg)?;
    let gazetteer = pack_gazetteer(&read("--gazetteer")?).map_err(Error::msg)?;
    let lists = WordLists::new(words, gazetteer)?;
    let [input, output] = arguments.plain(usage)?;
    let mut output = BufWriter::new(File::create(output)?);
    writeln!(output, "{}", describe(&columns(lists.word_count())))?;
    for line in BufReader::new(File::open(input)?).lines() {
        let article: Article = serde_json::from_str(&line?)?;
        write_document(&Document::read(&article.text, None), &lists, &mut output)?;
    }
    output.flush()?;
    Ok(())
}

fn describe(columns: &[Column]) -> serde_json::Value {
    let kind = |kind| match kind {
        ColumnKind::Index => "index",
        ColumnKind::Bits => "bits",
    };
    let columns: Vec<_> = columns
        .iter()
        .map(|column| serde_json::json!({"name": column.name, "size": column.size, "kind": kind(column.kind)}))
        .collect();
    serde_json::json!({ "columns": columns })
}

fn write_document(document: &Document, lists: &WordLists, output: &mut impl Write) -> std::io::Result<()> {
    let count = document.tokens().len();
    output.write_all(&(count as u32).to_le_bytes())?;
    let (mut bytes, mut characters) = (0, 0);
    let mut to_characters = |offset: usize| {
        characters += document.text()[bytes..offset].chars().count() as u32;
        bytes = offset;
        characters
    };
    for token in document.tokens() {
        let offsets = [to_characters(token.span.start), to_characters(token.span.end)];
        offsets.iter().try_for_each(|offset| output.write_all(&offset.to_le_bytes()))?;
    }
    let mut rows = Vec::with_capacity(count * COLUMN_COUNT);
    TokenFeatures::new(document, lists).append_rows(0..count, &mut rows);
    rows.iter().flatten().try_for_each(|value| output.write_all(&value.to_le_bytes()))
}
