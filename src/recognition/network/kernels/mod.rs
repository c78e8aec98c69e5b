//! One tile's product, for each kind of machine. All give the same bits.

#[cfg(all(test, target_os = "linux", not(miri)))]
mod guarded;
mod scalar;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
#[cfg(target_arch = "x86_64")]
mod x86;

use super::matrix::TileProduct;
use std::sync::OnceLock;

/// Adds up one tile: writes its sums of all tokens of the product.
pub type Kernel = fn(&TileProduct, &mut [i32]);

/// The kernels that this machine can run, the fastest last.
pub fn all() -> Vec<Kernel> {
    #[allow(unused_mut)]
    let mut kernels: Vec<Kernel> = vec![scalar::tile];
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    kernels.push(simd128::tile);
    #[cfg(target_arch = "x86_64")]
    kernels.extend(x86::available());
    kernels
}

static BEST: OnceLock<Kernel> = OnceLock::new();

/// How many [`all`] gives.
pub fn count() -> usize {
    all().len()
}

/// Has this process use kernel `index` of [`all`], to compare them. False where there is none, or one is in use.
pub fn prefer(index: usize) -> bool {
    all().get(index).is_some_and(|&kernel| BEST.set(kernel).is_ok())
}

/// The fastest kernel that this machine can run.
pub fn best() -> Kernel {
    *BEST.get_or_init(|| all().pop().unwrap_or(scalar::tile))
}
