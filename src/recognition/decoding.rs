//! Scores to mentions: the best sequence of tags, and how likely each of its mentions is.
//!
//! Tags say whether a token is outside (O), or begins (B), goes on in (I), ends (E) or is the whole of (S) a mention
//! of a label. A linear-chain conditional random field (Lafferty et al. 2001) scores a sequence: the network's score
//! of each tag, and a learned score of each step from one tag to the next. Only steps that make sense are looked at:
//! from a tag that *leaves* (O, S, E) to one that *enters* (B, O, S), and within a mention from B or I to I or E of
//! the same label. The best sequence is Viterbi's; a mention's probability is that of its tags among all sequences,
//! by the forward-backward method in scaled probabilities (Rabiner 1989), calibrated by a line over its log-odds.

use super::network::elementwise::{exp, ln, sigmoid};
use crate::Label;
use std::array::from_fn;
use std::ops::Range;

/// The labels that the network tells apart: all but TITLE.
pub const LABELS: usize = 18;

/// O, and B, I, E, S for each label: their order in a model file.
pub const TAGS: usize = 1 + 4 * LABELS;

/// A number for each tag of a token, padded to whole vectors. Their order here: B of each label, O, S of each label, E
/// of each label, I of each label; so that those that enter stand together, and those that leave.
type Cell = [f32; 80];

/// Tags that enter, or that leave.
const BORDERS: usize = 1 + 2 * LABELS;
const ENTER: Range<usize> = 0..BORDERS;
const LEAVE: Range<usize> = LABELS..LABELS + BORDERS;
const OUTSIDE: usize = LABELS;
const SINGLE: usize = LABELS + 1;
const LAST: usize = SINGLE + LABELS;
const INNER: usize = LAST + LABELS;

/// A number for each tag that enters (or leaves), padded to whole vectors.
type Border = [f32; 40];

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

/// How the scores of alternatives, and those of things that come together, make one: for the best sequence their
/// greatest and their sum, for the probability of all sequences (of weights, not scores) their sum and their product.
trait Semiring {
    const IMPOSSIBLE: f32;
    fn either(one: f32, other: f32) -> f32;
    fn both(one: f32, other: f32) -> f32;
    /// Takes `part` out of `whole`.
    fn without(whole: f32, part: f32) -> f32;

    /// What all tags of `from` bring to each tag that steps lead to.
    fn step(from: &[f32], steps: &[Border; BORDERS]) -> Border {
        let mut total = [Self::IMPOSSIBLE; 40];
        for (&score, steps) in from.iter().zip(steps) {
            total
                .iter_mut()
                .zip(steps)
                .for_each(|(total, &step)| *total = Self::either(*total, Self::both(score, step)));
        }
        total
    }

    /// All of a cell as one.
    fn total(cell: &Cell) -> f32 {
        let mut lanes = [Self::IMPOSSIBLE; 8];
        for part in cell.as_chunks::<8>().0 {
            lanes.iter_mut().zip(part).for_each(|(lane, &score)| *lane = Self::either(*lane, score));
        }
        lanes.into_iter().fold(Self::IMPOSSIBLE, Self::either)
    }
}

struct Best;

impl Semiring for Best {
    const IMPOSSIBLE: f32 = -1e4;
    fn either(one: f32, other: f32) -> f32 {
        if other > one { other } else { one }
    }
    fn both(one: f32, other: f32) -> f32 {
        one + other
    }
    fn without(whole: f32, part: f32) -> f32 {
        whole - part
    }
}

struct All;

impl Semiring for All {
    const IMPOSSIBLE: f32 = 0.0;
    fn either(one: f32, other: f32) -> f32 {
        one + other
    }
    fn both(one: f32, other: f32) -> f32 {
        one * other
    }
    fn without(whole: f32, part: f32) -> f32 {
        whole / part.max(f32::MIN_POSITIVE)
    }
}

/// The scores, or weights, of steps between tags.
struct Steps {
    /// From each tag that leaves to each that enters.
    between: Box<[Border; BORDERS]>,
    /// For each label from B, and from I, to I.
    on: [[f32; LABELS]; 2],
    /// For each label from B, and from I, to E.
    off: [[f32; LABELS]; 2],
    start: Border,
    end: Border,
}

impl Steps {
    fn map(&self, change: impl Fn(f32) -> f32) -> Steps {
        Steps {
            between: Box::new(self.between.map(|row| row.map(&change))),
            on: self.on.map(|row| row.map(&change)),
            off: self.off.map(|row| row.map(&change)),
            start: self.start.map(&change),
            end: self.end.map(&change),
        }
    }

    /// For every token, the score of all sequences up to it that end with each of its tags, and what was taken out of
    /// it, so that numbers stay small over a long article.
    fn forward<S: Semiring>(&self, scores: impl Iterator<Item = Cell>) -> (Vec<Cell>, Vec<f32>) {
        let mut cells: Vec<Cell> = Vec::with_capacity(scores.size_hint().0);
        let mut scales = Vec::with_capacity(scores.size_hint().0);
        for scores in scores {
            let mut cell = match cells.last() {
                None => self.first_cell::<S>(),
                Some(before) => self.next_cell::<S>(before),
            };
            cell.iter_mut().zip(&scores).for_each(|(before, &score)| *before = S::both(*before, score));
            let scale = S::total(&cell);
            cells.push(cell.map(|score| S::without(score, scale)));
            scales.push(scale);
        }
        (cells, scales)
    }

    fn first_cell<S: Semiring>(&self) -> Cell {
        let mut cell = [S::IMPOSSIBLE; 80];
        cell[ENTER].copy_from_slice(&self.start[..BORDERS]);
        cell
    }

    fn next_cell<S: Semiring>(&self, before: &Cell) -> Cell {
        let mut cell = [S::IMPOSSIBLE; 80];
        cell[ENTER].copy_from_slice(&S::step(&before[LEAVE], &self.between)[..BORDERS]);
        for label in 0..LABELS {
            let (begin, inner) = (before[label], before[INNER + label]);
            cell[LAST + label] = S::either(S::both(begin, self.off[0][label]), S::both(inner, self.off[1][label]));
            cell[INNER + label] = S::either(S::both(begin, self.on[0][label]), S::both(inner, self.on[1][label]));
        }
        cell
    }
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
        let rows: Vec<&[f32]> = scores.chunks_exact(stride).map(|row| &row[..TAGS]).collect();
        let (best, _) = self.scores.forward::<Best>(rows.iter().map(|row| {
            let mut cell = [Best::IMPOSSIBLE; 80];
            cell[..TAGS].copy_from_slice(row);
            cell
        }));
        let mut mentions = self.trace_back(&best);
        drop(best);
        self.weigh(&rows, &mut mentions);
        mentions
    }

    /// Goes back along the best sequence from its last tag; gives its mentions, in order.
    fn trace_back(&self, best: &[Cell]) -> Vec<TaggedMention> {
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
    fn begin_of(&self, best: &[Cell], label: usize, last: usize) -> usize {
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

    /// Works out the probabilities of `mentions`.
    fn weigh(&self, rows: &[&[f32]], mentions: &mut [TaggedMention]) {
        let (forward, scales) = self.weights.forward::<All>(rows.iter().map(|row| weights(row)));
        let mut after = self.after_last(&forward[rows.len() - 1]);
        let mut mentions = mentions.iter_mut().rev().peekable();
        for token in (0..rows.len()).rev() {
            if let Some(mention) = mentions.next_if(|mention| mention.tokens.end == token + 1) {
                let last = if mention.tokens.len() == 1 { SINGLE } else { LAST };
                let probability = self.weight_up_to(mention, rows, &forward, &scales);
                let probability = probability * after[last + mention.label as usize];
                mention.probability = self.calibrate(mention.label, probability);
            }
            after = self.step_back(&after, &weights(rows[token]), scales[token]);
        }
    }

    /// The probability of a mention's tags given the tokens up to its end.
    fn weight_up_to(&self, mention: &TaggedMention, rows: &[&[f32]], forward: &[Cell], scales: &[f32]) -> f32 {
        let (label, first, last) = (mention.label as usize, mention.tokens.start, mention.tokens.end - 1);
        if first == last {
            return forward[first][SINGLE + label];
        }
        (first + 1..=last).fold(forward[first][label], |weight, token| {
            let from = usize::from(token > first + 1);
            let (steps, tag) = if token == last { (&self.weights.off, LAST) } else { (&self.weights.on, INNER) };
            weight * steps[from][label] * weights(rows[token])[tag + label] / scales[token]
        })
    }

    /// For each tag of the last token, the probability of what comes after it, relative to that of the token's tags.
    fn after_last(&self, forward: &Cell) -> Cell {
        let ends = forward[LEAVE].iter().zip(&self.weights.end);
        let total = ends.map(|(weight, end)| weight * end).sum::<f32>();
        let mut after = [0.0; 80];
        let tags = after[LEAVE].iter_mut().zip(&self.weights.end);
        tags.for_each(|(after, &end)| *after = finite(All::without(end, total)));
        after
    }

    /// The same for the token before one that has these `weights`, of which `scale` was taken out.
    fn step_back(&self, after: &Cell, weights: &Cell, scale: f32) -> Cell {
        let here: Cell = from_fn(|tag| weights[tag] * after[tag]);
        let mut before = [0.0; 80];
        before[LEAVE].copy_from_slice(&All::step(&here[ENTER], &self.back)[..BORDERS]);
        let Steps { on, off, .. } = &self.weights;
        for label in 0..LABELS {
            let (last, inner) = (here[LAST + label], here[INNER + label]);
            before[label] = on[0][label] * inner + off[0][label] * last;
            before[INNER + label] = on[1][label] * inner + off[1][label] * last;
        }
        before.map(|weight| finite(All::without(weight, scale)))
    }

    fn calibrate(&self, label: Label, probability: f32) -> f32 {
        let [slope, offset] = self.calibration[label as usize];
        let probability = probability.clamp(1e-6, 1.0 - 1e-6);
        sigmoid(slope * ln(probability / (1.0 - probability)) + offset)
    }
}

/// A token's scores as weights, of which the greatest is 1.
fn weights(row: &[f32]) -> Cell {
    let greatest = row.iter().fold(f32::MIN, |greatest, &score| Best::either(greatest, score));
    let mut cell = [Best::IMPOSSIBLE; 80];
    cell[..TAGS].copy_from_slice(row);
    cell.map(|score| exp(score - greatest))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers between -2 and 2, the same each time.
    fn random_numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 22) as f32 - 2.0
        };
        (0..count).map(next).collect()
    }

    fn may_follow(from: usize, to: usize) -> bool {
        let leaves = from == 0 || (from - 1) % 4 >= 2;
        let enters = to == 0 || (to - 1).is_multiple_of(4) || (to - 1) % 4 == 3;
        let within = !leaves && !enters && (from - 1) / 4 == (to - 1) / 4;
        leaves && enters || within
    }

    /// All sequences of tags that make sense, of three tokens.
    fn sequences() -> Vec<[usize; 3]> {
        let all = (0..TAGS.pow(3)).map(|n| [n / TAGS / TAGS, n / TAGS % TAGS, n % TAGS]);
        let makes_sense = |tags: &[usize; 3]| {
            may_follow(0, tags[0])
                && may_follow(tags[0], tags[1])
                && may_follow(tags[1], tags[2])
                && may_follow(tags[2], 0)
        };
        all.filter(makes_sense).collect()
    }

    #[test]
    fn decoding_is_what_all_sequences_say() {
        for seed in 1..5 {
            let scores: Vec<f32> = random_numbers(3 * TAGS, seed).iter().map(|score| score * 2.0).collect();
            let transitions = random_numbers(TAGS * TAGS, seed + 10);
            let (start, end) = (random_numbers(TAGS, seed + 20), random_numbers(TAGS, seed + 30));
            let decoder = Decoder::new(&transitions, &start, &end, [[1.0, 0.0]; LABELS]);
            let score = |tags: &[usize; 3]| {
                let emitted: f32 = (0..3).map(|token| scores[token * TAGS + tags[token]]).sum();
                let steps = transitions[tags[0] * TAGS + tags[1]] + transitions[tags[1] * TAGS + tags[2]];
                f64::from(emitted + steps + start[tags[0]] + end[tags[2]])
            };
            let sequences = sequences();
            let best = sequences.iter().max_by(|a, b| score(a).total_cmp(&score(b))).expect("there are some");
            let total: f64 = sequences.iter().map(|tags| score(tags).exp()).sum();
            let mentions = decoder.decode(&in_cell_order(&scores), TAGS);
            let mut tags = [0; 3];
            for mention in &mentions {
                let tags_of_mention = tags_of(mention);
                tags[mention.tokens.clone()].copy_from_slice(&tags_of_mention);
                let with = |sequence: &&[usize; 3]| sequence[mention.tokens.clone()] == tags_of_mention;
                let share = sequences.iter().filter(with).map(|tags| score(tags).exp()).sum::<f64>() / total;
                assert!((f64::from(mention.probability) - share).abs() < 1e-4, "{mention:?}: {share}");
            }
            assert_eq!(&tags, best);
        }
    }

    fn in_cell_order(scores: &[f32]) -> Vec<f32> {
        scores.chunks_exact(TAGS).flat_map(|row| tag_order().map(|tag| row[tag])).collect()
    }

    fn tags_of(mention: &TaggedMention) -> Vec<usize> {
        let begin = 1 + 4 * mention.label as usize;
        match mention.tokens.len() {
            1 => vec![begin + 3],
            length => (0..length)
                .map(|at| begin + [0, 2, 1][usize::from(at > 0) + usize::from(at > 0 && at + 1 < length)])
                .collect(),
        }
    }
}
