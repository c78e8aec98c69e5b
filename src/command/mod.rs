//! What the command does, and how it fails.

mod answers;
pub mod arguments;
mod article_line;
mod compression;
pub mod jsonl;
mod lines;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet_tables;
mod progress;
mod written;

use arguments::Settings;
use compression::{Compression, Packer, unpacked};
use newsmark::export::{self, Article};
use newsmark::offsets::Offsets;
use newsmark::{Annotator, Options};
use std::fmt;
use std::fs;
use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read, Stdin, Write};
use std::path::Path;

/// The weights that the command carries.
static WEIGHTS: &[u8] = include_bytes!("../model/weights.bin");

/// Why the command cannot go on, as one line for a person.
pub enum Failure {
    /// It was called in a way that it does not know.
    Usage(String),
    /// What it was given cannot be read.
    Input(String),
    /// What it made cannot be written.
    Output(io::Error),
}

impl Failure {
    /// The exit status: 2 for a wrong call, 1 for the rest.
    pub fn status(&self) -> u8 {
        if matches!(self, Failure::Usage(_)) { 2 } else { 1 }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Failure::Usage(message) => write!(formatter, "{message} (newsmark --help tells how it is called)"),
            Failure::Input(message) => formatter.write_str(message),
            Failure::Output(error) => write!(formatter, "cannot write: {error}"),
        }
    }
}

/// Writes `text` to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(Failure::Output)
}

/// Annotates one article: the file, or all of standard input.
pub fn annotate(settings: &Settings) -> Result<(), Failure> {
    let annotator = annotator(settings)?;
    let text = read_text(settings.file.as_deref())?;
    let annotations = annotator.annotate(&text, &Options { date: settings.date });
    let offsets = Offsets::new(&text, settings.offsets);
    let article = Article { text: &text, annotations: &annotations, offsets: &offsets };
    let mark = if settings.byte_order_mark { "\u{FEFF}" } else { "" };
    let written = mark.to_string() + &export::write(&article, settings.format);
    let Some(path) = &settings.output else { return print(&written) };
    let file = File::create(path).map_err(|error| unreadable(Some(path), &error))?;
    let mut output = Packer::new(file, Compression::of_name(path));
    output.write(written.as_bytes()).and_then(|()| output.finish()).map_err(Failure::Output)
}

/// The annotator with the weights that the settings name, else with its own.
fn annotator(settings: &Settings) -> Result<Annotator, Failure> {
    let Some(path) = &settings.weights else {
        return Annotator::new(WEIGHTS).map_err(|error| Failure::Input(error.to_string()));
    };
    let bytes = fs::read(path).map_err(|error| unreadable(Some(path), &error))?;
    Annotator::new(&bytes).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}

/// All of `file`, or of standard input.
fn read_text(file: Option<&Path>) -> Result<String, Failure> {
    let read = || -> io::Result<Vec<u8>> {
        let input: Box<dyn Read + Send> = match file {
            Some(path) => Box::new(File::open(path)?),
            None => Box::new(standard_input()),
        };
        let mut bytes = Vec::new();
        unpacked(BufReader::new(input))?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    String::from_utf8(read().map_err(|error| unreadable(file, &error))?).map_err(|error| {
        Failure::Input(format!("{}: not UTF-8 at byte {}", name(file), error.utf8_error().valid_up_to()))
    })
}

/// Standard input. Who sits at a terminal is told what is waited for.
fn standard_input() -> Stdin {
    let input = io::stdin();
    if input.is_terminal() {
        eprintln!("newsmark: reads what is typed or pasted here, until Ctrl-D (Ctrl-Z and Enter on Windows)");
    }
    input
}

fn unreadable(file: Option<&Path>, error: &io::Error) -> Failure {
    Failure::Input(format!("{}: {error}", name(file)))
}

fn name(file: Option<&Path>) -> String {
    file.map_or("standard input".into(), |path| path.display().to_string())
}
