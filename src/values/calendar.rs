//! Periods of the calendar, from a day to a century, as TIMEX3 writes them (ISO-TimeML, Pustejovsky et al. 2010; the
//! ISO 8601 week).

use crate::amounts::unit::Unit;
use crate::lexicon::MOVING_FEASTS;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Period {
    Day(Date),
    /// By any of its days.
    Week(Date),
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// SP, SU, FA or WI of a year.
    Season(i16, &'static str),
    Year(i16),
    /// The year without its last digit: 199.
    Decade(i16),
    /// The year without its last two digits: 19 is the twentieth century.
    Century(i16),
    FiscalYear(i16),
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match *self {
            Period::Day(date) => write!(formatter, "{date}"),
            Period::Week(date) | Period::Weekend(date) => {
                let week = date.iso_week_date();
                let end = if matches!(self, Period::Weekend(_)) { "-WE" } else { "" };
                write!(formatter, "{:04}-W{:02}{end}", week.year(), week.week())
            }
            Period::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Period::Quarter(year, quarter) => write!(formatter, "{year:04}-Q{quarter}"),
            Period::Half(year, half) => write!(formatter, "{year:04}-H{half}"),
            Period::Season(year, season) => write!(formatter, "{year:04}-{season}"),
            Period::Year(year) => write!(formatter, "{year:04}"),
            Period::Decade(decade) => write!(formatter, "{decade:03}"),
            Period::Century(century) => write!(formatter, "{century:02}"),
            Period::FiscalYear(year) => write!(formatter, "FY{year:04}"),
        }
    }
}

impl Period {
    /// The period of size `unit` that holds `date`.
    pub fn of(unit: Unit, date: Date) -> Option<Self> {
        let year = date.year();
        Some(match unit {
            Unit::Day => Period::Day(date),
            Unit::Week | Unit::Fortnight => Period::Week(date),
            Unit::Weekend => Period::Weekend(date),
            Unit::Month => Period::Month(year, date.month()),
            Unit::Quarter => Period::Quarter(year, (date.month() - 1) / 3 + 1),
            Unit::Year => Period::Year(year),
            Unit::Decade => Period::Decade(year / 10),
            Unit::Century => Period::Century(year / 100),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => return None,
        })
    }

    /// The period of size `unit` that lies `count` units from the one that holds `date`.
    pub fn away(unit: Unit, date: Date, count: i64) -> Option<Self> {
        Period::of(unit, unit.before(date, -count)?).filter(|period| period.year().is_none_or(|year| year > 0))
    }

    pub fn year(self) -> Option<i16> {
        match self {
            Period::Day(date) | Period::Week(date) | Period::Weekend(date) => Some(date.year()),
            Period::Month(year, _) | Period::Quarter(year, _) | Period::Half(year, _) | Period::Season(year, _) => {
                Some(year)
            }
            Period::Year(year) | Period::FiscalYear(year) => Some(year),
            Period::Decade(_) | Period::Century(_) => None,
        }
    }

    /// Its month, where it is a month or less.
    pub fn month(self) -> Option<i8> {
        match self {
            Period::Day(date) => Some(date.month()),
            Period::Month(_, month) => Some(month),
            _ => None,
        }
    }

    /// A day within it, from which distances to it are counted; `None` where it is too wide for `unit`.
    pub fn anchor_for(self, unit: Unit) -> Option<Date> {
        let fine = match unit {
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Fortnight => {
                matches!(self, Period::Day(_) | Period::Week(_) | Period::Weekend(_))
            }
            Unit::Month | Unit::Quarter => {
                !matches!(self, Period::Year(_) | Period::FiscalYear(_) | Period::Half(..) | Period::Season(..))
            }
            _ => true,
        };
        let month = match self {
            Period::Day(date) | Period::Week(date) | Period::Weekend(date) => return fine.then_some(date),
            Period::Month(_, month) => month,
            Period::Quarter(_, quarter) => quarter * 3 - 2,
            _ => 1,
        };
        fine.then(|| Date::new(self.year()?, month, 1).ok()).flatten()
    }
}

/// The first month of a season.
pub(super) fn season_start(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// The days of a feast in `year`, mostly one, as the list of holidays writes it: "12-25", "nth 11 4 4", "nth 11 4 4 +1",
/// "easter -2", "moving diwali". A feast of many days has its first, and what it ends on.
pub(super) fn holidays(rule: &str, year: i16) -> Vec<Feast> {
    match rule.split_once(' ') {
        Some(("moving", name)) => {
            let days = MOVING_FEASTS.get(&format!("{name} {year}")).unwrap_or_default();
            days.split(' ').filter_map(|days| moving_feast(days, year)).collect()
        }
        _ => holiday(rule, year).map(|first| Feast { first, last: None }).into_iter().collect(),
    }
}

/// A feast of one day, or from its first day to its last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Feast {
    pub first: Date,
    pub last: Option<Date>,
}

/// "10-20", "03-01/2025-03-29"
fn moving_feast(days: &str, year: i16) -> Option<Feast> {
    let (first, last) = days.split_once('/').map_or((days, None), |(first, last)| (first, Some(last)));
    let (month, day) = first.split_once('-')?;
    let first = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Feast { first, last: last.and_then(|last| last.parse().ok()) })
}

fn holiday(rule: &str, year: i16) -> Option<Date> {
    if let Some((month, day)) = rule.split_once('-').filter(|(month, _)| month.len() == 2) {
        return Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    }
    let mut fields = rule.split(' ');
    let kind = fields.next()?;
    let mut number = || fields.next()?.parse::<i8>().ok();
    if kind == "easter" {
        return easter(year)?.checked_add(i64::from(number()?).days()).ok();
    }
    let first = Date::new(year, number()?, 1).ok()?;
    let weekday = Weekday::from_monday_one_offset(number()?).ok()?;
    let place = number()?;
    let day = first.nth_weekday_of_month(if place == 5 { -1 } else { place }, weekday).ok()?;
    day.checked_add(i64::from(number().unwrap_or(0)).days()).ok()
}

/// Easter Sunday of the Gregorian calendar (the algorithm of J.-M. Oudin, 1940).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let century = year / 100;
    let golden = year % 19;
    let correction = (century - (century - 17) / 25) / 3;
    let epact = (century - century / 4 - correction + 19 * golden + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let offset = moon - weekday;
    let month = 3 + (offset + 40) / 44;
    let day = offset + 28 - 31 * (month / 4);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{Date, easter};

    /// Early and late ones, and the years in which the moon of the tables is not that of the sky (1954, 1981, 2049).
    #[test]
    fn easter_sundays() {
        for (year, month, day) in [
            (1668, 4, 1),
            (1734, 4, 25),
            (1818, 3, 22),
            (1886, 4, 25),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2008, 3, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2049, 4, 18),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(year), Date::new(year, month, day).ok(), "{year}");
        }
    }
}
