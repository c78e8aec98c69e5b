//! What a description ("the company", "the Pentagon chief") may mean, with the features by which the right one is chosen.

use super::background::Background;
use super::candidate_features::{Seeker, place_features, referent_features};
use super::discourse::{Discourse, Referent};
use super::evident;
use super::reference_features::{Anaphor, Feature};
use super::referents::{Definiteness, Phrase, ReferentKind, noun_kind};
use super::written_names::{self, NameClass};
use crate::Document;
use crate::grammar::is_relative;
use crate::lexicon::{
    CAPITALS, CHIEFS, COMPANY_NOUNS, COUNTRIES, COUNTRY_NOUNS, DETERMINERS, LEGAL_FORMS, SAFE_NOUNS, SEATS, USUAL_NAMES,
};
use crate::ranking::{Candidate, Choice, Features};

/// The lower-case words of a phrase, without its article.
pub(super) fn words<'document>(document: &'document Document, phrase: &Phrase) -> impl Iterator<Item = &'document str> {
    let tokens = phrase.tokens.clone().rev().take(6).rev();
    tokens.map(|index| document.lower(index)).filter(|word| *word != "-" && !DETERMINERS.contains(word))
}

/// The things in mind that `phrase` may mean; `None` where it is no description of something known.
pub(super) fn choice(article: &Background, discourse: &Discourse, seeker: &Seeker, phrase: &Phrase) -> Option<Choice> {
    let document = article.document;
    let first = document.lower(phrase.tokens.start);
    let further = document.lower_at(Some(phrase.tokens.end));
    let described = matches!(first, "the" | "this" | "that") && !phrase.plural && phrase.kind != ReferentKind::Thing
        || matches!(first, "the" | "this") && !phrase.plural;
    if evident::names_next(article, phrase) {
        return None;
    }
    if !described || evident::has_complement(article, phrase.tokens.end) || is_relative(further) {
        return None;
    }
    let possible: Vec<usize> = discourse
        .recent()
        .filter(|&index| {
            let referent = &discourse.referents[index];
            referent.entity.is_some()
                && seeker.place.sentence.saturating_sub(referent.last.sentence) <= 15
                && agrees(article, phrase, referent)
        })
        .take(12)
        .collect();
    let most = possible.iter().map(|&index| discourse.referents[index].mentions).max()?;
    let mut candidates: Vec<Candidate> = Vec::with_capacity(possible.len());
    for &index in &possible {
        let referent = &discourse.referents[index];
        let (verbs, clauses) = article.grammar.between(referent.last.token, seeker.place.token);
        let mut features = Features::default();
        referent_features(&mut features, referent, most);
        place_features(&mut features, seeker, &referent.last, clauses, verbs);
        description_features(&mut features, article, phrase, referent);
        features.add(
            [Feature::NearestOfKind, Feature::SecondOfKind, Feature::ThirdOfKind, Feature::FartherOfKind]
                [candidates.len().min(3)],
        );
        candidates.push(Candidate { identity: index, features });
    }
    // Where a country is spoken of, no city is "the country".
    if candidates.iter().any(|candidate| candidate.features.has(Feature::CountryFits)) {
        candidates.retain(|candidate| !candidate.features.has(Feature::CountryConflicts));
    }
    // Where a union was named, "the union" is no university; firms are companies whatever they are called.
    let head = document.lower(phrase.head);
    let named = || discourse.recent().any(|index| head_in_name(article, head, &discourse.referents[index]));
    if phrase.kind == ReferentKind::Organisation && !COMPANY_NOUNS.contains(head) && named() {
        let told = [Feature::HeadInName, Feature::HeadInRole, Feature::SameDescription];
        candidates.retain(|candidate| told.into_iter().any(|feature| candidate.features.has(feature)));
    }
    // No city is "the region".
    if matches!(document.lower(phrase.head), "region" | "continent") {
        let city = |candidate: &Candidate| {
            CAPITALS.contains(&name_words(article, &discourse.referents[candidate.identity]).join(" "))
        };
        candidates.retain(|candidate| !city(candidate));
    }
    if phrase.tokens.len() == 2 && are_rivals(discourse, &candidates) {
        return None;
    }
    let none = none(article, seeker, phrase, &candidates);
    Some(Choice { column: Anaphor::Description as usize, span: seeker.span, candidates, none })
}

/// What "the company", "the city" means where the choice among `choice`'s candidates was not sure enough: the only one that
/// it can be, or the only one of this sentence and the one before. Only for nouns of which that mostly holds.
pub(super) fn only_fitting(
    article: &Background,
    discourse: &Discourse,
    phrase: &Phrase,
    choice: &Choice,
    speaks: bool,
) -> Option<usize> {
    let head = article.document.lower(phrase.head);
    let bare = phrase.tokens.len() == 2 && article.document.lower(phrase.tokens.start) == "the";
    let quoted = choice.none.has(Feature::NoneQuoted);
    if !bare || quoted || !(SAFE_NOUNS.contains(head) || speaks) {
        return None;
    }
    let fitting = || choice.candidates.iter().filter(|other| !other.features.has(Feature::CountryConflicts));
    let near =
        |other: &&Candidate| other.features.has(Feature::SameSentence) || other.features.has(Feature::OneSentenceBack);
    let first = fitting().next().filter(|first| !first.features.has(Feature::WasModifier))?;
    let only = match near(&first) {
        true => fitting().filter(near).nth(1).is_none(),
        false => fitting().nth(1).is_none() && !first.features.has(Feature::MentionedOnce),
    };
    // "A company" that is spoken of too may be the company.
    let unnamed = |index: usize| {
        let other = &discourse.referents[index];
        other.entity.is_none() && other.head == head
    };
    (only && !discourse.recent().any(unnamed)).then_some(first.identity)
}

/// Whether the noun of `phrase` suits whatever organisation: a company, a group; no magazine is a bank.
pub(super) fn suits_any_organisation(article: &Background, phrase: &Phrase) -> bool {
    let head = article.document.lower(phrase.head);
    COMPANY_NOUNS.contains(head) || matches!(head, "organisation" | "organization")
}

/// Whether the two named last in one sentence have the noun in their names alike: "the court" after the Supreme Court
/// overruled the Court of Appeal.
fn are_rivals(discourse: &Discourse, candidates: &[Candidate]) -> bool {
    let mut alike = candidates.iter().filter(|candidate| candidate.features.has(Feature::HeadInName));
    let last = |candidate: &Candidate| {
        let referent = &discourse.referents[candidate.identity];
        (referent.last.sentence, referent.mentions)
    };
    match (alike.next(), alike.next()) {
        (Some(one), Some(other)) => last(one) == last(other),
        _ => false,
    }
}

/// Whether a thing of the kind and sex of `phrase`'s noun may be `referent`. A noun of no known kind describes only what
/// has it in its name: "the canal".
fn agrees(article: &Background, phrase: &Phrase, referent: &Referent) -> bool {
    let sex = phrase.gender.is_none() || referent.sex.gender.is_none() || phrase.gender == referent.sex.gender;
    let head = article.document.lower(phrase.head);
    match phrase.kind {
        ReferentKind::Thing => {
            let told = referent.kind != ReferentKind::Person && referent.roles.iter().any(|word| word == head);
            told || head_in_name(article, head, referent)
        }
        ReferentKind::Person => {
            let of_rank = || evident::same_rank(referent, &words(article.document, phrase).collect::<Vec<_>>());
            sex && referent.kind == ReferentKind::Person && of_rank()
        }
        kind => sex && (kind == referent.kind || head_in_name(article, head, referent)),
    }
}

fn name_words(article: &Background, referent: &Referent) -> Vec<String> {
    let name = referent.entity.map_or("", |entity| article.names.entities[entity].name.as_str());
    // No description takes up a word from deep within a name that is longer than a line.
    written_names::words(&name[..name.floor_char_boundary(160)], NameClass::Organisation)
}

fn head_in_name(article: &Background, head: &str, referent: &Referent) -> bool {
    referent.kind != ReferentKind::Person && name_words(article, referent).iter().any(|word| word == head)
}

fn description_features(features: &mut Features, article: &Background, phrase: &Phrase, referent: &Referent) {
    let head = article.document.lower(phrase.head);
    let names = name_words(article, referent);
    let in_name = referent.kind != ReferentKind::Person && names.iter().any(|word| word == head);
    let company = matches!(head, "company" | "firm" | "group") && names.iter().any(|word| LEGAL_FORMS.contains(word));
    noun_features(features, head, referent, &names);
    let in_role = referent.roles.iter().any(|word| word == head);
    features.add_if(in_name, Feature::HeadInName);
    features.add_if(in_role || company, Feature::HeadInRole);
    features.add_if(!in_name && !in_role && !company, Feature::HeadIsUnknown);
    features.add_if(referent.described.iter().any(|word| word == head), Feature::SameDescription);
    features.add_if(referent.kind == phrase.kind, Feature::KindOfNoun);
    let qualifiers: Vec<&str> = words(article.document, phrase).filter(|word| *word != head).collect();
    let known = |word: &str| names.iter().chain(&referent.roles).any(|own| own == word || SEATS.get(word) == Some(own));
    features.add(match qualifiers[..] {
        [] => Feature::BareNoun,
        _ if qualifiers.iter().any(|word| known(word)) => Feature::QualifierInName,
        _ => Feature::QualifierUnknown,
    });
    let chief = CHIEFS.contains(head) && referent.roles.iter().any(|role| CHIEFS.contains(role));
    features.add_if(chief && !qualifiers.is_empty() && qualifiers.iter().any(|word| known(word)), Feature::ChiefInRole);
}

/// Whether the noun suits what the names say that they name: no court is a company, no country a city.
fn noun_features(features: &mut Features, head: &str, referent: &Referent, names: &[String]) {
    let country_noun = COUNTRY_NOUNS.contains(head);
    let country = COUNTRIES.contains(&names.join(" "))
        || USUAL_NAMES.get(&names.join(" ")).is_some_and(|name| COUNTRIES.contains(name));
    features.add_if(COMPANY_NOUNS.contains(head), Feature::CompanyNoun);
    features.add_if(country_noun, Feature::CountryNoun);
    if referent.kind == ReferentKind::Place {
        features.add(if country_noun == country { Feature::CountryFits } else { Feature::CountryConflicts });
    }
    let other = names.iter().any(|word| word != head && noun_kind(word).0 == referent.kind);
    features.add_if(referent.kind != ReferentKind::Person && other, Feature::OtherNounInName);
}

/// The features of a phrase that describes nothing that is in mind.
fn none(article: &Background, seeker: &Seeker, phrase: &Phrase, candidates: &[Candidate]) -> Features {
    let mut features = Features::default();
    features.add(Feature::NoneAtAll);
    features.add(match candidates.len() {
        0 => Feature::NoneWithoutNamed,
        1 => Feature::NoneWithOneNamed,
        _ => Feature::NoneWithManyNamed,
    });
    features.add_if(seeker.place.quote.is_some(), Feature::NoneQuoted);
    features.add_if(seeker.place.first, Feature::NoneOpensSentence);
    features.add_if(article.document.lower(phrase.tokens.start) != "the", Feature::NoneDemonstrative);
    features.add_if(phrase.tokens.len() > 2, Feature::NoneQualified);
    features.add_if(phrase.definiteness != Definiteness::Definite, Feature::NoneUnspecific);
    let told = |candidate: &Candidate| {
        candidate.features.has(Feature::HeadInName) || candidate.features.has(Feature::HeadInRole)
    };
    features.add_if(candidates.iter().any(told), Feature::NoneKnownRole);
    let head = article.document.lower(phrase.head);
    features.add_if(COMPANY_NOUNS.contains(head), Feature::NoneCompanyNoun);
    features.add_if(COUNTRY_NOUNS.contains(head), Feature::NoneCountryNoun);
    features.add_if(phrase.kind == ReferentKind::Organisation, Feature::NoneOrganisationNoun);
    features.add_if(phrase.kind == ReferentKind::Place, Feature::NonePlaceNoun);
    features
}
