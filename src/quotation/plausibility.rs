//! How likely it is that words without marks are what somebody says: a log-linear choice among the places where they may end,
//! and none, by what the rules and the network know of them. A wrong statement is worse than none, and no rule alone can tell "called an election" from "called it
//! a farce".
//!
//! The weights stand in `src/model/reported.txt`, written by `cargo xtask train-reported`.

use super::evidence;
use super::implicit::can_speak;
use super::reports::Report;
use super::sieves::Sieve;
use crate::Label;
use crate::grammar::{Class, Grammar};
use crate::ranking::{self, Candidate, Choice, Features, Judge, Sink, Vocabulary, Weights};
use std::fmt::Arguments;
use std::ops::Range;
use std::sync::LazyLock;

/// What the weights are called.
pub const VOCABULARY: Vocabulary = Vocabulary {
    columns: &["reported"],
    names: &[
        "always",
        "no source",
        "source is that of a clause before",
        "source follows",
        "passive",
        "source is a person",
        "source is an organisation",
        "source can speak",
        "source is a thing",
        "two words",
        "four words",
        "eight words",
        "twenty words",
        "more words",
    ],
    openings: &["rule ", "cue ", "source ", "a verb, ", "no verb, ", "opens with ", "network: ", "end: ", "parse: "],
};

/// The weights at work.
pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../model/reported.txt"), &VOCABULARY).expect("reported.txt"));

/// What `judge` says of each of `candidates` for what `report` reports, as `sieve` found them.
pub(super) fn judged(
    grammar: &Grammar,
    report: &Report,
    candidates: &[Range<usize>],
    sieve: Sieve,
    judge: &mut dyn Judge,
) -> Vec<f32> {
    let longest = candidates.iter().map(|tokens| tokens.end).max().unwrap_or_default();
    let complement = grammar.complement_of(report.cue.tokens.start);
    let candidates: Vec<Candidate> = candidates
        .iter()
        .enumerate()
        .map(|(identity, content)| {
            let features = ranking::described(judge, |add| {
                if identity == 0 {
                    add(format_args!("rule is the first"));
                }
                of_cue(report, sieve, add);
                of_source(grammar, report, add);
                of_content(grammar, content, sieve, add);
                of_end(grammar, report, content, complement.as_ref(), longest, add);
                of_network(grammar, report, content, sieve, add);
            });
            judge.mentioned(identity, grammar.document.span(content.clone()));
            Candidate { identity, features }
        })
        .collect();
    let span = grammar.document.span(report.cue.tokens.clone());
    judge.probabilities(&Choice { column: 0, span, candidates, none: Features::default() })
}

fn of_cue(report: &Report, sieve: Sieve, add: &mut Sink) {
    let cue = &report.cue;
    add(format_args!("always"));
    add(format_args!("rule {}", sieve.name()));
    add(format_args!("cue {}", cue.lemma));
    add(format_args!("cue {}, {}", cue.lemma, sieve.name()));
    add(format_args!("cue is {:?}", cue.kind));
}

/// How the words end: what stands behind them and on what it hangs, what their last part hangs on, and whether they are the
/// clause that completes the cue by the parse.
fn of_end(
    grammar: &Grammar,
    report: &Report,
    content: &Range<usize>,
    complement: Option<&Range<usize>>,
    longest: usize,
    add: &mut Sink,
) {
    let end = content.end;
    let next = (end..end + 3).find(|&token| !is_link(grammar.class(token))).unwrap_or(end);
    if end >= longest {
        add(format_args!("end: last"));
    } else {
        add(format_args!("end: {:?}", grammar.class(end)));
        add(format_args!("end: {:?}, {:?}", grammar.class(end), grammar.class(next)));
        add(format_args!("end: {}", grammar.lower(end)));
        add(format_args!("end: behind hangs {}", hangs_on(grammar, next..longest, content, report)));
    }
    let part = (content.start + 1..end).rev().find(|&token| is_link(grammar.class(token)));
    if let Some(part) = part {
        let last = (part..end).find(|&token| !is_link(grammar.class(token))).unwrap_or(part);
        add(format_args!("end: last part hangs {}", hangs_on(grammar, last..end, &(content.start..part), report)));
        add(format_args!("end: last part opens with {:?}, {:?}", grammar.class(part), grammar.class(last)));
        add(format_args!("network: last part {}", reported_step(grammar, last..end)));
    }
    if end < longest {
        let behind = next..longest.min(next + 5);
        add(format_args!("network: behind {}", reported_step(grammar, behind)));
    }
    let how = match complement {
        None => "none",
        Some(complement) if complement.end == end => "whole",
        Some(complement) if complement.end > end => "shorter",
        Some(_) => "longer",
    };
    add(format_args!("parse: complement is {how}"));
}

/// On what the first of `tokens` that hangs on none of them hangs: on the words of `content`, on the cue, elsewhere.
fn hangs_on(grammar: &Grammar, tokens: Range<usize>, content: &Range<usize>, report: &Report) -> String {
    let top = tokens.clone().find(|&token| grammar.head(token).is_none_or(|head| !tokens.contains(&head)));
    let Some((top, head)) = top.and_then(|top| Some((top, grammar.head(top)?))) else { return "on nothing".into() };
    let place = match head {
        head if content.contains(&head) => "on them",
        head if report.cue.tokens.contains(&head) => "on the cue",
        _ => "elsewhere",
    };
    format!("{place}, {:?}", grammar.relation(top))
}

/// Whether a word of this class links what stands behind it to what stands before.
fn is_link(class: Class) -> bool {
    matches!(class, Class::Comma | Class::Break | Class::Coordinator | Class::Subordinator | Class::Mark)
}

/// In which step of six the probability lies that a word of `tokens` is reported; in the lowest where there is none.
fn reported_step(grammar: &Grammar, tokens: Range<usize>) -> usize {
    evidence::content_mean(grammar, tokens).map_or(0, |probability| evidence::step(probability, 6.0))
}

fn of_source(grammar: &Grammar, report: &Report, add: &mut Sink) {
    for (holds, name) in [
        (report.borrowed, "source is that of a clause before"),
        (report.inverted, "source follows"),
        (report.cue.passive, "passive"),
    ] {
        if holds {
            add(format_args!("{name}"));
        }
    }
    let Some(source) = &report.source else { return add(format_args!("no source")) };
    match grammar.label(source.end - 1) {
        _ if grammar.class(source.start) == Class::Pronoun => {
            add(format_args!("source {}", grammar.lower(source.start)))
        }
        Some(Label::Person) => add(format_args!("source is a person")),
        Some(Label::Org | Label::Gpe | Label::Norp) => add(format_args!("source is an organisation")),
        _ if can_speak(grammar, source) => add(format_args!("source can speak")),
        _ => add(format_args!("source is a thing")),
    }
}

fn of_content(grammar: &Grammar, content: &Range<usize>, sieve: Sieve, add: &mut Sink) {
    let verb = content.clone().any(|token| grammar.class(token).is_verbal());
    add(format_args!("{} verb, {}", if verb { "a" } else { "no" }, sieve.name()));
    add(format_args!("opens with {:?}, {}", grammar.class(content.start), sieve.name()));
    let length = match content.len() {
        0..=2 => "two words",
        3..=4 => "four words",
        5..=8 => "eight words",
        9..=20 => "twenty words",
        _ => "more words",
    };
    add(format_args!("{length}"));
}

/// What the network makes of cue, source and content, where it says anything.
fn of_network(grammar: &Grammar, report: &Report, content: &Range<usize>, sieve: Sieve, add: &mut Sink) {
    let mut add = |what: Arguments, probability: Option<f32>, steps: f32| {
        if let Some(probability) = probability {
            add(format_args!("{what} {}", evidence::step(probability, steps)));
        }
    };
    let mean = evidence::content_mean(grammar, content.clone());
    let (behind, last) = (content.end..content.end + 1, content.end - 1..content.end);
    let source = report.source.clone().and_then(|source| evidence::source(grammar, source));
    add(format_args!("network: content"), mean, 10.0);
    add(format_args!("network: content, {}", sieve.name()), mean, 4.0);
    add(format_args!("network: content opens"), evidence::opening(grammar, content.start), 5.0);
    add(format_args!("network: goes on behind"), evidence::content_mean(grammar, behind), 3.0);
    add(format_args!("network: last word"), evidence::content_mean(grammar, last), 3.0);
    add(format_args!("network: cue"), evidence::cue(grammar, report.cue.tokens.clone()), 8.0);
    add(format_args!("network: source"), source, 5.0);
}
