//! The clues of a DATE to its place in the calendar, or to a length of time.

use super::calendar::{Feast, Period, holidays, season_start};
use super::times;
use super::years::{self, Story};
use crate::Span;
use crate::amounts::clues::{Clues, Distance, Phase, Shift};
use crate::amounts::decimal::Decimal;
use crate::amounts::unit::Unit;
use crate::document::BlockKind;
use crate::grammar::{Direction, Grammar};
use crate::lexicon::{ECONOMY_WORDS, MATCH_WORDS};
use crate::recognition::PartOfSpeech;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::fmt;

/// What a date is resolved against.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    pub grammar: &'c Grammar<'c>,
    pub span: Span,
    /// The article's day.
    pub today: Option<Date>,
    /// The date that was told last, in this sentence or the one before.
    pub earlier: Option<Period>,
    pub story: Option<Story>,
    /// Whether the article speaks more of business than of matches.
    pub economic: bool,
}

impl Context<'_> {
    /// What the nearest verb tells; captions tell in the present what was.
    fn direction(&self) -> Direction {
        let document = self.grammar.document;
        let block = document.block_of(document.tokens_in(self.span).start);
        if document.blocks().get(block).is_some_and(|block| block.kind == BlockKind::Caption) {
            return Direction::Past;
        }
        self.grammar.direction(self.span)
    }

    pub fn clear_direction(&self) -> Direction {
        self.grammar.clear_direction(self.span)
    }

    pub fn sentence(&self) -> usize {
        let document = self.grammar.document;
        document.sentence_of(document.tokens_in(self.span).start)
    }

    /// Whether quarters and halves here are of a year: its sentence speaks of business and of no match, or the article more of
    /// business than of matches.
    fn is_economic(&self) -> bool {
        let sentence = |list| self.grammar.sentence_has(self.span, list);
        !sentence(&MATCH_WORDS) && (sentence(&ECONOMY_WORDS) || self.economic)
    }

    pub fn word_before(&self) -> &str {
        let document = self.grammar.document;
        document.lower_at(document.tokens_in(self.span).start.checked_sub(1))
    }

    /// Whether the date stands before the noun that it tells of: "third-quarter profit", "its third quarter profit".
    pub fn is_attributive(&self) -> bool {
        let tokens = self.grammar.document.tokens_in(self.span);
        let next = self.grammar.part(tokens.end);
        let described = matches!(next, PartOfSpeech::ProperNoun | PartOfSpeech::Adjective)
            && matches!(self.word_before(), "a" | "an" | "the" | "its" | "their" | "his" | "her" | "this");
        tokens.clone().any(|index| self.grammar.document.word(index) == "-")
            || described
            || matches!(next, PartOfSpeech::Noun | PartOfSpeech::PluralNoun)
    }

    /// Where distances are counted from: the date told last for what is told from there ("the next day"), else today.
    fn anchor(&self, unit: Unit, from_earlier: bool) -> Option<Date> {
        match self.earlier {
            Some(earlier) if from_earlier => earlier.anchor_for(unit),
            _ => self.today,
        }
    }
}

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
        let aged = first.age || matches!(context.word_before(), "aged" | "ages" | "age");
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
    let told = matches!(
        context.word_before(),
        "," | "("
            | "-"
            | "–"
            | "—"
            | "aged"
            | "age"
            | "ages"
            | "turned"
            | "turning"
            | "turns"
            | "is"
            | "was"
            | "of"
            | "at"
            | "and"
    );
    told && tokens.len() == 1
        && !clues.unread
        && clues.number.is_some()
        && !before.starts_with(|c: char| c.is_ascii_digit())
}

/// A place in the calendar.
pub(super) fn place(clues: &Clues, context: &Context) -> Option<Period> {
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

/// "the quarter ended Dec. 31", "the year ending March 31": a year that ends otherwise than in December is a fiscal one.
fn period_ended(clues: &Clues, context: &Context, unit: Unit) -> Option<Period> {
    let last = Clues { ended: false, unit: None, fiscal: false, ..clues.clone() };
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
fn stated_year(clues: &Clues, context: &Context) -> Option<i16> {
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

/// The feast that is meant: of the year that is told, else the nearest.
fn feast(clues: &Clues, context: &Context, rule: &str) -> Option<Feast> {
    if let Some(year) = stated_year(clues, context) {
        return holidays(rule, year).into_iter().next();
    }
    let today = context.today?;
    let near: Vec<Feast> = (-1..=1).flat_map(|step| holidays(rule, today.year() + step)).collect();
    let day = years::of_days(clues, context, near.iter().map(|feast| feast.first))?;
    near.into_iter().find(|feast| feast.first == day)
}

/// A single day: a weekday, a day of a month, "yesterday".
pub(super) fn day(clues: &Clues, context: &Context) -> Option<Date> {
    if let Some(day) = day_beside(clues, context) {
        return day;
    }
    if let Some(rule) = clues.holiday {
        return feast(clues, context, rule)?.first.checked_sub(i64::from(clues.eve).days()).ok();
    }
    // "a week from Thursday", "a week ago Friday"
    if let (Some(_), Some(distance), Some(count), Some(unit)) =
        (clues.relative_day.or(clues.weekday.map(i64::from)), clues.distance, clues.count, clues.unit)
    {
        let (unit, count) = unit.whole(count)?;
        let (shift, count) = if distance == Distance::Ahead { (Shift::Coming, -count) } else { (Shift::Last, count) };
        let near = Clues { distance: None, count: None, unit: None, shift: Some(shift), ..clues.clone() };
        return unit.before(day(&near, context)?, count);
    }
    if let (Some(nth), Some(weekday), Some(month)) = (clues.nth, clues.weekday, clues.month) {
        return nth_weekday(clues, context, nth, weekday, month);
    }
    if let Some(days) = clues.relative_day {
        let further = match clues.distance.filter(|_| clues.unit == Some(Unit::Day)) {
            Some(Distance::Earlier) => -1,
            Some(Distance::Later) => 1,
            _ => 0,
        };
        return context.today?.checked_add((days + further).days()).ok();
    }
    match (clues.day, clues.month, clues.year) {
        (Some(day), Some(month), Some(year)) => {
            let stated = Date::new(year, month, day).ok();
            let other = if clues.either_way { Date::new(year, day, month).ok() } else { None };
            // The one that is the article's day, or near it.
            let near = |date: &Date| context.today.is_some_and(|today| (*date - today).get_days().abs() <= 7);
            return other.filter(near).filter(|_| !stated.as_ref().is_some_and(near)).or(stated);
        }
        (Some(day), Some(month), None) => {
            if let Some(year) = stated_year(clues, context) {
                return Date::new(year, month, day).ok();
            }
            return years::of_day(clues, context, month, day);
        }
        (Some(_), None, _) if clues.weekday.is_none() && (clues.year.is_some() || clues.unread) => return None,
        (Some(day), None, _) => return day_of_near_month(clues, context, day),
        _ => {}
    }
    weekday(clues, context)
}

/// "two weeks before Christmas", "three days after March 3": counted from that day, where one is named.
fn day_beside(clues: &Clues, context: &Context) -> Option<Option<Date>> {
    let named = clues.holiday.is_some() || clues.month.is_some() && clues.day.is_some();
    let (distance, unit) = (clues.distance?, clues.unit?);
    let count = clues.count.or((!clues.plural).then_some(Decimal::ONE)).filter(|_| named)?;
    let near = Clues { distance: None, count: None, unit: None, plural: false, ..clues.clone() };
    let forward = matches!(distance, Distance::Later | Distance::Ahead);
    Some(unit.whole(count).and_then(|(unit, count)| {
        let from = day(&near, context)?;
        unit.before(from, if forward { -count } else { count })
    }))
}

/// "the first Monday in March", "the last Friday of May".
fn nth_weekday(clues: &Clues, context: &Context, nth: i8, weekday: i8, month: i8) -> Option<Date> {
    let month_alone = Clues { shift: clues.shift.filter(|_| clues.unit.is_some()), ..clues.clone() };
    let stated = stated_year(&month_alone, context);
    let year = stated.or_else(|| years::of_months(&month_alone, context, month, month))?;
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// Of `days`, in order, the one that the tense or "last" and "next" mean; with no tense the nearest.
fn nearest_by_tense(clues: &Clues, context: &Context, days: impl Iterator<Item = Date> + Clone) -> Option<Date> {
    let today = context.today?;
    let direction = match clues.shift {
        Some(Shift::Last | Shift::Past | Shift::Previous | Shift::BeforeLast) => Direction::Past,
        Some(Shift::Next | Shift::Following | Shift::Coming | Shift::AfterNext) => Direction::Future,
        _ => context.direction(),
    };
    match direction {
        Direction::Past => days.filter(|day| *day <= today).last(),
        Direction::Future => days.clone().find(|day| *day >= today),
        Direction::Unknown => days.min_by_key(|day| (*day - today).get_days().abs()),
    }
}

/// "the 5th": of this month, the one before or the one after.
fn day_of_near_month(clues: &Clues, context: &Context, day: i8) -> Option<Date> {
    let today = context.today?;
    let months = (-2i64..=2).filter_map(move |step| {
        let month = today.first_of_month().checked_add(step.months()).ok()?;
        Date::new(month.year(), month.month(), day).ok()
    });
    nearest_by_tense(clues, context, months)
}

fn weekday(clues: &Clues, context: &Context) -> Option<Date> {
    let today = context.today?;
    let weekday = Weekday::from_monday_one_offset(clues.weekday?).ok()?;
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let in_week = |weeks: i64| {
        let offset = i64::from(weekday.to_monday_zero_offset());
        monday.checked_add((weeks * 7 + offset).days()).ok()
    };
    // "Monday of last week"
    let weeks = if clues.unit == Some(Unit::Week) { clues.shift.map(shift_count) } else { None };
    if let Some(weeks) = weeks {
        return in_week(i64::from(weeks));
    }
    match clues.shift {
        Some(Shift::AfterNext) => in_week(2),
        Some(Shift::Next | Shift::Following) => in_week(1),
        Some(Shift::This | Shift::Same) => in_week(0),
        Some(Shift::Coming) => today.nth_weekday(1, weekday).ok(),
        Some(Shift::BeforeLast) => today.nth_weekday(-2, weekday).ok(),
        Some(_) => today.nth_weekday(-1, weekday).ok(),
        None if today.weekday() == weekday => Some(today),
        None => weekday_by_tense(context, today.nth_weekday(-1, weekday).ok()?, today.nth_weekday(1, weekday).ok()?),
    }
}

/// The weekday of the week before or of the week to come: without a verb that tells, the nearer.
fn weekday_by_tense(context: &Context, last: Date, next: Date) -> Option<Date> {
    let today = context.today?;
    Some(match context.direction() {
        Direction::Past => last,
        Direction::Future if !context.grammar.dates_a_noun(context.span) => next,
        _ if (next - today).get_days() < (today - last).get_days() => next,
        _ => last,
    })
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
    if clues.plural || clues.count.is_some() {
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
