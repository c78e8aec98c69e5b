//! Where numbers and places in an order stand that measure nothing: "23", "half a million", "the first".

use super::Words;
use super::days_and_years::is_ordinal_suffix;
use super::numbers::{loose_end, skip_approximation};
use crate::Label;
use crate::lexicon::{DATE_WORDS, NUMBER_WORDS, NUMBERED, ORDINAL_WORDS};

/// "first", "21st", "twenty-first"; none that is part of a name ("the 7th Fleet"), a date ("the first year") or a
/// fraction ("a third").
pub(super) fn find_ordinal(words: &Words, at: usize) -> Option<(usize, Label)> {
    let digits = is_digit_ordinal(words, at);
    let end = if digits {
        at + 2
    } else if ORDINAL_WORDS.contains(words.word(at)) {
        at + 1
    } else {
        let tens = words.word(at).ends_with("ty") && words.word(at + 1) == "-";
        let unit = NUMBER_WORDS.contains(words.word(at)) && ORDINAL_WORDS.contains(words.word(at + 2));
        (tens && unit).then_some(at + 3)?
    };
    let before = words.before(at);
    let fraction = matches!(before, "a" | "-" | "per" | "one");
    let behind = words.word(if words.word(end) == "-" { end + 1 } else { end });
    let of_time = DATE_WORDS.contains(behind) || behind == "half";
    let in_name = words.is_capitalised(end) || !digits && words.is_capitalised(at) && at > 0;
    let day = digits && at > 1 && matches!(words.word(at - 2), "on" | "until" | "by");
    if day && before == "the" && !in_name {
        return Some((end, Label::Date));
    }
    let day = DATE_WORDS.get(before).is_some_and(|kind| kind.starts_with("month"));
    (!fraction && !of_time && !in_name && !day).then_some((end, Label::Ordinal))
}

fn is_digit_ordinal(words: &Words, at: usize) -> bool {
    let digits = words.pieces.get(at).is_some_and(|piece| piece.is_digits() && !piece.word.contains('.'));
    digits && words.is_glued(at + 1) && is_ordinal_suffix(words.word(at + 1))
}

/// A number that nothing else claimed: a CARDINAL, or an age between commas (a DATE).
pub(super) fn find_cardinal(words: &Words, at: usize) -> Option<(usize, Label)> {
    let end = loose_end(&words.pieces, at)?;
    let start = skip_approximation(&words.pieces, at);
    let (before, behind) = (words.before(at), words.word(end));
    let single = end == start + 1;
    let digits = words.pieces.get(start).is_some_and(|piece| piece.is_digits());
    let age = digits && words.word(start).parse::<u32>().is_ok_and(|age| (5..105).contains(&age));
    if single && age && matches!(behind, "," | "." | "who") && matches!(before, "," | "aged") {
        return Some((end, Label::Date));
    }
    // "one of them" counts; "the one who", "no one" do not.
    let pronoun = words.word(start) == "one" && single && behind != "of" && start == at;
    let joint = matches!(behind, "-" | "/" | ":" | "." | "'" | "+");
    let glued_behind = words.is_glued(end) && joint && (behind != "." || words.is_glued(end + 1));
    let glued_before = words.is_glued(at) && at > 0 && !matches!(before, "(" | "\"" | "“" | "'");
    let between_capitals = words.is_capitalised(start) && words.is_capitalised(end);
    // "Flight 12", but "In 12 towns".
    let of_name = digits && at > 1 && words.is_capitalised(at - 1);
    let named = NUMBERED.contains(before) || at > 0 && between_capitals || of_name;
    let year = single && digits && words.word(start).len() == 4 && words.word(start).starts_with(['1', '2']);
    (!pronoun && !glued_behind && !glued_before && !named && !year).then_some((end, Label::Cardinal))
}
