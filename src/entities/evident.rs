//! Descriptions that can mean one thing only: each rule asks for evidence in the text, and gives nothing where two
//! people would fit.

use super::background::Background;
use super::discourse::{Discourse, Referent};
use super::referents::{self, Phrase, ReferentKind};
use crate::document::is_phrase_end;
use crate::grammar::{Role, is_relative};
use crate::lexicon::{
    BUSINESSES, COUNTRIES, DEMONYMS, EPITHETS, PARTIES, RANKS, ROLE_SYNONYMS, SEATS, SERVANTS, TITLE_HEADS,
    TITLE_MODIFIERS, USUAL_NAMES,
};
use crate::recognition::PartOfSpeech;
use std::collections::HashMap;

/// Who stands to whom in which relation: the entity of "his" and "spokesman", and the referent that a name gave them.
pub(super) type Relations = HashMap<(usize, String), usize>;

/// A description with what was resolved before it.
pub(super) struct Described<'phrase> {
    pub(super) phrase: &'phrase Phrase,
    pub(super) sentence: usize,
    pub(super) quoted: bool,
    /// The entity of the possessive pronoun that opens it.
    pub(super) possessor: Option<usize>,
}

/// So many sentences back a role is remembered.
const REMEMBERED: usize = 25;

/// The referent that `described` must mean.
pub(super) fn referent(
    article: &Background,
    discourse: &Discourse,
    relations: &Relations,
    described: &Described,
) -> Option<usize> {
    let Described { phrase, possessor, .. } = *described;
    if phrase.plural || goes_on(article, phrase) || names_next(article, phrase) {
        return None;
    }
    if phrase.kind != ReferentKind::Person {
        return by_business(article, discourse, described);
    }
    let head = article.document.lower(phrase.head);
    if let Some(possessor) = possessor {
        let told = relations.get(&(possessor, head.to_string())).copied();
        return told.or_else(|| superior(article, discourse, head, possessor));
    }
    if !matches!(article.document.lower(phrase.tokens.start), "the" | "this") {
        return None;
    }
    let found =
        by_role(article, discourse, described, head).or_else(|| by_epithet(article, discourse, described, head));
    found.filter(|&found| !is_apposed(article, phrase, &discourse.referents[found]))
}

/// "Jerome Pike, the bank's chair": the phrase says something of the name right before it.
fn is_apposed(article: &Background, phrase: &Phrase, person: &Referent) -> bool {
    let comma = article.document.lower_at(phrase.tokens.start.checked_sub(1)) == ",";
    comma && person.last.token + 2 == phrase.tokens.start
}

/// "the president of the club", "the president who ...": the words behind tell which one.
fn goes_on(article: &Background, phrase: &Phrase) -> bool {
    let end = phrase.tokens.end;
    let next = article.document.lower_at(Some(end));
    // "the Ukrainian leader last met"
    let noun = referents::goes_on(article.grammar, end)
        && (article.grammar.part(end) != PartOfSpeech::Adjective || article.grammar.is_nominal(end + 1));
    has_complement(article, end) || matches!(next, "at" | "for" | "-") || is_relative(next) || noun
}

/// Whether "of" stands at token `at` and tells whose somebody is; not in "accused the president of lying".
pub(super) fn has_complement(article: &Background, at: usize) -> bool {
    article.document.lower_at(Some(at)) == "of" && article.grammar.part(at + 1) != PartOfSpeech::VerbGerund
}

/// "The Ohio Democrat, Senator Ellen Marsh,": the phrase says something of the name that follows it.
pub(super) fn names_next(article: &Background, phrase: &Phrase) -> bool {
    const TITLE: usize = 6;
    let next = phrase.tokens.end + 1;
    let document = article.document;
    if document.lower_at(Some(next - 1)) != "," || phrase.kind == ReferentKind::Thing {
        return false;
    }
    let capital = |at: usize| document.tokens().get(at).is_some() && document.word(at).starts_with(char::is_uppercase);
    let named = (next..next + TITLE).take_while(|&at| capital(at)).last();
    named.is_some_and(|last| is_phrase_end(document.lower_at(Some(last + 1))))
}

/// What the words before the head of a description say.
struct Qualifiers<'text> {
    /// Names: "French", "Pentagon".
    names: Vec<&'text str>,
    /// Parts of a role: "prime", "foreign".
    modifiers: Vec<&'text str>,
}

impl<'text> Qualifiers<'text> {
    fn of(article: &'text Background, phrase: &Phrase) -> Self {
        let mut qualifiers = Qualifiers { names: Vec::new(), modifiers: Vec::new() };
        // "attorney general"
        let office = TITLE_HEADS.match_before(article.document, phrase.head + 1, phrase.tokens.len());
        let office = phrase.head + 1 - office.map_or(0, |(words, _)| words);
        for index in phrase.tokens.start + 1..phrase.head {
            let word = article.document.lower(index);
            if index < office && article.document.word(index).starts_with(char::is_uppercase) {
                qualifiers.names.push(word);
            } else if index >= office || TITLE_MODIFIERS.contains(word) {
                qualifiers.modifiers.push(word);
            }
        }
        qualifiers
    }
}

/// The people with names, the last mentioned first.
fn people(discourse: &Discourse, sentence: usize) -> impl Iterator<Item = (usize, &Referent)> {
    discourse.recent().map(|index| (index, &discourse.referents[index])).filter(move |(_, referent)| {
        let near = sentence.saturating_sub(referent.last.sentence) <= REMEMBERED;
        referent.kind == ReferentKind::Person && referent.entity.is_some() && !referent.plural && near
    })
}

/// The one person whose role the description repeats: "the president", "the US president", "the Pentagon chief"; or whom it
/// calls by a wider word close by: "the volatile leader".
fn by_role(article: &Background, discourse: &Discourse, described: &Described, head: &str) -> Option<usize> {
    let qualifiers = Qualifiers::of(article, described.phrase);
    let fitting = |exact: bool| {
        people(discourse, described.sentence).filter(move |(_, person)| {
            let sex = described.phrase.gender.is_none()
                || person.sex.gender.is_none()
                || described.phrase.gender == person.sex.gender;
            sex && if exact { has(person, head) } else { has_synonym(person, head) }
        })
    };
    let ranked = |person: &Referent| {
        qualifiers.modifiers.iter().all(|word| has(person, word)) && same_rank(person, &qualifiers.modifiers)
    };
    let named = !qualifiers.names.is_empty();
    for exact in [true, false] {
        let mut sure = fitting(exact)
            .filter(|(_, person)| ranked(person) && named && qualifiers.names.iter().all(|name| belongs(person, name)));
        if let Some((index, _)) = sure.next() {
            return sure.next().is_none().then_some(index);
        }
    }
    if named {
        // "the US president", where the only president has no country so far.
        let stateless =
            |person: &Referent| ranked(person) && !person.roles.iter().any(|role| country_of(role).is_some());
        let mut possible = fitting(true).filter(|(_, person)| stateless(person));
        let foreign = qualifiers.names.iter().all(|name| country_of(name).is_some());
        let (index, _) = possible.next().filter(|_| foreign)?;
        return possible.next().is_none().then_some(index);
    }
    // "the crown prince", "the foreign minister": a role of several words, which one person has.
    let mut full = fitting(true).filter(|(_, person)| !qualifiers.modifiers.is_empty() && ranked(person));
    if let Some((index, _)) = full.next() {
        return full.next().is_none().then_some(index);
    }
    let near = |person: &Referent| described.sentence.saturating_sub(person.last.sentence) <= 1;
    let mut wider = fitting(false).filter(|(_, person)| near(person) && ranked(person));
    let close = ROLE_SYNONYMS.get(head).is_some_and(|words| !words.starts_with('+'));
    let (index, _) = wider.next().filter(|_| close)?;
    wider.next().is_none().then_some(index)
}

fn has(person: &Referent, word: &str) -> bool {
    person.roles.iter().any(|role| role == word)
}

/// Whether a role of `person` is one that `head` covers: a president is a leader. A "+" before the list tells that the
/// wider word needs a name before it.
fn has_synonym(person: &Referent, head: &str) -> bool {
    let words = ROLE_SYNONYMS.get(head).unwrap_or_default().trim_start_matches("+ ");
    words.split(' ').any(|word| has(person, word))
}

/// "the president" is no vice president, and no former one: whether the words of a description have the ranks of `person`.
pub(super) fn same_rank(person: &Referent, words: &[&str]) -> bool {
    person.roles.iter().all(|rank| !RANKS.contains(rank) || words.contains(&rank.as_str()))
}

/// Whether the roles of `person` name `name`, or its country, or what sits there.
fn belongs(person: &Referent, name: &str) -> bool {
    let seat = SEATS.get(name);
    let country = country_of(name);
    person
        .roles
        .iter()
        .any(|role| role == name || seat == Some(role.as_str()) || country.is_some() && country_of(role) == country)
}

/// The country that a word of a role tells: "French" and "France".
pub(super) fn country_of(word: &str) -> Option<String> {
    let plain: String = word.chars().filter(|c| *c != '.').collect();
    let listed = DEMONYMS.get(&plain).or_else(|| USUAL_NAMES.get(&plain));
    listed.map(str::to_string).or_else(|| COUNTRIES.contains(&plain).then_some(plain))
}

/// No more things that were spoken of are searched for a superior, so that time stays linear.
const FARTHEST: usize = 500;

/// "his boss", of one who serves a head of government: the one such head who may be of the same country.
fn superior(article: &Background, discourse: &Discourse, head: &str, possessor: usize) -> Option<usize> {
    if head != "boss" {
        return None;
    }
    let servant = &discourse.referents[discourse.of_entity(possessor)?];
    if !servant.roles.iter().any(|role| SERVANTS.contains(role)) || has(servant, "prime") {
        return None;
    }
    let country = |person: &Referent| person.roles.iter().find_map(|role| country_of(role));
    let mut heads = discourse.referents.iter().enumerate().rev().take(FARTHEST).filter(|(_, person)| {
        let leads = has(person, "president") || has(person, "prime") || has(person, "chancellor");
        let foreign = country(person).is_some() && country(servant).is_some() && country(person) != country(servant);
        let governs = leads && !has(person, "vice") && !has(person, "former") && !foreign;
        governs
            && person.entity.is_some_and(|entity| {
                entity != possessor && article.names.entities[entity].label == crate::Label::Person
            })
    });
    let (index, _) = heads.next()?;
    heads.next().is_none().then_some(index)
}

/// "The billionaire", "the 30-year-old striker" as the subject of its sentence: the only person of that sentence and the two
/// before.
fn by_epithet(article: &Background, discourse: &Discourse, described: &Described, head: &str) -> Option<usize> {
    let Described { phrase, sentence, quoted, .. } = *described;
    let plain = Qualifiers::of(article, phrase);
    // "the senior Democrat" is one still, "the prime minister" no "minister".
    let plain_head = plain.modifiers.is_empty() || PARTIES.contains(head);
    if !EPITHETS.contains(head) || quoted || phrase.role != Role::Subject || !plain_head {
        return None;
    }
    let index = only_person(discourse, sentence)?;
    let person = &discourse.referents[index];
    // "the Swedish activist", of somebody from Sweden or of a country that is not told.
    let known = person.roles.iter().find_map(|role| country_of(role));
    // "The Texas Republican" may be of any state: who alone is spoken of is meant.
    let compatriot = |name: &&str| match country_of(name) {
        Some(country) => known.as_ref().is_none_or(|known| *known == country),
        None => PARTIES.contains(head),
    };
    let sex = person.sex.gender.is_none() || phrase.gender.is_none() || person.sex.gender == phrase.gender;
    (sex && plain.names.iter().all(compatriot)).then_some(index)
}

/// "The carmaker", "the Japanese airline" as the subject or owner in its sentence: the only organisation of that sentence
/// and the one before.
fn by_business(article: &Background, discourse: &Discourse, described: &Described) -> Option<usize> {
    let Described { phrase, sentence, quoted, possessor } = *described;
    let the = article.document.lower(phrase.tokens.start) == "the";
    let head = article.document.lower(phrase.head);
    let placed = phrase.role == Role::Subject || phrase.role == Role::Owner;
    if !the || quoted || possessor.is_some() || !BUSINESSES.contains(head) || !placed {
        return None;
    }
    let mut near = discourse.recent().filter(|&index| {
        let referent = &discourse.referents[index];
        referent.kind == ReferentKind::Organisation && sentence.saturating_sub(referent.last.sentence) <= 1
    });
    let only = near.next().filter(|_| near.next().is_none())?;
    let body = &discourse.referents[only];
    (body.entity.is_some() && !body.plural && body.last.sentence < sentence).then_some(only)
}

/// The one person that sentence `sentence` so far and the one before speak of, or, where they speak of nobody, also the one
/// before that; if it has a name.
pub(super) fn only_person(discourse: &Discourse, sentence: usize) -> Option<usize> {
    let near = |back: usize| {
        discourse.recent().filter(move |&index| {
            let referent = &discourse.referents[index];
            referent.kind == ReferentKind::Person && sentence.saturating_sub(referent.last.sentence) <= back
        })
    };
    let back = if near(1).next().is_some() { 1 } else { 2 };
    let mut people = near(back);
    let only = people.next().filter(|_| people.next().is_none())?;
    let person = &discourse.referents[only];
    (person.entity.is_some() && !person.plural).then_some(only)
}
