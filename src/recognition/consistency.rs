//! One name, one label: an article mostly means one thing by a name (Gale, Church and Yarowsky 1992, "One sense per
//! discourse"; for names, Krishnan and Manning 2006).
//!
//! The network sees a name's other places only as a mean. Here its labels are put side by side: where it is unsure of a
//! place, the label that the name has elsewhere wins. Where it is sure, both stay: Jordan the player, Jordan the country.

use super::{FoundMention, PartOfSpeech};
use crate::{Document, Label};
use std::collections::HashMap;

/// A mention of a lower score may take another label.
const SURE: f32 = 0.7;

/// Gives mentions of which the network is unsure the label that their name has elsewhere in the article.
pub(super) fn settle(document: &Document, mentions: &mut [FoundMention]) {
    let evidence = Evidence::gather(document, mentions);
    for mention in mentions.iter_mut().filter(|mention| mention.label.is_name()) {
        if mention.score.is_some_and(|score| score < SURE) {
            mention.label = evidence.label_of(mention.span.of(document.text()), mention.label);
        }
    }
}

/// Makes a proper noun of the last token of every name of a person or place: two outputs of one network may disagree
/// about a rare name, and that of mentions has seen more such names.
pub(super) fn settle_parts_of_speech(document: &Document, mentions: &[FoundMention], parts: &mut [PartOfSpeech]) {
    use PartOfSpeech::*;
    let names = mentions.iter().filter(|mention| matches!(mention.label, Label::Person | Label::Gpe | Label::Loc));
    for last in names.filter_map(|mention| document.tokens_in(mention.span).end.checked_sub(1)) {
        let Some(part) = parts.get_mut(last) else { continue };
        if !matches!(part, Noun | PluralNoun | ProperNoun | PluralProperNoun) {
            *part = ProperNoun;
        }
    }
}

/// Sums of the scores with which words were found.
#[derive(Default)]
struct Evidence<'a> {
    /// Of a whole name, for each of its labels.
    labels: HashMap<&'a str, Vec<(Label, f32)>>,
    /// Of a word in the longer names of people, and of one that opens longer names of organisations.
    in_people: HashMap<&'a str, f32>,
    opens_organisations: HashMap<&'a str, f32>,
}

impl<'a> Evidence<'a> {
    fn gather(document: &'a Document, mentions: &[FoundMention]) -> Self {
        let mut evidence = Evidence::default();
        for mention in mentions.iter().filter(|mention| mention.label.is_name()) {
            let (name, score) = (mention.span.of(document.text()), mention.score.unwrap_or(SURE));
            let labels = evidence.labels.entry(name).or_default();
            match labels.iter_mut().find(|(label, _)| *label == mention.label) {
                Some((_, sum)) => *sum += score,
                None => labels.push((mention.label, score)),
            }
            let mut words = name.split_whitespace();
            match (mention.label, words.next()) {
                (Label::Person, Some(first)) if first.len() < name.len() => {
                    words.chain([first]).for_each(|word| *evidence.in_people.entry(word).or_default() += score);
                }
                (Label::Org, Some(first)) if first.len() < name.len() => {
                    *evidence.opens_organisations.entry(first).or_default() += score;
                }
                _ => {}
            }
        }
        evidence
    }

    /// The label with most evidence for `name`, which was found as `label`.
    fn label_of(&self, name: &str, label: Label) -> Label {
        let only_company =
            !self.in_people.contains_key(name) && self.opens_organisations.get(name).is_some_and(|&score| score > SURE);
        if label == Label::Person && only_company {
            return Label::Org;
        }
        let labels = self.labels.get(name).map_or(&[][..], Vec::as_slice);
        let most = labels.iter().copied().fold((label, 0.0), |most, next| if next.1 > most.1 { next } else { most });
        most.0
    }
}
