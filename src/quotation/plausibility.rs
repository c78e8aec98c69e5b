//! How likely it is that words without marks are what somebody says: a logistic model over what the rules and the network
//! know of them. A wrong statement is worse than none, and no rule alone can tell "called an election" from "called it
//! a farce".
//!
//! The weights stand in `src/model/reported.txt`, written by `cargo xtask train-reported`.

use super::evidence;
use super::implicit::can_speak;
use super::reports::Report;
use super::sieves::Sieve;
use crate::Label;
use crate::grammar::{Class, Grammar};
use crate::ranking::{self, Candidate, Choice, Features, Vocabulary, Weights};
use std::fmt::Arguments;
use std::ops::Range;
use std::sync::OnceLock;

/// Says how likely a candidate is to be what somebody says.
pub type Judge<'j> = dyn ranking::Judge + 'j;

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
    openings: &["rule ", "cue ", "source ", "a verb, ", "no verb, ", "opens with ", "network: "],
};

/// The weights at work.
pub(super) fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::read(include_str!("../model/reported.txt"), &VOCABULARY).expect("reported.txt"))
}

/// Takes the names of features, one after the other.
type Sink<'s> = dyn FnMut(Arguments) + 's;

/// What `judge` says of `content`, which the rule `sieve` found for `report`.
pub(super) fn judged(
    grammar: &Grammar,
    report: &Report,
    content: &Range<usize>,
    sieve: Sieve,
    judge: &mut Judge,
) -> f32 {
    let mut features = Features::default();
    let add: &mut Sink = &mut |name| {
        if let Some(number) = judge.number(name) {
            features.add(number);
        }
    };
    let cue = &report.cue;
    add(format_args!("always"));
    add(format_args!("rule {}", sieve.name()));
    add(format_args!("cue {}", cue.lemma));
    add(format_args!("cue {}, {}", cue.lemma, sieve.name()));
    add(format_args!("cue is {:?}", cue.kind));
    of_source(grammar, report, add);
    of_content(grammar, content, sieve, add);
    of_network(grammar, report, content, sieve, add);
    let candidates = vec![Candidate { identity: 0, features }];
    let span = grammar.document.span(content.clone());
    judge.probabilities(&Choice { column: 0, span, candidates, none: Features::default() })[0]
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
            add(format_args!("{what} {}", (probability * steps).min(steps - 1.0) as usize));
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
