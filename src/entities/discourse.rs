//! What an article has spoken of so far, as a reader keeps it in mind: each thing once, with where and how it was last
//! mentioned.

use super::gender::Sex;
use super::referents::{Definiteness, Phrase, PronounClass, ReferentKind};
use crate::grammar::Role;
use crate::lexicon::SHORT_ROLES;
use std::collections::HashMap;

/// So many things are kept in mind at once, and so many people.
const MEMORY: usize = 40;
const PEOPLE: usize = 24;
/// So many words are kept that were said of one thing.
const ROLES: usize = 24;

/// How something was mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Name,
    Description,
    Pronoun(PronounClass),
}

/// Where and how something was mentioned last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The last token.
    pub(super) token: usize,
    pub(super) first_token: usize,
    pub(super) sentence: usize,
    pub(super) block: usize,
    pub(super) role: Role,
    pub(super) form: Form,
    /// The direct quote that holds it.
    pub(super) quote: Option<usize>,
    /// Opens its sentence, but for words that are no noun phrases.
    pub(super) first: bool,
    /// Opens its paragraph, likewise.
    pub(super) opens_block: bool,
    /// The subject of its sentence's first clause.
    pub(super) main_subject: bool,
    pub(super) coordinated: bool,
    /// The subject of a verb of speech, which has the next clause for its object.
    pub(super) reports: bool,
    /// Stands in a clause that is part of another.
    pub(super) embedded: bool,
    /// The object of a verb of speech: "told Ruiz".
    pub(super) addressed: bool,
}

/// Something that the article speaks of.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub(super) entity: Option<usize>,
    pub(super) kind: ReferentKind,
    pub(super) sex: Sex,
    pub(super) plural: bool,
    pub(super) definiteness: Definiteness,
    /// The head noun of an unnamed one.
    pub(super) head: String,
    /// Words that were said of it: "prime", "minister"; "company".
    pub(super) roles: Vec<String>,
    /// The nouns of descriptions that meant it.
    pub(super) described: Vec<String>,
    pub(super) age: Option<u8>,
    pub(super) mentions: usize,
    pub(super) opens_article: bool,
    pub(super) last: Place,
    /// The last mention outside of direct quotes, the writer's own.
    pub(super) told: Option<Place>,
    /// The last sentences in which the writer made it the subject of a clause, and of the first clause.
    pub(super) subject_in: Option<usize>,
    pub(super) main_subject_in: Option<usize>,
    /// The number of the last speech whose speaker it was, and where.
    pub(super) spoke: Option<(usize, Place)>,
    /// How present it was in its last sentence: each mention counts by the part that it plays, and fades.
    salience: f32,
    /// The last paragraph that spoke of it before any other person.
    pub(super) opened_block: Option<usize>,
    /// Has died, as the article tells.
    pub(super) dead: bool,
    /// An unnamed one who is somebody's: "his client".
    pub(super) possessed: bool,
}

/// The things spoken of, the last mentioned ones kept in mind.
#[derive(Default)]
pub(super) struct Discourse {
    pub(super) referents: Vec<Referent>,
    of_entity: Vec<Option<usize>>,
    /// Those in mind, the last mentioned one last.
    recent: Vec<usize>,
    /// The people in mind, likewise.
    people: Vec<usize>,
    /// The last paragraph in which a person was spoken of.
    peopled_block: Option<usize>,
    /// How many speeches there were.
    pub(super) speeches: usize,
    /// Who spoke, by the first token of the phrase that says so.
    speakers: HashMap<usize, usize>,
}

impl Discourse {
    pub(super) fn new(entities: usize) -> Self {
        Discourse { of_entity: vec![None; entities], ..Discourse::default() }
    }

    /// The things in mind, the last mentioned first.
    pub(super) fn recent(&self) -> impl Iterator<Item = usize> {
        self.recent.iter().rev().copied()
    }

    /// The people in mind, the last mentioned first.
    pub(super) fn people(&self) -> impl Iterator<Item = usize> {
        self.people.iter().rev().copied()
    }

    pub(super) fn of_entity(&self, entity: usize) -> Option<usize> {
        self.of_entity.get(entity).copied().flatten()
    }

    /// Notes a mention of something known.
    pub(super) fn mention(&mut self, referent: usize, place: Place) {
        let known = &mut self.referents[referent];
        known.mentions += 1;
        known.salience = known.salience_in(place.sentence) + weight(&place);
        known.last = place;
        let person = known.kind == ReferentKind::Person && !known.plural;
        if place.quote.is_none() {
            known.told = Some(place);
            if place.role == Role::Subject {
                known.subject_in = Some(place.sentence);
            }
            if place.main_subject {
                known.main_subject_in = Some(place.sentence);
            }
        }
        remember(&mut self.recent, referent, MEMORY);
        if person {
            if self.peopled_block != Some(place.block) {
                (self.peopled_block, known.opened_block) = (Some(place.block), Some(place.block));
            }
            remember(&mut self.people, referent, PEOPLE);
        }
    }

    /// Notes that a speech was told whose speaker is `referent`, or somebody unknown.
    pub(super) fn speak(&mut self, referent: Option<usize>, place: Place) {
        self.speeches += 1;
        if let Some(referent) = referent {
            self.referents[referent].spoke = Some((self.speeches, place));
            self.speakers.insert(place.first_token, referent);
        }
    }

    /// Where `referent` spoke, if that was the last speech.
    pub(super) fn last_speech(&self, referent: &Referent) -> Option<Place> {
        referent.spoke.filter(|(number, _)| *number == self.speeches).map(|(_, place)| place)
    }

    /// Whom the phrase of a speaker that begins at `token` means, where it stands before.
    pub(super) fn speaker_at(&self, token: usize) -> Option<usize> {
        self.speakers.get(&token).copied()
    }

    /// Puts something out of mind: it turned out to be another thing that is known.
    pub(super) fn forget(&mut self, referent: usize) {
        self.recent.retain(|other| *other != referent);
        self.people.retain(|other| *other != referent);
    }

    /// Notes that `other`, which has no name, turned out to be `referent`, named beside it: it plays the part of both.
    pub(super) fn join(&mut self, referent: usize, other: usize) {
        self.forget(other);
        let unnamed = self.referents[other].clone();
        let known = &mut self.referents[referent];
        if unnamed.last.role == Role::Subject {
            (known.last.role, known.last.main_subject) = (Role::Subject, unnamed.last.main_subject);
        }
        if let (Some(told), Some(part)) = (&mut known.told, unnamed.told.filter(|part| part.role == Role::Subject)) {
            (told.role, told.main_subject) = (Role::Subject, part.main_subject);
        }
        known.subject_in = known.subject_in.max(unnamed.subject_in);
        known.main_subject_in = known.main_subject_in.max(unnamed.main_subject_in);
        if unnamed.spoke.map(|(number, _)| number) > known.spoke.map(|(number, _)| number) {
            known.spoke = unnamed.spoke;
            self.speakers.values_mut().filter(|speaker| **speaker == other).for_each(|speaker| *speaker = referent);
        }
    }

    /// Notes that `word` was said of `referent`, and what it is short for.
    pub(super) fn say(&mut self, referent: usize, word: &str) {
        let roles = &mut self.referents[referent].roles;
        for word in std::iter::once(word).chain(SHORT_ROLES.get(word).unwrap_or_default().split_whitespace()) {
            if roles.len() < ROLES && !roles.iter().any(|known| known == word) {
                roles.push(word.to_string());
            }
        }
    }

    /// Notes something new.
    pub(super) fn introduce(&mut self, phrase: &Phrase, head: &str, sex: Sex, place: Place) -> usize {
        let referent = self.referents.len();
        self.referents.push(Referent {
            entity: phrase.entity,
            kind: phrase.kind,
            sex,
            plural: phrase.plural,
            definiteness: phrase.definiteness,
            head: if phrase.entity.is_none() { head.to_string() } else { String::new() },
            roles: Vec::new(),
            described: Vec::new(),
            age: None,
            mentions: 0,
            opens_article: place.sentence == 0,
            last: place,
            told: None,
            subject_in: None,
            main_subject_in: None,
            spoke: None,
            salience: 0.0,
            opened_block: None,
            dead: false,
            possessed: false,
        });
        if let Some(entity) = phrase.entity {
            self.of_entity[entity] = Some(referent);
        }
        self.mention(referent, place);
        referent
    }

    /// The one person in mind of that age.
    pub(super) fn aged(&self, age: u8) -> Option<usize> {
        let mut aged = self.recent().filter(|&index| self.referents[index].age == Some(age));
        aged.next().filter(|_| aged.next().is_none())
    }

    /// An unnamed thing in mind that `head` with "the" takes up again: "the man" after "a man".
    pub(super) fn unnamed(&self, head: &str, plural: bool) -> Option<usize> {
        self.recent().find(|&referent| {
            let known = &self.referents[referent];
            known.entity.is_none() && known.plural == plural && known.head == head
        })
    }
}

impl Referent {
    /// How present it still is in `sentence`.
    pub(super) fn salience_in(&self, sentence: usize) -> f32 {
        const FADING: f32 = 0.6;
        self.salience * FADING.powi(sentence.saturating_sub(self.last.sentence).min(40) as i32)
    }
}

/// How present a mention at `place` makes somebody: subjects more than others (after Lappin and Leass 1994).
fn weight(place: &Place) -> f32 {
    let part = match place.role {
        Role::Subject if place.main_subject => 1.5,
        Role::Subject => 1.0,
        Role::Object | Role::Owner => 0.6,
        Role::OfPreposition | Role::Other => 0.4,
        Role::Modifier => 0.2,
    };
    if place.quote.is_some() { 0.3 * part } else { part }
}

/// Moves `referent` to the end of those in mind, of whom there are at most `most`.
fn remember(minded: &mut Vec<usize>, referent: usize, most: usize) {
    minded.retain(|other| *other != referent);
    minded.push(referent);
    if minded.len() > most {
        minded.remove(0);
    }
}
