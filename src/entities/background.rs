//! What is known of an article before its pronouns and descriptions are resolved.

use super::discourse::Discourse;
use super::gender::{self, Evidence, Sex};
use super::referents::Phrase;
use super::speeches::{self, Speech, Speeches};
use super::written_names::{self, NameClass};
use super::{Names, ages, corrected, deaths};
use crate::grammar::Grammar;
use crate::quotation::{self, Interview, Statement};
use crate::recognition::Relation;
use crate::{Document, Label, Span};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// How sure the parse must be of what a pronoun is the subject of.
const SURE_OF_HEAD: f32 = 0.8;

/// Everything that is known before references are resolved.
pub(super) struct Background<'article, 'text> {
    pub(super) document: &'article Document<'text>,
    pub(super) names: &'article Names,
    pub(super) statements: &'article [Statement],
    pub(super) grammar: &'article Grammar<'article>,
    pub(super) speeches: Speeches,
    /// The mentions of the person who is named most.
    pub(super) most_mentions: usize,
    /// Those who have died, as the article tells anywhere.
    pub(super) dead: Vec<bool>,
    /// By ages that stand beside names, the one person of that age; `None` where there are several.
    pub(super) aged: HashMap<u8, Option<usize>>,
    /// Where the article is one: worked out from the statements as they are by now, since corrections may have changed them.
    pub(super) interview: Option<Interview>,
    /// Of which pronouns and descriptions a person has told whom they mean.
    pub(super) told: BTreeMap<Span, Option<usize>>,
}

impl<'article, 'text> Background<'article, 'text> {
    pub(super) fn of(
        grammar: &'article Grammar<'text>,
        names: &'article Names,
        statements: &'article [Statement],
    ) -> Self {
        let (document, recognition) = (grammar.document, grammar.recognition);
        let mut background = Background {
            document,
            names,
            statements,
            grammar,
            speeches: Speeches::of(document, recognition, names, statements),
            most_mentions: names.most_mentions(),
            dead: vec![false; names.entities.len()],
            aged: HashMap::new(),
            interview: Interview::of(grammar, names, statements),
            told: corrected::told(document, names, statements),
        };
        for (tokens, entity) in background.people() {
            background.dead[entity] |= deaths::is_told(document, &tokens);
            if let Some(age) = ages::beside(grammar, &tokens) {
                let one = background.aged.entry(age).or_insert(Some(entity));
                *one = one.filter(|one| *one == entity);
            }
        }
        background
    }

    /// The direct quote that holds `span`.
    pub(super) fn quote_of(&self, span: Span) -> Option<usize> {
        quotation::quote_of(self.statements, span)
    }

    /// The entity that says the direct quote `quote`, where a name says so.
    pub(super) fn speaker_of(&self, quote: usize) -> Option<usize> {
        self.names.entity_of[self.statements.get(quote)?.speaker_name()?]
    }

    /// The one who says the direct quote `quote`, where what says so stands before it.
    pub(super) fn speaker_before(&self, quote: usize, discourse: &Discourse) -> Option<usize> {
        let speaker = self.statements.get(quote)?.speaker?;
        discourse.speaker_at(self.document.tokens_in(speaker).start)
    }

    /// For each entity the sex that its names, and titles before any of them ("Mrs."), tell; or a pronoun, where a person has
    /// told that it means that entity.
    pub(super) fn told_sexes(&self) -> Vec<Sex> {
        let mut sexes: Vec<Sex> = self.names.entities.iter().map(gender::of_entity).collect();
        for (tokens, entity) in self.people() {
            sexes[entity].learn(Evidence::Title, gender::from_title(self.document, &tokens));
        }
        for (span, entity) in self.told.iter().filter_map(|(span, entity)| Some((span, (*entity)?))) {
            if let Some(gender) = gender::of_pronoun(&span.of(self.document.text()).to_lowercase()) {
                sexes[entity] = Sex::by(Evidence::Title, Some(gender));
            }
        }
        sexes
    }

    /// Where people are named, and who.
    fn people(&self) -> Vec<(Range<usize>, usize)> {
        let mentions = self.grammar.recognition.mentions.iter().zip(&self.names.entity_of);
        let people = mentions.filter(|(mention, _)| mention.label == Label::Person);
        people.filter_map(|(mention, entity)| Some((self.document.tokens_in(mention.span), (*entity)?))).collect()
    }

    /// What the name or pronoun at `tokens` says.
    pub(super) fn speech_at(&self, tokens: &std::ops::Range<usize>) -> Option<&Speech> {
        self.speeches.spoken_at(self.document.tokens()[tokens.start].span.start)
    }

    /// The words of an entity's own names and titles.
    pub(super) fn own_words(&self, entity: usize) -> Vec<String> {
        let entity = &self.names.entities[entity];
        entity.titles.iter().take(4).flat_map(|title| written_names::words(title, NameClass::Organisation)).collect()
    }

    /// The words of the phrase that a name ends: "the British prime minister [Ann Lee]".
    pub(super) fn words_before(&self, phrase: &Phrase) -> Vec<&str> {
        let mut words = Vec::new();
        let mut at = phrase.tokens.start;
        // "Major-Gen Pike"
        let hyphen = |at: usize| at > 1 && self.document.word(at - 1) == "-" && self.grammar.is_nominal(at - 2);
        while at > 0 && words.len() < 5 && (self.grammar.is_nominal(at - 1) || hyphen(at)) {
            at -= 1;
            words.push(self.document.lower(at));
        }
        words
    }

    /// The heads of the subjects of the clause that holds `token` and of those around it, from within.
    pub(super) fn governors(&self, token: usize) -> [Option<usize>; 3] {
        let mut found = [None; 3];
        let (mut level, mut last) = (0, None);
        for verb in self.heads(token).filter(|&head| self.grammar.is_verb(head)) {
            let subject = self.grammar.subject_of(verb).filter(|_| level < found.len());
            if subject.is_some() && subject != last {
                found[level] = subject.filter(|&subject| subject < token);
                (level, last) = (level + 1, subject);
            }
        }
        found
    }

    /// The head of the subject, behind `token`, of a clause around that of `token`.
    pub(super) fn later_subject(&self, token: usize) -> Option<usize> {
        let verbs = self.heads(token).filter(|&head| self.grammar.is_verb(head));
        verbs.filter_map(|verb| self.grammar.own_subject(verb)).find(|&subject| subject > token)
    }

    /// The entities that the clause of the subject at `token` names behind it: "He thanked Ruiz for what she did" is about
    /// another than Ruiz (principle C of Chomsky 1981).
    pub(super) fn commanded(&self, token: usize) -> Vec<usize> {
        let grammar = self.grammar;
        let verb =
            grammar.head(token).filter(|&verb| grammar.is_verb(verb) && grammar.relation(token) == Relation::Subject);
        let Some(verb) = verb.filter(|_| grammar.is_sure_of_head(token, SURE_OF_HEAD)) else { return Vec::new() };
        let clause = grammar.subtree(verb);
        let behind = self.document.span(token..clause.end.max(token + 1));
        let quote = self.quote_of(self.document.span(token..token + 1));
        let names = speeches::names_within(grammar.recognition, self.names, behind);
        names
            .filter(|(mention, _)| {
                let name = self.document.tokens_in(mention.span);
                let top = grammar.top_of(&name).unwrap_or(name.start);
                self.quote_of(mention.span) == quote && self.hangs_under(top, verb)
            })
            .map(|(_, entity)| entity)
            .collect()
    }

    /// Whether `token` hangs on `verb`, or on what hangs there, not in a clause that is only joined to that of `verb`.
    fn hangs_under(&self, token: usize, verb: usize) -> bool {
        let joined =
            |at: usize| self.grammar.relation(at) == Relation::Conjunct && self.grammar.own_subject(at).is_some();
        let chain = std::iter::once(token).chain(self.heads(token));
        let mut below = chain.take_while(|&at| !joined(at) || at == verb);
        below.any(|at| at == verb)
    }

    /// Whether `token` stands in a clause or phrase with a preposition before the subject of the clause around it; no
    /// condition, which mostly is of somebody else.
    pub(super) fn is_fronted(&self, token: usize) -> bool {
        let around = |at: &usize| {
            let verb = self.grammar.head(*at).filter(|&verb| self.grammar.is_verb(verb));
            verb.and_then(|verb| self.grammar.own_subject(verb)).is_some_and(|subject| subject > token)
        };
        let part = std::iter::once(token).chain(self.heads(token)).find(around);
        let relation = part.map(|part| self.grammar.relation(part));
        let opener = self.grammar.lower(self.grammar.sentence(token).start);
        matches!(relation, Some(Relation::AdverbialClause | Relation::Preposition))
            && !matches!(opener, "if" | "unless" | "until")
    }

    /// Whether `token` stands in a clause that is part of another.
    pub(super) fn is_embedded(&self, token: usize) -> bool {
        use Relation::{AdverbialClause, ClausalComplement, NounModifyingClause, RelativeClause};
        let within =
            |relation| matches!(relation, AdverbialClause | ClausalComplement | NounModifyingClause | RelativeClause);
        self.heads(token).any(|head| within(self.grammar.relation(head)))
    }

    /// What `token` hangs on, what that hangs on, and so on.
    fn heads(&self, token: usize) -> impl Iterator<Item = usize> {
        /// No clause lies deeper.
        const DEPTH: usize = 24;
        std::iter::successors(self.grammar.head(token), |&head| self.grammar.head(head)).take(DEPTH)
    }
}
