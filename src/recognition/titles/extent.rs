//! Where a title begins and ends around its head.

use super::{NameIndex, skip_honorifics};
use crate::document::Before;
use crate::lexicon::{
    AFFILIATION_PREPOSITIONS, CUE_NOUNS, DATE_WORDS, DETERMINERS, HONORIFICS, SENTENCE_OPENERS, TENSE_CUES,
    TITLE_BODIES, TITLE_DELEGATES, TITLE_ENDS, TITLE_HEADS, TITLE_MODIFIERS, TITLE_QUALIFIERS, TITLE_SECONDS,
    TITLE_STOPS,
};
use crate::recognition::PartOfSpeech;
use crate::{Document, Label};

/// No title has more words before its head or behind it.
const REACH: usize = 8;

/// The first token of the title whose head begins at token `head`: names of countries and organisations and modifiers
/// before it belong to it.
pub(super) fn start(names: &NameIndex, head: usize, floor: usize) -> usize {
    let lowest = floor.max(head.saturating_sub(REACH));
    let mut start = head;
    while let Some(before) = step_left(names, start).filter(|&before| before >= lowest) {
        start = before;
    }
    start
}

fn step_left(names: &NameIndex, start: usize) -> Option<usize> {
    let document = names.document;
    let before = start.checked_sub(1)?;
    if let Some(name) = names.covering(before) {
        let modifies = matches!(name.label, Label::Org | Label::Gpe | Label::Norp | Label::Loc | Label::Fac);
        return names.start_of_name_ending(start).filter(|_| modifies);
    }
    let word = document.lower(before);
    if word == "-" {
        let joined =
            document.tokens()[before].before == Before::Nothing && document.tokens()[start].before == Before::Nothing;
        let first = before.checked_sub(1)?;
        return (joined && is_modifier(names, first)).then_some(first);
    }
    if TITLE_SECONDS.contains(document.lower(start)) {
        // "attorney general nominee"
        let ends_here = |first: &usize| {
            TITLE_HEADS.longest_match(document, *first).is_some_and(|(length, _)| first + length == start)
        };
        if let Some(first) = (start.saturating_sub(3)..start).find(ends_here) {
            return Some(first);
        }
    }
    if word == "and" {
        // "founder and chief executive"
        let first = before.checked_sub(1)?;
        return TITLE_HEADS.contains(document.lower(first)).then_some(first);
    }
    is_modifier(names, before).then_some(before)
}

/// A listed modifier, or a capital that does not open the sentence: "Treasury secretary".
fn is_modifier(names: &NameIndex, at: usize) -> bool {
    let document = names.document;
    let word = document.lower(at);
    if TITLE_MODIFIERS.contains(word) {
        return true;
    }
    let opens = document.sentences()[document.sentence_of(at)].tokens.start == at;
    let written = document.word(at);
    let capital = written.starts_with(char::is_uppercase);
    if !written.chars().all(char::is_alphabetic) || word.len() < 2 {
        return false;
    }
    let hyphened = document.lower_at(at.checked_sub(1)) == "-"; // "hard-line leader"
    let named = capital && !opens && !HONORIFICS.contains(word) && !TITLE_STOPS.contains(word);
    // "law professor", "Law professor", but "in a statement President Moor".
    let one_case = opens || capital == document.word(at + 1).starts_with(char::is_uppercase);
    named || one_case && !hyphened && is_noun(names, at)
}

/// A noun that may say which kind of a role.
fn is_noun(names: &NameIndex, at: usize) -> bool {
    let word = names.document.lower(at);
    let other = [&TITLE_QUALIFIERS, &TITLE_STOPS, &HONORIFICS, &DATE_WORDS, &CUE_NOUNS, &SENTENCE_OPENERS, &TENSE_CUES];
    !other.iter().any(|list| list.contains(word))
        && matches!(names.parts_of_speech.get(at), Some(PartOfSpeech::Noun | PartOfSpeech::ProperNoun))
}

/// Behind "and", a second head of the same title: "chairman and chief executive".
pub(super) fn end_of_pair(names: &NameIndex, end: usize, sentence_end: usize) -> usize {
    let document = names.document;
    if document.lower_at(Some(end)) != "and" {
        return end;
    }
    let mut second = end + 1;
    while second < sentence_end && second < end + 4 && TITLE_MODIFIERS.contains(document.lower(second)) {
        second += 1;
    }
    let closed = |pair: usize| {
        let of =
            document.lower_at(Some(pair)) == "," || AFFILIATION_PREPOSITIONS.contains(document.lower_at(Some(pair)));
        pair <= sentence_end && (of || names.person_begins(skip_honorifics(document, pair)))
    };
    // A head may open with a modifier ("chief executive"), or a modifier be a head too ("general manager").
    (end + 1..=second)
        .find_map(|at| {
            TITLE_HEADS.longest_match(document, at).map(|(length, _)| at + length).filter(|&pair| closed(pair))
        })
        .unwrap_or(end)
}

/// Whether the word behind the head leads to what is led; "to" only behind those who are sent.
fn leads_on(names: &NameIndex, head_end: usize) -> bool {
    let sent = || TITLE_DELEGATES.contains(names.document.lower_at(head_end.checked_sub(1)));
    match names.document.lower_at(Some(head_end)) {
        "of" | "for" | "at" => true,
        "to" => sent(),
        _ => false,
    }
}

/// Behind the head, "of", "for" or "at" with a name or with a word that roles have: "of NATO", "of the opposition".
pub(super) fn complement(names: &NameIndex, head_end: usize, sentence_end: usize) -> Option<usize> {
    let document = names.document;
    if !leads_on(names, head_end) {
        return None;
    }
    let object = skip_article(names, head_end + 1);
    if object >= sentence_end {
        return None;
    }
    let possessor = |end: usize| document.lower_at(Some(end)) == "'s";
    if let Some(name) = names.covering(object).filter(|name| name.label != Label::Person) {
        let tokens = document.tokens_in(name.span);
        let whole = tokens.start <= object && tokens.end <= sentence_end && !possessor(tokens.end);
        return whole.then_some(tokens.end);
    }
    if let Some(end) = capitals(names, object, sentence_end) {
        return (document.lower(head_end) == "of" && !possessor(end)).then_some(end);
    }
    let known = TITLE_BODIES.contains(document.lower(object));
    (known && document.lower(head_end) == "of").then_some(object + 1)
}

/// The token behind a run of capitalised words: "Foreign Affairs", "Health and Welfare".
fn capitals(names: &NameIndex, from: usize, sentence_end: usize) -> Option<usize> {
    let document = names.document;
    let capital = |at: usize| {
        at < sentence_end
            && names.covering(at).is_none()
            && document.word(at).starts_with(char::is_uppercase)
            && !HONORIFICS.contains(document.lower(at))
    };
    let mut end = from;
    while capital(end) && end < from + REACH {
        end += 1;
        if document.lower_at(Some(end)) == "and" && capital(end + 1) && !TITLE_HEADS.contains(document.lower(end + 1)) {
            end += 1;
        }
    }
    (end > from).then_some(end)
}

/// Behind a head that follows its person, all of a phrase that a comma or the sentence's end closes.
pub(super) fn long_complement(names: &NameIndex, head_end: usize, sentence_end: usize) -> Option<usize> {
    let document = names.document;
    if !leads_on(names, head_end) {
        return None;
    }
    let last = sentence_end.min(head_end + 2 * REACH);
    let closes = |at: usize| {
        let word = document.lower(at);
        names.covering(at).is_none()
            && (word.chars().all(|c| !c.is_alphanumeric() && c != '-' && c != '\'' && c != '&')
                || is_outside(document, at))
    };
    let end = (head_end + 1..last).find(|&at| closes(at))?;
    (end > skip_article(names, head_end + 1)).then_some(end)
}

/// Words that go on about the person, no longer about the role.
fn is_outside(document: &Document, at: usize) -> bool {
    let word = document.lower(at);
    let relative = TITLE_ENDS.contains(word);
    let verb =
        TENSE_CUES.get(word) == Some("past") || word.len() > 4 && word.ends_with("ed") && document.word(at) == word;
    relative || verb
}

fn skip_article(names: &NameIndex, at: usize) -> usize {
    at + usize::from(DETERMINERS.get(names.document.lower_at(Some(at))).is_some_and(|kind| kind != "demonstrative"))
}
