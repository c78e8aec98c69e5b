//! What the words around a person's name and the name itself tell of the sex.

use super::referents::noun_kind;
use super::written_names::{self, NameClass};
use crate::lexicon::{FAMILY_NAMES_FIRST, GIVEN_NAMES, GIVEN_NAMES_WORLD, PERSONAL_TITLES, PRONOUNS};
use crate::{Document, Entity, Label};
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    Female,
    Male,
}

impl Gender {
    pub(super) fn from_mark(mark: &str) -> Option<Self> {
        match mark {
            "f" => Some(Gender::Female),
            "m" => Some(Gender::Male),
            _ => None,
        }
    }
}

/// By what a sex is known, from the weakest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd)]
pub(super) enum Evidence {
    /// Most people of that given name have it.
    #[default]
    GivenName,
    /// A pronoun or two that mean the person.
    Pronouns,
    /// Several pronouns.
    ManyPronouns,
    /// "Mrs", "her father", "the actress".
    Title,
}

/// What an article tells of somebody's sex.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sex {
    pub(super) gender: Option<Gender>,
    pub(super) evidence: Evidence,
}

impl Sex {
    pub(super) fn by(evidence: Evidence, gender: Option<Gender>) -> Self {
        Sex { gender, evidence }
    }

    /// Takes `gender` over, where nothing that tells as much is known. A pronoun that says what the given name says makes
    /// it sure.
    pub(super) fn learn(&mut self, evidence: Evidence, gender: Option<Gender>) {
        let both = self.evidence == Evidence::GivenName && evidence == Evidence::Pronouns && gender == self.gender;
        let evidence = if both { Evidence::ManyPronouns } else { evidence };
        if gender.is_some() && (self.gender.is_none() || evidence > self.evidence) {
            *self = Sex { gender, evidence };
        }
    }
}

/// The sex that the words before a name tell ("Mrs.", "actress", "her father,"). `tokens` are those of the name.
pub(super) fn from_title(document: &Document, tokens: &Range<usize>) -> Option<Gender> {
    let mut before = tokens.start;
    while before > 0 && matches!(document.lower(before - 1), "." | ",") {
        before -= 1;
    }
    let word = document.lower_at(before.checked_sub(1));
    PERSONAL_TITLES.get(word).and_then(Gender::from_mark)
}

/// The sex that the name `words` tells by its given name, which in names from East Asia stands last ("Xi Jinping").
pub(super) fn of_name(words: &[String]) -> Option<Gender> {
    let (first, rest) = words.split_first()?;
    if rest.is_empty() || !FAMILY_NAMES_FIRST.contains(first) {
        return of_given_name(first);
    }
    let given = rest.join("-");
    match GIVEN_NAMES_WORLD.get(&given) {
        Some(mark) => Gender::from_mark(mark),
        None if given.contains('-') => None,
        None => of_given_name(first),
    }
}

/// The sex of most people of this given name, which is in lower case and has no accents.
pub(super) fn of_given_name(name: &str) -> Option<Gender> {
    let known = |name: &str| GIVEN_NAMES_WORLD.get(name).or_else(|| GIVEN_NAMES.get(name)).and_then(Gender::from_mark);
    known(name).or_else(|| known(name.split('-').next()?))
}

/// The sex that a pronoun, in lower case, tells.
pub(super) fn of_pronoun(pronoun: &str) -> Option<Gender> {
    match PRONOUNS.get(pronoun) {
        Some("he") => Some(Gender::Male),
        Some("she") => Some(Gender::Female),
        _ => None,
    }
}

/// The sex that an entity's names and titles tell.
pub(super) fn of_entity(entity: &Entity) -> Sex {
    if entity.label != Label::Person {
        return Sex::default();
    }
    let told = |title: &String| noun_kind(&title.split(' ').next_back()?.to_lowercase()).1;
    let mut sex = Sex::by(Evidence::GivenName, of_name(&written_names::words(&entity.name, NameClass::Person)));
    sex.learn(Evidence::Title, entity.titles.iter().find_map(told));
    sex
}
