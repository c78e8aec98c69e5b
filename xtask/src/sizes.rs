//! How much a browser downloads: the files of `dist/`, as they are and compressed with brotli.

use crate::build::{address, files};
use crate::page::is_of_first_visit;
use anyhow::Result;
use std::fs;
use std::io::Read;
use std::path::Path;

/// What wasm, weights and word lists may weigh together, compressed: 4 MB.
const BUDGET: usize = 4_000_000;
/// What a first visit may weigh, compressed: 4.2 MB.
const VISIT: usize = 4_200_000;

/// Prints a table of the files of `dist` and what a first visit downloads.
pub fn print(dist: &Path) -> Result<()> {
    println!("{:>10} {:>10}  file of dist/", "bytes", "brotli");
    let (mut engine, mut visit) = (0, 0);
    for file in files(dist)? {
        // A copy of what is listed above.
        if file.starts_with(dist.join("extension/wasm")) {
            continue;
        }
        let content = fs::read(&file)?;
        let (name, compressed) = (address(dist, &file), brotli(&content)?);
        println!("{:>10} {:>10}  {name}", content.len(), compressed);
        let visited = is_of_first_visit(&name);
        visit += if visited { compressed } else { 0 };
        engine += if visited && is_engine(&name) { compressed } else { 0 };
    }
    println!("{engine:>21}  wasm, glue and weights: {}", share_of(engine, BUDGET));
    println!("{visit:>21}  a first visit in all, with what it keeps: {}", share_of(visit, VISIT));
    Ok(())
}

/// The annotator as the page has it: the glue is a part of its worker.
fn is_engine(name: &str) -> bool {
    ["newsmark_simd", "weights", "worker"]
        .iter()
        .any(|part| name.strip_prefix("page/").is_some_and(|name| name.starts_with(part)))
}

fn share_of(bytes: usize, budget: usize) -> String {
    let too_much = if bytes > budget { ", TOO MUCH" } else { "" };
    format!("{:.0}% of {budget}{too_much}", 100.0 * bytes as f64 / budget as f64)
}

fn brotli(content: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    // Quality 9 is within a few percent of the best, 11, in a tenth of its time; static hosts use about as much.
    brotli::CompressorReader::new(content, 1 << 16, 9, 22).read_to_end(&mut compressed)?;
    Ok(compressed.len())
}
