//! What the network, trained on PolNeAR (Newell et al. 2018), makes of words as parts of attributions: evidence that
//! rules weigh. Where it says nothing, every rule goes by itself.

use super::syntax::Syntax;
use std::ops::Range;

/// The probability that `token` belongs to what is reported.
fn content(syntax: &Syntax, token: usize) -> Option<f32> {
    let scores = syntax.recognition.attribution.get(token)?;
    Some((scores.content_begin + scores.content_inside).min(1.0))
}

/// Whether the words of `tokens` look like reported ones to the network: their mean probability is `needed` at least.
pub(super) fn supports(syntax: &Syntax, tokens: Range<usize>, needed: f32) -> bool {
    let length = tokens.len().max(1) as f32;
    let sum: Option<f32> = tokens.map(|token| content(syntax, token)).sum();
    sum.is_none_or(|sum| sum / length >= needed)
}

/// The probability that one of `tokens` is part of a cue.
pub(super) fn cue(syntax: &Syntax, tokens: Range<usize>) -> Option<f32> {
    let scores = syntax.recognition.attribution.get(tokens)?;
    scores.iter().map(|scores| scores.cue_begin.max(scores.cue_inside)).reduce(f32::max)
}

/// The words from `start` on, up to `limit`, that the network takes for reported ones without a break.
pub(super) fn run(syntax: &Syntax, start: usize, limit: usize) -> Option<Range<usize>> {
    let first = (start..limit.min(start + 3)).find(|&token| content(syntax, token).is_some_and(|p| p >= 0.5))?;
    let end = (first..limit).find(|&token| content(syntax, token).is_none_or(|p| p < 0.3)).unwrap_or(limit);
    Some(first..end)
}
