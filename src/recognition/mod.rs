//! Document to mentions: names by a trained network, amounts and times also by patterns, roles by rules. Beside them
//! what the network says of each token: part of speech, head and relation.

mod consistency;
pub mod decoding;
mod designators;
mod extents;
mod languages;
mod layout;
pub mod lists;
mod model;
pub mod network;
mod no_dates;
mod oddities;
pub mod parsing;
mod patterns;
mod reconciling;
pub mod tagging;
mod titles;
pub mod token_features;
mod well_known;

pub use model::{Model, ModelError, Trained};
pub use parsing::{Dependency, Relation};
pub use reconciling::GAP_SCORE;

use crate::{Document, Label, Span};

/// What the recogniser found in one document.
#[derive(Clone, Debug, Default)]
pub struct Recognition {
    /// Sorted by start, then by end. Only a TITLE overlaps other mentions.
    pub mentions: Vec<FoundMention>,
    /// One for each token; empty while the model has no such output.
    pub parts_of_speech: Vec<PartOfSpeech>,
    /// What the network makes of each token's part in an attribution; empty while the model has no such output.
    pub attribution: Vec<AttributionScores>,
    /// What each token hangs on, by the network; empty while the model has no such output.
    pub dependencies: Vec<Dependency>,
}

/// A mention before it has an entity or a value. `span` is in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundMention {
    pub span: Span,
    pub label: Label,
    /// Calibrated: the probability that span and label are right.
    pub score: Option<f32>,
}

/// Penn Treebank parts of speech (Marcus et al. 1993), the finer ones that later stages do not tell apart taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum PartOfSpeech {
    /// NN
    Noun,
    /// NNS
    PluralNoun,
    /// NNP
    ProperNoun,
    /// NNPS
    PluralProperNoun,
    /// PRP, EX
    Pronoun,
    /// PRP$
    PossessivePronoun,
    /// VB, VBP
    VerbBase,
    /// VBD
    VerbPast,
    /// VBZ
    VerbThirdPerson,
    /// VBG
    VerbGerund,
    /// VBN
    VerbParticiple,
    /// MD
    Modal,
    /// JJ, JJR, JJS
    Adjective,
    /// RB, RBR, RBS
    Adverb,
    /// DT, PDT
    Determiner,
    /// IN
    Preposition,
    /// TO
    To,
    /// CC
    Conjunction,
    /// CD
    Number,
    /// WP, WP$, WDT, WRB
    Wh,
    /// RP
    Particle,
    /// POS
    Possessive,
    /// UH, FW, LS, SYM, ADD, AFX, NFP, XX, $, #
    Other,
    /// . , : `` '' -LRB- -RRB- HYPH
    Punctuation,
}

/// Probabilities, from 0 to 1, of one token's part in an attribution (as PolNeAR marks them, Newell et al. 2018).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AttributionScores {
    /// Opens or goes on within the noun phrase of a source.
    pub source_begin: f32,
    pub source_inside: f32,
    /// Opens or goes on within a cue ("said", "according to").
    pub cue_begin: f32,
    pub cue_inside: f32,
    /// Opens, goes on within, or is the last word of the words or thought that are reported.
    pub content_begin: f32,
    pub content_inside: f32,
    pub content_end: f32,
}

impl PartOfSpeech {
    /// All, in the order of the network's outputs.
    pub const ALL: [PartOfSpeech; 24] = [
        PartOfSpeech::Noun,
        PartOfSpeech::PluralNoun,
        PartOfSpeech::ProperNoun,
        PartOfSpeech::PluralProperNoun,
        PartOfSpeech::Pronoun,
        PartOfSpeech::PossessivePronoun,
        PartOfSpeech::VerbBase,
        PartOfSpeech::VerbPast,
        PartOfSpeech::VerbThirdPerson,
        PartOfSpeech::VerbGerund,
        PartOfSpeech::VerbParticiple,
        PartOfSpeech::Modal,
        PartOfSpeech::Adjective,
        PartOfSpeech::Adverb,
        PartOfSpeech::Determiner,
        PartOfSpeech::Preposition,
        PartOfSpeech::To,
        PartOfSpeech::Conjunction,
        PartOfSpeech::Number,
        PartOfSpeech::Wh,
        PartOfSpeech::Particle,
        PartOfSpeech::Possessive,
        PartOfSpeech::Other,
        PartOfSpeech::Punctuation,
    ];
}

/// Recognises the mentions of `document` with the weights of `model`.
pub fn recognise(document: &Document, model: &Model) -> Recognition {
    recognise_with_progress(document, model, &mut |_| ())
}

/// Like [`recognise`]; tells `progress` after each piece of a long text what share of it, from 0 to 1, is done.
pub fn recognise_with_progress(document: &Document, model: &Model, progress: &mut dyn FnMut(f64)) -> Recognition {
    let tag = |trained| tagging::tag(document, trained, progress);
    let mut recognition = model.trained.as_ref().map(tag).unwrap_or_default();
    let patterns = patterns::find_patterns(document);
    recognition.mentions = match model.trained {
        Some(_) => keep_apart(reconciling::reconcile(document, keep_apart(recognition.mentions), patterns)),
        None => patterns,
    };
    well_known::settle(document, &mut recognition.mentions);
    designators::settle(document, &mut recognition.mentions);
    recognition.mentions.retain(|mention| !oddities::is_none(document, mention));
    layout::settle(document, &recognition.parts_of_speech, &mut recognition.mentions);
    consistency::settle(document, &mut recognition.mentions);
    languages::settle(document, &mut recognition.mentions);
    consistency::settle_parts_of_speech(document, &recognition.mentions, &mut recognition.parts_of_speech);
    let titles = titles::find_titles(document, &recognition.mentions, &recognition.parts_of_speech);
    recognition.mentions.retain(|mention| !titles::is_portfolio(document, &titles, mention));
    recognition.mentions.extend(titles);
    recognition.mentions.sort_by_key(|mention| mention.span);
    recognition
}

/// Sorted `mentions` without overlaps: of two, the one that holds the other, else the first.
fn keep_apart(mentions: Vec<FoundMention>) -> Vec<FoundMention> {
    let mut apart: Vec<FoundMention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        while apart.last().is_some_and(|last| mention.span.contains(last.span)) {
            apart.pop();
        }
        if apart.last().is_none_or(|last| last.span.end <= mention.span.start) {
            apart.push(mention);
        }
    }
    apart
}

/// For tests of what settles mentions: the text `marked` with its marks as `settle` leaves them.
#[cfg(test)]
fn settled_by(marked: &str, settle: impl FnOnce(&Document, &mut Vec<FoundMention>)) -> String {
    let crate::marked::Marked { text, marks } = crate::marked::Marked::read(marked);
    let document = Document::read(&text, None);
    let mut mentions = marks.iter().map(|&(span, label)| FoundMention { span, label, score: None }).collect();
    settle(&document, &mut mentions);
    let marks = mentions.iter().map(|mention| (mention.span, mention.label)).collect();
    crate::marked::Marked { text: text.clone(), marks }.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mentions drawn below a text, one a line, and which of them stay.
    #[test]
    fn mentions_are_kept_apart() {
        for (found, kept) in [
            (&[][..], &[][..]),
            (&["==", "  =="], &["==", "  =="]),
            (&["===", " ==="], &["==="]),
            (&["====", " =="], &["===="]),
            (&["==", "===="], &["===="]),
            (&["==", "  ==", "   ==="], &["==", "  =="]),
            (&["=", " =", "  ==", " ==="], &["=", " ==="]),
        ] {
            let drawn = |line: &&str| {
                let span = Span::new(line.find('=').unwrap_or_default(), line.len());
                FoundMention { span, label: Label::Org, score: None }
            };
            let expected: Vec<_> = kept.iter().map(drawn).collect();
            assert_eq!(keep_apart(found.iter().map(drawn).collect()), expected, "{found:?}");
        }
    }

    /// What the pass named `pass` makes of `mentions`.
    fn settle(pass: &str, document: &Document, mentions: &mut Vec<FoundMention>) {
        let trimmed = |mention: FoundMention| {
            let tokens = extents::trim(document, document.tokens_in(mention.span), mention.label)?;
            Some(FoundMention { span: document.span(tokens), ..mention })
        };
        let part = |index: usize| match document.lower(index) {
            "meets" => PartOfSpeech::VerbThirdPerson,
            _ => PartOfSpeech::ProperNoun,
        };
        let found = std::mem::take(mentions);
        *mentions = match pass {
            "extents" => found.into_iter().filter_map(trimmed).collect(),
            "reconciling" => reconciling::reconcile(document, found, patterns::find_patterns(document)),
            "no_dates" => found.into_iter().filter(|mention| !no_dates::is_none(document, mention)).collect(),
            "oddities" => found.into_iter().filter(|mention| !oddities::is_none(document, mention)).collect(),
            _ => found,
        };
        match pass {
            "well_known" => well_known::settle(document, mentions),
            "designators" => designators::settle(document, mentions),
            "languages" => languages::settle(document, mentions),
            "layout" => {
                let parts: Vec<_> = (0..document.tokens().len()).map(part).collect();
                layout::settle(document, &parts, mentions);
            }
            _ => {}
        }
    }

    #[test]
    fn passes() {
        let (mut cases, mut wrong) = (0, String::new());
        for section in include_str!("../../tests/suite/passes.txt").split("\n== ").skip(1) {
            let (head, lines) = section.split_once('\n').expect("a pass and its cases");
            let pass = head.split(':').next().unwrap_or_default();
            let lines: Vec<String> = lines.lines().map(|line| line.replace("\\n", "\n")).collect();
            let case = |line: &&String| !line.is_empty() && !line.starts_with("> ");
            for (index, line) in lines.iter().enumerate().filter(|(_, line)| case(line)) {
                let expected = lines.get(index + 1).and_then(|next| next.strip_prefix("> ")).unwrap_or(line);
                let found = settled_by(line, |document, mentions| settle(pass, document, mentions));
                cases += 1;
                if found != expected {
                    wrong += &format!("{pass}: {line}\n    expected {expected}\n    found {found}\n");
                }
            }
        }
        assert!(cases > 50, "only {cases} cases");
        assert!(wrong.is_empty(), "{wrong}");
    }
}
