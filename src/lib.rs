//! Annotates a news article: who and what it is about, and who said what.
//!
//! ```text
//! text ─► Document ─► mentions ─► grammar ─► values ─► names ─► statements ─► references ─► Annotations
//!         tokens      network     classes    dates     who is   who says      pronouns,     plain data,
//!         sentences   patterns    phrases    amounts   who      what          descriptions  bytes inside,
//!         blocks      titles      tense                                                     UTF-16 at the wasm door
//! ```
//!
//! The core does no input or output, knows no DOM and no wasm, and never fails on a text: every string has
//! annotations. Each stage takes plain data and returns plain data, and none changes what another room wrote.
//! Offsets are bytes of UTF-8 everywhere in this library ([`Span`]); doors convert them.

mod amounts;
pub mod annotations;
mod assembly;
pub mod document;
pub mod entities;
pub mod export;
pub mod grammar;
mod labels;
pub mod lexicon;
pub mod offsets;
pub mod quotation;
pub mod ranking;
pub mod recognition;
mod span;
pub mod values;
#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(test)]
#[path = "../tests/marked/mod.rs"]
mod marked;

pub use annotations::{Annotations, Entity, Mention, Quote, QuoteKind, Reference, ReferenceKind, Stance};
pub use document::Document;
pub use grammar::Grammar;
pub use labels::Label;
pub use recognition::{Model, ModelError};
pub use span::Span;

/// What the caller knows about an article beyond its text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of publication, against which "Wednesday" or "last year" are resolved. When it is `None`, a date line
    /// or dateline in the text is used.
    pub date: Option<jiff::civil::Date>,
}

/// The annotator: a recognition model, ready to use on any number of articles.
pub struct Annotator {
    model: Model,
}

impl Annotator {
    /// An annotator with the weights that `bytes` hold (the file `src/model/weights.bin`, or one that training wrote).
    ///
    /// # Errors
    /// When `bytes` are no model file, or one of another version.
    pub fn new(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Annotator { model: Model::read(bytes)? })
    }

    /// The first part of the way alone: the mentions of `text`.
    pub fn recognise(&self, text: &str) -> recognition::Recognition {
        recognition::recognise(&Document::read(text, None), &self.model)
    }

    /// Annotates `text`: the whole way of the data, stage by stage.
    ///
    /// Any string is fine, and the same one has the same annotations each time. Time and memory are linear in its length.
    pub fn annotate(&self, text: &str, options: &Options) -> Annotations {
        self.annotate_with_progress(text, options, &mut |_| ())
    }

    /// Like [`Annotator::annotate`]; for a long text, tells `progress` now and then what share of the work, from 0 to 1,
    /// is done.
    pub fn annotate_with_progress(&self, text: &str, options: &Options, progress: &mut dyn FnMut(f64)) -> Annotations {
        let document = Document::read(text, options.date);
        // The stages around it take little time.
        let recognition = recognition::recognise_with_progress(&document, &self.model, progress);
        let grammar = Grammar::read(&document, &recognition);
        let values = values::normalise(&grammar);
        let mut names = entities::link_names(&document, &recognition);
        let statements = quotation::find_quotes(&grammar, &names);
        let references = entities::resolve_references(&grammar, &names, &statements);
        entities::add_profiles(&grammar, &references, &mut names);
        assembly::assemble(&document, recognition, values, names, statements, references)
    }
}
