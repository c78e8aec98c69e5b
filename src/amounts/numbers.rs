//! Numbers from digits and words: "1,200.5", "two and a half million", "three quarters", "8 1/2", "tens of thousands".

use super::decimal::Decimal;
use super::pieces::{Piece, longest_match, word_at};
use crate::lexicon::{APPROXIMATIONS, FRACTION_WORDS, NUMBER_WORDS, RANGE_JOINTS, SCALES, VAGUE_NUMBERS};
use std::ops::Range;

/// Which short scales count behind digits: "450m" is a sum of money, "5 m" a length.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum ShortScales {
    Read,
    /// Where nothing stands between.
    Glued,
    Leave,
}

/// The first number among `pieces`: its value, and the range of pieces that spell it.
pub(crate) fn first_number(pieces: &[Piece], short: ShortScales) -> Option<(Decimal, Range<usize>)> {
    (0..pieces.len()).find_map(|start| {
        let (value, length) = number(&pieces[start..], short)?;
        Some((value, start..start + length))
    })
}

/// Whether a word among `pieces` makes the amount vague: "dozens", "several".
pub(crate) fn is_vague(pieces: &[Piece]) -> bool {
    let as_many_as = |index: usize| word_at(pieces, index + 1) == "as";
    pieces.iter().enumerate().any(|(index, piece)| {
        VAGUE_NUMBERS.get(piece.word) == Some("amount") && !as_many_as(index) || piece.word.starts_with("multi")
    })
}

pub(crate) fn digit_word(word: &str) -> Option<i64> {
    NUMBER_WORDS.get(word)?.parse().ok()
}

fn scale_word(word: &str) -> Option<Decimal> {
    Decimal::parse(SCALES.get(word)?)
}

/// Where a number ends that opens at piece `at`, with "about", "more than" before it and a second number behind "to" or
/// "or": the index behind it.
pub(crate) fn loose_end(pieces: &[Piece], at: usize) -> Option<usize> {
    let start = skip_approximation(pieces, at);
    if word_at(pieces, start) == "between" {
        let and = end(pieces, start + 1).filter(|&end| word_at(pieces, end) == "and")?;
        return end(pieces, and + 1);
    }
    let first = end(pieces, start)?;
    let joined = RANGE_JOINTS.says(word_at(pieces, first), 'a');
    joined.then(|| end(pieces, first + 1)).flatten().or(Some(first))
}

/// "more than about 20"
pub(crate) fn skip_approximation(pieces: &[Piece], at: usize) -> usize {
    let skip = |at: usize| {
        longest_match(&APPROXIMATIONS, pieces.get(at..).unwrap_or_default()).map_or(at, |(count, _)| at + count)
    };
    skip(skip(at))
}

/// The index behind the number, exact or vague, that opens at piece `at`.
pub(crate) fn end(pieces: &[Piece], at: usize) -> Option<usize> {
    let exact = || number(pieces.get(at..)?, ShortScales::Glued).map(|(_, length)| at + length);
    vague_end(pieces, at).or_else(exact)
}

/// "tens of thousands", "several hundred", "hundreds"; "a few" only before a scale.
fn vague_end(pieces: &[Piece], at: usize) -> Option<usize> {
    let scale = |index: usize| SCALES.contains(word_at(pieces, index)) && word_at(pieces, index).len() > 3;
    let plural = |index: usize| {
        word_at(pieces, index).strip_suffix("s").is_some_and(|scale| scale.len() > 3 && SCALES.contains(scale))
    };
    match word_at(pieces, at) {
        "several" if scale(at + 1) => Some(at + 2),
        "a" if word_at(pieces, at + 1) == "few" && scale(at + 2) => Some(at + 3),
        "tens" if word_at(pieces, at + 1) == "of" && plural(at + 2) => Some(at + 3),
        "dozens" => Some(at + 1),
        _ if plural(at) => {
            let more = word_at(pieces, at + 1) == "of" && plural(at + 2);
            Some(if more { at + 3 } else { at + 1 })
        }
        _ => None,
    }
}

/// No number is spelled by more pieces; what goes on is none, and is not read again from each of them.
const LONGEST: usize = 40;

/// The number that opens `pieces`, and how many pieces it has.
pub(crate) fn number(pieces: &[Piece], short: ShortScales) -> Option<(Decimal, usize)> {
    let mut reader = NumberReader {
        pieces,
        short,
        at: 0,
        total: Decimal::ZERO,
        group: Decimal::ZERO,
        scale: Decimal::ONE,
        read: false,
    };
    while reader.at < LONGEST && reader.step() {}
    reader.read.then_some((reader.total.plus(reader.group), reader.at))
}

/// Reads a number from left to right: `group` holds what the next scale multiplies, `total` what is finished.
struct NumberReader<'p, 't> {
    pieces: &'p [Piece<'t>],
    short: ShortScales,
    at: usize,
    total: Decimal,
    group: Decimal,
    /// The last scale: what "and a half" behind it halves.
    scale: Decimal,
    read: bool,
}

impl NumberReader<'_, '_> {
    fn word(&self, ahead: usize) -> &str {
        word_at(self.pieces, self.at + ahead)
    }

    /// Takes one part of the number; false at its end.
    fn step(&mut self) -> bool {
        self.skip_joint();
        self.digits() || self.fraction() || self.scale() || self.number_word() || self.decimals()
    }

    /// "and" or "-" between two parts of one number.
    fn skip_joint(&mut self) {
        let next = self.pieces.get(self.at + 1);
        let next_word = next.map_or("", |piece| piece.word);
        let half = next_word == "half"
            || matches!(next_word, "a" | "one") && self.word(if self.word(2) == "-" { 3 } else { 2 }) == "half";
        let joins = match self.word(0) {
            "-" => {
                self.pieces[self.at].glued
                    && next.is_some_and(|piece| piece.glued)
                    && !next_word.starts_with(|c: char| c.is_ascii_digit())
            }
            "and" => self.total.plus(self.group) >= Decimal::whole(100) || next_word == "a" || half,
            _ => return,
        };
        let goes_on = digit_word(next_word).is_some()
            || scale_word(next_word).is_some_and(|_| next_word.len() > 3)
            || FRACTION_WORDS.contains(next_word)
            || next_word == "a" && FRACTION_WORDS.contains(self.word(2));
        if self.read && joins && goes_on {
            self.at += 1;
        }
    }

    /// "1,200.5", "8 1/2", "1/4", "8¾", "50 000".
    fn digits(&mut self) -> bool {
        if let Some(vulgar) = vulgar_fraction(self.word(0)) {
            return self.add(vulgar, 1);
        }
        let Some(value) = digits_value(self.word(0)) else { return false };
        // "1/4", but "2023/24" is a season.
        if let (true, Some(divisor)) = (self.word(1) == "/", digits_value(self.word(2)))
            && divisor > Decimal::ZERO
            && self.word(0).len() < 4
        {
            return self.add(value.over(divisor), 3);
        }
        if self.read {
            return false;
        }
        let thousand =
            self.word(1) == "000" && self.word(0).len() <= 3 && value.is_whole() && !self.pieces[self.at + 1].glued;
        if thousand { self.add(value.times(Decimal::whole(1000)), 2) } else { self.add(value, 1) }
    }

    /// "half", "a third", "two-thirds", "and a half", "and one-half".
    fn fraction(&mut self) -> bool {
        let mut article = usize::from(matches!(self.word(0), "a" | "an" | "one"));
        article += usize::from(article == 1 && self.word(1) == "-");
        let word = self.word(article);
        let Some(divisor) = FRACTION_WORDS.get(word).and_then(Decimal::parse) else { return false };
        // "second" and "third" without an article are places in an order.
        if article == 0 && !self.read && word != "half" && word != "quarter" {
            return false;
        }
        let after_and = self.at > 0 && self.pieces[self.at - 1].word == "and";
        let length = article + 1;
        if self.read && !after_and {
            // "the 2024 third quarter"
            if article > 0 || word == "quarter" || self.pieces[self.at - 1].is_year() {
                return false;
            }
            self.group = self.group.over(divisor);
            self.at += length;
            self.skip_of_a();
            return true;
        }
        let whole = if after_and && self.group == Decimal::ZERO { self.scale } else { Decimal::ONE };
        self.add(Decimal::ONE.over(divisor).times(whole), length);
        self.skip_of_a();
        true
    }

    /// Behind a fraction: "half a million", "a quarter of a million".
    fn skip_of_a(&mut self) {
        let of = usize::from(self.word(0) == "of");
        let scale = self.word(of + 1);
        if matches!(self.word(of), "a" | "an") && scale.len() > 3 && scale_word(scale).is_some() {
            self.at += of + 1;
        }
    }

    fn scale(&mut self) -> bool {
        let article = usize::from(!self.read && matches!(self.word(0), "a" | "an"));
        let word = self.word(article);
        let Some(scale) = scale_word(word) else { return false };
        if word.len() <= 3 && !self.reads_short_scale() {
            return false;
        }
        if self.read && self.group == Decimal::ZERO {
            self.total = self.total.times(scale); // "two thousand billion"
        } else {
            let grown = if self.read { self.group.times(scale) } else { scale };
            let finished = scale >= Decimal::whole(1000);
            (self.total, self.group) =
                if finished { (self.total.plus(grown), Decimal::ZERO) } else { (self.total, grown) };
        }
        self.at += article + 1;
        self.scale = scale;
        self.read = true;
        true
    }

    fn reads_short_scale(&self) -> bool {
        let behind_digits = self.at > 0 && self.pieces[self.at - 1].is_digits();
        let apart = self.word(0).len() == 1 && !self.pieces[self.at].glued;
        behind_digits
            && match self.short {
                ShortScales::Read => true,
                ShortScales::Glued => !apart,
                ShortScales::Leave => false,
            }
    }

    /// "twenty", "three" behind it; "a couple".
    fn number_word(&mut self) -> bool {
        let couple = usize::from(self.word(0) == "a");
        if !self.read && self.word(couple) == "couple" {
            return self.add(Decimal::whole(2), couple + 1);
        }
        let Some(value) = digit_word(self.word(0)) else { return false };
        let fits = match self.group.remainder(100).to_whole() {
            Some(0) => true,
            Some(tens) if tens >= 20 && tens % 10 == 0 => (1..10).contains(&value),
            _ => false,
        };
        // "4,500 five years ago" are two numbers.
        let goes_on = fits && !self.pieces[self.at.saturating_sub(1)].is_digits();
        (!self.read || goes_on) && self.add(Decimal::whole(value), 1)
    }

    /// "point five".
    fn decimals(&mut self) -> bool {
        if !self.read || self.word(0) != "point" {
            return false;
        }
        let digits: String = self.pieces[self.at + 1..]
            .iter()
            .map_while(|piece| digit_word(piece.word).filter(|digit| *digit < 10))
            .take(8)
            .map(|digit| digit.to_string())
            .collect();
        let value = Decimal::parse(&format!("0.{digits}")).filter(|_| !digits.is_empty());
        value.is_some_and(|value| self.add(value, digits.len() + 1))
    }

    fn add(&mut self, value: Decimal, length: usize) -> bool {
        self.group = self.group.plus(value);
        self.at += length;
        self.read = true;
        true
    }
}

/// "1,200.5"; a comma before one or two last digits is a decimal one ("0,5").
fn digits_value(word: &str) -> Option<Decimal> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match word.split_once(',') {
        Some((whole, decimals)) if decimals.len() < 3 => Decimal::parse(&format!("{whole}.{decimals}")),
        _ => Decimal::parse(&word.replace(',', "")),
    }
}

fn vulgar_fraction(word: &str) -> Option<Decimal> {
    Decimal::parse(match word {
        "½" => "0.5",
        "¼" => "0.25",
        "¾" => "0.75",
        "⅓" => "0.3333",
        "⅔" => "0.6667",
        "⅛" => "0.125",
        _ => return None,
    })
}
