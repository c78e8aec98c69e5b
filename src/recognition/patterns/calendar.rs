//! Dates, durations and clock times.

use super::numbers::{is_digits, loose_number, skip_approximation};
use crate::document::Before;
use crate::lexicon::{DATE_COMPANY, DATE_WORDS};
use crate::{Document, Label};

pub(super) fn find(document: &Document, at: usize) -> Option<(usize, Label)> {
    find_day_beside(document, at)
        .or_else(|| find_clock(document, at))
        .or_else(|| find_duration(document, at))
        .or_else(|| find_date(document, at))
}

/// "the day before yesterday", "the day after tomorrow".
fn find_day_beside(document: &Document, at: usize) -> Option<(usize, Label)> {
    let day = at + usize::from(document.lower_at(Some(at)) == "the");
    let words = [0, 1, 2].map(|offset| document.lower_at(Some(day + offset)));
    matches!(words, ["day", "before", "yesterday"] | ["day", "after", "tomorrow"]).then_some((day + 3, Label::Date))
}

/// The kind and value of a word of dates: ("month", "2").
fn date_word(document: &Document, at: usize) -> Option<(&'static str, &'static str)> {
    let known = DATE_WORDS.get(document.lower_at(Some(at))).or_else(|| {
        // "Jan." may be split from its point.
        let dotted = document.lower_at(Some(at + 1)) == "." && document.word(at).len() <= 4;
        dotted.then(|| DATE_WORDS.get(document.lower(at))).flatten()
    })?;
    known.split_once(' ')
}

fn is_kind(document: &Document, at: usize, kind: &str) -> bool {
    date_word(document, at).is_some_and(|(found, _)| found == kind)
}

fn glued(document: &Document, at: usize) -> bool {
    document.tokens().get(at).is_some_and(|token| token.before == Before::Nothing)
}

fn small_number(document: &Document, at: usize, most: u32) -> bool {
    document.lower_at(Some(at)).parse::<u32>().is_ok_and(|number| (1..=most).contains(&number))
}

pub(super) fn is_year(document: &Document, at: usize) -> bool {
    let word = document.lower_at(Some(at));
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year))
}

/// "9:30 a.m. EST", "5pm", "8 o'clock", "noon", "0430 GMT".
fn find_clock(document: &Document, at: usize) -> Option<(usize, Label)> {
    let at = skip_approximation(document, at);
    let word = document.lower_at(Some(at));
    if matches!(word, "noon" | "midnight" | "midday") {
        return Some((at + 1, Label::Time));
    }
    let mut end = at + 1;
    let hour = small_number(document, at, 24);
    let colon = hour && matches!(document.lower_at(Some(end)), ":") && glued(document, end) && glued(document, end + 1);
    if colon && is_digits(document, end + 1) && document.word(end + 1).len() == 2 {
        end += 2;
    }
    let half = document.lower_at(Some(end));
    let fused = word.strip_suffix("am").or_else(|| word.strip_suffix("pm"));
    let is_fused = fused.is_some_and(|hour| hour.starts_with(|c: char| c.is_ascii_digit()) && hour.len() <= 5);
    let military = word.len() == 4 && word.parse::<u32>().is_ok_and(|time| time < 2400) && is_zone(document, end);
    let marked = (hour
        || colon
        || word
            .split_once('.')
            .is_some_and(|(hour, minute)| hour.len() <= 2 && minute.len() == 2 && hour.parse::<u32>().is_ok()))
        && matches!(half, "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m" | "o'clock");
    if marked {
        end += 1;
    } else if !(colon && end == at + 3 || is_fused || military) {
        return None;
    }
    if is_zone(document, end) {
        end += 1;
    }
    Some((end, Label::Time))
}

fn is_zone(document: &Document, at: usize) -> bool {
    let capitals = document.tokens().get(at).is_some_and(|_| document.word(at).chars().all(|c| c.is_ascii_uppercase()));
    capitals && is_kind(document, at, "zone")
}

/// "nearly three years", "two weeks ago", "30-year", "44-year-old", "the past two decades".
fn find_duration(document: &Document, at: usize) -> Option<(usize, Label)> {
    let article = usize::from(document.lower_at(Some(at)) == "the");
    let shifted = matches!(
        document.lower_at(Some(at + article)),
        "past" | "last" | "next" | "first" | "coming" | "previous" | "following"
    );
    let start = if shifted { at + article + 1 } else { at };
    let (amount, vague) = match document.lower_at(Some(start)) {
        "few" | "several" => (start + 1, true),
        "a" if document.lower_at(Some(start + 1)) == "few" => (start + 2, true),
        _ => (loose_number(document, start)?, false),
    };
    let hyphen = document.lower_at(Some(amount)) == "-" && glued(document, amount);
    let unit = amount + usize::from(hyphen);
    let (kind, name) = date_word(document, unit)?;
    if kind != "unit" || vague && hyphen {
        return None;
    }
    let label = if matches!(name, "hour" | "minute" | "second") { Label::Time } else { Label::Date };
    let mut end = unit + 1;
    if hyphen && document.lower_at(Some(end)) == "-" && document.lower_at(Some(end + 1)) == "old" {
        end += 2;
    } else if !hyphen && matches!(document.lower_at(Some(end)), "ago" | "earlier" | "later" | "old") {
        end += 1;
    } else if let Some(second) = and_smaller_unit(document, end).filter(|_| label == Label::Time && !hyphen) {
        end = second;
    } else if document.lower_at(Some(end)) == "of" && is_year(document, end + 1) {
        end += 2;
    } else if document.lower_at(Some(end)) == "of" && is_shifted_year(document, end + 1) {
        end += 3;
    }
    Some((end, label))
}

/// The token behind "and five minutes", "and 10 seconds" at `at`.
fn and_smaller_unit(document: &Document, at: usize) -> Option<usize> {
    let amount = (document.lower_at(Some(at)) == "and").then(|| loose_number(document, at + 1)).flatten()?;
    let (kind, name) = date_word(document, amount)?;
    (kind == "unit" && matches!(name, "minute" | "second")).then_some(amount + 1)
}

/// A date in the calendar or by its distance from now.
fn find_date(document: &Document, at: usize) -> Option<(usize, Label)> {
    let (start, opened) = skip_opening(document, at);
    if start >= document.tokens().len() {
        return None;
    }
    let end = find_day_word(document, start)
        .or_else(|| find_shifted(document, start))
        .or_else(|| find_weekday(document, start))
        .or_else(|| find_month(document, start))
        .or_else(|| find_day_before_month(document, start))
        .or_else(|| find_year(document, start, opened))?;
    Some(end)
}

/// "early", "late", "mid-", "the end of", "earlier", "later" before a date; and whether such a word stood there.
fn skip_opening(document: &Document, at: usize) -> (usize, bool) {
    let article = at + usize::from(document.lower_at(Some(at)) == "the");
    match document.lower_at(Some(article)) {
        "early" | "late" | "earlier" | "later" => (article + 1, true),
        "mid" if document.lower_at(Some(article + 1)) == "-" => (article + 2, true),
        "end" | "beginning" | "start" | "middle" if document.lower_at(Some(article + 1)) == "of" => (article + 2, true),
        _ => (at, false),
    }
}

fn find_day_word(document: &Document, at: usize) -> Option<(usize, Label)> {
    match date_word(document, at)? {
        ("day", _) => {
            let part = is_kind(document, at + 1, "part");
            Some((at + 1 + usize::from(part), if part { Label::Time } else { Label::Date }))
        }
        ("tonight", _) => Some((at + 1, Label::Time)),
        _ => None,
    }
}

/// "last year", "this week", "next Monday", "last night", "the third quarter".
fn find_shifted(document: &Document, at: usize) -> Option<(usize, Label)> {
    let article = usize::from(document.lower_at(Some(at)) == "the");
    let word = at + article;
    let shift = match document.lower_at(Some(word)) {
        "past" | "previous" | "following" | "coming" | "same" => article == 1,
        "last" | "next" => true,
        "this" => article == 0,
        _ => return find_part_of_year(document, at),
    };
    if !shift {
        return None;
    }
    let (kind, name) = date_word(document, word + 1)?;
    let sized = matches!(name, "week" | "weekend" | "month" | "quarter" | "year" | "decade" | "century");
    let label = match kind {
        "unit" if sized || article == 1 && name == "day" => Label::Date,
        "weekday" | "month" | "season" => Label::Date,
        "part" => Label::Time,
        _ => return None,
    };
    Some((word + 2, label))
}

/// "the third quarter of 1989", "the first half".
fn find_part_of_year(document: &Document, at: usize) -> Option<(usize, Label)> {
    let article = usize::from(document.lower_at(Some(at)) == "the");
    let ordinal = matches!(document.lower_at(Some(at + article)), "first" | "second" | "third" | "fourth");
    let part = document.lower_at(Some(at + article + 1));
    if article == 0 || !ordinal || part != "quarter" {
        return None;
    }
    let end = at + article + 2;
    let of_year = document.lower_at(Some(end)) == "of" && is_year(document, end + 1);
    Some((if of_year { end + 2 } else { end }, Label::Date))
}

/// "Tuesday", "Tuesday night", "Friday, Oct. 13".
fn find_weekday(document: &Document, at: usize) -> Option<(usize, Label)> {
    let full = document.word(at).len() >= 6 || document.lower_at(Some(at + 1)) == ".";
    if !is_kind(document, at, "weekday") || !full {
        return None;
    }
    if is_kind(document, at + 1, "part") {
        return Some((at + 2, Label::Time));
    }
    let comma = usize::from(document.lower_at(Some(at + 1)) == ",");
    let month = find_month(document, at + 1 + comma).or_else(|| find_day_before_month(document, at + 1 + comma));
    Some(month.unwrap_or((at + 1, Label::Date)))
}

/// "June", "Oct. 13", "February 11, 2025", "June 2024".
fn find_month(document: &Document, at: usize) -> Option<(usize, Label)> {
    if at >= document.tokens().len() || !is_kind(document, at, "month") {
        return None;
    }
    let mut end = at + 1;
    let short = document.word(at).len() <= 4 && !matches!(document.lower(at), "may" | "june" | "july");
    if document.lower_at(Some(end)) == "." && short && glued(document, end) {
        end += 1;
    } else if short && !document.word(at).ends_with('.') && !is_digits(document, end) {
        return None;
    }
    let day = is_day(document, end);
    if !day && !is_year(document, end) && !is_plain_month(document, at) {
        return None;
    }
    if day {
        end += 1;
        if matches!(document.lower_at(Some(end)), "-" | "–" | "to") && is_day(document, end + 1) {
            end += 2;
        }
    }
    let comma = end + usize::from(matches!(document.lower_at(Some(end)), "," | "of"));
    if is_year(document, comma) {
        end = comma + 1;
    } else if document.lower_at(Some(end)) == "of" && is_shifted_year(document, comma) {
        end = comma + 2;
    }
    Some((end, Label::Date))
}

/// "last year", "this year", "next year".
fn is_shifted_year(document: &Document, at: usize) -> bool {
    matches!(document.lower_at(Some(at)), "last" | "this" | "next") && document.lower_at(Some(at + 1)) == "year"
}

/// A month's name that is no other word here: "may" and "march" need a capital inside the sentence and company.
fn is_plain_month(document: &Document, at: usize) -> bool {
    let capital = document.word(at).starts_with(char::is_uppercase);
    let ambiguous = matches!(document.lower(at), "may" | "march" | "august" | "april" | "june");
    let before = document.lower_at(at.checked_sub(1));
    let company = DATE_COMPANY.get(before).is_some_and(|kinds| kinds.starts_with("month"));
    capital && (!ambiguous || company)
}

fn is_day(document: &Document, at: usize) -> bool {
    let word = document.lower_at(Some(at));
    let number = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    number.len() <= 2 && number.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

/// "11 February 2025", "the 11th of February".
fn find_day_before_month(document: &Document, at: usize) -> Option<(usize, Label)> {
    if !is_day(document, at) {
        return None;
    }
    let of = usize::from(document.lower_at(Some(at + 1)) == "of");
    let month = at + 1 + of;
    let capital = document.tokens().get(month).is_some() && document.word(month).starts_with(char::is_uppercase);
    if !capital || !is_kind(document, month, "month") {
        return None;
    }
    let year = is_year(document, month + 1);
    Some((month + 1 + usize::from(year), Label::Date))
}

/// "in 2024", "fiscal 1990", "the 1990s", "the 2024-25 season".
fn find_year(document: &Document, at: usize, opened: bool) -> Option<(usize, Label)> {
    let article = usize::from(document.lower_at(Some(at)) == "the");
    let word = document.lower_at(Some(at + article));
    let decade = word
        .strip_suffix('s')
        .is_some_and(|year| year.len() == 4 && year.ends_with('0') && year.parse::<u32>().is_ok());
    if decade {
        return Some((at + article + 1, Label::Date));
    }
    if word == "fiscal" && is_year(document, at + article + 1) {
        return Some((at + article + 2, Label::Date));
    }
    let before = document.lower_at(at.checked_sub(1));
    let company = opened || DATE_COMPANY.get(before).is_some_and(|kinds| kinds.ends_with("year"));
    let alone = !matches!(document.lower_at(Some(at + 1)), "-" | "people" | "%" | "," if document.lower_at(Some(at + 1)) != ",");
    if article == 1 || !is_year(document, at) || !company || !alone {
        return None;
    }
    let range = matches!(document.lower_at(Some(at + 1)), "to" | "-" | "–") && is_year(document, at + 2);
    Some((if range { at + 3 } else { at + 1 }, Label::Date))
}
