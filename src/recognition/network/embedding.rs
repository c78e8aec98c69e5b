//! Embedding tables: for each number of a column a row of quantised numbers.

use crate::recognition::token_features::ColumnKind;

/// A table of rows of whole numbers, each row with its own step.
pub struct Embedding {
    /// Which column of a feature row picks from it.
    pub column: usize,
    pub kind: ColumnKind,
    pub dimensions: usize,
    pub steps: Vec<f32>,
    pub rows: Rows,
}

/// The whole numbers of a table.
pub enum Rows {
    Bytes(Vec<i8>),
    /// Two in a byte, the first in its low half, each 8 too high; every row begins a new byte.
    Halves(Vec<u8>),
}

impl Embedding {
    /// Adds what `value` picks to `sum`, which has as many numbers as the table has dimensions.
    pub fn add_to(&self, value: u32, sum: &mut [f32]) {
        match self.kind {
            ColumnKind::Index => self.add_row(value as usize, sum),
            ColumnKind::Bits => {
                let mut bits = value;
                while bits != 0 {
                    self.add_row(bits.trailing_zeros() as usize, sum);
                    bits &= bits - 1;
                }
            }
        }
    }

    /// A number beyond the table picks nothing.
    fn add_row(&self, row: usize, sum: &mut [f32]) {
        let Some(&step) = self.steps.get(row) else { return };
        match &self.rows {
            Rows::Bytes(bytes) => {
                let bytes = &bytes[row * self.dimensions..][..self.dimensions];
                sum.iter_mut().zip(bytes).for_each(|(sum, &byte)| *sum += f32::from(byte) * step);
            }
            Rows::Halves(bytes) => {
                let length = self.dimensions.div_ceil(2);
                let bytes = &bytes[row * length..][..length];
                for (pair, &byte) in sum.chunks_mut(2).zip(bytes) {
                    let halves = [byte & 15, byte >> 4];
                    pair.iter_mut().zip(halves).for_each(|(sum, half)| *sum += (f32::from(half) - 8.0) * step);
                }
            }
        }
    }
}
