//! The clues of a TIME to a moment, a part of a day or a length of time.

use super::clues::{Clues, Phase, Shift};
use super::dates::{Context, day, length};
use jiff::ToSpan;
use jiff::civil::Date;

/// `near` is the day that a date beside it tells, for "at 5 p.m."; else it is the article's.
pub(super) fn resolve(clues: &Clues, context: Context, near: impl Fn() -> Option<Date>) -> Option<String> {
    if clues.each {
        return clues.unit?.duration(clues.count?); // "every 20 minutes"
    }
    if clues.vague {
        return None;
    }
    let moment = if let Some((hour, minute)) = clues.clock {
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

/// The day that the mention itself tells, else a date beside it; a clock time without either is the article's day's.
fn day_of(clues: &Clues, context: &Context, near: impl Fn() -> Option<Date>) -> Option<Date> {
    if names_day(clues) {
        return day(clues, context);
    }
    let tomorrow = |day: Date| day.checked_add(1.days()).ok();
    match clues.shift {
        Some(Shift::Last | Shift::Previous | Shift::Past | Shift::BeforeLast) => {
            context.today?.checked_sub(1.days()).ok()
        }
        Some(Shift::This) => context.today,
        Some(Shift::Next | Shift::Following | Shift::Coming | Shift::AfterNext) => near().and_then(tomorrow),
        Some(Shift::Same) => near(),
        None => near().or(context.today.filter(|_| clues.clock.is_some())),
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
