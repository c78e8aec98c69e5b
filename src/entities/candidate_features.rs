//! The features that candidates of all kinds have in common: where one was last mentioned, how present it is, what it is.

use super::discourse::{Discourse, Place, Referent};
use super::reference_features::Feature;
use super::referents::{Definiteness, PronounCase, ReferentKind};
use crate::Span;
use crate::grammar::Role;
use crate::ranking::Features;

/// A pronoun or description in its place, as far as features need to know.
pub(super) struct Seeker {
    pub(super) span: Span,
    pub(super) place: Place,
    pub(super) case: Option<PronounCase>,
    /// The heads of the subjects of its own clause and of those around it, from within.
    pub(super) governors: [Option<usize>; 3],
    /// The person who is the subject of a clause around it, yet to come: "When she was elected, Ana Ruiz".
    pub(super) to_come: Option<usize>,
}

impl Seeker {
    /// Which of the clauses around it has the phrase at `place` for its subject.
    fn governed_by(&self, place: &Place) -> Option<usize> {
        let subject = |head: &Option<usize>| head.is_some_and(|head| (place.first_token..=place.token).contains(&head));
        self.governors.iter().position(subject)
    }
}

/// The features of a candidate that hang on where it was last mentioned. `clauses` counts clause borders between it and
/// the seeker, `verbs` the finite verbs.
pub(super) fn place_features(features: &mut Features, seeker: &Seeker, last: &Place, clauses: usize, verbs: usize) {
    use Feature::*;
    let here = &seeker.place;
    features.add(match here.sentence.saturating_sub(last.sentence) {
        0 => SameSentence,
        1 => OneSentenceBack,
        2 => TwoSentencesBack,
        3 => ThreeSentencesBack,
        4 => FourSentencesBack,
        _ => MoreSentencesBack,
    });
    let distance = here.token.saturating_sub(last.token);
    features.add_if(distance <= 4, WithinFourTokens);
    features.add_if(distance <= 10, WithinTenTokens);
    features.add_if(distance <= 20, WithinTwentyTokens);
    features.add(match last.role {
        Role::Subject => WasSubject,
        Role::Object => WasObject,
        Role::Owner => WasOwner,
        Role::OfPreposition => WasOfPreposition,
        Role::Modifier => WasModifier,
        Role::Other => WasOther,
    });
    let same = here.sentence == last.sentence;
    features.add_if(last.role == Role::Subject && same, SubjectInSameSentence);
    features.add_if(last.role == Role::Subject && here.sentence == last.sentence + 1, SubjectOneSentenceBack);
    features.add_if(last.first, OpenedItsSentence);
    features.add_if(last.main_subject, SubjectOfMainClause);
    features.add_if(last.role == here.role, SameRole);
    features.add_if(last.coordinated, Coordinated);
    features.add_if(last.embedded, Embedded);
    features.add_if(last.addressed, WasAddressed);
    if let Some(level) = seeker.governed_by(last) {
        features.add([OwnClauseSubject, OuterClauseSubject, FartherClauseSubject][level]);
    }
    features.add_if(here.block == last.block, SameParagraph);
    features.add_if(here.block == last.block + 1, ParagraphBefore);
    if same {
        case_features(features, seeker.case, last, clauses, verbs);
    }
    match (here.quote, last.quote) {
        (Some(here), Some(last)) if here == last => features.add(QuotedBoth),
        (Some(_), _) => features.add(QuotedPronounOnly),
        (None, Some(_)) => features.add(QuotedCandidateOnly),
        _ => {}
    }
}

/// The features that all candidates share: of the seeker's own place.
pub(super) fn seeker_features(features: &mut Features, seeker: &Seeker) {
    use Feature::*;
    match seeker.case {
        Some(PronounCase::Accusative) => features.add(ForAccusative),
        Some(PronounCase::Possessive) => features.add(ForPossessive),
        Some(PronounCase::Reflexive) => features.add(ForReflexive),
        Some(PronounCase::Nominative) | None => {}
    }
    features.add_if(seeker.place.first, ForOpening);
    features.add_if(seeker.place.opens_block, ForParagraph);
}

/// How present the candidates are in one's mind.
pub(super) struct Presence {
    sentence: usize,
    highest: f32,
    second: f32,
}

impl Presence {
    /// Of the `possible` referents, in `sentence`.
    pub(super) fn of(discourse: &Discourse, possible: &[usize], sentence: usize) -> Self {
        let mut presence = Presence { sentence, highest: 0.0, second: 0.0 };
        for &index in possible {
            let salience = discourse.referents[index].salience_in(sentence);
            if salience > presence.highest {
                (presence.second, presence.highest) = (presence.highest, salience);
            } else {
                presence.second = presence.second.max(salience);
            }
        }
        presence
    }

    pub(super) fn features(&self, features: &mut Features, candidate: &Referent) {
        const BY_FAR: f32 = 2.0;
        let salience = candidate.salience_in(self.sentence);
        features.add_if(salience >= self.highest, Feature::MostSalient);
        features.add_if(salience >= self.highest && salience > BY_FAR * self.second, Feature::MostSalientByFar);
        features.add_if(salience < self.highest && salience >= self.second, Feature::SecondSalient);
    }
}

/// What the pronoun's case says of a candidate in the same sentence.
fn case_features(features: &mut Features, case: Option<PronounCase>, last: &Place, clauses: usize, verbs: usize) {
    use Feature::*;
    let one_clause = clauses == 0 && verbs <= 1;
    let subject = matches!(last.role, Role::Subject);
    match case {
        Some(PronounCase::Nominative) => features.add(SameSentenceNominative),
        Some(PronounCase::Accusative) => features.add(SameSentenceAccusative),
        Some(PronounCase::Possessive) => features.add(SameSentencePossessive),
        Some(PronounCase::Reflexive) => features.add(SameSentenceReflexive),
        None => {}
    }
    match case {
        Some(PronounCase::Accusative) => features.add_if(one_clause && subject, SameClauseAccusative),
        Some(PronounCase::Possessive) => features.add_if(one_clause && subject, SameClausePossessive),
        Some(PronounCase::Reflexive) => features.add_if(one_clause && subject, SameClauseReflexive),
        Some(PronounCase::Nominative) => {
            features.add_if(one_clause, SameClauseNominative);
            features.add_if(last.reports, SpeakerOfClause);
        }
        None => {}
    }
    features.add_if(clauses > 1 || verbs > 2, AcrossClauses);
}

/// The features of a candidate that hang on what it is and how often it was mentioned.
pub(super) fn referent_features(features: &mut Features, candidate: &Referent, most: usize) {
    use Feature::*;
    features.add(match (candidate.entity.is_some(), candidate.kind) {
        (true, ReferentKind::Person) => NamedPerson,
        (true, ReferentKind::Organisation) => NamedOrganisation,
        (true, ReferentKind::Place) => NamedPlace,
        (true, ReferentKind::Thing) => NamedThing,
        (false, ReferentKind::Person) => UnnamedPerson,
        (false, ReferentKind::Organisation) => UnnamedOrganisation,
        (false, ReferentKind::Place) => UnnamedPlace,
        (false, ReferentKind::Thing) => UnnamedThing,
    });
    features.add_if(candidate.plural, Plural);
    if candidate.entity.is_none() {
        features.add(match candidate.definiteness {
            Definiteness::Definite => Definite,
            Definiteness::Indefinite => Indefinite,
            Definiteness::None => NoArticle,
        });
    }
    features.add(match candidate.mentions {
        0 | 1 => MentionedOnce,
        2 => MentionedTwice,
        3..=5 => MentionedSeveralTimes,
        _ => MentionedOften,
    });
    features.add_if(candidate.mentions == most && most > 1, MostMentioned);
    features.add_if(candidate.opens_article, OpensArticle);
}
