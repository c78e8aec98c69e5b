//! The kernels for x86-64: AVX2, and AVX-512 with its instructions for whole-number products (VNNI).

use super::Kernel;
use crate::recognition::network::matrix::{TILE, TileProduct};
use std::arch::x86_64::*;

/// Those that this machine can run, the fastest last.
pub fn available() -> Vec<Kernel> {
    let mut kernels: Vec<Kernel> = Vec::new();
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the machine has what the function asks for.
        kernels.push(|product, sums| unsafe { tile_avx2(product, sums) });
    }
    if is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vnni") {
        // SAFETY: the machine has what the function asks for.
        kernels.push(|product, sums| unsafe { tile_avx512(product, sums) });
    }
    kernels
}

#[target_feature(enable = "avx2")]
fn tile_avx2(product: &TileProduct, sums: &mut [i32]) {
    const TOKENS: usize = 6;
    let whole = product.tokens / TOKENS * TOKENS;
    for token in (0..whole).step_by(TOKENS) {
        group_avx2::<TOKENS>(product, token, sums);
    }
    for token in whole..product.tokens {
        group_avx2::<1>(product, token, sums);
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn group_avx2<const N: usize>(product: &TileProduct, token: usize, sums: &mut [i32]) {
    let mut sum = [[_mm256_setzero_si256(); 2]; N];
    let rows = rows::<N>(product, token);
    for (pair, line) in product.lines.iter().enumerate() {
        let line = line.0.as_ptr().cast::<__m256i>();
        // SAFETY: a line is two vectors long.
        let weights = unsafe { [_mm256_load_si256(line), _mm256_load_si256(line.add(1))] };
        for n in 0..N {
            // SAFETY: every row has as many pairs as there are lines.
            let activation = _mm256_set1_epi32(unsafe { rows[n].add(pair).read_unaligned() });
            sum[n][0] = _mm256_add_epi32(sum[n][0], _mm256_madd_epi16(weights[0], activation));
            sum[n][1] = _mm256_add_epi32(sum[n][1], _mm256_madd_epi16(weights[1], activation));
        }
    }
    for (n, sum) in sum.iter().enumerate() {
        let target = &mut sums[(token + n) * product.stride + product.at..][..TILE];
        for (target, &sum) in target.as_chunks_mut::<8>().0.iter_mut().zip(sum) {
            // SAFETY: eight sums are one vector long.
            unsafe { _mm256_storeu_si256(target.as_mut_ptr().cast(), sum) };
        }
    }
}

#[target_feature(enable = "avx512bw,avx512vnni")]
fn tile_avx512(product: &TileProduct, sums: &mut [i32]) {
    const TOKENS: usize = 12;
    let whole = product.tokens / TOKENS * TOKENS;
    for token in (0..whole).step_by(TOKENS) {
        group_avx512::<TOKENS>(product, token, sums);
    }
    for token in whole..product.tokens {
        group_avx512::<1>(product, token, sums);
    }
}

#[inline]
#[target_feature(enable = "avx512bw,avx512vnni")]
fn group_avx512<const N: usize>(product: &TileProduct, token: usize, sums: &mut [i32]) {
    let mut sum = [_mm512_setzero_si512(); N];
    let rows = rows::<N>(product, token);
    for (pair, line) in product.lines.iter().enumerate() {
        // SAFETY: a line is one vector long.
        let weights = unsafe { _mm512_load_si512(line.0.as_ptr().cast()) };
        for n in 0..N {
            // SAFETY: every row has as many pairs as there are lines.
            let activation = _mm512_set1_epi32(unsafe { rows[n].add(pair).read_unaligned() });
            sum[n] = _mm512_dpwssd_epi32(sum[n], weights, activation);
        }
    }
    for (n, &sum) in sum.iter().enumerate() {
        let target = &mut sums[(token + n) * product.stride + product.at..][..TILE];
        // SAFETY: sixteen sums are one vector long.
        unsafe { _mm512_storeu_si512(target.as_mut_ptr().cast(), sum) };
    }
}

/// The activations of `N` tokens, a pair as one number. [`Matrix::multiply`] has checked that they lie within the slice.
///
/// [`Matrix::multiply`]: crate::recognition::network::matrix::Matrix::multiply
#[inline(always)]
fn rows<const N: usize>(product: &TileProduct, token: usize) -> [*const i32; N] {
    let pairs = product.lines.len();
    std::array::from_fn(|n| product.activations[(token + n) * pairs..][..pairs].as_ptr().cast())
}
