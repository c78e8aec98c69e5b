//! How likely it is that words without marks are what somebody says: a logistic model over what the rules and the network
//! know of them. A wrong statement is worse than none, and no rule alone can tell "called an election" from "called it
//! a farce".
//!
//! The weights stand in `src/model/reported.txt`, written by `cargo xtask train-reported`.

use super::evidence;
use super::implicit::can_speak;
use super::reports::Report;
use super::sieves::Sieve;
use crate::grammar::{Class, Grammar};
use crate::recognition::network::elementwise::sigmoid;
use crate::{Label, Span};
use std::collections::HashMap;
use std::fmt::{Arguments, Write};
use std::ops::Range;
use std::sync::OnceLock;

/// Takes the names of features, one after the other.
type Sink<'s> = dyn FnMut(Arguments) + 's;

/// Words that may be reported. `span` is in bytes.
pub struct Candidate<'c> {
    pub span: Span,
    /// Names what holds of the words.
    name_features: &'c dyn Fn(&mut Sink),
}

impl Candidate<'_> {
    /// What holds of the words.
    pub fn features(&self) -> Vec<String> {
        let mut names = Vec::new();
        (self.name_features)(&mut |name| names.push(name.to_string()));
        names
    }
}

/// Says how likely a candidate is to be what somebody says, from 0 to 1.
pub type Judge<'j> = dyn FnMut(&Candidate) -> f32 + 'j;

/// The probability by the weights that stand in `src/model/reported.txt`. Names are looked up by their hash as they are
/// put together, without being stored.
pub(super) fn probability(candidate: &Candidate) -> f32 {
    let weights = weights();
    let mut sum = 0.0;
    (candidate.name_features)(&mut |name| sum += weights.get(&hash(name)).copied().unwrap_or(0.0));
    sigmoid(sum)
}

/// The weight of each feature, by the hash of its name.
fn weights() -> &'static HashMap<u32, f32> {
    static WEIGHTS: OnceLock<HashMap<u32, f32>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let lines = include_str!("../model/reported.txt").lines().filter(|line| !line.starts_with('#'));
        let fields = lines.filter_map(|line| line.split_once('\t'));
        fields.filter_map(|(name, weight)| Some((hash(format_args!("{name}")), weight.parse().ok()?))).collect()
    })
}

/// CRC-32 of a name: the same however many pieces it comes in.
fn hash(name: Arguments) -> u32 {
    struct Bytes(crc32fast::Hasher);
    impl Write for Bytes {
        fn write_str(&mut self, part: &str) -> std::fmt::Result {
            self.0.update(part.as_bytes());
            Ok(())
        }
    }
    let mut bytes = Bytes(crc32fast::Hasher::new());
    bytes.write_fmt(name).expect("a hash takes every string");
    bytes.0.finalize()
}

/// What `judge` says of `content`, which the rule `sieve` found for `report`.
pub(super) fn judged(
    grammar: &Grammar,
    report: &Report,
    content: &Range<usize>,
    sieve: Sieve,
    judge: &mut Judge,
) -> f32 {
    let name_features = |add: &mut Sink| {
        let cue = &report.cue;
        add(format_args!("always"));
        add(format_args!("rule {}", sieve.name()));
        add(format_args!("cue {}", cue.lemma));
        add(format_args!("cue {}, {}", cue.lemma, sieve.name()));
        add(format_args!("cue is {:?}", cue.kind));
        of_source(grammar, report, add);
        of_content(grammar, content, sieve, add);
        of_network(grammar, report, content, sieve, add);
    };
    judge(&Candidate { span: grammar.document.span(content.clone()), name_features: &name_features })
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

#[cfg(test)]
mod tests {
    #[test]
    fn no_two_features_share_a_hash() {
        let lines = include_str!("../model/reported.txt").lines().filter(|line| line.contains('\t'));
        assert_eq!(super::weights().len(), lines.filter(|line| !line.starts_with('#')).count());
    }
}
