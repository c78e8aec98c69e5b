//! The parser's part of the network: gated convolutions over the last states of the network for names and the
//! embeddings that those came from, then vectors of every token as a dependent and as a head. A head is chosen by the
//! product of two such vectors, as in Dozat and Manning 2017 ("Deep biaffine attention for neural dependency parsing").

use super::elementwise::{NORMALISED_STEPS, SIDE_BY_SIDE, dot_each, normalise, quantise};
use super::{Convolution, Embedded, Layer, apply};
use std::ops::Range;

/// A head stands so many tokens away at most.
pub const REACH: usize = 64;

/// Distances to the head from which on the relations' layer makes a difference, either side.
const NEAR: [usize; 5] = [1, 2, 3, 6, 11];

/// Rows of [`Parser::near`].
pub const BINS: usize = 2 * NEAR.len();

pub struct Parser {
    pub width: usize,
    pub embedded: Layer,
    pub states: Layer,
    pub convolutions: Vec<Convolution>,
    /// For each token its vector as a dependent, that as a head, its score as any token's head, its score as a root, and
    /// what it brings to a relation as a dependent and as a head.
    pub output: Layer,
    /// The length of a vector.
    pub vector: usize,
    /// A score for each distance from a dependent to its head, from -[`REACH`] on.
    pub distance: Vec<f32>,
    /// What the distance brings to a relation: rows for heads to the left, then to the right, by [`NEAR`].
    pub near: Vec<f32>,
    pub relation: Layer,
}

/// What the parser makes of the tokens of an article.
pub struct Outputs<'a> {
    parser: &'a Parser,
    rows: Vec<f32>,
}

/// The scores of all heads of the tokens of a sentence.
pub struct HeadScores {
    scores: Vec<f32>,
    /// Where those of each token begin, and where the last one's end.
    starts: Vec<usize>,
}

impl HeadScores {
    /// Those of a token, counted from the sentence's first: of its candidates, then its own as a root.
    pub fn of(&self, token: usize) -> &[f32] {
        &self.scores[self.starts[token]..self.starts[token + 1]]
    }
}

impl Parser {
    /// Reads tokens with their embeddings and the last `states` of the network for names, `width` numbers each.
    pub fn read(&self, embedded: &Embedded, states: &[f32], width: usize) -> Outputs<'_> {
        let mut own = embedded.through(&self.embedded);
        let mut rows = own.chunks_exact_mut(self.width);
        let normalised = |token: usize, row: &mut [i16]| {
            normalise(&states[token * width..][..width], row);
            1.0 / NORMALISED_STEPS
        };
        apply(&self.states, embedded.len(), normalised, |outputs: &[f32]| {
            let row = rows.next().into_iter().flatten();
            row.zip(outputs).for_each(|(own, output)| *own += output);
        });
        self.convolutions.iter().for_each(|convolution| convolution.convolve(self.width, &mut own));
        let mut rows = Vec::with_capacity(embedded.len() * self.output.scale.outputs());
        let normalised = |token: usize, row: &mut [i16]| {
            normalise(&own[token * self.width..][..self.width], row);
            1.0 / NORMALISED_STEPS
        };
        apply(&self.output, embedded.len(), normalised, |outputs: &[f32]| rows.extend_from_slice(outputs));
        Outputs { parser: self, rows }
    }

    /// Multiplications with additions that a token costs, without those over the other tokens of its sentence.
    pub fn operations(&self) -> usize {
        let layers = [&self.embedded, &self.states, &self.output, &self.relation].into_iter();
        let in_layers: usize = layers.map(|layer| layer.matrix.operations()).sum();
        in_layers + self.convolutions.iter().map(Convolution::operations).sum::<usize>()
    }

    /// How many numbers a token brings to a relation.
    fn hidden(&self) -> usize {
        self.near.len() / BINS
    }
}

impl Outputs<'_> {
    fn row(&self, token: usize) -> &[f32] {
        let outputs = self.parser.output.scale.outputs();
        &self.rows[token * outputs..][..outputs]
    }

    /// The tokens of `sentence` that may be the head of `dependent`, itself among them.
    pub fn candidates(sentence: &Range<usize>, dependent: usize) -> Range<usize> {
        sentence.start.max(dependent.saturating_sub(REACH))..sentence.end.min(dependent + REACH + 1)
    }

    /// For each token of `sentence` the scores of its candidates as its head, then its own as a root.
    pub fn score_heads(&self, sentence: &Range<usize>) -> HeadScores {
        let heads = self.side_by_side(sentence);
        let mut all = HeadScores { scores: Vec::new(), starts: vec![0] };
        for dependent in sentence.clone() {
            self.score_heads_of(dependent, sentence, &heads, &mut all.scores);
            all.starts.push(all.scores.len());
        }
        all
    }

    /// Appends to `scores` those of one token; `heads` are as [`Self::side_by_side`] gives them.
    fn score_heads_of(
        &self,
        dependent: usize,
        sentence: &Range<usize>,
        heads: &[[f32; SIDE_BY_SIDE]],
        scores: &mut Vec<f32>,
    ) {
        let (own, vector) = (self.row(dependent), self.parser.vector);
        let candidates = Self::candidates(sentence, dependent);
        let (start, end) = (candidates.start - sentence.start, candidates.end - sentence.start);
        let mut products = [[0.0; SIDE_BY_SIDE]; (2 * REACH + 1).div_ceil(SIDE_BY_SIDE) + 1];
        let first = start / SIDE_BY_SIDE;
        for (products, block) in products.iter_mut().zip(first..end.div_ceil(SIDE_BY_SIDE)) {
            let (numbers, as_head) = heads[block * (vector + 1)..][..=vector].split_at(vector);
            *products = dot_each(&own[..vector], numbers);
            products.iter_mut().zip(&as_head[0]).for_each(|(product, score)| *product += score);
        }
        let products = &products.as_flattened()[start % SIDE_BY_SIDE..][..candidates.len()];
        let distances = &self.parser.distance[candidates.start + REACH - dependent..];
        let row = scores.len();
        scores.extend(products.iter().zip(distances).map(|(product, distance)| product + distance));
        scores[row + dependent - candidates.start] = f32::MIN;
        scores.push(own[2 * vector + 1]);
    }

    /// The vectors of the tokens of `sentence` as heads, so many at a time side by side, and behind them their scores as any
    /// token's head.
    fn side_by_side(&self, sentence: &Range<usize>) -> Vec<[f32; SIDE_BY_SIDE]> {
        let vector = self.parser.vector;
        let mut heads = vec![[0.0; SIDE_BY_SIDE]; sentence.len().div_ceil(SIDE_BY_SIDE) * (vector + 1)];
        for (place, token) in sentence.clone().enumerate() {
            let block = &mut heads[place / SIDE_BY_SIDE * (vector + 1)..][..=vector];
            let numbers = &self.row(token)[vector..=2 * vector];
            block.iter_mut().zip(numbers).for_each(|(numbers, &number)| numbers[place % SIDE_BY_SIDE] = number);
        }
        heads
    }

    /// The scores of all relations between `pairs` of a dependent and its head, pair by pair, given to `take`.
    pub fn score_relations(&self, pairs: &[(usize, usize)], take: impl FnMut(&[f32])) {
        let (hidden, start) = (self.parser.hidden(), 2 * self.parser.vector + 2);
        let mut sum = vec![0.0; hidden];
        let together = |pair: usize, row: &mut [i16]| {
            let (dependent, head) = pairs[pair];
            let (left, right) = (&self.row(dependent)[start..], &self.row(head)[start + hidden..]);
            let near = &self.parser.near[bin(dependent, head) * hidden..];
            for (((sum, left), right), near) in sum.iter_mut().zip(left).zip(right).zip(near) {
                let number = left + right + near;
                *sum = if number > 0.0 { number } else { 0.0 };
            }
            quantise(&sum, row)
        };
        apply(&self.parser.relation, pairs.len(), together, take);
    }
}

/// The row of [`Parser::near`] for a head of a dependent.
fn bin(dependent: usize, head: usize) -> usize {
    let distance = dependent.abs_diff(head);
    let size = NEAR.iter().filter(|&&near| near <= distance).count().saturating_sub(1);
    size + if head > dependent { NEAR.len() } else { 0 }
}
