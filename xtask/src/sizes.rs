//! How much a browser downloads: the files of `dist/`, as they are and compressed with brotli.

use crate::build::{address, files};
use crate::package;
use anyhow::Result;
use std::fs;
use std::io::Read;
use std::path::Path;

/// What wasm, weights and word lists may weigh together, compressed: 4 MB.
const BUDGET: usize = 4_000_000;

/// Prints a table of the files of `dist` and what a first visit downloads.
pub fn print(dist: &Path) -> Result<()> {
    println!("{:>10} {:>10}  file of dist/", "bytes", "brotli");
    let (mut engine, mut visit) = (0, 0);
    for file in files(dist)? {
        let content = fs::read(&file)?;
        let (name, compressed) = (address(dist, &file), brotli(&content)?);
        println!("{:>10} {:>10}  {name}", content.len(), compressed);
        // A browser that has SIMD never asks for the other module.
        let visited = package::is_for_pages(&name) && name != "wasm/newsmark_scalar.wasm";
        visit += if visited { compressed } else { 0 };
        engine += if visited && name.starts_with("wasm/") { compressed } else { 0 };
    }
    let share = 100.0 * engine as f64 / BUDGET as f64;
    println!("{engine:>21}  wasm, glue and weights: {share:.0}% of {BUDGET}{}", over(engine));
    println!("{visit:>21}  a first visit in all");
    Ok(())
}

fn over(engine: usize) -> &'static str {
    if engine > BUDGET { ", TOO MUCH" } else { "" }
}

fn brotli(content: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    // Quality 9 is within a few percent of the best, 11, in a tenth of its time; static hosts use about as much.
    brotli::CompressorReader::new(content, 1 << 16, 9, 22).read_to_end(&mut compressed)?;
    Ok(compressed.len())
}
