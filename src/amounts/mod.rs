//! The one reader of amounts and dates: what numbers, sums, measures, times and dates a document holds, and what their
//! words tell.
//!
//! ```text
//! tokens ──► pieces ──► numbers ──► sums, counts ──► where they stand (recognition)
//!                  └──► clues (clocks, ranges) ──► dates ──► what they mean (values), the article's own date
//! ```
//!
//! Everything reads pieces. A number is read in one place, a clock time in one place, a date's words in one place; who
//! asks where an amount ends and who asks what it says get the same answer.

pub(crate) mod clocks;
pub(crate) mod clues;
mod counts;
mod date_extents;
mod days_and_years;
pub(crate) mod decimal;
pub(crate) mod numbers;
pub(crate) mod pieces;
pub(crate) mod ranges;
pub(crate) mod sums;
pub(crate) mod unit;

pub(crate) use date_extents::full_date;

use crate::{Document, Label};
use pieces::Piece;
use std::ops::Range;

/// A reader of what opens at a piece: the piece behind its end, and the label.
type Reader = fn(&Words, usize) -> Option<(usize, Label)>;

/// In order of trust: the first that finds something at a piece has it.
const READERS: [Reader; 4] =
    [sums::find_sum, date_extents::find_date_or_time, counts::find_ordinal, counts::find_cardinal];

/// The tokens of each amount, time and date of `document` and its label, sorted, without overlaps; none runs over the end
/// of a sentence. Extents are those of OntoNotes: a number with the word that loosens it ("nearly three years"), its unit
/// ("two percent"), a date with "early" or "the end of" before it; and a sum of money with its sign.
pub(crate) fn find_amounts(document: &Document) -> Vec<(Range<usize>, Label)> {
    let mut found = Vec::new();
    for sentence in document.sentences() {
        let words = Words::read(document, sentence.tokens.clone());
        let mut at = 0;
        while at < words.pieces.len() {
            let Some((end, label)) = READERS.iter().find_map(|reader| words.whole_tokens(reader(&words, at)?, at))
            else {
                at += 1;
                continue;
            };
            found.push((words.pieces[at].token..words.pieces[end - 1].token + 1, label));
            at = end;
        }
    }
    found
}

/// The pieces of some tokens of a document.
struct Words<'d> {
    document: &'d Document<'d>,
    pieces: Vec<Piece<'d>>,
}

impl<'d> Words<'d> {
    fn read(document: &'d Document<'d>, tokens: Range<usize>) -> Self {
        Words { document, pieces: pieces::read(document, tokens) }
    }

    /// What was found from piece `at` on, if it begins and ends where tokens do.
    fn whole_tokens(&self, found: (usize, Label), at: usize) -> Option<(usize, Label)> {
        let token = |index: usize| self.pieces.get(index).map(|piece| piece.token);
        let opens = at == 0 || token(at - 1) != token(at);
        (opens && token(found.0 - 1) != token(found.0)).then_some(found)
    }

    fn word(&self, index: usize) -> &'d str {
        pieces::word_at(&self.pieces, index)
    }

    /// The word before piece `index`, which may stand in the sentence before.
    fn before(&self, index: usize) -> &'d str {
        if index > 0 {
            return self.word(index - 1);
        }
        let token = self.pieces.first().and_then(|piece| piece.token.checked_sub(1));
        self.document.lower_at(token)
    }

    /// The token of piece `index` as it is written.
    fn written(&self, index: usize) -> &'d str {
        self.pieces.get(index).map_or("", |piece| self.document.word(piece.token))
    }

    fn is_capitalised(&self, index: usize) -> bool {
        self.written(index).starts_with(char::is_uppercase)
    }

    fn is_glued(&self, index: usize) -> bool {
        self.pieces.get(index).is_some_and(|piece| piece.glued)
    }

    fn rest(&self, index: usize) -> &[Piece<'d>] {
        self.pieces.get(index..).unwrap_or_default()
    }
}
