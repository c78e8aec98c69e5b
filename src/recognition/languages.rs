//! French, the people, and French, the language: the network mostly sees the people. What stands around tells: "speaks
//! French and Arabic", "translated from Polish".

use super::FoundMention;
use crate::lexicon::{LANGUAGE_CUES, LANGUAGE_FOLLOWERS};
use crate::{Document, Label};
use std::ops::Range;

/// Makes languages of the peoples in `mentions` that are spoken or written.
pub(super) fn settle(document: &Document, mentions: &mut [FoundMention]) {
    let mut first = 0;
    while first < mentions.len() {
        let end = series_end(document, mentions, first);
        if is_spoken(document, document.tokens_in(mentions[first].span).start) {
            mentions[first..end].iter_mut().for_each(|mention| mention.label = Label::Language);
        }
        first = end.max(first + 1);
    }
}

/// Behind the mentions from `first` on that are named in one breath ("French, Arabic and English"), peoples or
/// languages each in one word; `first` where what follows is named after them ("French wine").
fn series_end(document: &Document, mentions: &[FoundMention], first: usize) -> usize {
    let name = |mention: &FoundMention| {
        let tokens = document.tokens_in(mention.span);
        (matches!(mention.label, Label::Norp | Label::Language) && tokens.len() == 1).then_some(tokens)
    };
    let (mut end, mut behind) = (first, None);
    while let Some(tokens) = mentions.get(end).and_then(name) {
        if behind.is_some_and(|behind| !joins(document, behind..tokens.start)) {
            break;
        }
        behind = Some(tokens.end);
        end += 1;
    }
    let closes = |behind| {
        let next = document.lower_at(Some(behind));
        !next.starts_with(|c: char| c.is_alphanumeric() || c == '-') || LANGUAGE_FOLLOWERS.contains(next)
    };
    if behind.is_some_and(closes) { end } else { first }
}

fn joins(document: &Document, between: Range<usize>) -> bool {
    !between.is_empty()
        && between.len() <= 2
        && between.into_iter().all(|index| matches!(document.lower(index), "," | "and" | "or"))
}

/// Whether the words before token `first` say that it is spoken or written.
fn is_spoken(document: &Document, first: usize) -> bool {
    let cue = |back: usize| first.checked_sub(back).and_then(|index| LANGUAGE_CUES.get(document.lower(index)));
    let preposition = matches!(document.lower_at(first.checked_sub(1)), "in" | "into" | "from");
    cue(1) == Some("verb") || preposition && cue(2).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::settled_by;

    /// What the network found, and what is made of it.
    #[test]
    fn peoples_and_languages() {
        for (found, settled) in [
            (
                "She speaks [NORP French], [NORP Arabic] and [NORP Thai].",
                "She speaks [LANGUAGE French], [LANGUAGE Arabic] and [LANGUAGE Thai].",
            ),
            ("He learned [NORP Dutch] at school.", "He learned [LANGUAGE Dutch] at school."),
            ("It was translated from [NORP Polish].", "It was translated from [LANGUAGE Polish]."),
            ("They teach [NORP French] history.", "They teach [NORP French] history."),
            ("She met [NORP Dutch] and [NORP Poles].", "She met [NORP Dutch] and [NORP Poles]."),
        ] {
            assert_eq!(settled_by(found, |document, mentions| settle(document, mentions)), settled);
        }
    }
}
