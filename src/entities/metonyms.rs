//! Capitals that stand for their governments: "Washington gave Kyiv new radar".
//!
//! A capital does where it acts as only a government can: as subject or object of a verb of governments, as owner of
//! forces or demands, or as a party to talks, ties or threats; and beside another one that does.

use crate::document::is_phrase_end;
use crate::grammar::is_report;
use crate::lexicon::{
    CAPITALS, DEAL_VERBS, GOVERNED, PARTY_PREPOSITIONS, PLACING_WORDS, POLITICAL_NOUNS, POLITICAL_VERBS,
    WORDS_BEFORE_VERBS,
};
use crate::recognition::Recognition;
use crate::{Document, Label};
use std::ops::Range;

/// The mentions of capitals among `recognition`'s that stand for governments, in order.
pub(super) fn find_metonyms(document: &Document, recognition: &Recognition) -> Vec<usize> {
    let capitals: Vec<(usize, Range<usize>)> = recognition
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.label == Label::Gpe)
        .map(|(index, mention)| (index, document.tokens_in(mention.span)))
        .filter(|(_, tokens)| is_capital(document, tokens))
        .collect();
    let mut governments: Vec<bool> = capitals.iter().map(|(_, tokens)| acts(document, tokens)).collect();
    for right in 1..capitals.len() {
        if coordinated(document, &capitals[right - 1].1, &capitals[right].1) {
            governments[right] |= governments[right - 1];
        }
    }
    for left in (1..capitals.len()).rev().map(|right| right - 1) {
        if coordinated(document, &capitals[left].1, &capitals[left + 1].1) {
            governments[left] |= governments[left + 1];
        }
    }
    capitals.into_iter().zip(governments).filter(|(_, government)| *government).map(|((index, _), _)| index).collect()
}

fn is_capital(document: &Document, tokens: &Range<usize>) -> bool {
    CAPITALS.longest_match(document, tokens.start).is_some_and(|(length, _)| length == tokens.len())
}

/// "Paris and Berlin", "Paris, Berlin and Rome".
fn coordinated(document: &Document, left: &Range<usize>, right: &Range<usize>) -> bool {
    let between = left.end..right.start;
    let words: Vec<&str> = between.clone().take(3).map(|index| document.lower(index)).collect();
    matches!(words[..], ["and" | "or" | "nor" | ","] | [",", "and"]) && between.len() < 3
}

fn acts(document: &Document, tokens: &Range<usize>) -> bool {
    is_subject(document, tokens)
        || is_object(document, tokens)
        || owns(document, tokens)
        || is_party(document, tokens)
        || is_source(document, tokens)
        || is_in_compound(document, tokens)
}

/// "according to Tehran"; "..., said Beijing".
fn is_source(document: &Document, tokens: &Range<usize>) -> bool {
    let told = before(document, tokens.start, 1) == "to" && before(document, tokens.start, 2) == "according";
    let says = is_report(before(document, tokens.start, 1))
        && matches!(before(document, tokens.start, 2), "," | "\"" | "”" | "'" | "’");
    told || says && is_phrase_end(document.lower_at(Some(tokens.end)))
}

/// "Moscow-backed rebels".
fn is_in_compound(document: &Document, tokens: &Range<usize>) -> bool {
    document.lower_at(Some(tokens.end)) == "-" && GOVERNED.contains(document.lower_at(Some(tokens.end + 1)))
}

fn before<'document>(document: &'document Document, index: usize, distance: usize) -> &'document str {
    document.lower_at(index.checked_sub(distance))
}

fn is_subject(document: &Document, tokens: &Range<usize>) -> bool {
    if PLACING_WORDS.contains(before(document, tokens.start, 1)) {
        return false;
    }
    let sentence = document.sentence_of(tokens.start);
    let end = document.sentences().get(sentence).map_or(tokens.end, |sentence| sentence.tokens.end);
    let mut at = tokens.end;
    while at < end && at < tokens.end + 4 && is_auxiliary(document.lower(at)) {
        at += 1;
    }
    // "reached a deal"
    let deals = || {
        let object = (at + 1..end.min(at + 4)).find(|&index| POLITICAL_NOUNS.contains(document.lower(index)));
        DEAL_VERBS.contains(document.lower(at)) && object.is_some()
    };
    // "Jerusalem has refused; Cairo has not."
    let breaks_off = || {
        is_phrase_end(document.lower(at)) && matches!(before(document, at, 1), "not" | "n't") && at == tokens.end + 2
    };
    at < end && (POLITICAL_VERBS.contains(document.lower(at)) || deals() || breaks_off())
}

/// Words between a subject and its verb: auxiliaries, negations, adverbs.
fn is_auxiliary(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") || WORDS_BEFORE_VERBS.contains(word)
}

fn is_object(document: &Document, tokens: &Range<usize>) -> bool {
    POLITICAL_VERBS.get(before(document, tokens.start, 1)) == Some("both")
}

/// "Kyiv's forces", "Moscow's latest demands".
fn owns(document: &Document, tokens: &Range<usize>) -> bool {
    let possessive = matches!(document.lower_at(Some(tokens.end)), "'s" | "'");
    let owned = |index: usize| matches!(POLITICAL_NOUNS.get(document.lower_at(Some(index))), Some("owned" | "both"));
    possessive && (owned(tokens.end + 1) || owned(tokens.end + 2))
}

/// "ties with Moscow", "talks between Washington and Beijing".
fn is_party(document: &Document, tokens: &Range<usize>) -> bool {
    let preposition = before(document, tokens.start, 1);
    PARTY_PREPOSITIONS.contains(preposition)
        && matches!(POLITICAL_NOUNS.get(before(document, tokens.start, 2)), Some("relation" | "both"))
}
