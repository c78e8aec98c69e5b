//! `cargo xtask fuzz`: texts, model files and lines of JSON that nobody wrote, for as long as one likes. Each is made of
//! those that the tests know, cut, doubled, spliced and sprinkled with odd signs (after Miller, Fredriksen and So 1990,
//! "An empirical study of the reliability of UNIX utilities"). What breaks a promise is kept in `target/fuzz/` and shown;
//! it belongs into the list of `tests/any_text.rs`.
//!
//! This needs neither a nightly compiler nor a sanitizer; checks of overflow and of our own are on.

#[path = "../../fuzz/trials.rs"]
mod trials;

use crate::arguments::Arguments;
use crate::process::{cargo, run as run_program};
use crate::random::Random;
use crate::{root, target};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use trials::{Annotators, random_model};

/// Longer inputs only take longer.
const LONGEST: usize = 4000;

/// What texts trip over: marks, breaks, signs that are not seen or combine, numbers at the end of their range.
const ODDITIES: &str = "“ ” \" ' ‘ ’ « » ( ) [ ] — - … . : ; , ? ! \n \n\n \r \t \u{0} \u{301} \u{200b} \u{202e} \u{feff} \
     🙂 é $ € % = + @ # < > </script> 9007199254740993 0.0000001 -128 2147483648 Q44 h61t 31/02/2024 99:99 said told \
     according to he she Mr. U.S.";

pub fn run(mut arguments: Arguments) -> Result<()> {
    let seconds = arguments.value("--seconds")?.unwrap_or(60);
    let seed = arguments.value("--seed")?.unwrap_or(1);
    let [name] = arguments.plain("fuzz text | corrected | model | lines [--seconds N] [--seed S]")?;
    let (seeds, mut trial) = target_named(&name)?;
    let mut random = Random::new(seed);
    let (start, mut tried, mut broken) = (Instant::now(), 0, 0);
    while start.elapsed() < Duration::from_secs(seconds) {
        let input = grown(&seeds, &mut random);
        tried += 1;
        if catch_unwind(AssertUnwindSafe(|| trial(&input))).is_err() {
            broken += 1;
            println!("broken by {}", keep(&name, &input)?);
        }
    }
    println!("{name}: {tried} inputs, {broken} of them broke a promise");
    ensure!(broken == 0, "the inputs are kept");
    Ok(())
}

/// How texts with corrections begin: `trials::corrected` tells what the bytes say.
const SOME_CORRECTIONS: [u8; 24] = [0, 5, 0, 0, 4, 9, 1, 20, 0, 30, 2, 1, 10, 8, 3, 40, 20, 12, 4, 5, 2, 3, 5, 0];

type Trial = Box<dyn FnMut(&[u8])>;

/// What the inputs are made from, and what is done with each.
fn target_named(name: &str) -> Result<(Vec<Vec<u8>>, Trial)> {
    match name {
        "text" => {
            let annotators = Annotators::default();
            Ok((texts()?, Box::new(move |input: &[u8]| trials::text(&annotators, input))))
        }
        "corrected" => {
            let annotators = Annotators::default();
            let seeds = texts()?.into_iter().map(|text| [&SOME_CORRECTIONS[..], &text].concat()).collect();
            Ok((seeds, Box::new(move |input: &[u8]| trials::corrected(&annotators, input))))
        }
        "model" => {
            let model = random_model::write(&random_model::Sizes { width: 8, dilations: &[1], memory_after: 1 });
            Ok((vec![model], Box::new(trials::model)))
        }
        "lines" => {
            run_program(&mut cargo(&["build", "--quiet", "--bin", "newsmark"]))?;
            let line =
                |text: Vec<u8>| format!("{}\n", serde_json::json!({"id": 1, "text": String::from_utf8_lossy(&text)}));
            let lines = texts()?.into_iter().map(|text| line(text).into_bytes()).collect();
            Ok((lines, Box::new(|input| answer_lines(input).expect("the command answers"))))
        }
        _ => bail!("nothing is called {name:?}: text, corrected, model, lines"),
    }
}

/// Cases and articles of the tests, each paragraph by itself.
fn texts() -> Result<Vec<Vec<u8>>> {
    let mut texts = Vec::new();
    for folder in ["tests/suite", "tests/articles"] {
        let Ok(files) = fs::read_dir(root().join(folder)) else { continue };
        for file in files {
            let text = fs::read_to_string(file?.path())?;
            texts.extend(text.split("\n\n").map(|paragraph| paragraph.as_bytes().to_vec()));
        }
    }
    Ok(texts)
}

/// Every line that says something has an answer, and the command ends as it promises.
fn answer_lines(input: &[u8]) -> Result<()> {
    let mut command = Command::new(target().join("debug/newsmark"));
    command.args(["annotate", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().context("the command starts")?;
    child.stdin.take().context("a pipe")?.write_all(input)?;
    let output = child.wait_with_output()?;
    let input = input.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(input);
    let asked = input.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let answered = output.stdout.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).count();
    ensure!(asked == answered, "{asked} lines have {answered} answers");
    ensure!(matches!(output.status.code(), Some(0 | 1)), "it ended with {}", output.status);
    Ok(())
}

/// One of `seeds` after some changes.
fn grown(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = seeds[random.below(seeds.len())].clone();
    let oddities: Vec<&str> = ODDITIES.split(' ').collect();
    for _ in 0..1 + random.below(8) {
        let (from, to) = (random.below(input.len() + 1), random.below(input.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        match random.below(5) {
            0 => drop(input.drain(from..to)),
            1 if to - from < LONGEST => input.extend_from_within(from..to),
            2 => {
                let other = &seeds[random.below(seeds.len())];
                let half = other[random.below(other.len() + 1)..].to_vec();
                input.splice(from.., half);
            }
            3 if from < input.len() => input[from] ^= 1 << random.below(8),
            _ => {
                let oddity = oddities[random.below(oddities.len())].repeat(1 + random.below(3));
                input.splice(from..from, oddity.into_bytes());
            }
        }
    }
    input
}

/// Writes `input` where a person finds it, and tells where.
fn keep(name: &str, input: &[u8]) -> Result<String> {
    let folder = target().join("fuzz");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}-{:08x}", random_model::checksum(input)));
    fs::write(&path, input)?;
    Ok(Path::new(&path).display().to_string())
}
