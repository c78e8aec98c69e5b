//! The answer to a line of JSON Lines, in each format: a line of JSON, or rows of a table that say whose they are.

use newsmark::Annotations;
use newsmark::export::{self, Article, Format, csv, json, tables::Cell, tables::Table};
use newsmark::offsets::{OffsetUnit, Offsets};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// What stands before all answers: the names of a table's columns.
pub fn header(format: Format) -> String {
    let (annotations, offsets) = (Annotations::default(), Offsets::new("", OffsetUnit::Bytes));
    let nothing = Article { text: "", annotations: &annotations, offsets: &offsets };
    export::table(&nothing, format).map_or(String::new(), |table| csv::header(&of_article(table, None, None)))
}

/// The answer for the article with the identity `id`, its line break included.
///
/// # Errors
/// When JSON cannot be written, which does not happen to annotations.
pub fn answer(id: Option<&RawValue>, article: &Article, format: Format) -> serde_json::Result<String> {
    if let Some(table) = export::table(article, format) {
        return Ok(csv::rows(&of_article(table, id, article.annotations.date.as_deref())));
    }
    let line = match format {
        Format::Html => serde_json::to_string(&Page { id, html: export::write(article, format) })?,
        Format::WebAnnotation => {
            let page: Value = serde_json::from_str(&export::write(article, format))?;
            serde_json::to_string(&WebAnnotations { id, page })?
        }
        _ => {
            let mut annotations = article.annotations.clone();
            article.offsets.leave_bytes(&mut annotations);
            serde_json::to_string(&Annotated { id, annotations })?
        }
    };
    Ok(json::without_markup(line) + "\n")
}

#[derive(Serialize)]
struct Annotated<'a> {
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    annotations: Annotations,
}

#[derive(Serialize)]
struct Page<'a> {
    id: Option<&'a RawValue>,
    html: String,
}

#[derive(Serialize)]
struct WebAnnotations<'a> {
    id: Option<&'a RawValue>,
    page: Value,
}

/// `table` with the article's identity and date before its columns.
fn of_article(table: Table, id: Option<&RawValue>, date: Option<&str>) -> Table {
    let words = |id: &RawValue| serde_json::from_str(id.get()).unwrap_or_else(|_| id.get().to_string());
    let text = |words: Option<String>| words.map_or(Cell::Nothing, Cell::Text);
    table.behind("date", &text(date.map(String::from))).behind("article", &text(id.map(words)))
}
