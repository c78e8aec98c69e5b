//! Datelines: place, day and agency before the dash that opens a report ("PARIS (Reuters) - Officials said"). They are
//! no part of its first sentence.

use crate::Document;
use crate::document::{Before, BlockKind};
use std::ops::Range;

/// Within how many tokens a dateline ends.
const LONGEST: usize = 16;

/// The datelines of `document`, with their dashes, in order. Ranges are of tokens.
pub(super) fn find(document: &Document) -> Vec<Range<usize>> {
    let paragraphs = document.blocks().iter().filter(|block| block.kind == BlockKind::Paragraph);
    paragraphs.filter_map(|block| at_beginning(document, block.tokens.clone())).collect()
}

fn at_beginning(document: &Document, block: Range<usize>) -> Option<Range<usize>> {
    let end = block.end.min(block.start + LONGEST);
    let dash = (block.start + 1..end).find(|&token| is_dash(document, token))?;
    let first = document.word(block.start);
    let in_capitals = first.chars().count() > 2 && first.chars().all(char::is_uppercase);
    let bracketed = document.word(dash - 1) == ")" && first.starts_with(char::is_uppercase);
    let small = |token: usize| document.word(token).starts_with(char::is_lowercase);
    let short = |token: usize| document.word(token).chars().count() <= 3;
    let names = (block.start..dash).all(|token| !small(token) || short(token));
    let text = (dash + 1 < block.end).then(|| document.word(dash + 1))?;
    let text_opens = !text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.'));
    ((in_capitals || bracketed) && names && text_opens).then_some(block.start..dash + 1)
}

fn is_dash(document: &Document, token: usize) -> bool {
    match document.word(token) {
        "—" | "–" | "--" => true,
        "-" => document.tokens()[token].before != Before::Nothing,
        _ => false,
    }
}
