//! Word classes to noun phrases: where one that ends at a token begins, and where one that begins at a token ends.
//! Finite-state chunking with prepositional tails (after Abney 1991, "Parsing by chunks"), cut to what sources need.

use super::syntax::{Class, Syntax};
use crate::{Label, lexicon};
use std::ops::Range;

/// No source is longer than this many tokens: keeps every search within linear time.
const LONGEST: usize = 40;

/// The noun phrase that ends before token `end` and does not begin before `floor`.
pub(super) fn ending_at(syntax: &Syntax, end: usize, floor: usize) -> Option<Range<usize>> {
    let floor = floor.max(end.saturating_sub(LONGEST));
    let mut start = end;
    if end > floor && syntax.class(end - 1) == Class::Pronoun {
        return Some(pronoun_start(syntax, end, floor)..end);
    }
    while start > floor {
        match step_left(syntax, start, end, floor) {
            Some(next) => start = next,
            None => break,
        }
    }
    let start = after_opening(syntax, start, end);
    (start < end && has_head(syntax, start..end)).then_some(start..end)
}

/// "some of them", "those who" and the bare pronoun.
fn pronoun_start(syntax: &Syntax, end: usize, floor: usize) -> usize {
    let start = end - 1;
    let of = start >= floor + 2 && syntax.lower(start - 1) == "of";
    if of { start - 2 } else { start }
}

/// The start of the phrase `start..end`, made longer to the left by one word or one tail; `None` where it is whole.
fn step_left(syntax: &Syntax, start: usize, end: usize, floor: usize) -> Option<usize> {
    let before = start - 1;
    let opened = start < end && matches!(syntax.class(start), Class::Determiner | Class::Possessive | Class::Pronoun);
    let class = syntax.class(before);
    match class {
        Class::Preposition | Class::To if start < end => {
            if before > floor + 1 && is_reduced_relative(syntax, before - 1) {
                return Some(before - 1);
            }
            let attached = before > floor && carries_tail(syntax, before - 1);
            (attached && !syntax.is_time(start)).then_some(before)
        }
        Class::Coordinator if start < end => joins(syntax, before, start, floor).then(|| before - 1),
        Class::Determiner if opened => {
            matches!(syntax.lower(before), "all" | "both" | "half" | "such").then_some(before)
        }
        _ if opened => None,
        Class::Determiner | Class::Possessive if start < end => Some(before),
        Class::Comma if start < end => (is_name(syntax, start) && place_comma(syntax, before, end)).then(|| before - 1),
        _ if class.is_nominal() => (!separates(syntax, before, start, end)).then_some(before),
        Class::Participle | Class::Gerund if start < end => (before > floor
            && (syntax.class(before - 1).opens_noun() || syntax.class(before - 1) == Class::Adverb)
            && !syntax.is_capitalised(start))
        .then_some(before),
        Class::Adverb if start < end => {
            (before > floor && syntax.class(before - 1) == Class::Determiner).then_some(before)
        }
        Class::Pronoun if start < end && (syntax.lower(start) == "of" || syntax.lower(before) == "one") => Some(before),
        _ => None,
    }
}

/// Whether the participle at `token` hangs on the noun before it: "a poll released on Friday".
fn is_reduced_relative(syntax: &Syntax, token: usize) -> bool {
    let participle = syntax.class(token) == Class::Participle
        || syntax.class(token) == Class::Verb && syntax.lower(token).ends_with("ed");
    participle && !syntax.is_capitalised(token) && syntax.class(token - 1) == Class::Noun
}

/// Whether a name ends at `before` and another, or a word that cannot be in it, begins at `start`.
fn separates(syntax: &Syntax, before: usize, start: usize, end: usize) -> bool {
    // Not in "a 2019 study".
    let inside = before > 0
        && matches!(syntax.class(before - 1), Class::Determiner | Class::Adjective)
        && syntax.class(before) == Class::Number;
    start < end && syntax.is_time(before) && !syntax.is_time(start) && !inside
}

/// Whether the word at `token` may have a prepositional tail.
fn carries_tail(syntax: &Syntax, token: usize) -> bool {
    let participle = syntax.class(token) == Class::Participle && syntax.class_before(token).opens_noun();
    participle
        || matches!(syntax.class(token), Class::Noun | Class::Name | Class::Number | Class::Adjective)
        || matches!(
            syntax.lower(token),
            "one"
                | "some"
                | "many"
                | "most"
                | "both"
                | "all"
                | "none"
                | "several"
                | "few"
                | "each"
                | "another"
                | "any"
                | "half"
                | "those"
        )
        || syntax.lower(token) == "out"
}

/// Whether "and" at `token` joins two names or nouns that both belong to the phrase, rather than two clauses.
fn joins(syntax: &Syntax, token: usize, start: usize, floor: usize) -> bool {
    if token <= floor || !matches!(syntax.class(token - 1), Class::Noun | Class::Name) {
        return false;
    }
    let mut at = token;
    while at > floor && (syntax.class(at - 1).is_phrasal() || syntax.class(at - 1) == Class::Comma) {
        at -= 1;
    }
    let before = syntax.class_before(at);
    let clause = at > floor
        && (before.is_verbal() || matches!(before, Class::Participle | Class::Gerund | Class::Adverb | Class::To));
    let alike = is_name(syntax, start) == is_name(syntax, token - 1);
    !clause && (alike || at == floor)
}

fn is_name(syntax: &Syntax, token: usize) -> bool {
    syntax.class(token) == Class::Name
}

/// "Portland, Ore."; not "In Portland, Ode".
fn place_comma(syntax: &Syntax, comma: usize, end: usize) -> bool {
    let place = |token| matches!(syntax.label(token), Some(Label::Gpe | Label::Loc));
    comma > 0 && place(comma - 1) && place(comma + 1) && end > comma + 1
}

/// Leaves out what opens a sentence before the phrase: "Later", "But", "On Tuesday".
fn after_opening(syntax: &Syntax, start: usize, end: usize) -> usize {
    let mut start = start;
    while start + 1 < end {
        let class = syntax.class(start);
        let time = syntax.is_time(start)
            && !syntax.is_time(start + 1)
            && !matches!(syntax.class(start + 1), Class::Noun | Class::Genitive | Class::Joint);
        if !matches!(class, Class::Adverb | Class::Coordinator | Class::Joint | Class::Genitive) && !time {
            break;
        }
        start += 1;
    }
    start
}

fn has_head(syntax: &Syntax, range: Range<usize>) -> bool {
    range.into_iter().any(|token| {
        matches!(
            syntax.class(token),
            Class::Noun | Class::Name | Class::Pronoun | Class::Number | Class::Determiner | Class::Adjective
        )
    })
}

/// The noun phrase that begins at token `start`, to the left of `limit`, with its tails.
pub(super) fn beginning_at(syntax: &Syntax, start: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(start + LONGEST);
    if start >= limit {
        return None;
    }
    if syntax.class(start) == Class::Pronoun && syntax.lower(start + 1) != "of" && syntax.lower(start) != "one" {
        return Some(start..start + 1);
    }
    let mut end = core_end(syntax, start, limit);
    if end == start {
        return None;
    }
    while let Some(longer) = tail_end(syntax, start, end, limit) {
        end = longer;
    }
    has_head(syntax, start..end).then_some(start..end)
}

/// The end of determiner, adjectives, nouns from `start` on.
fn core_end(syntax: &Syntax, start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit {
        let class = syntax.class(end);
        let nominal = end > start && syntax.class(end - 1).is_nominal();
        let part = match class {
            Class::Determiner | Class::Possessive => !nominal || syntax.lower(end - 1) == "all",
            Class::Pronoun => end == start,
            Class::Participle | Class::Gerund => {
                end > start && syntax.class(end - 1).opens_noun() && syntax.class(end + 1).is_nominal()
            }
            Class::Adverb => end > start && !nominal && syntax.class(end + 1).is_nominal(),
            _ if syntax.is_time(end) => !nominal || syntax.is_time(end - 1),
            _ => class.is_nominal(),
        };
        if !part {
            break;
        }
        end += 1;
    }
    while end > start && syntax.class(end - 1) == Class::Joint && syntax.document.word(end - 1) != "." {
        end -= 1;
    }
    end
}

/// The end of the phrase `start..end` with one more tail: "of the union", "and Kari Lund", ", Dana Frost".
fn tail_end(syntax: &Syntax, start: usize, end: usize, limit: usize) -> Option<usize> {
    if end >= limit {
        return None;
    }
    let after = |from: usize| Some(core_end(syntax, from, limit)).filter(|&core| core > from);
    let named = is_name(syntax, end - 1);
    match syntax.class(end) {
        Class::Preposition | Class::To => {
            let of = syntax.lower(end) == "of";
            let person = named && is_person_like(syntax, start, end);
            let infinitive = syntax.class(end) == Class::To
                && !matches!(syntax.class(end + 1), Class::Determiner | Class::Name | Class::Possessive);
            let bound = !of && (person || !attaches(syntax, end)) || syntax.is_time(end + 1) || infinitive;
            if bound || is_source_of_words(syntax, end) { None } else { after(end + 1) }
        }
        Class::Participle | Class::Verb | Class::Adjective if !named => {
            let tail = syntax.lower(end).ends_with("ed") && syntax.class(end + 1) == Class::Preposition;
            let document = lexicon::SOURCE_KINDS.get(syntax.lower(end - 1)) == Some("document");
            if tail && (document || !syntax.is_time(end + 2)) { after(end + 2) } else { None }
        }
        Class::Coordinator if matches!(syntax.lower(end), "and" | "or" | "&") => {
            let joined = after(end + 1)?;
            let alike = named == is_name(syntax, joined - 1) && syntax.class(end + 1) != Class::Pronoun;
            (alike && !syntax.class(joined).is_verbal()).then_some(joined)
        }
        Class::Comma
            if !(start..end).any(|token| is_name(syntax, token) && is_name(syntax, end - 1))
                && is_name(syntax, end + 1) =>
        {
            let name = after(end + 1)?;
            let closes = matches!(syntax.class(name), Class::Comma | Class::Stop | Class::Break);
            let all = (end + 1..name).all(|token| matches!(syntax.class(token), Class::Name | Class::Joint));
            (closes && all && name - end <= 6).then_some(name)
        }
        _ => None,
    }
}

/// Whether the capitalised words of `start..end` name a person: as the recogniser says, else where no article and no
/// "of" stands in them.
fn is_person_like(syntax: &Syntax, start: usize, end: usize) -> bool {
    match syntax.label(end - 1) {
        Some(label) => label == Label::Person,
        None => is_name(syntax, start) || !matches!(syntax.class(start), Class::Determiner),
    }
}

fn attaches(syntax: &Syntax, token: usize) -> bool {
    matches!(
        syntax.lower(token),
        "for"
            | "at"
            | "with"
            | "from"
            | "in"
            | "on"
            | "to"
            | "inside"
            | "within"
            | "near"
            | "outside"
            | "close"
            | "above"
            | "against"
            | "by"
    )
}

/// "in a statement", "at a news conference", "on Facebook": where the words stand, not who says them.
pub(super) fn is_source_of_words(syntax: &Syntax, preposition: usize) -> bool {
    (preposition + 1..preposition + 6)
        .take_while(|&token| syntax.class(token).is_nominal() || syntax.class(token).opens_noun())
        .any(|token| {
            lexicon::ADDRESSED_SOURCES.contains(syntax.lower(token))
                || matches!(syntax.lower(token), "facebook" | "twitter" | "x" | "instagram")
        })
}
