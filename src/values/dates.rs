//! The clues of a DATE to its place in the calendar, or to a length of time.

use super::calendar::{Feast, Period, season_start};
use super::context::Context;
use super::days::{day, feast};
use super::{times, years};
use crate::amounts::clues::{Clues, Distance, End, Phase, Shift};
use crate::amounts::decimal::Decimal;
use crate::amounts::unit::Unit;
use crate::document::is_dash;
use crate::grammar::Direction;
use crate::lexicon::AGE_ANNOUNCERS;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;

/// What a date says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    Period(Period),
    Range(Period, Period),
    /// A length of time, something that recurs, or a part of a day.
    Text(String),
}

impl fmt::Display for Reading {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Reading::Period(period) => write!(formatter, "{period}"),
            Reading::Range(first, last) => write!(formatter, "{first}/{last}"),
            Reading::Text(text) => formatter.write_str(text),
        }
    }
}

pub(super) fn resolve(clues: &Clues, context: &Context) -> Option<Reading> {
    if let Some((first, last)) = clues.range.as_deref() {
        return range(first, last, context);
    }
    if clues.each || clues.recurring.is_some() {
        return recurring(clues).map(Reading::Text);
    }
    if clues.vague {
        return None;
    }
    if clues.clock.is_some() || clues.part.is_some() || times::is_early_or_late_day(clues) {
        return times::resolve(clues, *context, || times::Near::Unknown).map(Reading::Text);
    }
    if let Some(length) = length(clues, context) {
        return Some(Reading::Text(length));
    }
    // "during Ramadan"
    if let Some(rule) = clues.holiday.filter(|_| clues.distance.is_none() && !clues.eve)
        && let Some(Feast { first, last: Some(last) }) = feast(clues, context, rule)
    {
        return Some(Reading::Range(Period::Day(first), Period::Day(last)));
    }
    place(clues, context).map(Reading::Period)
}

/// "from Monday to Thursday" of one week: a first day that would come behind the last one is a week earlier, where both
/// are past, else the last one a week later.
fn range(first: &Clues, last: &Clues, context: &Context) -> Option<Reading> {
    if first.is_bare_number() && last.is_bare_number() {
        let aged = first.age || AGE_ANNOUNCERS.get(context.word_before()) == Some("age");
        let age = |clues: &Clues| Unit::Year.duration(clues.number?);
        return if aged { Some(Reading::Text(format!("{}/{}", age(first)?, age(last)?))) } else { None };
    }
    let by_weekday = first.weekday.is_some() && first.day.is_none() && last.day.is_none();
    let (first, last) = (place(first, context)?, place(last, context)?);
    Some(match (first, last) {
        (Period::Day(start), Period::Day(end)) if by_weekday && end < start => {
            if context.direction() == Direction::Past {
                Reading::Range(Period::Day(start.checked_sub(7.days()).ok()?), last)
            } else {
                Reading::Range(first, Period::Day(end.checked_add(7.days()).ok()?))
            }
        }
        // "from August to October": the first one lies in the year before, at the latest.
        (Period::Month(start, month), Period::Month(end, last_month)) if (start, month) > (end, last_month) => {
            Reading::Range(Period::Month(end - i16::from(month > last_month), month), last)
        }
        (Period::Day(start), Period::Day(end)) if start > end => {
            let year = end.year() - i16::from((start.month(), start.day()) > (end.month(), end.day()));
            Reading::Range(Period::Day(start.with().year(year).build().ok()?), last)
        }
        (Period::Year(start), Period::Year(end)) if start > end => return None,
        _ => Reading::Range(first, last),
    })
}

/// "every Sunday", "every two years", "annual".
fn recurring(clues: &Clues) -> Option<String> {
    if clues.nth.is_some() {
        return None;
    }
    if let Some(weekday) = clues.weekday {
        return Some(format!("XXXX-WXX-{weekday}"));
    }
    // "every May", "every Christmas"
    if let (Some(month), true) = (clues.month, clues.each) {
        return Some(clues.day.map_or(format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}")));
    }
    if let (Some(season), true) = (clues.season, clues.each) {
        return Some(format!("XXXX-{season}"));
    }
    if let Some(rule) = clues.holiday {
        return rule.split_once('-').filter(|(month, _)| month.len() == 2).map(|_| format!("XXXX-{rule}"));
    }
    match (clues.recurring, clues.unit) {
        (Some(period), _) => Some(period.to_string()),
        (None, Some(unit)) => unit.duration(clues.count.unwrap_or(Decimal::ONE)),
        _ => None,
    }
}

/// A length of time: "three years", "the past decade", "aged 7".
pub(super) fn length(clues: &Clues, context: &Context) -> Option<String> {
    if clues.distance.is_some() {
        return None;
    }
    if clues.ended && clues.count.is_none() {
        return None;
    }
    let bare = clues.unit.is_none() && clues.month.is_none() && clues.year.is_none() && clues.weekday.is_none();
    if bare && (clues.age || is_age_in_context(clues, context)) {
        let years = clues.count.or(clues.number)?;
        return (years < Decimal::whole(130)).then(|| Unit::Year.duration(years)).flatten();
    }
    let part_of_year = clues.quarter.is_some() || clues.half.is_some() || clues.season.is_some();
    let alone = !part_of_year && clues.month.or(clues.weekday).or(clues.day).is_none() && clues.holiday.is_none();
    let sized = matches!(clues.unit, Some(Unit::Day | Unit::Week | Unit::Month | Unit::Year));
    let whole = match clues.shift {
        Some(Shift::Past) => true,
        Some(Shift::Last | Shift::Next) => alone && (clues.unit == Some(Unit::Decade) || clues.throughout && sized),
        _ => false,
    };
    let count = clues.count.or((whole && !clues.plural).then_some(Decimal::ONE))?;
    let length = clues.unit?.duration(count)?;
    // "3 hours 20 minutes": both in one, where both are parts of the calendar or of the clock.
    match clues.rest {
        None => Some(length),
        Some((more, unit)) => {
            let prefix = if length.starts_with("PT") { "PT" } else { "P" };
            let rest = unit.duration(more)?;
            let rest = rest.strip_prefix(prefix).filter(|rest| !rest.starts_with('T'))?;
            Some(length + rest)
        }
    }
}

/// A bare number is an age, unless it goes on a list of days ("Dec. 24, 25").
fn is_age_in_context(clues: &Clues, context: &Context) -> bool {
    let tokens = context.grammar.document.tokens_in(context.span);
    let before = context.grammar.document.lower_at(tokens.start.checked_sub(2));
    let word = context.word_before();
    let told = AGE_ANNOUNCERS.contains(word) || is_dash(word) || matches!(word, "," | "(");
    told && tokens.len() == 1
        && !clues.unread
        && clues.number.is_some()
        && !before.starts_with(|c: char| c.is_ascii_digit())
}

/// A place in the calendar.
pub(super) fn place(clues: &Clues, context: &Context) -> Option<Period> {
    if let Some(end) = clues.end_day {
        return end_day(clues, context, end).map(Period::Day);
    }
    if clues.holiday.is_some() {
        return day(clues, context).map(Period::Day);
    }
    if clues.owned
        && clues.month.is_none()
        && clues.weekday.is_none()
        && (clues.decade.is_some() || clues.day.is_some())
    {
        return None;
    }
    if let (true, Some(unit)) = (clues.ended, clues.unit) {
        return period_ended(clues, context, unit);
    }
    if clues.relative_day.is_some() || clues.weekday.is_some() || clues.day.is_some() {
        let week = clues.unit == Some(Unit::Week) && clues.month.is_some() && clues.day.is_some();
        let period = if week { Period::Week } else { Period::Day }; // "the week of Feb. 3"
        return day(clues, context).map(period);
    }
    let year = stated_year(clues, context);
    let of_year = |start: i8, end: i8| year.or_else(|| years::of_months(clues, context, start, end));
    if let Some(month) = clues.month {
        let year = of_year(month, month)?;
        // "the December quarter"
        let quarter = clues.unit == Some(Unit::Quarter);
        return Some(if quarter { Period::Quarter(year, (month + 2) / 3) } else { Period::Month(year, month) });
    }
    let part = clues.quarter.is_some() || clues.half.is_some();
    if part && year.is_none() && !context.is_economic() {
        return None; // "scored in the second half"
    }
    if is_of_year_before(clues) && (clues.quarter.is_some() || clues.second_unit.is_some()) {
        return part_of_year_before(clues, context);
    }
    if let Some(quarter) = clues.quarter {
        let (first, last) = (quarter * 3 - 2, quarter * 3);
        return of_year(first, last).map(|year| Period::Quarter(year, quarter));
    }
    if let Some(half) = clues.half {
        let (first, last) = (half * 6 - 5, half * 6);
        return of_year(first, last).map(|year| Period::Half(year, half));
    }
    if let Some(season) = clues.season {
        let first = season_start(season);
        return of_year(first, first + 2).map(|year| Period::Season(year, season));
    }
    if let Some(decade) = clues.decade {
        return Some(Period::Decade(if decade < 10 { 190 + decade } else { decade }));
    }
    if let Some(century) = clues.century {
        return Some(Period::Century(century));
    }
    match year {
        Some(year) if clues.fiscal => Some(Period::FiscalYear(year)),
        Some(year) if clues.year.is_some() => Some(Period::Year(year)),
        _ => unit_away(clues, context),
    }
}

/// "the last day of the month", which is the one that was told last, else today's; "the first day of 2024".
fn end_day(clues: &Clues, context: &Context, end: End) -> Option<Date> {
    let whole = Clues { end_day: None, ..clues.clone() };
    let named = whole.month.or(whole.quarter).is_some() || whole.year.or(whole.decade).is_some();
    let period = match (whole.unit, whole.shift) {
        (Some(unit @ (Unit::Month | Unit::Quarter | Unit::Year)), None) if !named => {
            Period::of(unit, context.anchor(unit, true)?)
        }
        _ => place(&whole, context),
    };
    let (year, first, last) = match period? {
        Period::Month(year, month) => (year, month, month),
        Period::Quarter(year, quarter) => (year, quarter * 3 - 2, quarter * 3),
        Period::Year(year) => (year, 1, 12),
        _ => return None,
    };
    match end {
        End::First => Date::new(year, first, 1).ok(),
        End::Last => Some(Date::new(year, last, 1).ok()?.last_of_month()),
    }
}

/// "the quarter ended Dec. 31", "the year ending March 31": a year that ends otherwise than in December is a fiscal one.
fn period_ended(clues: &Clues, context: &Context, unit: Unit) -> Option<Period> {
    let last = Clues { unit: None, fiscal: false, ..clues.clone() };
    let end = match place(&last, context)? {
        Period::Day(day) => day,
        Period::Month(year, month) => Date::new(year, month, 1).ok()?,
        _ => return None,
    };
    match Period::of(unit, end)? {
        Period::Year(year) if end.month() != 12 => Some(Period::FiscalYear(year)),
        period => Some(period),
    }
}

/// "the year-ago quarter", "the third quarter a year earlier", "the same quarter last year".
fn is_of_year_before(clues: &Clues) -> bool {
    let one = clues.count.is_none_or(|count| count == Decimal::ONE);
    let ago =
        matches!(clues.distance, Some(Distance::Ago | Distance::Earlier)) && one && clues.unit == Some(Unit::Year);
    ago || clues.shift == Some(Shift::Last) && clues.second_unit == Some(Unit::Year)
}

/// That quarter or month of the year before: the one that is named, else the one that was told last, else, for a quarter,
/// the last that is over.
fn part_of_year_before(clues: &Clues, context: &Context) -> Option<Period> {
    let quarters = [clues.unit, clues.second_unit].contains(&Some(Unit::Quarter));
    let (year, quarter) = match (clues.quarter, context.earlier) {
        (Some(quarter), _) => {
            let alone = Clues { unit: None, distance: None, count: None, shift: None, ..clues.clone() };
            (years::of_months(&alone, context, quarter * 3 - 2, quarter * 3)?, quarter)
        }
        (None, Some(Period::Quarter(year, quarter))) if quarters => (year, quarter),
        (None, Some(Period::Month(year, month))) => return Some(Period::Month(year - 1, month)),
        _ if quarters => match Period::away(Unit::Quarter, context.today?, -1)? {
            Period::Quarter(year, quarter) => (year, quarter),
            _ => return None,
        },
        _ => return None,
    };
    Some(Period::Quarter(year - 1, quarter))
}

/// The year that is stated, or told by "last year", "the year".
pub(super) fn stated_year(clues: &Clues, context: &Context) -> Option<i16> {
    if clues.year.is_some() {
        return clues.year;
    }
    let shifted = clues.unit == Some(Unit::Year) && clues.count.is_none();
    let is_told = clues.shift.is_some() || clues.month.is_some() || clues.half.is_some() || clues.quarter.is_some();
    if !shifted || !(is_told || clues.season.is_some()) {
        return None;
    }
    match clues.shift {
        Some(shift) => {
            context.anchor(Unit::Year, is_from_earlier(shift, context)).map(|date| date.year() + shift_count(shift))
        }
        None => context.today.map(Date::year),
    }
}

/// "the following", "the same": counted from the date told last, where there is one.
fn is_from_earlier(shift: Shift, context: &Context) -> bool {
    matches!(shift, Shift::Following | Shift::Same | Shift::Previous) && context.earlier.is_some()
}

pub(super) fn shift_count(shift: Shift) -> i16 {
    match shift {
        Shift::BeforeLast => -2,
        Shift::Last | Shift::Past | Shift::Previous => -1,
        Shift::This | Shift::Same => 0,
        Shift::Next | Shift::Following | Shift::Coming => 1,
        Shift::AfterNext => 2,
    }
}

/// "last month", "two weeks ago", "the next day", "the end of the year".
fn unit_away(clues: &Clues, context: &Context) -> Option<Period> {
    let unit = clues.unit?;
    let one = (!clues.plural && clues.shift.is_none()).then_some(Decimal::ONE);
    if let (Some(count), Some(distance)) = (clues.count.or(one), clues.distance) {
        let forward = matches!(distance, Distance::Later | Distance::Ahead);
        let from_earlier = matches!(distance, Distance::Later | Distance::Earlier);
        let anchor = context.anchor(unit, from_earlier)?;
        // "three days later", "the day before" lie beside a date that must be known; "a year earlier" need not.
        let needs_earlier = from_earlier && (forward || clues.count.is_none());
        if needs_earlier && context.earlier.is_none() {
            return None;
        }
        let (unit, count) = unit.whole(count)?;
        return Period::away(unit, anchor, if forward { count } else { -count });
    }
    // "the last day" is that of something else.
    if clues.plural || clues.count.is_some() || unit == Unit::Day && clues.shift == Some(Shift::Last) {
        return None;
    }
    if clues.fiscal && unit == Unit::Year {
        return Some(Period::FiscalYear(context.today?.year() + shift_count(clues.shift?)));
    }
    match clues.shift {
        Some(shift) => {
            let next_day = shift == Shift::Next && unit == Unit::Day;
            let from_earlier = is_from_earlier(shift, context) || next_day && context.earlier.is_some();
            let anchor = context.anchor(unit, from_earlier)?;
            if unit == Unit::Weekend && shift == Shift::This {
                return weekend(context);
            }
            let told = !matches!(shift, Shift::Same | Shift::Following) || from_earlier;
            told.then(|| Period::away(unit, anchor, i64::from(shift_count(shift)))).flatten()
        }
        None if unit == Unit::Weekend => weekend(context),
        None if clues.phase == Some(Phase::Edge) => Period::of(unit, context.today?),
        None => None,
    }
}

/// "the weekend", "this weekend": the last one, where the sentence speaks of what was.
fn weekend(context: &Context) -> Option<Period> {
    let today = context.today?;
    let begun = today.weekday().to_monday_one_offset() >= 6;
    let past = context.direction() == Direction::Past && !begun;
    Period::away(Unit::Weekend, today, -i64::from(past))
}
