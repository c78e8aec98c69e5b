//! Where something stands in a text.

use serde::{Deserialize, Serialize};

/// A stretch of a text: bytes of UTF-8 from `start` up to, not including, `end`; both on character boundaries.
///
/// ```
/// let span = newsmark::Span::new(6, 12);
/// assert_eq!(span.of("Hello Zürich"), "Züric");
/// assert!(span.overlaps(newsmark::Span::new(0, 7)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

impl Span {
    /// From `start` to `end`, in bytes; `start` is at most `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Span { start, end }
    }

    /// The words of `text` that stand here.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// In bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether all of `other` lies in it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a byte lies in both.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}
