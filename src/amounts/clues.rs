//! The words of a DATE or TIME to what each of them tells: a weekday, a year, "last", "ago". Nothing is resolved here.

use super::clocks::{clock, spoken_clock};
use super::days_and_years::{counts_in_order, holiday, numeric_date, ordinal, part_of_year, short_year, spoken_year};
use super::decimal::Decimal;
use super::numbers::{ShortScales, digit_word, number};
use super::pieces::{Piece, longest_match, word_at};
use super::unit::Unit;
use crate::lexicon::{DATE_WORDS, RANGE_JOINTS, UNIT_JOINTS, VAGUE_NUMBERS, WORD_CLASSES};

/// "last", "the past", "this" ...: how a unit, weekday or month lies to the article's day or to a date before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shift {
    Last,
    Past,
    Previous,
    This,
    Same,
    Next,
    Following,
    /// "this coming Friday": the next one from today, be it in this week.
    Coming,
    /// "the week before last", "the week after next".
    BeforeLast,
    AfterNext,
}

/// "ago", "earlier", "later", "from now".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Distance {
    Ago,
    Earlier,
    Later,
    Ahead,
}

/// "early", "late"; the end, the beginning or the middle of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Early,
    Late,
    Edge,
}

/// An end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    First,
    Last,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Clues {
    /// From Monday, 1, to Sunday, 7.
    pub weekday: Option<i8>,
    /// Which of a month's weekdays: 1 for "the first Monday", -1 for "the last".
    pub nth: Option<i8>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub year: Option<i16>,
    pub quarter: Option<i8>,
    pub half: Option<i8>,
    pub season: Option<&'static str>,
    /// 199; or a single digit, 9, for "the nineties".
    pub decade: Option<i16>,
    /// 19 for the twentieth.
    pub century: Option<i16>,
    pub fiscal: bool,
    /// The rule of the list of holidays.
    pub holiday: Option<&'static str>,
    /// "the last day of", "the first day of": a period's first or last day.
    pub end_day: Option<End>,
    /// "the eve of": the day before.
    pub eve: bool,
    pub shift: Option<Shift>,
    pub unit: Option<Unit>,
    /// The quarter of "the year-ago quarter", the year of "the same quarter last year".
    pub second_unit: Option<Unit>,
    pub plural: bool,
    pub count: Option<Decimal>,
    /// What a second number adds: the minutes of "3 hours 20 minutes".
    pub rest: Option<(Decimal, Unit)>,
    /// A number that counts no unit: a day of a month or an age.
    pub number: Option<Decimal>,
    pub distance: Option<Distance>,
    /// Days from today: "tomorrow".
    pub relative_day: Option<i64>,
    /// MO, AF, EV, NI.
    pub part: Option<&'static str>,
    /// Hour and minute.
    pub clock: Option<(i8, i8)>,
    /// "midnight": the end of the day that is named beside it.
    pub midnight: bool,
    /// "3:08", which a match may have on its clock: without "am", "pm" or a zone.
    pub bare_clock: bool,
    /// Hours, minutes and seconds of "2:05:33".
    pub elapsed: Option<(u32, u32, u32)>,
    pub phase: Option<Phase>,
    /// "every", and the period of "daily".
    pub each: bool,
    pub recurring: Option<&'static str>,
    /// An age: "44-year-old", "aged 7".
    pub age: bool,
    pub vague: bool,
    /// "her 40th birthday", "their twenties": of somebody's life, not of the calendar.
    pub owned: bool,
    /// A word that tells nothing of a date stands in it: "the 20th anniversary".
    pub unread: bool,
    /// "06/01/2026": its month may be its day.
    pub either_way: bool,
    /// "the quarter ended Dec. 31".
    pub ended: bool,
    /// "over the next year": the year long, not some time in it.
    pub throughout: bool,
    pub range: Option<Box<(Clues, Clues)>>,
}

/// Reads the words of a mention, without its range.
pub(crate) fn read(pieces: &[Piece]) -> Clues {
    let mut clues = Clues::default();
    let mut rest = pieces;
    while !rest.is_empty() {
        let taken = STEPS.iter().find_map(|step| step(&mut clues, rest).filter(|taken| *taken > 0)).unwrap_or(1);
        rest = &rest[taken.min(rest.len())..];
    }
    if clues.month.is_some() {
        clues.number_is_day();
    }
    // "the last Friday of May"
    if clues.weekday.is_some() && clues.month.is_some() && clues.day.is_none() && clues.shift == Some(Shift::Last) {
        clues.nth = clues.nth.or(Some(-1));
    }
    // Fiscal 2024-25 has the name of the year in which it ends.
    if let (true, Some(year), Some(end)) = (clues.fiscal, clues.year, clues.number)
        && Decimal::whole(i64::from((year + 1) % 100)) == end
    {
        clues.year = Some(year + 1);
    }
    clues
}

/// A step reads what opens the pieces and tells how many it took.
type Step = fn(&mut Clues, &[Piece]) -> Option<usize>;

const STEPS: [Step; 11] =
    [spoken_clock, clock, numeric_date, holiday, short_year, end_day, part_of_year, ordinal, count, spoken_year, word];

/// "the last day of the month", "the first day of 2024"; "the first day of March" is March 1 anyhow.
fn end_day(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let end = match word_at(pieces, 0) {
        "first" if !is_kind(word_at(pieces, 3), "month") => End::First,
        "last" | "final" => End::Last,
        _ => return None,
    };
    (word_at(pieces, 1) == "day" && word_at(pieces, 2) == "of").then(|| {
        clues.end_day = Some(end);
        3
    })
}

/// A number: of units ("two and a half years", "44-year-old"), else a year or a day.
fn count(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let article = matches!(word_at(pieces, 0), "a" | "an" | "another");
    if article && counts_in_order(&pieces[1..]) {
        return Some(1);
    }
    let (value, length) = match number(pieces, ShortScales::Leave) {
        Some(found) => found,
        None if article => (Decimal::ONE, 1),
        None => return None,
    };
    let joint = |&index: &usize| UNIT_JOINTS.contains(word_at(pieces, index));
    let unit = (length..pieces.len()).find(|index| !joint(index)).unwrap_or(length);
    if is_span_of_numbers(pieces, length) {
        clues.vague = true;
    }
    // "for three quarters"; "three quarters of an hour" are a part of one.
    if word_at(pieces, length.saturating_sub(1)) == "quarters" && word_at(pieces, length) != "of" {
        (clues.unit, clues.count) = (Some(Unit::Quarter), digit_word(word_at(pieces, 0)).map(Decimal::whole));
        return Some(length);
    }
    // "the 2023 quarter" is of that year, "2023 years" are so many.
    let singular = !word_at(pieces, unit).ends_with('s') && unit == length;
    let year_of_unit = singular && pieces[0].is_year();
    if let Some(found) = unit_of(word_at(pieces, unit)).filter(|_| !year_of_unit) {
        if clues.unit.is_some() && clues.count.is_some() {
            clues.rest = Some((value, found));
            return Some(unit + 1);
        }
        clues.vague |= word_at(pieces, unit + 1) == "or" && digit_word(word_at(pieces, unit + 2)).is_some();
        let half = word_at(pieces, unit + 1) == "and" && matches!(word_at(pieces, unit + 2), "a" | "half");
        let half = half && (word_at(pieces, unit + 2) == "half" || word_at(pieces, unit + 3) == "half");
        (clues.unit, clues.count) =
            (Some(found), Some(if half { value.plus(Decimal::ONE.over(Decimal::whole(2))) } else { value }));
        let end = if half { unit + 4 } else { unit + 1 };
        let apostrophe = usize::from(word_at(pieces, end) == "'");
        let day = word_at(pieces, end + 1);
        let from_day = word_at(pieces, end) == "from" && (is_kind(day, "weekday") || is_kind(day, "day"));
        if from_day || word_at(pieces, end + apostrophe) == "time" {
            clues.distance = Some(Distance::Ahead); // "a week from Thursday", "in two weeks' time"
        }
        return Some(end);
    }
    if let Some(part) = counted_part(pieces, unit).filter(|_| !article) {
        clues.vague = true;
        return Some(part + 1);
    }
    if !pieces[0].is_digits() && digit_word(word_at(pieces, 0)).is_none() || spoken_year(clues, pieces).is_some() {
        return None;
    }
    let year = value.to_whole().filter(|year| (1000..2200).contains(year) && !pieces[0].word.contains([',', '.']));
    match year {
        Some(year) => clues.year = i16::try_from(year).ok(),
        None => clues.number = clues.number.or(Some(value)),
    }
    Some(length)
}

/// Where the parts of days stand that a number counts, which ends before piece `end`: "eight nights", "13 sleepless nights".
fn counted_part(pieces: &[Piece], end: usize) -> Option<usize> {
    let plural = |index: usize| word_at(pieces, index).ends_with('s');
    let is_part = |index: usize| is_kind(word_at(pieces, index), "part");
    (is_part(end).then_some(end)).or((is_part(end + 1) && plural(end + 1)).then_some(end + 1))
}

/// Whether a second number of units goes on behind the number that has `length` pieces: "two to three weeks".
fn is_span_of_numbers(pieces: &[Piece], length: usize) -> bool {
    let behind = pieces.get(length + 1..).unwrap_or_default();
    let second = number(behind, ShortScales::Leave).map(|(_, second)| second);
    RANGE_JOINTS.contains(word_at(pieces, length))
        && second.is_some_and(|second| unit_of(word_at(behind, second)).is_some())
}

pub(super) fn is_kind(word: &str, kind: &str) -> bool {
    DATE_WORDS.get(word).and_then(|value| value.split_once(' ')).is_some_and(|(known, _)| known == kind)
}

pub(crate) fn unit_of(word: &str) -> Option<Unit> {
    Unit::named(DATE_WORDS.get(word)?.strip_prefix("unit ")?)
}

/// Everything that stands in the list of date words; words for vague amounts.
fn word(clues: &mut Clues, pieces: &[Piece]) -> Option<usize> {
    let (length, value) = match longest_match(&DATE_WORDS, pieces) {
        Some(found) => found,
        None => {
            let word = pieces[0].word;
            clues.vague |= VAGUE_NUMBERS.contains(word);
            clues.unread |= word.starts_with(char::is_alphabetic) && !WORD_CLASSES.contains(word);
            return None;
        }
    };
    let (kind, name) = value.split_once(' ')?;
    let number = || name.parse::<i8>().ok();
    match kind {
        "month" => clues.month = number(),
        "weekday" => {
            clues.weekday = number();
            clues.each |= pieces[0].word.ends_with("days");
        }
        "season" => clues.season = Some(name),
        "day" => clues.relative_day = number().map(i64::from),
        "tonight" => (clues.relative_day, clues.part) = (Some(0), Some(name)),
        "part" => clues.part = Some(name),
        "clock" => {
            clues.midnight = name == "00:00";
            clues.clock = Some((if clues.midnight { 0 } else { 12 }, 0));
        }
        "shift" => clues.shift = shift_of(name),
        "unit" => {
            clues.plural |= pieces[0].word.ends_with('s') || name == "millennia";
            clues.second_unit = clues.unit.and(Unit::named(name));
            clues.unit = clues.unit.or(Unit::named(name));
            // "week-long", "decades-long"
            if word_at(pieces, length) == "-" && word_at(pieces, length + 1) == "long" && clues.count.is_none() {
                clues.count = Some(Decimal::ONE).filter(|_| !clues.plural);
                clues.vague |= clues.plural;
            }
        }
        "every" => clues.recurring = Some(name),
        "each" => {
            clues.each = true;
            clues.count = number().map(|count| Decimal::whole(count.into())).or(clues.count);
        }
        "decade" => clues.decade = number().map(i16::from),
        "fiscal" => clues.fiscal = true,
        "distance" => clues.distance = distance_of(name),
        "phase" => clues.phase = phase_of(name),
        "age" => clues.age = true,
        "before" => clues.eve = true,
        "owned" => clues.owned = true,
        "ended" => clues.ended = true,
        _ => {}
    }
    Some(length)
}

fn shift_of(name: &str) -> Option<Shift> {
    Some(match name {
        "last" => Shift::Last,
        "past" => Shift::Past,
        "previous" => Shift::Previous,
        "this" => Shift::This,
        "same" => Shift::Same,
        "next" => Shift::Next,
        "following" => Shift::Following,
        "coming" => Shift::Coming,
        "before-last" => Shift::BeforeLast,
        "after-next" => Shift::AfterNext,
        _ => return None,
    })
}

fn distance_of(name: &str) -> Option<Distance> {
    Some(match name {
        "ago" => Distance::Ago,
        "earlier" => Distance::Earlier,
        "later" => Distance::Later,
        "ahead" => Distance::Ahead,
        _ => return None,
    })
}

fn phase_of(name: &str) -> Option<Phase> {
    Some(match name {
        "early" => Phase::Early,
        "late" => Phase::Late,
        "edge" => Phase::Edge,
        _ => return None,
    })
}

impl Clues {
    /// Takes a bare number, where it can be one, for the day of a month.
    pub fn number_is_day(&mut self) {
        let day = self.number.and_then(Decimal::to_whole).filter(|day| (1..=31).contains(day));
        self.day = self.day.or(day.map(|day| day as i8));
    }
}
