//! Each kernel over slices that lie right behind a page of memory which nobody may read, then right before one: an access
//! beyond them, by one byte even, ends the test. That is how Electric Fence finds them (Perens 1987); no sanitizer is needed,
//! and each instruction is known.

use super::{Kernel, all};
use crate::recognition::network::matrix::{TILE, TileLine, TileProduct};
use std::slice::from_raw_parts_mut;

const PAGE: usize = 4096;
/// More than the largest slice takes.
const ROOM: usize = 16 * PAGE;

const NO_ACCESS: i32 = 0;
const READ_AND_WRITE: i32 = 3;
const PRIVATE_AND_ANONYMOUS: i32 = 0x22;

unsafe extern "C" {
    fn mmap(at: *mut u8, length: usize, access: i32, flags: i32, file: i32, offset: i64) -> *mut u8;
    fn mprotect(at: *mut u8, length: usize, access: i32) -> i32;
}

/// Where a slice touches a page that is closed.
#[derive(Clone, Copy)]
enum Side {
    Before,
    Behind,
}

/// A slice of zeros between closed pages, which is never given back.
fn guarded<T: Copy>(count: usize, side: Side) -> &'static mut [T] {
    let length = count * size_of::<T>();
    assert!(length <= ROOM);
    // SAFETY: new memory, zeros, of which the pages in the middle are opened and hold the slice; any bits are a `T` here.
    unsafe {
        let start = mmap(std::ptr::null_mut(), ROOM + 2 * PAGE, NO_ACCESS, PRIVATE_AND_ANONYMOUS, -1, 0);
        assert!(start.addr() != usize::MAX, "no memory");
        let open = start.add(PAGE);
        assert_eq!(mprotect(open, ROOM, READ_AND_WRITE), 0);
        let first = match side {
            Side::Before => open,
            Side::Behind => open.add(ROOM - length),
        };
        from_raw_parts_mut(first.cast(), count)
    }
}

/// The sums of a kernel over slices that touch a closed page.
fn sums(kernel: Kernel, [pairs, tokens, tiles]: [usize; 3], side: Side) -> &'static [i32] {
    let lines = guarded::<TileLine>(pairs, side);
    let activations = guarded::<[i16; 2]>(tokens * pairs, side);
    let sums = guarded::<i32>(tokens * tiles * TILE, side);
    let numbers = lines.iter_mut().flat_map(|line| &mut line.0).chain(activations.as_flattened_mut());
    numbers.enumerate().for_each(|(at, number)| *number = (at * 37 % 509) as i16 - 254);
    for tile in 0..tiles {
        let product = TileProduct { lines, activations, tokens, at: tile * TILE, stride: tiles * TILE };
        kernel(&product, sums);
    }
    sums
}

#[test]
fn no_kernel_goes_beyond_its_slices() {
    for pairs in [1, 2, 7, 16] {
        for tokens in (1..=14).chain([24, 25, 37]) {
            for (tiles, side) in [(1, Side::Before), (1, Side::Behind), (3, Side::Before), (3, Side::Behind)] {
                let size = [pairs, tokens, tiles];
                let mut kernels = all().into_iter().map(|kernel| sums(kernel, size, side));
                let scalar = kernels.next().expect("there is always one");
                kernels.for_each(|other| assert_eq!(scalar, other, "{size:?}"));
            }
        }
    }
}
