//! PERCENT, MONEY, QUANTITY, CARDINAL and ORDINAL to a number and its unit. A range or a vague amount has no value.

use super::numbers::{self, ShortScales, digit_word, first_number, is_vague};
use super::pieces::{Piece, longest_match};
use crate::Label;
use crate::lexicon::{CURRENCIES, List, ORDINAL_WORDS, UNITS};
use std::ops::Range;

/// The value of an amount of kind `label`. `before` is the text right before the mention: a currency's sign or a minus
/// may stand there.
pub(super) fn value(label: Label, pieces: &[Piece], before: &str) -> Option<String> {
    if label == Label::Ordinal {
        return ordinal(pieces);
    }
    if is_vague(pieces) {
        return None;
    }
    // "40C (104F)" says the same twice.
    let end = pieces.iter().skip(1).position(|piece| piece.word == "(").map_or(pieces.len(), |bracket| bracket + 1);
    let pieces = &pieces[..end];
    match label {
        Label::Percent => percent(pieces, before),
        Label::Money => money(pieces, before),
        Label::Quantity => quantity(pieces, before),
        _ => cardinal(pieces),
    }
}

fn percent(pieces: &[Piece], before: &str) -> Option<String> {
    let (number, place) = fraction_of_number(pieces)
        .or_else(|| single_number(pieces, ShortScales::Leave))
        .or_else(|| one_unit(pieces))?;
    let unit = &pieces[place.end..];
    let has = |word: &str| unit.iter().any(|piece| piece.word.starts_with(word));
    let factor = if has("basis") {
        0.01
    } else if has("per") || has("%") || has("pc") || has("point") || number > 1.0 {
        1.0
    } else {
        100.0
    };
    let signed = if is_negative(pieces, place.start, before) { -number } else { number };
    Some(format!("{}%", numbers::write(signed * factor)?))
}

/// "two-thirds of one percent".
fn fraction_of_number(pieces: &[Piece]) -> Option<(f64, Range<usize>)> {
    let (part, place) = first_number(pieces, ShortScales::Leave).filter(|(part, _)| *part < 1.0)?;
    let whole = pieces.get(place.end).filter(|piece| piece.word == "of").map(|_| place.end + 1)?;
    let (number, length) = numbers::number(&pieces[whole..], ShortScales::Leave)?;
    Some((part * number, place.start..whole + length))
}

/// "a single percent", "a full percentage point".
fn one_unit(pieces: &[Piece]) -> Option<(f64, Range<usize>)> {
    let single = pieces.iter().position(|piece| matches!(piece.word, "single" | "full" | "whole"))?;
    Some((1.0, single..single + 1))
}

/// Whether the number that begins at piece `start` is below zero. `before` is the text before the mention.
fn is_negative(pieces: &[Piece], start: usize, before: &str) -> bool {
    match start.checked_sub(1) {
        Some(sign) => {
            // "sub-5C" and "mid-20 degrees" have a hyphen.
            let hyphen = pieces[sign].word == "-" && sign > 0;
            matches!(pieces[sign].word, "minus" | "negative" | "-") && !hyphen
        }
        None => is_minus_sign(before),
    }
}

/// Whether `before` ends with a minus that belongs to the number behind it: " -".
fn is_minus_sign(before: &str) -> bool {
    let mut back = before.chars().rev();
    matches!(back.next(), Some('-' | '−')) && back.next().is_none_or(char::is_whitespace)
}

fn money(pieces: &[Piece], before: &str) -> Option<String> {
    let (number, place) = counted(pieces, ShortScales::Read, &CURRENCIES)?;
    let behind = skip_joints(&pieces[place.end..]);
    let (length, code) = match sign_before(&pieces[..place.start]) {
        Some(code) => (0, code),
        None => longest_match(&CURRENCIES, behind).or_else(|| Some((0, sign_at_end(before)?)))?,
    };
    let rest = &behind[length..];
    let (code, number) = match code.split_once("/100") {
        Some((code, _)) => (code, number / 100.0),
        None => (code, number + hundredths(rest)),
    };
    if hundredths(rest) == 0.0 && first_number(rest, ShortScales::Read).is_some() {
        return None;
    }
    Some(format!("{code} {}", numbers::write(number)?))
}

/// The currency whose sign or code ends `pieces`: "us $", "a$", "rs .".
fn sign_before(pieces: &[Piece]) -> Option<&'static str> {
    let end = pieces.iter().rposition(|piece| piece.word != ".")? + 1;
    let glued = pieces[..end].iter().rposition(|piece| !piece.glued).unwrap_or(0);
    let spaced = glued.saturating_sub(1);
    [glued, spaced, end - 1].into_iter().find_map(|start| {
        let (length, code) = longest_match(&CURRENCIES, &pieces[start..end])?;
        // Pence stand behind their number.
        let before = !code.ends_with("/100") || !pieces[start].word.starts_with(char::is_alphabetic);
        (start + length == end && before).then_some(code)
    })
}

/// The currency whose sign ends `before`.
fn sign_at_end(before: &str) -> Option<&'static str> {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next()?.to_lowercase();
    let sign = word.chars().next_back().filter(|c| !c.is_alphanumeric())?;
    CURRENCIES.get(&word).or_else(|| CURRENCIES.get(sign.encode_utf8(&mut [0; 4])))
}

/// "and fifty cents", "50 pence" behind a sum, in its unit.
fn hundredths(pieces: &[Piece]) -> f64 {
    let Some((number, place)) = first_number(pieces, ShortScales::Leave) else { return 0.0 };
    let unit = longest_match(&CURRENCIES, &pieces[place.end..]);
    match unit {
        Some((_, code)) if code.ends_with("/100") && (pieces[0].word == "and" || place.start == 0) => number / 100.0,
        _ => 0.0,
    }
}

fn quantity(pieces: &[Piece], before: &str) -> Option<String> {
    let (number, place) = counted(pieces, ShortScales::Leave, &UNITS)?;
    let behind = skip_joints(&pieces[place.end..]);
    let (length, symbol) = longest_match(&UNITS, behind)?;
    let rest: Vec<&str> = behind[length..].iter().map(|piece| piece.word).collect();
    let signed = match rest.as_slice() {
        ["and", "a", "half", ..] => number + 0.5,
        ["below", "zero" | "freezing", ..] => -number,
        _ if is_negative(pieces, place.start, before) && symbol.starts_with('°') => -number,
        _ if symbol == "ft" && inches(&behind[length..]).is_some() => number + inches(&behind[length..])? / 12.0,
        _ if first_number(&behind[length..], ShortScales::Leave).is_some() => return None,
        _ => number,
    };
    Some(format!("{} {symbol}", numbers::write((signed * 10_000.0).round() / 10_000.0)?))
}

/// "10 inches" behind feet.
fn inches(pieces: &[Piece]) -> Option<f64> {
    let (number, place) = first_number(pieces, ShortScales::Leave)?;
    let (_, symbol) = longest_match(&UNITS, skip_joints(&pieces[place.end..]))?;
    (symbol == "in" && place.start <= 1).then_some(number)
}

/// The first number, or the "a" that counts one unit ("a mile", "a penny"), with its place.
fn counted(pieces: &[Piece], short: ShortScales, units: &List) -> Option<(f64, Range<usize>)> {
    let number = first_number(pieces, short);
    let article = pieces.iter().position(|piece| matches!(piece.word, "a" | "an"));
    let before_number = article.filter(|&article| number.as_ref().is_none_or(|(_, place)| article < place.start));
    match before_number {
        Some(article) if is_named_unit(units, &pieces[article + 1..]) => Some((1.0, article..article + 1)),
        _ => number,
    }
}

/// Whether a unit opens `pieces` that is a word, not a sign ("$" in "A$3").
fn is_named_unit(units: &List, pieces: &[Piece]) -> bool {
    let word = pieces.first().is_some_and(|piece| piece.word.starts_with(char::is_alphabetic));
    word && longest_match(units, pieces).is_some()
}

/// What stands behind "-", "of", "a" and "plus" between a number and its unit ("five-cent", "half a kilo").
fn skip_joints<'p, 't>(pieces: &'p [Piece<'t>]) -> &'p [Piece<'t>] {
    let start = pieces
        .iter()
        .position(|piece| !matches!(piece.word, "-" | "of" | "a" | "an" | "plus" | "+"))
        .unwrap_or(pieces.len());
    &pieces[start..]
}

fn cardinal(pieces: &[Piece]) -> Option<String> {
    numbers::write(single_number(pieces, ShortScales::Read)?.0)
}

/// The only number among `pieces`: where there are two, the amount is a range.
fn single_number(pieces: &[Piece], short: ShortScales) -> Option<(f64, Range<usize>)> {
    let (value, place) = first_number(pieces, short)?;
    let second = first_number(&pieces[place.end..], short);
    second.is_none().then_some((value, place))
}

fn ordinal(pieces: &[Piece]) -> Option<String> {
    let place = |word: &str| ORDINAL_WORDS.get(word).and_then(|place| place.parse::<f64>().ok());
    let last = pieces.iter().rposition(|piece| place(piece.word).is_some());
    if let Some(last) = last {
        let start = pieces[..last].iter().position(|piece| digit_word(piece.word).is_some()).unwrap_or(last);
        let tens = numbers::number(&pieces[start..last], ShortScales::Leave).map_or(0.0, |(tens, _)| tens);
        let place = place(pieces[last].word)?;
        // "two hundredth", "one hundred and fifth"
        let counted = place >= 100.0 && (1.0..100.0).contains(&tens);
        return numbers::write(if counted { tens * place } else { tens + place });
    }
    numbers::write(first_number(pieces, ShortScales::Leave)?.0)
}
