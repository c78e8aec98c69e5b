//! How likely it is that words without marks are what somebody says: a logistic model over what the rules and the network
//! know of them. A wrong statement is worse than none, and no rule alone can tell "called an election" from "called it
//! a farce".
//!
//! The weights stand in `src/model/reported.txt`, written by `cargo xtask train-reported`.

use super::evidence;
use super::implicit::can_speak;
use super::reports::Report;
use super::sieves::Sieve;
use super::syntax::{Class, Syntax};
use crate::recognition::network::elementwise::sigmoid;
use crate::{Label, Span};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Words that may be reported, and what holds of them. `span` is in bytes.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub span: Span,
    pub features: Vec<Cow<'static, str>>,
}

/// Says how likely a candidate is to be what somebody says, from 0 to 1.
pub type Judge<'j> = dyn FnMut(&Candidate) -> f32 + 'j;

/// The probability by the weights that stand in `src/model/reported.txt`.
pub(super) fn probability(candidate: &Candidate) -> f32 {
    let weights = weights();
    let sum: f32 = candidate.features.iter().filter_map(|feature| weights.get(feature.as_ref())).sum();
    sigmoid(sum)
}

/// The weight of each feature.
fn weights() -> &'static HashMap<&'static str, f32> {
    static WEIGHTS: OnceLock<HashMap<&str, f32>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let lines = include_str!("../model/reported.txt").lines().filter(|line| !line.starts_with('#'));
        let fields = lines.filter_map(|line| line.split_once('\t'));
        fields.filter_map(|(name, weight)| Some((name, weight.parse().ok()?))).collect()
    })
}

/// `content` as a candidate that the rule `sieve` found for `report`.
pub(super) fn candidate(syntax: &Syntax, report: &Report, content: &Range<usize>, sieve: Sieve) -> Candidate {
    let mut features = vec![Cow::Borrowed("always")];
    let cue = &report.cue;
    features.push(format!("rule {}", sieve.name()).into());
    features.push(format!("cue {}", cue.lemma).into());
    features.push(format!("cue {}, {}", cue.lemma, sieve.name()).into());
    features.push(format!("cue is {:?}", cue.kind).into());
    of_source(syntax, report, &mut features);
    of_content(syntax, content, sieve, &mut features);
    of_network(syntax, report, content, sieve, &mut features);
    Candidate { span: syntax.document.span(content.clone()), features }
}

fn of_source(syntax: &Syntax, report: &Report, features: &mut Vec<Cow<'static, str>>) {
    for (holds, name) in [
        (report.borrowed, "source is that of a clause before"),
        (report.inverted, "source follows"),
        (report.cue.passive, "passive"),
    ] {
        if holds {
            features.push(name.into());
        }
    }
    let Some(source) = &report.source else { return features.push("no source".into()) };
    let head = source.end - 1;
    features.push(match syntax.label(head) {
        _ if syntax.class(source.start) == Class::Pronoun => format!("source {}", syntax.lower(source.start)).into(),
        Some(Label::Person) => "source is a person".into(),
        Some(Label::Org | Label::Gpe | Label::Norp) => "source is an organisation".into(),
        _ if can_speak(syntax, source) => "source can speak".into(),
        _ => "source is a thing".into(),
    });
}

fn of_content(syntax: &Syntax, content: &Range<usize>, sieve: Sieve, features: &mut Vec<Cow<'static, str>>) {
    let verb = content.clone().any(|token| syntax.class(token).is_verbal());
    features.push(format!("{} verb, {}", if verb { "a" } else { "no" }, sieve.name()).into());
    features.push(format!("opens with {:?}, {}", syntax.class(content.start), sieve.name()).into());
    features.push(match content.len() {
        0..=2 => "two words".into(),
        3..=4 => "four words".into(),
        5..=8 => "eight words".into(),
        9..=20 => "twenty words".into(),
        _ => "more words".into(),
    });
}

/// What the network makes of cue, source and content, where it says anything.
fn of_network(
    syntax: &Syntax,
    report: &Report,
    content: &Range<usize>,
    sieve: Sieve,
    features: &mut Vec<Cow<'static, str>>,
) {
    let mut add = |what: &str, probability: Option<f32>, steps: f32| {
        if let Some(probability) = probability {
            features.push(format!("{what} {}", (probability * steps).min(steps - 1.0) as usize).into());
        }
    };
    let mean = evidence::content_mean(syntax, content.clone());
    add("network: content", mean, 10.0);
    add(&format!("network: content, {}", sieve.name()), mean, 4.0);
    add("network: content opens", evidence::opening(syntax, content.start), 5.0);
    add("network: goes on behind", evidence::content_mean(syntax, content.end..content.end + 1), 3.0);
    add("network: last word", evidence::content_mean(syntax, content.end - 1..content.end), 3.0);
    add("network: cue", evidence::cue(syntax, report.cue.tokens.clone()), 8.0);
    add("network: source", report.source.clone().and_then(|source| evidence::source(syntax, source)), 5.0);
}
