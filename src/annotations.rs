//! What leaves the library: the annotations of one article, as plain data.
//!
//! The field names and their order are those of the JSON that tools outside rely on. Offsets are bytes of UTF-8 here;
//! a door (the wasm module, the command) converts them once with [`Annotations::map_offsets`].

use crate::document::BlockKind;
use crate::labels::Label;
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::iter::once;

/// Everything found in one article. Mentions, sentences and quotes are sorted by start, then by end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// The article's day, `YYYY-MM-DD`: the caller's, else one that the text states.
    pub date: Option<String>,
    /// In order, without overlap.
    pub sentences: Vec<Span>,
    /// Names, dates, amounts and titles, in order; only a TITLE overlaps others.
    pub mentions: Vec<Mention>,
    /// Who and what the names mean, in order of first mention.
    pub entities: Vec<Entity>,
    /// What is said, with quotation marks or without, and who says it; in order.
    pub quotes: Vec<Quote>,
    /// What stands in the text and is none of the article's own: bylines, captions, "Read more". Its mentions are listed
    /// all the same; it has no quotes but those of captions. Sorted, without overlap.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub asides: Vec<Aside>,
}

/// A stretch of text that is none of the article's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Bytes of the text.
    #[serde(flatten)]
    pub span: Span,
    /// What stands there.
    pub kind: BlockKind,
}

/// A stretch of text that names a person, place, date, amount ... or states a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Bytes of the text.
    #[serde(flatten)]
    pub span: Span,
    /// What it is.
    pub label: Label,
    /// The words.
    pub text: String,
    /// The `id` of the entity that it names.
    pub entity: Option<usize>,
    /// A TIMEX3 value for DATE and TIME; number and unit for PERCENT, MONEY, QUANTITY, CARDINAL, ORDINAL.
    pub value: Option<String>,
    /// How likely span and label are right, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<f32>,
    /// A capital that stands for its government ("Washington gave Kyiv ...").
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub metonym: bool,
    /// A person has put it right, or added it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub corrected: bool,
}

/// One person, organisation, place ... of the article, with every place where the text names it or refers to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its index in [`Annotations::entities`].
    pub id: usize,
    /// What it is: the label of its names.
    pub label: Label,
    /// The fullest of its names.
    pub name: String,
    /// Its other names, each once, in order of appearance.
    pub aliases: Vec<String>,
    /// Roles that the text gives it: "US Secretary of Defense".
    pub titles: Vec<String>,
    /// Of a person, in years, where the text tells it.
    #[serde(default)]
    pub age: Option<u8>,
    /// Of a person: the names of the organisations, states and parties that the text says he or she serves or belongs to
    /// ("Hugo Weiss, an analyst at Goldman Sachs"), each once, in order of appearance. Not those that were left ("former").
    #[serde(default)]
    pub affiliations: Vec<String>,
    /// Indices into [`Annotations::mentions`].
    pub mentions: Vec<usize>,
    /// Where the text means it without its name, in order.
    pub references: Vec<Reference>,
    /// A person has renamed it, or changed what belongs to it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub corrected: bool,
}

/// A pronoun or description that refers to an entity: "he", "the Pentagon chief".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Bytes of the text.
    #[serde(flatten)]
    pub span: Span,
    /// Pronoun or description.
    pub kind: ReferenceKind,
}

/// How a text means an entity without its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReferenceKind {
    /// "she", "its", "themselves".
    Pronoun,
    /// "the mayor", "the company".
    Description,
}

/// Something said, or set in quotation marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Bytes of the text, marks included.
    #[serde(flatten)]
    pub span: Span,
    /// How it is quoted.
    pub kind: QuoteKind,
    /// The words, marks included.
    pub text: String,
    /// The noun phrase that says it.
    pub speaker: Option<Span>,
    /// The `id` of the entity that the speaker resolves to, of joint speakers the first; `None` for unnamed sources.
    pub entity: Option<usize>,
    /// The `id`s of all entities that say it together, in order; none for unnamed sources.
    #[serde(default)]
    pub entities: Vec<usize>,
    /// The `id` of the entity that an unnamed source speaks for ("a spokesman for the Harbour Board").
    #[serde(default)]
    pub affiliation: Option<usize>,
    /// The verb or phrase that reports it.
    pub cue: Option<Span>,
    /// Index of the quote of which this is the next paragraph.
    pub continues: Option<usize>,
    /// How its source stands to it.
    #[serde(default)]
    pub stance: Stance,
    /// The whole reported clause around a mixed quote: "the plan was “a disaster” for the town".
    #[serde(default)]
    pub clause: Option<Span>,
    /// Index of the quote in which this one is reported: what the Times says that Ruiz said.
    #[serde(default)]
    pub within: Option<usize>,
    /// How the speaker was found (the name of the sieve), for those who want to know why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sieve: Option<String>,
    /// How likely the quote with its speaker is right, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<f32>,
    /// A person has put it right, or added it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub corrected: bool,
    /// A person has said that its source has no name in the article.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unnamed: bool,
}

/// How words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// A person's words between marks, a full clause or more; or the words of a transcript line.
    Direct,
    /// Marks around a part of a reported clause.
    Mixed,
    /// Reported speech without marks.
    Indirect,
    /// Marks that quote nobody's speech in this article: a slogan, a title, a term.
    Scare,
}

/// How the source of a quote stands to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// The source says it: every quote that is none of the others.
    #[default]
    Asserted,
    /// The source says that it is not so: "denied that the clinic was unsafe".
    Denied,
    /// It has not been said yet: "is expected to tell MPs that taxes will rise".
    Planned,
    /// "asked whether the clinic was safe"
    Asked,
}

impl Stance {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        ["asserted", "denied", "planned", "asked"][self as usize]
    }
}

impl ReferenceKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        ["pronoun", "description"][self as usize]
    }
}

impl QuoteKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        ["direct", "mixed", "indirect", "scare"][self as usize]
    }
}

impl Annotations {
    /// Puts every offset through `map`. Doors use it to leave UTF-8 bytes for the unit of their side.
    pub fn map_offsets(&mut self, map: impl Fn(usize) -> usize) {
        for span in self.spans_mut() {
            *span = Span { start: map(span.start), end: map(span.end) };
        }
    }

    /// Every span in here, of whatever it is.
    pub fn spans(&self) -> Vec<Span> {
        self.clone().spans_mut().map(|span| *span).collect()
    }

    /// The mentions of `entity` in the article's own text: those that count.
    pub fn counted<'a>(&'a self, entity: &'a Entity) -> impl Iterator<Item = &'a Mention> {
        entity
            .mentions
            .iter()
            .filter_map(|&index| self.mentions.get(index))
            .filter(|mention| !self.is_aside(mention.span))
    }

    /// Whether `entity` occurs in the article's own text.
    pub fn counts(&self, entity: &Entity) -> bool {
        entity.mentions.is_empty() || self.counted(entity).next().is_some()
    }

    /// Whether `span` lies in what is none of the article's own text.
    fn is_aside(&self, span: Span) -> bool {
        let after = self.asides.partition_point(|aside| aside.span.end <= span.start);
        self.asides.get(after).is_some_and(|aside| aside.span.contains(span))
    }

    fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let references = self.entities.iter_mut().flat_map(|entity| &mut entity.references);
        let quotes = self.quotes.iter_mut().flat_map(|quote| {
            once(&mut quote.span).chain(&mut quote.speaker).chain(&mut quote.cue).chain(&mut quote.clause)
        });
        (self.sentences.iter_mut())
            .chain(self.mentions.iter_mut().map(|mention| &mut mention.span))
            .chain(references.map(|reference| &mut reference.span))
            .chain(quotes)
            .chain(self.asides.iter_mut().map(|aside| &mut aside.span))
    }
}
