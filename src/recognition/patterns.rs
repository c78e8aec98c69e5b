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
        for case in [
            "Profit rose [PERCENT 12.5%] to [MONEY $1.2 billion] in [DATE the third quarter].",
            "It costs [MONEY about €450m], or [MONEY 50 cents] a share.",
            "They want [PERCENT two percent], then [PERCENT 5% to 10%].",
            "He gave [MONEY tens of billions of dollars] and [MONEY US$3 million].",
            "The wall is [QUANTITY 5 km] long and [QUANTITY 30 feet] high.",
            "After [DATE nearly three years] of war, [DATE last year] [CARDINAL 23] of [CARDINAL 32] members agreed.",
            "They meet at a [DATE June] summit, not on [DATE Feb. 12, 2025] or on [DATE 3 March 2024].",
            "She came [DATE Wednesday], he [DATE two weeks ago], at [TIME 9:30 a.m. GMT].",
            "[CARDINAL More than 200] people and [CARDINAL tens of thousands] of birds came [ORDINAL second].",
            "The [DATE 44-year-old] left in [DATE May 2021]; he may march again.",
            "In [DATE the 1990s], and in [DATE 2016], Section 230 and the F-16 were new.",
        ] {
            let marked = Marked::read(case);
            let document = Document::read(&marked.text, None);
            let marks = super::find_patterns(&document).iter().map(|mention| (mention.span, mention.label)).collect();
            assert_eq!(Marked { text: marked.text.clone(), marks }.to_string(), case);
        }
    }
}
