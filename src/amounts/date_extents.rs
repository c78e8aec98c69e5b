//! Where dates, durations and clock times stand, and the one full date that a line may state.

use super::Words;
use super::clocks;
use super::clues::{self, Clues};
use super::days_and_years::{is_ordinal_suffix, numeric_date, ordinal, part_of_year, short_year};
use super::numbers::{loose_end, skip_approximation};
use super::pieces::{self, longest_match};
use super::unit::Unit;
use crate::lexicon::{AMBIGUOUS_DATES, DATE_COMPANY, DATE_WORDS, DURATION_FOLLOWERS, ORDINAL_WORDS, RANGE_JOINTS};
use crate::{Document, Label};
use jiff::civil::Date;

pub(super) fn find_date_or_time(words: &Words, at: usize) -> Option<(usize, Label)> {
    find_day_beside(words, at)
        .or_else(|| find_clock(words, at))
        .or_else(|| find_duration(words, at))
        .or_else(|| find_date(words, at))
}

/// "the day before yesterday", "the day after tomorrow".
fn find_day_beside(words: &Words, at: usize) -> Option<(usize, Label)> {
    let day = skip_article(words, at);
    let three = [0, 1, 2].map(|offset| words.word(day + offset));
    matches!(three, ["day", "before", "yesterday"] | ["day", "after", "tomorrow"]).then_some((day + 3, Label::Date))
}

fn skip_article(words: &Words, at: usize) -> usize {
    at + usize::from(words.word(at) == "the")
}

/// The kind and value of a word of dates, and how many pieces it has: ("month", "2").
fn date_word(words: &Words, at: usize) -> Option<(&'static str, &'static str, usize)> {
    let (length, value) = longest_match(&DATE_WORDS, words.rest(at))?;
    let (kind, name) = value.split_once(' ')?;
    Some((kind, name, length))
}

fn is_kind(words: &Words, at: usize, kind: &str) -> bool {
    clues::is_kind(words.word(at), kind)
}

fn is_year(words: &Words, at: usize) -> bool {
    words.word(at).len() == 4 && words.word(at).parse().is_ok_and(|year: u32| (1500..2100).contains(&year))
}

/// "9:30 a.m. EST", "5pm", "8 o'clock", "noon", "0430 GMT", "half past nine"; and "9 a.m. to 5 p.m.".
fn find_clock(words: &Words, at: usize) -> Option<(usize, Label)> {
    let end = clock(words, skip_approximation(&words.pieces, at))?;
    let second = || clock(words, end + 1).filter(|_| RANGE_JOINTS.says(words.word(end), 'c'));
    Some((second().unwrap_or(end), Label::Time))
}

fn clock(words: &Words, at: usize) -> Option<usize> {
    if is_kind(words, at, "clock") {
        return Some(at + 1);
    }
    let mut clues = Clues::default();
    let past = matches!(words.word(at + 1), "past") || matches!(words.word(at), "half" | "quarter");
    let spoken = past.then(|| clocks::spoken_clock(&mut clues, words.rest(at))).flatten();
    let mut end = at + spoken.or_else(|| clocks::clock(&mut clues, words.rest(at)))?;
    let hour_first = words.pieces[at].is_digits() || words.word(at + 1) == "o'clock" || spoken.is_some();
    if is_kind(words, end, "zone") && words.written(end).chars().all(|c| c.is_ascii_uppercase()) {
        end += 1;
    }
    // "1400 hours", "1430 local time" and the stamps of a transcript are left to the network.
    let military = is_kind(words, end - 1, "zone") || !matches!(words.word(end - 1), "hours" | "hrs" | "time");
    (hour_first && military && clues.elapsed.is_none()).then_some(end)
}

/// "nearly three years", "two weeks ago", "30-year", "44-year-old", "the past two decades".
fn find_duration(words: &Words, at: usize) -> Option<(usize, Label)> {
    let shift = skip_article(words, at);
    let shifted = shifts(words, shift) || words.word(shift) == "first";
    let start = if shifted { shift + 1 } else { at };
    let (amount, vague) = match words.word(start) {
        "few" | "several" => (start + 1, true),
        "a" if words.word(start + 1) == "few" => (start + 2, true),
        _ => (loose_end(&words.pieces, start)?, false),
    };
    let hyphen = words.word(amount) == "-" && words.is_glued(amount);
    let unit = amount + usize::from(hyphen);
    let (kind, name, _) = date_word(words, unit)?;
    if kind != "unit" || vague && hyphen {
        return None;
    }
    let label = if Unit::named(name)? < Unit::Day { Label::Time } else { Label::Date };
    let mut end = unit + 1;
    if hyphen && words.word(end) == "-" && words.word(end + 1) == "old" {
        end += 2;
    } else if !hyphen && DURATION_FOLLOWERS.get(words.word(end)) == Some("part") {
        end += 1;
    } else if let Some(second) = and_smaller_unit(words, end).filter(|_| label == Label::Time && !hyphen) {
        end = second;
    } else if words.word(end) == "of" && is_year(words, end + 1) {
        end += 2;
    } else if words.word(end) == "of" && is_shifted(words, end + 1, &["year"]) {
        end += 3;
    }
    Some((end, label))
}

/// The piece behind "and five minutes", "and 10 seconds" at `at`.
fn and_smaller_unit(words: &Words, at: usize) -> Option<usize> {
    let amount = (words.word(at) == "and").then(|| loose_end(&words.pieces, at + 1)).flatten()?;
    let (kind, name, _) = date_word(words, amount)?;
    (kind == "unit" && matches!(name, "minute" | "second")).then_some(amount + 1)
}

/// Whether the word at `at` leads away from the present day or year: "past", "next", "following". "The latest" are mostly
/// those of now.
fn shifts(words: &Words, at: usize) -> bool {
    let stays = matches!(DATE_WORDS.get(words.word(at)), Some("shift this" | "shift same"));
    is_kind(words, at, "shift") && !stays && words.word(at) != "latest"
}

/// "last year", "this week", "next month".
fn is_shifted(words: &Words, at: usize, units: &[&str]) -> bool {
    matches!(words.word(at), "last" | "this" | "next") && units.contains(&words.word(at + 1))
}

/// A date in the calendar or by its distance from now.
fn find_date(words: &Words, at: usize) -> Option<(usize, Label)> {
    let (start, opened) = skip_opening(words, at);
    if start >= words.pieces.len() {
        return None;
    }
    find_day_word(words, start)
        .or_else(|| find_nth_weekday(words, start))
        .or_else(|| find_shifted(words, start))
        .or_else(|| find_weekday(words, start))
        .or_else(|| find_month(words, start))
        .or_else(|| find_day_before_month(words, start))
        .or_else(|| find_figures(words, start))
        .or_else(|| find_year(words, start, opened))
}

/// "early", "late", "mid-", "the end of", "earlier", "later" before a date; and whether such a word stood there.
fn skip_opening(words: &Words, at: usize) -> (usize, bool) {
    let article = skip_article(words, at);
    match words.word(article) {
        "earlier" | "later" => (article + 1, true),
        "mid" if words.word(article + 1) == "-" => (article + 2, true),
        word => match DATE_WORDS.get(word) {
            Some("phase early" | "phase late") => (article + 1, true),
            // What "the close of" a year is, is told of markets.
            Some("phase edge") if words.word(article + 1) == "of" && word != "close" => (article + 2, true),
            _ => (at, false),
        },
    }
}

fn find_day_word(words: &Words, at: usize) -> Option<(usize, Label)> {
    match date_word(words, at)? {
        ("day", ..) => {
            let part = is_kind(words, at + 1, "part");
            Some((at + 1 + usize::from(part), if part { Label::Time } else { Label::Date }))
        }
        ("tonight", ..) => Some((at + 1, Label::Time)),
        _ => None,
    }
}

/// "the first Monday of March", "the last Friday in May 2024".
fn find_nth_weekday(words: &Words, at: usize) -> Option<(usize, Label)> {
    let place = skip_article(words, at);
    let mut clues = Clues::default();
    let last = words.word(place) == "last";
    let weekday = place + if last { 1 } else { ordinal(&mut clues, words.rest(place))? };
    let month = weekday + 2;
    let told = is_kind(words, weekday, "weekday") && matches!(words.word(weekday + 1), "of" | "in");
    find_month(words, month).filter(|_| told && is_kind(words, month, "month"))
}

/// "last year", "this week", "next Monday", "last night", "the third quarter".
fn find_shifted(words: &Words, at: usize) -> Option<(usize, Label)> {
    let word = skip_article(words, at);
    let article = word > at;
    let shift = match words.word(word) {
        "last" | "next" => true,
        "this" => !article,
        "same" => article,
        _ if shifts(words, word) => article,
        _ => return find_part_of_year(words, at),
    };
    if !shift {
        return None;
    }
    let (kind, name, _) = date_word(words, word + 1)?;
    let label = match kind {
        "unit" if Unit::named(name)? > Unit::Day || article && name == "day" => Label::Date,
        "weekday" | "month" | "season" => Label::Date,
        "part" => Label::Time,
        _ => return None,
    };
    Some((word + 2, label))
}

/// "the third quarter of 1989", "the 2024 third quarter", "H1 2024", "Q3", "FY24".
fn find_part_of_year(words: &Words, at: usize) -> Option<(usize, Label)> {
    let start = skip_article(words, at);
    let year = usize::from(start > at && is_year(words, start));
    let part = start + year;
    let mut clues = Clues::default();
    let letter = words.written(part).starts_with(['Q', 'H', 'F']) && words.is_glued(part + 1);
    let ordinal = ORDINAL_WORDS.contains(words.word(part)) && words.word(part + 1) == "quarter";
    let taken = match (letter, words.word(part)) {
        (true, "fy") => short_year(&mut clues, words.rest(part))?,
        (true, _) => part_of_year(&mut clues, words.rest(part))?,
        _ if ordinal && start > at => 2,
        _ => return None,
    };
    let end = part + taken;
    let of = usize::from(words.word(end) == "of");
    let stated = is_year(words, end + of) && (of == 1 || letter);
    let told = of == 1 && is_shifted(words, end + 1, &["year"]);
    Some((end + if stated { of + 1 } else { 3 * usize::from(told) }, Label::Date))
}

/// "Tuesday", "Tuesday night", "Friday, Oct. 13", "Wednesday of last week", "Wednesday next week".
fn find_weekday(words: &Words, at: usize) -> Option<(usize, Label)> {
    let full = words.word(at).len() >= 6 || words.word(at + 1) == ".";
    if !is_kind(words, at, "weekday") || !full {
        return None;
    }
    if is_kind(words, at + 1, "part") {
        return Some((at + 2, Label::Time));
    }
    let of = usize::from(words.word(at + 1) == "of");
    if is_shifted(words, at + 1 + of, &["week"]) {
        return Some((at + 3 + of, Label::Date));
    }
    let comma = usize::from(words.word(at + 1) == ",");
    let month = find_month(words, at + 1 + comma).or_else(|| find_day_before_month(words, at + 1 + comma));
    Some(month.unwrap_or((at + 1, Label::Date)))
}

/// "June", "Oct. 13", "February 11, 2025", "June 2024".
fn find_month(words: &Words, at: usize) -> Option<(usize, Label)> {
    if !is_kind(words, at, "month") {
        return None;
    }
    let mut end = at + 1;
    let short = words.word(at).len() <= 4 && !matches!(words.word(at), "may" | "june" | "july");
    if words.word(end) == "." && short && words.is_glued(end) {
        end += 1;
    } else if short && !words.pieces.get(end).is_some_and(|piece| piece.is_digits()) {
        return None;
    }
    let day = day(words, end);
    if day.is_none() && !is_year(words, end) && !is_plain_month(words, at) {
        return None;
    }
    if let Some(after) = day {
        end = after;
        if let Some(last) = super::date_extents::day(words, end + 1).filter(|_| matches!(words.word(end), "-" | "to")) {
            end = last;
        }
    }
    let comma = end + usize::from(matches!(words.word(end), "," | "of"));
    if is_year(words, comma) {
        end = comma + 1;
    } else if words.word(end) == "of" && is_shifted(words, comma, &["year"]) {
        end = comma + 2;
    }
    Some((end, Label::Date))
}

/// A month's name that is no other word here: "may" and "march" need a capital inside the sentence and company.
fn is_plain_month(words: &Words, at: usize) -> bool {
    let ambiguous = AMBIGUOUS_DATES.get(words.word(at)) == Some("month");
    let company = DATE_COMPANY.says(words.before(at), 'm');
    words.is_capitalised(at) && (!ambiguous || company)
}

/// The piece behind the day of a month at `at`: "11", "11th".
fn day(words: &Words, at: usize) -> Option<usize> {
    let number = words.word(at).len() <= 2 && words.word(at).parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    let suffix = words.is_glued(at + 1) && is_ordinal_suffix(words.word(at + 1));
    let apart = suffix || words.pieces.get(at + 1).is_none_or(|next| next.token != words.pieces[at].token);
    (number && apart).then_some(at + 1 + usize::from(suffix))
}

/// "11 February 2025", "the 11th of February".
fn find_day_before_month(words: &Words, at: usize) -> Option<(usize, Label)> {
    let mut month = day(words, at)?;
    let to = day(words, month + 1).filter(|_| matches!(words.word(month), "-" | "to"));
    month = to.unwrap_or(month);
    month += usize::from(words.word(month) == "of");
    if !words.is_capitalised(month) || !is_kind(words, month, "month") {
        return None;
    }
    let point =
        month + 1 + usize::from(words.word(month + 1) == "." && words.is_glued(month + 1) && is_year(words, month + 2));
    let comma = point + usize::from(words.word(point) == "," && is_year(words, point + 1));
    Some((comma + usize::from(is_year(words, comma)), Label::Date))
}

/// "2025-02-11", "05-Aug-2016", "06/01/2026": three figures of which one must be a year.
fn find_figures(words: &Words, at: usize) -> Option<(usize, Label)> {
    let mut clues = Clues::default();
    let taken = numeric_date(&mut clues, words.rest(at))?;
    let figures = &words.pieces[at..at + taken];
    // "11/20/19" is a date, "10-4-12" a record of matches.
    let four = figures.iter().any(|piece| piece.word.len() >= 4)
        || words.word(at + 1) == "/" && figures[taken - 1].word.len() == 2;
    let goes_on = words.is_glued(at + taken) && matches!(words.word(at + taken), "-" | "/");
    let open = at > 0 && words.is_glued(at) && !matches!(words.word(at - 1), "(" | "[" | "|" | "\"" | "“");
    let valid = Date::new(clues.year?, clues.month?, clues.day?).is_ok_and(|date| date.year() >= 1600);
    (valid && four && !open && !goes_on).then_some((at + taken, Label::Date))
}

/// "in 2024", "fiscal 1990", "the 1990s", "the 2024-25 season".
fn find_year(words: &Words, at: usize, opened: bool) -> Option<(usize, Label)> {
    let start = skip_article(words, at);
    let article = start > at;
    let decade = words.word(start).len() == 4 && words.word(start).ends_with('0') && words.pieces[start].is_year();
    if decade && words.word(start + 1) == "s" && words.is_glued(start + 1) {
        return Some((start + 2, Label::Date));
    }
    if words.word(start) == "fiscal" && is_year(words, start + 1) {
        return Some((start + 2, Label::Date));
    }
    let company = opened || DATE_COMPANY.says(words.before(at), 'y');
    let alone = !matches!(words.word(at + 1), "-" | "people" | "%");
    if article || !is_year(words, at) || !company || !alone {
        return None;
    }
    let range = words.word(at + 1) == "to" && is_year(words, at + 2);
    Some((if range { at + 3 } else { at + 1 }, Label::Date))
}

/// The full date that stands at token `first`, before token `end`, and the token after it: "2025-02-11", "11 February 2025",
/// "Feb. 11, 2025", "Tuesday, 11th February 2025", "11/20/19". Figures alone that could be read two ways are no date.
pub(crate) fn full_date(document: &Document, first: usize, end: usize) -> Option<(Date, usize)> {
    /// No full date has more tokens.
    const LONGEST: usize = 10;
    let pieces = pieces::read(document, first..end.min(first + LONGEST));
    let words = Words { document, pieces };
    let found =
        find_figures(&words, 0).or_else(|| find_month(&words, 0)).or_else(|| find_day_before_month(&words, 0))?;
    let clues = clues::read(&words.pieces[..found.0]);
    let date = Date::new(clues.year?, clues.month?, clues.day?).ok()?;
    let told = (1600..=2199).contains(&date.year()) && (!clues.either_way || date.month() == date.day());
    told.then(|| (date, words.pieces[found.0 - 1].token + 1))
}
