//! A text, read once: its tokens, sentences, blocks and date. Everything that two later stages need to know of the
//! bare text is worked out here.

mod asides;
mod blocks;
mod date;
mod marks;
mod sentences;
mod tokens;

pub use blocks::{Block, BlockKind};
pub(crate) use blocks::{is_in_title_case, is_short, label_end, time_end};
pub(crate) use date::DATELINE_TOKENS;
pub(crate) use marks::Marked;
pub use sentences::Sentence;
pub use tokens::{Before, Token};

use crate::Span;
use crate::lexicon::WordSequence;
use jiff::civil::Date;
use std::ops::Range;

/// A text with its tokens, sentences and blocks. All offsets are bytes.
pub struct Document<'text> {
    text: &'text str,
    folded: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    blocks: Vec<Block>,
    marked: Vec<Marked>,
    date: Option<Date>,
}

impl<'text> Document<'text> {
    /// Reads `text`. `date` is the day of publication where the caller knows it; else the text is searched for one.
    pub fn read(text: &'text str, date: Option<Date>) -> Self {
        let tokens = tokens::split(text);
        let (folded, tokens) = tokens::fold(text, tokens);
        let (sentences, blocks, marked) = (Vec::new(), Vec::new(), Vec::new());
        let mut document = Document { text, folded, tokens, sentences, blocks, marked, date };
        document.blocks = blocks::find_blocks(&document);
        document.sentences = sentences::split(&document);
        document.marked = marks::pair(&document);
        document.date = date.or_else(|| date::stated_date(&document));
        document
    }

    pub fn text(&self) -> &'text str {
        self.text
    }

    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Sentences in order; each lies within one block, and every token lies in one sentence.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Blocks (paragraphs, headlines, bylines ...) in order; every token lies in one.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What stands between quotation marks, by start, then by end.
    pub(crate) fn marked(&self) -> &[Marked] {
        &self.marked
    }

    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// The word at token `index`, as it is written.
    pub fn word(&self, index: usize) -> &'text str {
        self.tokens[index].span.of(self.text)
    }

    /// The word at token `index` in lower case, with straight apostrophes.
    pub fn lower(&self, index: usize) -> &str {
        self.tokens[index].folded.of(&self.folded)
    }

    /// The lower-case word at token `index`, or "" where there is no such token.
    pub fn lower_at(&self, index: Option<usize>) -> &str {
        index.filter(|&index| index < self.tokens.len()).map_or("", |index| self.lower(index))
    }

    /// The span from the first to the last token of `tokens`, which must not be empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The tokens that lie at least in part in `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The index of the sentence that holds token `index`.
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= index)
    }

    /// The block that holds token `index`; there is none behind the last.
    pub fn block_at(&self, index: usize) -> Option<&Block> {
        self.blocks.get(self.block_of(index))
    }

    /// The tokens of that block.
    pub fn block_around(&self, index: usize) -> Range<usize> {
        self.block_at(index).map_or(index..index, |block| block.tokens.clone())
    }

    /// The index of the block that holds token `index`.
    pub fn block_of(&self, index: usize) -> usize {
        self.blocks.partition_point(|block| block.tokens.end <= index)
    }
}

/// Whether `word` is a dash, or what is typed for one.
pub(crate) fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—" | "―")
}

/// Whether a phrase ends before `word`, which is a comma, a semicolon, a point or, at the end of the text, nothing.
pub(crate) fn is_phrase_end(word: &str) -> bool {
    matches!(word, "," | ";" | "." | "")
}

impl WordSequence for Document<'_> {
    fn count(&self) -> usize {
        self.tokens.len()
    }

    fn lower(&self, index: usize) -> &str {
        self.lower(index)
    }

    fn stands_apart(&self, index: usize) -> bool {
        self.tokens[index].before != Before::Nothing
    }
}

#[cfg(test)]
mod tests;
