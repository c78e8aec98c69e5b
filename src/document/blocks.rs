//! Tokens to blocks: paragraphs, headlines, datelines ... What a line is shows in its first words, its length, its case
//! and its last sign.

use super::{Before, Document, asides, date, is_dash};
use crate::{Span, lexicon};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A paragraph or another part of an article that stands apart. `span` is in bytes; `tokens` are indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub tokens: Range<usize>,
    pub kind: BlockKind,
}

/// What a block of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A line above the text or between its parts, without a full stop.
    Headline,
    /// "By Jane Doe, Staff Writer".
    Byline,
    /// What states the day of publication and little else.
    DateLine,
    /// One of several that a sign or a number opens.
    ListItem,
    /// "BLITZER: Good evening.", "Q. And then?"
    TranscriptLine,
    /// The caption or credit of a picture.
    Caption,
    /// "Read more: ...", "Advertisement", "Share this article".
    Furniture,
}

impl BlockKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Paragraph => "paragraph",
            BlockKind::Headline => "headline",
            BlockKind::Byline => "byline",
            BlockKind::DateLine => "dateline",
            BlockKind::ListItem => "listitem",
            BlockKind::TranscriptLine => "transcriptline",
            BlockKind::Caption => "caption",
            BlockKind::Furniture => "furniture",
        }
    }

    /// Whether it is a part of the article's own text, whose quotes and names count.
    pub fn is_article(self) -> bool {
        !matches!(self, BlockKind::Byline | BlockKind::DateLine | BlockKind::Caption | BlockKind::Furniture)
    }
}

/// A line of the text: its tokens, and whether an empty line stands above it.
struct TextLine {
    tokens: Range<usize>,
    after_gap: bool,
}

/// Lines shorter than this, in bytes, may have been broken to fit a page.
const LONGEST_WRAPPED_LINE: usize = 120;

/// Divides the tokens of `document` into blocks, which cover all of them.
pub(super) fn find_blocks(document: &Document) -> Vec<Block> {
    let lines = lines(document);
    let mut blocks: Vec<Block> = Vec::new();
    for group in lines.chunk_by(|_, next| !next.after_gap) {
        for tokens in join_wrapped(document, group) {
            let date_end = if blocks.is_empty() { date::opening(document, &tokens) } else { tokens.start };
            for part in [tokens.start..date_end, date_end..tokens.end].into_iter().filter(|part| !part.is_empty()) {
                let span = document.span(part.clone());
                blocks.push(Block { span, tokens: part, kind: BlockKind::Paragraph });
            }
        }
    }
    for index in 0..blocks.len() {
        blocks[index].kind = kind(document, &blocks, index);
    }
    settle_transcript(document, &mut blocks);
    blocks
}

fn lines(document: &Document) -> Vec<TextLine> {
    let tokens = document.tokens();
    let mut lines: Vec<TextLine> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 && token.before != Before::LineBreak {
            lines.last_mut().expect("the first token opens a line").tokens.end = index + 1;
            continue;
        }
        let gap_start = if index == 0 { 0 } else { tokens[index - 1].span.end };
        let gap = &document.text()[gap_start..token.span.start];
        let breaks = gap.replace("\r\n", "\n").matches(['\n', '\r', '\u{2028}', '\u{2029}']).count();
        lines.push(TextLine { tokens: index..index + 1, after_gap: breaks > 1 || gap.contains('\u{2029}') });
    }
    lines
}

/// Joins the lines of a group without gaps where they were broken only to fit a page.
fn join_wrapped(document: &Document, group: &[TextLine]) -> Vec<Range<usize>> {
    let length = |line: &TextLine| document.span(line.tokens.clone()).len();
    let longest = group.iter().map(length).max().unwrap_or(0);
    let full = group[..group.len() - 1].iter().all(|line| length(line) * 10 >= longest * 7);
    let wrapped = group.len() > 2 && longest <= LONGEST_WRAPPED_LINE && longest > 40 && full;
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for line in group {
        match blocks.last_mut() {
            Some(block) if wrapped || goes_on(document, block.end - 1, line.tokens.start) => {
                block.end = line.tokens.end
            }
            _ => blocks.push(line.tokens.clone()),
        }
    }
    blocks
}

/// Whether a line that opens with token `first` goes on with the sentence that token `last` left open.
fn goes_on(document: &Document, last: usize, first: usize) -> bool {
    let open = document.word(last).ends_with(|c: char| c.is_alphanumeric() || c == ',');
    open && document.word(first).starts_with(char::is_lowercase)
}

fn kind(document: &Document, blocks: &[Block], index: usize) -> BlockKind {
    let tokens = blocks[index].tokens.clone();
    let short = is_short(document, &tokens);
    if let Some(kind) = asides::kind(document, blocks, index) {
        return kind;
    }
    if label_end(document, tokens.clone()).is_some() {
        return BlockKind::TranscriptLine;
    }
    if opens_with_bullet(document, tokens.clone()) {
        return BlockKind::ListItem;
    }
    let text_follows = blocks[index + 1..].iter().take(3).any(|next| next.tokens.len() > 3);
    if short && text_follows && !ends_open(document, &tokens) { BlockKind::Headline } else { BlockKind::Paragraph }
}

/// Whether a line of few words has no full stop: running text seldom looks so.
pub(crate) fn is_short(document: &Document, tokens: &Range<usize>) -> bool {
    tokens.len() <= 30 && !ends_with_stop(document, tokens.clone())
}

/// Whether the line that `token` stands in has a capital at most of its words.
pub(crate) fn is_in_title_case(document: &Document, token: usize) -> bool {
    let block = document.block_around(token);
    let words = || block.clone().map(|index| document.word(index)).filter(|word| word.starts_with(char::is_alphabetic));
    block.len() <= 40 && words().filter(|word| word.starts_with(char::is_uppercase)).count() * 4 >= words().count() * 3
}

fn ends_with_stop(document: &Document, tokens: Range<usize>) -> bool {
    let last = tokens.rev().find(|&index| !matches!(document.word(index), "\"" | "”" | "'" | "’" | ")" | "»"));
    last.is_some_and(|index| document.word(index).ends_with(['.', '!', '?', '…', ':', ';']))
}

/// Whether a quotation mark stands in `tokens`, or a sign that lets the text go on: no headline then, for certain.
fn ends_open(document: &Document, tokens: &Range<usize>) -> bool {
    let last = document.word(tokens.end - 1);
    last == "," || is_dash(last) || matches!(last, "\"" | "”") && document.word(tokens.start).starts_with(['"', '“'])
}

/// Where a speaker's label ends (the token after its colon or point) if one opens `tokens`: a name in capitals
/// ("BLITZER:", "WOLF BLITZER, CNN ANCHOR:"), "Q." or "A.", or a few capitalised words before a colon.
pub(crate) fn label_end(document: &Document, tokens: Range<usize>) -> Option<usize> {
    let first = document.word(tokens.start);
    let second = (tokens.len() > 1).then(|| document.word(tokens.start + 1));
    if matches!(first, "Q." | "A.") && tokens.len() > 2 {
        return Some(tokens.start + 1 + usize::from(second == Some(":")));
    }
    let asks = match first {
        "Q" | "A" => matches!(second, Some(":" | ".")),
        "Question" | "Answer" => second == Some(":") && tokens.len() > 2,
        _ => false,
    };
    if asks {
        return Some(tokens.start + 2);
    }
    if is_notice(document, &tokens) {
        return None;
    }
    if let Some(end) = timed_label_end(document, &tokens) {
        return Some(end);
    }
    let colon = colon_within(document, &tokens, 14)?;
    let label = tokens.start..colon;
    let letters = document.span(label.clone()).of(document.text());
    let capital = letters.chars().filter(|c| c.is_uppercase()).count();
    let small = letters.split('(').next().unwrap_or("").chars().filter(|c| c.is_lowercase()).count();
    let sayable = colon + 2 < tokens.end;
    (sayable && capital > 1 && small == 0 && first.starts_with(char::is_alphabetic)).then_some(colon + 1)
}

/// "Jane Doe (00:12):", with which or without words behind it.
fn timed_label_end(document: &Document, tokens: &Range<usize>) -> Option<usize> {
    let open = (tokens.start + 1..tokens.end.min(tokens.start + 7)).find(|&index| document.word(index) == "(")?;
    let end = time_end(document, open..tokens.end);
    let colon = end < tokens.end && document.word(end) == ":";
    (end > open && colon && is_written_as_name(document, tokens.start..open)).then_some(end + 1)
}

/// Where a time in brackets ends with which `tokens` begin ("(00:12)"); their start where there is none.
pub(crate) fn time_end(document: &Document, tokens: Range<usize>) -> usize {
    let opens = tokens.len() > 2 && matches!(document.word(tokens.start), "(" | "[");
    let near = tokens.start + 1..tokens.end.min(tokens.start + 8);
    let close = opens.then(|| near.clone().find(|&index| matches!(document.word(index), ")" | "]"))).flatten();
    let digits = |word: &str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
    match close {
        Some(close) if close > near.start && (near.start..close).all(|index| digits(document.word(index))) => close + 1,
        _ => tokens.start,
    }
}

/// The first colon among the first `count` of `tokens`; a line does not open with it.
fn colon_within(document: &Document, tokens: &Range<usize>, count: usize) -> Option<usize> {
    (tokens.start + 1..tokens.end.min(tokens.start + count)).find(|&index| document.word(index) == ":")
}

/// "Jane O’Neil-Roe Jr."
fn is_written_as_name(document: &Document, mut tokens: Range<usize>) -> bool {
    let fits = |c: char| c.is_uppercase() || matches!(c, '.' | '-' | '\'' | '’');
    tokens.all(|index| document.word(index).starts_with(fits))
}

/// "BREAKING: ...", "CORRECTION: ...": the label is no speaker's.
fn is_notice(document: &Document, tokens: &Range<usize>) -> bool {
    let label = lexicon::NOTICE_LABELS.longest_match(document, tokens.start);
    let whole = label.is_some_and(|(length, _)| length < tokens.len() && document.word(tokens.start + length) == ":");
    // "FLOOD WARNING: ..."
    whole
        || colon_within(document, tokens, 5)
            .is_some_and(|colon| lexicon::NOTICE_LABELS.contains(document.lower(colon - 1)))
}

/// Lines "Jane Doe: words" are a transcript only where there are several, each label a few capitalised words.
fn settle_transcript(document: &Document, blocks: &mut [Block]) {
    let labelled = |block: &Block| {
        colon_within(document, &block.tokens, 6).is_some_and(|colon| {
            colon + 2 < block.tokens.end && is_written_as_name(document, block.tokens.start..colon)
        })
    };
    let spoken = |block: &&Block| {
        block.kind == BlockKind::TranscriptLine || block.kind == BlockKind::Paragraph && labelled(block)
    };
    let candidates = blocks.iter().filter(spoken).count();
    let chat =
        || candidates == 2 && blocks.len() == 2 && blocks.iter().any(|block| opens_with_given_name(document, block));
    if (candidates < 3 || candidates * 3 < blocks.len()) && !chat() {
        return;
    }
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
        if labelled(block) {
            block.kind = BlockKind::TranscriptLine;
        }
    }
}

fn opens_with_given_name(document: &Document, block: &Block) -> bool {
    let name = document.lower(block.tokens.start);
    lexicon::GIVEN_NAMES.contains(name) || lexicon::GIVEN_NAMES_WORLD.contains(name)
}

fn opens_with_bullet(document: &Document, tokens: Range<usize>) -> bool {
    let spaced = tokens.len() > 1 && document.tokens()[tokens.start + 1].before == Before::Space;
    spaced && matches!(document.word(tokens.start), "•" | "-" | "*" | "–" | "·" | "▪" | "◦" | "‣" | "■" | "●" | "—")
}
