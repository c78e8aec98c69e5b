//! What more is to be said of a statement than its words and its source: how the source stands to it, the whole clause
//! around a part in marks, and the statement in which it is itself reported.

use super::Statement;
use super::clause_around::clause_around;
use super::cues::Cue;
use super::reports::Report;
use crate::grammar::Grammar;
use crate::{QuoteKind, Stance, lexicon};

/// How many statements before and behind may hold one.
const NEAR: usize = 6;

/// Fills in `stance`, `clause` and `within` of `statements`, which are sorted; `reports` are in order of their cues.
pub(super) fn settle(grammar: &Grammar, reports: &[Report], statements: &mut [Statement]) {
    for statement in statements.iter_mut() {
        let Some(cue) = statement.cue.map(|cue| grammar.document.tokens_in(cue).start) else { continue };
        let Ok(index) = reports.binary_search_by_key(&cue, |report| report.cue.tokens.start) else { continue };
        if statement.kind != QuoteKind::Scare {
            statement.stance = stance(grammar, &reports[index].cue, statement);
        }
        if statement.kind == QuoteKind::Mixed {
            let tokens = grammar.document.tokens_in(statement.span);
            statement.clause = clause_around(grammar, reports, index, &tokens).map(|it| grammar.document.span(it));
        }
    }
    for index in 0..statements.len() {
        statements[index].within = outer(statements, index);
    }
}

/// How the source of `statement` stands to it by its cue. The very words of a denial are meant, and not all of an answer
/// that somebody goes on with are asked.
fn stance(grammar: &Grammar, cue: &Cue, statement: &Statement) -> Stance {
    let direct = statement.kind == QuoteKind::Direct;
    let question = statement.span.of(grammar.document.text()).contains('?');
    match lexicon::STANCES.get(&cue.lemma) {
        _ if cue.planned => Stance::Planned,
        Some("denied") if !direct => Stance::Denied,
        Some("asked") if !direct || question => Stance::Asked,
        _ => Stance::Asserted,
    }
}

/// The shortest statement that holds the words of statement `index` with their cue.
fn outer(statements: &[Statement], index: usize) -> Option<usize> {
    let inner = &statements[index];
    let near = index.saturating_sub(NEAR)..statements.len().min(index + NEAR + 1);
    let holds = |other: &usize| {
        let outer = &statements[*other];
        *other != index
            && outer.kind != QuoteKind::Scare
            && outer.span != inner.span
            && outer.span.contains(inner.span)
            && inner.cue.is_some_and(|cue| outer.span.contains(cue))
    };
    near.filter(holds).min_by_key(|&other| statements[other].span.len())
}
