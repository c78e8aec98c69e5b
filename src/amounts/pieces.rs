//! The words, digits and signs of a document as all readers of amounts and dates see them: tokens in lower case, split
//! where letters and digits meet ("450m"), with one form for what is written in several.

use crate::Document;
use crate::lexicon::{List, WordSequence};
use std::ops::Range;

/// One of them. `glued` tells that nothing stands between it and the piece before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece<'d> {
    pub word: &'d str,
    pub glued: bool,
    /// The token that it is of.
    pub token: usize,
}

impl Piece<'_> {
    pub fn is_digits(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is four digits that may be a year.
    pub fn is_year(&self) -> bool {
        self.word.len() == 4 && self.word.parse().is_ok_and(|year: u32| (1000..2200).contains(&year))
    }

    /// Its digits, without commas, where it is a whole number.
    pub fn whole(&self) -> Option<u32> {
        self.word.replace(',', "").parse().ok()
    }
}

/// The pieces of `tokens`: "am" for "a.m.", "us" for "u.s.", one kind of dash; without the 's of possession and without the
/// hyphens beside an "and" ("two-and-a-half").
pub(crate) fn read<'d>(document: &'d Document, tokens: Range<usize>) -> Vec<Piece<'d>> {
    let mut pieces = Vec::with_capacity(tokens.len());
    for token in tokens {
        let before = |back: usize| document.lower_at(token.checked_sub(back));
        let joins_and = || {
            before(1) == "and" || document.lower_at(Some(token + 1)) == "and" || before(1) == "a" && before(3) == "and"
        };
        let mut glued = document.tokens()[token].before == crate::document::Before::Nothing;
        let mut rest = match document.lower(token) {
            "a.m." | "a.m" => "am",
            "p.m." | "p.m" => "pm",
            "u.s." => "us",
            "'s" => continue,
            "‐" | "‑" | "‒" | "–" | "—" | "−" => "-",
            other => other,
        };
        if rest == "-" && glued && joins_and() {
            continue;
        }
        while let Some(first) = rest.chars().next() {
            let (word, behind) = rest.split_at(length(rest, first));
            pieces.push(Piece { word, glued, token });
            glued = true;
            rest = behind;
        }
    }
    pieces
}

/// The length of the run of letters, of digits (with points and commas inside), or of the single sign that opens `text`.
fn length(text: &str, first: char) -> usize {
    let inner = |at: usize, like: fn(&char) -> bool| text[at..].chars().nth(1).is_some_and(|next| like(&next));
    let end_of = |like: fn(&char) -> bool, joins: &[char]| {
        text.char_indices()
            .find(|(at, c)| !(like(c) || joins.contains(c) && inner(*at, like)))
            .map_or(text.len(), |(at, _)| at)
    };
    if first.is_ascii_digit() {
        end_of(char::is_ascii_digit, &['.', ','])
    } else if first.is_alphabetic() {
        end_of(|c| c.is_alphabetic(), &['\''])
    } else {
        first.len_utf8()
    }
}

pub(crate) fn word_at<'d>(pieces: &[Piece<'d>], index: usize) -> &'d str {
    pieces.get(index).map_or("", |piece| piece.word)
}

pub(crate) fn whole(pieces: &[Piece], index: usize) -> Option<u32> {
    pieces.get(index)?.whole()
}

/// Pieces as words of a list's key: a hyphen is a space there.
struct Spelled<'p, 'd>(&'p [Piece<'d>]);

impl WordSequence for Spelled<'_, '_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn lower(&self, index: usize) -> &str {
        let word = self.0[index].word;
        if word == "-" { "" } else { word }
    }

    fn stands_apart(&self, index: usize) -> bool {
        !self.0[index].glued || self.0[index].word == "-"
    }
}

/// The longest run of pieces, of at most four, that `list` holds, a hyphen read as a space: how many pieces, and their
/// value.
pub(crate) fn longest_match(list: &List, pieces: &[Piece]) -> Option<(usize, &'static str)> {
    let opens = pieces.first().is_some_and(|piece| piece.word != "-");
    opens.then(|| list.longest_match(&Spelled(&pieces[..pieces.len().min(4)]), 0)).flatten()
}
