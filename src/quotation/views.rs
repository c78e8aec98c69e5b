//! Quotes to those whose view they are said to be, without a verb that reports: "in Lund's words", "for Lund, ...", "Those
//! were the words of Lund".

use super::implicit::{can_speak, possessor};
use super::shapes::Shape;
use super::sieves::Sieve;
use super::speakers::{Answer, Attribution};
use crate::document::Marked;
use crate::grammar::Class;
use crate::grammar::noun_phrase::beginning_at;
use crate::{Label, QuoteKind, lexicon};
use std::ops::Range;

impl Attribution<'_, '_> {
    /// Marks in a sentence that tells whose view it is, at its beginning or its end.
    pub(super) fn viewed(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let (floor, end) = (self.clause_start(marked.tokens.start), self.clause_end(marked.tokens.end));
        let first = (floor..marked.tokens.start)
            .find(|&token| !matches!(grammar.class(token), Class::Coordinator | Class::Adverb))?;
        let comma = |token: usize| grammar.class(token) == Class::Comma && token < marked.tokens.start;
        let opening = self.view_at(first, marked.tokens.start).filter(|(_, end)| comma(*end));
        let opening = opening.or_else(|| self.opinion_at(first).filter(|(_, end)| comma(*end)));
        let closing = || {
            let from = marked.tokens.end + usize::from(grammar.class(marked.tokens.end) == Class::Comma);
            self.view_at(from, end).filter(|(_, view)| *view >= end || grammar.class(*view) == Class::Comma)
        };
        let (source, _) = opening.or_else(closing)?;
        let kind = if shape.stands_apart && shape.clause { QuoteKind::Direct } else { QuoteKind::Mixed };
        Some(Answer { kind, source: Some(source), cue: None, sieve: Some(Sieve::View) })
    }

    /// "in Lund's view", "to her mind": whose it is, and where the phrase ends.
    fn view_at(&self, first: usize, limit: usize) -> Option<(Range<usize>, usize)> {
        let grammar = self.grammar;
        if !matches!(grammar.lower(first), "in" | "to" | "by") {
            return None;
        }
        let phrase = beginning_at(grammar, first + 1, limit)?;
        let noun = phrase.clone().rev().find(|&token| grammar.class(token) == Class::Noun)?;
        let owner = possessor(grammar, phrase.start..noun + 1);
        let viewed = lexicon::VIEW_NOUNS.contains(grammar.lower(noun)) && owner.end <= noun;
        (viewed && owner.end < phrase.end && can_speak(grammar, &owner)).then_some((owner, noun + 1))
    }

    /// "For Lund, ...": a person's opinion.
    fn opinion_at(&self, first: usize) -> Option<(Range<usize>, usize)> {
        let grammar = self.grammar;
        let source = beginning_at(grammar, first + 1, grammar.block(first).end)?;
        let person = source.clone().all(|token| grammar.label(token) == Some(Label::Person));
        (grammar.lower(first) == "for" && person).then(|| (source.clone(), source.end))
    }

    /// The sentence behind a quote tells whose words it was: "Those were the words of Lund", "With these two words, Lund".
    pub(super) fn claimed_after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let first = marked.tokens.end;
        if !shape.stands_apart || marked.nested || first >= grammar.len() {
            return None;
        }
        let end = grammar.sentence(first).end;
        let source = match grammar.lower(first) {
            "with" => self.with_words(first + 1, end),
            word if points(word) || word == "such" => self.were_words_of(first + 1, end),
            _ => None,
        }?;
        let sieve = Some(Sieve::Utterance);
        can_speak(grammar, &source).then_some(Answer {
            kind: QuoteKind::Direct,
            source: Some(source),
            cue: None,
            sieve,
        })
    }

    /// "those two words, Lund ended"
    fn with_words(&self, from: usize, end: usize) -> Option<Range<usize>> {
        let grammar = self.grammar;
        let comma = (from..end.min(from + 6)).find(|&token| grammar.class(token) == Class::Comma)?;
        let pointed = points(grammar.lower(from));
        let uttered = pointed && lexicon::UTTERANCES.contains(grammar.lower(comma - 1));
        let source = uttered.then(|| beginning_at(grammar, comma + 1, end))??;
        grammar.class(source.end).is_verbal().then_some(source)
    }

    /// "were the words of Lund"
    fn were_words_of(&self, from: usize, end: usize) -> Option<Range<usize>> {
        let grammar = self.grammar;
        if !grammar.is_be(from) {
            return None;
        }
        let mut words = from + 1..end.min(from + 8);
        let noun = words.find(|&token| lexicon::UTTERANCES.contains(grammar.lower(token)))?;
        matches!(grammar.lower(noun + 1), "of" | "from").then(|| beginning_at(grammar, noun + 2, end)).flatten()
    }
}

/// "this", "those"
fn points(word: &str) -> bool {
    lexicon::DETERMINERS.get(word) == Some("demonstrative")
}
