//! What an earlier run wrote before it was stopped, so that `--resume` goes on behind it.

use super::article_line;
use super::compression::Compression;
use super::lines::Lines;
use super::progress::Counted;
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The whole lines that a file of answers holds.
#[derive(Default)]
pub struct Written {
    lines: usize,
    /// The `id` of the last of them.
    last_id: Value,
    /// How many bytes of the file they are.
    bytes: u64,
}

impl Written {
    /// Opens `path` to write behind the last whole line of answers, and passes over the lines of the input that they
    /// answer. What stands behind that line, of an answer that was cut short, is taken away. A file that is not there is
    /// made.
    ///
    /// # Errors
    /// When the answers are none to these lines, by the `id` of the last; then nothing is changed.
    pub fn go_on(path: &Path, compression: Compression, lines: &mut Lines<impl BufRead>) -> io::Result<File> {
        let file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        let written = Written::read(&file, compression)?;
        let mut last = None;
        for _ in 0..written.lines {
            last = lines.next_line()?;
        }
        if last.map_or(Value::Null, |line| article_line::id(&line.content)) != written.last_id {
            return Err(io::Error::other("what was written before answers other lines than these"));
        }
        file.set_len(written.bytes)?;
        Ok(file)
    }

    fn read(file: &File, compression: Compression) -> io::Result<Written> {
        let bytes = Arc::new(AtomicU64::new(0));
        let mut input = BufReader::new(Counted { input: file, bytes: Arc::clone(&bytes) });
        let mut written = Written::default();
        if !compression.begins(input.fill_buf()?) {
            return Err(io::Error::other("what was written before is compressed in another way"));
        }
        // The first member that cannot be read, or does not end with a line, was being written when the run was stopped.
        while let Ok(Some(content)) = compression.read_member(&mut input) {
            let Some(lines) = content.strip_suffix(b"\n") else { break };
            written.bytes = bytes.load(Ordering::Relaxed) - input.buffer().len() as u64;
            written.lines += 1 + lines.iter().filter(|&&byte| byte == b'\n').count();
            written.last_id = article_line::id(lines.rsplit(|&byte| byte == b'\n').next().unwrap_or_default());
        }
        Ok(written)
    }
}
