//! One line of JSONL, read into an article.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use serde_json::Value;
use std::fmt;

/// An article as it comes in: whose `id`, of whatever kind, goes out again with its annotations.
#[derive(Deserialize)]
pub struct Article {
    #[serde(default)]
    pub id: Value,
    #[serde(deserialize_with = "text_with_lone_surrogates")]
    pub text: String,
    #[serde(default, deserialize_with = "optional_date")]
    pub date: Option<Date>,
}

/// What is wrong with a line, as it goes out in the place of annotations.
pub struct BadLine {
    id: Value,
    /// Counted from 1.
    line: usize,
    error: String,
}

impl BadLine {
    pub fn new(id: Value, line: usize, error: String) -> Self {
        BadLine { id, line, error }
    }

    pub fn to_json(&self) -> String {
        format!(r#"{{"id":{},"line":{},"error":{}}}"#, self.id, self.line, Value::from(self.error.as_str()))
    }
}

/// Reads line number `number` of the input, which may end in a line break.
pub fn read(line: &[u8], number: usize) -> Result<Article, BadLine> {
    let line = std::str::from_utf8(line)
        .map_err(|error| BadLine::new(Value::Null, number, format!("not UTF-8 at byte {}", error.valid_up_to())))?;
    if !line.trim_start().starts_with('{') {
        return Err(BadLine::new(Value::Null, number, "no JSON object".into()));
    }
    serde_json::from_str(line).map_err(|error| BadLine::new(id_alone(line), number, in_words(&error)))
}

/// The identity that a bad line states all the same.
fn id_alone(line: &str) -> Value {
    #[derive(Deserialize)]
    struct Identity {
        #[serde(default)]
        id: Value,
    }
    serde_json::from_str(line).map_or(Value::Null, |identity: Identity| identity.id)
}

/// The message of `error`, whose own line number is of no use: each line is parsed by itself.
fn in_words(error: &serde_json::Error) -> String {
    error.to_string().replace(&format!(" at line {} column", error.line()), " at column")
}

/// The day that `text` states as `YYYY-MM-DD`, or what is wrong with it.
pub fn date(text: &str) -> Result<Date, String> {
    let strict = text.len() == "YYYY-MM-DD".len();
    text.parse().ok().filter(|_| strict).ok_or_else(|| format!("{text:?} is no date of the form YYYY-MM-DD"))
}

fn optional_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    text.map(|text| date(&text).map_err(D::Error::custom)).transpose()
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
