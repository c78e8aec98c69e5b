//! `cargo xtask evaluate`: how accurate the command is on the development sets, by the scorer that stands beside them.
//!
//! Shows the scorer's own tables, then a summary in Markdown, which is the table of the README. With `--patterns`
//! shows instead how often amounts and times that patterns find are right (see `patterns`), with `--grammar` how well sentences are parsed (see `grammar`).

use crate::arguments::Arguments;
use crate::process::{cargo, command, output, run as run_program, step};
use crate::{grammar, install, patterns, target};
use anyhow::{Context, Result, ensure};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is measured: a set of articles, in which case they are written, with which words the scorer is called.
struct Measurement {
    set: &'static str,
    case: Option<&'static str>,
    scorer: &'static [&'static str],
    /// What the summary calls it, the start of the scorer's line, and the name of the figure on that line.
    figures: &'static [(&'static str, &'static str, &'static str)],
}

const MENTIONS: &[&str] = &["mentions", "ontonotes", "core"];
const LINKING: &[(&str, &str, &str)] = &[
    ("names linked: CoNLL score", "CoNLL score, names", ":"),
    ("he, she, they: precision", "third person", "P"),
    ("he, she, they: recall", "third person", "R"),
    ("descriptions: precision", "descriptions", "P"),
    ("descriptions: recall", "descriptions", "R"),
];

const MEASUREMENTS: &[Measurement] = &[
    Measurement {
        set: "ontonotes",
        case: None,
        scorer: MENTIONS,
        figures: &[
            ("18 labels: F1", "micro/ontonotes", "F1"),
            ("18 labels, news: F1", "genre/news", "F1"),
            ("people, organisations, places: F1", "micro/core", "F1"),
            ("error of the scores", "calibration", "error"),
        ],
    },
    Measurement { set: "ontonotes", case: None, scorer: &["entities"], figures: LINKING },
    Measurement {
        set: "ontonotes",
        case: Some("title"),
        scorer: MENTIONS,
        figures: &[("18 labels, Every Word Capitalised: F1", "micro/ontonotes", "F1")],
    },
    Measurement {
        set: "ontonotes",
        case: Some("lower"),
        scorer: MENTIONS,
        figures: &[("18 labels, all in lower case: F1", "micro/ontonotes", "F1")],
    },
    Measurement {
        set: "ontonotes",
        case: Some("upper"),
        scorer: MENTIONS,
        figures: &[("18 labels, ALL IN CAPITALS: F1", "micro/ontonotes", "F1")],
    },
    Measurement {
        set: "worldwide",
        case: None,
        scorer: &["mentions", "worldwide", "core"],
        figures: &[
            ("6 labels: F1", "micro/worldwide", "F1"),
            ("people, organisations, places: F1", "micro/core", "F1"),
        ],
    },
    Measurement {
        set: "polnear",
        case: None,
        scorer: &["quotes"],
        figures: &[
            ("quotes with marks: F1", "marked", "F1"),
            ("quotes with marks: found with the right speaker", "marked", "speaker"),
            ("quotes without marks: F1", "indirect", "F1"),
            ("quotes without marks: found with the right speaker", "indirect", "speaker"),
        ],
    },
];

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    let of_patterns = arguments.switch("--patterns");
    let of_grammar = arguments.switch("--grammar");
    let scorer = Scorer::new(&mut arguments)?;
    arguments.finish()?;
    ensure!(data.is_dir(), "there is no folder {}: name that of the data with --data", data.display());
    if of_patterns {
        return patterns::run(&data);
    }
    if of_grammar {
        return grammar::run(&data);
    }
    let evaluation = Evaluation { data: data.canonicalize()?, scorer, folder: target().join("evaluate") };
    fs::create_dir_all(&evaluation.folder)?;
    build_command()?;
    let mut summary = String::from("| set | figure | |\n|---|---|---|\n");
    for measurement in MEASUREMENTS {
        summary += &evaluation.measure(measurement)?;
    }
    println!("\n{summary}");
    Ok(())
}

/// The scorer, a Python program that stands beside the data.
pub struct Scorer {
    program: PathBuf,
    python: PathBuf,
}

impl Scorer {
    /// The one that `--scorer` names.
    pub fn new(arguments: &mut Arguments) -> Result<Self> {
        let program = arguments.path_or("--scorer", "../shared/eval/score.py")?;
        ensure!(program.is_file(), "there is no {}: name the scorer with --scorer", program.display());
        Ok(Scorer { program: program.canonicalize()?, python: install::python()? })
    }

    /// What it prints of `annotations` beside `gold`.
    pub fn table(&self, task: &str, gold: &Path, annotations: &Path, schemes: &[&str]) -> Result<String> {
        output(self.command().arg(task).arg(gold).arg(annotations).args(schemes))
    }

    fn command(&self) -> Command {
        let mut score = command(&self.python, &[]);
        score.arg(&self.program);
        score
    }
}

/// Builds the command that annotates.
pub fn build_command() -> Result<()> {
    let build = &["build", "--release", "--package", "newsmark", "--bin", "newsmark"];
    step("the command", || run_program(&mut cargo(build)))
}

struct Evaluation {
    data: PathBuf,
    scorer: Scorer,
    /// Where recased sets and annotations are written.
    folder: PathBuf,
}

impl Evaluation {
    /// Shows the scorer's table and gives the summary's lines.
    fn measure(&self, measurement: &Measurement) -> Result<String> {
        let name = [measurement.set, measurement.case.unwrap_or("dev")].join("-");
        let gold = self.gold(measurement)?;
        let annotations = self.folder.join(format!("{name}-annotations.jsonl"));
        let [task, schemes @ ..] = measurement.scorer else { return Ok(String::new()) };
        // The two measurements of one set follow each other, and share its annotations.
        if *task != "entities" {
            step(&format!("annotating {name}"), || annotate(&gold, &annotations))?;
        }
        let table = self.scorer.table(task, &gold, &annotations, schemes)?;
        println!("\n{name}: {}\n{table}", measurement.scorer.join(" "));
        let lines = measurement.figures.iter().map(|(title, line, field)| {
            let figure = figure(&table, line, field).with_context(|| format!("the scorer prints no {line} {field}"))?;
            Ok(format!("| {} | {title} | {figure} |\n", set_name(measurement.set)))
        });
        lines.collect()
    }

    /// The development set, in the case that the measurement asks for.
    fn gold(&self, measurement: &Measurement) -> Result<PathBuf> {
        let gold = self.data.join(measurement.set).join("dev.jsonl");
        let Some(case) = measurement.case else { return Ok(gold) };
        let recased = self.folder.join(format!("{}-{case}.jsonl", measurement.set));
        output(self.scorer.command().args(["recase", case]).arg(gold).arg(&recased))?;
        Ok(recased)
    }
}

pub fn annotate(articles: &Path, annotations: &Path) -> Result<()> {
    let mut newsmark = command(target().join("release/newsmark"), &["annotate", "--jsonl"]);
    run_program(newsmark.arg(articles).stdout(File::create(annotations)?))
}

fn set_name(set: &str) -> &str {
    match set {
        "ontonotes" => "OntoNotes 5, dev",
        "worldwide" => "Worldwide Newswire, dev",
        "polnear" => "PolNeAR, dev",
        other => other,
    }
}

/// The number after the last word `field` on the line of `table` that starts with `line`.
pub fn figure<'a>(table: &'a str, line: &str, field: &str) -> Option<&'a str> {
    let line = table.lines().find(|candidate| candidate.starts_with(line))?;
    let words: Vec<&str> = line.split_whitespace().collect();
    words.windows(2).rev().find(|pair| pair[0] == field).map(|pair| pair[1])
}
