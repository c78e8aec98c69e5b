//! The page in `dist/`: everything but `index.html` and `service-worker.js` lies in `dist/page/` under a name that holds a
//! part of its sum, so that no page ever meets a file of another version, and an update is as atomic as those two.
//!
//! ```text
//! wasm, weights, workers             ──► page/NAME-SUM.*, whose addresses and sums page.js is told of
//! page/main.js, styles, first-paint  ──► page/page-SUM.js ..., which index.html asks for with their sums
//! names and sums of these            ──► service-worker.js: what is kept for use without a network
//! ```

use crate::build::{address, files};
use crate::{bundle, root};
use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The folder of `dist/` in which the page's files lie.
const FOLDER: &str = "page";

/// What comes only when it is asked for, by how its name begins: readers of files, the table across articles, and what
/// browsers without SIMD need.
const LATER: [&str; 6] = ["newsmark_scalar", "page-across", "page-pdf", "page-same", "pdf-worker", "reader"];

/// A file under its name by content.
struct Named {
    /// Relative to `dist/`.
    address: String,
    bytes: usize,
    /// As `integrity` has it.
    sum: String,
}

/// Writes the page into `dist`, where the library and its wasm lie already.
pub fn write(dist: &Path) -> Result<()> {
    let www = root().join("www");
    fs::create_dir_all(dist.join(FOLDER))?;
    let assets = write_assets(dist, &www)?;
    let script = bundle::page(&dist.join(FOLDER), &Value::Object(assets).to_string())?;
    let mut index = fs::read_to_string(www.join("index.html")).context("cannot read index.html")?;
    let icon = name(dist, "icon.svg", &fs::read(www.join("page/icon.svg"))?)?;
    let manifest = fs::read_to_string(www.join("page/manifest.webmanifest"))?;
    let manifest = manifest.replace("icon.svg", icon.address.trim_start_matches("page/"));
    for (logical, file) in [
        ("icon.svg", icon),
        ("manifest.webmanifest", name(dist, "manifest.webmanifest", manifest.as_bytes())?),
        ("page.css", name(dist, "page.css", &bundle::style()?)?),
        ("page.js", name(dist, "page.js", &script)?),
    ] {
        let attributes = match logical {
            "icon.svg" | "manifest.webmanifest" => format!("\"{}\"", file.address),
            _ => format!("\"{}\" integrity=\"{}\"", file.address, file.sum),
        };
        replace(&mut index, &format!("\"page/{logical}\""), &attributes)?;
    }
    preload_chunks(dist, &script, &mut index)?;
    put_first_paint_inside(&bundle::first_paint()?, &mut index)?;
    fs::write(dist.join("index.html"), index)?;
    list_for_service_worker(dist)
}

/// The large files, with what page.js has to know of them.
fn write_assets(dist: &Path, www: &Path) -> Result<Map<String, Value>> {
    let pdf_worker = www.join("node_modules/pdfjs-dist/build/pdf.worker.min.mjs");
    let read = |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let mut assets = Map::new();
    for (key, file, content) in [
        ("simd", "newsmark_simd.wasm", read(&dist.join("wasm/newsmark_simd.wasm"))?),
        ("scalar", "newsmark_scalar.wasm", read(&dist.join("wasm/newsmark_scalar.wasm"))?),
        ("weights", "weights.bin", read(&dist.join("wasm/weights.bin"))?),
        ("worker", "worker.js", bundle::worker(&dist.join("worker.js"))?),
        ("reader", "reader.js", bundle::reader(&dist.join(FOLDER))?),
        ("pdfWorker", "pdf-worker.js", read(&pdf_worker)?),
    ] {
        let Named { address, bytes, sum } = name(dist, file, &content)?;
        assets.insert(key.into(), json!({ "address": address, "bytes": bytes, "sum": sum }));
    }
    Ok(assets)
}

/// Writes `content` under a name that holds the beginning of its sum.
fn name(dist: &Path, file: &str, content: &[u8]) -> Result<Named> {
    let digest = Sha256::digest(content);
    let beginning: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    let (stem, extension) = file.rsplit_once('.').context("a file of the page has an ending")?;
    let address = format!("{FOLDER}/{stem}-{beginning}.{extension}");
    fs::write(dist.join(&address), content).with_context(|| format!("cannot write {address}"))?;
    Ok(Named { address, bytes: content.len(), sum: integrity(content) })
}

fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

/// What the script needs from its first line on comes beside it, and is checked too.
fn preload_chunks(dist: &Path, script: &[u8], index: &mut String) -> Result<()> {
    let script = String::from_utf8_lossy(script);
    let mut links = String::new();
    for file in files(&dist.join(FOLDER))? {
        let address = address(dist, &file);
        if script.contains(&format!("from\"./{}\"", address.trim_start_matches("page/"))) {
            let sum = integrity(&fs::read(&file)?);
            links += &format!("<link rel=\"modulepreload\" href=\"{address}\" integrity=\"{sum}\" />\n    ");
        }
    }
    replace(index, "<script type=\"module\"", &format!("{links}<script type=\"module\""))
}

/// It says what to do where nothing else comes, and so comes with the page itself; the policy names it by its sum.
fn put_first_paint_inside(script: &[u8], index: &mut String) -> Result<()> {
    let text = String::from_utf8_lossy(script);
    let text = text.trim();
    ensure!(!text.contains("</"), "first-paint.js would end its own element");
    replace(index, "<script src=\"page/first-paint.js\"></script>", &format!("<script>{text}</script>"))?;
    replace(index, "script-src 'self'", &format!("script-src 'self' '{}'", integrity(text.as_bytes())))
}

/// There must be one place to replace, or the page and this have drifted apart.
fn replace(text: &mut String, from: &str, to: &str) -> Result<()> {
    ensure!(text.matches(from).count() == 1, "index.html must hold {from} once");
    *text = text.replace(from, to);
    Ok(())
}

/// Fills the lists of `service-worker.js`: what a first visit asks for and what comes later, by address with its sum, and a
/// sum of all that changes whenever one of them does.
fn list_for_service_worker(dist: &Path) -> Result<()> {
    let (mut first, mut later, mut version) = (BTreeMap::new(), BTreeMap::new(), Sha256::new());
    first.insert("./".to_string(), integrity(&fs::read(dist.join("index.html"))?));
    for file in files(&dist.join(FOLDER))? {
        let address = address(dist, &file);
        let list = if is_of_first_visit(&address) { &mut first } else { &mut later };
        list.insert(address, integrity(&fs::read(&file)?));
    }
    for (address, sum) in first.iter().chain(&later) {
        version.update(format!("{address} {sum}\n"));
    }
    let mut script = fs::read_to_string(root().join("www/service-worker.js"))?;
    replace(&mut script, "const FILES = {}", &format!("const FILES = {}", serde_json::to_string_pretty(&first)?))?;
    replace(&mut script, "const LATER = {}", &format!("const LATER = {}", serde_json::to_string_pretty(&later)?))?;
    let version = BASE64_STANDARD.encode(version.finalize());
    replace(&mut script, "const VERSION = ''", &format!("const VERSION = '{version}'"))?;
    Ok(fs::write(dist.join("service-worker.js"), script)?)
}

/// Whether the file at this address of `dist/` comes with a first visit and is kept for use without a network.
pub fn is_of_first_visit(address: &str) -> bool {
    address == "index.html"
        || address.strip_prefix("page/").is_some_and(|name| !LATER.iter().any(|later| name.starts_with(later)))
}
