//! The kinds of file that annotations can leave in, in words: `formats.json`, which the command's help and the page read
//! too.

use serde::Deserialize;
use std::sync::LazyLock;

/// The one table, in the order of [`Format::ALL`].
static FORMATS: LazyLock<Vec<Description>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("formats.json")).expect("formats.json is as `Description` says")
});

#[derive(Deserialize)]
struct Description {
    name: String,
    /// The end of a file's name.
    file: String,
    meaning: String,
}

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
    /// The text with footnotes.
    Markdown,
    /// TEI P5.
    Tei,
    /// W3C Web Annotations in JSON-LD.
    WebAnnotation,
    /// brat standoff.
    Brat,
    /// WebAnno TSV 3.3.
    Webanno,
    /// CoNLL-2003.
    Conll,
    /// JSON that displaCy draws.
    Displacy,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 13] = [
        Format::Json,
        Format::CsvMentions,
        Format::CsvEntities,
        Format::CsvQuotes,
        Format::CsvSources,
        Format::Html,
        Format::Markdown,
        Format::Tei,
        Format::WebAnnotation,
        Format::Brat,
        Format::Webanno,
        Format::Conll,
        Format::Displacy,
    ];

    /// Its name in the command and in JavaScript: "csv-quotes".
    pub fn name(self) -> &'static str {
        &FORMATS[self as usize].name
    }

    /// What such a file may be called: "quotes.csv".
    pub fn file(self) -> &'static str {
        &FORMATS[self as usize].file
    }

    /// What such a file is, in a few words.
    pub fn meaning(self) -> &'static str {
        &FORMATS[self as usize].meaning
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
