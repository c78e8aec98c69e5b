//! Reads an article from left to right and resolves its pronouns and descriptions as they come.

use super::background::Background;
use super::discourse::{Discourse, Form, Place, Seeker};
use super::evident::{self, Described, Relations};
use super::gender::{Evidence, Sex};
use super::reference_features::Anaphor;
use super::referents::{self, Definiteness, Item, Phrase, PronounClass, ReferentKind, ThirdPerson};
use super::{Names, ResolvedReference, ages, descriptions, he_and_she, it_and_they, sexes};
use crate::grammar::{Grammar, Role, is_report};
use crate::quotation::Statement;
use crate::ranking::{self, Choice, Judge, Weights};
use crate::recognition::PartOfSpeech;
use crate::{Reference, ReferenceKind, Span};

/// How probable it must be whom a pronoun means, to tell of which sex that one is.
const TELLING: f32 = 0.7;
/// How probable a reference is that a rule found.
const SURE: f32 = 0.9;

/// The state of the resolving.
struct Resolver<'a, 'article, 'text, J> {
    article: &'a Background<'article, 'text>,
    /// For each entity.
    sexes: &'a [Sex],
    judge: J,
    discourse: Discourse,
    relations: Relations,
    /// The last noun phrase with its referent.
    previous: Option<(Phrase, usize)>,
    /// The sentence that is being read, and what of it was seen.
    sentence: usize,
    block: Option<usize>,
    nothing_yet: bool,
    no_subject_yet: bool,
    found: Vec<ResolvedReference>,
    /// How many of the pronouns that mean people are likely to mean somebody.
    explained: f32,
    /// Only the sex of people is to be learnt.
    first: bool,
    /// The unnamed person with whom the sentence began.
    opener: Option<usize>,
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
        sexes::learn(&mut sexes, names, |sexes| Resolver::new(&article, sexes, weights, true).read(&items).explained);
    }
    Resolver::new(&article, &sexes, judge, false).read(&items).found
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
            explained: 0.0,
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
    fn place(&mut self, tokens: &std::ops::Range<usize>, role: Role, form: Form) -> Place {
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
            main_subject: self.no_subject_yet && role == Role::Subject,
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

    fn mentioned(&mut self, referent: usize, tokens: std::ops::Range<usize>) {
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
    fn know(&mut self, phrase: &Phrase, entity: usize, place: Place) -> usize {
        let referent = self.discourse.introduce(phrase, "", self.sexes[entity], place);
        self.discourse.referents[referent].dead = self.article.dead[entity];
        self.article.own_words(entity).iter().for_each(|word| self.discourse.say(referent, word));
        referent
    }

    /// "His spokesman, Sean Pike": whose spokesman the name is.
    fn relate(&mut self, phrase: &Phrase, referent: usize) {
        let document = self.article.document;
        let comma = document.lower_at(phrase.tokens.start.checked_sub(1)) == ",";
        let end = phrase.tokens.start - usize::from(comma);
        let first =
            (end.saturating_sub(5)..end).rev().take_while(|&index| self.article.grammar.is_nominal(index)).last();
        let first = first.unwrap_or(end);
        // "Ukraine's president, Ivan Bondar"
        if matches!(document.lower_at(first.checked_sub(1)), "'s" | "'") && first > 1 {
            self.discourse.say(referent, document.lower(first - 2));
        }
        if first == end {
            return;
        }
        if let Some(possessor) = first.checked_sub(1).and_then(|pronoun| self.possessor(pronoun)) {
            self.relations.insert((possessor, document.lower(end - 1).to_string()), referent);
        }
    }

    /// The entity of the possessive pronoun at token `index`.
    fn possessor(&self, index: usize) -> Option<usize> {
        let span = self.article.document.tokens()[index].span;
        let last = self.found.iter().rev().take(4).find(|found| found.reference.span == span)?;
        (self.article.grammar.part(index) == PartOfSpeech::PossessivePronoun).then_some(last.entity)
    }

    /// "The school inspector, Joan Pike": the phrase before the name is no other person.
    fn forget_apposed(&mut self, phrase: &Phrase, referent: usize) {
        let Some((before, other)) = &self.previous else { return };
        let comma = self.article.document.lower_at(Some(before.tokens.end)) == ",";
        let apposed = comma && before.tokens.end + 1 == phrase.tokens.start && before.entity.is_none();
        if apposed && before.kind == phrase.kind && !before.plural {
            let word = self.article.document.lower(before.head);
            self.discourse.say(referent, word);
            self.discourse.forget(*other);
        }
    }

    /// "The first witness was Inspector Joan Pike": the one with whom the sentence begins is no other person.
    fn forget_opener(&mut self, phrase: &Phrase, referent: usize) {
        let Some(opener) = self.opener.take().filter(|_| phrase.kind == ReferentKind::Person) else { return };
        let titles = self.article.words_before(phrase).len();
        let before = self.article.document.lower_at((phrase.tokens.start - titles).checked_sub(1));
        if matches!(before, "is" | "was" | "were" | "be" | "been") {
            let head = self.discourse.referents[opener].head.clone();
            self.discourse.say(referent, &head);
            self.discourse.forget(opener);
        }
    }

    /// "Ida Holm and Nils Holm" are also one group, which "they" may mean.
    fn join_pair(&mut self, phrase: &Phrase) {
        let Some((before, _)) = self.previous.clone() else { return };
        let document = self.article.document;
        let joined =
            before.tokens.end + 1 == phrase.tokens.start && document.lower_at(Some(before.tokens.end)) == "and";
        if joined && before.kind == phrase.kind && phrase.role != Role::Modifier {
            let tokens = before.tokens.start..phrase.tokens.end;
            let role = self.article.grammar.role(&tokens);
            let pair =
                Phrase { tokens: tokens.clone(), entity: None, plural: true, gender: None, role, ..phrase.clone() };
            let place = self.place(&tokens, role, Form::Description);
            let referent = self.discourse.introduce(&pair, "", Sex::default(), place);
            self.mentioned(referent, tokens);
        }
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
        let seeker = Seeker {
            span: document.span(phrase.tokens.clone()),
            place,
            case: None,
            governors: [None; 3],
            to_come: None,
        };
        let described = Described {
            phrase: &phrase,
            sentence: place.sentence,
            quoted: place.quote.is_some(),
            possessor: self.possessor(phrase.tokens.start),
        };
        let known = match evident::referent(self.article, &self.discourse, &self.relations, &described) {
            Some(referent) => {
                self.refer(referent, seeker.span, ReferenceKind::Description, SURE);
                Some(referent)
            }
            None if self.first && phrase.kind != ReferentKind::Person => None,
            None => descriptions::choice(self.article, &self.discourse, &seeker, &phrase)
                .and_then(|choice| self.decide(&choice, Anaphor::Description, ReferenceKind::Description))
                .map(|(referent, _)| referent),
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

    /// The named thing right before a comma that `phrase` says something of: "Brightwater, a software company".
    fn apposed_to(&self, phrase: &Phrase) -> Option<usize> {
        let (before, referent) = self.previous.as_ref()?;
        let document = self.article.document;
        let comma = document.lower_at(Some(before.tokens.end)) == ",";
        let apposed = comma && before.tokens.end + 1 == phrase.tokens.start && before.entity.is_some();
        let follows = document.lower_at(Some(phrase.tokens.end));
        let list = matches!(follows, "and" | "or");
        (apposed && before.kind == phrase.kind && !phrase.plural && !list).then_some(*referent)
    }

    /// The subject of a form of "be" before `phrase`: "Irene Vass is a coach".
    fn said_of(&self, phrase: &Phrase) -> Option<usize> {
        let document = self.article.document;
        let before = document.lower_at(phrase.tokens.start.checked_sub(1));
        if !matches!(before, "is" | "was" | "be" | "been" | "are" | "were" | "became" | "becomes" | "remains" | "as") {
            return None;
        }
        let (subject, referent) = self.previous.as_ref()?;
        let close = phrase.tokens.start.saturating_sub(subject.tokens.end) <= 3;
        (close && subject.role == Role::Subject && subject.kind == phrase.kind).then_some(*referent)
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
        let chosen = if pronoun.class.is_person() {
            seeker.to_come = self.coming(&pronoun, place);
            let choice = he_and_she::choice(self.article, &self.discourse, &seeker, &pronoun, speech);
            let anaphor = if speech.is_some() { Anaphor::Speaker } else { Anaphor::Person };
            self.decide(&choice, anaphor, ReferenceKind::Pronoun)
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

    /// The person with a name who is yet to come as the subject of the clause that the pronoun's own clause is part of: "When
    /// she was elected, Ana Ruiz".
    fn coming(&mut self, pronoun: &ThirdPerson, place: Place) -> Option<usize> {
        let subject = self.article.later_subject(pronoun.token)?;
        let mention = self.article.grammar.mention(subject)?;
        let entity = self.article.names.entity_of[mention]?;
        let kind = ReferentKind::of(self.article.names.entities[entity].label);
        if kind != ReferentKind::Person || place.quote.is_some() {
            return None;
        }
        if self.discourse.of_entity(entity).is_none() {
            let tokens = pronoun.token..pronoun.token + 1;
            let (role, gender, definiteness) = (Role::Other, None, Definiteness::None);
            let phrase =
                Phrase { head: subject, tokens, entity: Some(entity), kind, gender, plural: false, definiteness, role };
            self.know(&phrase, entity, Place { role, ..place });
        }
        self.discourse.of_entity(entity)
    }

    /// "The 44-year-old" is the one person of that age.
    fn age(&mut self, age: u8, tokens: std::ops::Range<usize>) {
        let document = self.article.document;
        let sentence = document.sentence_of(tokens.start);
        let ageless = |referent: &usize| self.discourse.referents[*referent].age.is_none();
        let only = || evident::only_person(&self.discourse, sentence).filter(ageless);
        let Some(referent) = self.discourse.aged(age).or_else(only) else { return };
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
    fn refer(&mut self, referent: usize, span: Span, kind: ReferenceKind, probability: f32) {
        if let Some(entity) = self.discourse.referents[referent].entity {
            self.found.push(ResolvedReference { entity, reference: Reference { span, kind }, probability });
        }
    }

    /// The referent that the judge chooses, noted as a reference where it is an entity.
    fn decide(&mut self, choice: &Choice, anaphor: Anaphor, kind: ReferenceKind) -> Option<(usize, f32)> {
        let probabilities = self.judge.probabilities(choice);
        if matches!(anaphor, Anaphor::Person | Anaphor::Speaker) {
            self.explained += probabilities.iter().sum::<f32>();
        }
        let (best, probability) = ranking::likeliest(&probabilities)?;
        let chosen = choice.candidates[best].identity;
        let named = self.discourse.referents[chosen].entity.is_some();
        if named && probability < anaphor.least_probable(choice.candidates.len()) {
            return None;
        }
        self.refer(chosen, choice.span, kind, probability);
        (named || anaphor != Anaphor::Description).then_some((chosen, probability))
    }
}
