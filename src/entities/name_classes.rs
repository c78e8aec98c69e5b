//! Labels that went astray: one name labelled ORG once and GPE elsewhere is mostly one thing, but a person, a city and a
//! company may also share a name.

use super::gender;
use super::written_names::{NameClass, NameMention};
use crate::lexicon::{BEATING_WORDS, CAPITALS, CLUB_STAFF, CLUB_TOWN_PREPOSITIONS, CLUB_WORDS, COUNTRIES, MATCH_VERBS};
use crate::{Document, Label};
use std::collections::{HashMap, HashSet};

/// The classes that one written name has in an article, with how often each.
#[derive(Default)]
struct Tally {
    counts: Vec<(NameClass, usize)>,
}

impl Tally {
    fn add(&mut self, class: NameClass) {
        match self.counts.iter_mut().find(|(known, _)| *known == class) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((class, 1)),
        }
    }

    /// The most frequent class, the first one named where two are equal.
    fn majority(&self) -> NameClass {
        let most = self.counts.iter().map(|(_, count)| *count).max();
        self.counts.iter().find(|(_, count)| Some(*count) == most).map_or(NameClass::Person, |(class, _)| *class)
    }

    fn count(&self, class: NameClass) -> usize {
        self.counts.iter().find(|(known, _)| *known == class).map_or(0, |(_, count)| *count)
    }
}

/// Gives each name its likeliest class: that of most mentions with the same words, except where the article tells two
/// namesakes apart, or a person has told what it is.
pub(super) fn settle(document: &Document, names: &mut [NameMention]) {
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    for name in names.iter().filter(|name| name.settled.is_none()) {
        tallies.entry(key(name)).or_default().add(name.class);
        if let Some(surname) = name.words.last().filter(|_| name.class == NameClass::Person && name.words.len() > 1) {
            tallies.entry(surname.replace('-', " ")).or_default().add(NameClass::Person);
        }
    }
    let parts = NameParts::of(names);
    let clubs = clubs(names);
    let family_names = family_names(names);
    let surnames: HashSet<String> = (names.iter())
        .filter(|name| name.class == NameClass::Person)
        .filter_map(|name| name.words.last().cloned())
        .collect();
    for name in names.iter_mut().filter(|name| name.settled.is_none()) {
        let key = key(name);
        let tally = &tallies[&key];
        let majority = tally.majority();
        if majority != name.class && !namesakes(document, name, &key, tally, &parts) {
            name.class = majority;
        }
        let titled = matches!(name.class, NameClass::Other(Label::WorkOfArt | Label::Event | Label::Law));
        let family = family_names.contains(&name.key);
        if is_person(name, &surnames) || family && (titled || is_said_of_person(document, name)) {
            name.class = NameClass::Person;
        } else if name.class == NameClass::Place && clubs.contains(&key) && plays(document, name) {
            name.class = NameClass::Organisation;
        }
    }
}

/// Whether a name of an organisation is that of somebody whom the article elsewhere calls by the surname.
fn is_person(name: &NameMention, surnames: &HashSet<String>) -> bool {
    let [given, .., surname] = &name.words[..] else { return false };
    let full = name.class == NameClass::Organisation && name.words.len() <= 3;
    full && surnames.contains(surname) && gender::of_given_name(given).is_some()
}

/// "Ford, 34, said ..."; "Houston said ...": where a person of that name is, no company has an age and no town speaks.
fn is_said_of_person(document: &Document, name: &NameMention) -> bool {
    let word = |ahead: usize| document.lower_at(Some(name.tokens.end + ahead));
    let age = word(1).parse::<u8>().is_ok_and(|age| (5..=110).contains(&age));
    let aged = word(0) == "," && age && matches!(word(2), "," | ".");
    let thing = matches!(name.class, NameClass::Place | NameClass::Organisation);
    let town = name.class == NameClass::Place && !CAPITALS.contains(&name.key) && !COUNTRIES.contains(&name.key);
    thing && (aged || town && matches!(word(0), "said" | "says"))
}

/// What stands behind the given name in full names of people: "le pen", "pen".
fn family_names(names: &[NameMention]) -> HashSet<String> {
    let people = names.iter().filter(|name| name.class == NameClass::Person && (2..=5).contains(&name.words.len()));
    people.flat_map(|name| (1..name.words.len()).map(|cut| name.words[cut..].join(" "))).collect()
}

/// The towns after which clubs of the article are named: "leeds" for Leeds United.
fn clubs(names: &[NameMention]) -> HashSet<String> {
    let town = |name: &NameMention| match &name.words[..] {
        [first, town @ ..] if CLUB_WORDS.get(first) == Some("before") => Some(town.join(" ")),
        [town @ .., last] if CLUB_WORDS.get(last) == Some("behind") => Some(town.join(" ")),
        _ => None,
    };
    let organisations = names.iter().filter(|name| name.class == NameClass::Organisation && name.words.len() > 1);
    organisations.filter_map(town).collect()
}

/// Whether a town stands where its club does: "Leeds beat Burnley", "lost to Leeds".
fn plays(document: &Document, name: &NameMention) -> bool {
    let before = document.lower_at(name.tokens.start.checked_sub(1));
    let against = BEATING_WORDS.contains(before);
    let staff = CLUB_STAFF.contains(document.lower_at(Some(name.tokens.end)));
    against
        || staff
        || MATCH_VERBS.contains(document.lower_at(Some(name.tokens.end))) && !follows_place_preposition(document, name)
}

/// Hyphens apart, as they stand in some classes only.
fn key(name: &NameMention) -> String {
    name.key.replace('-', " ")
}

/// First and last words of longer names: what a shorter one may stand for.
struct NameParts {
    people: HashSet<String>,
    organisations: HashSet<String>,
}

impl NameParts {
    fn of(names: &[NameMention]) -> Self {
        let mut parts = NameParts { people: HashSet::new(), organisations: HashSet::new() };
        for name in names.iter().filter(|name| name.words.len() > 1) {
            let (first, last) = (&name.words[0], &name.words[name.words.len() - 1]);
            match name.class {
                NameClass::Person => parts.people.extend([first.clone(), last.clone()]),
                NameClass::Organisation => parts.organisations.extend([first.clone()]),
                _ => {}
            }
        }
        parts
    }
}

/// Whether `name` is a namesake of the things that most mentions with its words name, rather than one of them with a
/// label gone astray.
fn namesakes(document: &Document, name: &NameMention, key: &str, tally: &Tally, parts: &NameParts) -> bool {
    let majority = tally.majority();
    if matches!(name.class, NameClass::People | NameClass::Other(_))
        || matches!(majority, NameClass::People | NameClass::Other(_))
    {
        return matches!(name.class, NameClass::People) || matches!(majority, NameClass::People);
    }
    if name.words.len() > 1 {
        return false;
    }
    let person = name.class == NameClass::Person || majority == NameClass::Person;
    let known_place = COUNTRIES.contains(key) || CAPITALS.contains(key);
    let longer = if person { parts.people.contains(key) } else { parts.organisations.contains(key) };
    let evident = match name.class {
        NameClass::Place => known_place || follows_place_preposition(document, name),
        NameClass::Person => longer,
        _ => parts.organisations.contains(key),
    };
    longer && (evident || tally.count(name.class) > 1)
}

fn follows_place_preposition(document: &Document, name: &NameMention) -> bool {
    let before = document.lower_at(name.tokens.start.checked_sub(1));
    CLUB_TOWN_PREPOSITIONS.contains(before)
}
