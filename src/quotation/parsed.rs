//! What the parse tells of a source, its cue and a quote: evidence for the choice of speakers. Where there is no parse,
//! nothing.

use crate::grammar::Grammar;
use crate::recognition::Relation;
use std::ops::Range;

/// How many heads up a quote is followed to its cue.
const FARTHEST: usize = 6;

/// How the phrase `tokens` hangs on the words of `cue`; `None` where it does not.
pub(super) fn relation(grammar: &Grammar, tokens: &Range<usize>, cue: &Range<usize>) -> Option<Relation> {
    let top = grammar.top_of(tokens)?;
    cue.contains(&grammar.head(top)?).then_some(grammar.relation(top))
}

/// By how many heads the words of `quote` hang below those of `cue`, from 0 on.
pub(super) fn depth_below(grammar: &Grammar, quote: &Range<usize>, cue: &Range<usize>) -> Option<usize> {
    let mut head = grammar.head(grammar.top_of(quote)?)?;
    for depth in 0..FARTHEST {
        if cue.contains(&head) {
            return Some(depth);
        }
        head = grammar.head(head)?;
    }
    None
}
