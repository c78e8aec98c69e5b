//! Annotations to files: one module a format.
//!
//! ```
//! use newsmark::export::{self, Article, Format};
//! use newsmark::offsets::{OffsetUnit, Offsets};
//! use newsmark::{Annotator, Options};
//!
//! let annotator = Annotator::new(&std::fs::read("src/model/weights.bin")?)?;
//! let text = "“We have a deal,” Ruth Okafor said.";
//! let annotations = annotator.annotate(text, &Options::default());
//! let offsets = Offsets::new(text, OffsetUnit::Chars);
//! let table = export::write(&Article { text, annotations: &annotations, offsets: &offsets }, Format::CsvQuotes);
//! assert!(table.contains("Ruth Okafor"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod csv;
mod html;
pub mod json;
mod kinds;
pub mod sources;
pub mod tables;
mod web_annotation;

use crate::Annotations;
use crate::offsets::Offsets;

/// A kind of file that annotations can leave in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// All that was found.
    Json,
    /// A table with a row for each mention.
    CsvMentions,
    /// A table with a row for each entity.
    CsvEntities,
    /// A table with a row for each quote.
    CsvQuotes,
    /// A table with a row for each source.
    CsvSources,
    /// The annotated text as a page that stands alone.
    Html,
    /// W3C Web Annotations in JSON-LD.
    WebAnnotation,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 7] = [
        Format::Json,
        Format::CsvMentions,
        Format::CsvEntities,
        Format::CsvQuotes,
        Format::CsvSources,
        Format::Html,
        Format::WebAnnotation,
    ];

    /// Its name in the command and in JavaScript: "csv-quotes".
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::CsvMentions => "csv-mentions",
            Format::CsvEntities => "csv-entities",
            Format::CsvQuotes => "csv-quotes",
            Format::CsvSources => "csv-sources",
            Format::Html => "html",
            Format::WebAnnotation => "web-annotation",
        }
    }

    /// Whether it has rows below the names of columns.
    pub fn is_table(self) -> bool {
        matches!(self, Format::CsvMentions | Format::CsvEntities | Format::CsvQuotes | Format::CsvSources)
    }

    /// The format of this name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What a file is made of.
pub struct Article<'a> {
    /// The whole text.
    pub text: &'a str,
    /// With offsets in bytes.
    pub annotations: &'a Annotations,
    /// How offsets leave.
    pub offsets: &'a Offsets<'a>,
}

/// The contents of a file of this format.
pub fn write(article: &Article, format: Format) -> String {
    match format {
        Format::Json => json::write(article),
        Format::Html => html::write(article),
        Format::WebAnnotation => web_annotation::write(article),
        Format::CsvMentions | Format::CsvEntities | Format::CsvQuotes | Format::CsvSources => {
            table(article, format).map_or(String::new(), |table| csv::header(&table) + &csv::rows(&table))
        }
    }
}

/// The rows of a file of this format, where it is a table.
pub fn table(article: &Article, format: Format) -> Option<tables::Table> {
    match format {
        Format::CsvMentions => Some(tables::mentions(article)),
        Format::CsvEntities => Some(tables::entities(article)),
        Format::CsvQuotes => Some(tables::quotes(article)),
        Format::CsvSources => Some(tables::sources(article)),
        Format::Json | Format::Html | Format::WebAnnotation => None,
    }
}
