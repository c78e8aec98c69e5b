//! Ages: "Henry Cho, 44," and "the 44-year-old".

use crate::Document;
use std::ops::Range;

/// The age that stands beside a name: "Henry Cho, 44," or "44-year-old Henry Cho".
pub(super) fn of_name(document: &Document, name: &Range<usize>) -> Option<String> {
    let word = |index: Option<usize>| document.lower_at(index);
    let behind = word(Some(name.end + 1));
    let closed = matches!(word(Some(name.end + 2)), "," | "." | ")" | ";" | "");
    if matches!(word(Some(name.end)), "," | "(") && closed && is_age(behind) {
        return Some(behind.to_string());
    }
    let first = name.start.checked_sub(5)?;
    let words: Vec<&str> = (first..name.start).map(|index| document.lower(index)).collect();
    matches!(words[..], [age, "-", "year", "-", "old"] if is_age(age)).then(|| words[0].to_string())
}

fn is_age(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.parse().is_ok_and(|years: u32| (1..=120).contains(&years))
}

/// Where "the 44-year-old" that begins at token `first` ends.
pub(super) fn description(document: &Document, first: usize) -> Option<usize> {
    let words: [&str; 6] = std::array::from_fn(|offset| document.lower_at(Some(first + offset)));
    let described = words[0] == "the" && is_age(words[1]) && words[2..] == ["-", "year", "-", "old"];
    described.then_some(first + 6)
}
