//! What the page, the package and the command are made of beside our own code, as a bill of materials that scanners read
//! (CycloneDX 1.5, JSON): crates that are compiled in, and npm packages that are bundled.

use crate::process::{cargo, output};
use crate::{package, root, wasm};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes `sbom.cdx.json` into `dist`.
pub fn write(dist: &Path) -> Result<()> {
    let components: Vec<Value> = crates()?.into_iter().chain(npm_packages()?).collect();
    let sbom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "name": "newsmark", "version": package::version()?,
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        } },
        "components": components,
    });
    Ok(fs::write(dist.join("sbom.cdx.json"), format!("{sbom:#}\n"))?)
}

/// The crates of the wasm module and of the command on this machine.
fn crates() -> Result<Vec<Value>> {
    let mut found: BTreeMap<String, Value> = BTreeMap::new();
    for target in [&["--target", wasm::TARGET] as &[&str], &[]] {
        let tree = ["tree", "--package=newsmark", "--edges=normal,no-proc-macro", "--prefix=none", "--format={p}|{l}"];
        let listed = output(cargo(&tree).args(target))?;
        for line in listed.lines().filter(|line| !line.starts_with("newsmark ")) {
            let (package, license) = line.split_once('|').context("cargo tree tells no licence")?;
            let mut words = package.split(' ');
            let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let license = license.trim_end_matches(" (*)").replace('/', " OR ");
            found.insert(name.into(), component("cargo", name, version.trim_start_matches('v'), &license));
        }
    }
    Ok(found.into_values().collect())
}

/// What `www/package-lock.json` has beside tools of the build.
fn npm_packages() -> Result<Vec<Value>> {
    let lock: Value = serde_json::from_str(&fs::read_to_string(root().join("www/package-lock.json"))?)?;
    let packages = lock["packages"].as_object().context("the lock file lists no packages")?;
    let bundled = packages
        .iter()
        .filter(|(path, package)| !path.is_empty() && package["dev"] != true && package["optional"] != true);
    let found = bundled.map(|(path, package)| {
        let name = path.rsplit_once("node_modules/").map_or(path.as_str(), |(_, name)| name);
        let word = |field: &str| package[field].as_str().unwrap_or_default();
        component("npm", name, word("version"), word("license"))
    });
    Ok(found.collect())
}

fn component(registry: &str, name: &str, version: &str, license: &str) -> Value {
    let address = format!("pkg:{registry}/{}@{version}", name.replace('@', "%40"));
    let mut component =
        json!({ "type": "library", "name": name, "version": version, "purl": address, "bom-ref": address });
    if !license.is_empty() {
        component["licenses"] = json!([{ "expression": license }]);
    }
    component
}
