//! All that was found, as statements in order: quotes in marks, transcript lines, reported speech.

use super::choosing;
use super::cues::CueKind;
use super::positions;
use super::reported::{self, Content};
use super::reports::Report;
use super::sieves::Sieve;
use super::source_names;
use super::speakers::Answer;
use super::transcript::Line;
use super::{Judges, Statement};
use crate::document::Marked;
use crate::grammar::{Class, Grammar};
use crate::{QuoteKind, Span};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How many tokens may stand before a noun that reports, from the beginning of its phrase on.
const LONGEST_OWNER: usize = 6;

/// Beyond so many tokens no words that another cue quotes stand in the same sentence.
const FAR: usize = 80;

pub(super) struct Found {
    pub marked: Vec<Marked>,
    /// One for each of `marked`.
    pub answers: Vec<Answer>,
    /// How likely the speaker of each of `answers` is the right one.
    pub likelihoods: Vec<f32>,
    pub reports: Vec<Report>,
    pub lines: Vec<Line>,
}

/// The statements, sorted by start, then by end.
pub(super) fn assemble(grammar: &Grammar, found: &Found, judges: &mut Judges) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut places = vec![None; found.marked.len()];
    let spoken: Vec<Range<usize>> = found.lines.iter().map(|line| line.words.clone()).collect();
    for line in &found.lines {
        let (source, cue, sieve) = (line.speaker.clone(), line.cue.clone(), Some(line.sieve));
        let answer = Answer { kind: line.kind, source, cue, sieve };
        let continues = line.goes_on.then(|| statements.len().checked_sub(1)).flatten();
        let score = line.sieve.assumed();
        let mut statement =
            Statement { continues, speaker_score: score, score, ..statement(grammar, line.words.clone(), &answer) };
        if let Some(name) = line.name {
            statement.speaker_names = vec![name];
        }
        statements.push(statement);
    }
    for (index, (marked, answer)) in found.marked.iter().zip(&found.answers).enumerate() {
        if marked.nested || holds(&spoken, &marked.tokens) {
            continue;
        }
        places[index] = Some(statements.len());
        let continues = marked.continues.and_then(|before| places[before]);
        let score = answer.sieve.map(|_| found.likelihoods[index]);
        statements.push(Statement {
            continues,
            speaker_score: score,
            score,
            ..statement(grammar, marked.tokens.clone(), answer)
        });
    }
    statements.extend(reported(grammar, found, &spoken, judges));
    sort(statements)
}

/// Reported speech without marks: reports whose words hold no quote and lie in none.
fn reported(grammar: &Grammar, found: &Found, spoken: &[Range<usize>], judges: &mut Judges) -> Vec<Statement> {
    let quotes: Vec<Range<usize>> = found
        .marked
        .iter()
        .zip(&found.answers)
        .filter(|(marked, answer)| answer.kind != QuoteKind::Scare && !marked.nested)
        .map(|(marked, _)| marked.tokens.clone())
        .collect();
    let of_quotes = |is: fn(Sieve) -> bool| -> HashSet<usize> {
        let answers = found.answers.iter().filter(|answer| answer.sieve.is_some_and(is));
        answers.filter_map(|answer| answer.cue.as_ref().map(|cue| cue.start)).collect()
    };
    let marked = found.marked.iter().zip(&found.answers);
    let mut cued: Vec<(usize, Range<usize>)> =
        marked.filter_map(|(marked, answer)| Some((answer.cue.as_ref()?.start, marked.tokens.clone()))).collect();
    cued.sort_by_key(|(cue, _)| *cue);
    // Whether words that a cue behind `cue` quotes lie in `range`.
    let quoted_later = |cue: usize, range: &Range<usize>| {
        let later = &cued[cued.partition_point(|(other, _)| *other <= cue)..];
        let near = later.iter().take_while(|(other, _)| *other < cue + FAR);
        near.into_iter().any(|(_, quote)| quote.start < range.end && range.start < quote.end)
    };
    let announcing: HashSet<usize> =
        found.lines.iter().filter_map(|line| line.cue.as_ref().map(|cue| cue.start)).collect();
    let (attached, within) = (of_quotes(Sieve::is_attached), of_quotes(|sieve| !sieve.is_attached()));
    let ends = ends_of_quotes(found);
    let mut contents: Vec<(Content, &Report)> = Vec::new();
    for (index, report) in found.reports.iter().enumerate() {
        let cue = report.cue.tokens.start;
        if announcing.contains(&cue) {
            continue;
        }
        let quotes_words = attached.contains(&cue) || within.contains(&cue) && positions::is_around(grammar, report);
        let reported = reported::content(grammar, &found.reports, index, quotes_words, judges.reported);
        let outside = |content: &Content| {
            let touched = |range: &Range<usize>| touches(&quotes, range) || touches(&quotes, &report.cue.tokens);
            // "said the drills would help the town meet "any crisis""
            let quoted = within.contains(&cue) && touches(&quotes, &content.whole);
            // "said it was late, to which Lund replied: "So what?""
            let clause = matches!(content.sieve, Sieve::ThatClause | Sieve::BareClause);
            let others = clause && quoted_later(cue, &content.reach);
            let reach = if others { &content.tokens } else { &content.reach };
            !quoted && !touched(reach) && !touches(spoken, &content.tokens)
        };
        let mut content = reported.filter(&outside);
        if let Some(&last) = ends.get(&cue).filter(|_| content.is_none()) {
            let further = reported::further_clause(grammar, &found.reports, index, last, judges.reported);
            content = further.filter(|content| !touches(&quotes, &content.tokens) && !touches(spoken, &content.tokens));
        }
        contents.extend(content.map(|content| (content, report)));
    }
    let statements = outermost(grammar, without_objects(contents)).into_iter().map(|(content, report)| {
        let (source, cue) = (report.source.clone(), Some(report.cue.tokens.clone()));
        let answer = Answer { kind: QuoteKind::Indirect, source, cue, sieve: Some(content.sieve) };
        let speaker = choosing::of_report(grammar, report, &content.tokens, content.sieve, judges.speakers);
        let (speaker_score, score) = (Some(speaker), Some(content.probability * speaker));
        Statement { speaker_score, score, ..statement(grammar, content.tokens, &answer) }
    });
    statements.collect()
}

/// Where the last words in marks end that each cue reports, by the cue's first token.
fn ends_of_quotes(found: &Found) -> HashMap<usize, usize> {
    let answers = found.marked.iter().zip(&found.answers);
    answers.filter_map(|(marked, answer)| Some((answer.cue.as_ref()?.start, marked.tokens.end))).collect()
}

/// Of "rejected his claim that the wall was sound" the claim says what is reported: leaves out what the verb before it takes.
fn without_objects(mut contents: Vec<(Content, &Report)>) -> Vec<(Content, &Report)> {
    let is_noun = |report: &Report| report.cue.kind == CueKind::Noun;
    let nouns: Vec<usize> =
        contents.iter().filter(|(_, report)| is_noun(report)).map(|(_, report)| report.cue.tokens.start).collect();
    contents.retain(|(content, report)| {
        let opening = content.tokens.start..content.tokens.end.min(content.tokens.start + LONGEST_OWNER);
        let noun = nouns.partition_point(|&noun| noun < opening.start);
        is_noun(report) || nouns.get(noun).is_none_or(|noun| !opening.contains(noun))
    });
    contents
}

/// Leaves out what lies within another and is the same source's: of "they say they hope it rains", what they say is enough.
/// What another is reported to say ("Holt said police had told her it was stolen") stays.
fn outermost<'r>(grammar: &Grammar, mut contents: Vec<(Content, &'r Report)>) -> Vec<(Content, &'r Report)> {
    contents.sort_by_key(|(content, _)| (content.tokens.start, std::cmp::Reverse(content.tokens.end)));
    let mut last = 0..0;
    contents.retain(|(content, report)| {
        let outer = content.tokens.end > last.end;
        if outer {
            last = content.tokens.clone();
        }
        outer || is_layer(grammar, content, report, last.start)
    });
    contents
}

/// Whether the words of another, which begin at `start`, are no more than that `report`'s source says `content`.
fn is_layer(grammar: &Grammar, content: &Content, report: &Report, start: usize) -> bool {
    let other = report.source.as_ref().is_some_and(|source| grammar.class(source.start) != Class::Pronoun);
    let speaks = report.cue.takes('c') && !report.cue.takes('k') && !report.cue.takes('d');
    let clause = matches!(content.sieve, Sieve::ThatClause | Sieve::BareClause);
    other && speaks && clause && !report.borrowed && report.tokens.start == start && report.cue.kind == CueKind::Verb
}

/// Whether one of `ranges`, which are in order and apart, holds `range`.
fn holds(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let at = ranges.partition_point(|other| other.end < range.end);
    ranges.get(at).is_some_and(|other| other.start <= range.start)
}

fn touches(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let at = ranges.partition_point(|other| other.end <= range.start);
    ranges.get(at).is_some_and(|other| other.start < range.end)
}

fn statement(grammar: &Grammar, tokens: Range<usize>, answer: &Answer) -> Statement {
    let span =
        |range: &Range<usize>| -> Option<Span> { (!range.is_empty()).then(|| grammar.document.span(range.clone())) };
    let names = answer.source.as_ref().map(|source| source_names::read(grammar, source)).unwrap_or_default();
    Statement {
        speaker: answer.source.as_ref().and_then(span),
        speaker_names: names.speaking,
        affiliation: names.affiliation,
        cue: answer.cue.as_ref().and_then(span),
        sieve: answer.sieve.map(Sieve::name),
        ..Statement::bare(grammar.document.span(tokens), answer.kind)
    }
}

/// Sorts by span, and points `continues` at the new places.
fn sort(statements: Vec<Statement>) -> Vec<Statement> {
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|&index| (statements[index].span, statements[index].kind != QuoteKind::Direct));
    let mut places = vec![0; statements.len()];
    order.iter().enumerate().for_each(|(place, &index)| places[index] = place);
    order
        .iter()
        .map(|&index| {
            let mut statement = statements[index].clone();
            statement.continues = statement.continues.map(|before| places[before]);
            statement
        })
        .collect()
}
