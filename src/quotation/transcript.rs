//! Transcript lines: "BLITZER: Good evening.", "Q. And then?": the label speaks, the rest is what it says.

use super::sieves::Sieve;
use crate::document::{self, BlockKind};
use crate::grammar::{Class, Grammar};
use std::ops::Range;

/// Words without marks whose speaker the layout tells. Ranges are of tokens.
pub(super) struct Line {
    pub speaker: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub words: Range<usize>,
    /// Whether they go on with those of the line before.
    pub goes_on: bool,
    pub sieve: Sieve,
}

/// The transcript lines of the document, in order.
pub(super) fn find(grammar: &Grammar) -> Vec<Line> {
    let blocks = grammar.document.blocks().iter();
    blocks
        .filter(|block| block.kind == BlockKind::TranscriptLine)
        .filter(|block| grammar.text_start(block.tokens.start) == block.tokens.start)
        .filter_map(|block| line(grammar, block.tokens.clone()))
        .collect()
}

fn line(grammar: &Grammar, block: Range<usize>) -> Option<Line> {
    let near = block.start..block.end.min(block.start + 14);
    let words = document::label_end(grammar.document, block.clone())
        .or_else(|| near.clone().find(|&token| grammar.document.word(token) == ":").map(|colon| colon + 1))?;
    let label = near.start..words;
    let is_end = |token: &usize| {
        matches!(grammar.class(*token), Class::Comma | Class::Break)
            || *token > near.start && *token + 1 == words && grammar.document.word(*token) == "."
    };
    let end = label.clone().find(is_end).unwrap_or(label.end);
    let words = words..block.end;
    let speaker = Some(near.start..end);
    let line = Line { speaker, cue: None, words, goes_on: false, sieve: Sieve::TranscriptLabel };
    (end > near.start && !line.words.is_empty()).then_some(line)
}
