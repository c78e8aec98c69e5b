//! The command line, read into what is to be done.

use super::Failure;
use jiff::civil::Date;
use lexopt::{Arg, Parser, ValueExt};
use newsmark::export::Format;
use newsmark::offsets::OffsetUnit;
use std::ffi::OsString;
use std::path::PathBuf;

const HELP: &str = "\
newsmark annotates news articles: who and what they are about, and who said what.

Usage:
  newsmark annotate [FILE] [options]    one article, from FILE or standard input
  newsmark annotate --jsonl [options]   one {\"id\", \"text\", \"date\"?} a line from standard input or FILE,
                                        one {\"id\", ...annotations} a line to standard output

FILE may be - for standard input. Input may be compressed (gzip, Zstandard).

Options:
  --date YYYY-MM-DD    the day of publication, a time behind it or not; without it a date in the text is used
  --format FORMAT      what is written, of the list below (default: json)
  --output FILE        where to write, instead of standard output; compressed where its name ends in .gz or .zst
  --bom                a byte order mark before a CSV table: some spreadsheets need it to read more than ASCII
  --offsets UNIT       chars (Unicode code points, default), bytes (of UTF-8) or utf16 (code units)
  --weights FILE       other weights than those built in

With --jsonl:
  --jobs N             on so many processors (default: all)
  --progress           tells on standard error how far it is: articles, words a second, time left
  --resume             goes on behind what an earlier run wrote to the --output FILE
  --parquet FOLDER     writes mentions.parquet, entities.parquet, quotes.parquet and sources.parquet beside the
                       answers, if this was built with the feature `parquet`

  -h, --help           this text
  -V, --version        the version

Exit status: 0 done; 1 an input was bad (with --jsonl: at least one line was); 2 called in a wrong way.

Formats; with --jsonl one table of all articles, or a line of JSON with the file of each:
";

fn help() -> String {
    let format = |format: Format| format!("  {:19}  {}\n", format.name(), format.meaning());
    HELP.to_string() + &Format::ALL.map(format).concat()
}

/// What the command is to do.
pub enum Task {
    /// Write this text.
    Print(String),
    Annotate(Settings),
}

/// How articles are read, annotated and written.
pub struct Settings {
    /// `None`: standard input.
    pub file: Option<PathBuf>,
    /// `None`: standard output.
    pub output: Option<PathBuf>,
    pub jsonl: bool,
    /// How many threads annotate. `None`: one for each processor.
    pub jobs: Option<usize>,
    pub progress: bool,
    /// To go on with what an earlier run wrote.
    pub resume: bool,
    pub date: Option<Date>,
    pub format: Format,
    /// A byte order mark goes before the output.
    pub byte_order_mark: bool,
    pub offsets: OffsetUnit,
    pub weights: Option<PathBuf>,
    /// The folder for tables of an archive, beside the answers.
    pub parquet: Option<PathBuf>,
}

/// Reads the words of the command line, the first of which is the command's own name.
pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Task, Failure> {
    let mut parser = Parser::from_iter(words);
    match parser.next()? {
        None => Err(Failure::Usage("no command given".into())),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Task::Print(help())),
        Some(Arg::Short('V') | Arg::Long("version")) => {
            Ok(Task::Print(concat!("newsmark ", env!("CARGO_PKG_VERSION"), "\n").into()))
        }
        Some(Arg::Value(name)) if name == "annotate" => read_annotate(&mut parser),
        Some(Arg::Value(name)) => Err(Failure::Usage(format!("no command is called {name:?}"))),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn read_annotate(parser: &mut Parser) -> Result<Task, Failure> {
    let mut settings = Settings {
        file: None,
        output: None,
        jsonl: false,
        jobs: None,
        progress: false,
        resume: false,
        date: None,
        format: Format::Json,
        byte_order_mark: false,
        offsets: OffsetUnit::Chars,
        weights: None,
        parquet: None,
    };
    let mut has_input = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Print(help())),
            Arg::Long("jsonl") => settings.jsonl = true,
            Arg::Long("output") => settings.output = Some(parser.value()?.into()),
            Arg::Long("jobs") => settings.jobs = Some(jobs(&parser.value()?.string()?)?),
            Arg::Long("progress") => settings.progress = true,
            Arg::Long("resume") => settings.resume = true,
            Arg::Long("date") => settings.date = date(&parser.value()?.string()?)?,
            Arg::Long("format") => settings.format = format(&parser.value()?.string()?)?,
            Arg::Long("bom") => settings.byte_order_mark = true,
            Arg::Long("offsets") => settings.offsets = offset_unit(&parser.value()?.string()?)?,
            Arg::Long("parquet") => settings.parquet = Some(parser.value()?.into()),
            Arg::Long("weights") => settings.weights = Some(parser.value()?.into()),
            Arg::Value(file) if !has_input => {
                has_input = true;
                settings.file = (file != "-").then(|| file.into());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    check(&settings)?;
    Ok(Task::Annotate(settings))
}

/// Refuses what does not go together.
fn check(settings: &Settings) -> Result<(), Failure> {
    let of_many = settings.jobs.is_some() || settings.progress || settings.resume;
    if settings.parquet.is_some() && (!settings.jsonl || settings.resume) {
        return Err(Failure::Usage("--parquet goes with --jsonl, and not with --resume".into()));
    }
    let message = if of_many && !settings.jsonl {
        "--jobs, --progress and --resume go with --jsonl"
    } else if settings.resume && settings.output.is_none() {
        "--resume needs the --output FILE to go on with"
    } else if settings.resume && settings.format.is_table() {
        "--resume goes with a line for each article, not with tables"
    } else {
        return Ok(());
    };
    Err(Failure::Usage(message.into()))
}

fn jobs(number: &str) -> Result<usize, Failure> {
    let jobs = number.parse().ok().filter(|jobs| (1..=1024).contains(jobs));
    jobs.ok_or_else(|| Failure::Usage(format!("--jobs: {number:?} is no number from 1 to 1024")))
}

fn date(text: &str) -> Result<Option<Date>, Failure> {
    super::article_line::date(text).map_err(|message| Failure::Usage(format!("--date: {message}")))
}

fn format(name: &str) -> Result<Format, Failure> {
    Format::named(name).ok_or_else(|| {
        let known = Format::ALL.map(Format::name).join(", ");
        Failure::Usage(format!("--format: {name:?} is none of: {known}"))
    })
}

fn offset_unit(name: &str) -> Result<OffsetUnit, Failure> {
    match name {
        "chars" => Ok(OffsetUnit::Chars),
        "bytes" => Ok(OffsetUnit::Bytes),
        "utf16" => Ok(OffsetUnit::Utf16),
        _ => Err(Failure::Usage(format!("--offsets: {name:?} is none of: chars, bytes, utf16"))),
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Failure::Usage(error.to_string())
    }
}
