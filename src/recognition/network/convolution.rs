//! Gated convolutions of three taps, by Winograd's minimal filtering (Lavin and Gray 2016, "Fast algorithms for
//! convolutional neural networks"): the outputs of two tokens come of four products, where the definition has six.
//!
//! With weights `g` and activations `d` of four tokens, each `dilation` behind the one before:
//!
//! ```text
//! g0 d0 + g1 d1 + g2 d2 = m0 + (m1 + m2) / 2      m0 = g0 (d0 - d2)      m1 = (g0 + g1 + g2) (d1 + d2)
//! g0 d1 + g1 d2 + g2 d3 = (m1 - m2) / 2 - m3      m3 = g2 (d1 - d3)      m2 = (g0 - g1 + g2) (d2 - d1)
//! ```
//!
//! In whole numbers this is exact: `m1` and `m2` are both even or both odd, and no sum leaves 32 bits, since a row of
//! normalised activations is no longer than the square root of its width, in [`NORMALISED_STEPS`].

use super::elementwise::{NORMALISED_STEPS, add_gated, normalise};
use super::matrix::Matrix;
use super::{CHUNK, Scale, chunks};
use std::ops::Range;

pub const TAPS: usize = 3;

const PRODUCTS: usize = 4;

/// A gated convolution. Its taps look `dilation` tokens apart, the middle one at the token itself.
pub struct Convolution {
    products: [Matrix; PRODUCTS],
    scale: Scale,
    dilation: usize,
}

/// What the products see of pairs of tokens, at most [`CHUNK`] of them, and their sums.
struct Room {
    width: usize,
    seen: [Vec<i16>; PRODUCTS],
    sums: [Vec<i32>; PRODUCTS],
}

impl Convolution {
    /// From `weights` that lie output by output, tap by tap, input by input.
    pub fn new(weights: &[i8], scale: Scale, dilation: usize) -> Self {
        let outputs = scale.outputs();
        let inputs = weights.len() / outputs / TAPS;
        let combined = |product: usize, taps: &[i8], input: usize| {
            let [first, middle, last] = [0, 1, 2].map(|tap| i16::from(taps[tap * inputs + input]));
            [first, first + middle + last, first - middle + last, last][product]
        };
        let products = std::array::from_fn(|product| {
            let rows = weights.chunks_exact(TAPS * inputs);
            let weights = rows.flat_map(|taps| (0..inputs).map(move |input| combined(product, taps, input)));
            Matrix::new(&weights.collect::<Vec<i16>>(), outputs, inputs)
        });
        Convolution { products, scale, dilation }
    }

    /// Multiplications with additions that a token costs.
    pub fn operations(&self) -> usize {
        self.products.iter().map(Matrix::operations).sum::<usize>() / 2
    }

    /// Adds to the `states` of tokens, of `width` numbers each, what it makes of them and their neighbours.
    pub fn convolve(&self, width: usize, states: &mut [f32]) {
        let mut activations = self.empty_rows(width, states.len() / width);
        let inner = activations.chunks_exact_mut(width).skip(self.dilation);
        inner.zip(states.chunks_exact(width)).for_each(|(row, state)| normalise(state, row));
        let mut outputs = vec![0.0; self.scale.outputs()];
        self.sums(width, &activations, |token, sums| {
            // Of the last pairs one may lie behind the end.
            let Some(state) = states.get_mut(token * width..(token + 1) * width) else { return };
            self.scale.apply(sums, 1.0 / NORMALISED_STEPS, &mut outputs);
            add_gated(&outputs, state);
        });
    }

    /// Rows for `tokens`, `dilation` empty ones before them, and behind them as many as the last pairs see.
    fn empty_rows(&self, width: usize, tokens: usize) -> Vec<i16> {
        let pairs = tokens.div_ceil(2 * self.dilation) * self.dilation;
        vec![0; 2 * (pairs + self.dilation) * width]
    }

    /// Gives `take` each token with its sums, pair by pair; `activations` are rows as [`Self::empty_rows`] makes them.
    fn sums(&self, width: usize, activations: &[i16], mut take: impl FnMut(usize, &[i32])) {
        let pairs = activations.len() / width / 2 - self.dilation;
        let [mut room, mut beyond] = [(); 2].map(|()| Room::new(width, &self.products));
        let [mut first, mut second] = [(); 2].map(|()| vec![0; self.scale.outputs()]);
        for chunk in chunks(pairs) {
            self.multiply::<false>(activations, &chunk, &mut room);
            if room.is_at_limit() {
                self.multiply::<true>(activations, &chunk, &mut beyond);
                room.add(&beyond);
            }
            for (index, pair) in chunk.enumerate() {
                join(room.of_pair(index), &mut first, &mut second);
                take(self.first_of(pair), &first);
                take(self.first_of(pair) + self.dilation, &second);
            }
        }
    }

    /// The first token of `pair`; the other stands `dilation` behind it.
    fn first_of(&self, pair: usize) -> usize {
        pair / self.dilation * 2 * self.dilation + pair % self.dilation
    }

    /// The sums of `pairs`, of what 16 bits hold of the sums and differences of their activations or of what is `BEYOND`.
    fn multiply<const BEYOND: bool>(&self, normalised: &[i16], pairs: &Range<usize>, room: &mut Room) {
        let width = room.width;
        for (index, pair) in pairs.clone().enumerate() {
            let row = |ahead: usize| &normalised[(self.first_of(pair) + ahead * self.dilation) * width..][..width];
            let [first, second, third, last] = [0, 1, 2, 3].map(row);
            let [one, two, three, four] = room.seen.each_mut().map(|seen| &mut seen[index * width..][..width]);
            subtract::<BEYOND>(first, third, one);
            add::<BEYOND>(second, third, two);
            subtract::<BEYOND>(third, second, three);
            subtract::<BEYOND>(second, last, four);
        }
        for ((matrix, seen), sums) in self.products.iter().zip(&room.seen).zip(&mut room.sums) {
            matrix.multiply(seen, pairs.len(), sums);
        }
    }
}

impl Room {
    fn new(width: usize, products: &[Matrix; PRODUCTS]) -> Self {
        Room {
            width,
            seen: [(); PRODUCTS].map(|()| vec![0; CHUNK * width]),
            sums: products.each_ref().map(|matrix| vec![0; CHUNK * matrix.outputs()]),
        }
    }

    fn of_pair(&self, index: usize) -> [&[i32]; PRODUCTS] {
        self.sums.each_ref().map(|sums| &sums[index * sums.len() / CHUNK..][..sums.len() / CHUNK])
    }

    /// Whether something may be beyond 16 bits, which is rare.
    fn is_at_limit(&self) -> bool {
        let at_limit = |seen: &Vec<i16>| seen.iter().fold(false, |found, &x| found | (x == i16::MIN) | (x == i16::MAX));
        self.seen.iter().any(at_limit)
    }

    fn add(&mut self, other: &Room) {
        let sums = self.sums.iter_mut().flatten().zip(other.sums.iter().flatten());
        sums.for_each(|(sum, other)| *sum = sum.wrapping_add(*other));
    }
}

/// Writes what 16 bits hold of the sums of `left` and `right`, or what is `BEYOND` that.
fn add<const BEYOND: bool>(left: &[i16], right: &[i16], output: &mut [i16]) {
    for ((output, left), &right) in output.iter_mut().zip(left).zip(right) {
        let held = left.saturating_add(right);
        *output = if BEYOND { left.wrapping_add(right).wrapping_sub(held) } else { held };
    }
}

/// As [`add`], of the differences.
fn subtract<const BEYOND: bool>(left: &[i16], right: &[i16], output: &mut [i16]) {
    for ((output, left), &right) in output.iter_mut().zip(left).zip(right) {
        let held = left.saturating_sub(right);
        *output = if BEYOND { left.wrapping_sub(right).wrapping_sub(held) } else { held };
    }
}

/// Writes what the four products of a pair make of the sums of its tokens.
fn join([one, two, three, four]: [&[i32]; PRODUCTS], first: &mut [i32], second: &mut [i32]) {
    let products = one.iter().zip(two).zip(three).zip(four);
    for ((first, second), (((one, &two), three), &four)) in first.iter_mut().zip(second).zip(products) {
        *first = one.wrapping_add(two.wrapping_add(*three) >> 1);
        *second = (two.wrapping_sub(*three) >> 1).wrapping_sub(four);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a convolution is by its definition, of activations that are normalised already.
    fn definition(weights: &[i8], outputs: usize, dilation: usize, rows: &[Vec<i16>]) -> Vec<i32> {
        let inputs = rows[0].len();
        let mut sums = Vec::new();
        for token in 0..rows.len() {
            for taps in weights.chunks(TAPS * inputs).take(outputs) {
                let of_tap = |tap: usize| {
                    let row = (token + tap * dilation).checked_sub(dilation).and_then(|row| rows.get(row))?;
                    let products = row.iter().zip(&taps[tap * inputs..]).map(|(&x, &w)| i32::from(x) * i32::from(w));
                    Some(products.sum::<i32>())
                };
                sums.push((0..TAPS).filter_map(of_tap).sum());
            }
        }
        sums
    }

    #[test]
    fn four_products_give_what_six_give() {
        let (width, outputs) = (8, 16);
        let weights: Vec<i8> = (0..outputs * TAPS * width).map(|at| (at * 89 % 251) as i8).collect();
        for (tokens, dilation, size) in [(1, 1, 9_000), (2, 1, 9_000), (7, 2, 9_000), (100, 3, 9_000), (9, 1, 32_767)] {
            let number = |at: usize| if at * 7 % 11 < 7 { size } else { -size + (at % 13) as i16 };
            let rows: Vec<Vec<i16>> = (0..tokens).map(|row| (0..width).map(|at| number(row + at)).collect()).collect();
            let scale = Scale { steps: vec![1.0; outputs], bias: vec![0.0; outputs] };
            let convolution = Convolution::new(&weights, scale, dilation);
            let mut activations = convolution.empty_rows(width, tokens);
            activations[dilation * width..][..tokens * width].copy_from_slice(&rows.concat());
            let mut sums = vec![0; tokens * outputs];
            convolution.sums(width, &activations, |token, of_token| {
                sums.chunks_mut(outputs).nth(token).into_iter().for_each(|sums| sums.copy_from_slice(of_token));
            });
            assert_eq!(sums, definition(&weights, outputs, dilation, &rows), "{tokens} {dilation} {size}");
        }
    }
}
