//! Posts of social media, as articles show them: words, and below them or behind them who wrote them, with a handle:
//! "— Ana Ruiz (@anaruiz) March 3, 2025".

use super::sieves::Sieve;
use super::transcript::Line;
use crate::QuoteKind;
use crate::document::{BlockKind, is_dash};
use crate::grammar::noun_phrase::beginning_at;
use crate::grammar::{Class, Grammar};
use std::ops::Range;

/// The most tokens of a name before its handle, and between handle and the end of its line.
const LONGEST_NAME: usize = 6;
const LONGEST_DATE: usize = 12;

/// The posts of the document, a line for each, in order.
pub(super) fn find_posts(grammar: &Grammar) -> Vec<Line> {
    let blocks = 0..grammar.document.blocks().len();
    blocks.filter_map(|block| post(grammar, block)).collect()
}

fn post(grammar: &Grammar, block: usize) -> Option<Line> {
    let blocks = grammar.document.blocks();
    let tokens = blocks[block].tokens.clone();
    let open = tokens.clone().find(|&token| grammar.document.word(token) == "(" && is_handle(grammar, token + 1))?;
    let floor = tokens.start.max(open.saturating_sub(LONGEST_NAME + 1));
    let dash = (floor..open).rev().find(|&token| is_dash(grammar.document.word(token)))?;
    let speaker = beginning_at(grammar, dash + 1, open).filter(|speaker| speaker.end == open)?;
    if tokens.end - open > LONGEST_DATE {
        return None;
    }
    let own = tokens.start..dash;
    let words = if own.is_empty() { above(grammar, block)? } else { own };
    let (kind, speaker, sieve) = (QuoteKind::Direct, Some(speaker), Sieve::Post);
    let marked = words.clone().any(|token| grammar.class(token) == Class::Mark);
    (!marked).then_some(Line { kind, speaker, name: None, cue: None, words, goes_on: false, sieve })
}

/// The words of the block above `block`.
fn above(grammar: &Grammar, block: usize) -> Option<Range<usize>> {
    let above = &grammar.document.blocks()[block.checked_sub(1)?];
    matches!(above.kind, BlockKind::Paragraph | BlockKind::Headline).then(|| above.tokens.clone())
}

/// Whether a handle stands at `token`: "@anaruiz".
fn is_handle(grammar: &Grammar, token: usize) -> bool {
    token < grammar.len() && grammar.document.word(token).starts_with('@')
}
