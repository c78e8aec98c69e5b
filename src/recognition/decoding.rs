//! Scores to mentions: the best sequence of tags, and how likely each of its mentions is.
//!
//! Tags say whether a token is outside (O), or begins (B), goes on in (I), ends (E) or is the whole of (S) a mention
//! of a label. A linear-chain conditional random field (Lafferty et al. 2001) scores a sequence: the network's score
//! of each tag, and a learned score of each step from one tag to the next. Only steps that make sense are looked at:
//! from a tag that *leaves* (O, S, E) to one that *enters* (O, S, B), and within a mention from B or I to I or E of
//! the same label. The best sequence is Viterbi's; a mention's probability is that of its tags among all sequences,
//! by the forward-backward method in scaled probabilities (Rabiner 1989), calibrated by a line over its log-odds.

use super::network::elementwise::{exp, ln, sigmoid};
use crate::Label;
use std::array::from_fn;
use std::ops::Range;

/// The labels that the network tells apart: all but TITLE.
pub const LABELS: usize = 18;

/// O, and B, I, E, S for each label: the order of a row of scores.
pub const TAGS: usize = 1 + 4 * LABELS;

/// Tags that enter (O, S of each label, B of each label), or those that leave (O, S, E).
const BORDERS: usize = 1 + 2 * LABELS;
/// [`BORDERS`], padded to whole vectors.
const PADDED: usize = 40;
/// Where B, among those that enter, and E, among those that leave, begin.
const SECOND: usize = 1 + LABELS;

/// The score of what may not be.
const FORBIDDEN: f32 = -1e4;

fn begin(label: usize) -> usize {
    1 + 4 * label
}

/// The tag of a row of scores that a border tag is; `second` is how far after B its second kind stands there.
fn border_tag(border: usize, second: usize) -> usize {
    match border {
        0 => 0,
        1..SECOND => begin(border - 1) + 3,
        _ => begin(border - SECOND) + second,
    }
}

/// A number for each tag of one token.
#[derive(Clone, Copy)]
struct Cell {
    /// O, S, B.
    enter: [f32; PADDED],
    /// E.
    last: [f32; LABELS],
    /// I.
    inner: [f32; LABELS],
}

impl Cell {
    /// From a row of scores, put through `change`; padding is `padding`.
    fn from_scores(scores: &[f32], padding: f32, change: impl Fn(f32) -> f32) -> Self {
        Cell {
            enter: from_fn(|border| if border < BORDERS { change(scores[border_tag(border, 0)]) } else { padding }),
            last: from_fn(|label| change(scores[begin(label) + 2])),
            inner: from_fn(|label| change(scores[begin(label) + 1])),
        }
    }

    /// The numbers of the tags that leave: O, S, E.
    fn leaving(&self) -> [f32; BORDERS] {
        from_fn(|border| if border < SECOND { self.enter[border] } else { self.last[border - SECOND] })
    }

    fn begin(&self, label: usize) -> f32 {
        self.enter[SECOND + label]
    }

    fn numbers(&self) -> impl Iterator<Item = f32> {
        self.enter.iter().chain(&self.last).chain(&self.inner).copied()
    }

    fn change(&mut self, change: impl Fn(f32) -> f32) {
        let numbers = self.enter.iter_mut().chain(&mut self.last).chain(&mut self.inner);
        numbers.for_each(|number| *number = change(*number));
    }

    /// Moves scores so that the greatest is 0: over a long article they would grow past the precision of `f32`.
    fn settle(&mut self) {
        let greatest = self.numbers().fold(f32::MIN, f32::max);
        self.change(|score| (score - greatest).max(FORBIDDEN));
    }
}

/// The scores of steps between tags; or, in a second copy, e to their power.
struct Steps {
    /// From each tag that leaves to each that enters.
    between: Box<[[f32; PADDED]; BORDERS]>,
    /// For each label, from B, and from I, to I.
    on: [[f32; LABELS]; 2],
    /// For each label, from B, and from I, to E.
    off: [[f32; LABELS]; 2],
    start: [f32; PADDED],
    end: [f32; BORDERS],
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
}

/// What turns scores into mentions.
pub struct Decoder {
    scores: Steps,
    weights: Steps,
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
    /// From the scores of steps (`transitions[from * TAGS + to]`), of first and last tags, and the calibration.
    pub fn new(transitions: &[f32], start: &[f32], end: &[f32], calibration: [[f32; 2]; LABELS]) -> Self {
        let step = |from: usize, to: usize| transitions[from * TAGS + to];
        let padded = |border: usize, score: &dyn Fn(usize) -> f32| {
            if border < BORDERS { score(border_tag(border, 0)).max(FORBIDDEN) } else { FORBIDDEN }
        };
        let within = |to: usize| from_fn(|from| from_fn(|label| step(begin(label) + from, begin(label) + to)));
        let scores = Steps {
            between: Box::new(from_fn(|from| from_fn(|to| padded(to, &|tag| step(border_tag(from, 2), tag))))),
            on: within(1),
            off: within(2),
            start: from_fn(|border| padded(border, &|tag| start[tag])),
            end: from_fn(|border| end[border_tag(border, 2)].max(FORBIDDEN)),
        };
        Decoder { weights: scores.map(weight), scores, calibration }
    }

    /// The mentions of the best sequence. `scores` has a row of `stride` numbers for each token, tags first.
    pub fn decode(&self, scores: &[f32], stride: usize) -> Vec<TaggedMention> {
        if scores.is_empty() {
            return Vec::new();
        }
        let rows: Vec<&[f32]> = scores.chunks_exact(stride).map(|row| &row[..TAGS]).collect();
        let mut mentions = self.best_sequence(&rows);
        self.weigh(&rows, &mut mentions);
        mentions
    }

    fn best_sequence(&self, rows: &[&[f32]]) -> Vec<TaggedMention> {
        let steps = &self.scores;
        let mut origins: Vec<Origins> = Vec::with_capacity(rows.len());
        let mut best = Cell { enter: steps.start, last: [FORBIDDEN; LABELS], inner: [FORBIDDEN; LABELS] };
        for (token, row) in rows.iter().enumerate() {
            let scores = Cell::from_scores(row, FORBIDDEN, |score| score);
            let mut origin = Origins::default();
            if token > 0 {
                let before = best;
                (best.enter, origin.enter) = best_border(&before.leaving(), steps);
                for label in 0..LABELS {
                    let (begin, inner) = (before.begin(label), before.inner[label]);
                    let off = [begin + steps.off[0][label], inner + steps.off[1][label]];
                    let on = [begin + steps.on[0][label], inner + steps.on[1][label]];
                    origin.last_from_inner[label] = off[1] > off[0];
                    origin.inner_from_inner[label] = on[1] > on[0];
                    best.last[label] = off[0].max(off[1]);
                    best.inner[label] = on[0].max(on[1]);
                }
            }
            best.enter.iter_mut().zip(scores.enter).for_each(|(best, score)| *best += score);
            best.last.iter_mut().zip(scores.last).for_each(|(best, score)| *best += score);
            best.inner.iter_mut().zip(scores.inner).for_each(|(best, score)| *best += score);
            best.settle();
            origins.push(origin);
        }
        let ends = best.leaving().into_iter().zip(steps.end).map(|(score, end)| score + end);
        let last = ends.enumerate().fold((0, f32::MIN), |best, next| if next.1 > best.1 { next } else { best });
        trace_back(&origins, last.0)
    }

    /// Works out the probabilities of `mentions`.
    fn weigh(&self, rows: &[&[f32]], mentions: &mut [TaggedMention]) {
        let (forward, scales) = self.forward(rows);
        let mut after = Backward::at_the_end(&self.weights, forward[rows.len() - 1].leaving());
        let mut mentions = mentions.iter_mut().rev().peekable();
        for token in (0..rows.len()).rev() {
            if let Some(mention) = mentions.next_if(|mention| mention.tokens.end == token + 1) {
                let probability = self.span_weight(rows, &forward, &scales, mention) * after.of(mention);
                mention.probability = self.calibrate(mention.label, probability);
            }
            after.step(&self.weights, &Cell::from_scores(rows[token], 0.0, greatest_first(rows[token])), scales[token]);
        }
    }

    /// The probabilities of the tags of each token given the tokens up to it, and by what they were divided.
    fn forward(&self, rows: &[&[f32]]) -> (Vec<Cell>, Vec<f32>) {
        let steps = &self.weights;
        let mut cells: Vec<Cell> = Vec::with_capacity(rows.len());
        let mut scales = Vec::with_capacity(rows.len());
        for row in rows {
            let mut cell = Cell::from_scores(row, 0.0, greatest_first(row));
            match cells.last() {
                None => {
                    cell.enter.iter_mut().zip(steps.start).for_each(|(weight, start)| *weight *= start);
                    (cell.last, cell.inner) = ([0.0; LABELS], [0.0; LABELS]);
                }
                Some(before) => {
                    let mut entering = [0.0; PADDED];
                    for (weight, steps) in before.leaving().into_iter().zip(steps.between.iter()) {
                        entering.iter_mut().zip(steps).for_each(|(sum, step)| *sum += weight * step);
                    }
                    cell.enter.iter_mut().zip(entering).for_each(|(weight, sum)| *weight *= sum);
                    for label in 0..LABELS {
                        let (begin, inner) = (before.begin(label), before.inner[label]);
                        cell.last[label] *= begin * steps.off[0][label] + inner * steps.off[1][label];
                        cell.inner[label] *= begin * steps.on[0][label] + inner * steps.on[1][label];
                    }
                }
            }
            let sum = cell.numbers().sum::<f32>().max(f32::MIN_POSITIVE);
            cell.change(|weight| weight / sum);
            cells.push(cell);
            scales.push(sum);
        }
        (cells, scales)
    }

    /// The probability of a mention's tags given the tokens up to its end.
    fn span_weight(&self, rows: &[&[f32]], forward: &[Cell], scales: &[f32], mention: &TaggedMention) -> f32 {
        let (label, first, last) = (mention.label as usize, mention.tokens.start, mention.tokens.end - 1);
        if first == last {
            return forward[first].enter[1 + label];
        }
        let steps = &self.weights;
        (first + 1..=last).fold(forward[first].begin(label), |weight, token| {
            let from = usize::from(token > first + 1);
            let (step, tag) = if token == last { (steps.off[from][label], 2) } else { (steps.on[from][label], 1) };
            let row = rows[token];
            weight * step * greatest_first(row)(row[begin(label) + tag]) / scales[token]
        })
    }

    fn calibrate(&self, label: Label, probability: f32) -> f32 {
        let [slope, offset] = self.calibration[label as usize];
        let probability = probability.clamp(1e-6, 1.0 - 1e-6);
        sigmoid(slope * ln(probability / (1.0 - probability)) + offset)
    }
}

fn weight(score: f32) -> f32 {
    if score <= -80.0 { 0.0 } else { exp(score) }
}

/// Turns a token's scores into weights of which the greatest is 1.
fn greatest_first(row: &[f32]) -> impl Fn(f32) -> f32 {
    let greatest = row.iter().fold(f32::MIN, |greatest, &score| greatest.max(score));
    move |score| exp(score - greatest)
}

/// From which tag the best sequence comes to each tag of a token.
struct Origins {
    enter: [u8; PADDED],
    last_from_inner: [bool; LABELS],
    inner_from_inner: [bool; LABELS],
}

impl Default for Origins {
    fn default() -> Self {
        Origins { enter: [0; PADDED], last_from_inner: [false; LABELS], inner_from_inner: [false; LABELS] }
    }
}

/// For each tag that enters, the best score with which a sequence comes to it, and from which tag that leaves.
fn best_border(leaving: &[f32; BORDERS], steps: &Steps) -> ([f32; PADDED], [u8; PADDED]) {
    let mut best = [f32::MIN; PADDED];
    let mut origins = [0_u32; PADDED];
    for (from, (score, steps)) in leaving.iter().zip(steps.between.iter()).enumerate() {
        for ((best, origin), step) in best.iter_mut().zip(&mut origins).zip(steps) {
            let better = score + step > *best;
            *best = if better { score + step } else { *best };
            *origin = if better { from as u32 } else { *origin };
        }
    }
    (best, origins.map(|origin| origin as u8))
}

/// Goes from the last token's tag that leaves back along the best sequence; gives its mentions, in order.
fn trace_back(origins: &[Origins], last: usize) -> Vec<TaggedMention> {
    let mut mentions = Vec::new();
    let (mut token, mut tag) = (origins.len(), last);
    while token > 0 {
        let end = token;
        token -= 1;
        let mut border = tag;
        if tag >= SECOND {
            let label = tag - SECOND;
            let mut inner = origins[token].last_from_inner[label];
            token = token.saturating_sub(1);
            while inner && token > 0 {
                inner = origins[token].inner_from_inner[label];
                token -= 1;
            }
            border = SECOND + label;
        }
        if border > 0 {
            let label = Label::ALL[(border - 1) % LABELS];
            mentions.push(TaggedMention { tokens: token..end, label, probability: 1.0 });
        }
        tag = origins[token].enter[border] as usize;
    }
    mentions.reverse();
    mentions
}

/// For each tag of a token, the probability of what comes after it, relative to the forward probabilities.
struct Backward {
    leaving: [f32; BORDERS],
    begin: [f32; LABELS],
    inner: [f32; LABELS],
}

impl Backward {
    /// Keeps relative probabilities finite where a token's tags and what follows contradict each other.
    const GREATEST: f32 = 1e30;

    fn at_the_end(steps: &Steps, last: [f32; BORDERS]) -> Self {
        let total = last.iter().zip(steps.end).map(|(weight, end)| weight * end).sum::<f32>().max(f32::MIN_POSITIVE);
        let leaving = steps.end.map(|end| (end / total).min(Self::GREATEST));
        Backward { leaving, begin: [0.0; LABELS], inner: [0.0; LABELS] }
    }

    fn of(&self, mention: &TaggedMention) -> f32 {
        let label = mention.label as usize;
        self.leaving[if mention.tokens.len() == 1 { 1 + label } else { SECOND + label }]
    }

    /// Goes one token back: over the one with `weights`, of which the forward probabilities were divided by `scale`.
    fn step(&mut self, steps: &Steps, weights: &Cell, scale: f32) {
        let enter: [f32; PADDED] = from_fn(|border| match border {
            0..SECOND => weights.enter[border] * self.leaving[border],
            SECOND..BORDERS => weights.enter[border] * self.begin[border - SECOND],
            _ => 0.0,
        });
        let last: [f32; LABELS] = from_fn(|label| weights.last[label] * self.leaving[SECOND + label]);
        let inner: [f32; LABELS] = from_fn(|label| weights.inner[label] * self.inner[label]);
        let cut = |sum: f32| (sum / scale).min(Self::GREATEST);
        let to_next = |from: usize| {
            from_fn(|label| cut(steps.on[from][label] * inner[label] + steps.off[from][label] * last[label]))
        };
        (self.begin, self.inner) = (to_next(0), to_next(1));
        self.leaving = from_fn(|from| cut(sum_of_products(&steps.between[from], &enter)));
    }
}

/// In eight lanes, so that the order is fixed and the compiler can use vectors.
fn sum_of_products(one: &[f32; PADDED], other: &[f32; PADDED]) -> f32 {
    let mut lanes = [0.0; 8];
    for (one, other) in one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0) {
        lanes.iter_mut().zip(one).zip(other).for_each(|((lane, one), other)| *lane += one * other);
    }
    lanes.iter().sum()
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
            let mentions = decoder.decode(&scores, TAGS);
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

    fn tags_of(mention: &TaggedMention) -> Vec<usize> {
        let begin = begin(mention.label as usize);
        match mention.tokens.len() {
            1 => vec![begin + 3],
            length => (0..length)
                .map(|at| begin + [0, 2, 1][usize::from(at > 0) + usize::from(at > 0 && at + 1 < length)])
                .collect(),
        }
    }
}
