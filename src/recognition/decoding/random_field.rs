//! The random field over tags: scores, or weights, of steps between them, and the pass over an article that sums up
//! all sequences, or finds the best.

use super::LABELS;
use std::ops::Range;

/// A number for each tag of a token, padded to whole vectors. Their order here: B of each label, O, S of each label, E
/// of each label, I of each label; so that those that enter stand together, and those that leave.
pub type TagScores = [f32; 80];

/// Tags that enter, or that leave.
pub const BORDERS: usize = 1 + 2 * LABELS;
pub const ENTER: Range<usize> = 0..BORDERS;
pub const LEAVE: Range<usize> = LABELS..LABELS + BORDERS;
pub const OUTSIDE: usize = LABELS;
pub const SINGLE: usize = LABELS + 1;
pub const LAST: usize = SINGLE + LABELS;
pub const INNER: usize = LAST + LABELS;

/// A number for each tag that enters (or leaves), padded to whole vectors.
pub type Border = [f32; 40];

/// How the scores of alternatives, and those of things that come together, make one: for the best sequence their
/// greatest and their sum, for the probability of all sequences (of weights, not scores) their sum and their product.
pub trait Semiring {
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
    fn total(cell: &TagScores) -> f32 {
        let mut lanes = [Self::IMPOSSIBLE; 8];
        for part in cell.as_chunks::<8>().0 {
            lanes.iter_mut().zip(part).for_each(|(lane, &score)| *lane = Self::either(*lane, score));
        }
        lanes.into_iter().fold(Self::IMPOSSIBLE, Self::either)
    }
}

pub struct Best;

impl Semiring for Best {
    const IMPOSSIBLE: f32 = -1e4;
    #[inline]
    fn either(one: f32, other: f32) -> f32 {
        if other > one { other } else { one }
    }
    #[inline]
    fn both(one: f32, other: f32) -> f32 {
        one + other
    }
    #[inline]
    fn without(whole: f32, part: f32) -> f32 {
        whole - part
    }
}

pub struct All;

impl Semiring for All {
    const IMPOSSIBLE: f32 = 0.0;
    #[inline]
    fn either(one: f32, other: f32) -> f32 {
        one + other
    }
    #[inline]
    fn both(one: f32, other: f32) -> f32 {
        one * other
    }
    #[inline]
    fn without(whole: f32, part: f32) -> f32 {
        whole / part.max(f32::MIN_POSITIVE)
    }
}

/// The scores, or weights, of steps between tags.
pub struct Steps {
    /// From each tag that leaves to each that enters.
    pub between: Box<[Border; BORDERS]>,
    /// For each label from B, and from I, to I.
    pub on: [[f32; LABELS]; 2],
    /// For each label from B, and from I, to E.
    pub off: [[f32; LABELS]; 2],
    pub start: Border,
    pub end: Border,
}

impl Steps {
    pub fn map(&self, change: impl Fn(f32) -> f32) -> Steps {
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
    pub fn forward<S: Semiring>(&self, scores: impl Iterator<Item = TagScores>) -> (Vec<TagScores>, Vec<f32>) {
        let mut cells: Vec<TagScores> = Vec::with_capacity(scores.size_hint().0);
        let mut scales = Vec::with_capacity(scores.size_hint().0);
        for scores in scores {
            let mut cell = match cells.last() {
                None => self.first_cell::<S>(),
                Some(before) => self.next_cell::<S>(before),
            };
            cell.iter_mut().zip(&scores).for_each(|(before, &score)| *before = S::both(*before, score));
            let scale = S::total(&cell);
            cell.iter_mut().for_each(|score| *score = S::without(*score, scale));
            cells.push(cell);
            scales.push(scale);
        }
        (cells, scales)
    }

    fn first_cell<S: Semiring>(&self) -> TagScores {
        let mut cell = [S::IMPOSSIBLE; 80];
        cell[ENTER].copy_from_slice(&self.start[..BORDERS]);
        cell
    }

    fn next_cell<S: Semiring>(&self, before: &TagScores) -> TagScores {
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
