//! Nobody speaks of himself as "he": of `“His mind is on the budget,” he said` one man is the speaker and another is meant.
//!
//! Whom each of the two means is likelier the better both go together: a candidate for the speaker counts by how likely the
//! pronouns within the quote do not mean him.

use super::referents::{PronounClass, ThirdPerson};
use crate::ranking::Choice;
use std::collections::VecDeque;

/// So many pronouns are kept in mind.
const MEMORY: usize = 48;

/// The last pronouns of people in direct quotes, in order.
#[derive(Default)]
pub(super) struct SpokenOf {
    pronouns: VecDeque<Spoken>,
}

/// A pronoun in a direct quote.
#[derive(Clone)]
pub(super) struct Spoken {
    token: usize,
    class: PronounClass,
    pub(super) choice: Choice,
    /// How probable each of the candidates is; what is left of 1, that none is meant.
    pub(super) probabilities: Vec<f32>,
}

impl SpokenOf {
    /// Notes whom `pronoun`, which stands in a direct quote, may mean.
    pub(super) fn note(&mut self, pronoun: &ThirdPerson, choice: &Choice, probabilities: &[f32]) {
        let (choice, probabilities) = (choice.clone(), probabilities.to_vec());
        if self.pronouns.len() == MEMORY {
            self.pronouns.pop_front();
        }
        self.pronouns.push_back(Spoken { token: pronoun.token, class: pronoun.class, choice, probabilities });
    }

    /// The pronouns of its kind in what `speaker` says from the token `begin` on.
    pub(super) fn within(&self, speaker: &ThirdPerson, begin: usize) -> Vec<Spoken> {
        let within = self.pronouns.iter().rev().take_while(|spoken| spoken.token >= begin);
        within.filter(|spoken| spoken.class == speaker.class).cloned().collect()
    }
}

impl Spoken {
    /// How probable it is that `referent` is meant.
    pub(super) fn means(&self, referent: usize) -> f32 {
        let mut candidates = self.choice.candidates.iter().zip(&self.probabilities);
        candidates.find(|(candidate, _)| candidate.identity == referent).map_or(0.0, |(_, probability)| *probability)
    }
}

/// The `probabilities` of the candidates of `choice`, where each is another than that one with the probability `is_other`.
pub(super) fn weigh(choice: &Choice, probabilities: &mut [f32], is_other: impl Fn(usize) -> f32) {
    let none = (1.0 - probabilities.iter().sum::<f32>()).max(0.0);
    for (probability, candidate) in probabilities.iter_mut().zip(&choice.candidates) {
        *probability *= is_other(candidate.identity);
    }
    let all = none + probabilities.iter().sum::<f32>();
    if all > 0.0 {
        probabilities.iter_mut().for_each(|probability| *probability /= all);
    }
}
