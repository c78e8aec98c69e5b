//! Where reported clauses end: before another report, before the main verb of the sentence, where the writer goes on.

use super::cues::{CueKind, support_verb};
use super::evidence;
use super::reportable::is_clause;
use super::reports::Report;
use crate::Label;
use crate::grammar::{Class, Grammar, is_relative_pronoun};
use crate::lexicon;
use std::ops::Range;

/// No reported clause has more than so many tokens: keeps the search for its end within linear time.
pub(super) const LONGEST: usize = 200;

/// Where the clause that begins at `from` ends: with the sentence, before another report that stands beside it, or
/// where a semicolon or a bracket cuts it off.
pub(super) fn clause_end(grammar: &Grammar, reports: &[Report], index: usize, from: usize) -> usize {
    let sentence = grammar.sentence(reports[index].cue.tokens.start);
    let limit = sentence.end.min(from + LONGEST);
    let mut end = (from..limit).find(|&token| cuts_off(grammar, token, from)).unwrap_or(limit);
    for next in reports[index + 1..].iter().take(6).take_while(|next| next.cue.begin < end) {
        let start = if next.borrowed { next.cue.begin } else { next.tokens.start };
        if start <= from || next.borrowed && !has_object(grammar, next) {
            continue;
        }
        let link = link_before(grammar, next).or_else(|| joined_before(grammar, next));
        if let Some(link) = link.filter(|link| *link > from + 1) {
            end = link;
            break;
        }
        let comma =
            (start.saturating_sub(2)..start).find(|&token| token > from && grammar.class(token) == Class::Comma);
        let linked = comma.is_some_and(|comma| comma + 1 == start || !matches!(grammar.lower(start - 1), "that"));
        if let Some(comma) = comma.filter(|_| linked && next.cue.kind != CueKind::Noun) {
            end = comma;
            break;
        }
    }
    let report = &reports[index];
    // "Claiming the vote was rigged, Holt left": the source stands in the main clause.
    let main = report.source.as_ref().filter(|source| report.borrowed && source.start > from + 1);
    if let Some(main) = main {
        return end.min(main.start - 1);
    }
    match report.cue.kind {
        CueKind::Noun => before_main_verb(grammar, report, from, end),
        _ if is_relative(grammar, report) => {
            let comma = |token: &usize| grammar.class(*token) == Class::Comma && !is_inner_comma(grammar, *token);
            (from + 3..end).find(comma).unwrap_or(end)
        }
        _ if is_restrictive(grammar, report) || modifies_source(report) => before_main_verb(grammar, report, from, end),
        _ if is_subordinate(grammar, report) => before_main_clause(grammar, from, end),
        _ => end,
    }
}

/// Whether `next`, a verb without a subject of its own, takes anything that can be reported: not in "it was late, reflecting
/// the traffic".
fn has_object(grammar: &Grammar, next: &Report) -> bool {
    let names = ['a', 'b', 'f', 'n', 's'].into_iter().any(|letter| next.cue.takes(letter));
    let marked = grammar.class(next.cue.tokens.end) == Class::Mark;
    names || marked || grammar.complement_of(next.cue.tokens.start).is_some()
}

/// Whether the sign at `token` ends a clause that begins at `from`: a semicolon, a bracket that was open before.
fn cuts_off(grammar: &Grammar, token: usize, from: usize) -> bool {
    let word = grammar.document.word(token);
    let opened = || (from..token).filter(|&at| grammar.document.word(at) == "(").count();
    let closed = || (from..token).filter(|&at| grammar.document.word(at) == ")").count();
    let end = grammar.sentence(token).end.min(token + LONGEST);
    let left_open = || word == "(" && !(token..end).any(|at| grammar.document.word(at) == ")");
    word == ";" || is_aside(grammar, token, end) || word == ")" && opened() <= closed() || left_open()
}

/// Whether a dash at `token` opens what the writer makes of it, up to `end`: "said the mill would close — a blow to the town".
fn is_aside(grammar: &Grammar, token: usize, end: usize) -> bool {
    let goes_on = |at: usize| {
        let class = grammar.class(at);
        class.is_verbal() || matches!(class, Class::Coordinator | Class::Comma | Class::Break)
    };
    matches!(grammar.document.word(token), "—" | "–" | "―")
        && matches!(grammar.lower(token + 1), "a" | "an")
        && !(token + 1..end).any(goes_on)
}

/// Whether the comma at `token` stands within the name of a place or a day: "Leeds, Yorkshire, would", "May 3, 2021, was".
pub(super) fn is_inner_comma(grammar: &Grammar, token: usize) -> bool {
    let alike = |first: Option<Label>, second: Option<Label>| match (first, second) {
        (Some(first), Some(second)) => {
            let place = |label| matches!(label, Label::Gpe | Label::Loc | Label::Fac);
            place(first) && place(second) || first == Label::Date && second == Label::Date
        }
        _ => false,
    };
    let label = |token: usize| grammar.label(token);
    let before = token.checked_sub(1).and_then(label);
    let opens = alike(before, label(token + 1));
    // The second of the pair: "Yorkshire" lies between two commas, and a place before.
    let near = token.saturating_sub(5)..token;
    let first = near.rev().find(|&at| grammar.class(at) == Class::Comma && at + 1 < token);
    let closes = first.is_some_and(|first| {
        let within = (first + 1..token).all(|at| label(at).is_some());
        within
            && alike(first.checked_sub(1).and_then(label), before)
            && !matches!(grammar.class(token + 1), Class::Coordinator)
    });
    opens || closes
}

/// "When parents learned that it spread, they stayed at home": the cue stands in a clause that opens the sentence.
pub(super) fn is_subordinate(grammar: &Grammar, report: &Report) -> bool {
    let start = grammar.sentence(report.tokens.start).start;
    let link = grammar.class(start) == Class::Subordinator || lexicon::CLAUSE_OPENERS.contains(grammar.lower(start));
    let near = start + 1..report.tokens.start;
    link && near.len() < 4 && !near.into_iter().any(|token| grammar.class(token) == Class::Comma)
}

/// The first comma behind which a clause with its own subject begins.
fn before_main_clause(grammar: &Grammar, from: usize, end: usize) -> usize {
    (from..end)
        .find(|&token| {
            grammar.class(token) == Class::Comma
                && !is_inner_comma(grammar, token)
                && grammar.class(token + 1).opens_subject()
                && is_clause(grammar, token + 1..end)
        })
        .unwrap_or(end)
}

/// Where another report with a source of its own is joined: "said the plan was sound and Holt said it was not".
fn joined_before(grammar: &Grammar, next: &Report) -> Option<usize> {
    let link = next.tokens.start.checked_sub(1)?;
    let own = next.source.as_ref().is_some_and(|source| grammar.class(source.start) != Class::Pronoun);
    let verb = next.cue.kind == CueKind::Verb && !next.borrowed && !next.inverted && !next.cue.passive;
    // Not in "had met nurses and patients who complained".
    let relative = is_relative_pronoun(grammar.lower_before(next.cue.begin));
    (own && verb && !relative && joins_clauses(grammar.lower(link))).then_some(link)
}

/// Whether `word` opens a clause that tells when something was or under what condition.
pub(super) fn sets_aside(word: &str) -> bool {
    matches!(lexicon::CLAUSE_OPENERS.get(word), Some("time" | "condition"))
}

/// Whether a writer joins a clause of his own with `word`.
pub(super) fn joins_clauses(word: &str) -> bool {
    lexicon::CLAUSE_LINKS.says(word, 'j')
}

/// "Reyes, who said the camp was safe, left": the clause with the cue is one that commas set off.
fn is_relative(grammar: &Grammar, report: &Report) -> bool {
    let who = report.cue.begin.saturating_sub(1);
    who > 0 && matches!(grammar.lower(who), "who" | "which") && grammar.class(who - 1) == Class::Comma
}

/// Where a verb is linked that shares its subject with the cue before and is no part of what that reports: "demanded more
/// money and vowed", "announced cuts and, in one case, insisting". What the network makes of the verb tells.
fn link_before(grammar: &Grammar, next: &Report) -> Option<usize> {
    let cue = next.cue.begin;
    let own = evidence::content_mean(grammar, next.cue.tokens.clone()).is_some_and(|mean| mean < 0.4);
    let near = cue.saturating_sub(7)..cue;
    let link = near.rev().find(|&token| {
        let class = grammar.class(token);
        class.is_verbal() || matches!(class, Class::Coordinator | Class::Subordinator | Class::Pronoun)
    })?;
    let linked = next.borrowed && own && grammar.class(link) == Class::Coordinator;
    (linked && (link + 1 == cue || grammar.class_before(link) == Class::Comma)).then_some(link)
}

/// "A driver who said he saw the crash was taken home"
pub(super) fn is_restrictive(grammar: &Grammar, report: &Report) -> bool {
    grammar.lower_before(report.cue.begin) == "who" && !is_relative(grammar, report)
}

/// "Polls showing a tight race worried the party"
fn modifies_source(report: &Report) -> bool {
    let own = report.source.as_ref().is_some_and(|source| source.end == report.cue.begin);
    report.cue.kind == CueKind::Gerund && own && !report.borrowed
}

/// "His claim that the dam was safe angered engineers", "A driver who said he saw the crash was taken home": the second
/// verb is that of the sentence, unless it has one before. A phrase that opens the sentence ends with a comma.
fn before_main_verb(grammar: &Grammar, report: &Report, from: usize, end: usize) -> usize {
    let start = grammar.sentence(report.tokens.start).start.max(report.tokens.start.saturating_sub(40));
    // In "gave evidence that" the sentence has its verb before.
    let supported = report.cue.kind == CueKind::Noun && support_verb(grammar, report.cue.tokens.start).is_some();
    let before = if supported { report.cue.begin } else { report.tokens.start };
    if (start..before).any(|token| grammar.class(token).is_verbal()) {
        return end;
    }
    if matches!(grammar.class(start), Class::Preposition | Class::Subordinator) {
        return (from..end).find(|&token| grammar.class(token) == Class::Comma).unwrap_or(end);
    }
    let opens_group = |token: &usize| {
        let before = (start..*token).rev().find(|&before| grammar.class(before) != Class::Adverb);
        grammar.class(*token).is_verbal()
            && before.is_some_and(|before| {
                !matches!(
                    grammar.class(before),
                    Class::Auxiliary | Class::To | Class::Coordinator | Class::Wh | Class::Subordinator
                )
            })
    };
    let mut groups = (from..end).filter(opens_group);
    let Some(first) = groups.next() else { return end };
    // "Her promise to rebuild the pier won votes"
    if report.cue.kind == CueKind::Noun && report.cue.takes('i') {
        return first;
    }
    let second = groups.next().or_else(|| (first + 1..end).find(|&token| is_mistaken_verb(grammar, token)));
    second.unwrap_or(end)
}

/// A past form that looks like a participle, before its object: "angered engineers".
fn is_mistaken_verb(grammar: &Grammar, token: usize) -> bool {
    let next = grammar.class(token + 1);
    let nobody = next == Class::Pronoun && !grammar.class(token + 2).is_verbal();
    let object = next.opens_noun() || next.is_nominal() || next == Class::Object || nobody;
    let before = grammar.class(token - 1);
    let alone = !matches!(
        before,
        Class::Auxiliary | Class::Determiner | Class::Possessive | Class::Genitive | Class::Preposition | Class::Adverb
    );
    let modifies = before == Class::Adjective && grammar.class(token - 2).opens_noun();
    let past = grammar.class(token) == Class::Participle
        || grammar.class(token) == Class::Adjective && grammar.lower(token).ends_with("ed");
    past && object && alone && !modifies
}

/// Leaves out a comma, a link and the final stop at the ends, and a bracket that does not close.
pub(super) fn trim(grammar: &Grammar, content: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (content.start, content.end);
    let is_bracket = |token: &usize| matches!(grammar.document.word(*token), "(" | ")");
    while start < end
        && (matches!(grammar.class(start), Class::Comma | Class::Break | Class::Stop)
            || matches!(grammar.lower(start), "but" | "and" | "yet")
            || grammar.lower(start) == "that" && !grammar.class(start + 1).is_verbal())
    {
        start += 1;
    }
    while end > start && hangs(grammar, end - 1) {
        end -= 1;
    }
    let left_open = (start..end).rev().find(is_bracket).filter(|&token| grammar.document.word(token) == "(");
    end = left_open.unwrap_or(end);
    while end > start && hangs(grammar, end - 1) {
        end -= 1;
    }
    start..end
}

/// Whether the word at `token` ends nothing: a comma, a link, the final stop.
fn hangs(grammar: &Grammar, token: usize) -> bool {
    matches!(grammar.class(token), Class::Comma | Class::Break | Class::Stop | Class::Coordinator)
        || grammar.lower(token) == "while"
}
