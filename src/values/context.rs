//! What a date is read with beside its own words: the article's day, the sentence, the dates before.

use super::calendar::Period;
use super::years::Story;
use crate::Span;
use crate::amounts::unit::Unit;
use crate::document::BlockKind;
use crate::grammar::{Direction, Grammar};
use crate::lexicon::{DATE_COMPANY, DETERMINERS, ECONOMY_WORDS, MATCH_WORDS};
use crate::recognition::PartOfSpeech;
use jiff::civil::Date;

/// What a date is resolved against.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    pub grammar: &'c Grammar<'c>,
    pub span: Span,
    /// The article's day.
    pub today: Option<Date>,
    /// The date that was told last, in this sentence or the one before.
    pub earlier: Option<Period>,
    pub story: Option<Story>,
    /// Whether the article speaks more of business than of matches.
    pub economic: bool,
}

impl Context<'_> {
    /// What the nearest verb tells; captions tell in the present what was.
    pub fn direction(&self) -> Direction {
        let document = self.grammar.document;
        let block = document.block_at(document.tokens_in(self.span).start);
        if block.is_some_and(|block| block.kind == BlockKind::Caption) {
            return Direction::Past;
        }
        self.grammar.direction(self.span)
    }

    /// Whether the sentence's verb tells nothing of the weekday whose next day is `next`: "an attack Friday", and, five days
    /// ahead and more, "Monday's drills".
    pub fn is_of_a_noun(&self, next: Date) -> bool {
        /// So many days ahead a future must be clear.
        const AHEAD: i32 = 5;
        let document = self.grammar.document;
        let possessive = document.lower_at(Some(document.tokens_in(self.span).end)) == "'s";
        let governed = DATE_COMPANY.says(self.word_before(), 'p');
        let far = self.today.is_some_and(|today| (next - today).get_days() >= AHEAD);
        self.grammar.dates_a_noun(self.span) || possessive && far && !governed
    }

    pub fn clear_direction(&self) -> Direction {
        self.grammar.clear_direction(self.span)
    }

    pub fn sentence(&self) -> usize {
        let document = self.grammar.document;
        document.sentence_of(document.tokens_in(self.span).start)
    }

    /// Whether quarters and halves here are of a year: its sentence speaks of business and of no match, or the article more of
    /// business than of matches.
    pub fn is_economic(&self) -> bool {
        let sentence = |list| self.grammar.sentence_has(self.span, list);
        !sentence(&MATCH_WORDS) && (sentence(&ECONOMY_WORDS) || self.economic)
    }

    pub fn word_before(&self) -> &str {
        let document = self.grammar.document;
        document.lower_at(document.tokens_in(self.span).start.checked_sub(1))
    }

    /// Whether the date stands before the noun that it tells of: "third-quarter profit", "its third quarter profit".
    pub fn is_attributive(&self) -> bool {
        let tokens = self.grammar.document.tokens_in(self.span);
        let next = self.grammar.part(tokens.end);
        let described = matches!(next, PartOfSpeech::ProperNoun | PartOfSpeech::Adjective)
            && DETERMINERS.contains(self.word_before());
        tokens.clone().any(|index| self.grammar.document.word(index) == "-")
            || described
            || matches!(next, PartOfSpeech::Noun | PartOfSpeech::PluralNoun)
    }

    /// Where distances are counted from: the date told last for what is told from there ("the next day"), else today.
    pub fn anchor(&self, unit: Unit, from_earlier: bool) -> Option<Date> {
        match self.earlier {
            Some(earlier) if from_earlier => earlier.anchor_for(unit),
            _ => self.today,
        }
    }
}
