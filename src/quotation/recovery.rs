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

/// Leaves out quotes that are never closed and hold no more than the report of the next:
/// `“Brandt said to the crew, “We will rebuild.”`
pub(super) fn drop_strays(grammar: &Grammar, reports: &[Report], marked: Vec<Marked>) -> Vec<Marked> {
    let is_stray = |index: usize| {
        let (quote, Some(next)) = (&marked[index], marked.get(index + 1)) else { return false };
        let first = reports.partition_point(|report| report.tokens.start < quote.inner().start);
        let leads = reports.get(first).is_some_and(|report| {
            report.tokens.start == quote.inner().start && report.tokens.end <= quote.tokens.end && report.cue.takes('q')
        });
        let comma = matches!(grammar.class_before(quote.tokens.end), Class::Comma | Class::Break);
        quote.closing == 0 && next.tokens.start == quote.tokens.end && leads && comma
    };
    let stays: Vec<bool> = (0..marked.len()).map(|index| !is_stray(index)).collect();
    let places: Vec<usize> =
        stays.iter().scan(0, |place, &stays| Some(std::mem::replace(place, *place + usize::from(stays)))).collect();
    let kept = marked.into_iter().zip(&stays).filter(|(_, stays)| **stays);
    kept.map(|(quote, _)| Marked {
        continues: quote.continues.filter(|&before| stays[before]).map(|before| places[before]),
        ..quote
    })
    .collect()
}

fn closes(grammar: &Grammar, report: &Report) -> bool {
    let parted = grammar.class_before(report.tokens.start) == Class::Comma
        || matches!(grammar.lower_before(report.tokens.start), "?" | "!");
    let ends = matches!(grammar.class(report.tokens.end), Class::Stop | Class::Comma);
    parted && ends && report.source.is_some() && report.cue.takes('q')
}
