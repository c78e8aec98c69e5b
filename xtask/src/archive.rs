//! `cargo xtask test-archive`: an archive of 20,000 articles through the example for Spark, with a killed executor, and
//! DuckDB over the result. It takes minutes and gigabytes, and is no part of the ordinary test run.

use crate::arguments::Arguments;
use crate::process::{cargo, command, run as run_program, step};
use crate::{install, root, target};
use anyhow::Result;
use std::path::PathBuf;

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data: Option<PathBuf> = arguments.value("--data")?;
    let articles: usize = arguments.value("--articles")?.unwrap_or(20_000);
    arguments.finish()?;
    install::java()?;
    let (scripts, folder) = (root().join("xtask/archive"), target().join("archive"));
    std::fs::create_dir_all(&folder)?;
    let environment = || install::python_environment(&scripts.join("requirements.txt"), &folder.join("venv"));
    let python = step("Spark and DuckDB", environment)?;
    step("command", || run_program(&mut cargo(&["build", "--quiet", "--release", "--bin", "newsmark"])))?;
    let mut test = command(python, &[]);
    test.arg(scripts.join("test_archive.py")).arg(target().join("release/newsmark")).arg(folder.join("result"));
    step("archive", || run_program(test.arg(articles.to_string()).args(data)))
}
