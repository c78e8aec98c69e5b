//! `cargo xtask train`: makes `src/model/weights.bin` from the data, with Python in an environment of its own.

use crate::arguments::Arguments;
use crate::process::{command, run as run_program, step};
use crate::{install, root, target};
use anyhow::{Result, ensure};

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    let resume = arguments.switch("--resume");
    arguments.finish()?;
    ensure!(data.is_dir(), "there is no folder {}: name that of the data with --data", data.display());
    let environment =
        || install::python_environment(&root().join("xtask/train/requirements.txt"), &target().join("train/venv"));
    let python = step("Python's packages", environment)?;
    let (data, resume) = (data.canonicalize()?, resume.then_some("--resume"));
    let mut train = command(&python, &["xtask/train/train.py", "--output", "src/model/weights.bin", "--data"]);
    step("training", || run_program(train.arg(&data).args(resume)))?;
    let mut grammar = command(python, &["xtask/train/grammar.py", "--model", "src/model/weights.bin", "--data"]);
    step("training of the grammar", || run_program(grammar.arg(&data).args(resume)))
}
