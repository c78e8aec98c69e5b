//! Articles as JSON Lines: read, annotated on all processors, written in the order in which they came.
//!
//! A line travels to whichever thread is free, and a promise of its answer waits in a queue for the writer; so order
//! needs no sorting, and the queue's length bounds the memory.

use super::answers;
use super::arguments::Settings;
use super::article_line::{self, ArticleLine, BadLine};
use super::compression::{Compression, Packer, unpacked};
use super::lines::{InputLine, Lines};
use super::parquet_tables::ParquetTables;
use super::progress::{Counted, Progress};
use super::written::Written;
use super::{Failure, annotator, standard_input, unreadable};
use newsmark::export::tables::Table;
use newsmark::export::{Article, Format};
use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotator, Options};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many lines a thread may be ahead of the writer, which waits for the longest.
const AHEAD: usize = 32;

/// A line of the input and where its answer is awaited.
struct Job {
    line: InputLine,
    answer: Sender<AnswerLine>,
}

/// What goes out for a line of the input.
#[derive(Default)]
struct AnswerLine {
    text: String,
    /// What is wrong with the line, where the output has no place for that.
    complaint: Option<String>,
    good: bool,
    words: usize,
    /// Those of an archive, if they are wanted.
    tables: Vec<Table>,
}

impl AnswerLine {
    fn of_bad_line(text: String, complaint: Option<String>) -> AnswerLine {
        AnswerLine { text, complaint, ..AnswerLine::default() }
    }
}

/// Answers each line of the input. Status 1 when a line was bad.
pub fn annotate(settings: &Settings) -> Result<ExitCode, Failure> {
    let read = Arc::new(AtomicU64::new(0));
    let (input, size) = open(settings, &read)?;
    let mut lines = Lines::new(input);
    let output = output(settings, &mut lines)?;
    let progress = settings.progress.then(|| Progress::new(read, size));
    let worker = Arc::new(Worker::new(settings)?);
    let threads = settings.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let (jobs, work) = sync_channel(threads);
    let (promises, awaited) = sync_channel(AHEAD * threads);
    let work = Arc::new(Mutex::new(work));
    for _ in 0..threads {
        let (worker, work) = (Arc::clone(&worker), Arc::clone(&work));
        thread::spawn(move || worker.work(&work));
    }
    let reader = thread::spawn(move || read_lines(lines, &jobs, &promises));
    // When the output closes, this returns and the process ends, whatever the other threads wait for.
    let mut tables = parquet_tables(settings).map_err(Failure::Output)?;
    let keep = |answer: &mut AnswerLine| {
        tables.as_mut().map_or(Ok(()), |tables| tables.write(std::mem::take(&mut answer.tables)))
    };
    let all_good = write_answers(&awaited, output, progress, keep).map_err(Failure::Output)?;
    tables.map_or(Ok(()), ParquetTables::finish).map_err(Failure::Output)?;
    match reader.join() {
        Ok(Ok(())) => Ok(ExitCode::from(u8::from(!all_good))),
        Ok(Err(error)) => Err(unreadable(settings.file.as_deref(), &error)),
        Err(_) => Err(Failure::Input("reading stopped".into())),
    }
}

/// The input, unpacked, and how many bytes it has as it lies there, where it is a file. Bytes read are added to `read`.
fn open(settings: &Settings, read: &Arc<AtomicU64>) -> Result<(Box<dyn BufRead + Send>, Option<u64>), Failure> {
    let path = settings.file.as_deref();
    let opened = || -> io::Result<_> {
        let (input, size): (Box<dyn Read + Send>, _) = match path {
            None => (Box::new(standard_input()), None),
            Some(path) => {
                let file = File::open(path)?;
                let size = file.metadata()?.len();
                (Box::new(file), Some(size))
            }
        };
        Ok((unpacked(BufReader::new(Counted { input, bytes: Arc::clone(read) }))?, size))
    };
    opened().map_err(|error| unreadable(path, &error))
}

/// Where answers go. To go on with what an earlier run wrote, the lines that it answered are passed over.
fn output(settings: &Settings, lines: &mut Lines<impl BufRead>) -> Result<Packer<Box<dyn Write>>, Failure> {
    let compression = settings.output.as_deref().map_or(Compression::None, Compression::of_name);
    let opened: io::Result<Box<dyn Write>> = match &settings.output {
        None => Ok(Box::new(io::stdout())),
        Some(path) if settings.resume => {
            Written::go_on(path, compression, lines).map(|file| -> Box<dyn Write> { Box::new(file) })
        }
        Some(path) => File::create(path).map(|file| -> Box<dyn Write> { Box::new(file) }),
    };
    let name = || settings.output.as_deref().map_or("standard output".into(), |path| path.display().to_string());
    let opened = opened.map_err(|error| Failure::Input(format!("{}: {error}", name())))?;
    let mut output = Packer::new(opened, compression);
    let mark = if settings.byte_order_mark { "\u{FEFF}" } else { "" };
    let header = mark.to_string() + &answers::header(settings.format);
    output.write(header.as_bytes()).map_err(Failure::Output)?;
    Ok(output)
}

/// Where the tables of an archive go, if they are wanted.
fn parquet_tables(settings: &Settings) -> io::Result<Option<ParquetTables>> {
    let Some(folder) = &settings.parquet else { return Ok(None) };
    ParquetTables::create(folder, answers::empty_tables()).map(Some)
}

/// Hands each line to a worker, and the promise of its answer to the writer; waits while both have enough.
fn read_lines(
    mut lines: Lines<impl BufRead>,
    jobs: &SyncSender<Job>,
    promises: &SyncSender<Receiver<AnswerLine>>,
) -> io::Result<()> {
    while let Some(line) = lines.next_line()? {
        let (answer, promise) = channel();
        if promises.send(promise).is_err() || jobs.send(Job { line, answer }).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes the answers in the order of their promises. Whenever it has to wait it lets out what it has, so that a caller
/// can wait for one answer before it sends the next line. Tells whether all were good.
fn write_answers(
    awaited: &Receiver<Receiver<AnswerLine>>,
    mut output: Packer<impl Write>,
    mut progress: Option<Progress>,
    mut keep: impl FnMut(&mut AnswerLine) -> io::Result<()>,
) -> io::Result<bool> {
    let mut all_good = true;
    while let Some(promise) = ready(awaited, &mut output)? {
        let Some(mut answer) = ready(&promise, &mut output)? else { break };
        keep(&mut answer)?;
        all_good &= answer.good;
        output.write(answer.text.as_bytes())?;
        if let Some(complaint) = answer.complaint {
            let _ = writeln!(io::stderr(), "newsmark: {complaint}");
        }
        if let Some(progress) = &mut progress {
            progress.article(answer.words);
        }
    }
    output.finish()?;
    progress.inspect(Progress::tell);
    Ok(all_good)
}

/// What `queue` brings next. `None` when nothing will come any more.
fn ready<T>(queue: &Receiver<T>, output: &mut Packer<impl Write>) -> io::Result<Option<T>> {
    if let Ok(item) = queue.try_recv() {
        return Ok(Some(item));
    }
    output.flush()?;
    Ok(queue.recv().ok())
}

/// What each thread needs to answer a line.
struct Worker {
    annotator: Annotator,
    date: Option<jiff::civil::Date>,
    offsets: OffsetUnit,
    format: Format,
    /// Whether tables are wanted, too.
    tables: bool,
}

impl Worker {
    fn new(settings: &Settings) -> Result<Self, Failure> {
        let Settings { date, offsets, format, .. } = *settings;
        Ok(Worker { annotator: annotator(settings)?, date, offsets, format, tables: settings.parquet.is_some() })
    }

    fn work(&self, work: &Mutex<Receiver<Job>>) {
        // A statement of its own, so that the lock is free again while this thread annotates.
        while let Ok(job) = { work.lock().unwrap_or_else(PoisonError::into_inner).recv() } {
            // Nobody waits for the answer once the output is closed.
            let _ = job.answer.send(self.answer(&job.line));
        }
    }

    fn answer(&self, line: &InputLine) -> AnswerLine {
        match article_line::read(line).and_then(|article| self.annotated(&article, line.number)) {
            Ok(answer) => answer,
            // Among the rows of a table a message would be out of place.
            Err(bad) if self.format.is_table() => AnswerLine::of_bad_line(String::new(), Some(bad.to_string())),
            Err(bad) => AnswerLine::of_bad_line(bad.to_json(), None),
        }
    }

    /// The answer. Should an article bring the annotator down against its promise, then
    /// it alone is lost.
    fn annotated(&self, article: &ArticleLine, number: usize) -> Result<AnswerLine, BadLine> {
        let bad = |error: String| BadLine::new(article.id.clone(), number, error);
        let options = Options { date: article.date.or(self.date) };
        let annotations = catch_unwind(AssertUnwindSafe(|| self.annotator.annotate(&article.text, &options)));
        let annotations = annotations.map_err(|_| bad("the annotator failed on this text".into()))?;
        let offsets = Offsets::new(&article.text, self.offsets);
        let export = Article { text: &article.text, annotations: &annotations, offsets: &offsets };
        let text =
            answers::answer(article.id.as_deref(), &export, self.format).map_err(|error| bad(error.to_string()))?;
        Ok(AnswerLine {
            text,
            complaint: None,
            good: true,
            words: article.text.split_whitespace().count(),
            tables: if self.tables { answers::tables(article.id.as_deref(), &export) } else { Vec::new() },
        })
    }
}
