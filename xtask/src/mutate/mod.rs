//! `cargo xtask mutate`: how firm the grip of the Rust tests is. Lines of `src` are changed, one at a time and at random,
//! in a copy of the project; whatever change the tests let pass shows what they lack.
//!
//! After DeMillo, Lipton and Sayward 1978, "Hints on test data selection". `cargo-mutants` knows functions and operators;
//! most of our knowledge is words and numbers, so the changes are our own.

mod changes;

use crate::arguments::Arguments;
use crate::process::{command, output, run as run_program, step};
use crate::random::Random;
use crate::{root, target};
use anyhow::{Context, Result, ensure};
use changes::Change;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A change that makes a test run for ever is caught, too.
const LONGEST_RUN: Duration = Duration::from_secs(300);

/// The suites in the order in which a change is held against them, those first that catch most for the time they take:
/// whatever one of them catches need be neither linked nor run with the others.
const SUITES: [&[&str]; 4] = [
    &["--test", "articles"],
    &["--test", "quotes", "--test", "entities", "--test", "values"],
    &["--lib"],
    &["--tests"],
];

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

enum Verdict {
    Caught,
    Survived,
    DoesNotBuild,
}

impl Verdict {
    fn name(&self) -> &'static str {
        match self {
            Verdict::Caught => "caught",
            Verdict::Survived => "SURVIVED",
            Verdict::DoesNotBuild => "no build",
        }
    }
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let sample = arguments.value("--sample")?.unwrap_or(20);
    let seed = arguments.value("--seed")?.unwrap_or(1);
    let stage: Option<String> = arguments.value("--stage")?;
    arguments.finish()?;
    let project = Copy::make()?;
    let mut mutants = mutants(&project.folder)?;
    mutants.retain(|mutant| stage.as_ref().is_none_or(|stage| mutant.stage() == stage));
    println!("{} possible changes, {sample} of them drawn with seed {seed}", mutants.len());
    step("the tests, before anything is changed", || {
        ensure!(matches!(project.test()?, Verdict::Survived), "they fail");
        Ok(())
    })?;
    let mut random = Random::new(seed);
    let mut figures: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    while figures.values().map(|(_, tried)| tried).sum::<usize>() < sample {
        ensure!(!mutants.is_empty(), "no change is left to try");
        let mutant = mutants.swap_remove(random.below(mutants.len()));
        let start = Instant::now();
        let verdict = project.try_out(&mutant)?;
        println!("{:8} {:4} s  {mutant}", verdict.name(), start.elapsed().as_secs());
        let (caught, tried) = figures.entry(mutant.stage().to_string()).or_default();
        *caught += usize::from(matches!(verdict, Verdict::Caught));
        *tried += usize::from(!matches!(verdict, Verdict::DoesNotBuild));
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

/// Every change of every line of the source in `folder` that is no test.
fn mutants(folder: &Path) -> Result<Vec<Mutant>> {
    let mut found = Vec::new();
    for file in tracked(folder)? {
        let tested = file.starts_with("src/") && file.ends_with(".rs") && !file.ends_with("tests.rs");
        if !tested || UNSEEN.contains(&file.as_str()) {
            continue;
        }
        let source = fs::read_to_string(folder.join(&file)).with_context(|| format!("cannot read {file}"))?;
        // By custom the tests of a file are its end.
        let code = source.lines().take_while(|line| line.trim() != "mod tests {").enumerate();
        found.extend(code.flat_map(|(line, words)| {
            let file = file.clone();
            changes::of_line(words).into_iter().map(move |change| Mutant { file: file.clone(), line, change })
        }));
    }
    Ok(found)
}

/// The files of the project, those too that are not committed yet.
fn tracked(folder: &Path) -> Result<Vec<String>> {
    let mut git = command("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let names = output(&mut git)?;
    Ok(names.split('\0').filter(|name| !name.is_empty() && folder.join(name).is_file()).map(String::from).collect())
}

/// The project once more, where lines may be changed.
struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn make() -> Result<Self> {
        let folder = target().join("mutate/project");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        for file in tracked(&root())? {
            let to = folder.join(&file);
            fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
            // As of now, so that cargo takes nothing that it built of a changed line for what the file says.
            fs::write(to, fs::read(root().join(&file))?)?;
        }
        Ok(Copy { folder })
    }

    /// Runs the tests with this one change, and takes it back.
    fn try_out(&self, mutant: &Mutant) -> Result<Verdict> {
        let path = self.folder.join(&mutant.file);
        let source = fs::read_to_string(&path)?;
        let mut lines: Vec<&str> = source.lines().collect();
        lines[mutant.line] = &mutant.change.line;
        fs::write(&path, lines.join("\n") + "\n")?;
        let verdict = self.test();
        fs::write(&path, source)?;
        verdict
    }

    /// Holds the project against its tests, the quickest suites first, until one fails.
    fn test(&self) -> Result<Verdict> {
        for suites in SUITES {
            if !self.cargo(&[&["test", "--no-run"], suites].concat())?.wait()?.success() {
                return Ok(Verdict::DoesNotBuild);
            }
            if !succeeds_in_time(self.cargo(&[&["test"], suites].concat())?)? {
                return Ok(Verdict::Caught);
            }
        }
        Ok(Verdict::Survived)
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Child> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments).args(["--quiet", "--package", "newsmark"]).current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", target().join("mutate/build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        // A group of its own, so that a test that hangs ends with the cargo that started it.
        cargo.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        cargo.spawn().context("cannot start cargo")
    }
}

fn succeeds_in_time(mut child: Child) -> Result<bool> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if start.elapsed() > LONGEST_RUN {
            let group = format!("-{}", child.id());
            run_program(Command::new("kill").args(["-KILL", "--", &group]))?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
