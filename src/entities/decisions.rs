//! What the judge decides of pronouns and descriptions, and what follows from it.

use super::descriptions;
use super::he_and_she;
use super::it_and_they;
use super::reference_features::Anaphor;
use super::referents::{Phrase, PronounClass, ThirdPerson};
use super::resolution::Resolver;
use super::speeches::Speech;
use super::spoken_of::{Spoken, weigh};
use crate::ReferenceKind;
use crate::ranking::{self, Choice, Judge};

/// No pronoun is less likely than that.
const LEAST_LIKELY: f32 = 0.02;
/// How probable the only thing is that fits a description.
const LIKELY: f32 = 0.75;

impl<J: Judge> Resolver<'_, '_, '_, J> {
    /// The referent that the judge chooses, noted as a reference where it is an entity.
    pub(super) fn decide(&mut self, choice: &Choice, anaphor: Anaphor, kind: ReferenceKind) -> Option<(usize, f32)> {
        let probabilities = self.judge.probabilities(choice);
        self.settle(choice, &probabilities, anaphor, kind)
    }

    /// Whom a pronoun means that tells the sex: a speaker is not who is spoken of in the same words.
    pub(super) fn decide_person(
        &mut self,
        choice: &Choice,
        anaphor: Anaphor,
        pronoun: &ThirdPerson,
        speech: Option<&Speech>,
        quoted: bool,
    ) -> Option<(usize, f32)> {
        let mut probabilities = self.judge.probabilities(choice);
        if quoted {
            self.spoken_of.note(pronoun, choice, &probabilities);
        }
        let within = speech.filter(|_| !quoted).map(|speech| self.spoken_of.within(pronoun, speech.begin));
        let within = within.unwrap_or_default();
        weigh(choice, &mut probabilities, |referent| {
            1.0 - within.iter().map(|spoken| spoken.means(referent)).fold(0.0, f32::max)
        });
        let speaker = self.settle(choice, &probabilities, anaphor, ReferenceKind::Pronoun)?;
        within.into_iter().for_each(|spoken| self.spoken_of_by(speaker, spoken));
        Some(speaker)
    }

    /// Decides anew whom a pronoun means in what `speaker` says, who is so with a probability.
    fn spoken_of_by(&mut self, speaker: (usize, f32), mut spoken: Spoken) {
        let known = self.found.iter().rposition(|found| found.reference.span <= spoken.choice.span);
        if let Some(known) = known.filter(|&known| self.found[known].reference.span == spoken.choice.span) {
            self.found.remove(known);
        }
        weigh(
            &spoken.choice,
            &mut spoken.probabilities,
            |referent| {
                if referent == speaker.0 { 1.0 - speaker.1 } else { 1.0 }
            },
        );
        self.settle(&spoken.choice, &spoken.probabilities, Anaphor::Person, ReferenceKind::Pronoun);
    }

    /// What the description `phrase` means: what the judge chooses, or else the only thing that fits.
    pub(super) fn decide_description(&mut self, choice: &Choice, phrase: &Phrase, speaks: bool) -> Option<usize> {
        let decided = self.decide(choice, Anaphor::Description, ReferenceKind::Description);
        if let Some((referent, _)) = decided {
            return Some(referent);
        }
        let only = descriptions::only_fitting(self.article, &self.discourse, phrase, choice, speaks)?;
        self.refer(only, choice.span, ReferenceKind::Description, LIKELY);
        Some(only)
    }

    /// The likeliest person of the sex that the pronoun tells, among all people who may be meant; and how likely it was that
    /// a pronoun of that sex would stand there.
    pub(super) fn decide_by_sex(
        &mut self,
        choice: &Choice,
        anaphor: Anaphor,
        class: PronounClass,
    ) -> Option<(usize, f32)> {
        let mut probabilities = self.judge.probabilities(choice);
        let none = (1.0 - probabilities.iter().sum::<f32>()).max(0.0);
        for (probability, candidate) in probabilities.iter_mut().zip(&choice.candidates) {
            let fits = he_and_she::may_be(&self.discourse.referents[candidate.identity], class);
            *probability *= f32::from(u8::from(fits));
        }
        let fitting = probabilities.iter().sum::<f32>();
        // What else is hers in the sentence of which she is the subject tells nothing new.
        let told = (self.sentence, it_and_they::gender(class));
        if self.told != Some(told) {
            self.explained += (fitting + none / 2.0).max(LEAST_LIKELY).ln();
            self.told = Some(told);
        }
        probabilities.iter_mut().for_each(|probability| *probability /= (fitting + none).max(LEAST_LIKELY));
        self.settle(choice, &probabilities, anaphor, ReferenceKind::Pronoun)
    }

    fn settle(
        &mut self,
        choice: &Choice,
        probabilities: &[f32],
        anaphor: Anaphor,
        kind: ReferenceKind,
    ) -> Option<(usize, f32)> {
        let (best, probability) = ranking::likeliest(probabilities)?;
        let chosen = choice.candidates[best].identity;
        let named = self.discourse.referents[chosen].entity.is_some();
        if named && probability < anaphor.least_probable(choice.candidates.len()) {
            return None;
        }
        self.refer(chosen, choice.span, kind, probability);
        (named || anaphor != Anaphor::Description).then_some((chosen, probability))
    }
}
