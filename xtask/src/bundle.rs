//! The scripts and style sheets of `www/`, each set as few files, so that a first visit asks for little.
//!
//! ```text
//! lib/newsmark.js, newsmark-element.js            ──► the same names, readable
//! lib/worker.js                                   ──► worker.js, whole, for it starts in every page
//! lib/whole.js                                    ──► newsmark-whole.js, with all of these in it
//! lib/command.js                                  ──► command.js, what `npx newsmark` runs
//! page/main.js                                    ──► page.js, with page-*.js for what it loads only when asked
//! styles/page.css                                 ──► page.css
//! pdfjs-dist/build/pdf.worker.min.mjs             ──► page-pdf-worker.js
//! ```
//!
//! All lie in one folder, for scripts find the others by their own address.

use crate::process::{command, run};
use crate::{install, root};
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// Writes the bundles into `dist`.
pub fn write(dist: &Path) -> Result<()> {
    let www = root().join("www");
    install::node()?;
    install::node_packages(&www)?;
    let out = format!("--outdir={}", dist.display());
    // The program's own glue is written beside them, and stays a file of its own.
    let glue = "--external:./wasm/newsmark.js";
    let modules = ["--bundle", "--format=esm", glue, "--target=es2023", "--log-level=warning", out.as_str()];
    let library = ["lib/newsmark.js", "lib/newsmark-element.js", "lib/worker.js", "--entry-names=[name]"];
    esbuild(&www, library.iter().chain(&modules))?;
    esbuild(&www, ["lib/command.js", "--external:./newsmark.js", "--platform=node"].iter().chain(&modules))?;
    let page = ["page=page/main.js", "--minify", "--splitting", "--chunk-names=page-[name]-[hash]"];
    esbuild(&www, page.iter().chain(&modules))?;
    esbuild(&www, ["page=styles/page.css", "--bundle", "--minify", "--target=es2023", "--log-level=warning", &out])?;
    let reader = www.join("node_modules/pdfjs-dist/build/pdf.worker.min.mjs");
    fs::copy(&reader, dist.join("page-pdf-worker.js")).with_context(|| format!("cannot copy {}", reader.display()))?;
    Ok(())
}

/// Writes everything into one file of `dist`, for CDNs: what the library's own files and the glue there hold. The worker's
/// script is text in it.
pub fn whole(dist: &Path) -> Result<()> {
    let www = root().join("www");
    let (worker, whole) = (dist.join("worker.js").display().to_string(), dist.join("newsmark-whole.js"));
    let text = dist.join("worker-script.txt");
    let small = ["--bundle", "--minify", "--format=esm", "--target=es2023", "--log-level=warning", "--allow-overwrite"];
    let outfile = |path: &Path| format!("--outfile={}", path.display());
    esbuild(&www, small.iter().chain(&[worker.as_str(), outfile(&text).as_str()]))?;
    let script = format!("--alias:newsmark-worker-script={}", text.display());
    let glue_apart = ["lib/whole.js", "--external:./wasm/newsmark.js", "--loader:.txt=text"];
    esbuild(&www, small.iter().chain(&glue_apart).chain(&[script.as_str(), outfile(&whole).as_str()]))?;
    esbuild(&www, small.iter().chain(&[whole.display().to_string().as_str(), outfile(&whole).as_str()]))?;
    Ok(fs::remove_file(text)?)
}

fn esbuild(www: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<()> {
    run(command(www.join("node_modules/.bin/esbuild"), &[]).args(arguments).current_dir(www))
}
