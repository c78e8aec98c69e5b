//! `cargo xtask train`: makes `src/model/weights.bin` from the data, with Python in an environment of its own.

use crate::arguments::Arguments;
use crate::process::{command, run as run_program, step};
use crate::{install, root, target};
use anyhow::{Result, ensure};
use std::fs;
use std::path::PathBuf;

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    arguments.finish()?;
    ensure!(data.is_dir(), "there is no folder {}: name that of the data with --data", data.display());
    let python = step("Python's packages", environment)?;
    let mut train = command(python, &["xtask/train/train.py", "--output", "src/model/weights.bin", "--data"]);
    step("training", || run_program(train.arg(data.canonicalize()?)))
}

/// The Python of a virtual environment that holds what `requirements.txt` asks for.
fn environment() -> Result<PathBuf> {
    let folder = target().join("train/venv");
    let requirements = root().join("xtask/train/requirements.txt");
    let (python, stamp) = (folder.join("bin/python"), folder.join("installed-requirements.txt"));
    let wanted = fs::read(&requirements)?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    run_program(command(install::python()?, &["-m", "venv"]).arg(&folder))?;
    run_program(command(&python, &["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements))?;
    fs::write(stamp, wanted)?;
    Ok(python)
}
