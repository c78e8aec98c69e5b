//! The matrix product of the network: activations of 16 bits by weights of 8 bits (held as 16), summed exactly in 32
//! bits. Sums of whole numbers do not depend on their order, so every kernel gives the same bits.
//!
//! Weights lie in *tiles* of 16 outputs: for each pair of inputs one [`Line`], the two weights of output 0, those of
//! output 1, and so on. A kernel multiplies a line with one pair of activations that it repeats in every lane, so that
//! no sum is ever taken across lanes; it does so for several tokens at once, to load each line once for all of them.

use super::kernels;

/// Outputs of a tile.
pub const TILE: usize = 16;

/// The weights of one pair of inputs for the outputs of a tile.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub struct Line(pub [i16; 2 * TILE]);

/// Weights of a linear layer, or of a convolution: for every output, `taps` times `inputs` of them.
pub struct Matrix {
    lines: Vec<Line>,
    outputs: usize,
    taps: usize,
    inputs: usize,
}

/// One tile's part of a product, as a kernel gets it.
pub struct TileProduct<'a> {
    /// The lines of the tile: those of the first tap, then those of the second ...
    pub lines: &'a [Line],
    /// Rows of activations, `pairs` pairs each, one after another.
    pub activations: &'a [[i16; 2]],
    pub pairs: usize,
    /// For each tap, the row that it sees of the first token.
    pub first_rows: &'a [usize],
    pub tokens: usize,
    /// Where the tile's sums stand in the row of a token, and how long those rows are.
    pub at: usize,
    pub stride: usize,
}

impl TileProduct<'_> {
    /// Panics unless every access that a kernel makes lies within the slices.
    fn check(&self, sums: &[i32]) {
        assert_eq!(self.lines.len(), self.first_rows.len() * self.pairs);
        assert!(self.first_rows.iter().all(|row| (row + self.tokens) * self.pairs <= self.activations.len()));
        assert!(self.at + TILE <= self.stride && self.tokens * self.stride <= sums.len());
    }
}

impl Matrix {
    /// From `weights` that lie output by output, tap by tap, input by input.
    pub fn new(weights: &[i8], outputs: usize, taps: usize, inputs: usize) -> Self {
        assert_eq!(weights.len(), outputs * taps * inputs);
        let pairs = inputs.div_ceil(2);
        let tiles = outputs.div_ceil(TILE);
        let mut lines = vec![Line([0; 2 * TILE]); tiles * taps * pairs];
        for (row, weights) in weights.chunks_exact(inputs).enumerate() {
            let (output, tap) = (row / taps, row % taps);
            let first = (output / TILE * taps + tap) * pairs;
            for (input, &weight) in weights.iter().enumerate() {
                lines[first + input / 2].0[output % TILE * 2 + input % 2] = i16::from(weight);
            }
        }
        Matrix { lines, outputs: tiles * TILE, taps, inputs: 2 * pairs }
    }

    /// How many outputs there are, whole tiles: those past the last one asked for are zero.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// How many activations a row has: the inputs, and one more where they are odd.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    pub fn taps(&self) -> usize {
        self.taps
    }

    /// Products of multiplication and addition that one token costs.
    pub fn operations(&self) -> usize {
        self.outputs * self.taps * self.inputs
    }

    /// The sums of `tokens` tokens, row by row, into `sums`. `activations` are rows of [`Matrix::inputs`];
    /// `first_rows` says for each tap which of them it sees of the first token.
    pub fn multiply(&self, activations: &[i16], first_rows: &[usize], tokens: usize, sums: &mut [i32]) {
        self.multiply_by(kernels::best(), activations, first_rows, tokens, sums);
    }

    fn multiply_by(
        &self,
        kernel: kernels::Kernel,
        activations: &[i16],
        first_rows: &[usize],
        tokens: usize,
        sums: &mut [i32],
    ) {
        let (activations, _) = activations.as_chunks();
        for (tile, lines) in self.lines.chunks_exact(self.taps * self.inputs / 2).enumerate() {
            let product = TileProduct {
                lines,
                activations,
                pairs: self.inputs / 2,
                first_rows,
                tokens,
                at: tile * TILE,
                stride: self.outputs,
            };
            product.check(sums);
            kernel(&product, sums);
        }
    }
}

/// Whether every kernel that this machine has gives what the definition of a matrix product gives, over many sizes.
/// For tests, those of the WebAssembly build above all.
#[doc(hidden)]
pub fn kernels_agree() -> bool {
    let mut state = 1_u32;
    let mut random = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    };
    let sizes = [(1, 1, 1, 1), (16, 1, 2, 13), (17, 3, 7, 5), (40, 3, 16, 48), (104, 1, 33, 2), (256, 3, 128, 29)];
    sizes.into_iter().all(|(outputs, taps, inputs, tokens)| {
        let weights: Vec<i8> = (0..outputs * taps * inputs).map(|_| random() as i8).collect();
        let matrix = Matrix::new(&weights, outputs, taps, inputs);
        let activations: Vec<i16> = (0..(tokens + taps) * matrix.inputs()).map(|_| random() as i16 >> 2).collect();
        let first_rows: Vec<usize> = (0..taps).collect();
        let expected = definition(&weights, (outputs, taps, inputs), &activations, matrix.inputs(), tokens);
        kernels::all().into_iter().all(|kernel| {
            let mut sums = vec![0; tokens * matrix.outputs()];
            matrix.multiply_by(kernel, &activations, &first_rows, tokens, &mut sums);
            sums.chunks(matrix.outputs()).zip(expected.chunks(outputs)).all(|(row, expected)| row.starts_with(expected))
        })
    })
}

/// The product as its definition says it.
fn definition(
    weights: &[i8],
    (outputs, taps, inputs): (usize, usize, usize),
    activations: &[i16],
    stride: usize,
    tokens: usize,
) -> Vec<i32> {
    let product = |token: usize, output: usize, at: usize| {
        let activation = activations[(token + at / inputs) * stride + at % inputs];
        i32::from(activation) * i32::from(weights[output * taps * inputs + at])
    };
    let sum = |token, output| (0..taps * inputs).map(|at| product(token, output, at)).sum();
    (0..tokens * outputs).map(|at| sum(at / outputs, at % outputs)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn kernels_agree() {
        assert!(super::kernels_agree());
    }
}
