//! The form of a model file, little-endian: `NEWSMARK`; version and number of sections (`u32` each); the sections; and
//! the CRC-32 of all that stands before it.
//!
//! A section: length of its name (`u8`), the name, its kind (`u8`), number of dimensions (`u8`), the dimensions
//! (`u32` each), number of bytes (`u32`), zeros up to a multiple of 16 from the file's beginning, the bytes.

use super::{ModelError, Result, fault};
use crc32fast::hash as crc32;

const MAGIC: &[u8] = b"NEWSMARK";
const VERSION: usize = 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    Plain,
    /// `f32`.
    Floats,
    /// One step (`f32`) for each row, then rows of `i8`.
    Bytes,
    /// One step (`f32`) for each row, then rows of numbers from -8 to 7, two in a byte.
    Halves,
}

pub struct Section<'a> {
    pub name: &'a str,
    pub kind: SectionKind,
    pub dimensions: Vec<usize>,
    pub bytes: &'a [u8],
}

pub struct Sections<'a> {
    sections: Vec<Section<'a>>,
}

impl<'a> Sections<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let Some((content, checksum)) = bytes.split_last_chunk().filter(|(content, _)| content.starts_with(MAGIC))
        else {
            return fault("not a model file");
        };
        let mut cursor = Cursor { content, at: MAGIC.len() };
        let version = cursor.number()?;
        if version != VERSION {
            return fault(format!("a model file of version {version}; this program reads version {VERSION}"));
        }
        if crc32(content) != u32::from_le_bytes(*checksum) {
            return fault("the model file is damaged or incomplete: its checksum is wrong");
        }
        let count = cursor.number()?;
        let sections = (0..count).map(|_| cursor.section()).collect::<Result<_>>()?;
        Ok(Sections { sections })
    }

    pub fn section(&self, name: &str) -> Option<&Section<'a>> {
        self.sections.iter().find(|section| section.name == name)
    }

    pub fn get(&self, name: &str) -> Result<&Section<'a>> {
        self.section(name).ok_or_else(|| ModelError(format!("the model file has no section {name}")))
    }
}

impl Section<'_> {
    /// Its dimensions, if there are `N`.
    pub fn shape<const N: usize>(&self) -> Result<[usize; N]> {
        let shape = self.dimensions.as_slice().try_into();
        shape.map_err(|_| ModelError(format!("{}: {} dimensions, not {N}", self.name, self.dimensions.len())))
    }

    pub fn floats(&self) -> Result<Vec<f32>> {
        match self.bytes.as_chunks() {
            (numbers, []) if self.kind == SectionKind::Floats => {
                Ok(numbers.iter().map(|&number| f32::from_le_bytes(number)).collect())
            }
            _ => fault(format!("{}: not 32-bit numbers", self.name)),
        }
    }

    /// The steps of `rows` rows of whole numbers, and the bytes of the rows.
    pub fn rows(&self, rows: usize) -> Result<(Vec<f32>, &[u8])> {
        let length = rows.checked_mul(4).filter(|_| matches!(self.kind, SectionKind::Bytes | SectionKind::Halves));
        let Some((steps, bytes)) = length.and_then(|length| self.bytes.split_at_checked(length)) else {
            return fault(format!("{}: not {rows} rows of whole numbers", self.name));
        };
        Ok((steps.as_chunks().0.iter().map(|&step| f32::from_le_bytes(step)).collect(), bytes))
    }
}

struct Cursor<'a> {
    content: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(length);
        let Some(bytes) = end.and_then(|end| self.content.get(self.at..end)) else {
            return fault("the model file ends too early");
        };
        self.at += length;
        Ok(bytes)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> Result<usize> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    }

    fn section(&mut self) -> Result<Section<'a>> {
        let length = self.byte()?;
        let Ok(name) = std::str::from_utf8(self.take(length.into())?) else {
            return fault("a section's name is no text");
        };
        let kind = match self.byte()? {
            0 => SectionKind::Plain,
            1 => SectionKind::Floats,
            2 => SectionKind::Bytes,
            3 => SectionKind::Halves,
            kind => return fault(format!("{name}: unknown kind {kind}")),
        };
        let dimensions = (0..self.byte()?).map(|_| self.number()).collect::<Result<_>>()?;
        let length = self.number()?;
        self.take(self.at.next_multiple_of(16) - self.at)?;
        Ok(Section { name, kind, dimensions, bytes: self.take(length)? })
    }
}
