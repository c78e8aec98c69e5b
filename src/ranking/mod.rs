//! One choice among candidates: a log-linear model over named features, in which "none of them" is a candidate too (the
//! ranking of Denis and Baldridge 2008).
//!
//! Its clients: whom a pronoun or a description means (`entities`), and which words are reported (`quotation`). A client
//! needs three things.
//!
//! - A [`Vocabulary`]: the names of its features ([`features!`](crate::features) makes an enum of them) and of its columns.
//!   A column is a kind of choice that has weights of its own ("he" and "the company" are chosen by other weights).
//! - A file of weights in `src/model/`, read by [`Weights::read`], which refuses a name that the vocabulary does not have,
//!   and a file that leaves one out.
//! - A function that puts a [`Choice`] together and asks a [`Judge`] about it. At work the judge is the [`Weights`]; in
//!   `xtask` it is one that knows the right answers and gathers the choices as examples, to which `xtask/src/fitting.rs`
//!   fits the weights. So features cannot differ between training and work.
//!
//! What is done with the probabilities, such as how likely a candidate must be to be named, is the client's.

mod features;
mod weights;

pub(crate) use features::features;
pub use features::{Features, PAIRED, Pairs, Vocabulary};
pub use weights::{Weights, WeightsError};

use crate::Span;
use std::fmt::Arguments;

/// One that may be chosen.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// A number by which its client knows it again. A trainer hears it too.
    pub identity: usize,
    pub features: Features,
}

/// What is to be decided: candidates, and the features of "none of them".
#[derive(Clone, Debug)]
pub struct Choice {
    /// Index into the vocabulary's columns.
    pub column: usize,
    /// What is decided about: the pronoun, the quote, the cue of a report. In bytes.
    pub span: Span,
    pub candidates: Vec<Candidate>,
    pub none: Features,
}

/// Who decides: trained weights, or a trainer that knows the right answers.
pub trait Judge {
    /// The number of the feature `name`. `None` where it has no weight.
    fn number(&mut self, name: Arguments) -> Option<u32>;

    /// How likely each of the candidates is, in their order; what is left of 1 is the likelihood of none of them.
    fn probabilities(&mut self, choice: &Choice) -> Vec<f32>;

    /// Hears that the candidate `identity` of later choices is spoken of at `span`.
    fn mentioned(&mut self, _identity: usize, _span: Span) {}
}

/// Takes the names of features, one after the other.
pub type Sink<'s> = dyn FnMut(Arguments) + 's;

/// The features that `tell` names, by the numbers that `judge` gives them.
pub fn described(judge: &mut dyn Judge, tell: impl FnOnce(&mut Sink)) -> Features {
    let mut features = Features::default();
    tell(&mut |name| {
        if let Some(number) = judge.number(name) {
            features.add(number);
        }
    });
    features
}

/// The index of the highest of `probabilities`, the first of those that are equal.
pub fn first_best(probabilities: &[f32]) -> Option<usize> {
    (0..probabilities.len()).rev().max_by(|&one, &other| probabilities[one].total_cmp(&probabilities[other]))
}

/// The likeliest of `probabilities` with its index, where it is likelier than none.
pub fn likeliest(probabilities: &[f32]) -> Option<(usize, f32)> {
    let none = 1.0 - probabilities.iter().sum::<f32>();
    let best = (0..probabilities.len()).max_by(|&one, &other| probabilities[one].total_cmp(&probabilities[other]))?;
    (probabilities[best] > none).then_some((best, probabilities[best]))
}
