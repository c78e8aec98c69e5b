//! What is known of an article before its pronouns and descriptions are resolved.

use super::gender::{self, Evidence, Sex};
use super::referents::Phrase;
use super::speeches::{Speech, Speeches};
use super::written_names::{self, NameClass};
use super::{Names, deaths, he_and_she};
use crate::grammar::Grammar;
use crate::quotation::Statement;
use crate::recognition::Recognition;
use crate::{Document, QuoteKind, Span};

/// Everything that is known before references are resolved.
pub(super) struct Background<'article, 'text> {
    pub(super) document: &'article Document<'text>,
    pub(super) names: &'article Names,
    pub(super) statements: &'article [Statement],
    pub(super) grammar: &'article Grammar<'article>,
    pub(super) speeches: Speeches,
    /// The mentions of the person who is named most.
    pub(super) most_mentions: usize,
    /// For each entity the sex that its names, and titles before any of them ("Mrs."), tell.
    pub(super) sexes: Vec<Sex>,
    /// Those who have died, as the article tells anywhere.
    pub(super) dead: Vec<bool>,
}

impl<'article, 'text> Background<'article, 'text> {
    pub(super) fn of(
        grammar: &'article Grammar<'text>,
        names: &'article Names,
        statements: &'article [Statement],
    ) -> Self {
        let (document, recognition) = (grammar.document, grammar.recognition);
        let mut background = Background {
            document,
            names,
            statements,
            grammar,
            speeches: Speeches::of(document, recognition, names, statements),
            most_mentions: he_and_she::most_mentions(names),
            sexes: names.entities.iter().map(gender::of_entity).collect(),
            dead: vec![false; names.entities.len()],
        };
        background.look_around_names(recognition);
        background
    }

    /// The direct quote that holds `span`.
    pub(super) fn quote_of(&self, span: Span) -> Option<usize> {
        let behind = self.statements.partition_point(|statement| statement.span.start <= span.start);
        let from = behind.saturating_sub(3);
        (from..behind).rev().find(|&index| {
            self.statements[index].kind == QuoteKind::Direct && self.statements[index].span.contains(span)
        })
    }

    /// The entity that says the direct quote `quote`, where a name says so.
    pub(super) fn speaker_of(&self, quote: usize) -> Option<usize> {
        self.names.entity_of[self.statements.get(quote)?.speaker_name()?]
    }

    /// Notes what the words around names tell of people.
    fn look_around_names(&mut self, recognition: &Recognition) {
        for (mention, entity) in recognition.mentions.iter().zip(&self.names.entity_of) {
            let Some(entity) = entity.filter(|_| mention.label == crate::Label::Person) else { continue };
            let tokens = self.document.tokens_in(mention.span);
            self.sexes[entity].learn(Evidence::Title, gender::from_title(self.document, &tokens));
            self.dead[entity] |= deaths::is_told(self.document, &tokens);
        }
    }

    /// What the name or pronoun at `tokens` says.
    pub(super) fn speech_at(&self, tokens: &std::ops::Range<usize>) -> Option<&Speech> {
        self.speeches.spoken_at(self.document.tokens()[tokens.start].span.start)
    }

    /// The words of an entity's own names and titles.
    pub(super) fn own_words(&self, entity: usize) -> Vec<String> {
        let entity = &self.names.entities[entity];
        entity.titles.iter().take(4).flat_map(|title| written_names::words(title, NameClass::Organisation)).collect()
    }

    /// The words of the phrase that a name ends: "the British prime minister [Ann Lee]".
    pub(super) fn words_before(&self, phrase: &Phrase) -> Vec<&str> {
        let mut words = Vec::new();
        let mut at = phrase.tokens.start;
        while at > 0 && words.len() < 5 && self.grammar.is_nominal(at - 1) {
            at -= 1;
            words.push(self.document.lower(at));
        }
        words
    }
}
