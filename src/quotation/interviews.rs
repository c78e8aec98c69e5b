//! Interviews that are told: the writer asks, and one person answers, now with "he says" and now without a word.

use super::sieves::Sieve;
use super::{LEAST_SURE, Statement, quote_of};
use crate::entities::Names;
use crate::grammar::{Grammar, is_report};
use crate::{Entity, Label, QuoteKind};
use std::collections::{HashMap, HashSet};

/// So often the writer speaks with somebody, somebody is named, and speaks by name.
const TALKS: usize = 2;
const MENTIONS: usize = 3;
const ANSWERS_BY_NAME: usize = 3;
/// How probable it is that a paragraph of an interview in marks is what its person says: an estimate, no set has enough of them.
const ANSWERS: f32 = 0.8;

/// An interview.
pub(crate) struct Interview {
    /// The entity of the person who answers.
    pub(crate) person: usize,
    /// How many whole quotes have that name for their speaker, and how many at most another one.
    answers: usize,
    others: usize,
    /// The sentences in which the writer says "I" or "me".
    sentences: HashSet<usize>,
}

impl Interview {
    /// The interview that the article is: with the person who is named most, and of whom nobody speaks more often by
    /// name, where the writer says that they talked, beside an answer ("I ask", "she tells me").
    pub(crate) fn of(grammar: &Grammar, names: &Names, statements: &[Statement]) -> Option<Self> {
        let document = grammar.document;
        let own: Vec<usize> = (0..document.tokens().len())
            .filter(|&token| {
                matches!(document.word(token), "I" | "me")
                    && quote_of(statements, document.tokens()[token].span).is_none()
            })
            .collect();
        if own.len() < TALKS {
            return None;
        }
        let person = most_named(names)?;
        let talks =
            |token: &&usize| talks(grammar, names, person, **token) && is_beside_answer(grammar, statements, **token);
        if own.iter().filter(talks).count() < TALKS {
            return None;
        }
        let (answers, others) = answers(names, statements, person);
        let sentences = own.into_iter().map(|token| document.sentence_of(token)).collect();
        (answers >= others).then_some(Interview { person, answers, others, sentences })
    }

    /// Whether the writer is part of what `sentence` tells.
    pub(crate) fn is_between_them(&self, sentence: usize) -> bool {
        self.sentences.contains(&sentence)
    }
}

/// The one person whom the article names most.
fn most_named(names: &Names) -> Option<usize> {
    let mentions = names.most_mentions();
    let is_most = |entity: &Entity| entity.label == Label::Person && entity.mentions.len() == mentions;
    let mut most = names.entities.iter().enumerate().filter(|(_, entity)| mentions >= MENTIONS && is_most(entity));
    let (person, _) = most.next()?;
    most.next().is_none().then_some(person)
}

/// How many whole quotes `person` says by name, and how many anybody else does at most.
fn answers(names: &Names, statements: &[Statement], person: usize) -> (usize, usize) {
    let mut spoken: HashMap<usize, usize> = HashMap::new();
    let direct = statements.iter().filter(|statement| statement.kind == QuoteKind::Direct);
    for entity in direct.filter_map(|statement| names.entity_of[statement.speaker_name()?]) {
        *spoken.entry(entity).or_default() += 1;
    }
    (spoken.remove(&person).unwrap_or(0), spoken.into_values().max().unwrap_or(0))
}

/// Whether the token `token` stands in the paragraph of words quoted whole, or beside it.
fn is_beside_answer(grammar: &Grammar, statements: &[Statement], token: usize) -> bool {
    let block = grammar.document.block_of(token);
    let behind =
        statements.partition_point(|statement| statement.span.start < grammar.document.tokens()[token].span.start);
    let near = &statements[behind.saturating_sub(3)..(behind + 3).min(statements.len())];
    near.iter().any(|statement| {
        let spoken = grammar.document.block_of(grammar.document.tokens_in(statement.span).start);
        statement.kind == QuoteKind::Direct && spoken.abs_diff(block) <= 1
    })
}

/// "I ask"; "tells me", of `person` or of "he" and "she".
fn talks(grammar: &Grammar, names: &Names, person: usize, token: usize) -> bool {
    if grammar.document.word(token) == "I" {
        let verb = grammar.lower(token + 1);
        return is_report(verb) || is_report(&format!("{verb}s"));
    }
    let Some(verb) = token.checked_sub(1).filter(|&verb| is_report(grammar.lower(verb))) else { return false };
    grammar.subject_of(verb).is_some_and(|subject| {
        let named = grammar.mention(subject).is_some_and(|mention| names.entity_of[mention] == Some(person));
        named || matches!(grammar.lower(subject), "he" | "she")
    })
}

/// Gives to the person of an interview the paragraphs in marks that nobody in particular says, where that person speaks by
/// name again and again, and twice as often as anybody else.
pub(super) fn settle(grammar: &Grammar, names: &Names, statements: &mut [Statement]) {
    let sure = |interview: &Interview| interview.answers >= ANSWERS_BY_NAME.max(2 * interview.others);
    let Some(interview) = Interview::of(grammar, names, statements).filter(sure) else { return };
    let mentions = &grammar.recognition.mentions;
    let alone = |statement: &Statement| {
        let tokens = grammar.document.tokens_in(statement.span);
        statement.kind == QuoteKind::Direct && statement.continues.is_none() && grammar.block(tokens.start) == tokens
    };
    let unsure = |statement: &Statement| statement.speaker_score.is_none_or(|score| score < LEAST_SURE);
    for statement in statements.iter_mut().filter(|statement| unsure(statement) && alone(statement)) {
        let before = mentions.partition_point(|mention| mention.span.start < statement.span.start);
        let Some(name) = (0..before).rev().find(|&mention| names.entity_of[mention] == Some(interview.person)) else {
            continue;
        };
        statement.speaker = Some(mentions[name].span);
        statement.speaker_names = vec![name];
        (statement.affiliation, statement.cue) = (None, None);
        statement.sieve = Some(Sieve::Interview.name());
        (statement.speaker_score, statement.score) = (Some(ANSWERS), Some(ANSWERS));
    }
}
