//! The little grammar that references need: parts of speech, and the part that a noun phrase plays in its clause.

use super::Grammar;
use crate::lexicon::{CLAUSE_OPENERS, REPORT_VERBS};
use crate::recognition::{PartOfSpeech, Relation};
use PartOfSpeech::{
    Adjective, Adverb, Modal, Noun, Number, PluralNoun, PluralProperNoun, Possessive, Preposition, ProperNoun,
    Punctuation, To, VerbBase, VerbGerund, VerbParticiple, VerbPast, VerbThirdPerson, Wh,
};
use std::ops::Range;

/// How probable the head of a phrase must be by the parse, to believe it against the words beside the phrase.
const SURE: f32 = 0.8;

/// The part that a noun phrase plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Subject,
    Object,
    /// "[Anna]'s house".
    Owner,
    /// "with [Anna]".
    OfPreposition,
    /// "the [Clinton] administration".
    Modifier,
    Other,
}

impl Grammar<'_> {
    pub(super) fn count_clauses(&mut self) {
        let (mut verbs, mut openers) = (0, 0);
        for index in 0..self.len() {
            self.before.push((verbs, openers));
            verbs += u32::from(self.is_finite(index) && !(index > 0 && self.is_finite(index - 1)));
            openers += u32::from(self.is_clause_opener(index));
        }
    }

    fn is_clause_opener(&self, index: usize) -> bool {
        match self.part(index) {
            Wh => true,
            Preposition => opens_clause(self.lower(index)),
            Punctuation => matches!(self.lower(index), ";" | ":" | "\"" | "“" | "”"),
            _ => false,
        }
    }

    /// How many finite verbs, and how many words that open a clause, stand between two tokens.
    pub(crate) fn between(&self, from: usize, to: usize) -> (usize, usize) {
        let at = |index: usize| self.before.get(index).or(self.before.last()).copied().unwrap_or((0, 0));
        let (from, to) = (at(from), at(to));
        (to.0.saturating_sub(from.0) as usize, to.1.saturating_sub(from.1) as usize)
    }

    pub(crate) fn part(&self, index: usize) -> PartOfSpeech {
        self.recognition.parts_of_speech.get(index).copied().unwrap_or(Punctuation)
    }

    pub(crate) fn part_before(&self, index: usize) -> PartOfSpeech {
        index.checked_sub(1).map_or(Punctuation, |before| self.part(before))
    }

    /// A verb that has a subject.
    pub(crate) fn is_finite(&self, index: usize) -> bool {
        matches!(self.part(index), VerbPast | VerbThirdPerson | Modal)
            || self.part(index) == VerbBase && !matches!(self.part_before(index), To | Modal)
    }

    pub(crate) fn is_verb(&self, index: usize) -> bool {
        matches!(self.part(index), VerbPast | VerbThirdPerson | Modal | VerbBase | VerbGerund | VerbParticiple)
    }

    /// A word that may stand between the determiner and the head of a noun phrase.
    pub(crate) fn is_nominal(&self, index: usize) -> bool {
        matches!(self.part(index), Adjective | Number | Noun | PluralNoun | ProperNoun | PluralProperNoun)
    }

    pub(crate) fn is_common_noun(&self, index: usize) -> bool {
        matches!(self.part(index), Noun | PluralNoun)
    }

    /// The part that the noun phrase `tokens` plays in its clause.
    pub(crate) fn role(&self, tokens: &Range<usize>) -> Role {
        if self.part(tokens.end) == Possessive {
            return Role::Owner;
        }
        let before = self.lower_before(tokens.start);
        let placed = matches!(self.part_before(tokens.start), Preposition | To) && !opens_clause(before);
        if placed {
            return Role::OfPreposition;
        }
        if is_common_or_proper(self.part(tokens.end)) {
            return Role::Modifier;
        }
        self.parsed_role(tokens).unwrap_or_else(|| {
            if self.has_verb(tokens.end) || is_report(before) && self.part_before(tokens.start) != Noun {
                return Role::Subject;
            }
            if self.is_verb(tokens.start.wrapping_sub(1)) { Role::Object } else { Role::Other }
        })
    }

    /// A subject or an object by the network's parse, where that is sure: it sees past "of the council" and "(Ohio), who".
    fn parsed_role(&self, tokens: &Range<usize>) -> Option<Role> {
        let top = self.top_of(tokens).filter(|&top| self.is_sure_of_head(top, SURE))?;
        match self.relation(top) {
            Relation::Subject | Relation::PassiveSubject => Some(Role::Subject),
            Relation::Object | Relation::IndirectObject => Some(Role::Object),
            _ => None,
        }
    }

    /// Whether `tokens` hang on the main verb of their sentence, by the parse where that is sure.
    pub(crate) fn is_of_main_verb(&self, tokens: &Range<usize>) -> bool {
        let top = self.top_of(tokens).filter(|&top| self.is_sure_of_head(top, SURE));
        top.and_then(|top| self.head(top)).is_some_and(|verb| self.relation(verb) == Relation::Root)
    }

    /// Whether a finite verb follows at `from`, past adverbs and one stretch between commas.
    fn has_verb(&self, from: usize) -> bool {
        let mut at = from;
        if self.lower(at) == "," {
            let close = (at + 1..at + 16).find(|index| self.lower(*index) == ",");
            let Some(close) = close else { return false };
            at = close + 1;
        }
        while at < from + 24 && self.part(at) == Adverb {
            at += 1;
        }
        self.is_finite(at)
    }
}

/// Whether `word`, which the network calls a preposition, opens a clause of its own.
fn opens_clause(word: &str) -> bool {
    CLAUSE_OPENERS.contains(word) || matches!(word, "than" | "that")
}

fn is_common_or_proper(part: PartOfSpeech) -> bool {
    matches!(part, Noun | PluralNoun | ProperNoun | PluralProperNoun)
}

/// Whether `word` is a verb of speech in a form with a subject.
pub(crate) fn is_report(word: &str) -> bool {
    REPORT_VERBS.contains(word)
}
