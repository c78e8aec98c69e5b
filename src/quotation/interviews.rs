//! Interviews that are told: the writer asks, and one person answers, now with "he says" and now without a word.

use super::sieves::Sieve;
use super::Statement;
use crate::entities::Names;
use crate::grammar::{Grammar, is_report};
use crate::{Label, QuoteKind};
use std::collections::{HashMap, HashSet};

/// So often the writer speaks with somebody, and somebody is named.
const TALKS: usize = 2;
const MENTIONS: usize = 3;
/// A speaker of a lower probability than this is nobody in particular.
const LEAST_SURE: f32 = 0.4;
/// How probable it is that a paragraph of an interview in marks is what its person says: an estimate, no set has enough of them.
const ANSWERS: f32 = 0.8;

/// An interview.
pub(crate) struct Interview {
    /// The entity of the person who answers.
    pub(crate) person: usize,
    /// The sentences in which the writer says "I" or "me".
    sentences: HashSet<usize>,
}

impl Interview {
    /// The interview that the article is: with the person who is named most, and of whom nobody speaks more often by
    /// name, where the writer says that they talked ("I ask", "she tells me").
    pub(crate) fn of(grammar: &Grammar, names: &Names, statements: &[Statement]) -> Option<Self> {
        let document = grammar.document;
        let own: Vec<usize> = (0..document.tokens().len())
            .filter(|&token| matches!(document.word(token), "I" | "me") && !is_quoted(grammar, statements, token))
            .collect();
        if own.iter().filter(|&&token| talks(grammar, token)).count() < TALKS {
            return None;
        }
        let person = most_named(names)?;
        let mut spoken: HashMap<usize, usize> = HashMap::new();
        for entity in statements.iter().filter_map(|statement| names.entity_of[statement.speaker_name()?]) {
            *spoken.entry(entity).or_default() += 1;
        }
        let sentences = own.into_iter().map(|token| document.sentence_of(token)).collect();
        let most = spoken.values().copied().max().unwrap_or(0);
        (spoken.get(&person).copied().unwrap_or(0) == most).then_some(Interview { person, sentences })
    }

    /// Whether the writer is part of what `sentence` tells.
    pub(crate) fn is_between_them(&self, sentence: usize) -> bool {
        self.sentences.contains(&sentence)
    }
}

/// The one person whom the article names most.
fn most_named(names: &Names) -> Option<usize> {
    let people = || names.entities.iter().enumerate().filter(|(_, entity)| entity.label == Label::Person);
    let mentions = people().map(|(_, entity)| entity.mentions.len()).max().filter(|most| *most >= MENTIONS)?;
    let mut most = people().filter(|(_, entity)| entity.mentions.len() == mentions);
    let (person, _) = most.next()?;
    most.next().is_none().then_some(person)
}

fn is_quoted(grammar: &Grammar, statements: &[Statement], token: usize) -> bool {
    let span = grammar.document.tokens()[token].span;
    let behind = statements.partition_point(|statement| statement.span.start <= span.start);
    let near = &statements[behind.saturating_sub(3)..behind];
    near.iter().any(|statement| statement.kind == QuoteKind::Direct && statement.span.contains(span))
}

/// "I ask", "tells me".
fn talks(grammar: &Grammar, token: usize) -> bool {
    match grammar.document.word(token) {
        "I" => {
            let verb = grammar.lower(token + 1);
            is_report(verb) || is_report(&format!("{verb}s"))
        }
        _ => is_report(grammar.lower_before(token)),
    }
}

/// Gives to the person of an interview the paragraphs in marks that nobody in particular says.
pub(super) fn settle(grammar: &Grammar, names: &Names, statements: &mut [Statement]) {
    let Some(interview) = Interview::of(grammar, names, statements) else { return };
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
