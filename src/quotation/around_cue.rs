//! What a report reports around its cue: beside "according to", and in a relative clause that the cue breaks.

use super::circumstances::FARTHEST;
use super::clause_ends::is_inner_comma;
use super::positions::sentence_part;
use super::reportable::is_clause;
use super::reports::Report;
use super::subjects::is_apposition;
use crate::grammar::{Class, Grammar, is_relative, is_relative_pronoun};
use std::ops::Range;

/// "According to the minister, the harbour ...", "The harbour ..., according to the minister."
pub(super) fn around_phrase(grammar: &Grammar, report: &Report) -> Option<Range<usize>> {
    let source = report.source.as_ref()?;
    let sentence = part_beside(grammar, report);
    let opens = report.tokens.start <= sentence.start + 1;
    if opens {
        let limit = sentence.end.min(source.end + FARTHEST);
        let comma = |from: usize| (from..limit).find(|&token| grammar.class(token) == Class::Comma);
        let first = comma(source.end).unwrap_or(limit);
        // "According to police the man was armed."
        if (source.end..first).any(|token| grammar.class(token).is_verbal()) {
            return Some(source.end..sentence.end).filter(|clause| is_clause(grammar, clause.clone()));
        }
        if first == limit {
            return None;
        }
        // "According to Maja Lund, an economist at the bank, prices will rise", "according to the Herald, which saw the letter,".
        let second = comma(first + 1).filter(|&second| {
            let beside = is_apposition(grammar, first + 1..second)
                && !(first..second).any(|token| grammar.class(token).is_verbal());
            (beside || is_relative(grammar.lower(first + 1)))
                && (second..sentence.end).any(|token| grammar.class(token).is_verbal())
        });
        return Some(second.unwrap_or(first) + 1..sentence.end);
    }
    if let Some(gap) = relative_gap(grammar, report) {
        return Some(gap);
    }
    // "The firm, according to court papers, hid the losses."
    let whole = (sentence.start..report.tokens.start).any(|token| grammar.class(token).is_verbal());
    let verb = grammar.class(source.end + 1).is_verbal() || grammar.class(source.end + 1) == Class::Adverb;
    let goes_on = grammar.class(source.end) == Class::Comma && (verb || !whole);
    Some(sentence.start..if goes_on { sentence.end } else { report.tokens.start })
}

/// The part of the sentence in which the phrase of `report` stands: in a bracket, or behind a colon, no more than that.
fn part_beside(grammar: &Grammar, report: &Report) -> Range<usize> {
    let part = sentence_part(grammar, report.tokens.start);
    let before = report.tokens.start.saturating_sub(1);
    if grammar.document.word(before) == ":" && before > part.start {
        return before + 1..part.end;
    }
    let bracket = |token: &usize| matches!(grammar.document.word(*token), "(" | ")");
    let open = (part.start..report.tokens.start).rev().find(bracket);
    let close = (report.tokens.end..part.end).find(bracket);
    match (open, close) {
        (Some(open), Some(close)) if grammar.document.word(open) == "(" && grammar.document.word(close) == ")" => {
            open + 1..close
        }
        _ => part,
    }
}

/// "The man, who police say was armed, fled", "a policy which, according to the agency, breaks the law": the rest of the
/// relative clause is what is reported.
pub(super) fn relative_gap(grammar: &Grammar, report: &Report) -> Option<Range<usize>> {
    let sentence = grammar.sentence(report.tokens.start);
    let comma_before = usize::from(grammar.class_before(report.tokens.start) == Class::Comma);
    let pronoun = report.tokens.start.checked_sub(1 + comma_before).filter(|&token| token >= sentence.start)?;
    let relative = is_relative_pronoun(grammar.lower(pronoun));
    let start = report.tokens.end + usize::from(comma_before > 0 && grammar.class(report.tokens.end) == Class::Comma);
    let verb = (start..start + 3).find(|&token| grammar.class(token) != Class::Adverb)?;
    if !relative || report.borrowed || !grammar.class(verb).is_verbal() || verb >= sentence.end {
        return None;
    }
    let end = if grammar.class_before(pronoun) == Class::Comma || comma_before > 0 {
        (verb..sentence.end).find(|&token| grammar.class(token) == Class::Comma && !is_inner_comma(grammar, token))
    } else {
        let next = |token: &usize| grammar.class(*token).is_verbal() && !grammar.class_before(*token).is_verbal();
        (verb + 1..sentence.end).filter(next).find(|&token| !is_in_group(grammar, verb, token))
    };
    Some(start..end.unwrap_or(sentence.end))
}

/// Whether the verb at `token` belongs to the group that begins at `verb`: "is not thought".
fn is_in_group(grammar: &Grammar, verb: usize, token: usize) -> bool {
    (verb..token).all(|at| matches!(grammar.class(at), Class::Auxiliary | Class::Adverb | Class::Verb))
}
