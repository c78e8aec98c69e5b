//! The clues of a TIME to a moment, a part of a day or a length of time.

use super::clues::{Clues, Phase, Shift};
use super::dates::{Context, day, length};
use jiff::ToSpan;
use jiff::civil::Date;

/// `near` is the day that a date beside it tells, for "at 5 p.m."; else it is the article's.
pub(super) fn resolve(clues: &Clues, context: Context, near: impl Fn() -> Option<Date>) -> Option<String> {
    if clues.vague || clues.each {
        return None;
    }
    let moment = if let Some((hour, minute)) = clues.clock {
        format!("T{hour:02}:{minute:02}")
    } else if let Some(part) = clues.part.filter(|_| !clues.plural) {
        format!("T{part}")
    } else if is_early_or_late_day(clues) {
        String::from(if clues.phase == Some(Phase::Early) { "TMO" } else { "TNI" })
    } else {
        return length(clues, &context);
    };
    let own = clues.relative_day.is_some() || clues.weekday.is_some() || clues.day.is_some();
    let day = if own { day(clues, &context) } else { shifted_day(clues, &context).or_else(near).or(context.today) };
    match day {
        Some(day) => Some(format!("{day}{moment}")),
        None => clues.clock.map(|_| moment),
    }
}

/// "early Tuesday", "late yesterday": a part of that day.
pub(super) fn is_early_or_late_day(clues: &Clues) -> bool {
    let single = clues.weekday.is_some() || clues.relative_day.is_some();
    single && clues.month.is_none() && matches!(clues.phase, Some(Phase::Early | Phase::Late))
}

/// The day of "last night", "this morning".
fn shifted_day(clues: &Clues, context: &Context) -> Option<Date> {
    let days = match clues.shift? {
        Shift::Last | Shift::Previous => -1,
        Shift::This => 0,
        _ => return None,
    };
    context.today?.checked_add(days.days()).ok()
}
