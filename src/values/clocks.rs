//! Times of the clock, in digits and in words.

use super::clues::{Clues, whole, word_at};
use super::numbers::digit_word;
use super::pieces::Piece;
use crate::lexicon::DATE_WORDS;

/// "half past nine", "a quarter to five", "ten past eight".
pub(super) fn spoken_clock(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let article = usize::from(word_at(pieces, 0) == "a");
    let minutes = match word_at(pieces, article) {
        "half" => 30.0,
        "quarter" => 15.0,
        word => digit_word(word).filter(|minutes| *minutes < 60.0)?,
    };
    let word = word_at(pieces, article + 2);
    let hour = pieces.get(article + 2)?.whole().or(digit_word(word).map(|hour| hour as u32));
    let hour = hour.filter(|hour| (1..=12).contains(hour))?;
    let half_of_day = word_at(pieces, article + 3);
    let (hour, minute) = match word_at(pieces, article + 1) {
        "past" => (hour, minutes as u32),
        "to" if minutes == 15.0 && half_of_day != "percent" => ((hour + 11) % 12, 45),
        _ => return None,
    };
    let afternoon = u32::from(half_of_day == "pm") * 12;
    clues.clock =
        Some((((hour % 12) + afternoon + u32::from(hour == 12 && half_of_day.is_empty()) * 12) as i8, minute as i8));
    Some(article + 3 + usize::from(matches!(half_of_day, "am" | "pm")))
}

/// "9:30 am", "5 pm", "8 o'clock", "0430 gmt", "19.05".
pub(super) fn clock(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let first = pieces.first()?;
    let (mut hour, mut minute, mut taken) = (first.whole(), 0, 1);
    if let Some((hours, minutes)) = first.word.split_once('.').filter(|(_, minutes)| minutes.len() == 2) {
        (hour, minute) = (hours.parse().ok(), minutes.parse().ok()?);
    }
    let colon = word_at(pieces, 1) == ":" && word_at(pieces, 2).len() == 2;
    if colon {
        (minute, taken) = (whole(pieces, 2)?, 3);
    }
    let mut hour = hour.or_else(|| digit_word(first.word).map(|hour| hour as u32))?;
    let half_of_day = word_at(pieces, taken);
    match half_of_day {
        "am" => hour = if hour == 12 { 0 } else { hour },
        "pm" => hour = if hour < 12 { hour + 12 } else { hour },
        "o'clock" => {}
        _ if colon => taken -= 1,
        _ if first.word.len() == 4 && DATE_WORDS.get(half_of_day).is_some_and(|kind| kind.starts_with("zone")) => {
            (hour, minute) = (hour / 100, hour % 100);
        }
        _ => return None,
    }
    (hour <= 24 && minute < 60).then(|| clues.clock = Some(((hour % 24) as i8, minute as i8)))?;
    Some(taken + 1)
}
