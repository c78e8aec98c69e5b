//! Quotes that what somebody does breaks in two: `"We tried," she paused, "and we lost."`

use super::implicit::can_speak;
use super::shapes;
use super::sieves::Sieve;
use super::speakers::{Answer, Attribution};
use crate::QuoteKind;
use crate::document::is_dash;
use crate::grammar::Class;
use crate::grammar::noun_phrase::beginning_at;

/// The most tokens of what breaks a quote.
const LONGEST: usize = 14;

impl Attribution<'_, '_> {
    /// The answer for a half of a broken quote: the first, or the second.
    pub(super) fn interrupted(&self, index: usize) -> Option<Answer> {
        self.act_after(index).or_else(|| self.act_after(index.checked_sub(1)?))
    }

    /// Who does something between quote `first` and the next, within one sentence.
    fn act_after(&self, first: usize) -> Option<Answer> {
        let grammar = self.grammar;
        let (before, after) = (&self.marked[first], self.marked.get(first + 1)?);
        let gap = before.tokens.end..after.tokens.start;
        if before.nested || after.nested || gap.len() > LONGEST {
            return None;
        }
        let dash = |token: usize| is_dash(self.word(token));
        let shape = shapes::shape(grammar, before);
        let opens = matches!(shape.closes_with, "," | "—") || dash(gap.start);
        let closes = dash(gap.end - 1) || grammar.class(gap.end - 1) == Class::Comma && !dash(gap.start);
        let whole = gap.clone().all(|token| !matches!(grammar.class(token), Class::Stop | Class::Mark));
        if !opens || !closes || !whole || !shape.stands_apart || !grammar.block(gap.start).contains(&after.tokens.start)
        {
            return None;
        }
        let from = gap.start + usize::from(dash(gap.start));
        let source = beginning_at(grammar, from, gap.end).filter(|source| can_speak(grammar, source))?;
        let verb = (source.end..gap.end).find(|&token| grammar.class(token) != Class::Adverb)?;
        (grammar.class(verb) == Class::Verb && !grammar.is_be(verb)).then_some(Answer {
            kind: QuoteKind::Direct,
            source: Some(source),
            cue: Some(verb..verb + 1),
            sieve: Some(Sieve::VerbAfter),
        })
    }
}
