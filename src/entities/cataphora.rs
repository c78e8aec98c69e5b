//! Pronouns before the name that they mean: "When she was elected, Ana Ruiz moved to Lima".

use super::candidate_features::Seeker;
use super::discourse::Place;
use super::he_and_she;
use super::referents::{PronounCase, ReferentKind, ThirdPerson};
use super::resolution::Resolver;
use crate::ranking::Judge;

impl<J: Judge> Resolver<'_, '_, '_, J> {
    /// The person with a name who is yet to come as the subject of the clause that the pronoun's own clause is part of: "When
    /// she was elected, Ana Ruiz".
    pub(super) fn coming(&mut self, pronoun: &ThirdPerson, place: Place) -> Option<usize> {
        let subject = self.article.later_subject(pronoun.token)?;
        let mention = self.article.grammar.mention(subject)?;
        let entity = self.article.names.entity_of[mention]?;
        // Not in "As he told Ana Ruiz, it was late".
        if !(pronoun.token..subject).any(|token| self.article.document.lower(token) == ",") {
            return None;
        }
        let kind = ReferentKind::of(self.article.names.entities[entity].label);
        if kind != ReferentKind::Person || place.quote.is_some() {
            return None;
        }
        Some(self.meant(entity, &(pronoun.token..pronoun.token + 1), place))
    }

    /// The same person, where `pronoun` opens its sentence in a part that stands before the clause of the name. "He is well,
    /// Ana Ruiz said" and "If he is well, Ana Ruiz said" speak of another.
    pub(super) fn surely_coming(&self, pronoun: &ThirdPerson, seeker: &Seeker) -> Option<usize> {
        let referent = seeker.to_come.filter(|_| seeker.place.first)?;
        let opens = matches!(pronoun.case, PronounCase::Nominative | PronounCase::Possessive);
        let fits = he_and_she::may_be(&self.discourse.referents[referent], pronoun.class);
        (opens && fits && self.article.is_fronted(pronoun.token)).then_some(referent)
    }
}
