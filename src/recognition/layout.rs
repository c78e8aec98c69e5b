//! Names that the place of a line tells better than its words: who stands in a byline; which places open a dateline; who
//! acts on whom in a headline where every word has a capital ("Keller Meets Moretti In Rome").

use super::{FoundMention, PartOfSpeech};
use crate::document::{BlockKind, is_in_title_case};
use crate::lexicon::BYLINE_ROLES;
use crate::{Document, Label};
use std::ops::Range;

/// Corrects `mentions` by the lines they stand in. `parts_of_speech` holds one for each token, or none.
pub(super) fn settle(document: &Document, parts_of_speech: &[PartOfSpeech], mentions: &mut Vec<FoundMention>) {
    let split = |mention: FoundMention| match mention.label {
        Label::Person => split_at_verb(document, parts_of_speech, mention),
        Label::Gpe => split_dateline(document, mention),
        _ => vec![mention],
    };
    *mentions = mentions.drain(..).flat_map(split).collect();
    for block in document.blocks().iter().filter(|block| block.kind == BlockKind::Byline) {
        settle_byline(document, block.tokens.clone(), mentions);
    }
}

/// "By Jane Doe": what stands first there is a person, if it is no organisation ("By Associated Press").
fn settle_byline(document: &Document, block: Range<usize>, mentions: &mut [FoundMention]) {
    let first = block.start + 1;
    if document.lower(block.start) != "by" || first >= block.end {
        return;
    }
    let capital = |index: &usize| document.word(*index).starts_with(char::is_uppercase);
    let name = first..first + (first..block.end).take_while(capital).count();
    let role = || name.clone().any(|index| BYLINE_ROLES.contains(document.lower(index)));
    if !(2..=3).contains(&name.len()) || role() {
        return;
    }
    let span = document.span(name);
    let at = mentions.partition_point(|mention| mention.span.end <= span.start);
    match mentions.get_mut(at) {
        Some(mention) if mention.span == span && !matches!(mention.label, Label::Person | Label::Org) => {
            mention.label = Label::Person;
        }
        _ => {}
    }
}

/// "HARARE, Zimbabwe —": a town in capitals and its country.
fn split_dateline(document: &Document, mention: FoundMention) -> Vec<FoundMention> {
    let tokens = document.tokens_in(mention.span);
    let opens = document.block_around(tokens.start).start == tokens.start;
    let comma = tokens.clone().find(|&index| document.word(index) == ",");
    let in_capitals = |tokens: Range<usize>| !document.span(tokens).of(document.text()).contains(char::is_lowercase);
    match comma.filter(|&comma| opens && comma + 1 < tokens.end) {
        Some(comma) if in_capitals(tokens.start..comma) && !in_capitals(comma + 1..tokens.end) => {
            parts_of(document, &mention, [tokens.start..comma, comma + 1..tokens.end])
        }
        _ => vec![mention],
    }
}

fn parts_of(document: &Document, mention: &FoundMention, parts: [Range<usize>; 2]) -> Vec<FoundMention> {
    parts.map(|part| FoundMention { span: document.span(part), ..mention.clone() }).to_vec()
}

/// A person's name that runs over a verb is two.
fn split_at_verb(document: &Document, parts: &[PartOfSpeech], mention: FoundMention) -> Vec<FoundMention> {
    use PartOfSpeech::*;
    let tokens = document.tokens_in(mention.span);
    let inner = tokens.start + 1..tokens.end.saturating_sub(1);
    let is_verb = |index: &usize| matches!(parts.get(*index), Some(VerbThirdPerson | VerbPast | VerbBase | Modal));
    match inner.clone().find(is_verb).filter(|_| is_in_title_case(document, tokens.start)) {
        Some(verb) => parts_of(document, &mention, [tokens.start..verb, verb + 1..tokens.end]),
        None => vec![mention],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::settled_by;

    /// What the network found, and what is made of it; "meets" is a verb.
    #[test]
    fn by_their_lines() {
        for (found, settled) in [
            ("[PERSON Keller Meets Moretti] In [GPE Rome]", "[PERSON Keller] Meets [PERSON Moretti] In [GPE Rome]"),
            ("[GPE HARARE, Zimbabwe] — It rained.", "[GPE HARARE], [GPE Zimbabwe] — It rained."),
            ("Rain\n\nBy [GPE Tendai Moyo]\n\nIt rained.", "Rain\n\nBy [PERSON Tendai Moyo]\n\nIt rained."),
            ("Rain\n\nBy [ORG Harbour News]\n\nIt rained.", "Rain\n\nBy [ORG Harbour News]\n\nIt rained."),
        ] {
            let settle_tagged = |document: &Document, mentions: &mut Vec<FoundMention>| {
                let part = |index: usize| match document.lower(index) {
                    "meets" => PartOfSpeech::VerbThirdPerson,
                    _ => PartOfSpeech::ProperNoun,
                };
                let parts: Vec<_> = (0..document.tokens().len()).map(part).collect();
                settle(document, &parts, mentions);
            };
            assert_eq!(settled_by(found, settle_tagged), settled);
        }
    }
}
