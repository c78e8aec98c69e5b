//! `cargo xtask build`: makes `dist/`, a folder of static files that any host can serve and npm can publish.
//!
//! ```text
//! www/lib                  ──► dist/*.js, in few files
//! src/, compiled to wasm   ──► dist/wasm/newsmark.js, newsmark_simd.wasm, newsmark_scalar.wasm
//! src/model/weights.bin    ──► dist/wasm/weights.bin
//! README.md, LICENSE-* ... ──► dist/, with a package.json
//! www/extension            ──► dist/extension/, with a copy of dist/wasm
//! www/index.html, page ... ──► dist/index.html, service-worker.js, and the rest in dist/page/, named by content
//! ```

use crate::arguments::Arguments;
use crate::process::step;
use crate::{bundle, package, page, root, sbom, sizes, wasm};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

pub fn run(mut arguments: Arguments) -> Result<()> {
    let page_alone = arguments.switch("--page");
    arguments.finish()?;
    let dist = if page_alone { build_page()? } else { build()? };
    sizes::print(&dist)
}

/// Brings `dist/` up to date and gives its path.
pub fn build() -> Result<PathBuf> {
    let wasm = step("wasm", wasm::build)?;
    step("dist", || assemble(&wasm))
}

/// The same with the wasm as it was last built: for changes to `www` alone, in seconds.
pub fn build_page() -> Result<PathBuf> {
    assemble(&wasm::last_built()?)
}

/// Puts `dist/` together anew beside the old one and then takes its place, so that it never holds what is gone.
fn assemble(wasm: &wasm::Wasm) -> Result<PathBuf> {
    let (dist, fresh) = (root().join("dist"), crate::target().join("dist-fresh"));
    remove(&fresh)?;
    fs::create_dir_all(fresh.join("wasm"))?;
    copy_as_they_are(&fresh)?;
    bundle::library(&fresh)?;
    fs::write(fresh.join("wasm/newsmark.js"), &wasm.glue)?;
    bundle::whole(&fresh)?;
    fs::write(fresh.join("wasm/newsmark_simd.wasm"), &wasm.simd)?;
    fs::write(fresh.join("wasm/newsmark_scalar.wasm"), &wasm.scalar)?;
    fs::write(fresh.join("wasm/weights.bin"), weights()?)?;
    page::write(&fresh)?;
    package::write(&fresh)?;
    bundle::extension(&fresh)?;
    sbom::write(&fresh)?;
    remove(&dist)?;
    copy(&fresh, &dist)?;
    remove(&fresh)?;
    Ok(dist)
}

/// The types of the package and the examples, which need no building.
fn copy_as_they_are(dist: &Path) -> Result<()> {
    let www = root().join("www");
    for (from, to) in [
        ("lib/newsmark.d.ts", "newsmark.d.ts"),
        ("lib/newsmark-element.d.ts", "newsmark-element.d.ts"),
        ("lib/newsmark-whole.d.ts", "newsmark-whole.d.ts"),
        ("lib/worker.d.ts", "worker.d.ts"),
        ("lib/annotations.schema.json", "annotations.schema.json"),
        ("lib/custom-elements.json", "custom-elements.json"),
    ] {
        fs::copy(www.join(from), dist.join(to)).with_context(|| format!("cannot copy {from}"))?;
    }
    copy(&www.join("examples"), &dist.join("examples"))
}

fn weights() -> Result<Vec<u8>> {
    let path = root().join("src/model/weights.bin");
    if !path.exists() {
        eprintln!("   there are no weights yet (src/model/weights.bin): `cargo xtask train` makes them");
        return Ok(Vec::new());
    }
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// All files under `folder`, sorted.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

/// The address of `file`, relative to `folder`.
pub fn address(folder: &Path, file: &Path) -> String {
    let relative = file.strip_prefix(folder).unwrap_or(file);
    relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let copied = to.join(address(from, &file));
        fs::create_dir_all(copied.parent().unwrap_or(to))?;
        fs::copy(&file, &copied).with_context(|| format!("cannot write {}", copied.display()))?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    Ok(())
}
