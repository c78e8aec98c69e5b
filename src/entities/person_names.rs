//! Which names of people mean the same person.
//!
//! Full names are brought together first, over the whole article; then each short name (surname, given name) goes to
//! the person that was named most so far among those that it fits, else to the first one still to be named. The method is
//! the usual one of deterministic sieves (Lee et al. 2013), names only.

use super::gender::{self, Gender};
use super::groups::Groups;
use super::written_names::{NameClass, NameMention};
use crate::Document;
use crate::document::BlockKind;
use crate::lexicon::{NAME_PARTICLES, NAME_SUFFIXES, NICKNAMES};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Namesakes beyond these are not looked at, so that a list of a thousand Smiths takes linear time.
const NAMESAKES: usize = 24;

/// A name divided: "Daniel R. Foss Jr." is [daniel, r, foss] and jr.
struct PersonName<'name> {
    words: &'name [String],
    suffix: Option<&'name str>,
}

impl<'name> PersonName<'name> {
    fn of(name: &'name NameMention) -> Self {
        match name.words.split_last() {
            Some((last, rest)) if !rest.is_empty() && NAME_SUFFIXES.contains(last) => {
                PersonName { words: rest, suffix: Some(last) }
            }
            _ => PersonName { words: &name.words, suffix: None },
        }
    }

    fn surname(&self) -> &'name str {
        self.words.last().map_or("", String::as_str)
    }

    /// Whether a given name stands in it.
    fn is_full(&self) -> bool {
        self.words.len() > 1 && !NAME_PARTICLES.contains(&self.words[0])
    }
}

/// Somebody with all the names seen so far.
struct Person {
    /// The first mention.
    first: usize,
    /// The words of the fullest name.
    words: Vec<String>,
    suffix: Option<String>,
    /// Named in full without a suffix, and not only in the headline, which leaves out more.
    goes_without_suffix: bool,
    gender: Option<Gender>,
    /// Called "Sir Alan" or "Dame Ada", and so not by a surname that another has.
    knighted: bool,
    /// The last mention seen by the second pass, and how many that has seen.
    last: Option<usize>,
    times: usize,
}

/// How a short name stands in a full one, the likelier first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Surname,
    Given,
    Middle,
    Spelling,
}

#[derive(Default)]
struct Register {
    people: Vec<Person>,
    by_surname: HashMap<String, Vec<usize>>,
    by_part: HashMap<String, Vec<(Fit, usize)>>,
}

/// Joins in `groups` the names of people among `names` that mean the same one.
pub(super) fn link(document: &Document, names: &[NameMention], groups: &mut Groups) {
    let mut register = Register::default();
    let mut person_of: HashMap<usize, usize> = HashMap::new();
    let contained = contained_names(names);
    for (index, name) in people(names) {
        let parts = PersonName::of(name);
        if parts.is_full() && !contained.contains(&parts.words.join(" ")) {
            let person = register.full_name(index, &parts, gender::from_title(document, &name.tokens));
            let block = document.block_at(name.tokens.start);
            let below = block.is_some_and(|block| block.kind != BlockKind::Headline);
            register.people[person].goes_without_suffix |= below && parts.suffix.is_none();
            person_of.insert(index, person);
        }
    }
    register.index_parts();
    register.index_generations();
    register.find_knighted(document, names);
    for (index, name) in people(names) {
        let person = person_of.get(&index).copied().unwrap_or_else(|| {
            register.short_name(index, &PersonName::of(name), gender::from_title(document, &name.tokens))
        });
        let known = &mut register.people[person];
        known.last = Some(index);
        // Who is called by the given name alone is so to be told from somebody who has the surname.
        let given_alone = name.words.len() == 1 && known.words.len() > 1 && name.words[0] == known.words[0];
        known.times += usize::from(!given_alone);
        groups.join(register.people[person].first, index);
    }
}

fn people(names: &[NameMention]) -> impl Iterator<Item = (usize, &NameMention)> {
    names.iter().enumerate().filter(|(_, name)| name.class == NameClass::Person)
}

/// Names of two words or more that stand within a longer one ("Fernández Ortega", "Kim Jong").
fn contained_names(names: &[NameMention]) -> HashSet<String> {
    let mut contained = HashSet::new();
    for (_, name) in people(names) {
        let words = PersonName::of(name).words;
        for cut in 2..words.len().min(6) {
            contained.insert(words[..cut].join(" "));
            contained.insert(words[words.len() - cut..].join(" "));
        }
    }
    contained
}

impl Register {
    /// The person that a full name means: one known with a name that agrees, else a new one.
    fn full_name(&mut self, index: usize, parts: &PersonName, title: Option<Gender>) -> usize {
        let key = spelling(parts.surname());
        let known = self.by_surname.entry(key).or_default();
        let mut namesakes =
            known.iter().rev().take(NAMESAKES).copied().filter(|&at| agree(&self.people[at], parts, title));
        let same_suffix = |at: &usize| self.people[*at].suffix.as_deref() == parts.suffix;
        if let Some(person) = namesakes.clone().find(same_suffix).or_else(|| namesakes.next()) {
            let known = &mut self.people[person];
            if parts.words.len() > known.words.len() || known.words[0].len() == 1 {
                known.words = parts.words.to_vec();
            }
            known.suffix = known.suffix.take().or(parts.suffix.map(str::to_string));
            known.gender = known.gender.or_else(|| title.or_else(|| gender::of_name(parts.words)));
            return person;
        }
        known.push(self.people.len());
        self.add(index, parts, title)
    }

    fn add(&mut self, index: usize, parts: &PersonName, title: Option<Gender>) -> usize {
        let given = (parts.words.len() > 1).then(|| gender::of_name(parts.words)).flatten();
        self.people.push(Person {
            first: index,
            words: parts.words.to_vec(),
            suffix: parts.suffix.map(str::to_string),
            goes_without_suffix: false,
            gender: title.or(given),
            knighted: false,
            last: None,
            times: 0,
        });
        self.people.len() - 1
    }

    fn index_parts(&mut self) {
        (0..self.people.len()).for_each(|person| self.index_forms(person));
    }

    /// "the younger Foss" is Daniel Foss Jr., and "the elder Foss" whoever else has that name.
    fn index_generations(&mut self) {
        let juniors: Vec<usize> =
            (0..self.people.len()).filter(|&at| self.people[at].suffix.as_deref() == Some("jr")).collect();
        for junior in juniors {
            let surname = self.people[junior].words.last().cloned().unwrap_or_default();
            let namesakes = self.by_surname.get(&spelling(&surname)).into_iter().flatten().take(NAMESAKES);
            let elder: Vec<usize> = namesakes.copied().filter(|&at| at != junior).collect();
            let mut add = |which: &str, person: usize| {
                self.by_part.entry(format!("{which} {surname}")).or_default().push((Fit::Surname, person));
            };
            add("younger", junior);
            if let [elder] = elder[..] {
                add("elder", elder);
                add("older", elder);
            }
        }
    }

    /// Notes whom "Sir" or "Dame" stands before by the given name alone.
    fn find_knighted(&mut self, document: &Document, names: &[NameMention]) {
        let styled = |name: &&NameMention| {
            let before = name.tokens.start.checked_sub(1);
            name.words.len() == 1 && matches!(document.lower_at(before), "sir" | "dame")
        };
        let given: HashSet<&str> =
            people(names).map(|(_, name)| name).filter(styled).map(|name| &*name.words[0]).collect();
        self.people.iter_mut().for_each(|person| person.knighted = given.contains(&*person.words[0]));
    }

    fn index_forms(&mut self, person: usize) {
        for (fit, part) in short_forms(&self.people[person].words) {
            let known = self.by_part.entry(part).or_default();
            if known.len() < NAMESAKES && !known.contains(&(fit, person)) {
                known.push((fit, person));
            }
        }
    }

    /// The person that a short name means; a new one where it fits nobody.
    fn short_name(&mut self, index: usize, parts: &PersonName, title: Option<Gender>) -> usize {
        let key = parts.words.join(" ");
        let found = self.choose(&key, parts, title).or_else(|| self.choose(&spelling(&key), parts, title));
        if let Some(person) = found {
            let known = &mut self.people[person];
            known.gender = known.gender.or(title);
            return person;
        }
        let person = self.add(index, parts, title);
        for (fit, part) in [(Fit::Surname, key.clone()), (Fit::Spelling, spelling(&key))] {
            self.by_part.entry(part).or_default().insert(0, (fit, person));
        }
        // Whose name stands within a namesake's: "Emil Brandt" beside "Arthur Emil Brandt".
        self.index_forms(person);
        person
    }

    /// Of the people that have `key` in their names: the best fit, there the one named most so far, there the one named
    /// last, there the next to come. A wife or brother who is named once takes no surname from whom the article is about.
    fn choose(&self, key: &str, parts: &PersonName, title: Option<Gender>) -> Option<usize> {
        let fits = |person: &Person| {
            let suffix = parts.suffix.is_none() || person.suffix.as_deref() == parts.suffix;
            suffix && !(title.is_some() && person.gender.is_some() && title != person.gender)
        };
        self.by_part
            .get(key)?
            .iter()
            .take(NAMESAKES)
            .filter(|(_, person)| fits(&self.people[*person]))
            .min_by_key(|(fit, person)| {
                let person = &self.people[*person];
                (
                    *fit,
                    person.knighted && *fit == Fit::Surname,
                    Reverse(person.times),
                    Reverse(person.last),
                    person.first,
                )
            })
            .map(|(_, person)| *person)
    }
}

/// The shorter names that a person of the full name `words` may go by.
fn short_forms(words: &[String]) -> Vec<(Fit, String)> {
    let mut forms = Vec::new();
    for cut in 1..words.len().min(6) {
        forms.push((Fit::Surname, words[words.len() - cut..].join(" ")));
        forms.push((Fit::Given, words[..cut].join(" ")));
    }
    let surname = words.last().map_or("", String::as_str);
    forms.extend(
        ["al-", "el-"]
            .iter()
            .filter_map(|article| surname.strip_prefix(article))
            .map(|rest| (Fit::Surname, rest.to_string())),
    );
    for word in words.iter().take(words.len().saturating_sub(1)).skip(1).filter(|word| word.len() > 2) {
        forms.push((Fit::Middle, word.clone()));
    }
    forms.push((Fit::Spelling, spelling(surname)));
    if let [.., particle, surname] = words {
        forms.push((Fit::Spelling, spelling(&format!("{particle}{surname}"))));
    }
    forms
}

/// Whether `parts` may be another full name of `person`: surnames are alike already. "Daniel Foss Jr." is not the Daniel
/// Foss who is named before him; "Daniel Foss" behind him is.
fn agree(person: &Person, parts: &PersonName, title: Option<Gender>) -> bool {
    let suffixes = match (person.suffix.as_deref(), parts.suffix) {
        (_, None) => true,
        (None, Some(_)) => !person.goes_without_suffix,
        (one, other) => one == other,
    };
    let genders = title.is_none() || person.gender.is_none() || title == person.gender;
    suffixes && genders && given_names_agree(&person.words[0], &parts.words[0]) && middles_agree(person, parts)
}

fn given_names_agree(one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    let nickname =
        |short: &str, long: &str| NICKNAMES.get(short).is_some_and(|full| full.split(' ').any(|name| name == long));
    let alike = |short: &str, long: &str| initial(short, long) || nickname(short, long);
    spelling(one) == spelling(other) || alike(one, other) || alike(other, one)
}

/// Middle names agree where one side has none, or where some of both begin alike.
fn middles_agree(person: &Person, parts: &PersonName) -> bool {
    let middle = |words: &[String]| {
        words
            .get(1..words.len().saturating_sub(1))
            .map_or(Vec::new(), |middle| middle.iter().map(|word| word.chars().next()).collect())
    };
    let (one, other) = (middle(&person.words), middle(parts.words));
    one.is_empty() || other.is_empty() || one.iter().any(|initial| other.contains(initial))
}

/// A spelling that transcriptions of one name share: "Zelensky" and "Zelenskyy", "Mohammed" and "Mohamed".
fn spelling(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().filter(|c| *c != '-' && *c != '\'') {
        if !plain.ends_with(c) {
            plain.push(c);
        }
    }
    for ending in ["skiy", "skij", "skyi", "ski", "iy", "yi"] {
        if let Some(stem) = plain.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            return format!("{stem}{}", if ending.starts_with("sk") { "sky" } else { "y" });
        }
    }
    plain
}
