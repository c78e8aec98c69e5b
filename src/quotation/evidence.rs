//! What the network, trained on PolNeAR (Newell et al. 2018), makes of words as parts of attributions: evidence that
//! rules weigh. Where it says nothing, every rule goes by itself.

use super::reportable::is_clause;
use crate::grammar::{Class, Grammar};
use crate::recognition::PartOfSpeech;
use std::ops::Range;

/// By how much reported words must be more probable than those that the writer adds.
const CLEARLY_MORE: f32 = 0.3;

/// How many words tell whether those from a place on are reported.
const OPENING: usize = 4;

/// In which of so many `steps` a probability lies.
pub(super) fn step(probability: f32, steps: f32) -> usize {
    (probability * steps).min(steps - 1.0) as usize
}

/// The probability that `token` belongs to what is reported.
fn content(grammar: &Grammar, token: usize) -> Option<f32> {
    let scores = grammar.recognition.attribution.get(token)?;
    Some((scores.content_begin + scores.content_inside).min(1.0))
}

/// The mean probability that a word of `tokens` belongs to what is reported.
pub(super) fn content_mean(grammar: &Grammar, tokens: Range<usize>) -> Option<f32> {
    let length = tokens.len().max(1) as f32;
    let sum: Option<f32> = tokens.map(|token| content(grammar, token)).sum();
    sum.map(|sum| sum / length)
}

/// The probability that what is reported begins at `token`.
pub(super) fn opening(grammar: &Grammar, token: usize) -> Option<f32> {
    grammar.recognition.attribution.get(token).map(|scores| scores.content_begin)
}

/// The mean probability that a word of `tokens` belongs to a source.
pub(super) fn source(grammar: &Grammar, tokens: Range<usize>) -> Option<f32> {
    let length = tokens.len().max(1) as f32;
    let scores = grammar.recognition.attribution.get(tokens)?;
    Some(scores.iter().map(|scores| (scores.source_begin + scores.source_inside).min(1.0)).sum::<f32>() / length)
}

/// The probability that one of `tokens` is part of a cue.
pub(super) fn cue(grammar: &Grammar, tokens: Range<usize>) -> Option<f32> {
    let scores = grammar.recognition.attribution.get(tokens)?;
    scores.iter().map(|scores| scores.cue_begin.max(scores.cue_inside)).reduce(f32::max)
}

/// Of the clause `tokens`, the part that the network takes for reported: what hangs on it behind a comma or a link
/// ("said it would close two plants, a blow to the town") is the writer's.
pub(super) fn reported_part(grammar: &Grammar, tokens: Range<usize>) -> Range<usize> {
    let mean = |range: Range<usize>| content_mean(grammar, range).unwrap_or(1.0);
    // Before a clause has its own verb, nothing can end it.
    let clause = is_clause(grammar, tokens.clone());
    let cuts = |at: &usize| {
        let (head, tail) = (mean(tokens.start..*at), mean(*at..tokens.end));
        // What goes on may hold words of another report: its beginning tells as well as the whole.
        let tail = tail.min(mean(*at..tokens.end.min(*at + OPENING)));
        cut_below(grammar, *at).is_some_and(|limit| tail < limit && head > tail + CLEARLY_MORE)
            && (!clause || is_clause(grammar, tokens.start..*at))
    };
    let ends = |at: &usize| cuts(at) || is_told(grammar, tokens.start..*at);
    let end = (tokens.start + 2..tokens.end).find(ends).unwrap_or(tokens.end);
    tokens.start..end
}

/// The first place in `tokens` where the writer goes on in the tense of telling; their end where there is none.
pub(super) fn told_end(grammar: &Grammar, tokens: Range<usize>) -> usize {
    (tokens.start + 2..tokens.end).find(|&at| is_told(grammar, tokens.start..at)).unwrap_or(tokens.end)
}

/// Whether the writer goes on behind `before` in the tense of telling: "said the mill would close and left the room", "said
/// it would reopen, so patients came back".
fn is_told(grammar: &Grammar, before: Range<usize>) -> bool {
    let at = before.end;
    let so = grammar.class(at) == Class::Comma && grammar.lower(at + 1) == "so" && grammar.lower(at + 2) != "that";
    let joined = grammar.class(at) == Class::Coordinator && grammar.lower(at) == "and";
    let reach = if so { 8 } else { 2 };
    // "said the mill was unsafe — and left"
    let parted = grammar.class(at) == Class::Break && grammar.lower(at + 1) == "and";
    let verb = (at + 1..at + 1 + reach).find(|&token| grammar.class(token).is_verbal());
    let past = |verb: usize| grammar.recognition.parts_of_speech.get(verb) == Some(&PartOfSpeech::VerbPast);
    let planned = || before.clone().any(|token| matches!(grammar.lower(token), "would" | "will"));
    (so || joined || parted) && verb.is_some_and(|verb| past(verb) && !grammar.is_be(verb)) && (parted || planned())
}

/// How improbable the words from `at` on must be for the writer to go on there by himself; `None` where nothing can end.
fn cut_below(grammar: &Grammar, at: usize) -> Option<f32> {
    let follows = (at + 1..at + 3).find(|&token| grammar.class(token) != Class::Adverb).unwrap_or(at + 1);
    match grammar.class(at) {
        // "said he was well and left"
        Class::Coordinator if grammar.class(follows) == Class::Verb => Some(0.3),
        Class::Comma | Class::Break
            if matches!(
                grammar.class(follows),
                Class::Coordinator | Class::Subordinator | Class::Wh | Class::Gerund | Class::Participle
            ) =>
        {
            Some(0.3)
        }
        Class::Comma | Class::Break | Class::Coordinator => Some(0.2),
        _ => None,
    }
}

/// The words from `start` on, up to `limit`, that the network takes for reported ones without a break.
pub(super) fn run(grammar: &Grammar, start: usize, limit: usize) -> Option<Range<usize>> {
    let first = (start..limit.min(start + 3)).find(|&token| content(grammar, token).is_some_and(|p| p >= 0.5))?;
    let end = (first..limit).find(|&token| content(grammar, token).is_none_or(|p| p < 0.3)).unwrap_or(limit);
    Some(first..end)
}
