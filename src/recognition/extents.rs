//! What belongs to a mention and what does not, where the network may take too much: as OntoNotes draws extents, and
//! as the contract narrows them.

use crate::{Document, Label};
use std::ops::Range;

/// `tokens` without a possessive 's, an article before the name of a person or place, "Mr" and its like before that of
/// a person, and marks that belong to the sentence; `None` where nothing is left.
pub(super) fn trim(document: &Document, tokens: Range<usize>, label: Label) -> Option<Range<usize>> {
    let Range { mut start, mut end } = tokens;
    loop {
        if start >= end {
            return None;
        }
        let rest = start..end;
        if ends_too_late(document, rest.clone(), label) {
            end -= 1;
        } else if starts_too_early(document, rest, label) {
            start += 1;
        } else {
            return Some(start..end);
        }
    }
}

fn ends_too_late(document: &Document, tokens: Range<usize>, label: Label) -> bool {
    let last = tokens.end - 1;
    match document.lower(last) {
        "'s" | "," | ";" | ":" | "-" | "–" | "—" | "(" | "[" | "“" | "/" | "…" => true,
        "'" | "”" | "\"" | ")" | "]" => !is_paired(document, tokens, last),
        // "1." opens an item of a list.
        "." => tokens.len() == 1 || label == Label::Cardinal,
        _ => false,
    }
}

fn starts_too_early(document: &Document, tokens: Range<usize>, label: Label) -> bool {
    let first = tokens.start;
    match document.lower(first) {
        "," | ";" | ":" | "–" | "—" | ")" | "]" | "”" | "/" | "…" | "•" | "*" | "." => true,
        "-" => !document.word(tokens.end - 1).contains(|c: char| c.is_ascii_digit()),
        "“" | "\"" | "(" | "[" => !is_paired(document, tokens, first),
        "the" | "a" | "an" => matches!(label, Label::Person | Label::Gpe | Label::Loc | Label::Fac),
        "mr" | "mrs" | "ms" | "dr" | "mr." | "mrs." | "ms." | "dr." => label == Label::Person,
        _ => false,
    }
}

/// Whether the mark at token `mark` has its other half within `tokens`.
fn is_paired(document: &Document, tokens: Range<usize>, mark: usize) -> bool {
    let others: &[&str] = match document.word(mark) {
        "”" => &["“"],
        "“" => &["”"],
        ")" => &["("],
        "(" => &[")"],
        "]" => &["["],
        "[" => &["]"],
        "\"" => &["\""],
        _ => &["‘", "'"],
    };
    tokens.into_iter().any(|index| index != mark && others.contains(&document.word(index)))
}
