//! Quotes that are never closed: where a report follows after a comma, the quote ends before it.

use super::reports::Report;
use crate::document::Marked;
use crate::grammar::{Class, Grammar};

/// Gives quotes without a closing mark an end before the report that closes their sentence, if there is one:
/// `"We will rebuild, said Brandt.`
pub(super) fn close(grammar: &Grammar, reports: &[Report], marked: &mut [Marked]) {
    let gone_on: Vec<usize> = marked.iter().filter_map(|marked| marked.continues).collect();
    for (index, quote) in marked.iter_mut().enumerate() {
        if quote.closing == 0 && gone_on.binary_search(&index).is_err() {
            let first = reports.partition_point(|report| report.tokens.start <= quote.tokens.start);
            let within = reports[first..].iter().take_while(|report| report.tokens.end <= quote.tokens.end);
            if let Some(report) = within.take(20).find(|report| closes(grammar, report)) {
                quote.tokens.end = report.tokens.start;
            }
        }
    }
}

fn closes(grammar: &Grammar, report: &Report) -> bool {
    let parted = grammar.class_before(report.tokens.start) == Class::Comma
        || matches!(grammar.lower_before(report.tokens.start), "?" | "!");
    let ends = matches!(grammar.class(report.tokens.end), Class::Stop | Class::Comma);
    parted && ends && report.source.is_some() && report.cue.takes('q')
}
