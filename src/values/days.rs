//! The clues of a DATE to a single day: a feast, a weekday, a day of a month, "yesterday".

use super::calendar::{Feast, holidays};
use super::context::Context;
use super::dates::{shift_count, stated_year};
use super::years;
use crate::amounts::clues::{Clues, Distance, Shift};
use crate::amounts::decimal::Decimal;
use crate::amounts::unit::Unit;
use crate::grammar::Direction;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The feast that is meant: of the year that is told, else the nearest.
pub(super) fn feast(clues: &Clues, context: &Context, rule: &str) -> Option<Feast> {
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
        Direction::Future if !context.is_of_a_noun(next) => next,
        _ if (next - today).get_days() < (today - last).get_days() => next,
        _ => last,
    })
}
