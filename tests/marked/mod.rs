//! Texts with inline marks, the form of test tables: `[PERSON Mike Waltz] told [GPE US] media`. Marks may nest.

use super::{Label, Span};
use std::fmt;

/// A text without its marks, and the marks, in order of their start, outer ones first.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    pub text: String,
    pub marks: Vec<(Span, Label)>,
}

impl Marked {
    /// Reads `marked`; "[" and a label open a mark, "]" closes it. Any other "[" is text.
    pub fn read(marked: &str) -> Self {
        let mut text = String::new();
        let mut marks = Vec::new();
        let mut open = Vec::new();
        let mut rest = marked;
        while let Some(next) = rest.chars().next() {
            if let Some((label, behind)) = opening(rest) {
                open.push(marks.len());
                marks.push((Span::new(text.len(), text.len()), label));
                rest = behind;
                continue;
            }
            rest = &rest[next.len_utf8()..];
            match open.pop() {
                Some(mark) if next == ']' => marks[mark].0.end = text.len(),
                still_open => {
                    open.extend(still_open);
                    text.push(next);
                }
            }
        }
        assert!(open.is_empty(), "a mark stays open: {marked}");
        Marked { text, marks }
    }
}

/// The label of the mark that opens here, and what stands behind it.
fn opening(text: &str) -> Option<(Label, &str)> {
    let (name, behind) = text.strip_prefix('[')?.split_once(' ')?;
    let label = Label::ALL.into_iter().find(|label| label.name() == name)?;
    Some((label, behind))
}

impl fmt::Display for Marked {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (at, c) in self.text.char_indices() {
            self.marks.iter().filter(|(span, _)| span.end == at).try_for_each(|_| write!(formatter, "]"))?;
            for (_, label) in self.marks.iter().filter(|(span, _)| span.start == at) {
                write!(formatter, "[{} ", label.name())?;
            }
            write!(formatter, "{c}")?;
        }
        self.marks.iter().filter(|(span, _)| span.end == self.text.len()).try_for_each(|_| write!(formatter, "]"))
    }
}
