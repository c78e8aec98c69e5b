//! `cargo xtask mutate`: how firm the grip of the Rust tests is. Lines of `src` are changed, one at a time and at random,
//! in a copy of the project, `target/mutate`; whatever change the tests let pass shows what they lack. Most changes are
//! built all at once (`switched`), what stands outside of functions one by one. What change 17 of those does to a text,
//! the command that was built with them tells: `NEWSMARK_MUTANT=17 target/mutate/build/debug/newsmark annotate`.
//!
//! After DeMillo, Lipton and Sayward 1978, "Hints on test data selection". `cargo-mutants` knows functions and operators;
//! most of our knowledge is words and numbers, so the changes are our own.

mod changes;
mod project;
mod switched;

use crate::arguments::Arguments;
use crate::process::step;
use crate::random::Random;
use anyhow::{Context, Result};
use changes::Change;
use project::Project;
use std::collections::BTreeMap;
use std::fmt;

/// What no Rust test can see on every machine: the door to JavaScript, and kernels for one kind of processor.
const UNSEEN: [&str; 3] =
    ["src/wasm.rs", "src/recognition/network/kernels/x86.rs", "src/recognition/network/kernels/simd128.rs"];

/// A line of the source and what becomes of it.
struct Mutant {
    /// From the project's root.
    file: String,
    /// Counted from 0.
    line: usize,
    change: Change,
}

/// How a change is tried.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Together,
    Alone,
    DoesNotBuild,
}

enum Verdict {
    /// By this suite.
    Caught(String),
    Survived,
    DoesNotBuild,
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Verdict::Caught(by) => write!(formatter, "caught by {by}"),
            Verdict::Survived => write!(formatter, "SURVIVED"),
            Verdict::DoesNotBuild => write!(formatter, "no build"),
        }
    }
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let sample = arguments.value("--sample")?.unwrap_or(20);
    let seed = arguments.value("--seed")?.unwrap_or(1);
    let stage: Option<String> = arguments.value("--stage")?;
    arguments.finish()?;
    let mut project = Project::copy()?;
    let mut mutants = mutants(&project.sources);
    mutants.retain(|mutant| stage.as_ref().is_none_or(|stage| mutant.stage() == stage));
    println!("{} possible changes, {sample} of them drawn with seed {seed}", mutants.len());
    let mut random = Random::new(seed);
    let count = sample.min(mutants.len());
    let drawn: Vec<Mutant> = (0..count).map(|_| mutants.swap_remove(random.below(mutants.len()))).collect();
    let ways = step("builds them", || project.build_together(&drawn))?;
    let suites = project.suites()?.context("the tests do not build")?;
    step("runs the tests without any", || project.measure(&suites))?;
    let mut figures: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut tell = |number: usize, mutant: &Mutant, verdict: Verdict| {
        println!("{number}: {mutant}\n    {verdict}");
        let (caught, tried) = figures.entry(mutant.stage().to_string()).or_default();
        *caught += usize::from(matches!(verdict, Verdict::Caught(_)));
        *tried += usize::from(!matches!(verdict, Verdict::DoesNotBuild));
    };
    let of_way = |way: Way| drawn.iter().enumerate().zip(&ways).filter(move |(_, of)| **of == way).map(|(one, _)| one);
    for (number, mutant) in of_way(Way::Together) {
        tell(number, mutant, project.test(&suites, Some(number))?);
    }
    // A machine whose disk is full, say, catches everything.
    step("runs the tests without any once more", || project.measure(&suites))?;
    project.restore()?;
    for (number, mutant) in of_way(Way::Alone) {
        tell(number, mutant, project.try_out(mutant)?);
    }
    report(&figures);
    Ok(())
}

fn report(figures: &BTreeMap<String, (usize, usize)>) {
    let all = figures.values().fold((0, 0), |(caught, tried), figure| (caught + figure.0, tried + figure.1));
    for (stage, (caught, tried)) in
        figures.iter().map(|(stage, &figure)| (stage.as_str(), figure)).chain([("all", all)])
    {
        println!("{stage:>12}  {caught} of {tried} caught");
    }
}

impl Mutant {
    /// The folder of `src` in which it lies, or the file where that has none.
    fn stage(&self) -> &str {
        let path = self.file.trim_start_matches("src/");
        path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Mutant { file, line, change } = self;
        write!(formatter, "{file}:{}  {}: {}", line + 1, change.kind, change.line.trim())
    }
}

/// Every change of every line of `sources` that is no test.
fn mutants(sources: &BTreeMap<String, String>) -> Vec<Mutant> {
    let mut found = Vec::new();
    for (file, source) in sources.iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        // By custom the tests of a file are its end.
        let code = source.lines().take_while(|line| line.trim() != "mod tests {").enumerate();
        found.extend(code.flat_map(|(line, words)| {
            changes::of_line(words).into_iter().map(move |change| Mutant { file: file.clone(), line, change })
        }));
    }
    found.retain(|mutant| !UNSEEN.contains(&&*mutant.file));
    found
}
