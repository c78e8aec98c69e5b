//! Articles as JSON Lines: read, annotated on all processors, written in the order in which they came.
//!
//! A line travels to whichever thread is free, and a promise of its answer waits in a queue for the writer; so order
//! needs no sorting, and the queue's length bounds the memory.

use super::arguments::Settings;
use super::article::{self, BadLine};
use super::{Failure, annotator, unreadable};
use newsmark::offsets::{OffsetUnit, Offsets};
use newsmark::{Annotations, Annotator, Options};
use serde::Serialize;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A line of the input and where its answer is awaited.
struct Job {
    line: Vec<u8>,
    number: usize,
    answer: Sender<Answer>,
}

/// A line of the output.
struct Answer {
    json: Vec<u8>,
    good: bool,
}

#[derive(Serialize)]
struct Annotated {
    id: Value,
    #[serde(flatten)]
    annotations: Annotations,
}

/// Answers each line of the input. Status 1 when a line was bad.
pub fn annotate(settings: &Settings) -> Result<ExitCode, Failure> {
    let input = open(settings.file.as_deref())?;
    let worker = Arc::new(Worker { annotator: annotator(settings)?, date: settings.date, offsets: settings.offsets });
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (jobs, work) = sync_channel(threads);
    let (promises, awaited) = sync_channel(4 * threads);
    let work = Arc::new(Mutex::new(work));
    for _ in 0..threads {
        let (worker, work) = (Arc::clone(&worker), Arc::clone(&work));
        thread::spawn(move || worker.work(&work));
    }
    let reader = thread::spawn(move || read_lines(input, &jobs, &promises));
    // When the output closes, this returns and the process ends, whatever the other threads wait for.
    let all_good = write_answers(&awaited).map_err(Failure::Output)?;
    match reader.join() {
        Ok(Ok(())) => Ok(ExitCode::from(u8::from(!all_good))),
        Ok(Err(error)) => Err(unreadable(settings.file.as_deref(), &error)),
        Err(_) => Err(Failure::Input("reading stopped".into())),
    }
}

fn open(file: Option<&Path>) -> Result<Box<dyn BufRead + Send>, Failure> {
    let Some(path) = file else {
        return Ok(Box::new(BufReader::new(io::stdin())));
    };
    let opened = File::open(path).map_err(|error| unreadable(file, &error))?;
    Ok(Box::new(BufReader::new(opened)))
}

/// Hands each line to a worker, and the promise of its answer to the writer; waits while both have enough.
fn read_lines(
    mut input: impl BufRead,
    jobs: &SyncSender<Job>,
    promises: &SyncSender<Receiver<Answer>>,
) -> io::Result<()> {
    for number in 1.. {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let (answer, promise) = channel();
        if promises.send(promise).is_err() || jobs.send(Job { line, number, answer }).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes the answers in the order of their promises, each at once, so that a caller can wait for one before it sends
/// the next. Tells whether all were good.
fn write_answers(awaited: &Receiver<Receiver<Answer>>) -> io::Result<bool> {
    let mut output = io::stdout().lock();
    let mut all_good = true;
    for answer in awaited.iter().map_while(|promise| promise.recv().ok()) {
        all_good &= answer.good;
        output.write_all(&answer.json)?;
        output.flush()?;
    }
    Ok(all_good)
}

/// What each thread needs to answer a line.
struct Worker {
    annotator: Annotator,
    date: Option<jiff::civil::Date>,
    offsets: OffsetUnit,
}

impl Worker {
    fn work(&self, work: &Mutex<Receiver<Job>>) {
        // A statement of its own, so that the lock is free again while this thread annotates.
        while let Ok(job) = { work.lock().unwrap_or_else(PoisonError::into_inner).recv() } {
            // Nobody waits for the answer once the output is closed.
            let _ = job.answer.send(self.answer(&job.line, job.number));
        }
    }

    fn answer(&self, line: &[u8], number: usize) -> Answer {
        let written = article::read(line, number).and_then(|article| {
            let mut annotations = self.annotator.annotate(&article.text, &Options { date: article.date.or(self.date) });
            Offsets::new(&article.text, self.offsets).leave_bytes(&mut annotations);
            let annotated = Annotated { id: article.id, annotations };
            serde_json::to_vec(&annotated).map_err(|error| BadLine::new(annotated.id, number, error.to_string()))
        });
        let good = written.is_ok();
        let mut json = written.unwrap_or_else(|bad: BadLine| bad.to_json().into_bytes());
        json.push(b'\n');
        Answer { json, good }
    }
}
