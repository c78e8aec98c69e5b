//! Ages: "Henry Cho, 44," and "the 44-year-old".

use crate::Document;
use crate::document::is_phrase_end;
use crate::grammar::Grammar;
use crate::lexicon::{AGE_ANNOUNCERS, AGE_FOLLOWERS, NUMBER_WORDS, forms};
use std::ops::Range;

/// The age in years that stands beside the name, or the pronoun, `tokens`: "Henry Cho, 44,", "44-year-old striker Henry
/// Cho", "he is 44".
pub(super) fn beside(grammar: &Grammar, tokens: &Range<usize>) -> Option<u8> {
    behind(grammar.document, tokens.end)
        .or_else(|| before(grammar, tokens.start))
        .or_else(|| of_death(grammar.document, tokens.end))
}

/// Reads on behind a name that ends before token `end`.
pub(super) fn behind(document: &Document, end: usize) -> Option<u8> {
    let word = |index: usize| document.lower_at(Some(index));
    let (mut at, mut said) = match word(end) {
        "," | "(" => (end + 1, false),
        word if is_or_turned(word) => (end + 1, true),
        _ => return None,
    };
    if !said && word(at) == "who" && is_or_turned(word(at + 1)) {
        (at, said) = (at + 2, true);
    }
    if forms::is_article(word(at)) {
        return year_old(document, at + 1).map(|(age, _)| age);
    }
    let named = matches!(word(at), "aged" | "age");
    let at = at + usize::from(named);
    let age = read(word(at))?;
    let years_old = word(at + 1) == "years" && word(at + 2) == "old";
    let closed = is_phrase_end(word(at + 1)) || matches!(word(at + 1), ")" | "(");
    let goes_on = said && AGE_FOLLOWERS.contains(word(at + 1));
    // "He was 2." may count anything.
    let likely = !said || age >= 5;
    (named || years_old || likely && (closed || goes_on)).then_some(age)
}

/// Reads back from a name at token `start`: past the nouns of its own phrase.
fn before(grammar: &Grammar, start: usize) -> Option<u8> {
    const REACH: usize = 5;
    let document = grammar.document;
    let comma = document.lower_at(start.checked_sub(1)) == ",";
    let mut first = start - usize::from(comma);
    for _ in 0..REACH {
        let age = first.checked_sub(5).and_then(|age| year_old(document, age)).filter(|(_, end)| *end == first);
        if let Some((age, _)) = age {
            return Some(age);
        }
        let noun = first.checked_sub(1).filter(|&noun| grammar.is_nominal(noun))?;
        first = noun;
    }
    None
}

fn is_or_turned(word: &str) -> bool {
    AGE_ANNOUNCERS.get(word) == Some("verb")
}

/// "44-year-old" at token `at`: the age, and the token behind it.
fn year_old(document: &Document, at: usize) -> Option<(u8, usize)> {
    let words: [&str; 5] = std::array::from_fn(|offset| document.lower_at(Some(at + offset)));
    (words[1..] == ["-", "year", "-", "old"]).then(|| Some((read(words[0])?, at + 5))).flatten()
}

fn read(word: &str) -> Option<u8> {
    let spelled = || NUMBER_WORDS.get(word)?.parse().ok();
    let years = word.parse().ok().filter(|_| !word.starts_with(['0', '+'])).or_else(spelled);
    years.filter(|years| (1..=120).contains(years))
}

/// "died at the age of 91", "died on Monday at 91": the age behind a name or pronoun that ends before token `end`.
fn of_death(document: &Document, end: usize) -> Option<u8> {
    const REACH: usize = 8;
    let word = |index: usize| document.lower_at(Some(index));
    let died = (end..end + 2).find(|&at| word(at) == "died" || word(at) == "dies")?;
    let goes_on = |at: &usize| !matches!(word(*at), "." | ";" | "and" | "" | "who" | "when");
    let at = (died + 1..died + REACH).take_while(goes_on).find(|&at| word(at) == "at")?;
    let named = word(at + 1) == "the" && word(at + 2) == "age" && word(at + 3) == "of";
    let age = if named { at + 4 } else { at + 1 };
    let ends = |word: &str| is_phrase_end(word) || AGE_FOLLOWERS.contains(word);
    read(word(age)).filter(|_| ends(word(age + 1)))
}

/// "The 44-year-old" that begins at token `first`: the age, and where it ends.
pub(super) fn description(document: &Document, first: usize) -> Option<(u8, usize)> {
    (document.lower_at(Some(first)) == "the").then(|| year_old(document, first + 1)).flatten()
}
