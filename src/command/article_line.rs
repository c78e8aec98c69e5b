//! One line of JSONL, read into an article.

use super::lines::InputLine;
use jiff::civil::Date;
use newsmark::export::json;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

/// An article as it comes in: whose `id`, of whatever kind, goes out again with its annotations, digit for digit.
#[derive(Deserialize)]
pub struct ArticleLine {
    #[serde(default)]
    pub id: Option<Box<RawValue>>,
    #[serde(deserialize_with = "text_with_lone_surrogates")]
    pub text: String,
    #[serde(default, deserialize_with = "optional_date")]
    pub date: Option<Date>,
}

/// What is wrong with a line, as it goes out in the place of annotations.
pub struct BadLine {
    id: Option<Box<RawValue>>,
    /// Counted from 1.
    line: usize,
    error: String,
}

impl BadLine {
    pub fn new(id: Option<Box<RawValue>>, line: usize, error: String) -> Self {
        BadLine { id, line, error }
    }

    /// A line of JSON, its line break included.
    pub fn to_json(&self) -> String {
        let id = self.id.as_deref().map_or("null", RawValue::get);
        let line = format!("{{\"id\":{id},\"line\":{},\"error\":{}}}\n", self.line, Value::from(self.error.as_str()));
        json::without_markup(line)
    }
}

impl fmt::Display for BadLine {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.error)
    }
}

/// Reads a line of the input, which may end in a line break.
pub fn read(line: &InputLine) -> Result<ArticleLine, BadLine> {
    let bad = |id, error: String| BadLine::new(id, line.number, error);
    if line.is_cut {
        return Err(bad(None, "the line is too long".into()));
    }
    let text = std::str::from_utf8(&line.content)
        .map_err(|error| bad(None, format!("not UTF-8 at byte {}", error.valid_up_to())))?;
    if !text.trim_start().starts_with('{') {
        return Err(bad(None, "no JSON object".into()));
    }
    serde_json::from_str(text).map_err(|error| bad(id_alone(text), in_words(&error)))
}

/// The identity that a line, of articles or of answers, states; null where it states none.
pub fn id(line: &[u8]) -> Value {
    let id = std::str::from_utf8(line).ok().and_then(id_alone);
    id.and_then(|id| serde_json::from_str(id.get()).ok()).unwrap_or_default()
}

/// The identity that a bad line states all the same.
fn id_alone(line: &str) -> Option<Box<RawValue>> {
    #[derive(Deserialize)]
    struct IdAlone {
        id: Option<Box<RawValue>>,
    }
    serde_json::from_str(line).ok().and_then(|line: IdAlone| line.id)
}

/// The message of `error`, whose own line number is of no use: each line is parsed by itself.
fn in_words(error: &serde_json::Error) -> String {
    error.to_string().replace(&format!(" at line {} column", error.line()), " at column")
}

/// The day that `text` states as `YYYY-MM-DD`, none where it states nothing; or what is wrong with it. Behind it a time may
/// stand, as editorial systems write it: the day counts as it is written, whatever the time zone, as in `www/lib/days.js`.
pub fn date(text: &str) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let parts = text.split_at_checked("YYYY-MM-DD".len()).filter(|(_, time)| time.is_empty() || is_time(time));
    let day = parts.and_then(|(day, _)| day.parse().ok());
    day.map(Some).ok_or_else(|| format!("{text:?} is no date of the form YYYY-MM-DD"))
}

/// Whether `text` is what follows a day: "T10:00:00Z", " 10:00:00.5 +01:00".
fn is_time(text: &str) -> bool {
    let Some(clock) = text.strip_prefix(['T', 't', ' ']) else { return false };
    let clock = clock.strip_suffix(['Z', 'z']).unwrap_or_else(|| without_offset(clock));
    let clock = clock.strip_suffix(' ').unwrap_or(clock);
    !clock.is_empty() && clock.chars().all(|char| char.is_ascii_digit() || matches!(char, ':' | '.' | ','))
}

/// `clock` without "+01:00" or "-0500" at its end.
fn without_offset(clock: &str) -> &str {
    let Some((before, offset)) = clock.rfind(['+', '-']).map(|sign| clock.split_at(sign)) else { return clock };
    let digits = offset[1..].chars().enumerate().filter(|&(place, char)| (place, char) != (2, ':'));
    if digits.clone().count() == 4 && digits.clone().all(|(_, char)| char.is_ascii_digit()) { before } else { clock }
}

fn optional_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    date(text.as_deref().unwrap_or_default()).map_err(D::Error::custom)
}

/// A string in which JavaScript may have left half of a surrogate pair (`"\ud83d"`). Each becomes U+FFFD, which takes
/// as much room: one code point, one UTF-16 unit.
fn text_with_lone_surrogates<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Text;
    impl Visitor<'_> for Text {
        type Value = String;

        fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
            formatter.write_str("a string")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
            String::from_utf8(replace_surrogates(bytes)).map_err(E::custom)
        }
    }
    deserializer.deserialize_bytes(Text)
}

/// serde_json hands lone surrogates on as if they were characters, in the three bytes that UTF-8 would have for them
/// (ED A0 80 to ED BF BF), and so many has U+FFFD.
fn replace_surrogates(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for index in 2..bytes.len() {
        if bytes[index - 2] == 0xED && bytes[index - 1] >= 0xA0 {
            bytes[index - 2..=index].copy_from_slice("\u{FFFD}".as_bytes());
        }
    }
    bytes
}
