//! Mentions of amounts, times and dates that rules find (`amounts`). A trained network beats them on each label, so with one
//! they only fill its gaps and mend what it tore.

use super::FoundMention;
use crate::{Document, Label, amounts};

/// The amounts and times of `document`, sorted, without overlaps.
pub(super) fn find_patterns(document: &Document) -> Vec<FoundMention> {
    let mention = |(tokens, label)| FoundMention { span: document.span(tokens), label, score: Some(precision(label)) };
    amounts::find_amounts(document).into_iter().map(mention).collect()
}

/// How often a pattern's mention is right where no network is at work: measured on OntoNotes dev by
/// `cargo xtask evaluate --patterns`.
fn precision(label: Label) -> f32 {
    match label {
        Label::Percent => 0.91,
        Label::Date => 0.86,
        Label::Quantity => 0.78,
        Label::Cardinal => 0.75,
        Label::Ordinal => 0.72,
        Label::Time => 0.69,
        _ => 0.68,
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::marked::Marked;

    /// Sentences with the mentions that patterns find in them.
    #[test]
    fn mentions() {
        let mut wrong = String::new();
        let table = include_str!("../../tests/suite/patterns.txt");
        let cases: Vec<&str> = table.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
        for case in &cases {
            let text = Marked::read(case).text;
            let document = Document::read(&text, None);
            let marks = super::find_patterns(&document).iter().map(|mention| (mention.span, mention.label)).collect();
            let found = Marked { text: text.clone(), marks }.to_string();
            if found != **case {
                wrong += &format!("{case}\n    found {found}\n");
            }
        }
        assert!(cases.len() > 50, "only {} cases", cases.len());
        assert!(wrong.is_empty(), "{wrong}");
    }
}
