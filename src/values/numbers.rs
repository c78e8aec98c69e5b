//! Numbers from digits and words: "1,200.5", "two and a half million", "three quarters", "8 1/2".

use super::pieces::Piece;
use crate::lexicon::{FRACTION_WORDS, NUMBER_WORDS, SCALES, VAGUE_NUMBERS};

/// Which short scales count behind digits: "450m" is a sum of money, "5 m" a length.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ShortScales {
    Read,
    Leave,
}

/// The first number among `pieces`: its value, and the range of pieces that spell it.
pub(super) fn first_number(pieces: &[Piece], short: ShortScales) -> Option<(f64, std::ops::Range<usize>)> {
    (0..pieces.len()).find_map(|start| {
        let (value, length) = number(&pieces[start..], short)?;
        Some((value, start..start + length))
    })
}

/// Whether a word among `pieces` makes the amount vague: "dozens", "several".
pub(super) fn is_vague(pieces: &[Piece]) -> bool {
    let as_many_as = |index: usize| pieces.get(index + 1).is_some_and(|next| next.word == "as");
    pieces.iter().enumerate().any(|(index, piece)| {
        VAGUE_NUMBERS.contains(piece.word) && !as_many_as(index) || piece.word.starts_with("multi")
    })
}

pub(super) fn digit_word(word: &str) -> Option<f64> {
    NUMBER_WORDS.get(word)?.parse().ok()
}

fn scale_word(word: &str) -> Option<f64> {
    SCALES.get(word)?.parse().ok()
}

/// The number that opens `pieces`, and how many pieces it has.
pub(super) fn number(pieces: &[Piece], short: ShortScales) -> Option<(f64, usize)> {
    let mut reader = Reader { pieces, short, at: 0, total: 0.0, group: 0.0, scale: 1.0, read: false };
    while reader.step() {}
    reader.read.then_some((reader.total + reader.group, reader.at))
}

/// Reads a number from left to right: `group` holds what the next scale multiplies, `total` what is finished.
struct Reader<'p, 't> {
    pieces: &'p [Piece<'t>],
    short: ShortScales,
    at: usize,
    total: f64,
    group: f64,
    /// The last scale: what "and a half" behind it halves.
    scale: f64,
    read: bool,
}

impl Reader<'_, '_> {
    fn word(&self, ahead: usize) -> &str {
        self.pieces.get(self.at + ahead).map_or("", |piece| piece.word)
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
        let joins = match self.word(0) {
            "-" => {
                self.pieces[self.at].glued
                    && next.is_some_and(|piece| piece.glued)
                    && !next_word.starts_with(|c: char| c.is_ascii_digit())
            }
            "and" => self.total + self.group >= 100.0 || matches!(next_word, "a" | "half"),
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

    /// "1,200.5", "8 1/2", "1/4", "8¾".
    fn digits(&mut self) -> bool {
        if let Some(vulgar) = vulgar_fraction(self.word(0)) {
            return self.add(vulgar, 1);
        }
        let Some(value) = digits_value(self.word(0)) else { return false };
        // "1/4", but "2023/24" is a season.
        if let (true, Some(divisor)) = (self.word(1) == "/", digits_value(self.word(2)))
            && divisor > 0.0
            && self.word(0).len() < 4
        {
            return self.add(rounded(value / divisor), 3);
        }
        !self.read && self.add(value, 1)
    }

    /// "half", "a third", "two-thirds", "and a half".
    fn fraction(&mut self) -> bool {
        let article = usize::from(matches!(self.word(0), "a" | "an" | "one"));
        let Some(divisor) = FRACTION_WORDS.get(self.word(article)).and_then(|divisor| divisor.parse::<f64>().ok())
        else {
            return false;
        };
        let word = self.word(article);
        // "second" and "third" without an article are places in an order.
        if article == 0 && !self.read && word != "half" && word != "quarter" {
            return false;
        }
        let after_and = self.at > 0 && self.pieces[self.at - 1].word == "and";
        let part = rounded(1.0 / divisor);
        let length = article + 1;
        if self.read && !after_and {
            // "the 2024 third quarter"
            if article > 0 || word == "quarter" || self.pieces[self.at - 1].is_year() {
                return false;
            }
            self.group = rounded(self.group / divisor);
            self.at += length;
            self.skip_of_a();
            return true;
        }
        let whole = if after_and && self.group == 0.0 { self.scale } else { 1.0 };
        self.add(part * whole, length);
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
        let is_short = word.len() <= 3;
        let behind_digits = self.at > 0 && self.pieces[self.at - 1].is_digits();
        if is_short && (self.short == ShortScales::Leave || !behind_digits) {
            return false;
        }
        if self.read && self.group == 0.0 {
            self.total *= scale; // "two thousand billion"
        } else {
            let grown = if self.read { self.group * scale } else { scale };
            (self.total, self.group) = if scale >= 1000.0 { (self.total + grown, 0.0) } else { (self.total, grown) };
        }
        self.at += article + 1;
        self.scale = scale;
        self.read = true;
        true
    }

    /// "twenty", "three" behind it; "a couple".
    fn number_word(&mut self) -> bool {
        let couple = usize::from(self.word(0) == "a");
        if !self.read && self.word(couple) == "couple" {
            return self.add(2.0, couple + 1);
        }
        let Some(value) = digit_word(self.word(0)) else { return false };
        let fits = match self.group % 100.0 {
            0.0 => true,
            tens if tens >= 20.0 && tens % 10.0 == 0.0 => (1.0..10.0).contains(&value),
            _ => false,
        };
        (!self.read || fits && (self.group > 0.0 || self.total > 0.0)) && self.add(value, 1)
    }

    /// "point five".
    fn decimals(&mut self) -> bool {
        if !self.read || self.word(0) != "point" {
            return false;
        }
        let mut unit = 0.1;
        let mut ahead = 1;
        while let Some(digit) = digit_word(self.word(ahead)).filter(|digit| *digit < 10.0) {
            self.group += digit * unit;
            unit /= 10.0;
            ahead += 1;
        }
        self.at += if ahead > 1 { ahead } else { 0 };
        ahead > 1
    }

    fn add(&mut self, value: f64, length: usize) -> bool {
        self.group += value;
        self.at += length;
        self.read = true;
        true
    }
}

/// "1,200.5"; a comma before one or two last digits is a decimal one ("0,5").
fn digits_value(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match word.split_once(',') {
        Some((whole, decimals)) if decimals.len() < 3 => format!("{whole}.{decimals}").parse().ok(),
        _ => word.replace(',', "").parse().ok(),
    }
}

fn vulgar_fraction(word: &str) -> Option<f64> {
    Some(match word {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 0.3333,
        "⅔" => 0.6667,
        "⅛" => 0.125,
        _ => return None,
    })
}

/// Parts of a whole are told to four decimals.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// A number as text: without an exponent, and without the noise of binary fractions.
pub(super) fn write(value: f64) -> Option<String> {
    if !value.is_finite() || value.abs() >= 1e21 {
        return None;
    }
    let whole_digits =
        std::iter::successors(Some(value.abs()), |rest| Some(rest / 10.0)).take_while(|rest| *rest >= 1.0);
    let whole_digits = whole_digits.count().max(1);
    let decimals = 14usize.saturating_sub(whole_digits).min(8);
    let text = format!("{value:.decimals$}");
    if !text.contains('.') {
        return Some(text);
    }
    Some(text.trim_end_matches('0').trim_end_matches('.').to_string())
}
