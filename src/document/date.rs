//! The day of publication, as the text itself states it: a date line or a dateline near its beginning.

use super::{BlockKind, Document, is_dash};
use crate::amounts::full_date;
use crate::lexicon;
use jiff::civil::Date;
use std::ops::Range;

/// How many blocks at the beginning may state the day.
const FIRST_BLOCKS: usize = 20;
/// Within how many tokens a dateline ("PARIS, Feb. 11, 2025 (AFP) -") stands.
pub(crate) const DATELINE_TOKENS: usize = 16;

/// The full date that stands in a date line or byline, or in the dateline of the first paragraph, of `document`. One that
/// tells when the article was published comes before one of an update.
pub(super) fn stated_date(document: &Document) -> Option<Date> {
    let blocks = &document.blocks()[..document.blocks().len().min(FIRST_BLOCKS)];
    let lines = blocks.iter().filter(|block| matches!(block.kind, BlockKind::DateLine | BlockKind::Byline));
    let dated: Vec<_> =
        lines.filter_map(|block| Some((block.tokens.clone(), in_tokens(document, block.tokens.clone())?))).collect();
    let updated =
        |tokens: &Range<usize>| document.lower(tokens.start) == "updated" || document.lower(tokens.start) == "last";
    let published = dated.iter().find(|(tokens, _)| !updated(tokens)).or(dated.first());
    let stated = published.map(|(_, date)| *date);
    stated.or_else(|| blocks.iter().find_map(|block| in_tokens(document, dateline(document, block.tokens.clone())?)))
}

/// The end of a date line that stands at the very beginning of `tokens`, with the text after it in the same line
/// ("2025-02-11 The minister ..."); `tokens.start` where there is none.
pub(super) fn opening(document: &Document, tokens: &Range<usize>) -> usize {
    let label = lexicon::BLOCK_OPENERS.longest_match(document, tokens.start).filter(|(_, kind)| *kind == "date");
    let mut first = tokens.start + label.map_or(0, |(length, _)| length);
    if first < tokens.end && document.word(first) == ":" {
        first += 1;
    }
    match full_date(document, first, tokens.end) {
        Some((_, end)) if label.is_some() || opens_text(document, end, tokens.end) => {
            if end < tokens.end && (parts(document.word(end)) || document.word(end) == ".") { end + 1 } else { end }
        }
        _ => tokens.start,
    }
}

/// Whether the words after a date are no part of its sentence: they open with a capital.
fn opens_text(document: &Document, index: usize, end: usize) -> bool {
    index == end || parts(document.word(index)) || document.word(index).starts_with(char::is_uppercase)
}

/// Whether a line is parted by `word`.
fn parts(word: &str) -> bool {
    is_dash(word) || matches!(word, ":" | "|")
}

/// The tokens of a dateline at the beginning of a paragraph: those before its dash.
fn dateline(document: &Document, tokens: Range<usize>) -> Option<Range<usize>> {
    let end = tokens.end.min(tokens.start + DATELINE_TOKENS);
    let dash = (tokens.start..end).find(|&index| is_dash(document.word(index)))?;
    let capital = document.word(tokens.start).starts_with(char::is_uppercase);
    capital.then_some(tokens.start..dash)
}

/// The first full date in `tokens`.
pub(super) fn in_tokens(document: &Document, tokens: Range<usize>) -> Option<Date> {
    tokens.clone().find_map(|index| full_date(document, index, tokens.end)).map(|(date, _)| date)
}
