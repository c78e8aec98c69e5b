//! Percentages, sums of money and measures.

use super::numbers::{loose_number, number, skip_approximation};
use crate::document::Before;
use crate::lexicon::{AMBIGUOUS_UNITS, CURRENCIES, FRACTION_WORDS, NUMBER_WORDS, SCALES, UNITS};
use crate::{Document, Label};

pub(super) fn find(document: &Document, at: usize) -> Option<(usize, Label)> {
    find_money_by_sign(document, at).map(|end| (end, Label::Money)).or_else(|| find_by_unit(document, at))
}

/// "$5 million", "about €450m", "US$5 to $6".
fn find_money_by_sign(document: &Document, at: usize) -> Option<usize> {
    let start = skip_approximation(document, at);
    if document.lower_at(Some(start)) == "between" {
        let and = signed_sum(document, start + 1).filter(|&end| document.lower_at(Some(end)) == "and")?;
        return signed_sum(document, and + 1);
    }
    let end = signed_sum(document, start)?;
    let joined = matches!(document.lower_at(Some(end)), "to" | "or" | "-" | "–");
    let second = joined.then(|| signed_sum(document, end + 1)).flatten();
    Some(second.unwrap_or(end))
}

fn signed_sum(document: &Document, at: usize) -> Option<usize> {
    let (count, _) = CURRENCIES.longest_match(document, at)?;
    let last = document.word(at + count - 1);
    let is_sign = !last.chars().all(char::is_alphabetic) || is_code(document.word(at));
    is_sign.then(|| number(document, at + count)).flatten()
}

/// "USD", "Rs": a currency's code, which stands before its number.
fn is_code(word: &str) -> bool {
    matches!(word, "Rs" | "Rp" | "RM" | "Tk" | "Sh" | "Ksh" | "KSh")
        || word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// "two percent", "50 cents", "tens of billions of dollars", "5 km"; and "5% to 10%".
fn find_by_unit(document: &Document, at: usize) -> Option<(usize, Label)> {
    let (end, label) = measure(document, at)?;
    // "by half a point to 5%" is a step and where it led.
    let step = || fraction_of_percent(document, at).is_some() || document.lower_at(at.checked_sub(1)) == "by";
    let joined = matches!(document.lower_at(Some(end)), "to" | "-" | "–" | "or") && !step();
    let second = joined.then(|| measure(document, end + 1)).flatten().filter(|(_, other)| *other == label);
    Some(second.unwrap_or((end, label)))
}

fn measure(document: &Document, at: usize) -> Option<(usize, Label)> {
    if let Some(end) = fraction_of_percent(document, at) {
        return Some((end, Label::Percent));
    }
    if document
        .lower_at(Some(at))
        .strip_suffix("pc")
        .is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
    {
        return Some((at + 1, Label::Percent));
    }
    if at < document.tokens().len() && is_number_with_unit(document.word(at)) {
        return Some((at + 1, Label::Quantity));
    }
    let end = loose_number(document, at)?;
    let hyphen = document.lower_at(Some(end)) == "-" && document.tokens()[end].before == Before::Nothing;
    let unit = end + usize::from(hyphen || document.lower_at(Some(end)) == "of");
    if let Some(percent) = percent_sign(document, unit) {
        return Some((percent, Label::Percent));
    }
    // Names that are common words too, or that weigh as well as pay, are left to the network.
    if document.lower_at(Some(unit)).len() < 2 || AMBIGUOUS_UNITS.contains(document.lower(unit)) {
        return None;
    }
    if let Some((count, _)) = CURRENCIES.longest_match(document, unit) {
        return Some((unit + count, Label::Money));
    }
    let (count, _) = UNITS.longest_match(document, unit)?;
    Some((unit + count, Label::Quantity))
}

/// "half a percentage point", "three-tenths of a point", "a quarter of one percent".
fn fraction_of_percent(document: &Document, at: usize) -> Option<usize> {
    let start = skip_approximation(document, at);
    let word = |index: usize| document.lower_at(Some(index));
    let counted = matches!(word(start), "a" | "an") || NUMBER_WORDS.contains(word(start));
    let mut end = start + usize::from(counted);
    end += usize::from(counted && word(end) == "-");
    if !FRACTION_WORDS.contains(word(end)) || !counted && word(end) != "half" {
        return None;
    }
    end += 1 + usize::from(word(end + 1) == "of");
    let one = matches!(word(end), "a" | "one").then_some(end + 1)?;
    let point = matches!(word(one), "point" | "percent") && word(one + 1) != "of";
    if point { Some(one + 1) } else { percent_sign(document, one) }
}

/// "41C", "155mm": digits with a unit of their own token, where it is no scale ("5m") and no generation ("5G").
fn is_number_with_unit(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let temperature = matches!(unit, "C" | "F");
    let plain =
        unit.len() > 1 && unit.chars().all(|c| c.is_ascii_lowercase()) || matches!(unit, "MW" | "GW" | "kW" | "kWh");
    let listed = || UNITS.contains(&unit.to_lowercase()) && !SCALES.contains(&unit.to_lowercase());
    word.starts_with(|c: char| c.is_ascii_digit()) && (temperature || plain && listed())
}

/// The token behind "%", "percent", "percentage points" at `at`.
fn percent_sign(document: &Document, at: usize) -> Option<usize> {
    match document.lower_at(Some(at)) {
        "%" | "percent" | "pct" => Some(at + 1),
        "per" if document.lower_at(Some(at + 1)) == "cent" => Some(at + 2),
        "percentage" if matches!(document.lower_at(Some(at + 1)), "point" | "points") => Some(at + 2),
        _ => None,
    }
}
