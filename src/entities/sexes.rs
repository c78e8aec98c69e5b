//! Of which sex people are, where no title tells: the one under which the article's pronouns are likeliest.
//!
//! Two people who take turns ("Ruiz said her client ... He said") are told apart by the whole article, not by the first
//! pronoun. All sexes of those who are named most are tried together: what one is hangs on what the other is.

use super::Names;
use super::gender::{Evidence, Gender, Sex};
use crate::Label;

/// So many people are tried together, so that the article is read ten times at most.
const MOST: usize = 3;
/// By how much likelier the pronouns must be under one sex, as a logarithm: to tell it perhaps, and for sure.
const TELLING: f32 = 0.3;
const CERTAIN: f32 = 1.2;
/// By how much a given name makes it likelier, the same way: all but one or two of a hundred of its bearers are of its sex.
const BY_NAME: f32 = 4.0;

/// Learns the sexes of the people in `names`, where `explained` says how likely the article's pronouns are under given ones: a
/// writer means the one who is in mind, and the pronoun follows from that one's sex.
pub(super) fn learn(sexes: &mut [Sex], names: &Names, mut explained: impl FnMut(&[Sex]) -> f32) {
    let people = most_named(sexes, names);
    let named: Vec<Sex> = people.iter().map(|&entity| sexes[entity]).collect();
    let mut worth = Vec::with_capacity(1 << people.len());
    for tried in 0..1 << people.len() {
        let mut against = 0.0;
        for (place, &entity) in people.iter().enumerate() {
            let gender = gender_in(tried, place);
            sexes[entity] = Sex::by(Evidence::Pronouns, Some(gender));
            against += if named[place].gender.is_some_and(|named| named != gender) { BY_NAME } else { 0.0 };
        }
        worth.push(explained(sexes) - against);
    }
    for (place, &entity) in people.iter().enumerate() {
        let best = |gender: Gender| {
            let fitting = worth.iter().enumerate().filter(|(tried, _)| gender_in(*tried, place) == gender);
            fitting.map(|(_, worth)| *worth).fold(f32::MIN, f32::max)
        };
        let (female, male) = (best(Gender::Female), best(Gender::Male));
        let gender = if female > male { Gender::Female } else { Gender::Male };
        sexes[entity] = match (female - male).abs() {
            CERTAIN.. => Sex::by(Evidence::ManyPronouns, Some(gender)),
            TELLING.. if named[place].gender.is_none() => Sex::by(Evidence::Pronouns, Some(gender)),
            _ => named[place],
        };
    }
}

/// The people who are named most of those whose sex no title tells.
fn most_named(sexes: &[Sex], names: &Names) -> Vec<usize> {
    let mut people: Vec<usize> = (0..sexes.len())
        .filter(|&entity| names.entities[entity].label == Label::Person && sexes[entity].evidence < Evidence::Title)
        .collect();
    people.sort_by_key(|&entity| std::cmp::Reverse(names.entities[entity].mentions.len()));
    people.truncate(MOST);
    people
}

/// The sex of the person `place` in the trial `tried`: each has a bit.
fn gender_in(tried: usize, place: usize) -> Gender {
    if tried >> place & 1 == 0 { Gender::Female } else { Gender::Male }
}
