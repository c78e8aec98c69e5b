//! Where percentages, sums of money and measures stand.

use super::Words;
use super::numbers::{self, loose_end, skip_approximation};
use super::pieces::longest_match;
use crate::Label;
use crate::lexicon::{
    AMBIGUOUS_UNITS, CURRENCIES, CURRENCY_CODES, DIMENSIONS, FRACTION_WORDS, LENGTH_NOUNS, NUMBER_WORDS, RANGE_JOINTS,
    SCALES, UNITS, forms,
};

pub(super) fn find_sum(words: &Words, at: usize) -> Option<(usize, Label)> {
    find_money_by_sign(words, at).map(|end| (end, Label::Money)).or_else(|| find_by_unit(words, at))
}

/// "$5 million", "about €450m", "US$5 to $6".
fn find_money_by_sign(words: &Words, at: usize) -> Option<usize> {
    let start = skip_approximation(&words.pieces, at);
    if words.word(start) == "between" {
        let and = signed_sum(words, start + 1).filter(|&end| words.word(end) == "and")?;
        return signed_sum(words, and + 1);
    }
    let end = signed_sum(words, start)?;
    let joined = RANGE_JOINTS.says(words.word(end), 'a');
    let second = joined.then(|| signed_sum(words, end + 1).or_else(|| numbers::end(&words.pieces, end + 1))).flatten();
    Some(second.unwrap_or(end))
}

fn signed_sum(words: &Words, at: usize) -> Option<usize> {
    let (count, _) = longest_match(&CURRENCIES, words.rest(at))?;
    let is_sign = !words.word(at + count - 1).chars().all(char::is_alphabetic) || is_code(words, at);
    let number = at + count;
    let digits = words.word(number).starts_with(|c: char| c.is_ascii_digit()) || count > 1 || words.word(at).len() < 4;
    is_sign.then(|| numbers::end(&words.pieces, number)).flatten().filter(|_| digits)
}

/// "USD", "Rs": a currency's code, which stands before its number.
fn is_code(words: &Words, at: usize) -> bool {
    let token = words.written(at);
    let code = token.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    is_currency_code(code)
}

/// "USD", "Rs": whether `code`, as it is written, is short for a currency and stands before its number.
pub(crate) fn is_currency_code(code: &str) -> bool {
    code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase())
        || code.starts_with(char::is_uppercase) && CURRENCY_CODES.contains(&code.to_lowercase())
}

/// "two percent", "50 cents", "tens of billions of dollars", "5 km"; and "5% to 10%", "six feet four inches".
fn find_by_unit(words: &Words, at: usize) -> Option<(usize, Label)> {
    let (end, label) = measure(words, at)?;
    // "by half a point to 5%" is a step and where it led.
    let step = || fraction_of_percent(words, at).is_some() || words.before(at) == "by";
    let joined = RANGE_JOINTS.says(words.word(end), 'a') && !step();
    let second = |start: usize| measure(words, start).filter(|(_, other)| *other == label);
    if label == Label::Quantity && is_foot(words, end - 1) {
        return second(end).filter(|&(inches, _)| words.word(inches - 1).starts_with("in")).or(Some((end, label)));
    }
    Some(joined.then(|| second(end + 1)).flatten().unwrap_or((end, label)))
}

fn is_foot(words: &Words, index: usize) -> bool {
    UNITS.get(words.word(index)) == Some("ft")
}

fn measure(words: &Words, at: usize) -> Option<(usize, Label)> {
    if let Some(end) = fraction_of_percent(words, at) {
        return Some((end, Label::Percent));
    }
    if let Some(end) = glued_unit(words, at) {
        return Some(end);
    }
    if let Some(end) = unit_and_a_half(words, at) {
        return Some((end, Label::Quantity));
    }
    let end = loose_end(&words.pieces, at)?;
    let hyphen = words.word(end) == "-" && words.is_glued(end);
    let unit = end + usize::from(hyphen || words.word(end) == "of");
    if let Some(percent) = percent_sign(words, unit) {
        return Some((percent, Label::Percent));
    }
    // Names that are common words too, or that weigh as well as pay, are left to the network.
    if words.word(unit).len() < 2 || AMBIGUOUS_UNITS.contains(words.word(unit)) {
        return None;
    }
    if let Some((count, _)) = longest_match(&CURRENCIES, words.rest(unit)) {
        return Some((unit + count, Label::Money));
    }
    let (count, _) = longest_match(&UNITS, words.rest(unit))?;
    Some((unit + count, Label::Quantity))
}

/// "a metre and a half"
fn unit_and_a_half(words: &Words, at: usize) -> Option<usize> {
    let article = skip_approximation(&words.pieces, at);
    let counted = matches!(words.word(article), "a" | "an") && !AMBIGUOUS_UNITS.contains(words.word(article + 1));
    let (count, _) = longest_match(&UNITS, words.rest(article + 1)).filter(|_| counted)?;
    let behind = article + 1 + count;
    let half = ["and", "a", "half"].iter().enumerate().all(|(ahead, word)| words.word(behind + ahead) == *word);
    half.then_some(behind + 3)
}

/// "half a percentage point", "three-tenths of a point", "a quarter of one percent".
fn fraction_of_percent(words: &Words, at: usize) -> Option<usize> {
    let start = skip_approximation(&words.pieces, at);
    let counted = matches!(words.word(start), "a" | "an") || NUMBER_WORDS.contains(words.word(start));
    let mut end = start + usize::from(counted);
    end += usize::from(counted && words.word(end) == "-");
    if !FRACTION_WORDS.contains(words.word(end)) || !counted && words.word(end) != "half" {
        return None;
    }
    end += 1 + usize::from(words.word(end + 1) == "of");
    let one = matches!(words.word(end), "a" | "one").then_some(end + 1)?;
    let point = matches!(words.word(one), "point" | "percent") && words.word(one + 1) != "of";
    if point { Some(one + 1) } else { percent_sign(words, one) }
}

/// "41C", "155mm", "50p", "0.5pc", "30m long": digits with a unit glued to them. Where letters are scales as well ("5m"), or
/// generations ("5G"), what follows must tell.
fn glued_unit(words: &Words, at: usize) -> Option<(usize, Label)> {
    let start = skip_approximation(&words.pieces, at);
    let start = start + usize::from(matches!(words.word(start), "minus" | "-") && start == at);
    let minus = start > at && !words.pieces[at].is_digits() && matches!(words.word(start - 1), "minus" | "-");
    let digits = words.pieces.get(start).filter(|piece| piece.is_digits())?;
    let unit = words.pieces.get(start + 1).filter(|unit| unit.glued && unit.token == digits.token)?;
    let written = words.written(start);
    let letters = written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let label = match letters {
        "C" | "F" => Label::Quantity,
        _ if minus => return None,
        "pc" => Label::Percent,
        "p" => Label::Money,
        "m" if is_length(words, start) => Label::Quantity,
        "t" if counts_weight(words, start + 2) => Label::Quantity,
        _ => {
            // "40km", "5MW": in small letters, or as its symbol is written.
            let unit_here = UNITS.get(unit.word).filter(|_| letters.len() > 1 && !SCALES.contains(unit.word))?;
            let plain = unit_here == letters || letters.chars().all(|c| c.is_ascii_lowercase());
            plain.then_some(Label::Quantity)?
        }
    };
    // "6ft 2in", "10km/h"
    if words.word(start + 1) == "ft" {
        let inches = words.rest(start + 2);
        let glued = inches.len() > 1 && inches[0].is_digits() && UNITS.get(inches[1].word) == Some("in");
        return Some((start + if glued { 4 } else { 2 }, label));
    }
    let (count, _) = longest_match(&UNITS, words.rest(start + 1)).unwrap_or((1, ""));
    Some((start + 1 + if label == Label::Quantity { count } else { 1 }, label))
}

/// Whether the "m" behind the digits at piece `digits` are metres: "1.8m tall", "100m of water", "the 30m vessel", "the 400m
/// hurdles"; not "100m users", "5m people", "2.5m".
fn is_length(words: &Words, digits: usize) -> bool {
    let Some(next) = words.pieces.get(digits + 2) else { return false };
    let of_water = next.word == "of" && LENGTH_NOUNS.contains(words.word(digits + 3));
    let small = words.word(digits).len() <= 3;
    let article = forms::is_article(words.before(digits));
    let noun = article
        && small
        && next.word.chars().all(char::is_alphabetic)
        && !next.word.ends_with('s')
        && next.word != "people";
    of_water || DIMENSIONS.contains(next.word) || noun && next.word.len() > 3
}

fn counts_weight(words: &Words, behind: usize) -> bool {
    words.word(behind) == "of" || DIMENSIONS.contains(words.word(behind))
}

/// The piece behind "%", "percent", "percentage points", "basis points" at `at`.
fn percent_sign(words: &Words, at: usize) -> Option<usize> {
    match words.word(at) {
        "%" | "percent" | "pct" => Some(at + 1),
        "per" if words.word(at + 1) == "cent" => Some(at + 2),
        "percentage" | "basis" if matches!(words.word(at + 1), "point" | "points") => Some(at + 2),
        _ => None,
    }
}
