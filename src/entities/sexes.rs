//! Of which sex people are, where no title tells: the one under which the article's pronouns best find somebody to mean.
//!
//! Two people who take turns ("Ruiz said her client ... He said") are told apart by the whole article, not by the first
//! pronoun. Each sex is tried in turn for those who are named most, as an approximation of choosing all at once.

use super::Names;
use super::gender::{Evidence, Gender, Sex};
use crate::Label;

/// So many people are tried, so that time stays linear.
const MOST: usize = 4;
/// How many more pronouns must find somebody under one sex: to tell it perhaps, and for sure.
const TELLING: f32 = 0.3;
const CERTAIN: f32 = 1.5;
/// How many pronouns a given name outweighs that most people of the other sex have.
const BY_NAME: f32 = 1.5;

/// Learns the sexes of the people in `names`, where `explained` says how many pronouns find somebody under given ones.
pub(super) fn learn(sexes: &mut [Sex], names: &Names, mut explained: impl FnMut(&[Sex]) -> f32) {
    let mut people: Vec<usize> = (0..sexes.len())
        .filter(|&entity| names.entities[entity].label == Label::Person && sexes[entity].evidence < Evidence::Title)
        .collect();
    people.sort_by_key(|&entity| std::cmp::Reverse(names.entities[entity].mentions.len()));
    for &entity in people.iter().take(MOST) {
        let named = sexes[entity];
        let mut worth = |gender: Gender| {
            sexes[entity] = Sex::by(Evidence::Pronouns, Some(gender));
            let against = named.gender.is_some_and(|named| named != gender);
            explained(sexes) - if against { BY_NAME } else { 0.0 }
        };
        let (female, male) = (worth(Gender::Female), worth(Gender::Male));
        let gender = if female > male { Gender::Female } else { Gender::Male };
        sexes[entity] = match (female - male).abs() {
            CERTAIN.. => Sex::by(Evidence::ManyPronouns, Some(gender)),
            TELLING.. if named.gender.is_none() => Sex::by(Evidence::Pronouns, Some(gender)),
            _ => named,
        };
    }
}
