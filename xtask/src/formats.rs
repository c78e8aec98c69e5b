//! `cargo xtask test-formats`: what the command writes for other programs, read by those. They are hundreds of megabytes, and
//! no part of the ordinary test run, which reads every format by its rules.

use crate::arguments::Arguments;
use crate::evaluate::build_command;
use crate::process::{command, run as run_program, step};
use crate::{install, root, target};
use anyhow::Result;

pub fn run(arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    let (scripts, folder) = (root().join("xtask/formats"), target().join("formats"));
    std::fs::create_dir_all(&folder)?;
    let environment = || install::python_environment(&scripts.join("requirements.txt"), &folder.join("venv"));
    let python = step("spaCy and NLTK", environment)?;
    build_command()?;
    let mut test = command(python, &[]);
    test.arg(scripts.join("read_back.py")).arg(target().join("release/newsmark"));
    step("formats", || run_program(&mut test))
}
