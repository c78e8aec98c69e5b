//! Annotates a news article: who and what it is about, and who said what.
//!
//! ```
//! use newsmark::{Annotator, Options};
//!
//! let annotator = Annotator::new(&std::fs::read("src/model/weights.bin")?)?;
//! let text = "The strike is over, Mayor Ruth Okafor said on Monday. “We have a deal,” she told reporters.";
//! let annotations = annotator.annotate(text, &Options { date: "2025-03-04".parse().ok() });
//!
//! let mayor = &annotations.entities[0];
//! assert_eq!((&*mayor.name, &*mayor.titles[0]), ("Ruth Okafor", "Mayor"));
//! for quote in &annotations.quotes {
//!     assert_eq!(quote.entity, Some(mayor.id));
//! }
//! assert_eq!(annotations.quotes[1].text, "“We have a deal,”");
//! let monday = annotations.mentions.iter().find(|mention| mention.text == "Monday");
//! assert_eq!(monday.and_then(|monday| monday.value.as_deref()), Some("2025-03-03"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The way of the data
//!
//! ```text
//! text ─► Document ─► mentions ─► grammar ─► values ─► names ─► statements ─► references ─► Annotations
//!         tokens      network     classes    dates     who is   who says      pronouns,     plain data,
//!         sentences   patterns    phrases    amounts   who      what          descriptions  bytes inside,
//!         blocks      titles      tense                                                     UTF-16 at the wasm door
//! ```
//!
//! [`Annotator::annotate`] is this picture as code. Each stage takes plain data and returns plain data, and none changes
//! what an earlier one wrote. The core does no input or output, knows no DOM and no wasm, and never fails on a text: every
//! string has annotations. Offsets are bytes of UTF-8 everywhere in this library ([`Span`]); doors convert them
//! ([`offsets`]).

#![cfg_attr(not(feature = "internals"), warn(missing_docs))]
// What only trainers and tests call is idle without the feature that they turn on.
#![cfg_attr(not(feature = "internals"), allow(dead_code, unused_imports))]

mod amounts;
mod annotations;
mod assembly;
mod corrections;
mod document;
mod entities;
pub mod export;
mod grammar;
mod labels;
mod lexicon;
pub mod offsets;
mod quotation;
mod ranking;
mod recognition;
mod span;
mod values;
#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(test)]
#[path = "../tests/marked/mod.rs"]
mod marked;

pub use jiff::civil::Date;

pub use annotations::{Annotations, Aside, Entity, Mention, Quote, QuoteKind, Reference, ReferenceKind, Stance};
pub use corrections::Correction;
pub use document::BlockKind;
pub use labels::Label;
pub use recognition::ModelError;
pub use span::Span;

pub(crate) use document::Document;
pub(crate) use recognition::Model;

use grammar::Grammar;

/// The stages one by one, for those who train, measure and test them. Nothing in here is promised to stay as it is.
#[cfg(feature = "internals")]
pub mod internals {
    pub use crate::document::{Before, Block, Document, Sentence, Token};
    pub use crate::grammar::Grammar;
    pub use crate::recognition::Model;

    /// Who is who.
    pub mod entities {
        pub use crate::entities::*;
    }

    /// Who said what.
    pub mod quotation {
        pub use crate::quotation::*;
    }

    /// One choice among candidates, by named features.
    pub mod ranking {
        pub use crate::ranking::*;
    }

    /// The mentions of a text, and the network that finds them.
    pub mod recognition {
        pub use crate::recognition::*;
    }

    /// What dates and amounts say.
    pub mod values {
        pub use crate::values::*;
    }
}

/// What the caller knows about an article beyond its text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of publication, against which "Wednesday" or "last year" are resolved. When it is `None`, a date line
    /// or dateline in the text is used.
    pub date: Option<Date>,
}

/// The annotator: a recognition model, ready to use on any number of articles.
pub struct Annotator {
    model: Model,
}

impl std::fmt::Debug for Annotator {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.debug_struct("Annotator").finish_non_exhaustive()
    }
}

impl Annotator {
    /// An annotator with the weights that `bytes` hold (the file `src/model/weights.bin`, or one that training wrote).
    ///
    /// # Errors
    /// When `bytes` are no model file, or one of another version.
    pub fn new(bytes: &[u8]) -> Result<Self, ModelError> {
        if bytes.is_empty() {
            return Err(ModelError("not a model file: it is empty".into()));
        }
        Ok(Annotator { model: Model::read(bytes)? })
    }

    /// An annotator that has learned nothing, and finds what patterns find.
    ///
    /// # Errors
    /// None, as no bytes are a model.
    #[cfg(feature = "internals")]
    pub fn untrained() -> Result<Self, ModelError> {
        Ok(Annotator { model: Model::read(&[])? })
    }

    /// How many mentions the first part of the way finds alone, to measure its speed.
    #[cfg(target_arch = "wasm32")]
    fn count_mentions(&self, text: &str) -> usize {
        recognition::recognise(&Document::read(text, None), &self.model).mentions.len()
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
        self.annotate_corrected(text, options, &[], progress)
    }

    /// Like [`Annotator::annotate_with_progress`], with what a person has put right: `corrections` hold, and what depends on
    /// them follows.
    ///
    /// ```
    /// # use newsmark::{Annotator, Correction, Label, Options, Span};
    /// # let annotator = Annotator::new(&std::fs::read("src/model/weights.bin")?)?;
    /// let text = "Marta Quell joined Brask in May. Brask was her first teacher.";
    /// let teacher = Correction::Mention { span: Span::new(19, 24), label: Some(Label::Person), here: false };
    /// let annotations = annotator.annotate_corrected(text, &Options::default(), &[teacher], &mut |_| ());
    /// let brask = annotations.entities.iter().find(|entity| entity.name == "Brask").expect("an entity");
    /// assert_eq!((brask.label, brask.mentions.len()), (Label::Person, 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn annotate_corrected(
        &self,
        text: &str,
        options: &Options,
        corrections: &[Correction],
        progress: &mut dyn FnMut(f64),
    ) -> Annotations {
        let corrections: Vec<Correction> = corrections.iter().filter(|known| known.fits(text)).cloned().collect();
        let document = Document::read(text, options.date);
        // The stages around it take little time.
        let mut recognition = recognition::recognise_with_progress(&document, &self.model, progress);
        let settled = corrections::settle_mentions(&document, &mut recognition, &corrections);
        let grammar = Grammar::read(&document, &recognition);
        let values = values::normalise(&grammar);
        let mut names = entities::link_names_corrected(&document, &recognition, &corrections, &settled);
        let statements = quotation::find_quotes_corrected(&grammar, &names, &corrections);
        let references = entities::resolve_references(&grammar, &names, &statements);
        entities::add_profiles(&grammar, &references, &mut names);
        let mut annotations = assembly::assemble(&document, recognition, values, names, statements, references);
        corrections::mark(&mut annotations, &corrections);
        annotations
    }
}
