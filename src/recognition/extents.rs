//! What belongs to a mention and what does not, where the network may take too much: as OntoNotes draws extents, and
//! as the contract narrows them.

use crate::lexicon::{
    ABBREVIATIONS, APOSTROPHE_NAMES, CURRENCIES, DATE_WORDS, DURATION_FOLLOWERS, HONORIFICS, PERSONAL_TITLES, SCALES,
    STORMS, TITLE_HEADS, forms,
};
use crate::{Document, Label};
use std::ops::Range;

/// `tokens` without a possessive 's, all from a quotation mark or bracket on that has no other half in them, an article before the name of a person or place, "Mr" and its like before that of
/// a person, and marks that belong to the sentence; `None` where nothing is left.
pub(super) fn trim(document: &Document, tokens: Range<usize>, label: Label) -> Option<Range<usize>> {
    let tokens = balanced(document, within_block(document, tokens));
    let Range { mut start, mut end } = if label == Label::Person { before_dash(document, tokens) } else { tokens };
    loop {
        if start >= end {
            return None;
        }
        let rest = start..end;
        if ends_too_late(document, rest.clone(), label) {
            end -= 1;
        } else if starts_too_early(document, rest, label) {
            start += 1;
        } else {
            return Some(start..end + usize::from(label == Label::Org && is_named_with_apostrophe(document, end - 1)));
        }
    }
}

/// The part of `tokens` in the block where they start: no mention goes on in the next paragraph.
fn within_block(document: &Document, tokens: Range<usize>) -> Range<usize> {
    tokens.start..tokens.end.min(document.block_around(tokens.start).end)
}

/// The part of `tokens` before the first quotation mark or bracket that has no other half among them, or behind it where
/// nothing stands before: no mention crosses the border of a quotation ("America First" agenda).
fn balanced(document: &Document, mut tokens: Range<usize>) -> Range<usize> {
    loop {
        let marks = unpaired(document, tokens.clone());
        if marks.is_empty() {
            return tokens;
        }
        for mark in marks {
            let before = tokens.start..mark;
            if before.clone().any(|index| document.word(index).contains(char::is_alphanumeric)) {
                tokens = before;
                break;
            }
            tokens.start = mark + 1;
        }
    }
}

/// The part of a person's name before a dash with spaces around it: "Ann Holt - aka the Storm".
fn before_dash(document: &Document, tokens: Range<usize>) -> Range<usize> {
    let apart = |at: &usize| {
        let span = |index: usize| document.span(index..index + 1);
        matches!(document.word(*at), "-" | "–" | "—")
            && span(at - 1).end < span(*at).start
            && span(*at).end < span(at + 1).start
    };
    let dash = (tokens.start + 1..tokens.end.saturating_sub(1)).find(apart);
    tokens.start..dash.unwrap_or(tokens.end)
}

/// The first mark that closes nothing; where there is none, all that stay open.
fn unpaired(document: &Document, tokens: Range<usize>) -> Vec<usize> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    for index in tokens {
        let other = match document.word(index) {
            opening @ ("“" | "(" | "[") => {
                open.push((index, opening));
                continue;
            }
            "\"" => "\"",
            "”" => "“",
            ")" => "(",
            "]" => "[",
            _ => continue,
        };
        match open.pop_if(|(_, opening)| *opening == other) {
            Some(_) => {}
            None if other == "\"" => open.push((index, other)),
            None => return vec![index],
        }
    }
    open.into_iter().map(|(index, _)| index).collect()
}

fn ends_too_late(document: &Document, tokens: Range<usize>, label: Label) -> bool {
    let last = tokens.end - 1;
    match document.lower(last) {
        "'s" | "," | ";" | ":" | "-" | "–" | "—" | "(" | "[" | "“" | "/" | "…" => true,
        "'" | "”" | "\"" | ")" | "]" => !is_paired(document, tokens, last),
        // "1." opens an item of a list.
        "." => {
            tokens.len() == 1 || label == Label::Cardinal || label == Label::Person && !is_abbreviated(document, last)
        }
        "late" => label == Label::Date && tokens.len() > 2,
        _ => {
            names_what_lasts(document, &tokens, label)
                || names_what_costs(document, &tokens, label)
                || is_score(document, &tokens, label)
        }
    }
}

/// The last word of "three-day march".
fn names_what_lasts(document: &Document, tokens: &Range<usize>, label: Label) -> bool {
    let last = tokens.end - 1;
    let unit = |index: usize| DATE_WORDS.get(document.lower(index)).is_some_and(|kind| kind.starts_with("unit"));
    matches!(label, Label::Date | Label::Time)
        && tokens.len() > 3
        && unit(last - 1)
        && document.word(last - 2) == "-"
        && document.word(last).starts_with(char::is_lowercase)
        && DATE_WORDS.get(document.lower(last)).is_none_or(|kind| kind.starts_with("month"))
        && !DURATION_FOLLOWERS.contains(document.lower(last))
}

/// The last number of "Harbour City 103-90", a result behind the name of those who won.
fn is_score(document: &Document, tokens: &Range<usize>, label: Label) -> bool {
    let digits = |at: usize| document.word(at).bytes().all(|byte| byte.is_ascii_digit());
    let dash = |at: usize| matches!(document.word(at), "-" | "–");
    let last = tokens.end - 1;
    let inside = || tokens.len() > 3 && dash(last - 1) && digits(last - 2);
    let cut = || document.lower_at(Some(last + 1)) == "-" && document.tokens().len() > last + 2 && digits(last + 2);
    matches!(label, Label::Org | Label::Gpe | Label::Fac | Label::Person | Label::Event | Label::Product)
        && tokens.len() > 1
        && digits(last)
        && (inside() || cut())
}

/// The last word of "$5 billion fund".
fn names_what_costs(document: &Document, tokens: &Range<usize>, label: Label) -> bool {
    let last = tokens.end - 1;
    label == Label::Money
        && tokens.len() > 3
        && !document.word(tokens.start).starts_with(char::is_alphanumeric)
        && SCALES.contains(document.lower(last - 1))
        && document.word(last).chars().all(char::is_alphabetic)
        && !SCALES.contains(document.lower(last))
        && CURRENCIES.longest_match(document, last).is_none()
}

fn starts_too_early(document: &Document, tokens: Range<usize>, label: Label) -> bool {
    let first = tokens.start;
    match document.lower(first) {
        "," | ";" | ":" | "–" | "—" | ")" | "]" | "”" | "/" | "…" | "•" | "*" | "." => true,
        "-" => !document.word(tokens.end - 1).contains(|c: char| c.is_ascii_digit()),
        "“" | "\"" | "(" | "[" => !is_paired(document, tokens, first),
        // "the '90s" keep theirs.
        "'" => label.is_name() && !is_paired(document, tokens, first),
        "@" | "#" => label.is_name() && tokens.len() > 1,
        "of" => matches!(label, Label::Gpe | Label::Loc | Label::Person),
        title if tokens.len() > 1 && is_title(title) => {
            // "Queen Astrid"; "the Archbishop of Dunmore" is no place.
            let of = tokens.len() > 2 && document.lower(first + 1) == "of";
            label == Label::Person || matches!(label, Label::Gpe | Label::Loc) && of
        }
        article if forms::is_article(article) => matches!(label, Label::Person | Label::Gpe | Label::Loc | Label::Fac),
        title if label == Label::Person && tokens.len() > 1 => HONORIFICS.contains(title),
        _ => false,
    }
}

/// Whether the point at token `point` belongs to an abbreviation ("Jr.").
fn is_abbreviated(document: &Document, point: usize) -> bool {
    let word = document.word(point - 1);
    word.chars().count() < 3 || ABBREVIATIONS.longest_match(document, point - 1).is_some_and(|(length, _)| length == 2)
}

/// "Moody's": the 's behind token `index` is none of possession, or at least may be none.
fn is_named_with_apostrophe(document: &Document, index: usize) -> bool {
    APOSTROPHE_NAMES.longest_match(document, index).is_some_and(|(length, _)| length == 2)
}

/// A storm bears a person's name, and is an EVENT with its kind: "Hurricane Agnes".
pub(super) fn name_storms(document: &Document, tokens: Range<usize>, label: Label) -> (Range<usize>, Label) {
    let is_storm =
        |index: usize| document.word(index).starts_with(char::is_uppercase) && STORMS.contains(document.lower(index));
    let kind_before = tokens.start.checked_sub(1).filter(|&before| label == Label::Person && is_storm(before));
    let start = kind_before.unwrap_or(tokens.start);
    let named =
        tokens.end - start > 1 && is_storm(start) && document.word(tokens.end - 1).starts_with(char::is_uppercase);
    if named && label != Label::Org { (start..tokens.end, Label::Event) } else { (tokens, label) }
}

/// A title that is no part of a name, as "Sheikh" and "Prince" may be.
fn is_title(word: &str) -> bool {
    PERSONAL_TITLES.contains(word) && TITLE_HEADS.contains(word)
}

/// Whether the mark at token `mark` has its other half within `tokens`.
fn is_paired(document: &Document, tokens: Range<usize>, mark: usize) -> bool {
    let others: &[&str] = match document.word(mark) {
        "”" => &["“"],
        "‘" => &["’", "'"],
        "“" => &["”"],
        ")" => &["("],
        "(" => &[")"],
        "]" => &["["],
        "[" => &["]"],
        "\"" => &["\""],
        _ => &["‘", "'"],
    };
    tokens.into_iter().any(|index| index != mark && others.contains(&document.word(index)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::Marked;

    /// What the network took, and what remains of it.
    #[test]
    fn extents() {
        for (taken, trimmed) in [
            ("his \"[EVENT America First\" agenda] won", "his \"[EVENT America First]\" agenda won"),
            ("the [WORK_OF_ART “Quiet Shore” film] won", "the [WORK_OF_ART “Quiet Shore” film] won"),
            ("the film [WORK_OF_ART \"Quiet Shore\"] won", "the film [WORK_OF_ART \"Quiet Shore\"] won"),
            ("“The [LAW ‘Clean Rivers Act]’ is dead”", "“The ‘[LAW Clean Rivers Act]’ is dead”"),
            ("at [TIME 2 p.m. (1300 GMT]) on Friday", "at [TIME 2 p.m.] (1300 GMT) on Friday"),
            ("the [ORG Harbour Board (HB)] met", "the [ORG Harbour Board (HB)] met"),
            ("Rep. [PERSON Ana Ruiz (D-N.M].) left", "Rep. [PERSON Ana Ruiz] (D-N.M.) left"),
            (
                "[PERSON Queen Astrid] and [PERSON Ayatollah Rezaei] met",
                "Queen [PERSON Astrid] and Ayatollah [PERSON Rezaei] met",
            ),
            ("[PERSON Mr. Ben Okoye]'s hat", "Mr. [PERSON Ben Okoye]'s hat"),
            ("the [GPE Archbishop of Dunmore] prayed", "the Archbishop of [GPE Dunmore] prayed"),
            ("he bought [PRODUCT @Twitter] and [ORG #Nordwind]", "he bought @[PRODUCT Twitter] and #[ORG Nordwind]"),
            ("a profit of [MONEY #8 million]", "a profit of [MONEY #8 million]"),
            ("• [GPE Ukraine]'s army", "• [GPE Ukraine]'s army"),
            ("[ORG • Nordwind Motors] fell", "• [ORG Nordwind Motors] fell"),
            ("[ORG Moody's] and [ORG Nordwind's] rules", "[ORG Moody's] and [ORG Nordwind]'s rules"),
            (
                "a writer, [PERSON Ana Ruiz.] [PERSON Ben Okoye Jr.] left",
                "a writer, [PERSON Ana Ruiz]. [PERSON Ben Okoye Jr.] left",
            ),
            ("by [PERSON Ana Ruiz\n\nSpring] came", "by [PERSON Ana Ruiz]\n\nSpring came"),
            ("a [DATE three-day march], [DATE two weeks late]", "a [DATE three-day] march, [DATE two weeks] late"),
            ("a [DATE two-year old], [DATE 12-month period]", "a [DATE two-year old], [DATE 12-month period]"),
            (
                "a [MONEY €5 billion fund] of [MONEY $5 million a year]",
                "a [MONEY €5 billion] fund of [MONEY $5 million a year]",
            ),
            ("in [GPE the Hague]'s port", "in the [GPE Hague]'s port"),
        ] {
            let Marked { text, marks } = Marked::read(taken);
            let document = Document::read(&text, None);
            let trimmed_marks = marks.iter().filter_map(|&(span, label)| {
                let tokens = trim(&document, document.tokens_in(span), label)?;
                Some((document.span(tokens), label))
            });
            assert_eq!(Marked { marks: trimmed_marks.collect(), text: text.clone() }.to_string(), trimmed);
        }
    }
}
