//! Whether a sentence speaks, near a date, of what was or of what is to come.

use crate::lexicon::TENSE_CUES;
use crate::{Document, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    /// No verb tells.
    Unknown,
}

/// How far verbs are looked for, in tokens, so that a text without full stops stays cheap.
const REACH: usize = 40;

/// The direction of the verb nearest to `span` in its sentence: before it, else behind it.
pub(super) fn direction(document: &Document, span: Span) -> Direction {
    let mention = document.tokens_in(span);
    if mention.is_empty() {
        return Direction::Unknown;
    }
    let sentence = document.sentences().get(document.sentence_of(mention.start));
    let bounds = sentence.map_or(mention.clone(), |sentence| sentence.tokens.clone());
    let first = bounds.start.max(mention.start.saturating_sub(REACH));
    let last = bounds.end.min(mention.end + REACH);
    let before = (first..mention.start).rev().find_map(|index| cue(document, index));
    let behind = || (mention.end..last).find_map(|index| cue(document, index));
    before.or_else(behind).unwrap_or(Direction::Unknown)
}

fn cue(document: &Document, index: usize) -> Option<Direction> {
    let word = document.lower(index);
    let listed = TENSE_CUES.get(word);
    match listed {
        Some("future") => return Some(Direction::Future),
        Some("future before to") if document.lower_at(Some(index + 1)) == "to" => return Some(Direction::Future),
        _ => {}
    }
    let capital = document.word(index).starts_with(char::is_uppercase);
    let regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && word != "hundred" && !capital;
    let past = listed == Some("past") || regular;
    (past && !follows_auxiliary(document, index)).then_some(Direction::Past)
}

/// Whether the word at `index` is a participle or infinitive after "will", "be", "will not": those tell the tense.
fn follows_auxiliary(document: &Document, index: usize) -> bool {
    let adverb = |word: &str| matches!(word, "not" | "n't" | "never" | "also" | "then") || word.ends_with("ly");
    let mut before = index.checked_sub(1);
    if adverb(document.lower_at(before)) {
        before = before.and_then(|before| before.checked_sub(1));
    }
    let word = document.lower_at(before);
    matches!(word, "be" | "being") || TENSE_CUES.get(word) == Some("future")
}
