//! Tokens to sentences.

use super::Document;
use crate::Span;
use std::ops::Range;

/// A sentence. `span` is in bytes; `tokens` are indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Range<usize>,
}

/// Divides the blocks of `document` into sentences.
pub(super) fn split(document: &Document) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in document.blocks() {
        let mut start = block.tokens.start;
        for index in block.tokens.clone() {
            if matches!(document.word(index), "." | "!" | "?") || index + 1 == block.tokens.end {
                let tokens = start..index + 1;
                sentences.push(Sentence { span: document.span(tokens.clone()), tokens });
                start = index + 1;
            }
        }
    }
    sentences
}
