//! What leaves the library: the annotations of one article, as plain data.
//!
//! The field names and their order are those of the JSON that tools outside rely on. Offsets are bytes of UTF-8 here;
//! a door (the wasm module, the command) converts them once with [`Annotations::map_offsets`].

use crate::document::{BlockKind, Document};
use crate::entities::{Names, ResolvedReference};
use crate::quotation::Statement;
use crate::recognition::Recognition;
use serde::{Deserialize, Serialize};
use std::iter::once;

/// A stretch of a text: bytes of UTF-8 from `start` up to, not including, `end`; both on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Span { start, end }
    }

    /// The words of `text` that stand here.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The kinds of mention: the 18 types of OntoNotes 5 (Weischedel et al. 2013) and `Title`, the role of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Label {
    Person,
    Norp,
    Fac,
    Org,
    Gpe,
    Loc,
    Product,
    Event,
    WorkOfArt,
    Law,
    Language,
    Date,
    Time,
    Percent,
    Money,
    Quantity,
    Ordinal,
    Cardinal,
    Title,
}

impl Label {
    pub const ALL: [Label; 19] = [
        Label::Person,
        Label::Norp,
        Label::Fac,
        Label::Org,
        Label::Gpe,
        Label::Loc,
        Label::Product,
        Label::Event,
        Label::WorkOfArt,
        Label::Law,
        Label::Language,
        Label::Date,
        Label::Time,
        Label::Percent,
        Label::Money,
        Label::Quantity,
        Label::Ordinal,
        Label::Cardinal,
        Label::Title,
    ];

    /// Its name in JSON: "PERSON", "WORK_OF_ART".
    pub fn name(self) -> &'static str {
        [
            "PERSON",
            "NORP",
            "FAC",
            "ORG",
            "GPE",
            "LOC",
            "PRODUCT",
            "EVENT",
            "WORK_OF_ART",
            "LAW",
            "LANGUAGE",
            "DATE",
            "TIME",
            "PERCENT",
            "MONEY",
            "QUANTITY",
            "ORDINAL",
            "CARDINAL",
            "TITLE",
        ][self as usize]
    }

    /// Whether it marks a name (PERSON to LANGUAGE), which may have an entity, rather than a time, amount or role.
    pub fn is_name(self) -> bool {
        self <= Label::Language
    }
}

/// Everything found in one article. Mentions, sentences and quotes are sorted by start, then by end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// The article's day, `YYYY-MM-DD`: the caller's, else one that the text states.
    pub date: Option<String>,
    pub sentences: Vec<Span>,
    pub mentions: Vec<Mention>,
    pub entities: Vec<Entity>,
    pub quotes: Vec<Quote>,
    /// What stands in the text and is none of the article's own: bylines, captions, "Read more". Its mentions are listed
    /// all the same; it has no quotes. Sorted, without overlap.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub asides: Vec<Aside>,
}

/// A stretch of text that is none of the article's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    #[serde(flatten)]
    pub span: Span,
    pub kind: BlockKind,
}

/// A stretch of text that names a person, place, date, amount ... or states a role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    #[serde(flatten)]
    pub span: Span,
    pub label: Label,
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
    pub references: Vec<Reference>,
    /// A person has renamed it, or changed what belongs to it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub corrected: bool,
}

/// A pronoun or description that refers to an entity: "he", "the Pentagon chief".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    #[serde(flatten)]
    pub span: Span,
    pub kind: ReferenceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReferenceKind {
    Pronoun,
    Description,
}

/// Something said, or set in quotation marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    #[serde(flatten)]
    pub span: Span,
    pub kind: QuoteKind,
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
        let quotes = self
            .quotes
            .iter_mut()
            .flat_map(|quote| once(&mut quote.span).chain(&mut quote.speaker).chain(&mut quote.cue));
        (self.sentences.iter_mut())
            .chain(self.mentions.iter_mut().map(|mention| &mut mention.span))
            .chain(references.map(|reference| &mut reference.span))
            .chain(quotes)
            .chain(self.asides.iter_mut().map(|aside| &mut aside.span))
    }
}

/// Brings the results of all stages together into what leaves the library.
///
/// `values` stand beside `recognition.mentions`, one for each. A statement's entity is looked up here: the entity of a
/// name inside its speaker's noun phrase, or that of the reference which the speaker is.
pub(crate) fn assemble(
    document: &Document,
    recognition: Recognition,
    values: Vec<Option<String>>,
    names: Names,
    statements: Vec<Statement>,
    references: Vec<ResolvedReference>,
) -> Annotations {
    let text = document.text();
    let mentions = recognition
        .mentions
        .iter()
        .zip(values)
        .enumerate()
        .map(|(index, (found, value))| Mention {
            span: found.span,
            label: found.label,
            text: found.span.of(text).to_string(),
            entity: names.entity_of[index],
            value,
            score: found.score,
            metonym: names.metonyms.contains(&index),
            corrected: false,
        })
        .collect();
    let mut names = names;
    crate::entities::add_profiles(document, &recognition, &references, &mut names);
    let mut entities = names.entities;
    for reference in &references {
        entities[reference.entity].references.push(reference.reference);
    }
    for entity in &mut entities {
        entity.references.sort_by_key(|reference| reference.span);
    }
    let mut references = references;
    references.sort_by_key(|found| found.reference.span);
    let quotes =
        statements.into_iter().map(|statement| quote(text, statement, &names.entity_of, &references)).collect();
    Annotations {
        date: document.date().map(|date| date.to_string()),
        sentences: document.sentences().iter().map(|sentence| sentence.span).collect(),
        mentions,
        entities,
        quotes,
        asides: document
            .blocks()
            .iter()
            .filter(|block| !block.kind.is_article())
            .map(|block| Aside { span: block.span, kind: block.kind })
            .collect(),
    }
}

/// The entity that the speaker refers to: as a whole, or up to a clause that tells more of him or her ("the clerk who ...").
/// `references` are in order.
fn referred(text: &str, references: &[ResolvedReference], speaker: Span) -> Option<usize> {
    let first = references.partition_point(|found| found.reference.span.start < speaker.start);
    let mut same = references[first..].iter().take_while(|found| found.reference.span.start == speaker.start);
    let heads = |found: &&ResolvedReference| {
        let Reference { span, kind } = found.reference;
        let clause = || [" who ", " that ", " which "].iter().any(|opener| text[span.end..].starts_with(opener));
        span == speaker || kind == ReferenceKind::Description && span.end < speaker.end && clause()
    };
    same.find(heads).map(|found| found.entity)
}

/// What leaves the library of a statement. `entity_of` says whom mentions name.
fn quote(text: &str, statement: Statement, entity_of: &[Option<usize>], references: &[ResolvedReference]) -> Quote {
    let mut entities: Vec<usize> = Vec::new();
    for entity in statement.speaker_names.iter().filter_map(|&mention| entity_of[mention]) {
        if !entities.contains(&entity) {
            entities.push(entity);
        }
    }
    if entities.is_empty() {
        entities.extend(statement.speaker.and_then(|speaker| referred(text, references, speaker)));
    }
    Quote {
        span: statement.span,
        kind: statement.kind,
        text: statement.span.of(text).to_string(),
        speaker: statement.speaker,
        entity: entities.first().copied(),
        affiliation: statement.affiliation.and_then(|mention| entity_of[mention]).filter(|_| entities.is_empty()),
        entities,
        cue: statement.cue,
        continues: statement.continues,
        sieve: statement.sieve.map(str::to_string),
        score: statement.score,
        corrected: false,
        unnamed: false,
    }
}
