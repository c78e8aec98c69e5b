//! What names a day, a year or a part of one, to its clues: "2025-02-11", a feast, "'98", "the third quarter", "the 5th".

use super::clues::{Clues, is_kind, unit_of};
use super::numbers::{ShortScales, digit_word, number};
use super::pieces::{Piece, whole, word_at};
use crate::lexicon::{DATE_WORDS, HOLIDAYS, ORDINAL_WORDS, UNIT_JOINTS};

/// "2025-02-11", "7/4/1998" (month first, where it can be), "11.2.2025" (day first).
pub(crate) fn numeric_date(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let parts: Vec<u32> = word_at(pieces, 0).split('.').filter_map(|part| part.parse().ok()).collect();
    if let ([day, month, year], 2) = (&parts[..], word_at(pieces, 0).matches('.').count()) {
        clues.year = i16::try_from(*year).ok();
        clues.month = i8::try_from(*month).ok();
        clues.day = i8::try_from(*day).ok();
        return Some(1);
    }
    if let Some(taken) = hyphenated_date(clues, pieces) {
        return Some(taken);
    }
    let sign = word_at(pieces, 1);
    if !matches!(sign, "-" | "/") || word_at(pieces, 3) != sign || !pieces[1].glued {
        return None;
    }
    let (first, second, third) = (whole(pieces, 0)?, whole(pieces, 2)?, whole(pieces, 4)?);
    // "10-20-30" is a plan or a record of matches.
    if sign == "-" && word_at(pieces, 0).len() < 4 && word_at(pieces, 4).len() < 4 {
        return None;
    }
    let (year, month, day) = match word_at(pieces, 0).len() {
        4 => (first, second, third),
        _ if first > 12 => (third, second, first),
        _ => (third, first, second),
    };
    let year = if year < 100 { full_year(year) } else { year };
    clues.year = i16::try_from(year).ok();
    clues.month = i8::try_from(month).ok();
    clues.day = i8::try_from(day).ok();
    clues.either_way = word_at(pieces, 0).len() < 4 && month <= 12 && day <= 12;
    Some(5)
}

/// "05-Aug-2016", "19-Nov-12".
fn hyphenated_date(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    if word_at(pieces, 1) != "-" || word_at(pieces, 3) != "-" || !pieces[1].glued {
        return None;
    }
    let (_, month) = DATE_WORDS.get(word_at(pieces, 2))?.split_once(' ').filter(|(kind, _)| *kind == "month")?;
    let (day, year) = (whole(pieces, 0)?, whole(pieces, 4)?);
    clues.month = month.parse().ok();
    clues.day = i8::try_from(day).ok();
    clues.year = i16::try_from(if year < 100 { full_year(year) } else { year }).ok();
    Some(5)
}

pub(super) fn holiday(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let key_length = longest_holiday(pieces)?;
    clues.holiday = Some(key_length.1);
    Some(key_length.0)
}

/// Feasts are listed with their 's, which pieces lack.
fn longest_holiday(pieces: &[Piece]) -> Option<(usize, &'static str)> {
    const LONGEST: usize = 6;
    let spelled = |length: usize, possessive: Option<usize>| {
        let mut key = String::new();
        for (index, piece) in pieces[..length].iter().enumerate() {
            key.push_str(if index > 0 && !piece.glued { " " } else { "" });
            key.push_str(piece.word);
            key.push_str(if possessive == Some(index) { "'s" } else { "" });
        }
        HOLIDAYS.get(&key)
    };
    (1..=pieces.len().min(LONGEST)).rev().find_map(|length| {
        let rule = spelled(length, None).or_else(|| (0..length).find_map(|index| spelled(length, Some(index))));
        rule.map(|rule| (length, rule))
    })
}

/// "'98", "the '90s", "1990s", "80s", "fy24".
pub(super) fn short_year(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let apostrophe = usize::from(word_at(pieces, 0) == "'");
    let fiscal = word_at(pieces, 0) == "fy";
    let start = if fiscal { 1 } else { apostrophe };
    let year = whole(pieces, start)?;
    let length = word_at(pieces, start).len();
    let plural = pieces.get(start + 1).is_some_and(|piece| piece.word == "s" && piece.glued);
    if plural && length == 4 && year % 100 == 0 && year < 2000 {
        clues.century = i16::try_from(year / 100).ok();
        return Some(start + 2);
    }
    if plural && length == 4 && year % 10 == 0 {
        clues.decade = i16::try_from(year / 10).ok();
        return Some(start + 2);
    }
    if plural && length == 2 && year % 10 == 0 {
        clues.decade = i16::try_from(full_year(year) / 10).ok();
        return Some(start + 2);
    }
    if length == 2 && (apostrophe == 1 || fiscal) || fiscal && length == 4 {
        clues.year = i16::try_from(if length == 2 { full_year(year) } else { year }).ok();
        clues.fiscal |= fiscal;
        return Some(start + 1);
    }
    None
}

/// A year of two digits: of this century up to 39, else of the last.
fn full_year(year: u32) -> u32 {
    if year < 40 { 2000 + year } else { 1900 + year }
}

/// "nineteen eighty-four", "twenty twenty-five".
pub(super) fn spoken_year(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let century = digit_word(word_at(pieces, 0)).filter(|century| (11..=20).contains(century))?;
    let (rest, length) = number(&pieces[1..], ShortScales::Leave)?;
    let rest = rest.to_whole().filter(|rest| !pieces[1].is_digits() && (10..100).contains(rest))?;
    clues.year = i16::try_from(century * 100 + rest).ok();
    Some(1 + length)
}

/// "third quarter", "first half", "q3", "19th century".
pub(super) fn part_of_year(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    if let ("q" | "h", Some(part)) = (word_at(pieces, 0), whole(pieces, 1)) {
        let quarter = word_at(pieces, 0) == "q";
        let part = i8::try_from(part).ok().filter(|part| (1..=if quarter { 4 } else { 2 }).contains(part))?;
        *(if quarter { &mut clues.quarter } else { &mut clues.half }) = Some(part);
        return Some(2);
    }
    // "4Q"
    if let ("q", Some(part)) = (word_at(pieces, 1), whole(pieces, 0).filter(|part| (1..=4).contains(part))) {
        clues.quarter = Some(part as i8);
        return Some(2);
    }
    let place = match word_at(pieces, 0) {
        "last" | "final" | "closing" => Some(4),
        "opening" => Some(1),
        _ => None,
    };
    if place.is_some() && word_at(pieces, 1) == "quarter" && word_at(pieces, 2) == "of" {
        clues.quarter = place;
        return Some(2);
    }
    let (place, length) = ordinal_number(pieces)?;
    let unit = length + usize::from(word_at(pieces, length) == "-");
    match word_at(pieces, unit) {
        "quarter" | "quarters" if place <= 4 => clues.quarter = Some(place as i8),
        "half" if place <= 2 => clues.half = Some(place as i8),
        "century" | "centuries" => clues.century = Some(place as i16 - 1),
        _ => return None,
    }
    Some(unit + 1)
}

/// What makes digits an ordinal: "21st".
pub(super) fn is_ordinal_suffix(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

/// "first", "21st", "twenty-first": its number, from 1 to 99, and how many pieces it has.
fn ordinal_number(pieces: &[Piece]) -> Option<(u32, usize)> {
    let in_words = |word: &str| ORDINAL_WORDS.get(word).and_then(|place| place.parse::<u32>().ok());
    let found = if is_ordinal_suffix(word_at(pieces, 1)) && pieces[1].glued {
        (whole(pieces, 0)?, 2)
    } else if let Some(place) = in_words(word_at(pieces, 0)) {
        (place, 1)
    } else {
        let tens = u32::try_from(digit_word(word_at(pieces, 0)).filter(|tens| *tens >= 20)?).ok()?;
        let unit = 1 + usize::from(word_at(pieces, 1) == "-");
        (tens + in_words(word_at(pieces, unit)).filter(|unit| *unit < 10)?, unit + 1)
    };
    (1..100).contains(&found.0).then_some(found)
}

/// Whether an ordinal before a unit opens `pieces`: after "a", "third straight day" is no third part of one.
pub(super) fn counts_in_order(pieces: &[Piece]) -> bool {
    ordinal_number(pieces).is_some_and(|(_, length)| {
        let joints = pieces[length..].iter().take_while(|joint| is_joint_of_ordinal(joint.word)).count();
        unit_of(word_at(pieces, length + joints)).is_some()
    })
}

/// What stands between an ordinal and what it counts: "a third straight day"; "a third of a day" is a part of one.
fn is_joint_of_ordinal(word: &str) -> bool {
    UNIT_JOINTS.contains(word) && word != "of"
}

/// "the 5th", "the fifth day of March"; but "its second week" counts weeks, and "the first night" nights.
pub(super) fn ordinal(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let (place, length) = ordinal_number(pieces)?;
    if is_kind(word_at(pieces, length), "part") && word_at(pieces, length + 1) != "of" {
        clues.vague = true;
        return Some(length);
    }
    if counts_in_order(pieces) && is_joint_of_ordinal(word_at(pieces, length)) {
        return Some(length);
    }
    if matches!(word_at(pieces, length), "and" | "or") && ordinal_number(&pieces[length + 1..]).is_some() {
        clues.vague = true; // "the first and second quarters"
    }
    if is_kind(word_at(pieces, length), "weekday") {
        clues.nth = Some(place as i8);
        return Some(length);
    }
    let month = is_kind(word_at(pieces, length + 2), "month");
    let day_of_month = word_at(pieces, length) == "day" && word_at(pieces, length + 1) == "of" && month;
    if unit_of(word_at(pieces, length)).is_none() || day_of_month {
        clues.day = (place <= 31).then_some(place as i8);
    }
    Some(length)
}
