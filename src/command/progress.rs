//! How far a long run has come, told on standard error.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often it is told.
const PAUSE: Duration = Duration::from_secs(1);

pub struct Progress {
    start: Instant,
    last_told: Instant,
    articles: usize,
    words: usize,
    /// Bytes of the input that were read.
    read: Arc<AtomicU64>,
    /// What was read, and passed over, before the first article was annotated.
    passed: u64,
    /// Bytes that the input has, where that is known.
    size: Option<u64>,
}

impl Progress {
    pub fn new(read: Arc<AtomicU64>, size: Option<u64>) -> Self {
        let passed = read.load(Ordering::Relaxed);
        Progress { start: Instant::now(), last_told: Instant::now(), articles: 0, words: 0, read, passed, size }
    }

    /// An article of so many words is done.
    pub fn article(&mut self, words: usize) {
        self.articles += 1;
        self.words += words;
        if self.last_told.elapsed() >= PAUSE {
            self.last_told = Instant::now();
            self.tell();
        }
    }

    /// Says it. Where standard error is closed nobody listens, which is no failure.
    pub fn tell(&self) {
        let seconds = self.start.elapsed().as_secs_f64();
        let speed = self.words as f64 / seconds.max(0.001);
        let left = self.seconds_left(seconds).map_or(String::new(), |left| format!(", {} left", in_words(left)));
        let _ = writeln!(io::stderr(), "{} articles, {speed:.0} words a second{left}", self.articles);
    }

    /// As long as the bytes that are left take at the rate so far.
    fn seconds_left(&self, seconds: f64) -> Option<f64> {
        let read = self.read.load(Ordering::Relaxed);
        let (done, left) = (read.checked_sub(self.passed)?, self.size?.checked_sub(read)?);
        (done > 0).then(|| seconds * left as f64 / done as f64)
    }
}

fn in_words(seconds: f64) -> String {
    match seconds as u64 {
        seconds @ ..120 => format!("{seconds} s"),
        seconds @ ..7200 => format!("{} min", seconds / 60),
        seconds => format!("{} h", seconds / 3600),
    }
}

/// Counts the bytes that go through.
pub struct Counted<Input> {
    pub input: Input,
    pub bytes: Arc<AtomicU64>,
}

impl<Input: Read> Read for Counted<Input> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
