//! PERCENT, MONEY, QUANTITY, CARDINAL and ORDINAL to a number and its unit, or to two numbers of a range. A vague amount has
//! no value.

use crate::Label;
use crate::amounts::decimal::Decimal;
use crate::amounts::numbers::{self, ShortScales, digit_word, first_number, is_vague};
use crate::amounts::pieces::{Piece, longest_match, word_at};
use crate::lexicon::{CURRENCIES, List, ORDINAL_WORDS, RANGE_JOINTS, UNIT_JOINTS, UNITS};
use std::ops::Range;

/// The value of an amount of kind `label`. `before` are the pieces right before the mention: a currency's sign or a minus
/// may stand there.
pub(super) fn value(label: Label, pieces: &[Piece], before: &[Piece]) -> Option<String> {
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

fn percent(pieces: &[Piece], before: &[Piece]) -> Option<String> {
    let (number, place) =
        fraction_of_number(pieces).or_else(|| first_number(pieces, ShortScales::Leave)).or_else(|| one_unit(pieces))?;
    let unit = &pieces[place.end..];
    let has = |word: &str| unit.iter().any(|piece| piece.word.starts_with(word));
    let share = |number: Decimal| {
        if has("basis") {
            number.hundredth()
        } else if has("per") || has("%") || has("pc") || has("point") || number > Decimal::ONE {
            number
        } else {
            number.times(Decimal::whole(100))
        }
    };
    if let Some(second) = range_end(unit) {
        return Some(format!(
            "{}%/{}%",
            share(number).text()?,
            share(second.filter(|second| *second > number)?).text()?
        ));
    }
    let signed = if is_negative(pieces, place.start, before) { number.negative() } else { number };
    Some(format!("{}%", share(signed).text()?))
}

/// The second number of a range, where one stands behind the first, which `behind` follows; `None` in it where the two
/// numbers are no range ("51-49", "two or three").
fn range_end(behind: &[Piece]) -> Option<Option<Decimal>> {
    let (second, place) = first_number(behind, ShortScales::Read)?;
    let joint = behind[..place.start].iter().rev().find(|piece| RANGE_JOINTS.contains(piece.word));
    let joined =
        joint.is_some_and(|piece| piece.word != "or") || place.start > 0 && word_at(behind, place.start - 1) == "to";
    Some(joined.then_some(second))
}

/// "two-thirds of one percent".
fn fraction_of_number(pieces: &[Piece]) -> Option<(Decimal, Range<usize>)> {
    let (part, place) = first_number(pieces, ShortScales::Leave).filter(|(part, _)| *part < Decimal::ONE)?;
    let whole = pieces.get(place.end).filter(|piece| piece.word == "of").map(|_| place.end + 1)?;
    let (number, length) = numbers::number(&pieces[whole..], ShortScales::Leave)?;
    Some((part.times(number), place.start..whole + length))
}

/// "a single percent", "a full percentage point".
fn one_unit(pieces: &[Piece]) -> Option<(Decimal, Range<usize>)> {
    let single = pieces.iter().position(|piece| matches!(piece.word, "single" | "full" | "whole"))?;
    Some((Decimal::ONE, single..single + 1))
}

/// Whether the number that begins at piece `start` is below zero. `before` are the pieces before the mention.
fn is_negative(pieces: &[Piece], start: usize, before: &[Piece]) -> bool {
    match start.checked_sub(1) {
        // "sub-5C" and "mid-20 degrees" have a hyphen.
        Some(sign) => matches!(pieces[sign].word, "minus" | "negative") || sign == 0 && pieces[sign].word == "-",
        // A minus that belongs to the number behind it: " -".
        None => before.last().is_some_and(|sign| sign.word == "-" && !sign.glued && pieces[0].glued),
    }
}

fn money(pieces: &[Piece], before: &[Piece]) -> Option<String> {
    let (number, place) = counted(pieces, ShortScales::Read, &CURRENCIES)?;
    let behind = skip_joints(&pieces[place.end..]);
    let (length, code) = match sign_before(&pieces[..place.start]).or_else(|| sign_at_end(before, pieces)) {
        Some(code) => (0, code),
        None => match longest_match(&CURRENCIES, behind) {
            Some(found) => found,
            None => return range_of_money(number, behind),
        },
    };
    let rest = if length == 0 { &pieces[place.end..] } else { &behind[length..] };
    let (code, number) = match code.split_once("/100") {
        Some((code, _)) => (code, number.hundredth()),
        None => (code, number.plus(hundredths(rest))),
    };
    if let (true, Some(second)) = (hundredths(rest) == Decimal::ZERO, range_end(rest)) {
        let second = second?;
        // "$20 to $30 million": the scale of the second is the first's as well.
        let number = if number < second { same_scale(number, second, pieces, place.end) } else { number };
        return (number < second).then(|| Some(format!("{code} {}/{}", number.text()?, second.text()?))).flatten();
    }
    Some(format!("{code} {}", number.text()?))
}

/// "20 to 30 million euros": the currency stands behind the second number.
fn range_of_money(number: Decimal, behind: &[Piece]) -> Option<String> {
    let second = range_end(behind)??;
    let (_, place) = first_number(behind, ShortScales::Read)?;
    let (_, code) = longest_match(&CURRENCIES, skip_joints(&behind[place.end..]))?;
    let number = same_scale(number, second, behind, 0);
    let (code, hundredths) = code.split_once("/100").map_or((code, false), |(code, _)| (code, true));
    let part = |number: Decimal| if hundredths { number.hundredth() } else { number }.text();
    (number < second).then(|| Some(format!("{code} {}/{}", part(number)?, part(second)?))).flatten()
}

/// The first number of a range in the scale of the second, where it has none of its own: the 20 of "20 to 30 million".
fn same_scale(first: Decimal, second: Decimal, pieces: &[Piece], behind_first: usize) -> Decimal {
    let million = Decimal::whole(1_000_000);
    let own = RANGE_JOINTS.says(word_at(pieces, behind_first), 's') && first < Decimal::whole(1000);
    let scale = [million.times(million), Decimal::whole(1_000_000_000), million, Decimal::whole(1000)]
        .into_iter()
        .find(|scale| second >= *scale && first.times(*scale) < second);
    scale.filter(|_| own).map_or(first, |scale| first.times(scale))
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

/// The currency whose sign ends `before`, right before the mention.
fn sign_at_end(before: &[Piece], pieces: &[Piece]) -> Option<&'static str> {
    let digits = pieces.first().is_some_and(|piece| piece.is_digits());
    let sign = before.last().is_some_and(|piece| !piece.word.starts_with(char::is_alphanumeric));
    (digits && sign).then(|| sign_before(before)).flatten()
}

/// "and fifty cents", "50 pence" behind a sum, in its unit.
fn hundredths(pieces: &[Piece]) -> Decimal {
    let Some((number, place)) = first_number(pieces, ShortScales::Leave) else { return Decimal::ZERO };
    let unit = longest_match(&CURRENCIES, &pieces[place.end..]);
    match unit {
        Some((_, code)) if code.ends_with("/100") && (pieces[0].word == "and" || place.start == 0) => {
            number.hundredth()
        }
        _ => Decimal::ZERO,
    }
}

fn quantity(pieces: &[Piece], before: &[Piece]) -> Option<String> {
    let (number, place) = counted(pieces, ShortScales::Leave, &UNITS)?;
    let behind = skip_joints(&pieces[place.end..]);
    let Some((length, symbol)) = longest_match(&UNITS, behind) else {
        return range_of_quantity(number, &pieces[place.end..]);
    };
    let rest: Vec<&str> = behind[length..].iter().map(|piece| piece.word).collect();
    let signed = match rest.as_slice() {
        ["and", "a", "half", ..] => number.plus(Decimal::ONE.over(Decimal::whole(2))),
        ["below", "zero" | "freezing", ..] => number.negative(),
        _ if is_negative(pieces, place.start, before) && symbol.starts_with('°') => number.negative(),
        _ if symbol == "ft" && inches(&behind[length..]).is_some() => {
            number.plus(inches(&behind[length..])?.over(Decimal::whole(12)))
        }
        _ => match range_end(&behind[length..]) {
            Some(second) => {
                let second = second.filter(|second| *second > number)?;
                return Some(format!("{}/{} {symbol}", number.text()?, second.text()?));
            }
            None => number,
        },
    };
    Some(format!("{} {symbol}", signed.text()?))
}

/// "2.5 to 3 inches": the unit stands behind the second number.
fn range_of_quantity(number: Decimal, behind: &[Piece]) -> Option<String> {
    let (_, place) = first_number(behind, ShortScales::Leave)?;
    let second = range_end(&behind[..place.end])?.filter(|second| *second > number)?;
    let (_, symbol) = longest_match(&UNITS, skip_joints(&behind[place.end..]))?;
    Some(format!("{}/{} {symbol}", number.text()?, second.text()?))
}

/// "10 inches" behind feet.
fn inches(pieces: &[Piece]) -> Option<Decimal> {
    let (number, place) = first_number(pieces, ShortScales::Leave)?;
    let unit = longest_match(&UNITS, skip_joints(&pieces[place.end..])).map(|(_, symbol)| symbol);
    (unit.is_none_or(|symbol| symbol == "in") && place.start <= 1 && number < Decimal::whole(12)).then_some(number)
}

/// The first number, or the "a" that counts one unit ("a mile", "a penny"), with its place.
fn counted(pieces: &[Piece], short: ShortScales, units: &List) -> Option<(Decimal, Range<usize>)> {
    let number = first_number(pieces, short);
    let article = pieces.iter().position(|piece| matches!(piece.word, "a" | "an"));
    let before_number = article.filter(|&article| number.as_ref().is_none_or(|(_, place)| article < place.start));
    match before_number {
        Some(article) if is_named_unit(units, &pieces[article + 1..]) => Some((Decimal::ONE, article..article + 1)),
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
    let start = pieces.iter().position(|piece| !UNIT_JOINTS.contains(piece.word));
    &pieces[start.unwrap_or(pieces.len())..]
}

/// One number, or the two of a range: of "30-40" and "between 30 and 40", not of the score "51-49".
fn cardinal(pieces: &[Piece]) -> Option<String> {
    let (number, place) = first_number(pieces, ShortScales::Read)?;
    if is_dialled(pieces) {
        return None;
    }
    match range_end(&pieces[place.end..]) {
        None if is_one_and_a_part(pieces, place.start) => number.plus(Decimal::ONE).text(),
        None => number.text(),
        Some(second) => {
            let second = second?;
            let number = same_scale(number, second, pieces, place.end);
            let joint = word_at(pieces, place.end);
            let between = joint == "and" && word_at(pieces, place.start.wrapping_sub(1)) == "between";
            let joined = RANGE_JOINTS.says(joint, 'r') || between;
            (joined && number < second).then(|| Some(format!("{}/{}", number.text()?, second.text()?))).flatten()
        }
    }
}

/// "1-800-555-0199": figures in three groups and more are a telephone's, or a code.
fn is_dialled(pieces: &[Piece]) -> bool {
    let joined = pieces.windows(3).filter(|three| {
        three[0].is_digits()
            && matches!(three[1].word, "-" | ".")
            && three[1].glued
            && three[2].glued
            && three[2].is_digits()
    });
    joined.count() > 1
}

/// "an inning and a half": the part, which begins at piece `start`, goes on a whole one.
fn is_one_and_a_part(pieces: &[Piece], start: usize) -> bool {
    let opens = pieces.iter().take(start).any(|piece| matches!(piece.word, "a" | "an" | "one"));
    opens && start > 2 && pieces[start - 1].word == "and"
}

fn ordinal(pieces: &[Piece]) -> Option<String> {
    let place = |word: &str| ORDINAL_WORDS.get(word).and_then(Decimal::parse);
    let last = pieces.iter().rposition(|piece| place(piece.word).is_some());
    if let Some(last) = last {
        let start = pieces[..last].iter().position(|piece| digit_word(piece.word).is_some()).unwrap_or(last);
        let tens = numbers::number(&pieces[start..last], ShortScales::Leave).map_or(Decimal::ZERO, |(tens, _)| tens);
        let place = place(pieces[last].word)?;
        // "two hundredth", "one hundred and fifth"
        let hundred = Decimal::whole(100);
        let counted = place >= hundred && tens >= Decimal::ONE && tens < hundred;
        return if counted { tens.times(place) } else { tens.plus(place) }.text();
    }
    first_number(pieces, ShortScales::Leave)?.0.text()
}
