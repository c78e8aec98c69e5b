//! Which of several candidates a pronoun or description means: a log-linear model over named features, with "none of
//! them" as one of the candidates (ranking after Denis and Baldridge 2008).
//!
//! The weights stand in `src/model/references.txt`, written by `cargo xtask train-references`.

use crate::Span;
use crate::recognition::network::elementwise::exp;
use std::sync::OnceLock;

macro_rules! features {
    ($($name:ident)*) => {
        /// What may hold of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Feature { $($name),* }

        /// The names of the features, as they stand in the table of weights.
        pub const FEATURES: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    // What the candidate is.
    NamedPerson NamedOrganisation NamedPlace NamedThing
    UnnamedPerson UnnamedOrganisation UnnamedPlace UnnamedThing
    Plural Definite Indefinite NoArticle GenderAgrees GenderUnknown
    // How far away it was last mentioned.
    SameSentence OneSentenceBack TwoSentencesBack ThreeSentencesBack FourSentencesBack MoreSentencesBack
    WithinFourTokens WithinTenTokens WithinTwentyTokens
    NearestOfKind SecondOfKind ThirdOfKind FartherOfKind NearestOfAll
    // The part that it played there.
    WasSubject WasObject WasOwner WasOfPreposition WasModifier WasOther
    SubjectInSameSentence SubjectOneSentenceBack OpenedItsSentence SameRole SubjectOfMainClause
    Coordinated
    // How it was mentioned last, and how often.
    LastByName LastByDescription LastBySamePronoun LastByOtherPronoun
    MentionedOnce MentionedTwice MentionedSeveralTimes MentionedOften MostMentioned OpensArticle
    // The pronoun's own place, beside a candidate of the same sentence.
    SameSentenceNominative SameSentenceAccusative SameSentencePossessive SameSentenceReflexive
    SameClauseAccusative SameClausePossessive SameClauseReflexive SameClauseNominative SpeakerOfClause AcrossClauses
    QuotedBoth QuotedPronounOnly QuotedCandidateOnly
    // Descriptions.
    HeadInName HeadInRole HeadIsUnknown SameDescription BareNoun QualifierInName QualifierUnknown KindOfNoun ChiefInRole
    CompanyNoun CountryNoun OtherNounInName CountryFits CountryConflicts
    // Of no candidate at all.
    NoneAtAll NoneNominative NoneAccusative NonePossessive NoneReflexive NoneQuoted NoneExpletive NonePerhapsExpletive
    NoneWithoutNamed NoneWithOneNamed NoneWithManyNamed NoneNearestUnnamed NoneOpensSentence NoneDemonstrative NoneQualified
    NoneKnownRole NoneUnspecific NoneCompanyNoun NoneCountryNoun NoneOrganisationNoun NonePlaceNoun
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeatureSet(u128);

impl FeatureSet {
    pub(super) fn add(&mut self, feature: Feature) {
        self.0 |= 1 << feature as u8;
    }

    pub(super) fn add_if(&mut self, holds: bool, feature: Feature) {
        if holds {
            self.add(feature);
        }
    }

    pub(super) fn join(&mut self, other: FeatureSet) {
        self.0 |= other.0;
    }

    pub(super) fn has(self, feature: Feature) -> bool {
        self.0 & 1 << feature as u8 != 0
    }

    /// The indices into [`FEATURES`] of its members.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let index = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (index < 128).then_some(index)
        })
    }
}

const _: () = assert!(FEATURES.len() <= 128, "a set of features has 128 places");

/// What is resolved. Each has weights of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anaphor {
    /// "he", "she".
    Person,
    /// "it".
    Thing,
    /// "they".
    Group,
    /// "the company".
    Description,
}

/// The names of the columns of the table of weights, in the order of [`Anaphor`].
pub const ANAPHORS: [&str; 4] = ["person", "thing", "group", "description"];

/// A pronoun or description with all that it may mean.
#[derive(Clone, Debug)]
pub struct Choice {
    pub anaphor: Anaphor,
    pub span: Span,
    pub candidates: Vec<Candidate>,
    /// The features of "none of them".
    pub none: FeatureSet,
}

#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// A number that stands for one thing through the article.
    pub referent: usize,
    /// Whether it is an entity: has a name.
    pub named: bool,
    pub features: FeatureSet,
}

/// Who decides what a pronoun or description means: the trained weights, or a trainer that knows.
pub trait Judge {
    /// Hears of every place where `referent` is mentioned, before choices in which it may be a candidate.
    fn mentioned(&mut self, referent: usize, span: Span);

    /// The index of the right one of the candidates; `None` for none of them.
    fn choose(&mut self, choice: &Choice) -> Option<usize>;
}

/// The judge at work.
pub(super) struct Weights {
    table: Vec<[f32; ANAPHORS.len()]>,
}

/// How probable a named candidate must be: a wrong reference is worse than none.
const LEAST_PROBABLE: [f32; ANAPHORS.len()] = [0.55, 0.6, 0.6, 0.52];

impl Weights {
    pub(super) fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Weights> = OnceLock::new();
        SHIPPED.get_or_init(|| Weights::parse(include_str!("../model/references.txt")))
    }

    /// Reads a table: a line for each feature, its name and a weight for each anaphor.
    fn parse(text: &str) -> Self {
        let mut table = vec![[0.0; ANAPHORS.len()]; FEATURES.len()];
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let index = fields.next().and_then(|name| FEATURES.iter().position(|known| *known == name));
            if let Some(row) = index.map(|index| &mut table[index]) {
                fields.zip(row).for_each(|(field, weight)| *weight = field.parse().unwrap_or(0.0));
            }
        }
        Weights { table }
    }

    fn score(&self, anaphor: Anaphor, features: FeatureSet) -> f32 {
        features.indices().map(|index| self.table[index][anaphor as usize]).sum()
    }
}

impl Judge for &Weights {
    fn mentioned(&mut self, _referent: usize, _span: Span) {}

    fn choose(&mut self, choice: &Choice) -> Option<usize> {
        let none = self.score(choice.anaphor, choice.none);
        let scores: Vec<f32> =
            choice.candidates.iter().map(|candidate| self.score(choice.anaphor, candidate.features)).collect();
        let best = (0..scores.len()).max_by(|one, other| scores[*one].total_cmp(&scores[*other]))?;
        let total: f32 = scores.iter().chain([&none]).map(|score| exp(score - scores[best])).sum();
        let least = if choice.candidates[best].named { LEAST_PROBABLE[choice.anaphor as usize] } else { 0.0 };
        (scores[best] > none && 1.0 / total >= least).then_some(best)
    }
}
