//! The answer to a line of JSON Lines, in each format: a line of JSON, or rows of a table that say whose they are.

use newsmark::Annotations;
use newsmark::export::{self, Article, Format, csv, json, tables::Cell, tables::Table};
use newsmark::offsets::{OffsetUnit, Offsets};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// What stands before all answers: the names of a table's columns.
pub fn header(format: Format) -> String {
    let table = of_nothing(|nothing| export::table(nothing, format));
    table.map_or(String::new(), |table| csv::header(&of_article(table, None)))
}

/// What `read` makes of an article without a word.
fn of_nothing<T>(read: impl FnOnce(&Article) -> T) -> T {
    let (annotations, offsets) = (Annotations::default(), Offsets::new("", OffsetUnit::Bytes));
    read(&Article { text: "", annotations: &annotations, offsets: &offsets })
}

/// The tables of an archive and their names, in the order in which articles bring them.
pub const TABLES: [(Format, &str); 4] = [
    (Format::CsvMentions, "mentions"),
    (Format::CsvEntities, "entities"),
    (Format::CsvQuotes, "quotes"),
    (Format::CsvSources, "sources"),
];

/// The tables of an archive, without a row.
pub fn empty_tables() -> Vec<Table> {
    of_nothing(|nothing| tables(None, nothing))
}

/// The tables of an archive for an article: a row for each mention, entity, quote and source.
pub fn tables(id: Option<&RawValue>, article: &Article) -> Vec<Table> {
    let table = |&(format, _): &(Format, &str)| export::table(article, format);
    TABLES.iter().filter_map(table).map(|table| of_article(table, id)).collect()
}

/// The answer for the article with the identity `id`, its line break included: rows of a table; or a line of JSON with the
/// annotations, or with the file as JSON or text under the name of its format.
///
/// # Errors
/// When JSON cannot be written, which does not happen to annotations.
pub fn answer(id: Option<&RawValue>, article: &Article, format: Format) -> serde_json::Result<String> {
    if let Some(table) = export::table(article, format) {
        return Ok(csv::rows(&of_article(table, id)));
    }
    let line = match format {
        Format::Json => {
            let mut annotations = article.annotations.clone();
            article.offsets.leave_bytes(&mut annotations);
            serde_json::to_string(&Annotated { id, annotations })?
        }
        Format::WebAnnotation => file(id, "page", &serde_json::from_str(&export::write(article, format))?),
        Format::Displacy => file(id, format.name(), &serde_json::from_str(&export::write(article, format))?),
        _ => file(id, format.name(), &Value::from(export::write(article, format))),
    };
    Ok(json::without_markup(line) + "\n")
}

#[derive(Serialize)]
struct Annotated<'a> {
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    annotations: Annotations,
}

fn file(id: Option<&RawValue>, name: &str, file: &Value) -> String {
    format!("{{\"id\":{},\"{name}\":{file}}}", id.map_or("null", RawValue::get))
}

/// `table` with the article's identity before its columns.
fn of_article(table: Table, id: Option<&RawValue>) -> Table {
    let words = |id: &RawValue| serde_json::from_str(id.get()).unwrap_or_else(|_| id.get().to_string());
    table.behind("article", &id.map_or(Cell::Nothing, |id| Cell::Text(words(id))))
}
