//! `cargo xtask bench --linear`: processor time and memory a byte of ordinary prose, from 1 KB to 10 MB of it. Each length
//! has a process of its own, for memory that was taken once is not seen to be taken again.

use crate::process::{command, output};
use anyhow::{Context, Result};
use cpu_time::ThreadTime;
use newsmark::{Annotator, Options};
use std::fs;
use std::path::Path;

const LENGTHS: [usize; 9] = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];

/// Short texts are annotated until so many bytes are read, each time another stretch.
const LEAST: usize = 300_000;

/// Prints a line for each length.
pub fn run(data: &Path, weights: &Path) -> Result<()> {
    let own = std::env::current_exe()?;
    for bytes in LENGTHS {
        let mut again = command(&own, &["bench", "--linear", "--bytes", &bytes.to_string()]);
        print!("{}", output(again.arg("--data").arg(data).arg("--weights").arg(weights))?);
    }
    Ok(())
}

/// Prints what texts of `bytes` bytes, cut from `articles`, take.
pub fn measure(annotator: &Annotator, articles: &[String], bytes: usize) -> Result<()> {
    let prose = articles.join("\n\n");
    let prose = prose.repeat((bytes.max(LEAST) / prose.len()) + 2);
    annotate(annotator, &prose[..prose.floor_char_boundary(1_000)]);
    let before = most_memory()?;
    let (mut start, mut seconds) = (0, 0.0);
    while start < LEAST.max(bytes) {
        let end = prose.floor_char_boundary(start + bytes);
        seconds += annotate(annotator, &prose[start..end]);
        start = end;
    }
    let memory = most_memory()?.map_or("no figure of".into(), |most| {
        let taken = most.saturating_sub(before.unwrap_or(most));
        format!("{:.0} bytes of", taken as f64 / bytes as f64)
    });
    println!("{bytes:>10} bytes  {:.0} ns a byte, {memory} memory a byte", 1e9 * seconds / start as f64);
    Ok(())
}

/// Seconds of processor time.
fn annotate(annotator: &Annotator, text: &str) -> f64 {
    let start = ThreadTime::now();
    annotator.annotate(text, &Options::default());
    start.elapsed().as_secs_f64()
}

/// The most bytes that this process has had at a time, where Linux tells.
fn most_memory() -> Result<Option<usize>> {
    let Ok(status) = fs::read_to_string("/proc/self/status") else { return Ok(None) };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).context("no VmHWM")?;
    Ok(Some(kilobytes.parse::<usize>()? * 1024))
}
