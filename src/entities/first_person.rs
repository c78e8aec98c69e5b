//! "I" in a quotation is its speaker.

use super::{Names, ResolvedReference};
use crate::lexicon::PRONOUNS;
use crate::quotation::Statement;
use crate::{Document, Label, QuoteKind, Reference, ReferenceKind, Span};
use std::collections::HashMap;

/// How sure a quote's speaker must be for "I"; and for the "we" of a person.
const LEAST_SURE: f32 = 0.85;
const SURE_OF_WE: f32 = 0.9;

/// Resolves the pronouns of the first person in direct and mixed quotes to those who speak there. `references` are what
/// is resolved already: a speaker may itself be a pronoun or a description.
pub(super) fn first_person(
    document: &Document,
    names: &Names,
    statements: &[Statement],
    references: &[ResolvedReference],
) -> Vec<ResolvedReference> {
    let speakers = Speakers::new(names, references);
    let bodies = names.entities.iter().any(|entity| entity.label == Label::Org);
    let mut found = Vec::new();
    let mut next = 0;
    for statement in statements.iter().filter(|statement| is_surely_spoken(statement)) {
        let Some(entity) = speakers.speaker(statement) else { continue };
        let sure = statement.score.is_none_or(|score| score >= SURE_OF_WE);
        let tokens = document.tokens_in(statement.span);
        for index in tokens.start.max(next)..tokens.end {
            if is_first_person(document, index, names.entities[entity].label, sure && !bodies) {
                let span = document.span(index..index + 1);
                let reference = Reference { span, kind: ReferenceKind::Pronoun };
                found.push(ResolvedReference { entity, reference, probability: statement.score.unwrap_or(1.0) });
            }
        }
        next = next.max(tokens.end);
    }
    found
}

/// Drops from `references` the pronouns of the third person in direct quotes that were taken for those who speak there:
/// nobody speaks so of himself.
pub(super) fn drop_own(
    document: &Document,
    names: &Names,
    statements: &[Statement],
    references: &mut Vec<ResolvedReference>,
) {
    let speakers = Speakers::new(names, references);
    let spoken: Vec<(Span, Option<usize>)> = (statements.iter())
        .filter(|statement| statement.kind == QuoteKind::Direct)
        .map(|statement| (statement.span, speakers.speaker(statement)))
        .collect();
    references.retain(|ResolvedReference { entity, reference, .. }| {
        let behind = spoken.partition_point(|(span, _)| span.start <= reference.span.start);
        let quote = behind.checked_sub(1).map(|quote| spoken[quote]).filter(|(span, _)| span.contains(reference.span));
        let third = matches!(PRONOUNS.get(&reference.span.of(document.text()).to_lowercase()), Some("he" | "she"));
        !(third && quote.is_some_and(|(_, speaker)| speaker == Some(*entity)))
    });
}

/// The entities behind the speakers of statements: by their names, or by what pronouns and descriptions refer to.
struct Speakers<'a> {
    names: &'a Names,
    resolved: HashMap<Span, usize>,
}

impl<'a> Speakers<'a> {
    fn new(names: &'a Names, references: &[ResolvedReference]) -> Self {
        let resolved = references.iter().map(|found| (found.reference.span, found.entity)).collect();
        Speakers { names, resolved }
    }

    fn speaker(&self, statement: &Statement) -> Option<usize> {
        let named = statement.speaker_name().and_then(|mention| self.names.entity_of[mention]);
        named.or_else(|| self.resolved.get(&statement.speaker?).copied())
    }
}

/// A speaker that is only carried over from what stands before is often another one than the "I" of the quote.
fn is_surely_spoken(statement: &Statement) -> bool {
    let spoken = matches!(statement.kind, QuoteKind::Direct | QuoteKind::Mixed);
    spoken && statement.score.is_none_or(|score| score >= LEAST_SURE)
}

/// A person says "I"; an organisation or a country says "we". The "we" of a person is mostly a company, a party, a team; it
/// is the speaker only where, as `alone` tells, the article names no organisation that it could mean.
fn is_first_person(document: &Document, index: usize, speaker: Label, alone: bool) -> bool {
    match PRONOUNS.get(document.lower(index)) {
        Some("i") => document.word(index) != "i" && speaker == Label::Person,
        Some("we") => (speaker != Label::Person || alone) && document.word(index) != "US",
        _ => false,
    }
}
