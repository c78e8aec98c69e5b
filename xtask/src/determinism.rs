//! `cargo xtask determinism`: the same articles through every kernel that this machine has, through both wasm modules in
//! Node.js, and through the module in Chromium. Each writes all annotations as the JSON that a browser would, and the sums of
//! the bytes must be one.

use crate::arguments::Arguments;
use crate::process::{command, output, step};
use crate::{build, gold, install, root, serve, target};
use anyhow::{Context, Result, ensure};
use newsmark::export::{self, Article, Format};
use newsmark::internals::recognition::network;
use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotator, Options};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

/// One line of a set.
#[derive(Deserialize)]
struct Line {
    text: String,
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data/unlabelled")?;
    let count = arguments.value("--articles")?.unwrap_or(1000);
    let kernel: Option<usize> = arguments.value("--kernel")?;
    arguments.finish()?;
    let texts = texts(&data, count)?;
    if let Some(kernel) = kernel {
        ensure!(network::prefer_kernel(kernel), "there is no such kernel");
        println!("{}", sum(&texts)?);
        return Ok(());
    }
    let dist = build::build()?;
    let mut sums = Vec::new();
    for kernel in 0..network::kernel_count() {
        let own = std::env::current_exe()?;
        let mut again =
            command(own, &["determinism", "--kernel", &kernel.to_string(), "--articles", &count.to_string()]);
        let name = format!("native, kernel {kernel} of {} (scalar, AVX2, AVX-512)", network::kernel_count());
        sums.push((name.clone(), step(&name, || output(again.arg("--data").arg(&data)))?));
    }
    let file = target().join("determinism.jsonl");
    let mut lines = File::create(&file)?;
    texts.iter().try_for_each(|text| writeln!(lines, "{}", serde_json::Value::from(text.as_str())))?;
    for module in ["newsmark_simd.wasm", "newsmark_scalar.wasm"] {
        let mut node = command(install::node()?, &["xtask/determinism.mjs"]);
        node.arg(&dist).arg(module).arg(&file);
        sums.push((module.into(), step(module, || output(&mut node))?));
    }
    sums.push(("Chromium".into(), step("Chromium", || in_chromium(dist, &file))?));
    for (name, sum) in &sums {
        println!("{}  {name}", sum.trim());
    }
    ensure!(sums.iter().all(|(_, sum)| sum.trim() == sums[0].1.trim()), "they are not the same");
    println!(
        "{} articles, {} bytes of text: the same from all",
        texts.len(),
        texts.iter().map(String::len).sum::<usize>()
    );
    Ok(())
}

/// What `tests/browser/determinism.js` sums up of the texts in `file`.
fn in_chromium(dist: PathBuf, file: &Path) -> Result<String> {
    let folder = root().join("tests/browser");
    install::node_packages(&folder)?;
    let mut runner = command(install::node()?, &["determinism.js"]);
    runner.arg(file).current_dir(folder).env("CHROMIUM", install::chromium()?);
    output(runner.env("NEWSMARK_URL", serve::in_background(dist)?))
}

/// The first articles of the sets in `data`, which may be compressed.
fn texts(data: &Path, count: usize) -> Result<Vec<String>> {
    let mut files: Vec<PathBuf> = fs::read_dir(data)
        .with_context(|| format!("cannot read {}", data.display()))?
        .map(|file| Ok(file?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    let mut texts = Vec::new();
    for path in files {
        for line in gold::lines(&path)?.lines().take(count - texts.len()) {
            texts.push(serde_json::from_str::<Line>(&line?)?.text);
        }
    }
    ensure!(!texts.is_empty(), "there are no articles in {}", data.display());
    Ok(texts)
}

fn sum(texts: &[String]) -> Result<String> {
    let annotator = Annotator::new(&fs::read(root().join("src/model/weights.bin"))?)?;
    let mut sum = Sha256::new();
    for text in texts {
        let annotations = annotator.annotate(text, &Options::default());
        let offsets = Offsets::new(text, OffsetUnit::Utf16);
        sum.update(export::write(&Article { text, annotations: &annotations, offsets: &offsets }, Format::Json));
    }
    Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
