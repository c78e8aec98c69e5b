//! Datelines: the place, day and agency before the dash or colon that opens a report ("PARIS (Reuters) - Officials said").
//! They are no part of its first sentence.

use crate::Document;
use crate::document::{Before, BlockKind, DATELINE_TOKENS, is_dash};
use std::ops::Range;

/// The datelines of `document` with the signs that end them, in order. Ranges are of tokens; `is_place` says whether a
/// token belongs to the name of a place.
pub(super) fn find_datelines(document: &Document, is_place: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let blocks = document.blocks().iter();
    let spoken = document.blocks().iter().filter(|block| block.kind == BlockKind::TranscriptLine).count();
    blocks
        .filter_map(|block| match block.kind {
            BlockKind::Paragraph => before_dash(document, block.tokens.clone()),
            // "SYDNEY: Heavy rain ..." looks like a line of a transcript, but is the only one.
            BlockKind::TranscriptLine if spoken == 1 => before_colon(document, block.tokens.clone(), &is_place),
            _ => None,
        })
        .collect()
}

fn before_dash(document: &Document, block: Range<usize>) -> Option<Range<usize>> {
    let end = block.end.min(block.start + DATELINE_TOKENS);
    let dash = (block.start + 1..end).find(|&token| parts(document, token))?;
    let first = document.word(block.start);
    let in_capitals = first.chars().count() > 2 && first.chars().all(char::is_uppercase);
    let bracketed = document.word(dash - 1) == ")" && first.starts_with(char::is_uppercase);
    let small = |token: usize| document.word(token).starts_with(char::is_lowercase);
    let short = |token: usize| document.word(token).chars().count() <= 3;
    let names = (block.start..dash).all(|token| !small(token) || short(token));
    let end = dash + 1 + usize::from(document.lower_at(Some(dash + 1)) == "-");
    let text = (end < block.end).then(|| document.word(end))?;
    let text_opens = !text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.'));
    ((in_capitals || bracketed) && names && text_opens).then_some(block.start..end)
}

fn before_colon(document: &Document, block: Range<usize>, is_place: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let end = block.end.min(block.start + DATELINE_TOKENS);
    let colon = (block.start + 1..end).find(|&token| document.word(token) == ":")?;
    (block.start..colon).all(is_place).then_some(block.start..colon + 1)
}

fn parts(document: &Document, token: usize) -> bool {
    let word = document.word(token);
    is_dash(word) && (word != "-" || document.tokens()[token].before != Before::Nothing)
}
