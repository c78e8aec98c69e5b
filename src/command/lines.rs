//! The lines of a file of JSON Lines that say something.

use std::io::{self, BufRead, Read};

/// A line longer than this is no article, and would fill the memory.
const LONGEST: u64 = 1 << 28;

/// Reads line by line. Blank lines are passed over, and so is a byte order mark before the first.
pub struct Lines<Input> {
    input: Input,
    /// That of the line read last, counted from 1.
    number: usize,
}

pub struct InputLine {
    pub content: Vec<u8>,
    pub number: usize,
    /// It goes on where `content` ends.
    pub is_cut: bool,
}

impl<Input: BufRead> Lines<Input> {
    pub fn new(input: Input) -> Self {
        Lines { input, number: 0 }
    }

    pub fn next_line(&mut self) -> io::Result<Option<InputLine>> {
        loop {
            let mut content = Vec::new();
            if self.input.by_ref().take(LONGEST).read_until(b'\n', &mut content)? == 0 {
                return Ok(None);
            }
            let is_cut = content.len() as u64 == LONGEST && !content.ends_with(b"\n");
            if is_cut {
                self.input.skip_until(b'\n')?;
            }
            self.number += 1;
            if self.number == 1 && content.starts_with("\u{FEFF}".as_bytes()) {
                content.drain(.."\u{FEFF}".len());
            }
            if !content.trim_ascii().is_empty() {
                return Ok(Some(InputLine { content, number: self.number, is_cut }));
            }
        }
    }
}
