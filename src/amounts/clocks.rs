//! Times of the clock, in digits and in words.

use super::clues::{Clues, unit_of};
use super::numbers::digit_word;
use super::pieces::{Piece, longest_match, whole, word_at};
use crate::lexicon::DATE_WORDS;

/// "half past nine", "a quarter to five", "ten past eight".
pub(crate) fn spoken_clock(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let article = usize::from(word_at(pieces, 0) == "a");
    let minutes = match word_at(pieces, article) {
        "half" => 30,
        "quarter" => 15,
        word => digit_word(word).or(whole(pieces, article).map(i64::from)).filter(|minutes| *minutes < 60)?,
    };
    let word = word_at(pieces, article + 2);
    let hour = pieces.get(article + 2)?.whole().or(digit_word(word).map(|hour| hour as u32));
    let hour = hour.filter(|hour| (1..=12).contains(hour))?;
    let half_of_day = word_at(pieces, article + 3);
    let told = minutes == 15 || !pieces[article + 2].is_digits() && unit_of(half_of_day).is_none();
    let is_spoken = told && minutes % 5 == 0 && minutes > 0 && half_of_day != "percent";
    let (hour, minute) = match word_at(pieces, article + 1) {
        "past" => (hour, minutes as u32),
        "to" if is_spoken => ((hour + 11) % 12, 60 - minutes as u32),
        _ => return None,
    };
    let afternoon = u32::from(half_of_day == "pm") * 12;
    clues.clock =
        Some((((hour % 12) + afternoon + u32::from(hour == 12 && half_of_day.is_empty()) * 12) as i8, minute as i8));
    Some(article + 3 + usize::from(matches!(half_of_day, "am" | "pm")))
}

/// "9:30 am", "5 pm", "8 o'clock", "0430 gmt", "19.05", "three in the afternoon". Of two the first counts: "0430 GMT
/// (0530 CET)".
pub(crate) fn clock(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let first = pieces.first()?;
    let (mut hour, mut minute, mut taken) = (first.whole(), 0, 1);
    if let Some((hours, minutes)) = first.word.split_once('.').filter(|(_, minutes)| minutes.len() == 2) {
        (hour, minute) = (hours.parse().ok(), minutes.parse().ok()?);
    }
    let colon = word_at(pieces, 1) == ":" && word_at(pieces, 2).len() == 2 && pieces[1].glued && pieces[2].glued;
    if colon && word_at(pieces, 3) == ":" && word_at(pieces, 4).len() == 2 && pieces[3].glued {
        clues.elapsed = Some((hour?, whole(pieces, 2)?, whole(pieces, 4)?));
        return Some(5);
    }
    if colon {
        (minute, taken) = (whole(pieces, 2)?, 3);
    }
    let mut hour = hour.or_else(|| digit_word(first.word).map(|hour| hour as u32))?;
    let oclock = word_at(pieces, taken) == "o'clock";
    taken += usize::from(oclock);
    if let Some((after_noon, length)) = half_of_day(&pieces[taken..], hour) {
        hour = if after_noon && hour < 12 { hour + 12 } else { hour - if after_noon || hour != 12 { 0 } else { 12 } };
        taken += length;
    } else if first.word.len() == 4 && first.is_digits() && is_zone(&pieces[taken..]) {
        (hour, minute, taken) = (hour / 100, hour % 100, taken + 1);
    } else if !colon && !oclock {
        return None;
    } else {
        clues.bare_clock = colon && !is_zone(&pieces[taken..]);
    }
    if hour > 24 || minute > 59 {
        return None;
    }
    clues.clock = clues.clock.or(Some(((hour % 24) as i8, minute as i8)));
    Some(taken)
}

/// "am", "in the morning", "at night" behind `hour`: whether it is after noon, and how many pieces say so.
fn half_of_day(pieces: &[Piece], hour: u32) -> Option<(bool, usize)> {
    match [0, 1, 2].map(|index| word_at(pieces, index)) {
        ["am", ..] => Some((false, 1)),
        ["pm", ..] => Some((true, 1)),
        ["in", "the", part] => match DATE_WORDS.get(part)? {
            "part MO" => Some((false, 3)),
            "part AF" | "part EV" => Some((true, 3)),
            _ => None,
        },
        ["at", "night", _] => Some((hour >= 6, 2)),
        _ => None,
    }
}

/// Whether the name of a time zone opens `pieces`, or the "hours" of "1400 hours".
fn is_zone(pieces: &[Piece]) -> bool {
    let zone = longest_match(&DATE_WORDS, pieces).is_some_and(|(_, kind)| kind.starts_with("zone"));
    zone || matches!(word_at(pieces, 0), "hours" | "hrs")
}
