//! Document to mentions: names by a trained network, amounts and times also by patterns, roles by rules.

mod crc32;
pub mod features;
pub mod lists;
mod model;
mod patterns;

pub use model::{Model, ModelError};

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

/// Recognises the mentions of `document` with the weights of `model`.
pub fn recognise(document: &Document, model: &Model) -> Recognition {
    let _ = model;
    let mentions = fill(Vec::new(), patterns::find(document));
    Recognition { mentions, ..Recognition::default() }
}

/// `mentions` and those of `more` that overlap none of them; both sorted, without overlaps of their own.
fn fill(mentions: Vec<FoundMention>, more: Vec<FoundMention>) -> Vec<FoundMention> {
    let free = |span: Span| {
        let next = mentions.partition_point(|mention| mention.span.end <= span.start);
        !mentions.get(next).is_some_and(|mention| mention.span.overlaps(span))
    };
    let more: Vec<_> = more.into_iter().filter(|mention| free(mention.span)).collect();
    let mut all = mentions;
    all.extend(more);
    all.sort_by_key(|mention| mention.span);
    all
}
