//! `cargo xtask test`: everything that must hold, in the order in which a mistake is found soonest.
//!
//! A failure does not stop the steps after it that do not depend on it; the summary at the end names each.

use crate::arguments::Arguments;
use crate::process::{cargo, command, run as run_program, step};
use crate::{build, install, root, serve, wasm};
use anyhow::{Result, bail, ensure};
use std::path::PathBuf;
use std::time::Instant;

/// A test in the browser that takes longer, in milliseconds, hangs.
const LONGEST_TEST: &str = "--test-timeout=600000";
/// The same for tests apart, each a file that builds whole projects.
const LONGEST_APART: &str = "--test-timeout=3600000";

/// Most of its time a test waits for its own browser: on two processors, too, two files go side by side, where Node would
/// take one after the other.
const FILES_AT_ONCE: &str = "--test-concurrency=2";

type Step = fn() -> Result<()>;

/// With `--page`, only what a change to `www` can break, with the wasm as it was last built; with a word after it, only
/// those files of `tests/browser` whose names hold the word.
pub fn run(mut arguments: Arguments) -> Result<()> {
    if arguments.switch("--page") {
        let word = arguments.last()?.unwrap_or_default();
        types()?;
        return chromium_tests(build::build_page()?, &word);
    }
    arguments.finish()?;
    let start = Instant::now();
    let steps: [(&str, Step); 6] = [
        ("formatting", formatting),
        ("lints", lints),
        ("lints for wasm", wasm_lints),
        ("types of the JavaScript", types),
        ("Rust tests", rust_tests),
        ("tests in Chromium", browser_tests),
    ];
    let failed: Vec<&str> =
        steps.into_iter().filter(|(name, work)| told(name, *work).is_err()).map(|(name, _)| name).collect();
    let seconds = start.elapsed().as_secs();
    if failed.is_empty() {
        println!("ALL TESTS PASS ({seconds} s)");
        return Ok(());
    }
    bail!("TESTS FAIL after {seconds} s: {}", failed.join(", "))
}

/// The step with its error shown at once, where its output still stands.
fn told(name: &str, work: Step) -> Result<()> {
    step(name, work).inspect_err(|error| eprintln!("   {error:#}"))
}

fn formatting() -> Result<()> {
    run_program(&mut cargo(&["fmt", "--all", "--check"]))
}

fn lints() -> Result<()> {
    run_program(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// The door to JavaScript is compiled for wasm only, so the lints above never see it.
fn wasm_lints() -> Result<()> {
    if !wasm::has_target()? {
        eprintln!("   left out: this toolchain has no target {}, and Debian's compiler has no clippy", wasm::TARGET);
        return Ok(());
    }
    run_program(&mut cargo(&[
        "clippy",
        "--lib",
        "--package",
        "newsmark",
        "--target",
        wasm::TARGET,
        "--",
        "-D",
        "warnings",
    ]))
}

/// The compiler of TypeScript over the JSDoc of `www`.
fn types() -> Result<()> {
    let folder = root().join("tests/browser");
    // The page reads files with libraries of its own.
    install::node_packages(&root().join("www"))?;
    install::node_packages(&folder)?;
    // The service worker knows no window, and so is a project of its own; what the package declares, its users compile with
    // less of the language than we do.
    for project in ["tsconfig.json", "tsconfig.worker.json", "tsconfig.package.json"] {
        let compiler = ["node_modules/typescript/bin/tsc", "--project", project];
        run_program(command(install::node()?, &compiler).current_dir(&folder))?;
    }
    Ok(())
}

fn rust_tests() -> Result<()> {
    run_program(&mut cargo(&["test", "--workspace"]))
}

/// Node's test runner over `tests/browser`, with the built site served to it and the native command beside it.
fn browser_tests() -> Result<()> {
    chromium_tests(build::build()?, "")
}

fn chromium_tests(dist: PathBuf, word: &str) -> Result<()> {
    let (node, chromium) = (install::node()?, install::chromium()?);
    let native = native_command()?;
    let folder = root().join("tests/browser");
    install::node_packages(&folder)?;
    install::node_packages(&root().join("tests/bundlers"))?;
    let tests = build::files(&folder)?
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.js") && !file.iter().any(|part| part == "node_modules"));
    let named = |file: &PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().contains(word));
    let tests: Vec<PathBuf> = tests.filter(named).collect();
    ensure!(!tests.is_empty(), "there are no such tests in {}", folder.display());
    let mut runner = command(node, &["--test", "--test-reporter=spec", LONGEST_TEST, FILES_AT_ONCE]);
    runner.args(tests);
    runner.env("NEWSMARK_URL", serve::in_background(dist)?).env("CHROMIUM", chromium).env("NEWSMARK_COMMAND", native);
    run_program(&mut runner)
}

/// `cargo xtask test-bundlers`: the package with large bundlers and other runtimes, hundreds of megabytes that are no part of
/// each day's tests.
pub fn bundlers(arguments: Arguments) -> Result<()> {
    apart(arguments, "tests/bundlers/heavy", "heavy.test.js", ("CHROMIUM", install::chromium()?))
}

/// `cargo xtask test-firefox`: what a user does first, in Firefox. Where there is none and none can be installed, the test
/// says so and does nothing.
pub fn firefox(arguments: Arguments) -> Result<()> {
    let firefox = install::firefox().inspect_err(|error| eprintln!("   {error:#}")).unwrap_or_default();
    apart(arguments, "tests/firefox", "firefox.test.js", ("FIREFOX", firefox))
}

/// A test that has npm packages of its own, with the wasm as it was last built.
fn apart(arguments: Arguments, folder: &str, test: &str, (browser, path): (&str, PathBuf)) -> Result<()> {
    arguments.finish()?;
    build::build_page()?;
    let folder = root().join(folder);
    install::node_packages(&root().join("tests/browser"))?;
    install::node_packages(&folder)?;
    let mut runner = command(install::node()?, &["--test", "--test-reporter=spec", LONGEST_APART]);
    run_program(runner.arg(folder.join(test)).env(browser, path))
}

/// The command as the Rust tests have just built it.
fn native_command() -> Result<PathBuf> {
    run_program(&mut cargo(&["build", "--package", "newsmark", "--bin", "newsmark"]))?;
    Ok(crate::target().join("debug/newsmark"))
}
