//! The scripts and style sheets of `www/`, each set as few files, so that a first visit asks for little.
//!
//! ```text
//! lib/newsmark.js, newsmark-element.js            ──► the same names, readable
//! lib/worker.js                                   ──► worker.js, whole, for it starts in every page
//! lib/whole.js                                    ──► newsmark-whole.js, with all of these in it
//! extension/content.js, background.js, options.js ──► extension/, the same names
//! lib/command.js                                  ──► command.js, what `npx newsmark` runs
//! page/main.js                                    ──► page.js, with page-*.js for what it loads only when asked
//! page/intake/readers/worker.js                   ──► reader.js, with reader-*.js for each kind of file
//! lib/worker.js with the program's glue           ──► one plain script, which the page starts its worker from
//! styles/page.css, page/first-paint.js            ──► one file each
//! ```
//!
//! Scripts find the others by their own address.

use crate::process::{command, output, run};
use crate::{build, install, package, root};
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The program's own glue is written beside the library, and stays a file of its own there.
const MODULES: [&str; 2] = ["--format=esm", "--external:./wasm/newsmark.js"];
const ONE_SCRIPT: [&str; 2] = ["--minify", "--format=iife"];

/// Writes the npm package's scripts into `dist`.
pub fn library(dist: &Path) -> Result<()> {
    install::node()?;
    install::node_packages(&root().join("www"))?;
    let out = format!("--outdir={}", dist.display());
    let entries = ["lib/newsmark.js", "lib/newsmark-element.js", "lib/worker.js"];
    run(&mut esbuild(entries.iter().chain(&MODULES).chain(&["--entry-names=[name]", out.as_str()])))?;
    let command = ["lib/command.js", "--external:./newsmark.js", "--platform=node", out.as_str()];
    run(&mut esbuild(command.iter().chain(&MODULES)))
}

/// Writes everything into one file of `dist`, for CDNs: what the library's own files and the glue there hold. The worker's
/// script is text in it.
pub fn whole(dist: &Path) -> Result<()> {
    let (worker, whole) = (dist.join("worker.js").display().to_string(), dist.join("newsmark-whole.js"));
    let text = dist.join("worker-script.txt");
    let small = ["--minify", "--format=esm", "--allow-overwrite"];
    let outfile = |path: &Path| format!("--outfile={}", path.display());
    run(&mut esbuild(small.iter().chain(&[worker.as_str(), outfile(&text).as_str()])))?;
    let script = format!("--alias:newsmark-worker-script={}", text.display());
    let glue_apart = ["lib/whole.js", "--external:./wasm/newsmark.js", "--loader:.txt=text"];
    run(&mut esbuild(small.iter().chain(&glue_apart).chain(&[script.as_str(), outfile(&whole).as_str()])))?;
    run(&mut esbuild(small.iter().chain(&[whole.display().to_string().as_str(), outfile(&whole).as_str()])))?;
    Ok(fs::remove_file(text)?)
}

/// Writes the browser extension into the folder of that name in `dist`, with the program and the weights that lie there.
pub fn extension(dist: &Path) -> Result<()> {
    let (www, folder) = (root().join("www"), dist.join("extension"));
    let out = format!("--outdir={}", folder.display());
    let content = ["extension/content.js", out.as_str()];
    run(&mut esbuild(content.iter().chain(&ONE_SCRIPT)))?;
    let modules = ["extension/background.js", "extension/options.js", out.as_str()];
    run(&mut esbuild(modules.iter().chain(&MODULES)))?;
    fs::copy(www.join("extension/options.html"), folder.join("options.html"))?;
    fs::write(folder.join("manifest.json"), package::with_version("extension/manifest.json")?)?;
    build::copy(&dist.join("wasm"), &folder.join("wasm"))
}

/// Writes what the page loads later into `folder` as `page-NAME-SUM.js`, and gives its first script. It is told of the large
/// files as `ASSETS`.
pub fn page(folder: &Path, assets: &str) -> Result<Vec<u8>> {
    split(folder, "page", "page/main.js", &[&format!("--define:ASSETS={assets}"), "--loader:.txt=text"])
}

/// Writes what the worker that reads files loads later into `folder` as `reader-NAME-SUM.js`, and gives its first script.
pub fn reader(folder: &Path) -> Result<Vec<u8>> {
    split(folder, "reader", "page/intake/readers/worker.js", &[])
}

/// The module `entry` with all that it needs at once; what it loads later goes into `folder`, under names that begin with `name`.
fn split(folder: &Path, name: &str, entry: &str, more: &[&str]) -> Result<Vec<u8>> {
    let (out, entry) = (format!("--outdir={}", folder.display()), format!("{name}={entry}"));
    let chunks = format!("--chunk-names={name}-[name]-[hash]");
    let given = [entry.as_str(), "--minify", "--splitting", chunks.as_str(), out.as_str()];
    run(&mut esbuild(given.iter().chain(&MODULES).chain(more)))?;
    let script = folder.join(name).with_extension("js");
    let content = fs::read(&script).with_context(|| format!("esbuild wrote no {name}.js"))?;
    fs::remove_file(script)?;
    Ok(content)
}

/// The library's worker at `worker`, with the glue that lies beside it.
pub fn worker(worker: &Path) -> Result<Vec<u8>> {
    one(&worker.to_string_lossy(), &ONE_SCRIPT)
}

pub fn first_paint() -> Result<Vec<u8>> {
    one("page/first-paint.js", &ONE_SCRIPT)
}

pub fn style() -> Result<Vec<u8>> {
    one("styles/page.css", &["--minify"])
}

fn one(entry: &str, arguments: &[&str]) -> Result<Vec<u8>> {
    Ok(output(&mut esbuild([entry].iter().chain(arguments)))?.into_bytes())
}

/// esbuild as all is bundled, in `www`.
fn esbuild(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let www = root().join("www");
    let always = ["--bundle", "--target=es2023", "--log-level=warning"];
    let mut esbuild = command(www.join("node_modules/.bin/esbuild"), &always);
    esbuild.args(arguments).current_dir(www);
    esbuild
}
