//! Reads an article from left to right and resolves its pronouns and descriptions as they come.

use super::background::Background;
use super::candidate_features::Seeker;
use super::discourse::{Discourse, Form, Place, Referent};
use super::evident::{self, Described, Relations};
use super::gender::{Evidence, Gender, Sex};
use super::reference_features::Anaphor;
use super::referents::{self, Definiteness, Item, Phrase, PronounClass, ReferentKind, ThirdPerson};
use super::spoken_of::SpokenOf;
use super::{Names, ResolvedReference, ages, descriptions, he_and_she, it_and_they, sexes};
use crate::grammar::{Grammar, Role, is_report};
use crate::quotation::Statement;
use crate::ranking::{Choice, Judge, Weights};
use crate::recognition::PartOfSpeech;
use crate::{Reference, ReferenceKind, Span};

/// How probable it must be whom a pronoun means, to tell of which sex that one is.
const TELLING: f32 = 0.7;
/// How probable a reference is that a rule found.
const SURE: f32 = 0.9;
/// The state of the resolving.
pub(super) struct Resolver<'a, 'article, 'text, J> {
    pub(super) article: &'a Background<'article, 'text>,
    /// For each entity.
    sexes: &'a [Sex],
    pub(super) judge: J,
    pub(super) discourse: Discourse,
    pub(super) relations: Relations,
    /// The last noun phrase with its referent.
    pub(super) previous: Option<(Phrase, usize)>,
    /// The sentence that is being read, and what of it was seen.
    pub(super) sentence: usize,
    block: Option<usize>,
    nothing_yet: bool,
    no_subject_yet: bool,
    pub(super) found: Vec<ResolvedReference>,
    pub(super) spoken_of: SpokenOf,
    /// How likely the pronouns that mean people are, as a logarithm.
    pub(super) explained: f32,
    /// The sentence and the sex of the pronoun that was counted last.
    pub(super) told: Option<(usize, Option<Gender>)>,
    /// Only the sex of people is to be learnt.
    first: bool,
    /// The unnamed person with whom the sentence began.
    pub(super) opener: Option<usize>,
}

/// Resolves the pronouns of the third person and the descriptions of an article, as `judge` decides: the trained weights,
/// or, while they are trained, gold.
pub fn resolve_references_with(
    grammar: &Grammar,
    names: &Names,
    statements: &[Statement],
    sexes_by: Option<&Weights>,
    judge: impl Judge,
) -> Vec<ResolvedReference> {
    let items = referents::read(grammar.document, grammar.recognition, names, grammar);
    let article = Background::of(grammar, names, statements);
    let mut sexes = article.told_sexes();
    let speaks_of_people = |item: &Item| matches!(item, Item::Pronoun(pronoun) if pronoun.class.is_person());
    if let Some(weights) = sexes_by.filter(|_| items.iter().any(speaks_of_people)) {
        let told = Resolver::new(&article, &sexes, weights, true).read(&items).discourse.referents;
        learn_told(&mut sexes, &told);
        sexes::learn(&mut sexes, names, |sexes| Resolver::new(&article, sexes, weights, true).read(&items).explained);
    }
    Resolver::new(&article, &sexes, judge, false).read(&items).found
}

/// Takes over the sexes that the article's words tell for sure wherever they stand: "Sambe Diallo, the daughter of".
fn learn_told(sexes: &mut [Sex], told: &[Referent]) {
    let sure = told.iter().filter(|referent| referent.sex.evidence == Evidence::Title);
    for (entity, sex) in sure.filter_map(|referent| Some((referent.entity?, referent.sex))) {
        sexes[entity].learn(sex.evidence, sex.gender);
    }
}

impl<'a, 'article, 'text, J: Judge> Resolver<'a, 'article, 'text, J> {
    fn new(article: &'a Background<'article, 'text>, sexes: &'a [Sex], judge: J, first: bool) -> Self {
        Resolver {
            article,
            sexes,
            judge,
            discourse: Discourse::new(article.names.entities.len()),
            relations: Relations::new(),
            previous: None,
            sentence: 0,
            block: None,
            nothing_yet: true,
            no_subject_yet: true,
            found: Vec::new(),
            spoken_of: SpokenOf::default(),
            explained: 0.0,
            told: None,
            first,
            opener: None,
        }
    }

    fn read(mut self, items: &[Item]) -> Self {
        for item in items {
            match item {
                Item::Phrase(phrase) if phrase.entity.is_some() => self.name(phrase.clone()),
                Item::Phrase(phrase) => self.phrase(phrase.clone()),
                Item::Pronoun(pronoun) if self.first && !pronoun.class.is_person() => {}
                Item::Pronoun(pronoun) => self.pronoun(*pronoun),
                Item::Age(age, tokens) => self.age(*age, tokens.clone()),
            }
        }
        self
    }

    /// Where something is mentioned. Call once for each mention, in order.
    pub(super) fn place(&mut self, tokens: &std::ops::Range<usize>, role: Role, form: Form) -> Place {
        let document = self.article.document;
        let sentence = document.sentence_of(tokens.start);
        if sentence != self.sentence {
            (self.sentence, self.nothing_yet, self.no_subject_yet) = (sentence, true, true);
            self.opener = None;
        }
        let grammar = self.article.grammar;
        let block = document.block_of(tokens.start);
        let and = |word: &str| matches!(word, "and" | "or");
        let place = Place {
            token: tokens.end - 1,
            first_token: tokens.start,
            sentence,
            block,
            role,
            form,
            quote: self.article.quote_of(document.tokens()[tokens.start].span),
            first: self.nothing_yet,
            opens_block: self.nothing_yet && self.block != Some(block),
            embedded: self.article.is_embedded(tokens.end - 1),
            addressed: role == Role::Object && is_report(grammar.lower_before(tokens.start)),
            main_subject: role == Role::Subject && (self.no_subject_yet || grammar.is_of_main_verb(tokens)),
            coordinated: and(document.lower_at(Some(tokens.end)))
                || and(document.lower_at(tokens.start.checked_sub(1))),
            reports: is_report(document.lower_at(Some(tokens.end)))
                || is_report(document.lower_at(Some(tokens.end + 1))),
        };
        self.block = Some(block);
        self.nothing_yet = false;
        self.no_subject_yet &= role != Role::Subject;
        place
    }

    pub(super) fn mentioned(&mut self, referent: usize, tokens: std::ops::Range<usize>) {
        self.judge.mentioned(referent, self.article.document.span(tokens));
    }

    fn name(&mut self, phrase: Phrase) {
        let place = self.place(&phrase.tokens, phrase.role, Form::Name);
        let entity = phrase.entity.unwrap_or(0);
        let referent = match self.discourse.of_entity(entity) {
            Some(referent) => {
                self.discourse.mention(referent, place);
                referent
            }
            None => self.know(&phrase, entity, place),
        };
        let known = &mut self.discourse.referents[referent];
        known.age = known.age.or_else(|| ages::beside(self.article.grammar, &phrase.tokens));
        for word in self.article.words_before(&phrase) {
            self.discourse.say(referent, word);
        }
        self.relate(&phrase, referent);
        self.forget_apposed(&phrase, referent);
        self.forget_opener(&phrase, referent);
        self.mentioned(referent, phrase.tokens.clone());
        if self.article.speech_at(&phrase.tokens).is_some() {
            self.discourse.speak(Some(referent), place);
        }
        self.join_pair(&phrase);
        self.previous = Some((phrase, referent));
    }

    /// Notes an entity that the article names for the first time.
    pub(super) fn know(&mut self, phrase: &Phrase, entity: usize, place: Place) -> usize {
        let referent = self.discourse.introduce(phrase, "", self.sexes[entity], place);
        self.discourse.referents[referent].dead = self.article.dead[entity];
        self.article.own_words(entity).iter().for_each(|word| self.discourse.say(referent, word));
        referent
    }

    fn phrase(&mut self, phrase: Phrase) {
        let document = self.article.document;
        let head = document.lower(phrase.head).to_string();
        if let Some(referent) = self.apposed_to(&phrase).or_else(|| self.said_of(&phrase)) {
            let known = &mut self.discourse.referents[referent];
            known.sex.learn(Evidence::Title, phrase.gender);
            descriptions::words(document, &phrase).for_each(|word| self.discourse.say(referent, word));
            if self.article.speeches.unnamed_speaks(document.span(phrase.head..phrase.head + 1)) {
                let place = self.discourse.referents[referent].last;
                self.discourse.speak(Some(referent), place);
            }
            return;
        }
        let place = self.place(&phrase.tokens, phrase.role, Form::Description);
        if let Some(subject) = self.predicated(&phrase) {
            let referent = self.resolved(subject).and_then(|entity| self.discourse.of_entity(entity));
            let words = descriptions::words(document, &phrase);
            words.for_each(|word| referent.into_iter().for_each(|referent| self.discourse.say(referent, word)));
            return;
        }
        let known = match self.article.told.get(&document.span(phrase.tokens.clone())) {
            Some(told) => told.map(|entity| self.meant(entity, &phrase.tokens, place)),
            None => self.described(&phrase, place),
        };
        let referent = match known {
            Some(referent) => {
                self.discourse.referents[referent].described.push(head);
                self.discourse.referents[referent].described.truncate(8);
                self.discourse.mention(referent, place);
                referent
            }
            None => self.unnamed(&phrase, &head, place),
        };
        self.mentioned(referent, phrase.tokens.clone());
        if self.article.speeches.unnamed_speaks(document.span(phrase.head..phrase.head + 1)) {
            self.discourse.speak(Some(referent), place);
        }
        self.join_pair(&phrase);
        self.previous = Some((phrase, referent));
    }

    /// Whom a description means, noted as a reference.
    fn described(&mut self, phrase: &Phrase, place: Place) -> Option<usize> {
        let span = self.article.document.span(phrase.tokens.clone());
        let seeker = Seeker { span, place, case: None, governors: [None; 3], to_come: None };
        let described = Described {
            phrase,
            sentence: place.sentence,
            quoted: place.quote.is_some(),
            possessor: self.possessor(phrase.tokens.start),
        };
        match evident::referent(self.article, &self.discourse, &self.relations, &described) {
            Some(referent) => {
                self.refer(referent, span, ReferenceKind::Description, SURE);
                Some(referent)
            }
            None if self.first && phrase.kind != ReferentKind::Person => None,
            None => {
                let mut choice = descriptions::choice(self.article, &self.discourse, &seeker, phrase)?;
                let speaks = self.keep_those_who_speak(&mut choice, phrase);
                self.decide_description(&choice, phrase, speaks)
            }
        }
    }

    /// Of those whom "the company" may mean that says something, who spoke last, where one did, or acted just before. Whether
    /// the phrase is of that kind.
    fn keep_those_who_speak(&self, choice: &mut Choice, phrase: &Phrase) -> bool {
        let head = self.article.document.span(phrase.head..phrase.head + 1);
        if !self.article.speeches.unnamed_speaks(head) || !descriptions::suits_any_organisation(self.article, phrase) {
            return false;
        }
        let referent = |index: usize| &self.discourse.referents[index];
        let spoke = |index: usize| referent(index).spoke.map(|(number, _)| number);
        let last = choice.candidates.iter().filter_map(|candidate| spoke(candidate.identity)).max();
        let acted = |index: usize| referent(index).subject_in.is_some_and(|sentence| sentence + 1 >= self.sentence);
        if last.is_some() {
            choice.candidates.retain(|candidate| spoke(candidate.identity) == last || acted(candidate.identity));
        }
        true
    }

    fn unnamed(&mut self, phrase: &Phrase, head: &str, place: Place) -> usize {
        let again = if phrase.definiteness == Definiteness::Definite {
            self.discourse.unnamed(head, phrase.plural)
        } else {
            None
        };
        match again {
            Some(referent) => {
                self.discourse.mention(referent, place);
                referent
            }
            None => {
                let referent = self.discourse.introduce(phrase, head, Sex::by(Evidence::Title, phrase.gender), place);
                let part = self.article.grammar.part(phrase.tokens.start);
                self.discourse.referents[referent].possessed = part == PartOfSpeech::PossessivePronoun;
                if place.first && phrase.kind == ReferentKind::Person && phrase.definiteness == Definiteness::Definite {
                    self.opener = Some(referent);
                }
                referent
            }
        }
    }

    fn pronoun(&mut self, pronoun: ThirdPerson) {
        let tokens = pronoun.token..pronoun.token + 1;
        let role = it_and_they::role(self.article, &pronoun);
        let place = self.place(&tokens, role, Form::Pronoun(pronoun.class));
        let span = self.article.document.span(tokens.clone());
        let mut seeker = Seeker {
            span,
            place,
            case: Some(pronoun.case),
            governors: self.article.governors(pronoun.token),
            to_come: None,
        };
        let speech = self.article.speech_at(&tokens);
        if let Some(speech) = speech.filter(|_| pronoun.class.is_person()) {
            // What stands before the whole speech is near, however long the speech is.
            seeker.place.sentence = place.sentence.min(self.article.document.sentence_of(speech.begin));
        }
        let chosen = if let Some(&told) = self.article.told.get(&span) {
            told.map(|entity| (self.meant(entity, &tokens, place), 1.0))
        } else if pronoun.class.is_person() {
            seeker.to_come = self.coming(&pronoun, place);
            if let Some(referent) = self.surely_coming(&pronoun, &seeker) {
                self.refer(referent, span, ReferenceKind::Pronoun, SURE);
                Some((referent, SURE))
            } else {
                let sex_told = !self.first;
                let (article, discourse) = (self.article, &self.discourse);
                let asked =
                    he_and_she::Asked { article, discourse, seeker: &seeker, pronoun: &pronoun, speech, sex_told };
                let choice = he_and_she::choice(&asked);
                let anaphor = if speech.is_some() { Anaphor::Speaker } else { Anaphor::Person };
                match sex_told {
                    true => self.decide_person(&choice, anaphor, &pronoun, speech, place.quote.is_some()),
                    false => self.decide_by_sex(&choice, anaphor, pronoun.class),
                }
            }
        } else {
            let choice = it_and_they::choice(self.article, &self.discourse, &seeker, &pronoun);
            let anaphor = if pronoun.class == PronounClass::It { Anaphor::Thing } else { Anaphor::Group };
            self.decide(&choice, anaphor, ReferenceKind::Pronoun)
        };
        if let Some((referent, probability)) = chosen {
            let known = &mut self.discourse.referents[referent];
            if known.kind == ReferentKind::Person && probability >= TELLING && (known.entity.is_none() || !self.first) {
                known.sex.learn(Evidence::Pronouns, it_and_they::gender(pronoun.class));
            }
            self.discourse.mention(referent, place);
            self.mentioned(referent, tokens);
        }
        if speech.is_some() {
            self.discourse.speak(chosen.map(|(referent, _)| referent), place);
        }
    }

    /// The referent of `entity`, of which something at `tokens` tells, perhaps before its name.
    pub(super) fn meant(&mut self, entity: usize, tokens: &std::ops::Range<usize>, place: Place) -> usize {
        let known = self.discourse.of_entity(entity);
        known.unwrap_or_else(|| {
            let phrase = Phrase {
                head: tokens.start,
                tokens: tokens.clone(),
                entity: Some(entity),
                kind: ReferentKind::of(self.article.names.entities[entity].label),
                gender: None,
                plural: false,
                definiteness: Definiteness::None,
                role: Role::Other,
            };
            self.know(&phrase, entity, Place { role: Role::Other, ..place })
        })
    }

    /// "The 44-year-old" is the one person of that age.
    fn age(&mut self, age: u8, tokens: std::ops::Range<usize>) {
        let document = self.article.document;
        let sentence = document.sentence_of(tokens.start);
        let ageless = |referent: &usize| self.discourse.referents[*referent].age.is_none();
        let only = || evident::only_person(&self.discourse, sentence).filter(ageless);
        let to_come = || self.discourse.of_entity(self.article.aged.get(&age).copied()??);
        let Some(referent) = self.discourse.aged(age).or_else(to_come).or_else(only) else { return };
        let role = self.article.grammar.role(&tokens);
        let place = self.place(&tokens, role, Form::Description);
        self.discourse.mention(referent, place);
        self.mentioned(referent, tokens.clone());
        self.discourse.referents[referent].age = Some(age);
        if self.article.speeches.unnamed_speaks(document.span(tokens.end - 1..tokens.end)) {
            self.discourse.speak(Some(referent), place);
        }
        self.refer(referent, document.span(tokens), ReferenceKind::Description, SURE);
    }

    /// Notes a reference to `referent`, where that is an entity.
    pub(super) fn refer(&mut self, referent: usize, span: Span, kind: ReferenceKind, probability: f32) {
        if let Some(entity) = self.discourse.referents[referent].entity {
            self.found.push(ResolvedReference { entity, reference: Reference { span, kind }, probability });
        }
    }
}
