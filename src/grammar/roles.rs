//! The little grammar that references need: parts of speech, and the part that a noun phrase plays in its clause.

use super::Grammar;
use crate::Document;
use crate::lexicon::{FUNCTION_WORDS, NOUN_KINDS, POLITICAL_VERBS};
use crate::recognition::{PartOfSpeech, Recognition};
use PartOfSpeech::{
    Adjective, Adverb, Conjunction, Determiner, Modal, Noun, Number, Other, Particle, PluralNoun, PluralProperNoun,
    Possessive, PossessivePronoun, Preposition, Pronoun, ProperNoun, Punctuation, To, VerbBase, VerbGerund,
    VerbParticiple, VerbPast, VerbThirdPerson, Wh,
};
use std::ops::Range;

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

/// Parts of speech for every token of a document: those of the tagger, or guesses where no tagger has been at work.
pub(super) fn parts(document: &Document, recognition: &Recognition) -> Vec<PartOfSpeech> {
    let tagged = recognition.parts_of_speech.len() == document.tokens().len();
    if tagged { recognition.parts_of_speech.clone() } else { guess(document, recognition) }
}

impl Grammar<'_> {
    pub(super) fn count_clauses(&mut self) {
        let (mut verbs, mut openers) = (0, 0);
        for index in 0..self.document.tokens().len() {
            self.before.push((verbs, openers));
            verbs += u32::from(self.is_finite(index) && !(index > 0 && self.is_finite(index - 1)));
            openers += u32::from(self.opens_clause(self.document, index));
        }
    }

    fn opens_clause(&self, document: &Document, index: usize) -> bool {
        match self.part(index) {
            Wh => true,
            Preposition => opens_clause(document.lower(index)),
            Punctuation => matches!(document.lower(index), ";" | ":" | "\"" | "“" | "”"),
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
        self.parts.get(index).copied().unwrap_or(Punctuation)
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
    pub(crate) fn role(&self, document: &Document, tokens: &Range<usize>) -> Role {
        if self.part(tokens.end) == Possessive {
            return Role::Owner;
        }
        let before = document.lower_at(tokens.start.checked_sub(1));
        let placed = matches!(self.part_before(tokens.start), Preposition | To) && !opens_clause(before);
        if placed {
            return Role::OfPreposition;
        }
        if is_common_or_proper(self.part(tokens.end)) {
            return Role::Modifier;
        }
        if self.has_verb(document, tokens.end) || is_report(before) && self.part_before(tokens.start) != Noun {
            return Role::Subject;
        }
        if self.is_verb(tokens.start.wrapping_sub(1)) { Role::Object } else { Role::Other }
    }

    /// Whether a finite verb follows at `from`, past adverbs and one stretch between commas.
    fn has_verb(&self, document: &Document, from: usize) -> bool {
        let mut at = from;
        if document.lower_at(Some(at)) == "," {
            let close = (at + 1..at + 16).find(|index| document.lower_at(Some(*index)) == ",");
            let Some(close) = close else { return false };
            at = close + 1;
        }
        while at < from + 24 && self.part(at) == Adverb {
            at += 1;
        }
        self.is_finite(at)
    }
}

fn is_common_or_proper(part: PartOfSpeech) -> bool {
    matches!(part, Noun | PluralNoun | ProperNoun | PluralProperNoun)
}

/// Words that the tagger calls prepositions, but that open a clause of their own.
fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "if"
            | "because"
            | "although"
            | "though"
            | "while"
            | "whether"
            | "as"
            | "than"
            | "unless"
            | "since"
            | "until"
            | "when"
            | "before"
            | "after"
            | "where"
            | "once"
    )
}

/// Verbs of speech in the forms in which news uses them.
pub(crate) fn is_report(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "added"
            | "adds"
            | "told"
            | "tells"
            | "asked"
            | "asks"
            | "announced"
            | "claimed"
            | "claims"
            | "argued"
            | "argues"
            | "warned"
            | "warns"
            | "insisted"
            | "insists"
            | "thinks"
            | "thought"
            | "believes"
            | "believed"
            | "wrote"
            | "writes"
            | "noted"
            | "notes"
            | "explained"
            | "explains"
            | "denied"
            | "denies"
            | "declared"
            | "predicted"
            | "predicts"
            | "recalled"
            | "recalls"
            | "replied"
            | "admitted"
            | "admits"
            | "acknowledged"
            | "conceded"
            | "concedes"
            | "testified"
            | "vowed"
            | "suggested"
            | "suggests"
            | "indicated"
            | "stated"
            | "reported"
            | "knew"
            | "knows"
            | "hopes"
            | "hoped"
            | "feels"
            | "felt"
            | "promised"
            | "promises"
    )
}

/// Parts of speech from word lists, endings and the word before.
fn guess(document: &Document, recognition: &Recognition) -> Vec<PartOfSpeech> {
    let mut parts = vec![Other; document.tokens().len()];
    for mention in recognition.mentions.iter().filter(|mention| mention.label.is_name()) {
        document.tokens_in(mention.span).for_each(|index| parts[index] = ProperNoun);
    }
    for index in 0..parts.len() {
        if parts[index] != ProperNoun {
            let before = index.checked_sub(1).map_or(Punctuation, |before| parts[before]);
            parts[index] = guess_one(document, index, before);
        } else if matches!(document.lower(index), "'s" | "'") {
            parts[index] = Possessive;
        }
    }
    parts
}

fn guess_one(document: &Document, index: usize, before: PartOfSpeech) -> PartOfSpeech {
    let word = document.lower(index);
    if !word.chars().any(char::is_alphanumeric) {
        return Punctuation;
    }
    if word == "'s" && matches!(before, ProperNoun | Noun | PluralNoun) {
        return Possessive;
    }
    let in_phrase = matches!(before, Determiner | PossessivePronoun | Adjective | Possessive | Number);
    match FUNCTION_WORDS.get(word) {
        Some("her") => return if in_phrase { Pronoun } else { PossessivePronoun },
        Some(part) => return named(part),
        None => {}
    }
    let kind_of = NOUN_KINDS.contains(word);
    if word.chars().all(|c| c.is_numeric() || c == ',' || c == '.') {
        Number
    } else if before == Adjective && word.ends_with("ed") {
        VerbPast
    } else if kind_of || in_phrase {
        if word.ends_with('s') && !word.ends_with("ss") { PluralNoun } else { Noun }
    } else if word.ends_with("ly") {
        Adverb
    } else if word.ends_with("ing") {
        VerbGerund
    } else if matches!(before, To | Modal) {
        VerbBase
    } else if word.ends_with("ed") || POLITICAL_VERBS.contains(word) {
        if word.ends_with('s') { VerbThirdPerson } else { VerbPast }
    } else if matches!(before, ProperNoun | Pronoun | Noun) && word.ends_with('s') && !word.ends_with("ss") {
        VerbThirdPerson
    } else if word.ends_with('s') && !word.ends_with("ss") {
        PluralNoun
    } else {
        Noun
    }
}

/// The part of speech that `FUNCTION_WORDS` names.
fn named(part: &str) -> PartOfSpeech {
    match part {
        "determiner" => Determiner,
        "possessive pronoun" => PossessivePronoun,
        "pronoun" => Pronoun,
        "preposition" => Preposition,
        "to" => To,
        "conjunction" => Conjunction,
        "modal" => Modal,
        "wh" => Wh,
        "adverb" => Adverb,
        "past" => VerbPast,
        "third person" => VerbThirdPerson,
        "base" => VerbBase,
        "participle" => VerbParticiple,
        "adjective" => Adjective,
        _ => Particle,
    }
}
