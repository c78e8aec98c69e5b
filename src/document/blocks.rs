//! Tokens to blocks: paragraphs, headlines, datelines ...

use super::{Before, Document};
use crate::Span;
use std::ops::Range;

/// A paragraph or another part of an article that stands apart. `span` is in bytes; `tokens` are indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub tokens: Range<usize>,
    pub kind: BlockKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    /// A line in title case or capitals, or one above the text, without a full stop.
    Headline,
    /// "By Jane Doe, Staff Writer".
    Byline,
    /// A line that states the day of publication and little else.
    DateLine,
    ListItem,
    /// "BLITZER: Good evening.", "Q. And then?"
    TranscriptLine,
    /// The caption or credit of a picture.
    Caption,
    /// "Read more: ...", "Advertisement", "Share this article".
    Furniture,
}

/// Divides the tokens of `document` at its line breaks.
pub(super) fn find(document: &Document) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    for index in 1..=document.tokens().len() {
        if index < document.tokens().len() && document.tokens()[index].before != Before::LineBreak {
            continue;
        }
        let tokens = start..index;
        blocks.push(Block { span: document.span(tokens.clone()), tokens, kind: BlockKind::Paragraph });
        start = index;
    }
    blocks
}
