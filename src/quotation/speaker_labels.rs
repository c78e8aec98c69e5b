//! Quotes to the names that their layout sets beside them: before a colon, after a dash or a colon, on the next line.

use super::implicit::{can_speak, possessor};
use super::shapes::Shape;
use super::sieves::Sieve;
use super::speakers::{Answer, Attribution};
use super::subjects::clause_subject;
use crate::document::{Marked, is_dash};
use crate::grammar::Class;
use crate::grammar::noun_phrase::beginning_at;
use crate::{Label, QuoteKind, lexicon};
use std::ops::Range;

/// The most tokens of a line that names a speaker, with his or her role.
const LONGEST_LINE: usize = 20;

impl Attribution<'_, '_> {
    /// `Rutte: "..."`, `Rutte had one answer: "..."`
    pub(super) fn label(&self, marked: &Marked, floor: usize) -> Option<Answer> {
        let grammar = self.grammar;
        let colon = marked.tokens.start.checked_sub(1).filter(|&token| self.word(token) == ":")?;
        // "Title of the piece — Ada Lowe: ...", "Title of the piece, by Ada Lowe: ..."
        let opens = |token: &usize| {
            (is_dash(grammar.document.word(*token)) || grammar.lower(*token) == "|")
                && grammar.class(*token) == Class::Break
                || grammar.class(*token) == Class::Mark
                || grammar.lower(*token) == "by"
        };
        let floor = (floor..colon).rev().find(opens).map_or(floor, |token| token + 1);
        let mut start = floor;
        while start < colon
            && matches!(grammar.class(start), Class::Joint | Class::Break | Class::Coordinator | Class::Preposition)
        {
            start += 1;
        }
        let subject = || clause_subject(grammar, floor, colon).map(|subject| possessor(grammar, subject));
        let bare = beginning_at(grammar, start, colon).map(|source| possessor(grammar, source));
        let closes = |end: usize| end == colon || matches!(grammar.class(end), Class::Comma) || self.word(end) == "(";
        let source = bare.filter(|bare| closes(bare.end)).or_else(subject);
        let source = source.or_else(|| beginning_at(grammar, start, colon).map(|source| possessor(grammar, source)));
        let narrator = |source: &Range<usize>| matches!(grammar.lower(source.start), "my" | "our");
        let source = source.filter(|source| can_speak(grammar, source) && !narrator(source));
        let sieve = source.is_some().then_some(Sieve::Label);
        Some(Answer { kind: QuoteKind::Direct, source, cue: None, sieve })
    }

    /// A name after a dash: `"..." — Alma Reyes`.
    pub(super) fn signature(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let dash = marked.tokens.end;
        let end = grammar.block(dash).end;
        let opens = marked.tokens.start == grammar.block(marked.tokens.start).start
            || grammar.class_before(marked.tokens.start) == Class::Break;
        if !opens || shape.title && shape.words <= 3 || !matches!(shape.closes_with, "." | "!" | "?" | "," | "") {
            return None;
        }
        if !opens_signature(self.word(dash)) || grammar.block(marked.tokens.start).end < end {
            return None;
        }
        let source = self.name_on_line(dash + 1..end)?;
        let whole = self.is_line_of_name(&source, end);
        (whole || shape.words > 3).then(|| by_layout(source, Sieve::Signature))
    }

    /// `"We were lied to": widow`
    pub(super) fn label_after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let colon = marked.tokens.end;
        let block = grammar.block(marked.tokens.start);
        if colon >= block.end || self.word(colon) != ":" || marked.tokens.start != block.start || shape.title {
            return None;
        }
        let source = beginning_at(grammar, colon + 1, block.end).filter(|source| can_speak(grammar, source))?;
        let person = grammar.label(source.end - 1) == Some(Label::Person);
        let shown = person && matches!(grammar.class(source.end), Class::Verb | Class::Preposition | Class::Gerund);
        let kind = if shape.words > 1 { QuoteKind::Direct } else { QuoteKind::Mixed };
        (source.end >= block.end || shown).then(|| Answer { kind, ..by_layout(source, Sieve::LabelAfter) })
    }

    /// A quote that is a paragraph, and the name of its speaker on the next line.
    pub(super) fn name_below(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let block = grammar.block(marked.tokens.start);
        let whole = marked.tokens.start == block.start && marked.tokens.end + 1 >= block.end;
        if !whole || shape.title || marked.nested || block.end >= grammar.len() {
            return None;
        }
        let line = grammar.block(block.end);
        let start = line.start + usize::from(opens_signature(self.word(line.start)));
        let source = self.name_on_line(start..line.end).filter(|_| line.len() <= LONGEST_LINE)?;
        let person = source.clone().any(|token| grammar.label(token) == Some(Label::Person));
        let dashed = start > line.start;
        let signed = (person || dashed) && self.is_line_of_name(&source, line.end);
        signed.then(|| by_layout(source, Sieve::NameBelow))
    }

    /// "From the desk of Alma Reyes", and a quote in the next paragraph.
    pub(super) fn letterhead(&self, marked: &Marked) -> Option<Answer> {
        let grammar = self.grammar;
        let start = marked.tokens.start;
        let above = grammar.block(start.checked_sub(1)?);
        let (length, _) = lexicon::LETTERHEADS.longest_match(grammar.document, above.start)?;
        let source = beginning_at(grammar, above.start + length, above.end)?;
        (grammar.block(start).start == start).then(|| by_layout(source, Sieve::Announced))
    }

    /// The name with which the line `tokens` begins.
    fn name_on_line(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let grammar = self.grammar;
        let source = beginning_at(grammar, tokens.start, tokens.end)?;
        let named = grammar.class(source.start) == Class::Name || grammar.is_capitalised(source.start);
        let closes =
            matches!(grammar.class(source.end), Class::Comma | Class::Stop | Class::Break) || source.end == tokens.end;
        (named && closes).then_some(source)
    }

    /// Whether behind `source`, up to `end`, nothing stands but what it is: "Ian Holt, leader of the council".
    fn is_line_of_name(&self, source: &Range<usize>, end: usize) -> bool {
        let rest = source.end..end;
        rest.len() <= LONGEST_LINE
            && !rest.into_iter().any(|token| {
                let class = self.grammar.class(token);
                class.is_verbal() || matches!(class, Class::Mark | Class::Pronoun | Class::Wh)
            })
    }
}

pub(super) fn by_layout(source: Range<usize>, sieve: Sieve) -> Answer {
    Answer { kind: QuoteKind::Direct, source: Some(source), cue: None, sieve: Some(sieve) }
}

fn opens_signature(word: &str) -> bool {
    is_dash(word) || word == "~"
}
