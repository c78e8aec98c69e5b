//! The clues of a TIME to a moment, a part of a day or a length of time.

use super::context::Context;
use super::dates::length;
use super::days::day;
use crate::amounts::clues::{Clues, Distance, Phase, Shift};
use crate::lexicon::{RANGE_JOINTS, TENSE_PREPOSITIONS};
use jiff::ToSpan;
use jiff::civil::Date;

/// The day on which a time is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Near {
    /// What a date beside the time tells, or the date told last.
    Day(Date),
    /// The story has been at other days.
    Elsewhere,
    /// No date tells; the time is of the article's day.
    Unknown,
}

/// `near` tells the day where the time does not, for "at 5 p.m.".
pub(super) fn resolve(clues: &Clues, context: Context, near: impl Fn() -> Near) -> Option<String> {
    if let Some((first, last)) = clues.range.as_deref() {
        return range(first, last, context, near);
    }
    if clues.each {
        return clues.unit?.duration(clues.count?); // "every 20 minutes"
    }
    if clues.vague {
        return None;
    }
    if let Some(elapsed) = elapsed(clues, &context) {
        return Some(elapsed);
    }
    let ends_day = clues.midnight && is_end_of_day(clues, &context, &near);
    let moment = if ends_day {
        String::from("T24:00")
    } else if let Some((hour, minute)) = clues.clock {
        format!("T{hour:02}:{minute:02}")
    } else if let Some(part) = clues.part.filter(|_| !clues.plural) {
        format!("T{part}")
    } else if is_early_or_late_day(clues) {
        String::from(if clues.phase == Some(Phase::Early) { "TMO" } else { "TNI" })
    } else if names_day(clues) {
        return day(clues, &context).map(|day| day.to_string()); // "earlier Wednesday"
    } else {
        return length(clues, &context);
    };
    match day_of(clues, &context, near) {
        Some(day) => Some(format!("{day}{moment}")),
        None if is_shifted_day(clues) => None,
        None => Some(moment),
    }
}

/// "from 9 a.m. to 5 p.m. on Friday": both ends are of the day that either names.
fn range(first: &Clues, last: &Clues, context: Context, near: impl Fn() -> Near) -> Option<String> {
    let with_day = if names_day(last) { last } else { first };
    let day = day_of(with_day, &context, near).map_or(String::new(), |day| day.to_string());
    let moment = |clues: &Clues| clues.clock.map(|(hour, minute)| format!("{day}T{hour:02}:{minute:02}"));
    Some(format!("{}/{}", moment(first)?, moment(last)?))
}

/// "in 2:05:33", "with 3:08 to play": a length of time that is written like the time of a clock.
fn elapsed(clues: &Clues, context: &Context) -> Option<String> {
    if let Some((hours, minutes, seconds)) = clues.elapsed {
        return Some(format!("PT{hours}H{minutes}M{seconds}S"));
    }
    let (minutes, seconds) = clues.clock.filter(|_| clues.bare_clock)?;
    let document = context.grammar.document;
    let behind = document.tokens_in(context.span).end;
    let words = [0, 1].map(|offset| document.lower_at(Some(behind + offset)));
    let left = matches!(words, ["to", "play" | "go" | "spare"] | ["left" | "remaining", _] | ["on", "the"]);
    left.then(|| format!("PT{minutes}M{seconds}S"))
}

/// Whether midnight is the end of the day that is named ("midnight Friday", "before midnight"), not its beginning.
fn is_end_of_day(clues: &Clues, context: &Context, near: impl Fn() -> Near) -> bool {
    let before = context.word_before();
    if clues.distance == Some(Distance::Later) || (before == "past" || TENSE_PREPOSITIONS.get(before) == Some("past")) {
        return false;
    }
    let until = clues.distance == Some(Distance::Earlier)
        || matches!(before, "before" | "by")
        || RANGE_JOINTS.says(before, 'e');
    until || names_day(clues) || matches!(near(), Near::Day(_))
}

/// The day that the mention itself tells, else a date near it; a clock time without either is the article's day's.
fn day_of(clues: &Clues, context: &Context, near: impl Fn() -> Near) -> Option<Date> {
    if names_day(clues) {
        return day(clues, context);
    }
    let near_day = || match near() {
        Near::Day(day) => Some(day),
        _ => None,
    };
    let tomorrow = |day: Date| day.checked_add(1.days()).ok();
    match clues.shift {
        Some(Shift::Last | Shift::Previous | Shift::Past | Shift::BeforeLast) => {
            context.today?.checked_sub(1.days()).ok()
        }
        Some(Shift::This) => context.today,
        Some(Shift::Next | Shift::Following | Shift::Coming | Shift::AfterNext) => near_day().and_then(tomorrow),
        Some(Shift::Same) => near_day(),
        None => match near() {
            Near::Day(day) => Some(day),
            Near::Elsewhere => None,
            Near::Unknown => context.today.filter(|_| clues.clock.is_some()),
        },
    }
}

fn names_day(clues: &Clues) -> bool {
    clues.relative_day.is_some() || clues.weekday.is_some() || clues.day.is_some() || clues.holiday.is_some()
}

/// Whether the mention names a day that must be known.
fn is_shifted_day(clues: &Clues) -> bool {
    names_day(clues) || clues.shift.is_some()
}

/// "early Tuesday", "late yesterday": a part of that day.
pub(super) fn is_early_or_late_day(clues: &Clues) -> bool {
    let single = clues.weekday.is_some() || clues.relative_day.is_some();
    single && clues.month.is_none() && matches!(clues.phase, Some(Phase::Early | Phase::Late))
}
