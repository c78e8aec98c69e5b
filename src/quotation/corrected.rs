//! What a person has said of quotes: that there is one or none, and who speaks.

use super::{Statement, outside, source_names};
use crate::corrections::Correction;
use crate::grammar::Grammar;
use crate::lexicon::PRONOUNS;
use crate::{QuoteKind, Span};

/// Puts `statements`, which are in order, right by `corrections`.
pub(super) fn settle(grammar: &Grammar, statements: &mut Vec<Statement>, corrections: &[Correction]) {
    for correction in corrections {
        match *correction {
            Correction::Quote { span, kind } => put(statements, span, kind),
            Correction::Speaker { span, speaker } => speak(grammar, statements, span, speaker),
            _ => {}
        }
    }
}

/// Makes a quote of what stands at `span`, in the place of all that it overlaps, save one that stands there already.
fn put(statements: &mut Vec<Statement>, span: Span, kind: Option<QuoteKind>) {
    let mut made = None;
    if let Some(kind) = kind {
        let there = statements.iter().find(|statement| statement.span == span);
        made =
            Some(Statement { kind, score: Some(1.0), ..there.cloned().unwrap_or_else(|| Statement::bare(span, kind)) });
    }
    let stays = |statement: &Statement| !statement.span.overlaps(span) || kind.is_some() && statement.span == span;
    let stay: Vec<bool> = statements.iter().map(stays).collect();
    *statements = outside::keep(std::mem::take(statements), &stay);
    let Some(made) = made else { return };
    let place = statements.partition_point(|statement| statement.span < span);
    if statements.get(place).is_some_and(|statement| statement.span == span) {
        // What it continues and stands within has been put right with the others.
        let Statement { continues, within, .. } = statements[place];
        statements[place] = Statement { continues, within, ..made };
        return;
    }
    for statement in statements.iter_mut() {
        for index in statement.continues.iter_mut().chain(&mut statement.within) {
            *index += usize::from(*index >= place);
        }
    }
    statements.insert(place, made);
}

/// Gives the quote at `span`, what continues it, and what the same source was found to say with it, its speaker.
fn speak(grammar: &Grammar, statements: &mut [Statement], span: Span, speaker: Option<Span>) {
    let source = speaker.map(|speaker| grammar.document.tokens_in(speaker));
    let names = source.map(|source| source_names::read(grammar, &source)).unwrap_or_default();
    let found = statements.iter().find(|statement| statement.span == span).cloned();
    let pronoun = found.as_ref().and_then(|found| found.speaker).filter(|&phrase| is_pronoun(grammar, phrase));
    let mut spoken = vec![false; statements.len()];
    for (index, statement) in statements.iter_mut().enumerate() {
        let goes_on = statement.continues.is_some_and(|before| spoken[before]);
        let together = found.as_ref().is_some_and(|found| is_said_with(statement, found));
        if statement.span != span && !goes_on && !together {
            continue;
        }
        spoken[index] = true;
        // No speaker stands between the marks of his own words.
        let apart = |speaker: &Span| statement.kind == QuoteKind::Indirect || !speaker.overlaps(statement.span);
        statement.pronoun = statement.pronoun.or(pronoun).filter(|pronoun| speaker != Some(*pronoun));
        statement.speaker = speaker.filter(apart);
        statement.speaker_names.clone_from(&names.speaking);
        statement.affiliation = names.affiliation;
        statement.unnamed = speaker.is_none();
        (statement.sieve, statement.speaker_score, statement.score) = (None, Some(1.0), Some(1.0));
    }
}

fn is_pronoun(grammar: &Grammar, phrase: Span) -> bool {
    PRONOUNS.contains(&phrase.of(grammar.document.text()).to_lowercase())
}

/// Whether the words that say `found` were found to say `statement` too: by the same cue ("No," she said, "not yet."), or by
/// none of its own, as what goes on behind it.
fn is_said_with(statement: &Statement, found: &Statement) -> bool {
    let same = found.speaker.is_some() && statement.speaker == found.speaker;
    same && match statement.cue {
        Some(cue) => found.cue == Some(cue),
        None => statement.span.start > found.span.start,
    }
}
