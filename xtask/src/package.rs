//! `dist/` as an npm package: its manifest and the texts that go with it.

use crate::root;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Texts for those who install or host it, and what they are called there.
const TEXTS: [(&str, &str); 4] = [
    ("www/lib/README.md", "README.md"),
    ("NOTICE", "NOTICE"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
];

/// Writes `package.json` into `dist` and copies the texts beside it.
pub fn write(dist: &Path) -> Result<()> {
    for (from, to) in TEXTS {
        fs::copy(root().join(from), dist.join(to)).with_context(|| format!("cannot copy {from}"))?;
    }
    Ok(fs::write(dist.join("package.json"), with_version("lib/package.json")?)?)
}

/// A manifest of `www`, with the library's version in it.
pub fn with_version(file: &str) -> Result<String> {
    let manifest = fs::read_to_string(root().join("www").join(file))?;
    Ok(manifest.replacen("\"0.0.0\"", &format!("{:?}", version()?), 1))
}

/// The library's version, from its `Cargo.toml`.
pub fn version() -> Result<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_string).context("Cargo.toml states no version")
}
