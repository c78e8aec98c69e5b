//! What a developer does with the project: `cargo xtask build | serve | test | train | evaluate | bench`.

mod arguments;
mod features;
mod pack_lists;

use arguments::Arguments;
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let task = words.next().unwrap_or_default();
    match Arguments::read(words).and_then(|arguments| run(&task, &arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {task}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &str, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    match task {
        "features" => features::run(arguments),
        "pack-lists" => pack_lists::run(arguments),
        _ => Err("no such task; there are: features, pack-lists".into()),
    }
}
