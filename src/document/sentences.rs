//! Blocks to sentences. A full stop ends a sentence unless it belongs to an abbreviation, initials or a name, or goes
//! on in lower case; what an abbreviation's stop says depends on its kind (after Kiss and Strunk 2006, "Unsupervised
//! multilingual sentence boundary detection", with lists in place of counts).

use super::{Before, Document};
use crate::{Span, lexicon};
use std::ops::Range;

/// A sentence. `span` is in bytes; `tokens` are indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Range<usize>,
}

/// Divides the blocks of `document` into sentences.
pub(super) fn split(document: &Document) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in document.blocks() {
        let mut start = block.tokens.start;
        while start < block.tokens.end {
            let end = sentence_end(document, start..block.tokens.end);
            sentences.push(Sentence { span: document.span(start..end), tokens: start..end });
            start = end;
        }
    }
    sentences
}

/// Where the sentence ends that opens `tokens`, the rest of its block.
fn sentence_end(document: &Document, tokens: Range<usize>) -> usize {
    let mut index = tokens.start;
    while index < tokens.end {
        if is_terminal(document, index) {
            let end = after_closers(document, index + 1, tokens.end);
            if end == tokens.end || ends_sentence(document, index, end) {
                return end;
            }
            index = end;
        } else {
            index += 1;
        }
    }
    tokens.end
}

/// Whether a sentence may end with token `index`: a stop, or initials with theirs ("U.S.").
fn is_terminal(document: &Document, index: usize) -> bool {
    matches!(document.word(index), "." | "!" | "?" | "…" | "。" | "！" | "？" | "؟" | "।" | "‽")
        || document.word(index).ends_with('.')
}

/// The first token from `index` on that is no further stop, closing mark or bracket of the sentence before it.
fn after_closers(document: &Document, mut index: usize, end: usize) -> usize {
    while index < end {
        let closes = matches!(document.word(index), "”" | "»" | ")" | "]" | "}" | "." | "!" | "?" | "…");
        let attached = document.tokens()[index].before == Before::Nothing;
        let straight = attached && matches!(document.word(index), "\"" | "'" | "’" | "''");
        if !(straight || closes && (attached || document.word(index) != ".")) {
            break;
        }
        index += 1;
    }
    index
}

/// Whether the stop at token `stop` ends its sentence, where `next` is the token after it and its closing marks.
fn ends_sentence(document: &Document, stop: usize, next: usize) -> bool {
    let follower = first_word(document, next);
    if document.tokens()[next].before == Before::Nothing && !runs_together(document, stop, next) {
        return false;
    }
    if follower.chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    if document.word(stop) != "." {
        return !document.word(stop).ends_with('.') || initials_end_sentence(document, stop, next, follower);
    }
    match abbreviation(document, stop) {
        Some("name") => next > stop + 1,
        Some("number") => !follower.starts_with(|c: char| c.is_ascii_digit()),
        Some(_) => next > stop + 1 || opens_sentences(follower),
        None => true,
    }
}

/// The first word from token `index` on, past marks and brackets that open it; "" where none follows soon.
fn first_word<'text>(document: &Document<'text>, index: usize) -> &'text str {
    (index..document.tokens().len().min(index + 3))
        .map(|index| document.word(index))
        .find(|word| word.starts_with(char::is_alphanumeric))
        .unwrap_or("")
}

/// Text that lost the space after a stop: "the end.The next".
fn runs_together(document: &Document, stop: usize, next: usize) -> bool {
    let opens_quote = matches!(document.word(next), "“" | "«" | "\"");
    let lower = stop > 0 && document.word(stop - 1).chars().count() > 1;
    let lower = lower && document.word(stop - 1).chars().all(char::is_lowercase);
    let mut letters = document.word(next).chars();
    let title = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    (lower || document.word(stop) != ".") && (title || opens_quote)
}

/// What an abbreviation before the stop at token `stop` says of it, if one stands there.
fn abbreviation(document: &Document, stop: usize) -> Option<&'static str> {
    if stop == 0 || document.tokens()[stop].before != Before::Nothing {
        return None;
    }
    let (length, kind) = lexicon::ABBREVIATIONS.longest_match(document, stop - 1)?;
    let written_small = document.word(stop - 1).starts_with(char::is_lowercase);
    (length == 2 && !(kind == "capital" && written_small)).then_some(kind)
}

/// Whether initials with their stop ("U.S.", "J.") end the sentence before `follower`.
fn initials_end_sentence(document: &Document, initials: usize, next: usize, follower: &str) -> bool {
    let single = document.word(initials).chars().count() == 2;
    let after_name = single && initials > 0 && document.word(initials - 1).starts_with(char::is_uppercase);
    next > initials + 1 || !after_name && opens_sentences(follower)
}

fn opens_sentences(word: &str) -> bool {
    lexicon::SENTENCE_OPENERS.contains(&word.to_lowercase())
}
