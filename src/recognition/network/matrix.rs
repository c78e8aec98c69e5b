//! The matrix product of the network: activations of 16 bits by weights of 10 bits (held as 16), summed exactly in 32
//! bits. Sums of whole numbers do not depend on their order, so every kernel gives the same bits.
//!
//! Weights lie in *tiles* of 16 outputs: for each pair of inputs one [`TileLine`], the two weights of output 0, those of
//! output 1, and so on. A kernel multiplies a line with one pair of activations that it repeats in every lane, so that
//! no sum is ever taken across lanes; it does so for several tokens at once, to load each line once for all of them.

use super::kernels;

/// Outputs of a tile.
pub const TILE: usize = 16;

/// The weights of one pair of inputs for the outputs of a tile.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub struct TileLine(pub [i16; 2 * TILE]);

/// Weights of a linear layer: for every output, `inputs` of them.
pub struct Matrix {
    lines: Vec<TileLine>,
    outputs: usize,
    inputs: usize,
}

/// One tile's part of a product, as a kernel gets it.
pub struct TileProduct<'a> {
    /// One for each pair of inputs.
    pub lines: &'a [TileLine],
    /// For each token a row of activations, as many pairs as there are lines.
    pub activations: &'a [[i16; 2]],
    pub tokens: usize,
    /// Where the tile's sums stand in the row of a token, and how long those rows are.
    pub at: usize,
    pub stride: usize,
}

impl TileProduct<'_> {
    /// Panics unless every access that a kernel makes lies within the slices.
    fn check(&self, sums: &[i32]) {
        assert!(self.tokens * self.lines.len() <= self.activations.len());
        assert!(self.at + TILE <= self.stride && self.tokens * self.stride <= sums.len());
    }
}

impl Matrix {
    /// From `weights` that lie output by output.
    pub fn new(weights: &[impl Copy + Into<i16>], outputs: usize, inputs: usize) -> Self {
        assert_eq!(weights.len(), outputs * inputs);
        let pairs = inputs.div_ceil(2);
        let tiles = outputs.div_ceil(TILE);
        let mut lines = vec![TileLine([0; 2 * TILE]); tiles * pairs];
        for (output, weights) in weights.chunks_exact(inputs).enumerate() {
            let first = output / TILE * pairs;
            for (input, &weight) in weights.iter().enumerate() {
                lines[first + input / 2].0[output % TILE * 2 + input % 2] = weight.into();
            }
        }
        Matrix { lines, outputs: tiles * TILE, inputs: 2 * pairs }
    }

    /// How many outputs there are, whole tiles: those past the last one asked for are zero.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// How many activations a row has: the inputs, and one more where they are odd.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Products of multiplication and addition that one token costs.
    pub fn operations(&self) -> usize {
        self.outputs * self.inputs
    }

    /// The sums of `tokens` tokens, row by row, into `sums`. `activations` are rows of [`Matrix::inputs`].
    pub fn multiply(&self, activations: &[i16], tokens: usize, sums: &mut [i32]) {
        self.multiply_by(kernels::best(), activations, tokens, sums);
    }

    fn multiply_by(&self, kernel: kernels::Kernel, activations: &[i16], tokens: usize, sums: &mut [i32]) {
        let (activations, _) = activations.as_chunks();
        for (tile, lines) in self.lines.chunks_exact(self.inputs / 2).enumerate() {
            let product = TileProduct { lines, activations, tokens, at: tile * TILE, stride: self.outputs };
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
    let sizes = [(1, 1, 1), (16, 2, 13), (17, 7, 5), (40, 16, 48), (104, 33, 2), (256, 128, 29)];
    // Miri looks at each access, and needs minutes for what takes milliseconds: the small sizes have every kind of access.
    let sizes = if cfg!(miri) { &sizes[..3] } else { &sizes[..] };
    sizes.iter().all(|&(outputs, inputs, tokens)| {
        let weights: Vec<i16> = (0..outputs * inputs).map(|_| random() as i16 >> 7).collect();
        let matrix = Matrix::new(&weights, outputs, inputs);
        let activations: Vec<i16> = (0..tokens * matrix.inputs()).map(|_| random() as i16 >> 2).collect();
        let expected = definition(&weights, (outputs, inputs), &activations, matrix.inputs(), tokens);
        kernels::all().into_iter().all(|kernel| {
            let mut sums = vec![0; tokens * matrix.outputs()];
            matrix.multiply_by(kernel, &activations, tokens, &mut sums);
            sums.chunks(matrix.outputs()).zip(expected.chunks(outputs)).all(|(row, expected)| row.starts_with(expected))
        })
    })
}

/// The product as its definition says it.
fn definition(
    weights: &[i16],
    (outputs, inputs): (usize, usize),
    activations: &[i16],
    stride: usize,
    tokens: usize,
) -> Vec<i32> {
    let product = |token: usize, output: usize, input: usize| {
        i32::from(activations[token * stride + input]) * i32::from(weights[output * inputs + input])
    };
    let sum = |token, output| (0..inputs).map(|input| product(token, output, input)).sum();
    (0..tokens * outputs).map(|at| sum(at / outputs, at % outputs)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn kernels_agree() {
        assert!(super::kernels_agree());
    }
}
