//! The features by which it is chosen what a pronoun or a description means, and how sure the choice must be.
//!
//! The weights stand in `src/model/references.txt`, written by `cargo xtask train-references`.

use crate::ranking::{Vocabulary, Weights};
use std::sync::LazyLock;

crate::ranking::features! {
    // What the candidate is.
    NamedPerson NamedOrganisation NamedPlace NamedThing
    UnnamedPerson UnnamedOrganisation UnnamedPlace UnnamedThing
    Plural Definite Indefinite NoArticle
    GenderUnknown GenderByName GenderByPronouns GenderByTitle GenderConflicts
    GenderConflictsWithPronouns Possessed
    // How far away it was last mentioned.
    SameSentence OneSentenceBack TwoSentencesBack ThreeSentencesBack FourSentencesBack MoreSentencesBack
    WithinFourTokens WithinTenTokens WithinTwentyTokens
    NearestOfKind SecondOfKind ThirdOfKind FartherOfKind NearestOfAll
    // The part that it played there.
    WasSubject WasObject WasOwner WasOfPreposition WasModifier WasOther
    SubjectInSameSentence SubjectOneSentenceBack OpenedItsSentence SameRole SubjectOfMainClause
    Coordinated OwnClauseSubject OuterClauseSubject FartherClauseSubject Embedded WasAddressed IsToCome
    SameParagraph ParagraphBefore FirstOfParagraph
    // How present it is, among those that may be meant.
    MostSalient MostSalientByFar SecondSalient
    // The pronoun's own place.
    ForAccusative ForPossessive ForReflexive ForOpening ForParagraph
    // How it was mentioned last, and how often.
    LastByName LastByDescription LastBySamePronoun LastByOtherPronoun
    MentionedOnce MentionedTwice MentionedSeveralTimes MentionedOften MostMentioned OpensArticle
    // The pronoun's own place, beside a candidate of the same sentence.
    SameSentenceNominative SameSentenceAccusative SameSentencePossessive SameSentenceReflexive
    SameClauseAccusative SameClausePossessive SameClauseReflexive SameClauseNominative SpeakerOfClause AcrossClauses
    QuotedBoth QuotedPronounOnly QuotedCandidateOnly
    // People: the whole article, and what was said.
    MainSubjectHere MainSubjectBefore SubjectBefore OnlyQuoted OnlyNamed NamedOnce NamedSometimes NamedOften IsTopic IsDead
    NeverSpoke SpokeLast SpokeBeforeLast SpokeEarlier SpokeInSentenceBefore
    SpeaksNowhere SpeaksOnce SpeaksOften SpeaksMost
    NamedInOwnWords DeadSpeaks SpokeLastAfterQuote SubjectAfterQuote SpokeLastAsSubject
    // Descriptions.
    HeadInName HeadInRole HeadIsUnknown SameDescription BareNoun QualifierInName QualifierUnknown KindOfNoun ChiefInRole
    CompanyNoun CountryNoun OtherNounInName CountryFits CountryConflicts
    // Of no candidate at all.
    NoneAtAll NoneNominative NoneAccusative NonePossessive NoneReflexive NoneQuoted NoneExpletive NonePerhapsExpletive
    NoneWithoutNamed NoneWithOneNamed NoneWithManyNamed NoneNearestUnnamed NoneOpensSentence NoneDemonstrative NoneQualified
    NoneKnownRole NoneUnspecific NoneCompanyNoun NoneCountryNoun NoneOrganisationNoun NonePlaceNoun
    NoneAfterQuote NoneFirstSpeech
}

/// What is resolved. Each has weights of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anaphor {
    /// "he", "she".
    Person,
    /// "he", "she" who says something.
    Speaker,
    /// "it".
    Thing,
    /// "they".
    Group,
    /// "the company".
    Description,
}

/// What the weights of references are called.
pub const VOCABULARY: Vocabulary =
    Vocabulary { columns: &["person", "speaker", "thing", "group", "description"], names: FEATURES, openings: &[] };

/// How probable a named candidate must be: a wrong reference is worse than none.
const LEAST_PROBABLE: [f32; VOCABULARY.columns.len()] = [0.5, 0.6, 0.6, 0.6, 0.52];
/// The same of the only person who can be meant: a guess is safer there than among many.
const ONLY_PERSON: f32 = 0.35;

impl Anaphor {
    /// How probable a named one of so many candidates must be.
    pub(super) fn least_probable(self, candidates: usize) -> f32 {
        if self == Anaphor::Person && candidates == 1 { ONLY_PERSON } else { LEAST_PROBABLE[self as usize] }
    }
}

/// The weights at work.
pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../model/references.txt"), &VOCABULARY).expect("references.txt"));
