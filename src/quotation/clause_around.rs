//! Marks around a part of a reported clause ("said the plan was "a disaster" for the town") to the whole of that clause.

use super::circumstances::{after_addressed, after_circumstances, find_that};
use super::clause_ends::{clause_end, trim};
use super::cues::CueKind;
use super::reports::Report;
use crate::grammar::{Class, Grammar};
use std::ops::Range;

/// The clause around `quote` that the report at `index` reports; `None` where there is no more of it than the quote.
pub(super) fn clause_around(
    grammar: &Grammar,
    reports: &[Report],
    index: usize,
    quote: &Range<usize>,
) -> Option<Range<usize>> {
    let report = &reports[index];
    let found = match report.cue.kind {
        CueKind::Phrase => beside_phrase(grammar, report, quote),
        _ if report.cue.tokens.start >= quote.end => before(grammar, report),
        _ => inserted(grammar, report).unwrap_or_else(|| behind(grammar, reports, index, quote)),
    };
    let mut clause = trim(grammar, found);
    // "spoke of", "described it as"
    if clause.start + 1 == quote.start && grammar.class(clause.start) == Class::Preposition {
        clause.start = quote.start;
    }
    let more = clause.start < quote.start || quote.end < clause.end;
    (more && clause.start <= quote.start && quote.end <= clause.end).then_some(clause)
}

/// "The minister said the plan was "a disaster" for the town."
fn behind(grammar: &Grammar, reports: &[Report], index: usize, quote: &Range<usize>) -> Range<usize> {
    let report = &reports[index];
    let cue = &report.cue;
    let from = if report.inverted { report.tokens.end.max(cue.tokens.end) } else { cue.tokens.end };
    let end = clause_end(grammar, reports, index, from).max(quote.end);
    let mut at = after_circumstances(grammar, from, quote.start);
    if cue.takes('o') && !cue.passive {
        at = after_circumstances(grammar, after_addressed(grammar, at, quote.start), quote.start);
    }
    let start = match find_that(grammar, at, quote.start) {
        Some(that) => that + 1,
        None if grammar.class(at) == Class::To => at + 1,
        None if cue.takes('f') => (at..quote.start).find(|&of| grammar.lower(of) == "of").map_or(at, |of| of + 1),
        None => at,
    };
    start..end
}

/// "The plan was "a disaster" for the town, the minister said."
fn before(grammar: &Grammar, report: &Report) -> Range<usize> {
    grammar.sentence(report.tokens.start).start..report.tokens.start
}

/// "The plan, the minister said, was "a disaster" for the town."
fn inserted(grammar: &Grammar, report: &Report) -> Option<Range<usize>> {
    let sentence = grammar.sentence(report.tokens.start);
    let is_comma = |token: usize| grammar.class(token) == Class::Comma;
    let parted = report.tokens.start > sentence.start + 1 && is_comma(report.tokens.start - 1);
    (parted && !report.borrowed && is_comma(report.tokens.end)).then_some(sentence)
}

/// "According to the minister, the plan was "a disaster"", "The plan was "a disaster", according to the minister."
fn beside_phrase(grammar: &Grammar, report: &Report, quote: &Range<usize>) -> Range<usize> {
    let sentence = grammar.sentence(report.tokens.start);
    if report.tokens.start >= quote.end {
        return sentence.start..report.tokens.start;
    }
    let comma = (report.tokens.end..quote.start).find(|&token| grammar.class(token) == Class::Comma);
    comma.map_or(report.tokens.end, |comma| comma + 1)..sentence.end
}
