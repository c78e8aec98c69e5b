//! Proposals to speakers: which of the sources that the sieves propose for a quote says it, and how likely; a log-linear
//! choice with "nobody" among the candidates (He et al. 2013 rank the speakers of quotes so). What competes with nothing to
//! decide is not likely, and is named to nobody.
//!
//! The weights stand in `src/model/speakers.txt`, written by `cargo xtask train-speakers`.

use super::implicit::can_speak;
use super::parsed;
use super::reports::Report;
use super::shapes::{self, Shape};
use super::sieves::Sieve;
use super::speakers::{Answer, Attribution};
use super::{cues, evidence};
use crate::grammar::{Class, Grammar};
use crate::lexicon;
use crate::ranking::{self, Candidate, Choice, Features, Judge, Sink, Vocabulary, Weights};
use crate::recognition::Relation;
use crate::{Label, QuoteKind};
use std::ops::Range;
use std::sync::LazyLock;

/// What the weights are called.
pub const VOCABULARY: Vocabulary = Vocabulary {
    columns: &["marked", "indirect"],
    names: &[
        "always",
        "first",
        "alone",
        "named in the quote",
        "spoke last",
        "source is that of a clause before",
        "source follows",
        "passive",
        "negated",
        "stands apart",
        "a clause",
    ],
    openings: &["rule ", "source ", "cue ", "network: ", "parse: ", "distance ", "closes with ", "other rule "],
};

/// The weights at work.
pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../model/speakers.txt"), &VOCABULARY).expect("speakers.txt"));

/// A source, with the answer that names it, and the rules that propose it.
struct Proposal {
    source: Range<usize>,
    answer: Answer,
    rules: Vec<Sieve>,
}

/// How likely at least what somebody calls somebody is his or hers who calls.
const CALLED: f32 = 0.8;

/// The answer for quote `index`, of which `first` is what the most certain sieve says, and how likely its speaker is right.
pub(super) fn choose(work: &Attribution, index: usize, first: Answer, judge: &mut dyn Judge) -> (Answer, f32) {
    let (Some(sieve), true) = (first.sieve, first.source.is_some() && first.kind != QuoteKind::Scare) else {
        return (first, 0.0);
    };
    if let Some(assumed) = sieve.assumed() {
        return (first, assumed);
    }
    if sieve == Sieve::Chain {
        let before = work.marked[index].continues.and_then(|before| work.likelihoods.get(before));
        return (first, before.copied().unwrap_or_default());
    }
    let shape = shapes::shape(work.grammar, &work.marked[index]);
    let called = names_object(work, index, &first);
    let proposals = proposals(work, index, &shape, &first, called);
    let mut candidates = Vec::with_capacity(proposals.len());
    for (identity, proposal) in proposals.iter().enumerate() {
        let features = ranking::described(judge, |add| of_proposal(work, index, &shape, &proposals, identity, add));
        judge.mentioned(identity, work.grammar.document.span(proposal.source.clone()));
        candidates.push(Candidate { identity, features });
    }
    let span = work.grammar.document.span(work.marked[index].tokens.clone());
    let likelihoods = judge.probabilities(&Choice { column: 0, span, candidates, none: Features::default() });
    let Some(best) = ranking::first_best(&likelihoods) else { return (first, 0.0) };
    let Answer { source, cue, sieve, .. } = proposals[best].answer.clone();
    let least = if called { CALLED } else { 0.0 };
    (Answer { source, cue, sieve, ..first }, likelihoods[best].max(least))
}

/// What the sieves propose, that of `first` first, each source once; no more than that where `first` is `called` so.
fn proposals(work: &Attribution, index: usize, shape: &Shape, first: &Answer, called: bool) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    let mut add = |answer: Option<Answer>| {
        let Some((answer, source)) = answer.and_then(|answer| Some((answer.clone(), answer.source?))) else { return };
        let Some(rule) = answer.sieve.filter(|_| !source.is_empty()) else { return };
        match proposals.iter_mut().find(|known| work.text(&known.source) == work.text(&source)) {
            Some(known) if known.rules.contains(&rule) => {}
            Some(known) => known.rules.push(rule),
            None => proposals.push(Proposal { source, answer, rules: vec![rule] }),
        }
    };
    add(Some(first.clone()));
    // What stands beside its cue has no other speaker, nor has what somebody is quoted as saying.
    let quoted = first.cue.as_ref().is_some_and(|cue| work.grammar.lower_before(cue.start) == "as");
    if quoted || called || first.sieve.is_some_and(Sieve::is_attached) {
        return proposals;
    }
    let marked = &work.marked[index];
    add(work.after(marked, shape));
    add(work.before(index, shape));
    work.all_within(marked).into_iter().for_each(|answer| add(Some(answer)));
    add(work.clause_after(marked, shape));
    add(work.by_subject(marked, shape));
    if first.kind == QuoteKind::Direct {
        add(work.same_block(index));
        add(work.earlier_block(index));
    }
    let joined: Vec<bool> =
        proposals.iter().map(|proposal| another_goes_on(work, &marked.tokens, proposal, &proposals)).collect();
    let mut joined = joined.into_iter();
    proposals.retain(|_| !joined.next().unwrap_or_default());
    proposals
}

/// Whether somebody else says by himself what follows behind the cue of `proposal`: "Lund said it was late and Moe said it was
/// “a shame”".
fn another_goes_on(work: &Attribution, quote: &Range<usize>, proposal: &Proposal, all: &[Proposal]) -> bool {
    let grammar = work.grammar;
    let Some(between) = proposal.answer.cue.as_ref().map(|cue| cue.end..quote.start) else { return false };
    all.iter().any(|other| {
        let Some(cue) = other.answer.cue.as_ref() else { return false };
        let own = (other.source.end..quote.start).contains(&cue.start);
        let link = other.source.start.saturating_sub(1);
        // "said after the court had ruled that he must go, there were “threats”": the clause of time is over.
        let over = lexicon::CLAUSE_OPENERS.contains(grammar.lower(link))
            && (cue.end..quote.start).any(|token| grammar.class(token) == Class::Comma);
        // "said that while officials denied it, the figures were “bad”": a clause of what is said.
        let joined = lexicon::CLAUSE_LINKS.says(grammar.lower(link), 'o') && grammar.lower_before(link) != "that";
        let subject = || grammar.top_of(&other.source).is_some_and(|top| grammar.relation(top) == Relation::Subject);
        own && joined && !over && between.contains(&other.source.start) && subject()
    })
}

/// Whether the quote is what the cue of `first` calls its object: of "reported that Holt called it a “farce”" it is Holt's.
fn names_object(work: &Attribution, index: usize, first: &Answer) -> bool {
    let (grammar, start) = (work.grammar, work.marked[index].tokens.start);
    let Some(cue) = first.cue.as_ref().filter(|cue| first.sieve == Some(Sieve::Within) && cue.end < start) else {
        return false;
    };
    let own = first.source.as_ref().is_some_and(|source| {
        let near = source.end <= cue.start && cue.start - source.end <= 3;
        near && grammar.class(source.start) != Class::Pronoun
    });
    let links = |token: usize| grammar.lower(token) == "as";
    let calls = cues::calls(grammar.lower(cue.start), (cue.end..start).any(links));
    let named = |token: usize| {
        let word = grammar.document.word(token).starts_with(char::is_alphabetic);
        word && (grammar.class(token).is_nominal() || grammar.class(token) == Class::Object)
    };
    let object = !matches!(grammar.class(cue.end), Class::Preposition | Class::To) && (cue.end..start).any(named);
    own && calls
        && object
        && (cue.end..start).all(|token| !grammar.class(token).is_verbal() && grammar.class(token) != Class::Comma)
}

fn of_proposal(work: &Attribution, index: usize, shape: &Shape, all: &[Proposal], at: usize, add: &mut Sink) {
    let (grammar, quote, proposal) = (work.grammar, &work.marked[index].tokens, &all[at]);
    let source = &proposal.source;
    let kind = kind_of_source(grammar, source);
    add(format_args!("always"));
    for (holds, name) in [
        (at == 0, "first"),
        (all.len() == 1, "alone"),
        (shape.stands_apart, "stands apart"),
        (shape.clause, "a clause"),
        (is_named_in(work, index, source), "named in the quote"),
        (spoke_last(work, index, source), "spoke last"),
    ] {
        if holds {
            add(format_args!("{name}"));
        }
    }
    // British custom has outside of the marks what American has within: “it was late”, said Moe.
    let outside = shape.closes_with.is_empty() && grammar.class(quote.end) == Class::Comma && source.start > quote.end;
    let closing = if outside { "," } else { shape.closes_with };
    for rule in &proposal.rules {
        add(format_args!("rule {}", rule.name()));
        add(format_args!("rule {}, closes with {closing}", rule.name()));
    }
    let rule = proposal.rules[0].name();
    add(format_args!("rule {rule}, {kind}"));
    for other in all.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, other)| &other.rules) {
        add(format_args!("other rule {}, {rule}", other.name()));
    }
    add(format_args!("source {kind}"));
    let place = if grammar.sentence(source.start).start == grammar.sentence(quote.start).start {
        "same sentence"
    } else if grammar.block(source.start).start == grammar.block(quote.start).start {
        "same paragraph"
    } else {
        "elsewhere"
    };
    let (side, length) = match source.start >= quote.end {
        true => ("after", source.start - quote.end),
        false => ("before", quote.start.saturating_sub(source.end)),
    };
    add(format_args!("distance {place}, {side}"));
    add(format_args!("distance {side} {}", bucket(length)));
    if let Some(cue) = &proposal.answer.cue {
        add(format_args!("cue {}", grammar.lower(cue.start)));
    }
    of_network(grammar, source, proposal.answer.cue.as_ref(), add);
    if let Some(cue) = &proposal.answer.cue {
        of_parse(grammar, source, quote, cue, add);
    }
}

/// How source and quote hang on the cue.
fn of_parse(grammar: &Grammar, source: &Range<usize>, quote: &Range<usize>, cue: &Range<usize>, add: &mut Sink) {
    match parsed::relation(grammar, source, cue) {
        Some(relation) => add(format_args!("parse: source is {relation:?}")),
        None => add(format_args!("parse: source is elsewhere")),
    }
    match parsed::depth_below(grammar, quote, cue) {
        Some(depth) => add(format_args!("parse: quote is {depth} below")),
        None => add(format_args!("parse: quote is elsewhere")),
    }
}

/// How likely the source of `report`, whose words the rule `sieve` found at `content`, is the right one.
pub(super) fn of_report(
    grammar: &Grammar,
    report: &Report,
    content: &Range<usize>,
    sieve: Sieve,
    judge: &mut dyn Judge,
) -> f32 {
    let Some(source) = report.source.as_ref().filter(|source| !source.is_empty()) else { return 1.0 };
    let features = ranking::described(judge, |add| of_stated(grammar, report, source, content, sieve, add));
    judge.mentioned(0, grammar.document.span(source.clone()));
    let candidates = vec![Candidate { identity: 0, features }];
    let span = grammar.document.span(content.clone());
    judge.probabilities(&Choice { column: 1, span, candidates, none: Features::default() })[0]
}

/// What `source` is to `report`, and to the words at `content` that the rule `sieve` found.
fn of_stated(
    grammar: &Grammar,
    report: &Report,
    source: &Range<usize>,
    content: &Range<usize>,
    sieve: Sieve,
    add: &mut Sink,
) {
    let kind = kind_of_source(grammar, source);
    add(format_args!("always"));
    for (holds, name) in [
        (report.borrowed, "source is that of a clause before"),
        (report.inverted, "source follows"),
        (report.cue.passive, "passive"),
        (report.cue.negated, "negated"),
    ] {
        if holds {
            add(format_args!("{name}"));
        }
    }
    add(format_args!("rule {}", sieve.name()));
    add(format_args!("rule {}, {kind}", sieve.name()));
    add(format_args!("source {kind}"));
    add(format_args!("cue {}", report.cue.lemma));
    add(format_args!("cue is {:?}", report.cue.kind));
    let length = if source.start >= report.cue.tokens.end {
        source.start - report.cue.tokens.end
    } else {
        report.cue.begin.saturating_sub(source.end)
    };
    add(format_args!("distance {}", bucket(length)));
    of_network(grammar, source, Some(&report.cue.tokens), add);
    of_parse(grammar, source, content, &report.cue.tokens, add);
}

/// What the network makes of source and cue, where it says anything.
fn of_network(grammar: &Grammar, source: &Range<usize>, cue: Option<&Range<usize>>, add: &mut Sink) {
    let mut add = |what: &str, probability: Option<f32>, steps: f32| {
        if let Some(probability) = probability {
            add(format_args!("network: {what} {}", evidence::step(probability, steps)));
        }
    };
    add("source", evidence::source(grammar, source.clone()), 6.0);
    add("cue", cue.and_then(|cue| evidence::cue(grammar, cue.clone())), 4.0);
}

/// What a source is: a pronoun, somebody or something with a name, or one without.
fn kind_of_source<'g>(grammar: &'g Grammar, source: &Range<usize>) -> &'g str {
    if matches!(grammar.class(source.start), Class::Pronoun | Class::Possessive) {
        return grammar.lower(source.start);
    }
    match grammar.label(source.end - 1) {
        Some(Label::Person) => "a person",
        Some(Label::Org) => "an organisation",
        Some(Label::Gpe | Label::Norp | Label::Loc) => "a place",
        Some(_) => "another name",
        None if grammar.class(source.end - 1) == Class::Name => "an unknown name",
        None if can_speak(grammar, source) => "somebody",
        None => "a thing",
    }
}

fn bucket(length: usize) -> &'static str {
    match length {
        0 => "none",
        1..=2 => "two words",
        3..=5 => "five words",
        6..=10 => "ten words",
        11..=20 => "twenty words",
        21..=40 => "forty words",
        _ => "far",
    }
}

/// Whether the quote names its source itself, as hardly anybody does.
fn is_named_in(work: &Attribution, index: usize, source: &Range<usize>) -> bool {
    let grammar = work.grammar;
    let last = grammar.lower(source.end - 1);
    let named = grammar.class(source.end - 1) == Class::Name;
    named && work.marked[index].inner().take(80).any(|token| grammar.lower(token) == last)
}

/// Whether `source` is that of the quote before.
fn spoke_last(work: &Attribution, index: usize, source: &Range<usize>) -> bool {
    let last = work.answers.iter().take(index).rev().take(4).find_map(|answer| answer.source.as_ref());
    last.is_some_and(|last| work.text(last) == work.text(source))
}
