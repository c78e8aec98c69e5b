//! Scores to mentions: the best sequence of tags, and how likely each of its mentions is.
//!
//! Tags say whether a token is outside (O), or begins (B), goes on in (I), ends (E) or is the whole of (S) a mention
//! of a label. A linear-chain conditional random field (Lafferty et al. 2001) scores a sequence: the network's score
//! of each tag, and a learned score of each step from one tag to the next. Only steps that make sense are looked at:
//! from a tag that *leaves* (O, S, E) to one that *enters* (B, O, S), and within a mention from B or I to I or E of
//! the same label. The best sequence is Viterbi's; a mention's probability is that of its tags among all sequences,
//! by the forward-backward method in scaled probabilities (Rabiner 1989), calibrated by a line over its log-odds.

mod random_field;
#[cfg(test)]
mod tests;

use super::network::elementwise::{exp, ln, sigmoid};
use crate::Label;
use random_field::{
    All, BORDERS, Best, Border, ENTER, INNER, LAST, LEAVE, OUTSIDE, SINGLE, Semiring, Steps, TagScores,
};
use std::array::from_fn;
use std::ops::Range;

/// The labels that the network tells apart: all but TITLE.
pub const LABELS: usize = 18;

/// O, and B, I, E, S for each label: their order in a model file.
pub const TAGS: usize = 1 + 4 * LABELS;

/// For each tag of a cell, its number in a model file: the order in which the decoder wants scores.
pub fn tag_order() -> [usize; TAGS] {
    from_fn(|place| match place {
        0..OUTSIDE => 1 + 4 * place,
        OUTSIDE => 0,
        SINGLE..LAST => 4 + 4 * (place - SINGLE),
        LAST..INNER => 3 + 4 * (place - LAST),
        _ => 2 + 4 * (place - INNER),
    })
}

/// What turns scores into mentions.
pub struct Decoder {
    scores: Steps,
    weights: Steps,
    /// The weights of steps between, from each tag that enters back to each that leaves.
    back: Box<[Border; BORDERS]>,
    /// For each label, slope and offset of the line over log-odds.
    calibration: [[f32; 2]; LABELS],
}

/// A mention: which tokens, which label, how likely.
#[derive(Clone, Debug, PartialEq)]
pub struct TaggedMention {
    pub tokens: Range<usize>,
    pub label: Label,
    pub probability: f32,
}

impl Decoder {
    /// From the scores of steps (`transitions[from * TAGS + to]`), of first and last tags, all in the order of a model
    /// file, and the calibration.
    pub fn new(transitions: &[f32], start: &[f32], end: &[f32], calibration: [[f32; 2]; LABELS]) -> Self {
        let order = tag_order();
        let step = |from: usize, to: usize| transitions[order[from] * TAGS + order[to]].max(Best::IMPOSSIBLE);
        let border = |score: &dyn Fn(usize) -> f32| -> Border {
            from_fn(|place| if place < BORDERS { score(place) } else { Best::IMPOSSIBLE })
        };
        let within = |to: usize| [0, INNER].map(|from| from_fn(|label| step(from + label, to + label)));
        let scores = Steps {
            between: Box::new(from_fn(|from| border(&|to| step(LEAVE.start + from, to)))),
            on: within(INNER),
            off: within(LAST),
            start: border(&|place| start[order[place]]),
            end: border(&|place| end[order[LEAVE.start + place]]),
        };
        let weights = scores.map(|score| if score < -80.0 { 0.0 } else { exp(score) });
        let back = Box::new(from_fn(|to| from_fn(|from| if from < BORDERS { weights.between[from][to] } else { 0.0 })));
        Decoder { scores, weights, back, calibration }
    }

    /// The mentions of the best sequence. `scores` has a row of `stride` numbers for each token, at its beginning those
    /// of the tags in [`tag_order`].
    pub fn decode(&self, scores: &[f32], stride: usize) -> Vec<TaggedMention> {
        if scores.is_empty() {
            return Vec::new();
        }
        let (best, _) = self.scores.forward::<Best>(scores.chunks_exact(stride).map(cell));
        let mut mentions = self.trace_back(&best);
        drop(best);
        if !mentions.is_empty() {
            self.weigh(&scores.chunks_exact(stride).map(weights).collect::<Vec<_>>(), &mut mentions);
        }
        mentions
    }

    /// Goes back along the best sequence from its last tag; gives its mentions, in order.
    fn trace_back(&self, best: &[TagScores]) -> Vec<TaggedMention> {
        let mut mentions = Vec::new();
        let mut end = best.len();
        let mut steps_to_next = self.scores.end;
        while end > 0 {
            let leaving = &best[end - 1][LEAVE];
            let tag = LEAVE.start + greatest(leaving.iter().zip(&steps_to_next).map(|(score, step)| score + step));
            let mut start = end - 1;
            let mut entered = tag;
            if tag >= LAST {
                entered = tag - LAST;
                start = self.begin_of(best, entered, start);
            }
            if tag != OUTSIDE {
                let label = Label::ALL[if tag >= LAST { tag - LAST } else { tag - SINGLE }];
                mentions.push(TaggedMention { tokens: start..end, label, probability: 1.0 });
            }
            steps_to_next = from_fn(|from| self.scores.between.get(from).map_or(0.0, |steps| steps[entered]));
            end = start;
        }
        mentions.reverse();
        mentions
    }

    /// Where the best mention of `label` begins that ends with token `last`.
    fn begin_of(&self, best: &[TagScores], label: usize, last: usize) -> usize {
        let mut steps = &self.scores.off;
        for token in (0..last).rev() {
            let begin = Best::both(best[token][label], steps[0][label]);
            let inner = Best::both(best[token][INNER + label], steps[1][label]);
            if begin >= inner {
                return token;
            }
            steps = &self.scores.on;
        }
        0
    }

    /// Works out the probabilities of `mentions`, of which there is one at least.
    fn weigh(&self, weights: &[TagScores], mentions: &mut [TaggedMention]) {
        let (forward, scales) = self.weights.forward::<All>(weights.iter().copied());
        let mut after = self.after_last(&forward[weights.len() - 1]);
        let first = mentions[0].tokens.end - 1;
        let mut mentions = mentions.iter_mut().rev().peekable();
        for token in (first..weights.len()).rev() {
            if let Some(mention) = mentions.next_if(|mention| mention.tokens.end == token + 1) {
                let last = if mention.tokens.len() == 1 { SINGLE } else { LAST };
                let probability = self.weight_up_to(mention, weights, &forward, &scales);
                let probability = probability * after[last + mention.label as usize];
                mention.probability = self.calibrate(mention.label, probability);
            }
            after = self.step_back(&after, &weights[token], scales[token]);
        }
    }

    /// The probability of a mention's tags given the tokens up to its end.
    fn weight_up_to(
        &self,
        mention: &TaggedMention,
        weights: &[TagScores],
        forward: &[TagScores],
        scales: &[f32],
    ) -> f32 {
        let (label, first, last) = (mention.label as usize, mention.tokens.start, mention.tokens.end - 1);
        if first == last {
            return forward[first][SINGLE + label];
        }
        (first + 1..=last).fold(forward[first][label], |weight, token| {
            let from = usize::from(token > first + 1);
            let (steps, tag) = if token == last { (&self.weights.off, LAST) } else { (&self.weights.on, INNER) };
            weight * steps[from][label] * weights[token][tag + label] / scales[token]
        })
    }

    /// For each tag of the last token, the probability of what comes after it, relative to that of the token's tags.
    fn after_last(&self, forward: &TagScores) -> TagScores {
        let ends = forward[LEAVE].iter().zip(&self.weights.end);
        let total = ends.map(|(weight, end)| weight * end).sum::<f32>();
        let mut after = [0.0; 80];
        let tags = after[LEAVE].iter_mut().zip(&self.weights.end);
        tags.for_each(|(after, &end)| *after = finite(All::without(end, total)));
        after
    }

    /// The same for the token before one that has these `weights`, of which `scale` was taken out.
    fn step_back(&self, after: &TagScores, weights: &TagScores, scale: f32) -> TagScores {
        let mut here = *after;
        here.iter_mut().zip(weights).for_each(|(after, weight)| *after *= weight);
        let mut before = [0.0; 80];
        before[LEAVE].copy_from_slice(&All::step(&here[ENTER], &self.back)[..BORDERS]);
        let Steps { on, off, .. } = &self.weights;
        for label in 0..LABELS {
            let (last, inner) = (here[LAST + label], here[INNER + label]);
            before[label] = on[0][label] * inner + off[0][label] * last;
            before[INNER + label] = on[1][label] * inner + off[1][label] * last;
        }
        before.iter_mut().for_each(|weight| *weight = finite(All::without(*weight, scale)));
        before
    }

    fn calibrate(&self, label: Label, probability: f32) -> f32 {
        let [slope, offset] = self.calibration[label as usize];
        let probability = probability.clamp(1e-6, 1.0 - 1e-6);
        sigmoid(slope * ln(probability / (1.0 - probability)) + offset)
    }
}

/// A token's scores, which `row` begins with.
fn cell(row: &[f32]) -> TagScores {
    let mut cell = [Best::IMPOSSIBLE; 80];
    cell[..TAGS].copy_from_slice(&row[..TAGS]);
    cell
}

/// A token's scores as weights, of which the greatest is 1.
fn weights(row: &[f32]) -> TagScores {
    let mut cell = cell(row);
    let greatest = Best::total(&cell);
    cell.iter_mut().for_each(|score| *score = exp(*score - greatest));
    cell
}

/// Keeps a relative probability finite where a token's tags and what follows contradict each other.
fn finite(weight: f32) -> f32 {
    if weight < 1e30 { weight } else { 1e30 }
}

/// The index of the first of the greatest numbers.
fn greatest(numbers: impl Iterator<Item = f32>) -> usize {
    let first = (0, f32::NEG_INFINITY);
    numbers.enumerate().fold(first, |best, next| if next.1 > best.1 { next } else { best }).0
}
