//! What the network, trained on PolNeAR (Newell et al. 2018), makes of words as parts of attributions: evidence that
//! rules weigh. Where it says nothing, every rule goes by itself.

use crate::grammar::{Class, Grammar};
use std::ops::Range;

/// By how much reported words must be more probable than those that the writer adds.
const CLEARLY_MORE: f32 = 0.3;

/// How many words tell whether those from a place on are reported.
const OPENING: usize = 4;

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
    let cuts = |at: &usize| {
        let (head, tail) = (mean(tokens.start..*at), mean(*at..tokens.end));
        // What goes on may hold words of another report: its beginning tells as well as the whole.
        let tail = tail.min(mean(*at..tokens.end.min(*at + OPENING)));
        cut_below(grammar, *at).is_some_and(|limit| tail < limit && head > tail + CLEARLY_MORE)
    };
    let end = (tokens.start + 2..tokens.end).find(cuts).unwrap_or(tokens.end);
    tokens.start..end
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
