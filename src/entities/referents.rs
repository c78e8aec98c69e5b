//! What a text speaks of, in order: its names, its other noun phrases ("a spokesman", "the farmers"), and its pronouns.
//!
//! Noun phrases without a name matter because a pronoun may well mean one of them, and then no entity.

use super::Names;
use super::ages;
use super::gender::Gender;
use crate::grammar::{Grammar, Role};
use crate::lexicon::{DETERMINERS, EPITHETS, NOUN_KINDS, TITLE_HEADS, forms};
use crate::recognition::{PartOfSpeech, Recognition};
use crate::{Document, Label};
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReferentKind {
    Person,
    Organisation,
    Place,
    Thing,
}

impl ReferentKind {
    pub(super) fn of(label: Label) -> Self {
        match label {
            Label::Person => ReferentKind::Person,
            Label::Org => ReferentKind::Organisation,
            Label::Gpe | Label::Loc | Label::Fac => ReferentKind::Place,
            _ => ReferentKind::Thing,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Definiteness {
    /// "the", "this", a possessive.
    Definite,
    /// "a", "some", a number.
    Indefinite,
    None,
}

/// A noun phrase. `tokens` are indices.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
    /// The entity that it names.
    pub(super) entity: Option<usize>,
    pub(super) kind: ReferentKind,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
    pub(super) definiteness: Definiteness,
    pub(super) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PronounClass {
    He,
    She,
    It,
    They,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PronounCase {
    Nominative,
    Accusative,
    Possessive,
    Reflexive,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct ThirdPerson {
    pub(super) token: usize,
    pub(super) class: PronounClass,
    pub(super) case: PronounCase,
}

#[derive(Clone, Debug)]
pub(super) enum Item {
    Phrase(Phrase),
    Pronoun(ThirdPerson),
    /// "the 44-year-old".
    Age(u8, Range<usize>),
}

/// How many words may stand before the last of an office: "the Deputy Prime Minister".
const OFFICE_WORDS: usize = 3;

/// Reads `document` from left to right.
pub(super) fn read(document: &Document, recognition: &Recognition, names: &Names, grammar: &Grammar) -> Vec<Item> {
    let mut items = Vec::new();
    let mut mention = 0;
    let mut open: Option<usize> = None;
    let mut index = 0;
    while index < document.tokens().len() {
        let start = document.tokens()[index].span.start;
        while recognition
            .mentions
            .get(mention)
            .is_some_and(|found| found.span.start < start || !is_linked(names, mention))
        {
            mention += 1;
        }
        if recognition.mentions.get(mention).is_some_and(|found| found.span.start == start) {
            let first = index;
            let tokens = first..document.tokens_in(recognition.mentions[mention].span).end.max(index + 1);
            index = tokens.end;
            let phrase = named(document, grammar, names, mention, tokens);
            // "the [Massachusetts] Democrat" is one phrase.
            let within = |item: &Item| matches!(item, Item::Phrase(part) if part.tokens.start > phrase.tokens.start);
            while phrase.entity.is_none() && items.last().is_some_and(within) {
                items.pop();
            }
            items.push(Item::Phrase(phrase));
            mention += 1;
            // A name is the head of its phrase, unless the phrase goes on: "the [Clinton] administration".
            // "a [British]-Israeli lawyer"
            let joined = matches!(document.lower_at(Some(index)), "-" | "‐") && grammar.is_nominal(index + 1);
            open = (grammar.is_nominal(index) || joined).then(|| open.unwrap_or(first));
            continue;
        }
        if let Some(pronoun) = third_person(document, grammar, index) {
            items.push(Item::Pronoun(pronoun));
        }
        if let Some((age, end)) = ages::description(document, index).filter(|(_, end)| !grammar.is_nominal(*end)) {
            items.push(Item::Age(age, index..end));
        }
        open = phrase_start(grammar, open, index);
        if let Some(first) = open.filter(|_| ends_phrase(document, grammar, index)) {
            items.push(Item::Phrase(common(document, grammar, first..index + 1, None)));
            open = None;
        }
        index += 1;
    }
    items
}

fn is_linked(names: &Names, mention: usize) -> bool {
    names.entity_of.get(mention).copied().flatten().is_some()
}

/// Where the noun phrase that holds token `index` begins, given where the one before it did.
fn phrase_start(grammar: &Grammar, open: Option<usize>, index: usize) -> Option<usize> {
    match grammar.part(index) {
        PartOfSpeech::Determiner | PartOfSpeech::PossessivePronoun => Some(index),
        _ if grammar.is_nominal(index) => open.or(Some(index)),
        PartOfSpeech::VerbParticiple | PartOfSpeech::VerbGerund if open.is_some() && grammar.is_nominal(index + 1) => {
            open
        }
        PartOfSpeech::Punctuation
            if open.is_some() && grammar.is_nominal(index + 1) && grammar.is_nominal(index.wrapping_sub(1)) =>
        {
            open
        }
        PartOfSpeech::Adverb if open.is_some() => open,
        _ => None,
    }
}

/// Whether the common noun at `index` is the last of its phrase.
fn ends_phrase(document: &Document, grammar: &Grammar, index: usize) -> bool {
    let hyphen = matches!(document.lower_at(Some(index + 1)), "-" | "‐");
    let next = if hyphen { index + 2 } else { index + 1 };
    // "the leader last met aides"
    let stray = grammar.part(next) == PartOfSpeech::Adjective && grammar.is_finite(next + 1);
    let goes_on = goes_on(grammar, next) && grammar.part(next) != PartOfSpeech::Number && !stray;
    (grammar.is_common_noun(index) || is_office(document, grammar, index)) && !goes_on
}

/// Whether the word at `index` is written as a name is and means who holds an office: "the Governor", "the Prime Minister".
fn is_office(document: &Document, grammar: &Grammar, index: usize) -> bool {
    let capital = |at: &usize| grammar.is_capitalised(*at) && document.lower(*at) != "the";
    let first = (0..index).rev().take(OFFICE_WORDS).take_while(capital).last().unwrap_or(index);
    grammar.part(index) == PartOfSpeech::ProperNoun
        && TITLE_HEADS.match_before(document, index + 1, OFFICE_WORDS).is_some()
        && noun_kind(document.lower(index)).0 == ReferentKind::Person
        && document.lower_at(first.checked_sub(1)) == "the"
}

/// Whether the word at `index`, behind a noun, goes on with its phrase; not in "met the president yesterday".
pub(super) fn goes_on(grammar: &Grammar, index: usize) -> bool {
    let label = grammar.mention(index).map(|mention| grammar.recognition.mentions[mention].label);
    grammar.is_nominal(index) && !matches!(label, Some(Label::Date | Label::Time))
}

fn named(document: &Document, grammar: &Grammar, names: &Names, mention: usize, tokens: Range<usize>) -> Phrase {
    let entity = names.entity_of[mention];
    let label = entity.map_or(Label::Org, |entity| names.entities[entity].label);
    // A people is a group like "the farmers", and no pronoun's entity.
    let entity = entity.filter(|_| label != Label::Norp);
    let kind = ReferentKind::of(label);
    let role = grammar.role(&tokens);
    if let Some(start) = epithet_start(document, grammar, &tokens).filter(|_| label == Label::Norp) {
        return common(document, grammar, start..tokens.end, Some(false));
    }
    let plural = matches!(label, Label::Norp)
        || grammar.part(tokens.end - 1) == PartOfSpeech::PluralProperNoun && kind == ReferentKind::Person;
    Phrase { head: tokens.end - 1, tokens, entity, kind, gender: None, plural, definiteness: Definiteness::None, role }
}

/// "The Republican", "the Texas Republican", "the senior Democrat" is a person: the token of its "the".
fn epithet_start(document: &Document, grammar: &Grammar, tokens: &Range<usize>) -> Option<usize> {
    const MODIFIERS: usize = 3;
    let listed = EPITHETS.contains(document.lower(tokens.end - 1));
    if !listed || grammar.is_nominal(tokens.end) {
        return None;
    }
    let the = |start: &usize| document.lower(*start) == "the";
    let lowest = tokens.start.saturating_sub(1 + MODIFIERS);
    let start = (lowest..tokens.start).rev().find(the)?;
    (start + 1..tokens.start).all(|index| grammar.is_nominal(index)).then_some(start)
}

/// A phrase with a common noun for its head. `plural` where it is known, else as the noun's ending tells.
fn common(document: &Document, grammar: &Grammar, tokens: Range<usize>, plural: Option<bool>) -> Phrase {
    let head = tokens.end - 1;
    let plural = plural.unwrap_or(grammar.part(head) == PartOfSpeech::PluralNoun);
    let (kind, gender) = noun_kind(document.lower(head));
    let definiteness = match grammar.part(tokens.start) {
        PartOfSpeech::PossessivePronoun => Definiteness::Definite,
        PartOfSpeech::Determiner
            if matches!(DETERMINERS.get(document.lower(tokens.start)), Some("definite" | "demonstrative")) =>
        {
            Definiteness::Definite
        }
        PartOfSpeech::Determiner | PartOfSpeech::Number => Definiteness::Indefinite,
        _ if grammar.part_before(tokens.start) == PartOfSpeech::Possessive => Definiteness::Definite,
        _ => Definiteness::None,
    };
    let role = grammar.role(&tokens);
    Phrase { tokens, head, entity: None, kind, gender, plural, definiteness, role }
}

/// What a noun names, in the singular or the plural.
pub(super) fn noun_kind(noun: &str) -> (ReferentKind, Option<Gender>) {
    let stem = forms::singular(noun);
    let value = NOUN_KINDS.get(noun).or_else(|| NOUN_KINDS.get(&stem));
    match value {
        Some("person m") => (ReferentKind::Person, Some(Gender::Male)),
        Some("person f") => (ReferentKind::Person, Some(Gender::Female)),
        Some("person") => (ReferentKind::Person, None),
        Some("organisation") => (ReferentKind::Organisation, None),
        Some("place") => (ReferentKind::Place, None),
        _ => (ReferentKind::Thing, None),
    }
}

/// The third-person pronoun at token `index`.
fn third_person(document: &Document, grammar: &Grammar, index: usize) -> Option<ThirdPerson> {
    use {PronounCase::*, PronounClass::*};
    let subject = |index: usize| grammar.is_finite(index + 1) || grammar.part(index + 1) == PartOfSpeech::Adverb;
    let (class, case) = match document.lower(index) {
        "he" => (He, Nominative),
        "him" => (He, Accusative),
        "his" => (He, Possessive),
        "himself" => (He, Reflexive),
        "she" => (She, Nominative),
        "her" if grammar.part(index) == PartOfSpeech::PossessivePronoun => (She, Possessive),
        "her" => (She, Accusative),
        "hers" => (She, Possessive),
        "herself" => (She, Reflexive),
        "it" if subject(index) => (It, Nominative),
        "it" => (It, Accusative),
        "its" => (It, Possessive),
        "itself" => (It, Reflexive),
        "they" => (They, Nominative),
        "them" => (They, Accusative),
        "their" | "theirs" => (They, Possessive),
        "themselves" => (They, Reflexive),
        _ => return None,
    };
    Some(ThirdPerson { token: index, class, case })
}

impl PronounClass {
    pub(super) fn is_person(self) -> bool {
        matches!(self, PronounClass::He | PronounClass::She)
    }
}
