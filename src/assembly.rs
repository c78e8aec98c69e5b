//! The last step: what all stages found, brought together into what leaves the library.

use crate::annotations::{Annotations, Aside, Mention, Quote, Reference, ReferenceKind};
use crate::document::Document;
use crate::entities::{Names, ResolvedReference};
use crate::grammar::is_relative_pronoun;
use crate::quotation::{LEAST_SURE, Statement};
use crate::recognition::Recognition;
use crate::span::Span;

/// Brings the results of all stages together into what leaves the library.
///
/// `values` stand beside `recognition.mentions`, one for each. A statement's entity is looked up here: the entity of a
/// name inside its speaker's noun phrase, or that of the reference which the speaker is.
pub(crate) fn assemble(
    document: &Document,
    recognition: Recognition,
    values: Vec<Option<String>>,
    names: Names,
    statements: Vec<Statement>,
    references: Vec<ResolvedReference>,
) -> Annotations {
    let text = document.text();
    let mentions = recognition
        .mentions
        .iter()
        .zip(values)
        .enumerate()
        .map(|(index, (found, value))| Mention {
            span: found.span,
            label: found.label,
            text: found.span.of(text).to_string(),
            entity: names.entity_of[index],
            value,
            score: found.score,
            metonym: names.metonyms.contains(&index),
            corrected: false,
        })
        .collect();
    let mut entities = names.entities;
    for reference in &references {
        entities[reference.entity].references.push(reference.reference);
    }
    for entity in &mut entities {
        entity.references.sort_by_key(|reference| reference.span);
    }
    let mut references = references;
    references.sort_by_key(|found| found.reference.span);
    let quotes =
        statements.into_iter().map(|statement| quote(text, statement, &names.entity_of, &references)).collect();
    Annotations {
        date: document.date().map(|date| date.to_string()),
        sentences: document.sentences().iter().map(|sentence| sentence.span).collect(),
        mentions,
        entities,
        quotes,
        asides: document
            .blocks()
            .iter()
            .filter(|block| !block.kind.is_article())
            .map(|block| Aside { span: block.span, kind: block.kind })
            .collect(),
    }
}

/// The reference that the speaker is: as a whole, or up to a clause that tells more of him or her ("the clerk who ...").
/// `references` are in order.
fn referred<'a>(text: &str, references: &'a [ResolvedReference], speaker: Span) -> Option<&'a ResolvedReference> {
    let first = references.partition_point(|found| found.reference.span.start < speaker.start);
    let mut same = references[first..].iter().take_while(|found| found.reference.span.start == speaker.start);
    let heads = |found: &&ResolvedReference| {
        let Reference { span, kind } = found.reference;
        let clause = || {
            text[span.end..]
                .strip_prefix(' ')
                .and_then(|rest| rest.split_once(' '))
                .is_some_and(|(word, _)| is_relative_pronoun(word))
        };
        span == speaker || kind == ReferenceKind::Description && span.end < speaker.end && clause()
    };
    same.find(heads)
}

/// What leaves the library of a statement. `entity_of` says whom mentions name. A quote is no surer than whom a pronoun means
/// that speaks it.
fn quote(text: &str, statement: Statement, entity_of: &[Option<usize>], references: &[ResolvedReference]) -> Quote {
    let mut entities: Vec<usize> = Vec::new();
    for entity in statement.speaker_names.iter().filter_map(|&mention| entity_of[mention]) {
        if !entities.contains(&entity) {
            entities.push(entity);
        }
    }
    let mut score = statement.score;
    if statement.speaker_score.is_some_and(|score| score < LEAST_SURE) {
        entities.clear();
    } else if entities.is_empty()
        && let Some(reference) = statement.speaker.and_then(|speaker| referred(text, references, speaker))
    {
        entities.push(reference.entity);
        score = score.map(|score| score * reference.probability);
    }
    Quote {
        span: statement.span,
        kind: statement.kind,
        text: statement.span.of(text).to_string(),
        speaker: statement.speaker,
        entity: entities.first().copied(),
        affiliation: statement.affiliation.and_then(|mention| entity_of[mention]).filter(|_| entities.is_empty()),
        entities,
        cue: statement.cue,
        continues: statement.continues,
        stance: statement.stance,
        clause: statement.clause,
        within: statement.within,
        sieve: statement.sieve.map(str::to_string),
        score,
        corrected: false,
        unnamed: statement.unnamed,
    }
}
