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

mod brat;
mod conll;
pub mod csv;
mod displacy;
mod formats;
mod html;
pub mod json;
mod kinds;
mod markdown;
mod nesting;
pub mod sources;
pub mod tables;
mod tei;
mod web_annotation;
mod webanno;
mod words;

pub use formats::Format;

use crate::offsets::Offsets;
use crate::{Annotations, Mention, Quote};

/// What a file is made of.
pub struct Article<'a> {
    /// The whole text.
    pub text: &'a str,
    /// With offsets in bytes.
    pub annotations: &'a Annotations,
    /// How offsets leave.
    pub offsets: &'a Offsets<'a>,
}

impl<'a> Article<'a> {
    /// Who says `quote`: the entity by its name, else the words that the article has.
    fn speaker(&self, quote: &Quote) -> Option<&'a str> {
        let entity = quote.entity.and_then(|id| self.annotations.entities.get(id));
        entity.map(|entity| entity.name.as_str()).or(quote.speaker.map(|speaker| speaker.of(self.text)))
    }
}

/// What `mention` is about: its entity's name, else its value.
fn about<'a>(mention: &'a Mention, annotations: &'a Annotations) -> Option<&'a str> {
    let entity = mention.entity.and_then(|id| annotations.entities.get(id));
    entity.map(|entity| entity.name.as_str()).or(mention.value.as_deref())
}

/// The contents of a file of this format.
pub fn write(article: &Article, format: Format) -> String {
    match format {
        Format::Json => json::write(article),
        Format::Html => html::write(article),
        Format::Markdown => markdown::write(article),
        Format::Tei => tei::write(article),
        Format::WebAnnotation => web_annotation::write(article),
        Format::Brat => brat::write(article),
        Format::Webanno => webanno::write(article),
        Format::Conll => conll::write(article),
        Format::Displacy => displacy::write(article),
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
        _ => None,
    }
}
