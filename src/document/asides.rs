//! What stands in a pasted article and is none of its text: bylines, lines with the day of publication, captions and
//! credits of pictures, "Read more" and the like. A line's first or last words tell it, or its neighbours.

use super::blocks::{Block, BlockKind, is_short};
use super::{Document, date};
use crate::{Span, lexicon};
use std::ops::Range;

/// Lines of more tokens are running text, whatever they open with.
const LONGEST_NOTICE: usize = 60;
/// Lines of more tokens state no day of publication: "Published: 6:02 p.m. EST, 4 March 2025 | Updated: ..." has 27.
const LONGEST_DATE_LINE: usize = 28;

/// The kind of block `index` where it is none of the article's text. Those before it have their kinds already.
pub(super) fn kind(document: &Document, blocks: &[Block], index: usize) -> Option<BlockKind> {
    let tokens = within_brackets(document, blocks[index].tokens.clone());
    by_opener(document, tokens.clone())
        .or_else(|| is_date_line(document, &tokens).then_some(BlockKind::DateLine))
        .or_else(|| by_ending(document, &tokens))
        .or_else(|| ends_with_credit(document, &tokens).then_some(BlockKind::Caption))
        .or_else(|| by_neighbours(document, blocks, index))
}

/// Without a bracket, dash or asterisk in front, and without the bracket that closes.
fn within_brackets(document: &Document, tokens: Range<usize>) -> Range<usize> {
    let opens = tokens.len() > 2 && matches!(document.word(tokens.start), "(" | "[" | "—" | "–" | "*");
    let start = tokens.start + usize::from(opens);
    let closes = opens && matches!(document.word(tokens.end - 1), ")" | "]");
    start..tokens.end - usize::from(closes)
}

/// The kind that a line's first words tell. Most of these words open sentences too: they tell only when a colon or
/// nothing follows, or the line is short and has no full stop.
fn by_opener(document: &Document, tokens: Range<usize>) -> Option<BlockKind> {
    let (length, kind) = lexicon::BLOCK_OPENERS.longest_match(document, tokens.start)?;
    let short = is_short(document, &tokens);
    let next = tokens.start + length;
    let colon = next < tokens.end && matches!(document.word(next), ":" | "|" | "/");
    let comma = length > 1 && next < tokens.end && document.word(next) == ",";
    let alone = next >= tokens.end || colon && next + 1 == tokens.end;
    let name_follows = next < tokens.end && document.word(next).starts_with(char::is_uppercase);
    match kind {
        "byline" if short && name_follows && tokens.len() <= 20 => Some(BlockKind::Byline),
        "credit" if name_follows && tokens.len() <= LONGEST_NOTICE => Some(BlockKind::Byline),
        "caption" if colon || comma || alone || length > 1 && short => Some(BlockKind::Caption),
        "furniture" | "lead" if colon || alone || length > 1 && short => Some(BlockKind::Furniture),
        "notice" if tokens.len() <= LONGEST_NOTICE => Some(BlockKind::Furniture),
        "button" if alone => Some(BlockKind::Furniture),
        "date" if date::in_tokens(document, tokens.clone()).is_some() && tokens.len() <= LONGEST_DATE_LINE => {
            Some(BlockKind::DateLine)
        }
        _ => None,
    }
}

/// "Tuesday, 11 February 2025": a date, and hardly a word beside it.
fn is_date_line(document: &Document, tokens: &Range<usize>) -> bool {
    let lower = tokens.clone().filter(|&index| document.word(index).starts_with(char::is_lowercase));
    tokens.len() <= LONGEST_DATE_LINE
        && date::in_tokens(document, tokens.clone()).is_some()
        && lower.filter(|&index| !lexicon::DATE_LINE_WORDS.contains(document.lower(index))).count() <= 1
}

/// "... contributed to this report.", "5 min read"
fn by_ending(document: &Document, tokens: &Range<usize>) -> Option<BlockKind> {
    /// So many words has the longest closer at most.
    const LONGEST: usize = 5;
    let stop = matches!(document.word(tokens.end - 1), "." | "!");
    let end = tokens.end - usize::from(stop && tokens.len() > 1);
    let (_, kind) = lexicon::BLOCK_CLOSERS.match_before(document, end, LONGEST.min(end - tokens.start))?;
    match kind {
        "byline" if tokens.len() <= LONGEST_NOTICE => Some(BlockKind::Byline),
        "furniture" if tokens.len() <= 8 => Some(BlockKind::Furniture),
        _ => None,
    }
}

/// "Jane Doe/AFP via Getty Images", "(AP Photo/John Roe)", "Crowds in Lima. Photo: Jane Doe"
fn ends_with_credit(document: &Document, tokens: &Range<usize>) -> bool {
    let closing = |word: &str| matches!(word, ")" | "]" | ".");
    let closers = tokens.clone().rev().take_while(|&index| closing(document.word(index))).count();
    let end = tokens.end - closers;
    let start = credit_start(document, tokens.start..end);
    if start == end {
        return false;
    }
    let before = |back: usize| start.checked_sub(back).filter(|&index| index >= tokens.start);
    let word_before = |back: usize| before(back).map_or("", |index| document.lower(index));
    let bracketed = matches!(word_before(1), "(" | "[") && closers > 0;
    let slash = (start + 1..end - 1).find(|&index| document.word(index) == "/");
    let agency = slash.is_some_and(|slash| is_agency(document, slash + 1..end) || is_agency(document, start..slash));
    let announced = matches!(word_before(1), ":" | "by" | "/" | "|") && lexicon::PICTURE_WORDS.contains(word_before(2));
    let credit = lexicon::PICTURE_CREDITS.match_before(document, end, end - start);
    let named = credit.is_some_and(|(length, _)| length > 1 || start == tokens.start && start + length == end);
    agency || announced || named || bracketed && slash.is_some()
}

/// Where the run of names ends that closes `tokens`, seen from its end.
fn credit_start(document: &Document, tokens: Range<usize>) -> usize {
    const LONGEST_CREDIT: usize = 14;
    let fits = |index: usize| {
        let word = document.word(index);
        word.starts_with(char::is_uppercase)
            || matches!(word, "/" | "-" | "’s" | "'s")
            || lexicon::CREDIT_WORDS.contains(document.lower(index))
            || word == "." && index > tokens.start && document.word(index - 1).chars().count() == 1
    };
    let first = tokens.end.saturating_sub(LONGEST_CREDIT).max(tokens.start);
    (first..tokens.end).rev().take_while(|&index| fits(index)).last().unwrap_or(tokens.end)
}

fn is_agency(document: &Document, tokens: Range<usize>) -> bool {
    let at = |index| lexicon::PICTURE_AGENCIES.longest_match(document, index);
    tokens
        .clone()
        .any(|index| at(index).is_some_and(|(length, _)| index + length == tokens.end || index == tokens.start))
}

/// What only stands beside another line that is none of the article's text: the name of an author over a role or a date,
/// a role below a name, the titles that a "Read more" leads.
fn by_neighbours(document: &Document, blocks: &[Block], index: usize) -> Option<BlockKind> {
    let tokens = &blocks[index].tokens;
    let before = index.checked_sub(1).map(|before| &blocks[before]);
    let after = blocks.get(index + 1).map(|after| &after.tokens);
    let name = index > 0 && is_name(document, tokens);
    if name && after.is_some_and(|after| is_role(document, after) || is_date_line(document, after)) {
        return Some(BlockKind::Byline);
    }
    if before.is_some_and(|before| before.kind == BlockKind::Byline) && is_role(document, tokens) {
        return Some(BlockKind::Byline);
    }
    (is_short(document, tokens) && is_led(document, blocks, index)).then_some(BlockKind::Furniture)
}

/// Whether block `index` stands in a list, line below line, over which "Related:" stands.
fn is_led(document: &Document, blocks: &[Block], index: usize) -> bool {
    const LONGEST_LIST: usize = 12;
    let directly = |at: usize| {
        let gap = Span::new(blocks[at - 1].span.end, blocks[at].span.start).of(document.text());
        gap.replace("\r\n", "\n").matches(['\n', '\r']).count() == 1
    };
    let above = (1..=index).rev().take(LONGEST_LIST).take_while(|&at| directly(at)).map(|at| &blocks[at - 1]);
    let list = above.take_while(|block| block.kind == BlockKind::Furniture);
    list.into_iter().any(|block| is_lead(document, &block.tokens))
}

/// "Related:", alone on its line: titles of other articles follow.
fn is_lead(document: &Document, tokens: &Range<usize>) -> bool {
    let opener = lexicon::BLOCK_OPENERS.longest_match(document, tokens.start);
    opener.is_some_and(|(length, kind)| {
        let next = tokens.start + length;
        kind == "lead" && (next == tokens.end || next + 1 == tokens.end && document.word(next) == ":")
    })
}

/// A few capitalised words.
fn is_name(document: &Document, tokens: &Range<usize>) -> bool {
    let capital = |index| document.word(index).starts_with(char::is_uppercase);
    (2..=4).contains(&tokens.len()) && tokens.clone().all(capital)
}

/// "Political correspondent", "BBC News, Nairobi"
fn is_role(document: &Document, tokens: &Range<usize>) -> bool {
    let closes = |index: usize| {
        let next = index + 1;
        next == tokens.end || document.word(next) == ","
    };
    let says = |index: usize| lexicon::BYLINE_ROLES.contains(document.lower(index)) && closes(index);
    tokens.len() <= 10 && is_short(document, tokens) && tokens.clone().any(says)
}
