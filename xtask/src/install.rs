//! What the commands need beyond Rust: found, or installed where that can be done, or else the exact command to type.

use crate::process::{command, find, line, output, run};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The oldest Node.js that the tests in the browser run on.
const NODE: u32 = 20;

/// Node.js, which runs the tests in the browser: the system's, or a newer one from npm where that is too old.
pub fn node() -> Result<PathBuf> {
    let found = program(&["node"], &["nodejs", "npm"], "Node.js")?;
    let version = output(&mut command(&found, &["--version"]))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= NODE) { Ok(found) } else { npm_program("node", "22.22.0", "bin/node") }
}

/// npm, which fetches `wasm-opt` and the driver of the browser.
pub fn npm() -> Result<PathBuf> {
    program(&["npm"], &["nodejs", "npm"], "npm")
}

/// Chromium or Chrome: what `CHROMIUM` names, else what is on `PATH`.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    program(&names, &["chromium"], "Chromium (or set CHROMIUM to the path of one)")
}

/// Firefox: what `FIREFOX` names, else what is on `PATH`.
pub fn firefox() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("FIREFOX") {
        return Ok(path.into());
    }
    program(&["firefox-esr", "firefox"], &["firefox-esr"], "Firefox (or set FIREFOX to the path of one)")
}

/// Java, on which Spark runs (its documentation names 17 and later; what is there already is taken as it is).
pub fn java() -> Result<PathBuf> {
    program(&["java"], &["default-jre-headless"], "Java")
}

/// Python 3 that can make virtual environments.
pub fn python() -> Result<PathBuf> {
    program(&["python3", "python"], &["python3", "python3-venv"], "Python 3")
}

/// The Python of a virtual environment in `folder` that holds what the file `requirements` asks for.
pub fn python_environment(requirements: &Path, folder: &Path) -> Result<PathBuf> {
    let (environment_python, stamp) = (folder.join("bin/python"), folder.join("installed-requirements.txt"));
    let wanted = std::fs::read(requirements)?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(environment_python);
    }
    run(command(python()?, &["-m", "venv"]).arg(folder))?;
    run(command(&environment_python, &["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))?;
    std::fs::write(stamp, wanted)?;
    Ok(environment_python)
}

/// The first of `names` on `PATH`, else after installing Debian's `packages`.
fn program(names: &[&str], packages: &[&str], what: &str) -> Result<PathBuf> {
    if let Some(found) = find(names) {
        return Ok(found);
    }
    debian_packages(packages).with_context(|| format!("{what} is missing"))?;
    find(names).with_context(|| format!("{what} is still missing after the packages were installed"))
}

/// Installs Debian's packages, where this user can.
///
/// # Errors
/// When this user cannot; the message then names the command that installs them.
pub fn debian_packages(packages: &[&str]) -> Result<()> {
    let by_hand = format!("apt-get install --yes --no-install-recommends {}", packages.join(" "));
    if find(&["apt-get"]).is_none() {
        bail!("install it with your system's package manager (on Debian: {by_hand})");
    }
    if output(&mut command("id", &["--user"]))?.trim() != "0" {
        bail!("install it with: sudo {by_hand}");
    }
    eprintln!("   installing Debian's packages {}", packages.join(", "));
    let mut update = command("apt-get", &["update", "--quiet=2"]);
    let mut install = command("apt-get", &["install", "--yes", "--no-install-recommends", "--quiet=2"]);
    install.args(packages).env("DEBIAN_FRONTEND", "noninteractive");
    // A mirror that cannot be reached now may not be needed.
    let _ = run(&mut update);
    run(&mut install).with_context(|| format!("cannot install them; try: {}", line(&install)))
}

/// Installs the packages that `folder/package.json` asks for, unless that was done for the very same file.
pub fn node_packages(folder: &Path) -> Result<()> {
    let wanted = std::fs::read(folder.join("package.json"))?;
    let stamp = folder.join("node_modules/.installed-package.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    eprintln!("   installing the npm packages of {}", folder.display());
    let how = if folder.join("package-lock.json").exists() { "ci" } else { "install" };
    let mut install = command(npm()?, &[how, "--no-audit", "--no-fund", "--loglevel=error"]);
    run(install.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    std::fs::write(stamp, wanted)?;
    Ok(())
}

/// `wasm-opt`, which makes wasm smaller and faster.
pub fn wasm_opt() -> Result<PathBuf> {
    npm_program("binaryen", "132.0.0", "bin/wasm-opt")
}

/// A program of an npm package, kept in `target/tools`.
fn npm_program(package: &str, version: &str, program: &str) -> Result<PathBuf> {
    let folder = crate::target().join("tools").join(format!("{package}-{version}"));
    std::fs::create_dir_all(&folder)?;
    let manifest = serde_json::json!({ "private": true, "dependencies": { package: version } });
    std::fs::write(folder.join("package.json"), manifest.to_string())?;
    node_packages(&folder)?;
    Ok(folder.join("node_modules").join(package).join(program))
}
