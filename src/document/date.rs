//! The day of publication, as the text itself states it: a date line or a dateline near its beginning.

use super::{BlockKind, Document};
use crate::lexicon;
use jiff::civil::Date;
use std::ops::Range;

/// How many blocks at the beginning may state the day.
const FIRST_BLOCKS: usize = 8;
/// Within how many tokens a dateline ("PARIS, Feb. 11, 2025 (AFP) -") stands.
pub(crate) const DATELINE_TOKENS: usize = 16;

/// The first full date that stands in a date line, or in the dateline of the first paragraph, of `document`.
pub(super) fn find(document: &Document) -> Option<Date> {
    let blocks = &document.blocks()[..document.blocks().len().min(FIRST_BLOCKS)];
    let lines = blocks.iter().filter(|block| block.kind == BlockKind::DateLine);
    let stated = lines.into_iter().find_map(|block| in_tokens(document, block.tokens.clone()));
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
    match date_at(document, first, tokens.end) {
        Some((_, end)) if label.is_some() || opens_text(document, end, tokens.end) => {
            if end < tokens.end && matches!(document.word(end), ":" | "." | "-" | "–" | "—" | "|") {
                end + 1
            } else {
                end
            }
        }
        _ => tokens.start,
    }
}

/// Whether the words after a date are no part of its sentence: they open with a capital.
fn opens_text(document: &Document, index: usize, end: usize) -> bool {
    index == end
        || matches!(document.word(index), ":" | "-" | "–" | "—" | "|")
        || document.word(index).starts_with(char::is_uppercase)
}

/// The tokens of a dateline at the beginning of a paragraph: those before its dash.
fn dateline(document: &Document, tokens: Range<usize>) -> Option<Range<usize>> {
    let end = tokens.end.min(tokens.start + DATELINE_TOKENS);
    let dash = (tokens.start..end).find(|&index| matches!(document.word(index), "-" | "–" | "—" | "--"))?;
    let capital = document.word(tokens.start).starts_with(char::is_uppercase);
    capital.then_some(tokens.start..dash)
}

/// The first full date in `tokens`.
pub(super) fn in_tokens(document: &Document, tokens: Range<usize>) -> Option<Date> {
    tokens.clone().find_map(|index| date_at(document, index, tokens.end)).map(|(date, _)| date)
}

/// The full date that stands at token `first`, and the token after it: "2025-02-11", "11 February 2025",
/// "Feb. 11, 2025", "Tuesday, 11th February 2025". Figures alone that could be read two ways are no date.
fn date_at(document: &Document, first: usize, end: usize) -> Option<(Date, usize)> {
    let word = |index: usize| if index < end { document.lower(index) } else { "" };
    let number = |index: usize| word(index).trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i16>().ok();
    let skip = |index: usize, signs: &[&str]| if signs.contains(&word(index)) { index + 1 } else { index };
    if let Some(date) = figures(word(first).split('.').map(|part| part.parse().ok())) {
        return Some((date, first + 1));
    }
    let separated = |sign: &str| word(first + 1) == sign && word(first + 3) == sign;
    if separated("-") || separated("/") {
        let date = figures([first, first + 2, first + 4].into_iter().map(number))?;
        return Some((date, first + 5));
    }
    if let Some(month) = lexicon::MONTHS.get(word(first)) {
        let day = skip(first + 1, &["."]);
        let year = skip(day + 1, &[","]);
        return civil(number(year)?, month.parse().ok()?, number(day)?).map(|date| (date, year + 1));
    }
    let day = number(first)?;
    let month = skip(first + 1, &["of", "-"]);
    let year = skip(skip(month + 1, &["."]), &[",", "-"]);
    let month = lexicon::MONTHS.get(word(month))?;
    civil(number(year)?, month.parse().ok()?, day).map(|date| (date, year + 1))
}

/// The date that three figures state, if they can be read in one way only.
fn figures(mut parts: impl Iterator<Item = Option<i16>>) -> Option<Date> {
    let (a, b, c) = (parts.next()??, parts.next()??, parts.next()??);
    match (a, b) {
        _ if parts.next().is_some() => None,
        (32.., _) => civil(a, b, c),
        (_, 13..) => civil(c, a, b),
        (13.., _) => civil(c, b, a),
        _ => None,
    }
}

/// A date within the years of which newspapers tell.
fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1600..=2199).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
