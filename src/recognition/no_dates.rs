//! What looks like a date or a time and is none: numbers of houses and telephones, temperatures, points, stamps of
//! transcripts, lengths of videos.

use super::FoundMention;
use crate::lexicon::{AMBIGUOUS_DATES, COUNTERS, DATE_WORDS, NO_DATE_CUES, STREETS};
use crate::{Document, Label};
use std::ops::Range;

/// Whether `mention`, taken for a date or time, is none.
pub(super) fn is_none(document: &Document, mention: &FoundMention) -> bool {
    let tokens = document.tokens_in(mention.span);
    match mention.label {
        Label::Date => {
            is_house_number(document, &tokens)
                || is_temperature(document, &tokens)
                || is_telephone(document, &tokens)
                || is_small_weekday(document, &tokens)
                || is_score(document, &tokens)
        }
        Label::Time => is_stamp(document, &tokens) || is_length_of_video(document, &tokens),
        _ => false,
    }
}

fn is_digits(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// "1909 Jolinda Drive", "1119 Eighth St.": a number before the name of a street.
fn is_house_number(document: &Document, tokens: &Range<usize>) -> bool {
    /// How many words the name of a street has, at most.
    const LONGEST: usize = 4;
    let capital = |index: &usize| document.word(*index).starts_with(char::is_uppercase);
    let names = (tokens.start + 1..document.tokens().len()).take(LONGEST).take_while(capital);
    let street = names.into_iter().any(|index| index >= tokens.end && STREETS.contains(document.lower(index)));
    is_digits(document.word(tokens.start)) && street
}

/// "the high thirties", where it is warm; "the low 40s".
fn is_temperature(document: &Document, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|index| NO_DATE_CUES.get(document.lower(index)) == Some("temperature"))
        && DATE_WORDS.get(document.lower(tokens.end - 1)).is_none_or(|kind| kind.starts_with("decade"))
}

/// "090-1234-5678"
fn is_telephone(document: &Document, tokens: &Range<usize>) -> bool {
    let figures = tokens.clone().filter(|&index| is_digits(document.word(index)));
    let digits: usize = figures.clone().map(|index| document.word(index).len()).sum();
    digits >= 9
        && figures.count() >= 2
        && tokens.clone().all(|index| !document.word(index).starts_with(char::is_alphabetic))
}

/// "sun", "wed", "march": only with a capital are they days and months.
fn is_small_weekday(document: &Document, tokens: &Range<usize>) -> bool {
    let word = document.word(tokens.start);
    let opener = document.block_around(tokens.start).start;
    let capitals = document.word(opener).starts_with(char::is_uppercase);
    tokens.len() == 1 && (AMBIGUOUS_DATES.get(word) == Some("day") || capitals && matches!(word, "march" | "may"))
}

/// "had 15", "with 22": what a player scored.
fn is_score(document: &Document, tokens: &Range<usize>) -> bool {
    tokens.len() == 1
        && document.word(tokens.start).len() <= 2
        && is_digits(document.word(tokens.start))
        && NO_DATE_CUES.get(document.lower_at(tokens.start.checked_sub(1))) == Some("score")
}

/// "(00:12)", "[01:49]": where a recording has got to.
fn is_stamp(document: &Document, tokens: &Range<usize>) -> bool {
    let before = document.lower_at(tokens.start.checked_sub(1));
    let behind = document.lower_at(Some(tokens.end));
    let figures = tokens.clone().all(|index| is_digits(document.word(index)) || document.word(index) == ":");
    figures && matches!((before, behind), ("(", ")") | ("[", "]"))
}

/// "Video 1:07", "Duration: 02:13", alone on a line.
fn is_length_of_video(document: &Document, tokens: &Range<usize>) -> bool {
    let mut block = document.block_around(tokens.start);
    let counter = |index: usize| COUNTERS.contains(document.lower(index));
    document.lower_at(Some(tokens.start + 1)) == ":"
        && block.len() <= 6
        && block.any(|index| !tokens.contains(&index) && counter(index))
}
