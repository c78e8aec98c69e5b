//! One name, one label: an article mostly means one thing by a name (Gale, Church and Yarowsky 1992, "One sense per
//! discourse"; for names, Krishnan and Manning 2006).
//!
//! The network sees a name's other places only as a mean. Here its labels are put side by side: where it is unsure of a
//! place, the label that the name has elsewhere wins. Where it is sure, both stay: Jordan the player, Jordan the country;
//! save where the article has the whole name of a person ("Valerie Sydney") or storm, and nothing speaks for a place.

use super::{FoundMention, PartOfSpeech};
use crate::lexicon::{PLACE_PREPOSITIONS, STORMS};
use crate::{Document, Label};
use std::collections::{HashMap, HashSet};

/// A mention of a lower score may take another label.
const SURE: f32 = 0.7;

/// Gives mentions of which the network is unsure the label that their name has elsewhere in the article.
pub(super) fn settle(document: &Document, mentions: &mut [FoundMention]) {
    let evidence = NameEvidence::gather(document, mentions);
    for mention in mentions.iter_mut().filter(|mention| mention.label.is_name()) {
        let name = mention.span.of(document.text());
        if let Some(label) = evidence.label_of_last_word(name, mention.label) {
            mention.label = label;
        } else if mention.score.is_some_and(|score| score < SURE) {
            mention.label = evidence.label_of(name, mention.label);
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
struct NameEvidence<'a> {
    /// Of a whole name, for each of its labels.
    labels: HashMap<&'a str, Vec<(Label, f32)>>,
    /// Of a word in the longer names of people, and of one that opens longer names of organisations.
    in_people: HashMap<&'a str, f32>,
    opens_organisations: HashMap<&'a str, f32>,
    /// The last words of the longer names of people and of storms, and the names that stand where places do.
    surnames: HashSet<&'a str>,
    storms: HashSet<&'a str>,
    places: HashSet<&'a str>,
}

impl<'a> NameEvidence<'a> {
    fn gather(document: &'a Document, mentions: &[FoundMention]) -> Self {
        let mut evidence = NameEvidence::default();
        for mention in mentions.iter().filter(|mention| mention.label.is_name()) {
            let (name, score) = (mention.span.of(document.text()), mention.score.unwrap_or(SURE));
            let labels = evidence.labels.entry(name).or_default();
            match labels.iter_mut().find(|(label, _)| *label == mention.label) {
                Some((_, sum)) => *sum += score,
                None => labels.push((mention.label, score)),
            }
            evidence.gather_last_word(document, mention, name);
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

    fn gather_last_word(&mut self, document: &'a Document, mention: &FoundMention, name: &'a str) {
        let first = document.tokens_in(mention.span).start;
        let Some((rest, last)) = name.rsplit_once(char::is_whitespace) else {
            if PLACE_PREPOSITIONS.contains(document.lower_at(first.checked_sub(1))) {
                self.places.insert(name);
            }
            return;
        };
        let opens_with_storm = || rest.split_whitespace().any(|word| STORMS.contains(&word.to_lowercase()));
        match mention.label {
            Label::Person => self.surnames.insert(last),
            Label::Event if opens_with_storm() => self.storms.insert(last),
            _ => false,
        };
    }

    /// What the `name` in one word that was found as `label` is, where a longer name of the article ends with it.
    fn label_of_last_word(&self, name: &str, label: Label) -> Option<Label> {
        let is_place = matches!(label, Label::Gpe | Label::Loc | Label::Fac);
        if self.storms.contains(name) && (is_place || matches!(label, Label::Person | Label::Org)) {
            return Some(Label::Event);
        }
        (is_place && self.surnames.contains(name) && !self.places.contains(name)).then_some(Label::Person)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::Marked;
    use crate::recognition::settled_by;

    /// What the network found, and what is made of it.
    #[test]
    fn one_name_one_label() {
        for (found, settled) in [
            (
                "[PERSON Valerie Sydney] sued. [GPE Sydney] had been sacked.",
                "[PERSON Valerie Sydney] sued. [PERSON Sydney] had been sacked.",
            ),
            (
                "[PERSON Ana London] left. In [GPE London] it rained, [GPE London] said.",
                "[PERSON Ana London] left. In [GPE London] it rained, [GPE London] said.",
            ),
            (
                "[EVENT Storm Edda] hit [GPE Cork]. [PERSON Edda] felled trees.",
                "[EVENT Storm Edda] hit [GPE Cork]. [EVENT Edda] felled trees.",
            ),
        ] {
            assert_eq!(settled_by(found, |document, mentions| settle(document, mentions)), settled);
        }
    }

    /// The text `marked` as `settle` leaves it, where the network is so sure of each mention.
    fn settled(marked: &str, scores: &[f32]) -> String {
        let Marked { text, marks } = Marked::read(marked);
        assert_eq!(marks.len(), scores.len(), "{marked}");
        let document = Document::read(&text, None);
        let found = |(&(span, label), &score)| FoundMention { span, label, score: Some(score) };
        let mut mentions: Vec<FoundMention> = marks.iter().zip(scores).map(found).collect();
        settle(&document, &mut mentions);
        let marks = mentions.iter().map(|mention| (mention.span, mention.label)).collect();
        Marked { text: text.clone(), marks }.to_string()
    }

    /// What the network found, how sure it is of each, and what comes of it.
    #[test]
    fn unsure_labels_follow_the_evidence() {
        for (found, scores, expected) in [
            // Where it is unsure, the label with more evidence wins.
            ("[GPE Tamsin] fell. [ORG Tamsin] rose.", &[0.9, 0.5][..], "[GPE Tamsin] fell. [GPE Tamsin] rose."),
            ("[GPE Tamsin] fell. [ORG Tamsin] rose.", &[0.5, 0.9], "[ORG Tamsin] fell. [ORG Tamsin] rose."),
            // Where it is sure, both stay; what it has just to be sure of is no longer unsure.
            ("[GPE Tamsin] fell. [ORG Tamsin] rose.", &[0.9, 0.8], "[GPE Tamsin] fell. [ORG Tamsin] rose."),
            ("[GPE Tamsin] fell. [ORG Tamsin] rose.", &[0.9, SURE], "[GPE Tamsin] fell. [ORG Tamsin] rose."),
            // Several unsure places are more evidence than one.
            ("[GPE Tamsin], [ORG Tamsin], [ORG Tamsin]", &[0.6, 0.4, 0.4], "[ORG Tamsin], [ORG Tamsin], [ORG Tamsin]"),
            // Another name is no evidence.
            ("[GPE Tamsin] fell. [ORG Orlo] rose.", &[0.9, 0.5], "[GPE Tamsin] fell. [ORG Orlo] rose."),
            // Only names: a month that is a person's name too stays a date.
            ("[PERSON April] came in [DATE April].", &[0.9, 0.5], "[PERSON April] came in [DATE April]."),
            // A word that opens a company's name, and stands in no person's, is the company.
            ("[ORG Orlo Steel] fell. [PERSON Orlo] rose.", &[0.9, 0.5], "[ORG Orlo Steel] fell. [ORG Orlo] rose."),
            ("[ORG Orlo Steel] fell. [PERSON Orlo] rose.", &[0.7, 0.5], "[ORG Orlo Steel] fell. [PERSON Orlo] rose."),
            (
                "[ORG Orlo Steel], [PERSON Max Orlo], [PERSON Orlo]",
                &[0.9, 0.9, 0.5],
                "[ORG Orlo Steel], [PERSON Max Orlo], [PERSON Orlo]",
            ),
            (
                "[ORG Orlo Steel], [PERSON Orlo Max], [PERSON Orlo]",
                &[0.9, 0.9, 0.5],
                "[ORG Orlo Steel], [PERSON Orlo Max], [PERSON Orlo]",
            ),
            // A company of one word is no longer name that the word opens.
            ("[ORG Orlo] fell. [PERSON Orlo] rose.", &[0.5, 0.6], "[PERSON Orlo] fell. [PERSON Orlo] rose."),
        ] {
            assert_eq!(settled(found, scores), expected, "{scores:?}");
        }
    }

    /// The last words of names of people and places are nouns; whatever else the network says.
    #[test]
    fn last_words_of_names_are_nouns() {
        use PartOfSpeech::*;
        let Marked { text, marks } =
            Marked::read("[PERSON Ada Swift] saw [GPE Reading], [ORG Running] and [LOC Fells].");
        let document = Document::read(&text, None);
        let mentions: Vec<_> = (marks.iter()).map(|&(span, label)| FoundMention { span, label, score: None }).collect();
        let mut parts = [Adjective, Adjective, VerbPast, VerbGerund, Punctuation, VerbGerund, Conjunction, PluralNoun];
        settle_parts_of_speech(&document, &mentions, &mut parts);
        assert_eq!(
            parts,
            [Adjective, ProperNoun, VerbPast, ProperNoun, Punctuation, VerbGerund, Conjunction, PluralNoun]
        );
    }
}
