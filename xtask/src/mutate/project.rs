//! The project once more, where lines may be changed, and its tests.

use super::switched::{CHOICE, CHOSEN, Switched, can_switch};
use super::{Mutant, Verdict, Way};
use crate::process::{command, output, run as run_program};
use crate::{root, target};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A change that makes a suite run for ever is caught, too: it takes this many times as long as without any change, and
/// this much more, for a machine that others keep busy.
const SLOWNESS: (u32, Duration) = (10, Duration::from_secs(60));

/// The suites that catch most for the time they take; the rest is asked only for what they let pass.
const FIRST_SUITES: [&str; 4] = ["articles", "newsmark", "values", "quotes"];

/// The first files of the library and of the command.
const CRATES: [&str; 2] = ["src/lib.rs", "src/main.rs"];

pub struct Project {
    folder: PathBuf,
    /// Held while the folder is in use: a second run would take it away from under the first, and every test would fail.
    _lock: File,
    /// The text of each file of the source, by its path from the project's root.
    pub sources: BTreeMap<String, String>,
    /// How long each suite may take, by its name.
    limits: BTreeMap<String, Duration>,
}

/// The executable of some tests.
pub struct Suite {
    name: String,
    executable: PathBuf,
}

impl Project {
    pub fn copy() -> Result<Self> {
        let folder = target().join("mutate/project");
        fs::create_dir_all(target().join("mutate"))?;
        let lock = File::create(target().join("mutate/lock"))?;
        lock.try_lock().context("another run goes on")?;
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let mut sources = BTreeMap::new();
        for file in tracked(&root())? {
            let to = folder.join(&file);
            fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
            let content = fs::read(root().join(&file))?;
            // As of now, so that cargo takes nothing that it built of a changed line for what the file says.
            fs::write(to, &content)?;
            if file.starts_with("src/") && file.ends_with(".rs") {
                sources.insert(file, String::from_utf8(content)?);
            }
        }
        Ok(Project { folder, _lock: lock, sources, limits: BTreeMap::new() })
    }

    /// Builds the project with as many of `mutants` in it as can be chosen later by their index, and says which those are.
    pub fn build_together(&self, mutants: &[Mutant]) -> Result<Vec<Way>> {
        let switches =
            |mutant: &Mutant| mutant.file != "src/lexicon/build.rs" && can_switch(self.source(mutant), mutant);
        let way = |mutant| if switches(mutant) { Way::Together } else { Way::Alone };
        let mut ways: Vec<Way> = mutants.iter().map(way).collect();
        loop {
            let files = self.write_switched(mutants, &ways)?;
            let errors = self.errors()?;
            if errors.is_empty() {
                return Ok(ways);
            }
            for (file, line) in errors {
                let (numbers, own) = files.get(&file).map_or((Vec::new(), false), |file| file.blamed(line - 1));
                ensure!(!numbers.is_empty(), "{file}:{line} does not build");
                numbers.iter().for_each(|&number| ways[number] = if own { Way::DoesNotBuild } else { Way::Alone });
            }
        }
    }

    /// Writes all files anew, with those `mutants` in them that are tried together.
    fn write_switched(&self, mutants: &[Mutant], ways: &[Way]) -> Result<BTreeMap<String, Switched>> {
        let mut files = BTreeMap::new();
        for (file, source) in &self.sources {
            let of_file = |(number, mutant): &(usize, &Mutant)| mutant.file == *file && ways[*number] == Way::Together;
            let mutants: Vec<(usize, &Mutant)> = mutants.iter().enumerate().filter(of_file).collect();
            let switched = Switched::of(source, &mutants);
            let choice = if CRATES.contains(&&**file) { CHOICE } else { "" };
            self.write(file, &(switched.text.clone() + choice))?;
            files.insert(file.clone(), switched);
        }
        Ok(files)
    }

    /// Takes all changes back.
    pub fn restore(&self) -> Result<()> {
        self.sources.iter().try_for_each(|(file, source)| self.write(file, source))
    }

    /// Runs the tests with this one change, and takes it back.
    pub fn try_out(&self, mutant: &Mutant) -> Result<Verdict> {
        let mut lines: Vec<&str> = self.source(mutant).lines().collect();
        lines[mutant.line] = &mutant.change.line;
        self.write(&mutant.file, &(lines.join("\n") + "\n"))?;
        let suites = self.suites()?;
        let verdict = suites.map_or(Ok(Verdict::DoesNotBuild), |suites| self.test(&suites, None));
        self.write(&mutant.file, self.source(mutant))?;
        verdict
    }

    /// All tests as they are now, those first that catch most for the time they take, and the quick before the slow;
    /// `None` where they do not build.
    pub fn suites(&self) -> Result<Option<Vec<Suite>>> {
        let mut cargo = self.cargo(&["--no-run", "--tests", "--message-format", "json"]);
        let built = cargo.stdout(Stdio::piped()).output().context("cannot start cargo")?;
        let suite = |line: &str| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            let executable = message["profile"]["test"].as_bool()?.then(|| message["executable"].as_str())??;
            Some(Suite { name: message["target"]["name"].as_str()?.into(), executable: executable.into() })
        };
        let mut suites: Vec<Suite> = String::from_utf8_lossy(&built.stdout).lines().filter_map(suite).collect();
        let place = |suite: &Suite| FIRST_SUITES.iter().position(|first| *first == suite.name);
        suites.sort_by_cached_key(|suite| {
            (
                place(suite).unwrap_or(FIRST_SUITES.len()),
                self.limits.get(&suite.name).copied(),
                suite.executable.clone(),
            )
        });
        Ok(built.status.success().then_some(suites))
    }

    /// Runs `suites` without any change, and learns from it how long they may take.
    ///
    /// # Errors
    /// When one fails: then nothing that a change does can be told from it.
    pub fn measure(&mut self, suites: &[Suite]) -> Result<()> {
        for suite in suites {
            let start = Instant::now();
            let passed = self.run(suite, None, Duration::MAX)? == Outcome::Passed;
            ensure!(passed, "the suite {} fails without any change", suite.name);
            let limit = start.elapsed() * SLOWNESS.0 + SLOWNESS.1;
            eprintln!("   {}: {:.1} s", suite.name, start.elapsed().as_secs_f32());
            self.limits.insert(suite.name.clone(), limit);
        }
        Ok(())
    }

    /// Holds the project, with change `chosen` of those built together, against `suites` until one fails.
    pub fn test(&self, suites: &[Suite], chosen: Option<usize>) -> Result<Verdict> {
        for suite in suites {
            let limit = self.limits.get(&suite.name).copied().unwrap_or(Duration::MAX);
            match self.run(suite, chosen, limit)? {
                Outcome::Passed => {}
                Outcome::Failed => return Ok(Verdict::Caught(suite.name.clone())),
                Outcome::TookTooLong => return Ok(Verdict::Caught(format!("{}, which takes too long", suite.name))),
            }
        }
        Ok(Verdict::Survived)
    }

    fn run(&self, suite: &Suite, chosen: Option<usize>, limit: Duration) -> Result<Outcome> {
        let mut run = in_own_group(Command::new(&suite.executable));
        run.arg("--quiet").current_dir(&self.folder).envs(chosen.map(|chosen| (CHOSEN, chosen.to_string())));
        outcome(run.spawn().context("cannot start a suite")?, limit)
    }

    fn source(&self, mutant: &Mutant) -> &str {
        &self.sources[&mutant.file]
    }

    /// Writes a file where it is to change, so that nothing is built in vain.
    fn write(&self, file: &str, text: &str) -> Result<()> {
        let path = self.folder.join(file);
        if fs::read_to_string(&path)? != text {
            fs::write(path, text)?;
        }
        Ok(())
    }

    /// Builds all tests: the places of what does not build, the lines counted from 1.
    fn errors(&self) -> Result<Vec<(String, usize)>> {
        let mut cargo = self.cargo(&["--no-run", "--tests", "--message-format", "short"]);
        let result = cargo.stderr(Stdio::piped()).output().context("cannot start cargo")?;
        let told = String::from_utf8_lossy(&result.stderr);
        let place = |line: &str| {
            let mut parts = line.split_once(": error")?.0.split(':');
            Some((parts.next()?.to_string(), parts.next()?.parse().ok()?))
        };
        let errors: Vec<(String, usize)> = told.lines().filter_map(place).collect();
        ensure!(result.status.success() || !errors.is_empty(), "the project does not build:\n{told}");
        Ok(errors)
    }

    /// `cargo test` here.
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["test", "--quiet", "--package", "newsmark"]).args(arguments).current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", target().join("mutate/build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        // The tests of one change take longer than all building.
        cargo.env("CARGO_PROFILE_DEV_OPT_LEVEL", "2");
        in_own_group(cargo)
    }
}

/// `command` without a word, and in a group of its own, so that what it starts ends with it.
fn in_own_group(mut command: Command) -> Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    command
}

/// The files of the project in `folder`, those too that are not committed yet.
fn tracked(folder: &Path) -> Result<Vec<String>> {
    let mut git = command("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let names = output(&mut git)?;
    Ok(names.split('\0').filter(|name| !name.is_empty() && folder.join(name).is_file()).map(String::from).collect())
}

#[derive(PartialEq)]
enum Outcome {
    Passed,
    Failed,
    TookTooLong,
}

fn outcome(mut child: Child, limit: Duration) -> Result<Outcome> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Outcome::Passed } else { Outcome::Failed });
        }
        if start.elapsed() > limit {
            let group = format!("-{}", child.id());
            run_program(Command::new("kill").args(["-KILL", "--", &group]))?;
            child.wait()?;
            return Ok(Outcome::TookTooLong);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
