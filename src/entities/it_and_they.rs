//! What "it" and "they" may mean, with the features by which the right one is chosen; and what all pronouns of the third person
//! have in common: their gender, the part that they play, whom they cannot mean.

use super::background::Background;
use super::candidate_features::{Seeker, place_features, referent_features};
use super::discourse::{Discourse, Form, Referent};
use super::gender::Gender;
use super::reference_features::{Anaphor, Feature};
use super::referents::{PronounCase, PronounClass, ReferentKind, ThirdPerson};
use crate::document::is_phrase_end;
use crate::grammar::{Role, is_report};
use crate::lexicon::{AUXILIARIES, EXPLETIVES};
use crate::ranking::{Candidate, Choice, Features};
use crate::recognition::PartOfSpeech;

pub(super) fn gender(class: PronounClass) -> Option<Gender> {
    match class {
        PronounClass::He => Some(Gender::Male),
        PronounClass::She => Some(Gender::Female),
        PronounClass::It | PronounClass::They => None,
    }
}

pub(super) fn role(article: &Background, pronoun: &ThirdPerson) -> Role {
    let placed = matches!(article.grammar.part_before(pronoun.token), PartOfSpeech::Preposition | PartOfSpeech::To);
    match pronoun.case {
        PronounCase::Nominative => Role::Subject,
        PronounCase::Possessive => Role::Owner,
        _ if placed => Role::OfPreposition,
        _ => Role::Object,
    }
}

/// The things in mind that "it" or "they" may mean.
pub(super) fn choice(article: &Background, discourse: &Discourse, seeker: &Seeker, pronoun: &ThirdPerson) -> Choice {
    const FARTHEST: usize = 4;
    let speaks =
        pronoun.case == PronounCase::Nominative && is_report(article.document.lower_at(Some(pronoun.token + 1)));
    let mute = |referent: &Referent| speaks && referent.entity.is_none() && referent.kind == ReferentKind::Thing;
    let possible: Vec<usize> = discourse
        .recent()
        .filter(|&index| {
            let referent = &discourse.referents[index];
            let near = seeker.place.sentence.saturating_sub(referent.last.sentence) <= FARTHEST;
            near && !mute(referent) && agrees(pronoun.class, referent) && !acts_on(article, referent, seeker, pronoun)
        })
        .take(16)
        .collect();
    let most = possible.iter().map(|&index| discourse.referents[index].mentions).max().unwrap_or(0);
    let mut seen = [0; 4];
    let mut candidates: Vec<Candidate> = Vec::with_capacity(possible.len());
    for &index in &possible {
        let referent = &discourse.referents[index];
        let (verbs, clauses) = article.grammar.between(referent.last.token, pronoun.token);
        let mut features = Features::default();
        referent_features(&mut features, referent, most);
        place_features(&mut features, seeker, &referent.last, clauses, verbs);
        pronoun_features(&mut features, pronoun, referent);
        let rank = &mut seen[referent.kind as usize];
        features.add(
            [Feature::NearestOfKind, Feature::SecondOfKind, Feature::ThirdOfKind, Feature::FartherOfKind]
                [(*rank).min(3)],
        );
        *rank += 1;
        features.add_if(candidates.is_empty(), Feature::NearestOfAll);
        candidates.push(Candidate { identity: index, features });
    }
    let anaphor = if pronoun.class == PronounClass::It { Anaphor::Thing } else { Anaphor::Group };
    let none = none(article, discourse, seeker, pronoun, &candidates);
    Choice { column: anaphor as usize, span: seeker.span, candidates, none }
}

/// Whether `referent` is the subject of the very verb whose object `pronoun` is: "Henry Cho blamed him" (principle B of
/// Chomsky 1981, where nothing but that verb stands between).
pub(super) fn acts_on(article: &Background, referent: &Referent, seeker: &Seeker, pronoun: &ThirdPerson) -> bool {
    let between = referent.last.token + 1..pronoun.token;
    let close = seeker.place.sentence == referent.last.sentence && between.len() <= 4;
    close
        && pronoun.case == PronounCase::Accusative
        && referent.last.role == Role::Subject
        && article.grammar.between(between.start, between.end) == (1, 0)
        && between.into_iter().all(|index| article.grammar.is_finite(index) || is_adverbial(article, index))
}

fn is_adverbial(article: &Background, index: usize) -> bool {
    matches!(article.grammar.part(index), PartOfSpeech::Adverb | PartOfSpeech::VerbParticiple | PartOfSpeech::VerbBase)
}

fn agrees(class: PronounClass, referent: &Referent) -> bool {
    match class {
        PronounClass::He | PronounClass::She => referent.kind == ReferentKind::Person && !referent.plural,
        PronounClass::It => !referent.plural && referent.kind != ReferentKind::Person,
        PronounClass::They => {
            referent.plural
                || matches!(referent.kind, ReferentKind::Organisation | ReferentKind::Place)
                || referent.kind == ReferentKind::Thing && referent.entity.is_some()
        }
    }
}

fn pronoun_features(features: &mut Features, pronoun: &ThirdPerson, referent: &Referent) {
    features.add(match referent.last.form {
        Form::Name => Feature::LastByName,
        Form::Description => Feature::LastByDescription,
        Form::Pronoun(class) if class == pronoun.class => Feature::LastBySamePronoun,
        Form::Pronoun(_) => Feature::LastByOtherPronoun,
    });
}

/// The features of a pronoun that means nothing that is in mind.
fn none(
    article: &Background,
    discourse: &Discourse,
    seeker: &Seeker,
    pronoun: &ThirdPerson,
    candidates: &[Candidate],
) -> Features {
    let possible: Vec<usize> = candidates.iter().map(|candidate| candidate.identity).collect();
    let mut features = none_of(discourse, seeker, pronoun, &possible);
    if pronoun.class == PronounClass::It {
        match expletive(article, pronoun.token) {
            Expletive::Surely => features.add(Feature::NoneExpletive),
            Expletive::Perhaps => features.add(Feature::NonePerhapsExpletive),
            Expletive::No => {}
        }
    }
    features
}

/// The features of a pronoun of any kind that means none of the `possible` referents, the nearest first.
pub(super) fn none_of(discourse: &Discourse, seeker: &Seeker, pronoun: &ThirdPerson, possible: &[usize]) -> Features {
    let named = |index: &&usize| discourse.referents[**index].entity.is_some();
    let mut features = Features::default();
    features.add(Feature::NoneAtAll);
    features.add(match pronoun.case {
        PronounCase::Nominative => Feature::NoneNominative,
        PronounCase::Accusative => Feature::NoneAccusative,
        PronounCase::Possessive => Feature::NonePossessive,
        PronounCase::Reflexive => Feature::NoneReflexive,
    });
    features.add(match possible.iter().filter(named).count() {
        0 => Feature::NoneWithoutNamed,
        1 => Feature::NoneWithOneNamed,
        _ => Feature::NoneWithManyNamed,
    });
    features.add_if(seeker.place.quote.is_some(), Feature::NoneQuoted);
    features.add_if(seeker.place.first, Feature::NoneOpensSentence);
    features.add_if(possible.first().is_some_and(|nearest| !named(&nearest)), Feature::NoneNearestUnnamed);
    features
}

enum Expletive {
    Surely,
    Perhaps,
    No,
}

/// Whether "it" at `token` stands for nothing: "it rained", "it is clear that ...", "makes it hard to ..." (after Lappin
/// and Leass 1994).
fn expletive(article: &Background, token: usize) -> Expletive {
    let word = |index: usize| article.document.lower_at(Some(index));
    let mut at = token + 1;
    while matches!(article.grammar.part(at), PartOfSpeech::Modal | PartOfSpeech::Adverb)
        || matches!(AUXILIARIES.get(word(at)), Some("have")) && at < token + 5
        || matches!(word(at), "be" | "been") && at < token + 5
    {
        at += 1;
    }
    let verb = word(at);
    if matches!(EXPLETIVES.get(verb), Some("seem" | "weather")) {
        return Expletive::Surely;
    }
    let clause = (at + 1..at + 8)
        .take_while(|&index| !is_phrase_end(word(index)))
        .any(|index| EXPLETIVES.get(word(index)) == Some("clause"));
    let copula = EXPLETIVES.get(verb) == Some("link") || matches!(word(at - 1), "be" | "been");
    let raining = copula && matches!(EXPLETIVES.get(word(at + 1)), Some("time" | "weather"));
    let object = article.grammar.part(token + 1) == PartOfSpeech::Adjective && clause;
    match (copula && clause || raining || object, copula) {
        (true, _) => Expletive::Surely,
        (false, true) => Expletive::Perhaps,
        _ => Expletive::No,
    }
}
