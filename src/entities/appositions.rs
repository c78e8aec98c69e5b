//! What stands beside a phrase and means the same: "the school inspector, Joan Pike", "Brightwater, a software company",
//! "Irene Vass is a coach"; and whose somebody is: "his spokesman, Sean Pike".

use super::discourse::Form;
use super::gender::Sex;
use super::referents::{Phrase, ReferentKind, noun_kind};
use super::resolution::Resolver;
use crate::grammar::Role;
use crate::lexicon::{AUXILIARIES, PRONOUNS};
use crate::ranking::Judge;
use crate::recognition::{PartOfSpeech, Relation};

impl<J: Judge> Resolver<'_, '_, '_, J> {
    /// "His spokesman, Sean Pike": whose spokesman the name is.
    pub(super) fn relate(&mut self, phrase: &Phrase, referent: usize) {
        let document = self.article.document;
        let comma = document.lower_at(phrase.tokens.start.checked_sub(1)) == ",";
        let end = phrase.tokens.start - usize::from(comma);
        let first =
            (end.saturating_sub(5)..end).rev().take_while(|&index| self.article.grammar.is_nominal(index)).last();
        let first = first.unwrap_or(end);
        // "Ukraine's president, Ivan Bondar"; no word of "the minister's wife, Ida Holm"
        let owned = matches!(document.lower_at(first.checked_sub(1)), "'s" | "'");
        let owner = document.lower_at(first.checked_sub(2).filter(|_| owned));
        if !owner.is_empty() && noun_kind(owner).0 != ReferentKind::Person {
            self.discourse.say(referent, owner);
        }
        if first == end {
            return;
        }
        if let Some(possessor) = first.checked_sub(1).and_then(|pronoun| self.possessor(pronoun)) {
            self.relations.insert((possessor, document.lower(end - 1).to_string()), referent);
        }
    }

    /// The entity of the possessive pronoun at token `index`.
    pub(super) fn possessor(&self, index: usize) -> Option<usize> {
        self.resolved(index).filter(|_| self.article.grammar.part(index) == PartOfSpeech::PossessivePronoun)
    }

    /// The entity of the pronoun at token `index`, which stands close by.
    pub(super) fn resolved(&self, index: usize) -> Option<usize> {
        let span = self.article.document.tokens()[index].span;
        self.found.iter().rev().take(4).find(|found| found.reference.span == span).map(|found| found.entity)
    }

    /// "The school inspector, Joan Pike": the phrase before the name is no other person.
    pub(super) fn forget_apposed(&mut self, phrase: &Phrase, referent: usize) {
        let beside = self.before_comma(phrase).or_else(|| self.heads_apposition(phrase));
        if let Some(other) = beside {
            let head = self.discourse.referents[other].head.clone();
            self.discourse.say(referent, &head);
            self.discourse.join(referent, other);
        }
    }

    /// The unnamed one of the kind of `phrase` right before a comma before it.
    fn before_comma(&self, phrase: &Phrase) -> Option<usize> {
        let (before, other) = self.previous.as_ref()?;
        let comma = self.article.document.lower_at(Some(before.tokens.end)) == ",";
        let apposed = comma && before.tokens.end + 1 == phrase.tokens.start && before.entity.is_none();
        (apposed && before.kind == phrase.kind && !before.plural).then_some(*other)
    }

    /// The unnamed person beside whom the parse puts the name `phrase`: "the man behind the band, its singer Joan Pike,".
    fn heads_apposition(&self, phrase: &Phrase) -> Option<usize> {
        let grammar = self.article.grammar;
        let apposed = phrase.kind == ReferentKind::Person && grammar.relation(phrase.head) == Relation::Apposition;
        let head = grammar.head(phrase.head).filter(|head| apposed && *head < phrase.tokens.start)?;
        self.discourse.people().find(|&index| {
            let other = &self.discourse.referents[index];
            other.entity.is_none() && other.last.token == head
        })
    }

    /// The pronoun of which a verb says that it is the person `phrase`, or the verb where it says so of nobody: "she is a
    /// teacher", "to be a good teacher". There is no further person in it.
    pub(super) fn predicated(&self, phrase: &Phrase) -> Option<usize> {
        let grammar = self.article.grammar;
        if phrase.kind != ReferentKind::Person || phrase.plural || grammar.relation(phrase.head) != Relation::Attribute
        {
            return None;
        }
        let verb = grammar.head(phrase.head)?;
        match grammar.subject_of(verb) {
            Some(subject) => is_pronoun(grammar.lower(subject)).then_some(subject),
            None => (grammar.lower(verb) == "be").then_some(verb),
        }
    }

    /// "The first witness was Inspector Joan Pike": the one with whom the sentence begins is no other person.
    pub(super) fn forget_opener(&mut self, phrase: &Phrase, referent: usize) {
        if phrase.kind != ReferentKind::Person {
            return;
        }
        let Some(opener) = self.opener.take() else { return };
        let titles = self.article.words_before(phrase).len();
        let before = self.article.document.lower_at((phrase.tokens.start - titles).checked_sub(1));
        let is_told = self.subject_of_attribute(phrase) == Some(self.discourse.referents[opener].last.token);
        if is_told || matches!(AUXILIARIES.get(before), Some("be" | "be past")) {
            let head = self.discourse.referents[opener].head.clone();
            self.discourse.say(referent, &head);
            self.discourse.join(referent, opener);
        }
    }

    /// The subject of which a verb says that it is `phrase`: "The first witness was Inspector Joan Pike".
    fn subject_of_attribute(&self, phrase: &Phrase) -> Option<usize> {
        let grammar = self.article.grammar;
        let verb = grammar.head(phrase.head).filter(|_| grammar.relation(phrase.head) == Relation::Attribute)?;
        grammar.subject_of(verb)
    }

    /// "Ida Holm and Nils Holm" are also one group, which "they" may mean.
    pub(super) fn join_pair(&mut self, phrase: &Phrase) {
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

    /// The named thing right before a comma that `phrase` says something of: "Brightwater, a software company".
    pub(super) fn apposed_to(&self, phrase: &Phrase) -> Option<usize> {
        let (before, referent) = self.previous.as_ref()?;
        let document = self.article.document;
        let comma = document.lower_at(Some(before.tokens.end)) == ",";
        let apposed = comma && before.tokens.end + 1 == phrase.tokens.start && before.entity.is_some();
        let follows = document.lower_at(Some(phrase.tokens.end));
        let list = matches!(follows, "and" | "or");
        // "At Harwood, the union voted": the sentence goes on with it.
        let opens = phrase.role == Role::Subject && before.role != Role::Subject && follows != ",";
        (apposed && before.kind == phrase.kind && !phrase.plural && !list && !opens).then_some(*referent)
    }

    /// The subject of a form of "be" before `phrase`: "Irene Vass is a coach".
    pub(super) fn said_of(&self, phrase: &Phrase) -> Option<usize> {
        let document = self.article.document;
        let before = document.lower_at(phrase.tokens.start.checked_sub(1));
        if before != "as" && !matches!(AUXILIARIES.get(before), Some("be" | "be past" | "link")) {
            return None;
        }
        let (subject, referent) = self.previous.as_ref()?;
        let close = phrase.tokens.start.saturating_sub(subject.tokens.end) <= 3;
        (close && subject.role == Role::Subject && subject.kind == phrase.kind).then_some(*referent)
    }
}

fn is_pronoun(word: &str) -> bool {
    word == "who" || PRONOUNS.get(word).is_some_and(|first| !matches!(first, "it" | "they"))
}
