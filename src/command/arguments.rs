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

Options:
  --date YYYY-MM-DD    the day of publication; without it a date in the text is used
  --format FORMAT      json (default); csv-entities, csv-quotes or csv-sources (a table with a row for each);
                       html (the annotated text as a page that stands alone);
                       web-annotation (W3C Web Annotations in JSON-LD, always in code points)
  --bom                a byte order mark before a CSV table: some spreadsheets need it to read more than ASCII
  --offsets UNIT       chars (Unicode code points, default), bytes (of UTF-8) or utf16 (code units)
  --weights FILE       other weights than those built in
  -h, --help           this text
  -V, --version        the version

Exit status: 0 done; 1 an input was bad (with --jsonl: at least one line was); 2 called in a wrong way.
";

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
    pub jsonl: bool,
    pub date: Option<Date>,
    pub format: Format,
    /// A byte order mark goes before the output.
    pub byte_order_mark: bool,
    pub offsets: OffsetUnit,
    pub weights: Option<PathBuf>,
}

/// Reads the words of the command line, the first of which is the command's own name.
pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Task, Failure> {
    let mut parser = Parser::from_iter(words);
    match parser.next()? {
        None => Err(Failure::Usage("no command given".into())),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Task::Print(HELP.into())),
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
        jsonl: false,
        date: None,
        format: Format::Json,
        byte_order_mark: false,
        offsets: OffsetUnit::Chars,
        weights: None,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Print(HELP.into())),
            Arg::Long("jsonl") => settings.jsonl = true,
            Arg::Long("date") => settings.date = Some(date(&parser.value()?.string()?)?),
            Arg::Long("format") => settings.format = format(&parser.value()?.string()?)?,
            Arg::Long("bom") => settings.byte_order_mark = true,
            Arg::Long("offsets") => settings.offsets = offset_unit(&parser.value()?.string()?)?,
            Arg::Long("weights") => settings.weights = Some(parser.value()?.into()),
            Arg::Value(file) if settings.file.is_none() => settings.file = Some(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if settings.jsonl && settings.format != Format::Json {
        return Err(Failure::Usage("--jsonl writes JSON and no other --format".into()));
    }
    Ok(Task::Annotate(settings))
}

fn date(text: &str) -> Result<Date, Failure> {
    super::article::date(text).map_err(|message| Failure::Usage(format!("--date: {message}")))
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
