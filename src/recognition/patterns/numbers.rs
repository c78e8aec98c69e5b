//! Numbers in digits and words, alone: "23", "half a million", "tens of thousands", "the first".

use crate::document::Before;
use crate::lexicon::{APPROXIMATIONS, DATE_WORDS, FRACTION_WORDS, List, NUMBER_WORDS, ORDINAL_WORDS, SCALES};
use crate::{Document, Label};

/// The token behind a number that opens at token `at`, with "about", "more than" before it and a second number behind
/// "to" or "or"; `None` where no number stands.
pub(super) fn loose_number(document: &Document, at: usize) -> Option<usize> {
    let start = skip_approximation(document, at);
    if document.lower_at(Some(start)) == "between" {
        let and = number(document, start + 1).filter(|&end| document.lower_at(Some(end)) == "and")?;
        return number(document, and + 1);
    }
    let end = number(document, start)?;
    let joined = matches!(document.lower_at(Some(end)), "to" | "or" | "-" | "–");
    joined.then(|| number(document, end + 1)).flatten().or(Some(end))
}

pub(super) fn skip_approximation(document: &Document, at: usize) -> usize {
    let Some((count, _)) = APPROXIMATIONS.longest_match(document, at) else { return at };
    let next = at + count;
    // "more than about 20"
    APPROXIMATIONS.longest_match(document, next).map_or(next, |(count, _)| next + count)
}

/// The token behind the number that opens at `at`: digits with a fraction and a scale ("8 1/2", "3.2 billion"), words
/// ("two hundred and five", "half a million"), or a vague one ("tens of thousands").
pub(super) fn number(document: &Document, at: usize) -> Option<usize> {
    vague(document, at).or_else(|| digits(document, at)).or_else(|| words(document, at))
}

/// Whether token `index` is digits with points and commas: "1,200.50".
pub(super) fn is_digits(document: &Document, index: usize) -> bool {
    let word = document.lower_at(Some(index));
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '½' | '¼' | '¾'))
}

fn glued(document: &Document, index: usize) -> bool {
    document.tokens().get(index).is_some_and(|token| token.before == Before::Nothing)
}

fn in_list(list: &List, document: &Document, index: usize) -> bool {
    list.contains(document.lower_at(Some(index)))
}

/// A word that multiplies: "million"; short forms only count inside a token of digits.
fn is_scale(document: &Document, index: usize) -> bool {
    let word = document.lower_at(Some(index));
    word.len() > 3 && word != "grand" && SCALES.contains(word) || matches!(word, "bn" | "tn" | "mn" | "mln" | "bln")
}

fn digits(document: &Document, at: usize) -> Option<usize> {
    let word = document.lower_at(Some(at));
    let split = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
    let suffixed = split > 0 && split < word.len() && SCALES.contains(&word[split..]);
    if suffixed && word[..split].chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return Some(at + 1);
    }
    if !is_digits(document, at) {
        return None;
    }
    let mut end = at + 1;
    let slash = |at: usize| document.lower_at(Some(at)) == "/" && is_digits(document, at + 1);
    if slash(end) {
        end += 2;
    } else if is_digits(document, end) && slash(end + 1) && document.word(end).len() <= 2 {
        end += 3;
    }
    while is_scale(document, end) {
        end += 1;
    }
    Some(end)
}

fn words(document: &Document, at: usize) -> Option<usize> {
    let mut end = match document.lower_at(Some(at)) {
        "half" => half_of_scale(document, at)?,
        "a" | "an" if is_scale(document, at + 1) => at + 2,
        _ if in_list(&NUMBER_WORDS, document, at) => at + 1,
        _ => return None,
    };
    loop {
        let next = if matches!(document.lower_at(Some(end)), "-" | "and" | "point") { end + 1 } else { end };
        let goes_on = in_list(&NUMBER_WORDS, document, next) || is_scale(document, next);
        let joined = document.lower_at(Some(end));
        let sensible = match joined {
            "and" => is_scale(document, end - 1) && !is_scale(document, next),
            "-" => glued(document, end) && glued(document, next),
            _ => true,
        };
        if !goes_on || !sensible {
            break;
        }
        end = next + 1;
    }
    Some(fraction_behind(document, end).unwrap_or(end))
}

/// "half a million", "half a dozen".
fn half_of_scale(document: &Document, at: usize) -> Option<usize> {
    let article = matches!(document.lower_at(Some(at + 1)), "a" | "an" | "-");
    let scale = if article { at + 2 } else { at + 1 };
    is_scale(document, scale).then_some(scale + 1)
}

/// "two-thirds", "three quarters"; "two and a half".
fn fraction_behind(document: &Document, end: usize) -> Option<usize> {
    let word = document.lower_at(Some(end));
    if word == "and" && document.lower_at(Some(end + 1)) == "a" && document.lower_at(Some(end + 2)) == "half" {
        let scale = end + 3;
        return Some(if is_scale(document, scale) { scale + 1 } else { scale });
    }
    let fraction = if word == "-" { end + 1 } else { end };
    let plural = document.lower_at(Some(fraction)).ends_with('s') || document.lower_at(Some(end - 1)) == "one";
    let is_fraction = in_list(&FRACTION_WORDS, document, fraction) && plural && word != "second";
    (is_fraction && document.lower_at(Some(fraction)) != "quarters").then_some(fraction + 1)
}

/// "tens of thousands", "several hundred", "hundreds"; "a few" only before a scale.
fn vague(document: &Document, at: usize) -> Option<usize> {
    let plural_scale = |index: usize| {
        let word = document.lower_at(Some(index));
        matches!(word, "hundreds" | "thousands" | "millions" | "billions" | "trillions")
    };
    match document.lower_at(Some(at)) {
        "several" if is_scale(document, at + 1) => Some(at + 2),
        "a" if document.lower_at(Some(at + 1)) == "few" && is_scale(document, at + 2) => Some(at + 3),
        "tens" if document.lower_at(Some(at + 1)) == "of" && plural_scale(at + 2) => Some(at + 3),
        "dozens" => Some(at + 1),
        _ if plural_scale(at) => {
            let more = document.lower_at(Some(at + 1)) == "of" && plural_scale(at + 2);
            Some(if more { at + 3 } else { at + 1 })
        }
        _ => None,
    }
}

/// "first", "21st", "twenty-first"; none that is part of a name ("the 7th Fleet"), a date ("the first year") or a
/// fraction ("a third").
pub(super) fn find_ordinal(document: &Document, at: usize) -> Option<(usize, Label)> {
    let end = if is_digit_ordinal(document.lower(at)) || in_list(&ORDINAL_WORDS, document, at) {
        at + 1
    } else if document.lower(at).ends_with("ty") && document.lower_at(Some(at + 1)) == "-" {
        let tens = in_list(&NUMBER_WORDS, document, at) && in_list(&ORDINAL_WORDS, document, at + 2);
        tens.then_some(at + 3)?
    } else {
        return None;
    };
    let before = document.lower_at(at.checked_sub(1));
    let fraction = matches!(before, "a" | "-" | "per" | "one");
    let behind = if document.lower_at(Some(end)) == "-" { end + 1 } else { end };
    let of_time =
        DATE_WORDS.get(document.lower_at(Some(behind))).is_some() || document.lower_at(Some(behind)) == "half";
    let in_name = is_capitalised(document, end) || is_capitalised(document, at) && before != "." && at > 0;
    let day =
        is_digit_ordinal(document.lower(at)) && matches!(document.lower_at(at.checked_sub(2)), "on" | "until" | "by");
    if day && before == "the" && !in_name {
        return Some((end, Label::Date));
    }
    let day = DATE_WORDS.get(before).is_some_and(|kind| kind.starts_with("month"));
    (!fraction && !of_time && !in_name && !day).then_some((end, Label::Ordinal))
}

fn is_digit_ordinal(word: &str) -> bool {
    let number = word.trim_end_matches(|c: char| c.is_alphabetic());
    matches!(&word[number.len()..], "st" | "nd" | "rd" | "th")
        && number.chars().all(|c| c.is_ascii_digit() || c == ',')
        && !number.is_empty()
}

fn is_capitalised(document: &Document, at: usize) -> bool {
    document.tokens().get(at).is_some_and(|token| token.span.of(document.text()).starts_with(char::is_uppercase))
}

/// A number that nothing else claimed: a CARDINAL, or an age between commas (a DATE).
pub(super) fn find_cardinal(document: &Document, at: usize) -> Option<(usize, Label)> {
    let end = loose_number(document, at)?;
    let start = skip_approximation(document, at);
    let before = document.lower_at(at.checked_sub(1));
    let behind = document.lower_at(Some(end));
    let single = end == start + 1;
    if single && matches!(behind, "," | "." | "who") && is_age(document, start) && (before == "," || before == "aged") {
        return Some((end, Label::Date));
    }
    // "one of them" counts; "the one who", "no one" do not.
    let pronoun = document.lower(start) == "one" && single && behind != "of" && start == at;
    let glued_behind = glued(document, end) && matches!(behind, "-" | "–" | "/" | ":" | "." | "'" | "+");
    let glued_behind = glued_behind && (behind != "." || glued(document, end + 1));
    let glued_before = glued(document, at) && at > 0 && !matches!(document.word(at - 1), "(" | "\"" | "“" | "—" | "‘");
    let named = matches!(
        before,
        "section"
            | "act"
            | "chapter"
            | "article"
            | "no."
            | "number"
            | "room"
            | "flight"
            | "route"
            | "page"
            | "age"
            | "big"
            | "group"
            | "top"
    ) || at > 0 && is_capitalised(document, start) && is_capitalised(document, end)
        || is_digits(document, start)
            && is_capitalised(document, at.wrapping_sub(1))
            && before != "."
            && document.sentence_of(at - 1) == document.sentence_of(at)
            && at - 1 != document.sentences()[document.sentence_of(at)].tokens.start;
    let year = single
        && is_digits(document, start)
        && document.word(start).len() == 4
        && document.word(start).starts_with(['1', '2']);
    (!pronoun && !glued_behind && !glued_before && !named && !year).then_some((end, Label::Cardinal))
}

fn is_age(document: &Document, at: usize) -> bool {
    document.lower(at).parse::<u32>().is_ok_and(|age| (5..105).contains(&age))
}
