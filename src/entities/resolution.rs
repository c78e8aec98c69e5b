//! Reads an article from left to right and resolves its pronouns and descriptions as they come.

use super::discourse::{Discourse, Form, Place, Seeker};
use super::evident::{self, Described, Relations};
use super::forms::{self, Class};
use super::gender::{self, Gender};
use super::ranking::{Anaphor, Choice, Judge};
use super::referents::{self, Item, Kind, Phrase, PronounClass, ThirdPerson};
use super::{Names, ResolvedReference, pronouns};
use super::{ages, descriptions};
use crate::grammar::{Grammar, Role, is_report};
use crate::quotation::Statement;
use crate::recognition::{PartOfSpeech, Recognition};
use crate::{Document, QuoteKind, Reference, ReferenceKind, Span};

/// Everything that is known before references are resolved.
pub(super) struct Article<'article, 'text> {
    pub(super) document: &'article Document<'text>,
    pub(super) names: &'article Names,
    pub(super) statements: &'article [Statement],
    pub(super) grammar: &'article Grammar<'article>,
    /// For each entity the sex that a title before any of its names tells ("Mrs.").
    titled: Vec<Option<Gender>>,
}

/// The state of the reading.
struct Reader<'article, 'text, J> {
    article: Article<'article, 'text>,
    judge: J,
    discourse: Discourse,
    relations: Relations,
    /// The last noun phrase with its referent.
    previous: Option<(Phrase, usize)>,
    /// The sentence that is being read, and what of it was seen.
    sentence: usize,
    nothing_yet: bool,
    no_subject_yet: bool,
    found: Vec<ResolvedReference>,
}

/// Resolves the pronouns of the third person and the descriptions of an article, as `judge` decides: the trained weights,
/// or, while they are trained, gold.
pub fn resolve_references_with(
    grammar: &Grammar,
    names: &Names,
    statements: &[Statement],
    judge: impl Judge,
) -> Vec<ResolvedReference> {
    let (document, recognition) = (grammar.document, grammar.recognition);
    let items = referents::read(document, recognition, names, grammar);
    let titled = sex_by_titles(document, recognition, names);
    let article = Article { document, names, statements, grammar, titled };
    let mut reader = Reader {
        article,
        judge,
        discourse: Discourse::new(names.entities.len()),
        relations: Relations::new(),
        previous: None,
        sentence: 0,
        nothing_yet: true,
        no_subject_yet: true,
        found: Vec::new(),
    };
    for item in items {
        match item {
            Item::Phrase(phrase) if phrase.entity.is_some() => reader.name(phrase),
            Item::Phrase(phrase) => reader.phrase(phrase),
            Item::Pronoun(pronoun) => reader.pronoun(pronoun),
            Item::Age(age, tokens) => reader.age(age, tokens),
        }
    }
    reader.found
}

fn sex_by_titles(document: &Document, recognition: &Recognition, names: &Names) -> Vec<Option<Gender>> {
    let mut titled: Vec<Option<Gender>> = vec![None; names.entities.len()];
    for (mention, entity) in recognition.mentions.iter().zip(&names.entity_of) {
        if let Some(known) = entity.filter(|_| mention.label == crate::Label::Person).map(|entity| &mut titled[entity])
        {
            *known = known.or_else(|| gender::from_title(document, &document.tokens_in(mention.span)));
        }
    }
    titled
}

impl<J: Judge> Reader<'_, '_, J> {
    /// Where something is mentioned. Call once for each mention, in order.
    fn place(&mut self, tokens: &std::ops::Range<usize>, role: Role, form: Form) -> Place {
        let document = self.article.document;
        let sentence = document.sentence_of(tokens.start);
        if sentence != self.sentence {
            (self.sentence, self.nothing_yet, self.no_subject_yet) = (sentence, true, true);
        }
        let and = |word: &str| matches!(word, "and" | "or");
        let place = Place {
            token: tokens.end - 1,
            sentence,
            role,
            form,
            quote: self.article.quote_of(document.tokens()[tokens.start].span),
            first: self.nothing_yet,
            main_subject: self.no_subject_yet && role == Role::Subject,
            coordinated: and(document.lower_at(Some(tokens.end)))
                || and(document.lower_at(tokens.start.checked_sub(1))),
            reports: is_report(document.lower_at(Some(tokens.end)))
                || is_report(document.lower_at(Some(tokens.end + 1))),
        };
        self.nothing_yet = false;
        self.no_subject_yet &= role != Role::Subject;
        place
    }

    fn mentioned(&mut self, referent: usize, tokens: std::ops::Range<usize>) {
        self.judge.mentioned(referent, self.article.document.span(tokens));
    }

    fn name(&mut self, phrase: Phrase) {
        let document = self.article.document;
        let place = self.place(&phrase.tokens, phrase.role, Form::Name);
        let entity = phrase.entity.unwrap_or(0);
        let told = gender::from_title(document, &phrase.tokens);
        let referent = match self.discourse.of_entity(entity) {
            Some(referent) => {
                self.discourse.mention(referent, place);
                referent
            }
            None => {
                let gender = told.or_else(|| self.article.gender_of(entity));
                let referent = self.discourse.introduce(&phrase, "", gender, place);
                self.article.own_words(entity).iter().for_each(|word| self.discourse.say(referent, word));
                referent
            }
        };
        let known = &mut self.discourse.referents[referent];
        known.gender = known.gender.or(told);
        known.age = known.age.or_else(|| ages::beside(self.article.grammar, &phrase.tokens));
        for word in self.article.words_before(&phrase) {
            self.discourse.say(referent, word);
        }
        self.relate(&phrase, referent);
        self.forget_apposed(&phrase, referent);
        self.mentioned(referent, phrase.tokens.clone());
        self.join_pair(&phrase);
        self.previous = Some((phrase, referent));
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
            let referent = self.discourse.introduce(&pair, "", None, place);
            self.mentioned(referent, tokens);
        }
    }

    fn phrase(&mut self, phrase: Phrase) {
        let document = self.article.document;
        let head = document.lower(phrase.head).to_string();
        if let Some(referent) = self.apposed_to(&phrase).or_else(|| self.said_of(&phrase)) {
            let known = &mut self.discourse.referents[referent];
            known.gender = known.gender.or(phrase.gender);
            descriptions::words(document, &phrase).for_each(|word| self.discourse.say(referent, word));
            return;
        }
        let place = self.place(&phrase.tokens, phrase.role, Form::Description);
        let seeker = Seeker { span: document.span(phrase.tokens.clone()), place, case: None };
        let described = Described {
            phrase: &phrase,
            sentence: place.sentence,
            quoted: place.quote.is_some(),
            possessor: self.possessor(phrase.tokens.start),
        };
        let known = match evident::referent(&self.article, &self.discourse, &self.relations, &described) {
            Some(referent) => {
                self.refer(referent, seeker.span, ReferenceKind::Description);
                Some(referent)
            }
            None => descriptions::choice(&self.article, &self.discourse, &seeker, &phrase)
                .and_then(|choice| self.decide(&choice, ReferenceKind::Description)),
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
        self.join_pair(&phrase);
        self.previous = Some((phrase, referent));
    }

    fn unnamed(&mut self, phrase: &Phrase, head: &str, place: Place) -> usize {
        let again = if phrase.article == referents::Article::Definite {
            self.discourse.unnamed(head, phrase.plural)
        } else {
            None
        };
        match again {
            Some(referent) => {
                self.discourse.mention(referent, place);
                referent
            }
            None => self.discourse.introduce(phrase, head, phrase.gender, place),
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
        let role = pronouns::role(&self.article, &pronoun);
        let place = self.place(&tokens, role, Form::Pronoun(pronoun.class));
        let span = self.article.document.span(tokens.clone());
        let seeker = Seeker { span, place, case: Some(pronoun.case) };
        let choice = pronouns::choice(&self.article, &self.discourse, &seeker, &pronoun);
        if let Some(referent) = self.decide(&choice, ReferenceKind::Pronoun) {
            let known = &mut self.discourse.referents[referent];
            if known.kind == Kind::Person {
                known.gender = known.gender.or(pronouns::gender(pronoun.class));
            }
            self.discourse.mention(referent, place);
            self.mentioned(referent, tokens);
        }
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
        self.refer(referent, document.span(tokens), ReferenceKind::Description);
    }

    /// Notes a reference to `referent`, where that is an entity.
    fn refer(&mut self, referent: usize, span: Span, kind: ReferenceKind) {
        if let Some(entity) = self.discourse.referents[referent].entity {
            self.found.push(ResolvedReference { entity, reference: Reference { span, kind } });
        }
    }

    /// The referent that the judge chooses, noted as a reference where it is an entity.
    fn decide(&mut self, choice: &Choice, kind: ReferenceKind) -> Option<usize> {
        let chosen = choice.candidates.get(self.judge.choose(choice)?)?;
        self.refer(chosen.referent, choice.span, kind);
        let entity = self.discourse.referents[chosen.referent].entity;
        (entity.is_some() || choice.anaphor != Anaphor::Description).then_some(chosen.referent)
    }
}

impl Article<'_, '_> {
    /// The direct quote that holds `span`.
    pub(super) fn quote_of(&self, span: Span) -> Option<usize> {
        let behind = self.statements.partition_point(|statement| statement.span.start <= span.start);
        let from = behind.saturating_sub(3);
        (from..behind).rev().find(|&index| {
            self.statements[index].kind == QuoteKind::Direct && self.statements[index].span.contains(span)
        })
    }

    /// The entity that says the direct quote `quote`, where a name says so.
    pub(super) fn speaker_of(&self, quote: usize) -> Option<usize> {
        self.names.entity_of[self.statements.get(quote)?.speaker_name()?]
    }

    /// The sex that an entity's names tell.
    fn gender_of(&self, entity: usize) -> Option<Gender> {
        let titled = self.titled[entity];
        let entity = &self.names.entities[entity];
        if entity.label != crate::Label::Person {
            return None;
        }
        let given = |name: &str| gender::of_name(&forms::words(name, Class::Person));
        let told = |title: &String| referents::noun_kind(&title.split(' ').next_back()?.to_lowercase()).1;
        titled.or_else(|| given(&entity.name)).or_else(|| entity.titles.iter().find_map(told))
    }

    /// The words of an entity's own names and titles.
    fn own_words(&self, entity: usize) -> Vec<String> {
        let entity = &self.names.entities[entity];
        entity.titles.iter().take(4).flat_map(|title| forms::words(title, Class::Organisation)).collect()
    }

    /// The words of the phrase that a name ends: "the British prime minister [Ann Lee]".
    fn words_before(&self, phrase: &Phrase) -> Vec<&str> {
        let mut words = Vec::new();
        let mut at = phrase.tokens.start;
        while at > 0 && words.len() < 5 && self.grammar.is_nominal(at - 1) {
            at -= 1;
            words.push(self.document.lower(at));
        }
        words
    }
}

impl PronounClass {
    pub(super) fn is_person(self) -> bool {
        matches!(self, PronounClass::He | PronounClass::She)
    }
}
