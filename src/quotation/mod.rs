//! Who said what: quotation marks, reported speech, their cues and their speakers.

use crate::entities::Names;
use crate::recognition::Recognition;
use crate::{Document, QuoteKind, Span};

/// A quote before its speaker is resolved. Spans are in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub span: Span,
    pub kind: QuoteKind,
    /// The noun phrase that says it.
    pub speaker: Option<Span>,
    /// The mention that heads the speaker's noun phrase ("Mike Waltz" in "Trump's national security advisor Mike
    /// Waltz"), where a name does.
    pub speaker_name: Option<usize>,
    pub cue: Option<Span>,
    /// Index of the statement of which this is the next paragraph.
    pub continues: Option<usize>,
    /// Which sieve named the speaker.
    pub sieve: Option<&'static str>,
    /// How likely the quote with its speaker is right, from 0 to 1.
    pub score: Option<f32>,
}

/// Finds the quotes of `document`, sorted by start, then by end.
pub fn find_quotes(document: &Document, recognition: &Recognition, names: &Names) -> Vec<Statement> {
    let _ = (document, recognition, names);
    Vec::new()
}
