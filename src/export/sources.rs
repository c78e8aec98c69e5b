//! The source audit: who speaks in an article, how often and how much. Newsrooms keep such tables to see whom they
//! quote, and how many of them they name.

use crate::{Annotations, Entity, Label, Mention, Quote, QuoteKind, Span, lexicon};
use serde::Serialize;
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// One who is quoted, with all that he, she or it says in the article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// The name; or the words that stand in its place ("one European diplomat"); "" where no speaker was found.
    pub name: String,
    /// The `id` of the entity, for a named source.
    pub entity: Option<usize>,
    /// How the article tells who it is.
    pub naming: Naming,
    /// `None` where it cannot be told.
    pub kind: Option<SourceKind>,
    /// Roles that the text gives it.
    pub titles: Vec<String>,
    /// Indices into [`Annotations::quotes`].
    pub quotes: Vec<usize>,
    /// How many things it says: a quote that goes on in the next paragraph counts once.
    pub statements: usize,
    /// How many of its quotes are direct.
    pub direct: usize,
    /// How many are mixed.
    pub mixed: usize,
    /// How many are indirect.
    pub indirect: usize,
    /// Words in direct and mixed quotes.
    pub quoted_words: usize,
    /// Its part, from 0 to 1, of all words in direct and mixed quotes of the article.
    pub share: f64,
}

/// How the article tells who a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Naming {
    /// By a name, or as somebody who has one elsewhere in the article.
    Named,
    /// By a description alone: "one European diplomat".
    Unnamed,
    /// A pronoun that was not resolved, a name of which it is not sure that it is the speaker's, or no speaker found: a reader
    /// must look.
    Unclear,
}

impl Naming {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        ["named", "unnamed", "unclear"][self as usize]
    }
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// One human being.
    Person,
    /// A body that speaks through its people.
    Organisation,
    /// People without a body that speaks for them: "residents", "Germans".
    Group,
    /// A state, a city: its government, as a rule.
    Place,
    /// A report, a study, a poll.
    Document,
}

impl SourceKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        ["person", "organisation", "group", "place", "document"][self as usize]
    }

    fn of_entity(label: Label) -> Option<SourceKind> {
        match label {
            Label::Person => Some(SourceKind::Person),
            Label::Org | Label::Product => Some(SourceKind::Organisation),
            Label::Norp => Some(SourceKind::Group),
            Label::Gpe | Label::Loc | Label::Fac => Some(SourceKind::Place),
            Label::WorkOfArt | Label::Law => Some(SourceKind::Document),
            _ => None,
        }
    }

    /// Of an unnamed source, by the noun that heads `phrase`.
    fn of_phrase(phrase: &str) -> SourceKind {
        match head(phrase).and_then(kind_of_noun) {
            Some("document") => SourceKind::Document,
            Some("organisation") => SourceKind::Organisation,
            Some("group") => SourceKind::Group,
            _ => SourceKind::Person,
        }
    }
}

/// What stands for a source that has neither a name nor a phrase in its place.
const UNNAMED: &str = "unnamed source";

/// What tells one source from another.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Entity(usize),
    Phrase(String),
    Nobody,
}

/// The sources of the quotes in `annotations` (offsets in bytes of `text`), those who say most first, quotes without a
/// speaker last.
pub fn audit(text: &str, annotations: &Annotations) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    let mut places: HashMap<Identity, usize> = HashMap::new();
    for (index, quote) in annotations.quotes.iter().enumerate().filter(|(_, quote)| quote.kind != QuoteKind::Scare) {
        let entity = quote.entity.and_then(|id| annotations.entities.get(id));
        let phrase = quote.speaker.map_or("", |speaker| speaker.of(text));
        let name = quote.speaker.and_then(|speaker| name_at(text, annotations, speaker));
        let identity = match (entity, phrase) {
            (Some(entity), _) => Identity::Entity(entity.id),
            (None, "") if quote.unnamed => Identity::Phrase(UNNAMED.into()),
            (None, "") => Identity::Nobody,
            (None, phrase) => Identity::Phrase(phrase.to_lowercase()),
        };
        let place = *places.entry(identity).or_insert_with(|| {
            sources.push(Source::new(entity, phrase, name, quote.unnamed));
            sources.len() - 1
        });
        sources[place].add(index, quote);
    }
    let all: usize = sources.iter().map(|source| source.quoted_words).sum();
    for source in &mut sources {
        source.share = source.quoted_words as f64 / all.max(1) as f64;
    }
    sources.sort_by_key(|source| (source.name.is_empty(), std::cmp::Reverse(source.statements)));
    sources
}

impl Source {
    /// `name`: what `phrase` names, where it is a name; `unnamed`: a person has said that this source has no name in the
    /// article, whatever `phrase` is.
    fn new(entity: Option<&Entity>, phrase: &str, name: Option<&Entity>, unnamed: bool) -> Self {
        let phrase = if phrase.is_empty() && unnamed { UNNAMED } else { phrase };
        let naming = match entity {
            Some(_) => Naming::Named,
            None if unnamed => Naming::Unnamed,
            None if phrase.is_empty() || name.is_some() => Naming::Unclear,
            None if lexicon::SOURCE_PRONOUNS.contains(&phrase.to_lowercase()) => Naming::Unclear,
            None => Naming::Unnamed,
        };
        Source {
            name: entity.map_or(phrase, |entity| &entity.name).to_string(),
            entity: entity.map(|entity| entity.id),
            naming,
            kind: match entity.or(name) {
                Some(entity) => SourceKind::of_entity(entity.label),
                None => (naming == Naming::Unnamed).then(|| SourceKind::of_phrase(phrase)),
            },
            titles: entity.map_or(Vec::new(), |entity| entity.titles.clone()),
            quotes: Vec::new(),
            statements: 0,
            direct: 0,
            mixed: 0,
            indirect: 0,
            quoted_words: 0,
            share: 0.0,
        }
    }

    fn add(&mut self, index: usize, quote: &Quote) {
        self.quotes.push(index);
        if quote.kind != QuoteKind::Indirect {
            self.quoted_words += quote.text.unicode_words().count();
        }
        if quote.continues.is_some() {
            return;
        }
        self.statements += 1;
        match quote.kind {
            QuoteKind::Direct => self.direct += 1,
            QuoteKind::Mixed => self.mixed += 1,
            QuoteKind::Indirect => self.indirect += 1,
            QuoteKind::Scare => {}
        }
    }
}

/// What `phrase` names, where it is a name and nothing more, but an article before it: who has a name and is not surely the
/// speaker is no unnamed source.
fn name_at<'a>(text: &str, annotations: &'a Annotations, phrase: Span) -> Option<&'a Entity> {
    let first = annotations.mentions.partition_point(|mention| mention.span.start < phrase.start);
    let within = annotations.mentions[first..].iter().take_while(|mention| mention.span.start < phrase.end);
    let is_name = |mention: &&Mention| {
        let before = &text[phrase.start..mention.span.start];
        mention.span.end == phrase.end && (before.is_empty() || before.eq_ignore_ascii_case("the "))
    };
    annotations.entities.get(within.filter(is_name).find_map(|mention| mention.entity)?)
}

/// The noun that heads a phrase: the last word before what describes it further ("a report by the ministry").
fn head(phrase: &str) -> Option<&str> {
    phrase
        .split([',', '(', '—', '–'])
        .next()?
        .split_whitespace()
        .take_while(|word| !lexicon::SOURCE_MODIFIERS.contains(&word.to_lowercase()))
        .last()
}

fn kind_of_noun(noun: &str) -> Option<&'static str> {
    let noun = noun.to_lowercase();
    lexicon::SOURCE_KINDS.get(&noun).or_else(|| lexicon::SOURCE_KINDS.get(noun.strip_suffix('s')?))
}
