//! The year of a date that names none: the nearest to the article's day. Only "last" and "next", a weekday that fits, the
//! year that the story is in, and a clear tense move it.

use super::context::Context;
use super::dates::shift_count;
use crate::amounts::clues::{Clues, Shift};
use crate::grammar::Direction;
use jiff::civil::{Date, Weekday};

/// A date this near, in days, is not moved a year away by the tense: "had been due to speak on March 9".
const NEAR: i32 = 28;
/// Within how many years a weekday may tell the year.
const FITTING: i16 = 3;

/// A date of the story that names its year and month: what follows it may be of that year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story {
    pub sentence: usize,
    pub year: i16,
    pub month: i8,
}

impl Story {
    /// How many sentences it reaches, and how many months it may lie from what follows.
    const REACH: usize = 3;
    const MONTHS: i8 = 2;
    /// Days so near to the article's are of its own year.
    const CURRENT: i32 = 45;

    /// The year that a day in `month` has from the story, if its nearest lies `distance` days from the article's day.
    fn year_of(self, context: &Context, month: i8, distance: i32) -> Option<i16> {
        let reaches = self.sentence + Self::REACH >= context.sentence();
        let close = (month - self.month).abs() <= Self::MONTHS || self.sentence == context.sentence();
        (reaches && close && distance > Self::CURRENT).then_some(self.year)
    }
}

/// The day in `month` that is meant.
pub(super) fn of_day(clues: &Clues, context: &Context, month: i8, day: i8) -> Option<Date> {
    let today = context.today?;
    // Eight years either way hold a 29 February.
    let days = (-8..=8).filter_map(move |step| Date::new(today.year() + step, month, day).ok());
    if let Some(weekday) = clues.weekday.and_then(|weekday| Weekday::from_monday_one_offset(weekday).ok()) {
        let fits = days.clone().filter(|day| day.weekday() == weekday && (day.year() - today.year()).abs() <= FITTING);
        if let Some(day) = fits.min_by_key(|day| distance(today, *day)) {
            return Some(day);
        }
    }
    let nearest = days.clone().min_by_key(|day| distance(today, *day))?;
    let story = context.story.and_then(|story| story.year_of(context, month, distance(today, nearest)));
    match story.and_then(|year| Date::new(year, month, day).ok()) {
        Some(day) if clues.shift.is_none() => Some(day),
        _ => of_days(clues, context, days),
    }
}

/// Of `days`, in order, the one that is meant.
pub(super) fn of_days(clues: &Clues, context: &Context, days: impl Iterator<Item = Date> + Clone) -> Option<Date> {
    let today = context.today?;
    let last = || days.clone().filter(|day| *day <= today).last();
    let next = || days.clone().find(|day| *day >= today);
    match clues.shift {
        Some(Shift::Last | Shift::Past | Shift::Previous | Shift::BeforeLast) => return last(),
        Some(Shift::Next | Shift::Following | Shift::Coming | Shift::AfterNext) => return next(),
        _ => {}
    }
    let nearest = days.clone().min_by_key(|day| distance(today, *day))?;
    let far = distance(today, nearest) > NEAR;
    match context.clear_direction() {
        Direction::Past if nearest > today && far && !(context.is_attributive() && is_soon(today, nearest)) => last(),
        Direction::Future if nearest < today && far => next(),
        _ => Some(nearest),
    }
}

fn distance(today: Date, day: Date) -> i32 {
    (day - today).get_days().abs()
}

/// Within some three months: "qualified for the October debate" in September.
fn is_soon(today: Date, day: Date) -> bool {
    distance(today, day) <= 92
}

/// The year of a month, quarter, half or season from month `start` to `end` (which may lie in the year after it: winter).
pub(super) fn of_months(clues: &Clues, context: &Context, start: i8, end: i8) -> Option<i16> {
    let today = context.today?;
    let now = i32::from(today.year()) * 12 + i32::from(today.month());
    let begins = |year: i16| i32::from(year) * 12 + i32::from(start);
    let ends = |year: i16| i32::from(year) * 12 + i32::from(end);
    let years = (-2..=2).map(|step| today.year() + step);
    // A period that holds the article's day is neither last nor next.
    let last = || years.clone().rfind(|&year| ends(year) < now);
    let next = || years.clone().find(|&year| begins(year) > now);
    let away = |year: i16| (begins(year) - now).max(now - ends(year)).max(0);
    let nearest = years.clone().min_by_key(|&year| away(year))?;
    match clues.shift.filter(|_| clues.unit.is_none()) {
        // In January and February "this winter" is that of the year before.
        Some(Shift::This | Shift::Same) => {
            return Some(if away(nearest) == 0 { nearest } else { today.year() });
        }
        Some(shift) if shift_count(shift) > 0 => return next(),
        Some(shift) => return last().map(|year| year - i16::from(shift == Shift::BeforeLast)),
        None => {}
    }
    // Most of "the first half" is to come in February: what is told of it was a year before.
    let hardly_begun = start < end && (ends(nearest) - now) * 2 > i32::from(end - start);
    match context.clear_direction() {
        Direction::Past if begins(nearest) > now && context.is_attributive() && away(nearest) <= 2 => Some(nearest),
        Direction::Past if begins(nearest) > now || hardly_begun => last(),
        // "to report its fourth-quarter results": those of the one that is over.
        Direction::Future if ends(nearest) < now && !context.is_attributive() => next(),
        _ => Some(nearest),
    }
}
