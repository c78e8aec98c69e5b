//! Features to scores: the network that names are found with.
//!
//! Embeddings of a token's features, side by side, go through a linear layer; then through gated convolutions over
//! neighbouring tokens, each added to what came in (Gehring et al. 2017; dilated as in Strubell et al. 2017). After
//! some of them, every token also sees the mean state of the same word's other places in the article (a document
//! memory, after Gui et al. 2020). One linear layer gives the scores of all outputs.
//!
//! Matrix products are in whole numbers ([`matrix`]), all else in `f32` in a fixed order ([`elementwise`]): every
//! machine gives the same bits. Time and memory are linear in the number of tokens.

pub mod convolution;
pub mod elementwise;
pub mod embedding;
mod kernels;
pub mod matrix;
pub mod parser;

pub use kernels::{count as kernel_count, prefer as prefer_kernel};

use super::token_features::Row;
use convolution::Convolution;
use elementwise::{NORMALISED_STEPS, normalise, quantise, tanh};
use embedding::Embedding;
use matrix::Matrix;
use std::collections::HashMap;
use std::ops::Range;

/// So many tokens go through a matrix at a time: their rows stay in the nearest cache.
const CHUNK: usize = 48;

/// Weights of a linear layer: whole numbers, and the scale of their sums.
pub struct Layer {
    pub matrix: Matrix,
    pub scale: Scale,
}

/// From whole sums to outputs: a step for each output, and a bias.
pub struct Scale {
    pub steps: Vec<f32>,
    pub bias: Vec<f32>,
}

pub struct Network {
    pub width: usize,
    pub embeddings: Vec<Embedding>,
    pub input: Layer,
    pub convolutions: Vec<Convolution>,
    pub memory: Option<Memory>,
    pub output: Layer,
}

/// The embeddings of an article's tokens, side by side, as whole numbers with a step for each token. Tokens with the same
/// features, which are half of an article's, share them, and what layers make of them.
pub struct Embedded {
    numbers: Vec<i16>,
    steps: Vec<f32>,
    /// For each token which embeddings are its own.
    places: Vec<usize>,
}

pub struct Memory {
    /// The number of convolutions before it.
    pub after: usize,
    pub layer: Layer,
}

impl Scale {
    /// Writes the outputs of one token, given its `sums` and how large a step of the activations was.
    fn apply(&self, sums: &[i32], step: f32, outputs: &mut [f32]) {
        for (((output, &sum), steps), bias) in outputs.iter_mut().zip(sums).zip(&self.steps).zip(&self.bias) {
            *output = sum as f32 * (steps * step) + bias;
        }
    }

    /// How many outputs there are.
    fn outputs(&self) -> usize {
        self.steps.len()
    }
}

impl Embedded {
    /// How many tokens there are.
    fn len(&self) -> usize {
        self.places.len()
    }

    /// The outputs of `layer` for all tokens, row by row.
    fn through(&self, layer: &Layer) -> Vec<f32> {
        let (inputs, count) = (layer.matrix.inputs(), layer.scale.outputs());
        let mut different = Vec::with_capacity(self.steps.len() * count);
        let fill = |place: usize, row: &mut [i16]| {
            row.copy_from_slice(&self.numbers[place * inputs..][..inputs]);
            self.steps[place]
        };
        apply(layer, self.steps.len(), fill, |row: &[f32]| different.extend_from_slice(row));
        let mut outputs = Vec::with_capacity(self.len() * count);
        self.places.iter().for_each(|place| outputs.extend_from_slice(&different[place * count..][..count]));
        outputs
    }
}

impl Network {
    /// The scores of all tokens of an article, row by row, as many a row as the output layer has outputs. `words` tell
    /// which tokens are the same word: equal numbers from 0 on.
    pub fn scores(&self, rows: &[Row], words: &[u32]) -> Vec<f32> {
        self.scores_of(&self.states(&self.embed(rows), words))
    }

    /// What the last convolution leaves of each token of an article, row by row.
    pub fn states(&self, embedded: &Embedded, words: &[u32]) -> Vec<f32> {
        let mut states = embedded.through(&self.input);
        for (index, convolution) in self.convolutions.iter().enumerate() {
            if let Some(memory) = self.memory.as_ref().filter(|memory| memory.after == index) {
                self.remember(memory, words, &mut states);
            }
            convolution.convolve(self.width, &mut states);
        }
        if let Some(memory) = self.memory.as_ref().filter(|memory| memory.after >= self.convolutions.len()) {
            self.remember(memory, words, &mut states);
        }
        states
    }

    /// The scores of tokens in the given `states`.
    pub fn scores_of(&self, states: &[f32]) -> Vec<f32> {
        let tokens = states.len() / self.width;
        let mut scores = vec![0.0; tokens * self.output.scale.outputs()];
        let normalised = |token: usize, row: &mut [i16]| {
            normalise(&states[token * self.width..][..self.width], row);
            1.0 / NORMALISED_STEPS
        };
        let mut rows = scores.chunks_exact_mut(self.output.scale.outputs());
        apply(&self.output, tokens, normalised, |outputs: &[f32]| {
            rows.next().into_iter().for_each(|row| row.copy_from_slice(outputs));
        });
        scores
    }

    /// Multiplications with additions that a token costs.
    pub fn operations(&self) -> usize {
        let layers = [&self.input, &self.output].into_iter().chain(self.memory.iter().map(|memory| &memory.layer));
        let in_layers: usize = layers.map(|layer| layer.matrix.operations()).sum();
        in_layers + self.convolutions.iter().map(Convolution::operations).sum::<usize>()
    }

    /// The embeddings of tokens, side by side.
    pub fn embed(&self, rows: &[Row]) -> Embedded {
        let mut known = HashMap::new();
        let (mut different, mut places) = (Vec::new(), Vec::with_capacity(rows.len()));
        for row in rows {
            let place = *known.entry(row).or_insert(different.len());
            if place == different.len() {
                different.push(row);
            }
            places.push(place);
        }
        let inputs = self.input.matrix.inputs();
        let mut side_by_side = vec![0.0; self.embeddings.iter().map(|embedding| embedding.dimensions).sum()];
        let mut numbers = vec![0; different.len() * inputs];
        let embed = |(row, numbers): (&&Row, &mut [i16])| {
            self.embed_row(row, &mut side_by_side);
            quantise(&side_by_side, numbers)
        };
        let steps = different.iter().zip(numbers.chunks_exact_mut(inputs)).map(embed).collect();
        Embedded { numbers, steps, places }
    }

    fn embed_row(&self, row: &Row, mut side_by_side: &mut [f32]) {
        side_by_side.fill(0.0);
        for embedding in &self.embeddings {
            let (part, rest) = side_by_side.split_at_mut(embedding.dimensions);
            embedding.add_to(row[embedding.column], part);
            side_by_side = rest;
        }
    }

    fn remember(&self, memory: &Memory, words: &[u32], states: &mut [f32]) {
        let width = self.width;
        let places = count_places(words);
        let mut totals = vec![0.0; places.len() * width];
        for (state, &word) in states.chunks_exact(width).zip(words) {
            let total = &mut totals[word as usize * width..][..width];
            total.iter_mut().zip(state).for_each(|(total, x)| *total += x);
        }
        let mut additions = Vec::with_capacity(CHUNK * width);
        let mut both = vec![0.0; 2 * width];
        for chunk in chunks(words.len()) {
            let with_others = |token: usize, row: &mut [i16]| {
                let word = words[chunk.start + token] as usize;
                let (own, others) = both.split_at_mut(width);
                own.copy_from_slice(&states[(chunk.start + token) * width..][..width]);
                let share = if places[word] > 1 { 1.0 / (places[word] - 1) as f32 } else { 0.0 };
                let total = &totals[word * width..][..width];
                for ((other, total), own) in others.iter_mut().zip(total).zip(own) {
                    *other = (total - *own) * share;
                }
                quantise(&both, row)
            };
            apply(&memory.layer, chunk.len(), with_others, |outputs: &[f32]| additions.extend_from_slice(outputs));
            let states = &mut states[chunk.start * width..];
            states.iter_mut().zip(&additions).for_each(|(x, &addition)| *x += tanh(addition));
            additions.clear();
        }
    }
}

/// How often each word stands in the article.
fn count_places(words: &[u32]) -> Vec<u32> {
    let mut places = vec![0; words.iter().max().map_or(0, |&last| last as usize + 1)];
    words.iter().for_each(|&word| places[word as usize] += 1);
    places
}

fn chunks(tokens: usize) -> impl Iterator<Item = Range<usize>> {
    (0..tokens).step_by(CHUNK).map(move |start| start..tokens.min(start + CHUNK))
}

/// Puts `tokens` tokens through a linear layer: `fill` writes a token's activations and returns their step; `take` gets
/// a token's outputs, in order.
fn apply(layer: &Layer, tokens: usize, mut fill: impl FnMut(usize, &mut [i16]) -> f32, mut take: impl FnMut(&[f32])) {
    let (inputs, sums_of_token) = (layer.matrix.inputs(), layer.matrix.outputs());
    let mut activations = vec![0; CHUNK * inputs];
    let mut steps = [0.0; CHUNK];
    let mut sums = vec![0; CHUNK * sums_of_token];
    let mut outputs = vec![0.0; layer.scale.outputs()];
    for chunk in chunks(tokens) {
        for (at, row) in activations.chunks_exact_mut(inputs).take(chunk.len()).enumerate() {
            steps[at] = fill(chunk.start + at, row);
        }
        layer.matrix.multiply(&activations, chunk.len(), &mut sums);
        for (at, sums) in sums.chunks_exact(sums_of_token).take(chunk.len()).enumerate() {
            layer.scale.apply(sums, steps[at], &mut outputs);
            take(&outputs);
        }
    }
}
