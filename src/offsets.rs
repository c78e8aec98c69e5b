//! Offsets in the units of other sides: bytes inside, UTF-16 code units in JavaScript, code points for most other tools.
//!
//! ```
//! use newsmark::offsets::{OffsetUnit, Offsets};
//!
//! let offsets = Offsets::new("Zürich", OffsetUnit::Utf16);
//! assert_eq!(offsets.from_byte(3), 2);
//! assert_eq!(offsets.to_byte(2), Some(3));
//! ```

use crate::Annotations;
use std::cell::Cell;

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Bytes of UTF-8, as everywhere in this library.
    Bytes,
    /// Unicode code points, as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
}

impl OffsetUnit {
    /// How many units a byte of UTF-8 adds. The first byte of a character stands for all of it.
    fn of_byte(self, byte: u8) -> usize {
        let continues = byte & 0b1100_0000 == 0b1000_0000;
        match self {
            OffsetUnit::Bytes => 1,
            OffsetUnit::Chars => usize::from(!continues),
            OffsetUnit::Utf16 => usize::from(!continues) + usize::from(byte >= 0b1111_0000),
        }
    }
}

/// How many bytes lie between two entries of the table: a look-up counts through fewer than these.
const STEP: usize = 64;

/// The way between the bytes of one text and another unit, both ways: one linear pass, then constant time a look-up.
pub struct Offsets<'text> {
    text: &'text str,
    unit: OffsetUnit,
    /// Units before bytes 0, `STEP`, 2 `STEP` ... Empty where a unit is a byte.
    table: Vec<usize>,
}

impl<'text> Offsets<'text> {
    /// For the offsets of `text`, outside in `unit`. One pass over the text.
    pub fn new(text: &'text str, unit: OffsetUnit) -> Self {
        if unit == OffsetUnit::Bytes || text.is_ascii() {
            return Offsets { text, unit: OffsetUnit::Bytes, table: Vec::new() };
        }
        let mut before = 0;
        let mut table = Vec::with_capacity(text.len() / STEP + 1);
        for chunk in text.as_bytes().chunks(STEP) {
            table.push(before);
            before += count(unit, chunk);
        }
        if text.len().is_multiple_of(STEP) {
            table.push(before);
        }
        Offsets { text, unit, table }
    }

    /// The offset of byte `byte`, which is at most the length of the text.
    pub fn from_byte(&self, byte: usize) -> usize {
        if self.table.is_empty() {
            return byte;
        }
        let entry = byte / STEP;
        self.table[entry] + count(self.unit, &self.text.as_bytes()[entry * STEP..byte])
    }

    /// The byte at offset `offset`; `None` past the end or within a character.
    pub fn to_byte(&self, offset: usize) -> Option<usize> {
        if self.table.is_empty() {
            return self.text.is_char_boundary(offset).then_some(offset);
        }
        let entry = self.table.partition_point(|&before| before <= offset) - 1;
        let mut reached = self.table[entry];
        let mut byte = entry * STEP;
        while reached < offset {
            reached += self.unit.of_byte(*self.text.as_bytes().get(byte)?);
            byte += 1;
        }
        while !self.text.is_char_boundary(byte) {
            byte += 1;
        }
        (reached == offset).then_some(byte)
    }

    /// Turns the bytes in `annotations` into this unit.
    pub fn leave_bytes(&self, annotations: &mut Annotations) {
        annotations.map_offsets(|byte| self.from_byte(byte));
    }

    /// Turns this unit in `annotations` back into bytes. False, and `annotations` of no use, where an offset lies outside
    /// the text or within a character, or a span ends before it starts.
    pub fn return_to_bytes(&self, annotations: &mut Annotations) -> bool {
        let valid = Cell::new(true);
        annotations.map_offsets(|offset| {
            self.to_byte(offset).unwrap_or_else(|| {
                valid.set(false);
                0
            })
        });
        valid.get() && annotations.spans().iter().all(|span| span.start <= span.end)
    }
}

fn count(unit: OffsetUnit, bytes: &[u8]) -> usize {
    bytes.iter().map(|&byte| unit.of_byte(byte)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares both ways with counting from the start, at every character of `text`.
    fn check(text: &str) {
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let offsets = Offsets::new(text, unit);
            for byte in (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)) {
                let before = &text[..byte];
                let expected = match unit {
                    OffsetUnit::Bytes => byte,
                    OffsetUnit::Chars => before.chars().count(),
                    OffsetUnit::Utf16 => before.encode_utf16().count(),
                };
                assert_eq!(offsets.from_byte(byte), expected, "{unit:?} of byte {byte} of {text:?}");
                assert_eq!(offsets.to_byte(expected), Some(byte), "byte of {unit:?} {expected} of {text:?}");
            }
            assert_eq!(offsets.to_byte(text.len() + 1), None, "past the end of {text:?}");
        }
    }

    #[test]
    fn agrees_with_counting() {
        for text in ["", "plain", "Zürich", "“Ja”, said 李明 🙂.", "\u{0}\u{feff}", "e\u{301}", "שלום"] {
            check(text);
            check(&text.repeat(40));
            for filling in 60..68 {
                check(&format!("{}{text}", "x".repeat(filling)));
                check(&format!("{}é", "x".repeat(filling)));
            }
        }
    }

    #[test]
    fn no_byte_within_a_character() {
        assert_eq!(Offsets::new("a🙂b", OffsetUnit::Utf16).to_byte(2), None);
        assert_eq!(Offsets::new("a🙂b", OffsetUnit::Bytes).to_byte(2), None);
    }
}
