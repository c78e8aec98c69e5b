//! `cargo xtask peers`: how well and how fast others find mentions on the development sets, beside us, in one run.
//!
//! The figures are the scorer's. Of others only recognition is timed, one core, in this machine's own processor time;
//! ours is timed by `cargo xtask bench`.

use crate::arguments::Arguments;
use crate::evaluate::{Scorer, annotate, build_command, figure};
use crate::process::{command, line, step};
use crate::{install, root, target};
use anyhow::{Context, Result, ensure};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

/// Sets, with what the scorer is asked for and the lines of its table that are shown.
const SETS: &[(&str, &[&str], &[&str])] = &[
    ("ontonotes", &["ontonotes", "core"], &["micro/ontonotes", "genre/news", "micro/core"]),
    ("worldwide", &["worldwide", "core"], &["micro/worldwide", "micro/core"]),
];

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    let scorer = Scorer::new(&mut arguments)?;
    arguments.finish()?;
    ensure!(data.is_dir(), "there is no folder {}: name that of the data with --data", data.display());
    let folder = target().join("peers");
    fs::create_dir_all(&folder)?;
    let scripts = root().join("xtask/peers");
    let environment = || install::python_environment(&scripts.join("requirements.txt"), &folder.join("venv"));
    let python = step("spaCy", environment)?;
    let compromise = folder.join("compromise");
    step("compromise", || install_compromise(&scripts, &compromise))?;
    build_command()?;
    println!("| | set | figure | F1 | words a second |\n|---|---|---|---|---|");
    for &(set, schemes, lines) in SETS {
        let gold = data.join(set).join("dev.jsonl");
        let found = |name: &str| folder.join(format!("{set}-{name}.jsonl"));
        let show = |name: &str, rate: &str| -> Result<()> {
            let table = scorer.table("mentions", &gold, &found(name), schemes)?;
            for shown in lines {
                let value = figure(&table, shown, "F1").with_context(|| format!("the scorer prints no {shown}"))?;
                println!("| {name} | {set} | {shown} | {value} | {rate} |");
            }
            Ok(())
        };
        annotate(&gold, &found("newsmark"))?;
        show("newsmark", "")?;
        let mut spacy = command(&python, &["xtask/peers/spacy_mentions.py"]);
        show("spaCy en_core_web_sm", &find(&mut spacy, &gold, &found("spaCy en_core_web_sm"))?)?;
        let mut by_compromise = command(install::node()?, &["compromise_mentions.js"]);
        by_compromise.current_dir(&compromise);
        show("compromise", &find(&mut by_compromise, &gold, &found("compromise"))?)?;
    }
    Ok(())
}

fn install_compromise(scripts: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for file in ["package.json", "compromise_mentions.js"] {
        fs::copy(scripts.join(file), folder.join(file))?;
    }
    install::node_packages(folder)
}

/// Has `peer` find the mentions of the articles in `gold`; gives its rate in words a second, as it tells it.
fn find(peer: &mut Command, gold: &Path, found: &Path) -> Result<String> {
    let (input, output) = (File::open(gold)?, File::create(found)?);
    let done = peer.stdin(input).stdout(output).stderr(Stdio::piped()).spawn()?.wait_with_output()?;
    let told = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "{} failed: {told}", line(peer));
    Ok(told.lines().last().unwrap_or_default().to_string())
}
