//! Whom "he" and "she" may mean: the people in mind, with the features by which the right one is chosen.
//!
//! Most of those who say something ("he added") are whoever spoke last, or the subject of the sentence before; what a quote
//! tells counts little for what the writer says around it, and so people are placed where the writer last spoke of them.

use super::background::Background;
use super::candidate_features::{Presence, Seeker, place_features, referent_features, seeker_features};
use super::discourse::{Discourse, Form, Place, Referent};
use super::gender::{Evidence, Gender};
use super::it_and_they::{acts_on, gender, none_of};
use super::reference_features::{Anaphor, Feature};
use super::referents::{PronounClass, ThirdPerson};
use super::speeches::Speech;
use crate::ranking::{Candidate, Choice, Features};

/// So many sentences and people back a person may be meant.
const FARTHEST: usize = 20;
const PEOPLE: usize = 12;
/// Fewer while it is learnt of which sex people are, for which the article is read often.
const PEOPLE_OF_BOTH_SEXES: usize = 5;

/// Which pronoun is asked about, and where.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) article: &'a Background<'a, 'a>,
    pub(super) discourse: &'a Discourse,
    pub(super) seeker: &'a Seeker,
    pub(super) pronoun: &'a ThirdPerson,
    /// What it says.
    pub(super) speech: Option<&'a Speech>,
    /// Without, people of either sex may be meant, as if nothing were known of it.
    pub(super) sex_told: bool,
}

/// The people in mind that the pronoun may mean.
pub(super) fn choice(asked: &Asked) -> Choice {
    let Asked { article, discourse, seeker, pronoun, speech, sex_told } = *asked;
    let possible = possible(asked);
    let most = possible.iter().map(|&index| discourse.referents[index].mentions).max().unwrap_or(0);
    let named = possible.iter().filter(|&&index| discourse.referents[index].entity.is_some()).count();
    let presence = Presence::of(discourse, &possible, seeker.place.sentence);
    let candidates: Vec<Candidate> = (possible.iter().enumerate())
        .map(|(rank, &index)| {
            let referent = &discourse.referents[index];
            let mut features = Features::default();
            referent_features(&mut features, referent, most);
            let agreement = if sex_told { agreement(referent, gender(pronoun.class)) } else { Agreement::Unknown };
            form_features(&mut features, pronoun, referent, agreement);
            seeker_features(&mut features, seeker);
            features.add_if(seeker.to_come == Some(index), Feature::IsToCome);
            presence.features(&mut features, referent);
            features.add_if(referent.opened_block == Some(seeker.place.block), Feature::FirstOfParagraph);
            let ranks = [Feature::NearestOfKind, Feature::SecondOfKind, Feature::ThirdOfKind, Feature::FartherOfKind];
            features.add(ranks[rank.min(3)]);
            features.add_if(named == 1 && referent.entity.is_some(), Feature::OnlyNamed);
            let told = if seeker.place.quote.is_some() { Some(referent.last) } else { referent.told };
            match told {
                Some(last) => {
                    let (verbs, clauses) = article.grammar.between(last.token, pronoun.token);
                    place_features(&mut features, seeker, &last, clauses, verbs);
                    subject_features(&mut features, seeker, referent);
                }
                None => features.add(Feature::OnlyQuoted),
            }
            standing_features(&mut features, article, referent);
            speech_features(&mut features, asked, referent);
            Candidate { identity: index, features }
        })
        .collect();
    let none = none(asked, &possible);
    let column = if speech.is_some() { Anaphor::Speaker } else { Anaphor::Person };
    Choice { column: column as usize, span: seeker.span, candidates, none }
}

/// The people in mind who may be of the pronoun's sex, the last mentioned first. Few pronouns do not tell it for
/// sure; whether more of them outweigh a given name, [`super::sexes`] has decided.
fn possible(asked: &Asked) -> Vec<usize> {
    let Asked { article, discourse, seeker, pronoun, speech, sex_told } = *asked;
    let speaker = seeker.place.quote.and_then(|quote| article.speaker_of(quote));
    let pronoun_speaker = seeker.place.quote.and_then(|quote| article.speaker_before(quote, discourse));
    let outside = seeker.place.quote.is_none();
    let commanded = article.commanded(pronoun.token);
    let fits = |referent: &Referent| match agreement(referent, gender(pronoun.class)) {
        Agreement::Conflict => match referent.sex.evidence {
            Evidence::Pronouns => !matches!(referent.last.form, Form::Pronoun(_)),
            Evidence::GivenName | Evidence::ManyPronouns | Evidence::Title => false,
        },
        _ => true,
    };
    let may_be_meant = |&index: &usize| {
        let referent = &discourse.referents[index];
        let spoken_by = speaker.is_some() && referent.entity == speaker || pronoun_speaker == Some(index);
        let about = speech.is_some_and(|speech| referent.entity.is_some_and(|entity| speech.about.contains(&entity)));
        // "Give the guy a chance" brings no person into what the writer tells.
        let quoted = outside && referent.entity.is_none() && referent.told.is_none();
        let near = seeker.place.sentence.saturating_sub(referent.last.sentence) <= FARTHEST;
        let acted_on = referent.entity.is_some_and(|entity| commanded.contains(&entity));
        near && !about
            && !acted_on
            && !spoken_by
            && !quoted
            && !acts_on(article, referent, seeker, pronoun)
            && (!sex_told || fits(referent))
    };
    let most = if sex_told { PEOPLE } else { PEOPLE_OF_BOTH_SEXES };
    let possible: Vec<usize> = discourse.people().filter(may_be_meant).take(most).collect();
    let sentence = article.document.sentence_of(pronoun.token);
    let interview = article.interview.as_ref().filter(|interview| {
        outside && (speech.is_some_and(|speech| speech.direct) || interview.is_between_them(sentence))
    });
    let person = interview.and_then(|interview| discourse.of_entity(interview.person));
    let goes_on = speech.filter(|speech| speech.goes_on).and_then(|_| spoke_last(discourse, seeker));
    let led = || {
        let speech = speech.filter(|_| outside)?;
        subject_here(asked, speech).or_else(|| speaking_subject(discourse, seeker.place.sentence))
    };
    let only = person.or(goes_on).or_else(led).filter(|index| possible.contains(index));
    only.map_or(possible, |index| vec![index])
}

/// The person who spoke last, in this paragraph or the one before, where no sentence since was about another by name.
fn spoke_last(discourse: &Discourse, seeker: &Seeker) -> Option<usize> {
    let last = |index: usize| Some((index, discourse.last_speech(&discourse.referents[index])?));
    let near = |(_, place): &(usize, Place)| place.block + 1 >= seeker.place.block;
    let (speaker, Place { sentence: spoke, .. }) = discourse.people().find_map(last).filter(near)?;
    let since = |referent: &Referent| referent.entity.is_some() && referent.main_subject_in > Some(spoke);
    let another = |index: usize| index != speaker && since(&discourse.referents[index]);
    (!discourse.people().any(another)).then_some(speaker)
}

/// The one person whom this sentence so far tells of, as a subject: "Spokesman Jon Moe agreed: “It was late,” he said"; not in
/// "Moe will have “more powers,” he said", where Moe is a part of what is said.
fn subject_here(asked: &Asked, speech: &Speech) -> Option<usize> {
    let Asked { article, discourse, seeker, pronoun, .. } = *asked;
    let here = seeker.place.sentence;
    let told = |&index: &usize| discourse.referents[index].told.is_some_and(|place| place.sentence == here);
    let mut people = discourse.people().filter(told);
    let only = people.next().filter(|_| people.next().is_none())?;
    let person = &discourse.referents[only];
    let subject = person.subject_in == Some(here) || person.main_subject_in == Some(here);
    let token = person.told?.token;
    let colon = || (token..speech.begin).any(|at| article.document.word(at) == ":");
    let outside = token < speech.begin && (speech.begin >= pronoun.token || colon());
    (subject && outside && person.entity.is_some()).then_some(only)
}

/// Whom the sentence before is about, where he or she speaks in it and this one tells of nobody yet: "Moe said that Lund had left.
/// He added".
fn speaking_subject(discourse: &Discourse, here: usize) -> Option<usize> {
    let before = here.checked_sub(1)?;
    let told = |index: usize| discourse.referents[index].told.is_some_and(|place| place.sentence == here);
    if discourse.people().any(told) {
        return None;
    }
    discourse.people().find(|&index| {
        let person = &discourse.referents[index];
        let spoke = discourse.last_speech(person).is_some_and(|place| place.sentence == before);
        spoke && person.main_subject_in == Some(before) && person.entity.is_some()
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Unknown,
    Agree,
    Conflict,
}

fn agreement(referent: &Referent, wanted: Option<Gender>) -> Agreement {
    match referent.sex.gender {
        None => Agreement::Unknown,
        known if known == wanted => Agreement::Agree,
        Some(_) => Agreement::Conflict,
    }
}

/// Whether nothing tells that `referent` is of another sex than a pronoun of `class` tells.
pub(super) fn may_be(referent: &Referent, class: PronounClass) -> bool {
    agreement(referent, gender(class)) != Agreement::Conflict
}

/// The features that hang on the sex and on how somebody was mentioned last.
fn form_features(features: &mut Features, pronoun: &ThirdPerson, referent: &Referent, agreement: Agreement) {
    features.add(match (agreement, referent.sex.evidence) {
        (Agreement::Unknown, _) => Feature::GenderUnknown,
        (Agreement::Agree, Evidence::Title) => Feature::GenderByTitle,
        (Agreement::Agree, Evidence::Pronouns | Evidence::ManyPronouns) => Feature::GenderByPronouns,
        (Agreement::Agree, Evidence::GivenName) => Feature::GenderByName,
        (Agreement::Conflict, Evidence::Pronouns) => Feature::GenderConflictsWithPronouns,
        (Agreement::Conflict, _) => Feature::GenderConflicts,
    });
    features.add_if(referent.possessed, Feature::Possessed);
    features.add(match referent.last.form {
        Form::Name => Feature::LastByName,
        Form::Description => Feature::LastByDescription,
        Form::Pronoun(class) if class == pronoun.class => Feature::LastBySamePronoun,
        Form::Pronoun(_) => Feature::LastByOtherPronoun,
    });
}

/// As what `referent` stood in this sentence and the one before.
fn subject_features(features: &mut Features, seeker: &Seeker, referent: &Referent) {
    let here = &seeker.place;
    let back = |sentence: Option<usize>| sentence.map(|sentence| here.sentence.saturating_sub(sentence));
    features.add_if(back(referent.main_subject_in) == Some(0), Feature::MainSubjectHere);
    features.add_if(back(referent.main_subject_in) == Some(1), Feature::MainSubjectBefore);
    features.add_if(back(referent.subject_in) == Some(1), Feature::SubjectBefore);
}

/// How much the article is about `referent`, and whether he or she lives.
fn standing_features(features: &mut Features, article: &Background, referent: &Referent) {
    if let Some(entity) = referent.entity {
        let (mentions, most) = (article.names.entities[entity].mentions.len(), article.most_mentions);
        features.add(match mentions {
            0 | 1 => Feature::NamedOnce,
            2..=4 => Feature::NamedSometimes,
            _ => Feature::NamedOften,
        });
        features.add_if(mentions == most && most > 1, Feature::IsTopic);
        let (speeches, most) = (article.speeches.of_entity(entity), article.speeches.most());
        features.add(match speeches {
            0 => Feature::SpeaksNowhere,
            1 => Feature::SpeaksOnce,
            _ => Feature::SpeaksOften,
        });
        features.add_if(speeches == most && most > 1, Feature::SpeaksMost);
    }
    features.add_if(referent.dead, Feature::IsDead);
}

/// When `referent` spoke, and whether the words that the pronoun speaks name him or her.
fn speech_features(features: &mut Features, asked: &Asked, referent: &Referent) {
    let Asked { discourse, seeker, speech, .. } = *asked;
    let here = &seeker.place;
    features.add(match referent.spoke.map(|(number, _)| discourse.speeches - number) {
        None => Feature::NeverSpoke,
        Some(0) => Feature::SpokeLast,
        Some(1) => Feature::SpokeBeforeLast,
        Some(_) => Feature::SpokeEarlier,
    });
    let last = discourse.last_speech(referent);
    let near = last.is_some_and(|place| here.sentence.saturating_sub(place.sentence) <= 1);
    features.add_if(near, Feature::SpokeInSentenceBefore);
    let Some(speech) = speech else { return };
    features.add_if(referent.entity.is_some_and(|entity| speech.names.contains(&entity)), Feature::NamedInOwnWords);
    features.add_if(referent.dead, Feature::DeadSpeaks);
    let subject = referent.main_subject_in.is_some_and(|sentence| here.sentence.saturating_sub(sentence) == 1);
    features.add_if(last.is_some() && speech.quote_before, Feature::SpokeLastAfterQuote);
    features.add_if(subject && speech.quote_before, Feature::SubjectAfterQuote);
    features.add_if(last.is_some() && subject, Feature::SpokeLastAsSubject);
}

/// The features of a pronoun that means nobody who is in mind.
fn none(asked: &Asked, possible: &[usize]) -> Features {
    let Asked { discourse, seeker, pronoun, speech, .. } = *asked;
    let mut features = none_of(discourse, seeker, pronoun, possible);
    features.add_if(speech.is_some_and(|speech| speech.quote_before), Feature::NoneAfterQuote);
    features.add_if(discourse.speeches == 0, Feature::NoneFirstSpeech);
    features
}
