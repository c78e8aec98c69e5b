//! Names that mean one thing wherever they stand with a capital: the network learned from older news, and has never seen
//! half of them ("Ozempic"), or takes them for something else ("Oklahoma City Thunder" for a storm).
//!
//! Three kinds go beyond their list: a club's last word stands for it once it was named whole ("the Thunder"), a town's
//! name means its club in an article about sport ("Brighton beat Fulham"), and what is listed as "none" is no mention.

use super::FoundMention;
use crate::lexicon::{CLUB_WORDS, PLACE_PREPOSITIONS, WELL_KNOWN_NAMES};
use crate::{Document, Label, Span};
use std::collections::HashSet;
use std::ops::Range;

/// How sure a listed name is that the network had missed or labelled otherwise: an estimate, not measured.
const SCORE: f32 = 0.9;

/// Sets the labels of the well-known names of `document` in `mentions`, sorted and without overlaps; adds those that are
/// missing, and drops what is no name.
pub(super) fn settle(document: &Document, mentions: &mut Vec<FoundMention>) {
    let found = find_listed(document);
    if found.is_empty() {
        return;
    }
    let mut settled: Vec<FoundMention> = Vec::with_capacity(mentions.len() + found.len());
    let several = |mention: &FoundMention| found_within(document, &found, mention.span) > 1;
    mentions.retain(|mention| !several(mention));
    let mut rest = std::mem::take(mentions).into_iter().peekable();
    for name in found {
        let span = document.span(name.tokens.clone());
        settled.extend(std::iter::from_fn(|| rest.next_if(|mention| mention.span.end <= span.start)));
        let mut within = Vec::new();
        while let Some(mention) = rest.next_if(|mention| span.contains(mention.span)) {
            within.push(mention);
        }
        let crossed = rest.peek().is_some_and(|mention| mention.span.start < span.end)
            || settled.last().is_some_and(|mention| mention.span.end > span.start);
        if crossed {
            settled.extend(within);
        } else {
            settled.extend(replaced(span, name.label, within));
        }
    }
    settled.extend(rest);
    *mentions = settled;
}

/// How many of the names `found`, in order, lie in `span`: a mention that holds two runs over both ("Arsenal 2 Fulham 1").
fn found_within(document: &Document, found: &[Listed], span: Span) -> usize {
    let tokens = document.tokens_in(span);
    let first = found.partition_point(|name| name.tokens.start < tokens.start);
    found[first..].iter().take_while(|name| name.tokens.end <= tokens.end).filter(|name| name.label.is_some()).count()
}

/// What stands for the mentions `within` the `span` of a name with `label`, `None` for one that names nothing.
fn replaced(span: Span, label: Option<Label>, within: Vec<FoundMention>) -> Vec<FoundMention> {
    let Some(label) = label else {
        // "Covid" is no name; the 19 of "Covid-19" is no number of its own either.
        return within.into_iter().filter(|mention| !mention.label.is_name() && mention.span == span).collect();
    };
    match &within[..] {
        [mention] if mention.span == span && mention.label == label => within,
        _ => vec![FoundMention { span, label, score: Some(SCORE) }],
    }
}

/// A listed name in a document.
struct Listed {
    tokens: Range<usize>,
    /// `None`: no mention.
    label: Option<Label>,
    kind: &'static str,
}

/// The listed names of `document`, in order and without overlaps.
fn find_listed(document: &Document) -> Vec<Listed> {
    let mut found: Vec<Listed> = Vec::new();
    let mut at = 0;
    while at < document.tokens().len() {
        match listed_at(document, at) {
            Some(name) => {
                at = name.tokens.end;
                found.push(name);
            }
            None => at += 1,
        }
    }
    if !is_about_sport(&found) {
        found.retain(|name| name.kind != "club place");
    }
    found.retain(|name| name.kind != "club place" || !stands_as_place(document, name.tokens.start));
    let nicknames = nicknames(document, &found);
    if !nicknames.is_empty() {
        found.extend(nicknamed(document, &nicknames, &found));
        found.sort_by_key(|name| name.tokens.start);
    }
    found
}

fn listed_at(document: &Document, at: usize) -> Option<Listed> {
    document.word(at).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()).then_some(())?;
    let (length, value) = WELL_KNOWN_NAMES.longest_match(document, at)?;
    let (label, kind) = value.split_once(' ').unwrap_or((value, ""));
    let label = Label::ALL.into_iter().find(|known| known.name() == label);
    let tokens = at..at + length;
    let block = document.block_at(at)?;
    let written = document.span(tokens.clone()).of(document.text());
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let numbered = written.contains(|c: char| c.is_ascii_digit());
    // "Aids the poor", "Ons the": a short word needs to be written as an abbreviation.
    let is_short = length == 1 && written.chars().count() <= 3;
    let shouted = || !document.span(block.tokens.clone()).of(document.text()).contains(char::is_lowercase);
    let spelled =
        if is_short { (capitals >= 2 || numbered) && !shouted() } else { capitals >= 1 || numbered && length > 1 };
    let glued = document.tokens().get(tokens.end).is_some_and(|next| {
        next.before == crate::document::Before::Nothing && matches!(document.word(tokens.end), "-" | "@" | "_")
    });
    (spelled && tokens.end <= block.tokens.end && !(glued && is_short)).then_some(Listed { tokens, label, kind })
}

/// Whether the article names a club, and clubs or leagues at least twice.
fn is_about_sport(found: &[Listed]) -> bool {
    let clubs = found.iter().filter(|name| name.kind == "club").count();
    clubs > 0 && clubs + found.iter().filter(|name| matches!(name.kind, "league" | "ground")).count() > 1
}

/// Whether the words before token `at` take a town's name for the town.
fn stands_as_place(document: &Document, at: usize) -> bool {
    let before = document.lower_at(at.checked_sub(1));
    let opens_block = document.block_around(at).start == at;
    let dateline = opens_block && matches!(document.lower_at(Some(at + 1)), "," | "(" | "—" | "–");
    dateline || before != "to" && PLACE_PREPOSITIONS.contains(before)
}

/// The last words of the clubs that are named whole.
fn nicknames<'a>(document: &'a Document, found: &[Listed]) -> HashSet<&'a str> {
    let whole = found.iter().filter(|name| name.kind == "club" && name.tokens.len() > 1);
    whole
        .map(|name| document.word(name.tokens.end - 1))
        .filter(|word| !CLUB_WORDS.contains(&word.to_lowercase()))
        .collect()
}

/// "the Thunder", once the Oklahoma City Thunder were named.
fn nicknamed(document: &Document, nicknames: &HashSet<&str>, found: &[Listed]) -> Vec<Listed> {
    let free = |at: usize| {
        let next = found.partition_point(|name| name.tokens.end <= at);
        found.get(next).is_none_or(|name| name.tokens.start > at)
    };
    let before = |at: usize| document.lower_at(at.checked_sub(1));
    let opens = |at: usize| document.block_around(at).start == at;
    (0..document.tokens().len())
        .filter(|&at| nicknames.contains(document.word(at)) && free(at))
        .filter(|&at| before(at) == "the" || opens(at) && document.lower_at(Some(at + 1)) == ":")
        .map(|at| Listed { tokens: at..at + 1, label: Some(Label::Org), kind: "club" })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::settled_by;

    /// What the network may find, and what is made of it.
    #[test]
    fn well_known_names() {
        for (found, settled) in [
            ("She took Ozempic in [GPE Leeds].", "She took [PRODUCT Ozempic] in [GPE Leeds]."),
            ("[PERSON Brexit] split [GPE Wales].", "[EVENT Brexit] split [GPE Wales]."),
            ("[ORG Covid-19] and [CARDINAL 19] others", "Covid-19 and [CARDINAL 19] others"),
            ("[GPE New York] [ORG Knicks] fans sang.", "[ORG New York Knicks] fans sang."),
            ("the [ORG Netflix Film Club] met", "the [ORG Netflix Film Club] met"),
            ("The aids were new. Ons is a word.", "The aids were new. Ons is a word."),
            (
                "The [EVENT Utah Jazz] won. The [EVENT Jazz] lead. She plays Jazz.",
                "The [ORG Utah Jazz] won. The [ORG Jazz] lead. She plays Jazz.",
            ),
            (
                "[GPE Arsenal] met [GPE Fulham] and [GPE Everton] in [GPE Liverpool].",
                "[ORG Arsenal] met [ORG Fulham] and [ORG Everton] in [GPE Liverpool].",
            ),
            ("[ORG Everton 2 Arsenal 0]", "[ORG Everton] 2 [ORG Arsenal] 0"),
            ("The WHO knew who came.", "The [ORG WHO] knew who came."),
            ("WHO CAME", "WHO CAME"),
            ("A fire in [GPE Fulham] spread to [GPE Brighton].", "A fire in [GPE Fulham] spread to [GPE Brighton]."),
        ] {
            assert_eq!(settled_by(found, settle), settled);
        }
    }

    /// A label that is misspelt would make "none" of it.
    #[test]
    fn the_list_names_labels() {
        for line in include_str!("../lexicon/well_known_names.txt").lines().filter(|line| !line.starts_with('#')) {
            let Some((_, value)) = line.split_once('\t') else { continue };
            let label = value.split(' ').next().expect("a value");
            assert!(label == "none" || Label::ALL.into_iter().any(|known| known.name() == label), "{line}");
        }
    }
}
