//! The command `newsmark`: reads, calls, writes.

mod command;

use command::{Failure, arguments, arguments::Task};
use std::io::ErrorKind;
use std::process::ExitCode;

fn main() -> ExitCode {
    match arguments::read(std::env::args_os()).and_then(run) {
        Ok(status) => status,
        // Whoever reads our output has seen enough: no fault of anybody.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("newsmark: {failure}");
            ExitCode::from(failure.status())
        }
    }
}

fn run(task: Task) -> Result<ExitCode, Failure> {
    match task {
        Task::Print(text) => command::print(&text).map(|()| ExitCode::SUCCESS),
        Task::Annotate(settings) if settings.jsonl => command::jsonl::annotate(&settings),
        Task::Annotate(settings) => command::annotate(&settings).map(|()| ExitCode::SUCCESS),
    }
}
