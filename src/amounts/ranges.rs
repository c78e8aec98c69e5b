//! Two dates in one mention: "Feb. 3-5", "from 1998 to 2004".

use super::clocks::spoken_clock;
use super::clues::{Clues, read};
use super::days_and_years::numeric_date;
use super::decimal::Decimal;
use super::pieces::{Piece, whole, word_at};
use super::unit::Unit;
use crate::lexicon::{DATE_WORDS, RANGE_JOINTS};

impl Clues {
    /// The hour that a bare number may be.
    fn hour(&self) -> Option<i8> {
        let hour = self.number.and_then(Decimal::to_whole).filter(|hour| (1..=12).contains(hour))?;
        i8::try_from(hour).ok()
    }

    pub fn is_bare_number(&self) -> bool {
        let names = self.month.or(self.weekday).or(self.day).is_some() || self.year.or(self.decade).is_some();
        self.number.is_some() && !names
    }

    /// Whether they name a place in the calendar, and no length.
    fn is_calendar(&self) -> bool {
        let named = self.weekday.is_some() || self.month.is_some() || self.day.is_some() || self.year.is_some();
        // "last year", "this week"
        let told = matches!(self.unit, Some(Unit::Year | Unit::Week)) && self.shift.is_some();
        (named || self.decade.is_some())
            && (self.unit.is_none() || told)
            && self.count.is_none()
            && self.clock.is_none()
    }
}

/// Both ends of a range, each with what it has from the other ("between March and May 2022", "2015-16").
pub(crate) fn find_range(pieces: &[Piece]) -> Option<(Clues, Clues)> {
    if numeric_date(&mut Clues::default(), pieces).is_some() {
        return None;
    }
    let joint = find_joint(pieces)?;
    if spoken_clock(&mut Clues::default(), pieces).is_some() {
        return None; // "10 to six"
    }
    let (mut first, mut second) = (read(&pieces[..joint]), read(&pieces[joint + 1..]));
    if let Some(year) = short_second_year(&first, &second, &pieces[joint + 1..]) {
        // "the winter of 2022-23" is one winter, fiscal 2024-25 one year.
        if first.season.is_some() || pieces.iter().any(|piece| is_fiscal(piece.word)) {
            return None;
        }
        second = Clues { year: Some(year), ..Clues::default() };
    }
    if let (None, None, Some(hour), Some((end, _))) = (first.clock, first.month, first.hour(), second.clock) {
        // "2 to 4 p.m.", "11 a.m. to 1 p.m."
        let afternoon = end >= 12 && (hour % 12) + 12 <= end;
        first.clock = Some((if afternoon { hour % 12 + 12 } else { hour }, 0));
    }
    if first.clock.is_some() && second.clock.is_some() {
        return Some((first, second));
    }
    // Two bare numbers are ages or nothing.
    if first.is_bare_number() && second.is_bare_number() {
        return Some((first, second));
    }
    first.number_is_day();
    second.number_is_day();
    if !first.is_calendar() || !second.is_calendar() {
        return None;
    }
    if first.year.is_none() && first.unit.is_none() {
        (first.year, first.unit, first.shift) = (second.year, second.unit, second.shift.or(first.shift));
    }
    if first.day.is_some() {
        first.month = first.month.or(second.month);
    }
    if second.day.is_some() && second.month.is_none() {
        second.month = first.month;
        second.year = second.year.or(first.year);
    }
    Some((first, second))
}

fn is_fiscal(word: &str) -> bool {
    DATE_WORDS.get(word).is_some_and(|kind| kind.starts_with("fiscal"))
}

/// Where the first date ends: the index of "to", "-", or of "and" after "between" and before another decade.
fn find_joint(pieces: &[Piece]) -> Option<usize> {
    let between = pieces.iter().any(|piece| piece.word == "between");
    let opens_date = |piece: &Piece| {
        let kind = DATE_WORDS.get(piece.word).unwrap_or_default();
        piece.is_digits() || kind.starts_with("month") || kind.starts_with("weekday")
    };
    pieces.iter().enumerate().position(|(index, piece)| match piece.word {
        "and" => between || pieces.get(index + 2).is_some_and(|piece| piece.word == "s" && piece.glued),
        "-" | "/" => pieces.get(index + 1).is_some_and(opens_date),
        word => index > 0 && RANGE_JOINTS.says(word, 'e'),
    })
}

/// The 2016 of "2015-16", where a year stands before and two digits behind.
fn short_second_year(first: &Clues, second: &Clues, behind: &[Piece]) -> Option<i16> {
    let lone_year = first.month.is_none() && first.day.is_none() && second.month.is_none();
    let short = whole(behind, 0).filter(|_| word_at(behind, 0).len() == 2 && lone_year)?;
    Some(first.year? / 100 * 100 + i16::try_from(short).ok()?)
}
