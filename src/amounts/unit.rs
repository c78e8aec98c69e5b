//! The units of the calendar and of the clock.

use super::decimal::Decimal;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A unit of the calendar or of the clock; they are ordered by length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit that the word list calls `name`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "fortnight" => Unit::Fortnight,
            "weekend" => Unit::Weekend,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            "millennium" => Unit::Millennium,
            _ => return None,
        })
    }

    /// `count` of it as a whole number of units: half a century is fifty years. `None` where that is none.
    pub fn whole(self, count: Decimal) -> Option<(Self, i64)> {
        let (unit, factor) = match self {
            _ if count.is_whole() => (self, 1),
            Unit::Century => (Unit::Year, 100),
            Unit::Decade => (Unit::Year, 10),
            Unit::Year => (Unit::Month, 12),
            _ => return None,
        };
        Some((unit, count.times(Decimal::whole(factor)).to_whole()?))
    }

    /// The day `count` units before `date`.
    pub fn before(self, date: Date, count: i64) -> Option<Date> {
        let (factor, in_one): (i64, fn(i64) -> Span) = match self {
            Unit::Day => (1, |days| days.days()),
            Unit::Week | Unit::Weekend => (7, |days| days.days()),
            Unit::Fortnight => (14, |days| days.days()),
            Unit::Month => (1, |months| months.months()),
            Unit::Quarter => (3, |months| months.months()),
            Unit::Year => (12, |months| months.months()),
            Unit::Decade => (120, |months| months.months()),
            Unit::Century => (1200, |months| months.months()),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => return None,
        };
        let total = count.checked_mul(factor).filter(|total| total.abs() < 200_000)?;
        date.checked_sub(in_one(total)).ok()
    }

    /// The ISO 8601 duration of `count` units; half an hour is told in minutes.
    pub fn duration(self, count: Decimal) -> Option<String> {
        let part = count < Decimal::ONE;
        let (factor, prefix, letter) = match self {
            Unit::Hour if part => (60, "PT", 'M'),
            Unit::Second => (1, "PT", 'S'),
            Unit::Minute => (1, "PT", 'M'),
            Unit::Hour => (1, "PT", 'H'),
            Unit::Day => (1, "P", 'D'),
            Unit::Week => (1, "P", 'W'),
            Unit::Fortnight => (2, "P", 'W'),
            Unit::Weekend => return None,
            Unit::Month => (1, "P", 'M'),
            Unit::Quarter => (3, "P", 'M'),
            Unit::Year if part => (12, "P", 'M'),
            Unit::Year => (1, "P", 'Y'),
            Unit::Decade => (10, "P", 'Y'),
            Unit::Century => (100, "P", 'Y'),
            Unit::Millennium => (1000, "P", 'Y'),
        };
        Some(format!("{prefix}{}{letter}", count.times(Decimal::whole(factor)).text()?))
    }
}
