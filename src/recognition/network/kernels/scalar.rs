//! The kernel for machines without vectors that we know.

use crate::recognition::network::matrix::{TILE, TileProduct};

pub fn tile(product: &TileProduct, sums: &mut [i32]) {
    for token in 0..product.tokens {
        let mut sum = [0_i32; TILE];
        let row = &product.activations[token * product.lines.len()..];
        for (line, &[first, second]) in product.lines.iter().zip(row) {
            for (sum, &[one, two]) in sum.iter_mut().zip(line.0.as_chunks().0) {
                let products = i32::from(first) * i32::from(one) + i32::from(second) * i32::from(two);
                *sum = sum.wrapping_add(products);
            }
        }
        sums[token * product.stride + product.at..][..TILE].copy_from_slice(&sum);
    }
}
