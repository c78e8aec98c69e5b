//! Percentages, sums of money and measures.

use super::numbers::{loose_number, number, skip_approximation};
use crate::document::Before;
use crate::lexicon::{CURRENCIES, UNITS};
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
    let joined = matches!(document.lower_at(Some(end)), "to" | "-" | "–" | "or");
    let second = joined.then(|| measure(document, end + 1)).flatten().filter(|(_, other)| *other == label);
    Some(second.unwrap_or((end, label)))
}

fn measure(document: &Document, at: usize) -> Option<(usize, Label)> {
    let end = loose_number(document, at)?;
    let hyphen = document.lower_at(Some(end)) == "-" && document.tokens()[end].before == Before::Nothing;
    let unit = end + usize::from(hyphen || document.lower_at(Some(end)) == "of");
    if let Some(percent) = percent_sign(document, unit) {
        return Some((percent, Label::Percent));
    }
    // Names that are common words too, or that weigh as well as pay, are left to the network.
    if document.lower_at(Some(unit)).len() < 2 || AMBIGUOUS.contains(&document.lower(unit)) {
        return None;
    }
    if let Some((count, _)) = CURRENCIES.longest_match(document, unit) {
        return Some((unit + count, Label::Money));
    }
    let (count, _) = UNITS.longest_match(document, unit)?;
    Some((unit + count, Label::Quantity))
}

const AMBIGUOUS: [&str; 14] =
    ["pound", "pounds", "mark", "marks", "real", "won", "in", "re", "sh", "try", "stone", "degree", "rs", "grand"];

/// The token behind "%", "percent", "percentage points" at `at`.
fn percent_sign(document: &Document, at: usize) -> Option<usize> {
    match document.lower_at(Some(at)) {
        "%" | "percent" | "pct" => Some(at + 1),
        "per" if document.lower_at(Some(at + 1)) == "cent" => Some(at + 2),
        "percentage" if matches!(document.lower_at(Some(at + 1)), "point" | "points") => Some(at + 2),
        _ => None,
    }
}
