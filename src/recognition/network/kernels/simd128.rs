//! The kernel for WebAssembly with 128-bit vectors: four vectors of four outputs by two tokens at a time.

use crate::recognition::network::matrix::{TILE, TileProduct};
use core::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_splat, v128, v128_load, v128_load32_splat, v128_store};

const TOKENS: usize = 2;
const VECTORS: usize = TILE / 4;

pub fn tile(product: &TileProduct, sums: &mut [i32]) {
    let whole = product.tokens / TOKENS * TOKENS;
    for token in (0..whole).step_by(TOKENS) {
        group::<TOKENS>(product, token, sums);
    }
    for token in whole..product.tokens {
        group::<1>(product, token, sums);
    }
}

#[inline(always)]
fn group<const N: usize>(product: &TileProduct, token: usize, sums: &mut [i32]) {
    let mut sum = [[i32x4_splat(0); VECTORS]; N];
    let pairs = product.lines.len();
    let rows: [&[[i16; 2]]; N] = std::array::from_fn(|n| &product.activations[(token + n) * pairs..][..pairs]);
    for (pair, line) in product.lines.iter().enumerate() {
        let line = line.0.as_ptr().cast::<v128>();
        // SAFETY: a line is four vectors long, every row has as many pairs as there are lines.
        let activations: [v128; N] =
            std::array::from_fn(|n| unsafe { v128_load32_splat(rows[n].as_ptr().add(pair).cast()) });
        for vector in 0..VECTORS {
            let weights = unsafe { v128_load(line.add(vector)) };
            for n in 0..N {
                sum[n][vector] = i32x4_add(sum[n][vector], i32x4_dot_i16x8(weights, activations[n]));
            }
        }
    }
    for (n, sum) in sum.iter().enumerate() {
        let target = &mut sums[(token + n) * product.stride + product.at..][..TILE];
        for (target, &sum) in target.as_chunks_mut::<4>().0.iter_mut().zip(sum) {
            // SAFETY: four sums are one vector long.
            unsafe { v128_store(target.as_mut_ptr().cast(), sum) };
        }
    }
}
