//! Document to features: for each token, numbers that pick rows of the network's embedding tables. Training and
//! recognising share this one implementation.
//!
//! A column is an *index* (one row of its table) or *bits* (the sum of the rows whose bit is set).

use super::lists::{MAX_CLASSES, WordLists};
use crate::Document;
use crate::document::Before;
use crc32fast::hash as crc32;
use std::ops::Range;

pub const COLUMN_COUNT: usize = 12;

/// The features of one token, in the order of [`columns`].
pub type Row = [u32; COLUMN_COUNT];

/// A feature: its name, and how many rows its table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub size: usize,
    pub kind: ColumnKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A number below the column's size.
    Index,
    /// A set of numbers below the column's size, as bits.
    Bits,
}

const HASHES: u32 = 8192;
const PREFIXES: u32 = 4096;
const SUFFIXES: [u32; 3] = [2048, 4096, 4096];
const SHAPES: u32 = 1024;

/// The columns of a row, for a model with `words` known words.
pub fn columns(words: usize) -> [Column; COLUMN_COUNT] {
    let index = |name, size| Column { name, size, kind: ColumnKind::Index };
    [
        index("word", words + 1),
        index("hash", HASHES as usize),
        index("prefix3", PREFIXES as usize),
        index("suffix2", SUFFIXES[0] as usize),
        index("suffix3", SUFFIXES[1] as usize),
        index("suffix4", SUFFIXES[2] as usize),
        index("shape", SHAPES as usize),
        index("case", 8),
        index("before", 3),
        index("line", 8),
        index("first", 3),
        Column { name: "lists", size: 2 * MAX_CLASSES, kind: ColumnKind::Bits },
    ]
}

/// The features of a document, worked out token by token on demand.
pub struct TokenFeatures<'a> {
    document: &'a Document<'a>,
    lists: &'a WordLists,
    classes: Vec<u32>,
    line_styles: Vec<u8>,
}

impl<'a> TokenFeatures<'a> {
    pub fn new(document: &'a Document<'a>, lists: &'a WordLists) -> Self {
        let line_styles = document.blocks().iter().map(|block| line_style(document, block.tokens.clone())).collect();
        TokenFeatures { document, lists, classes: lists.classes(document), line_styles }
    }

    /// The rows of `tokens`, appended to `rows`.
    pub fn append_rows(&self, tokens: Range<usize>, rows: &mut Vec<Row>) {
        let mut block = self.document.block_of(tokens.start);
        let mut sentence = self.document.sentence_of(tokens.start);
        let mut folded = String::new();
        for index in tokens {
            block += usize::from(self.document.blocks()[block].tokens.end <= index);
            sentence += usize::from(self.document.sentences()[sentence].tokens.end <= index);
            let word = self.document.word(index);
            folded.clear();
            folded.extend(self.document.lower(index).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
            rows.push([
                self.lists.word(&folded),
                crc32(folded.as_bytes()) % HASHES,
                crc32(prefix(&folded, 3)) % PREFIXES,
                crc32(suffix(&folded, 2)) % SUFFIXES[0],
                crc32(suffix(&folded, 3)) % SUFFIXES[1],
                crc32(suffix(&folded, 4)) % SUFFIXES[2],
                shape(word) % SHAPES,
                case(word) as u32,
                self.document.tokens()[index].before as u32,
                u32::from(self.line_styles[block]),
                first(self.document, self.document.sentences()[sentence].tokens.start, index),
                self.classes[index],
            ]);
        }
    }
}

fn prefix(word: &str, letters: usize) -> &[u8] {
    let end = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
    &word.as_bytes()[..end]
}

fn suffix(word: &str, letters: usize) -> &[u8] {
    let start = word.char_indices().nth_back(letters - 1).map_or(0, |(at, _)| at);
    &word.as_bytes()[start..]
}

/// CRC-32 of a word's shape: its letters as X and x, its digits as d, runs cut at two, ten signs at most.
fn shape(word: &str) -> u32 {
    let mut shape = [0; 10];
    let mut length = 0;
    for c in word.chars() {
        let sign = match c {
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'd',
            _ if c.is_ascii() => c as u8,
            _ => b'?',
        };
        if length >= 2 && shape[length - 1] == sign && shape[length - 2] == sign {
            continue;
        }
        shape[length] = sign;
        length += 1;
        if length == shape.len() {
            break;
        }
    }
    crc32(&shape[..length])
}

#[derive(Clone, Copy)]
enum Case {
    Lower,
    Title,
    Upper,
    Mixed,
    Initials,
    Digits,
    DigitsAndLetters,
    Sign,
}

fn case(word: &str) -> Case {
    let count = |is: fn(char) -> bool| word.chars().filter(|&c| is(c)).count();
    let letters = count(char::is_alphabetic);
    let digits = count(char::is_numeric);
    let upper = count(char::is_uppercase);
    match () {
        () if letters == 0 && digits == 0 => Case::Sign,
        () if letters == 0 => Case::Digits,
        () if digits > 0 => Case::DigitsAndLetters,
        () if upper == 0 => Case::Lower,
        () if word.contains('.') => Case::Initials,
        () if upper == 1 && word.starts_with(char::is_uppercase) => Case::Title,
        () if upper == letters => Case::Upper,
        () => Case::Mixed,
    }
}

/// How the words of a block are written: the share of capitalised ones in four steps, and 4 more where no word has a
/// small letter.
fn line_style(document: &Document, tokens: Range<usize>) -> u8 {
    let words =
        || tokens.clone().map(|index| document.word(index)).filter(|word| word.starts_with(char::is_alphabetic));
    let total = words().count();
    let capitalised = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    let share = match capitalised * 8 {
        eighths if eighths <= total => 0,
        eighths if eighths <= 3 * total => 1,
        eighths if eighths <= 6 * total => 2,
        _ => 3,
    };
    let capitals = total > 0 && words().all(|word| !word.contains(char::is_lowercase));
    share + 4 * u8::from(capitals)
}

/// 0 where the token opens its sentence (signs before it do not count), 1 where it follows an opening quotation mark,
/// 2 elsewhere.
fn first(document: &Document, sentence: usize, index: usize) -> u32 {
    /// So many opening signs at most are looked back over.
    const SIGNS: usize = 4;
    let is_sign = |index| !document.word(index).contains(char::is_alphanumeric);
    if index - sentence <= SIGNS && (sentence..index).all(is_sign) {
        return 0;
    }
    let opens = match document.word(index - 1) {
        "“" | "‘" | "«" | "„" | "``" => true,
        "\"" | "'" => {
            document.tokens()[index].before == Before::Nothing && document.tokens()[index - 1].before != Before::Nothing
        }
        _ => false,
    };
    if opens { 1 } else { 2 }
}
