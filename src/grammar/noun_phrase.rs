//! Word classes to noun phrases: where one that ends at a token begins, and where one that begins at a token ends.
//! Finite-state chunking with prepositional tails (after Abney 1991, "Parsing by chunks"), cut to what sources need.

use super::{Class, Grammar};
use crate::document::Before;
use crate::{Label, lexicon};
use std::ops::Range;

/// No source is longer than this many tokens: keeps every search within linear time.
const LONGEST: usize = 40;

/// The noun phrase that ends before token `end` and does not begin before `floor`.
pub(crate) fn ending_at(grammar: &Grammar, end: usize, floor: usize) -> Option<Range<usize>> {
    let floor = floor.max(end.saturating_sub(LONGEST));
    let mut start = end;
    if end > floor && grammar.class(end - 1) == Class::Pronoun {
        return Some(pronoun_start(grammar, end, floor)..end);
    }
    while start > floor {
        match step_left(grammar, start, end, floor) {
            Some(next) => start = next,
            None => break,
        }
    }
    let start = whole_name(grammar, after_opening(grammar, start, end), floor);
    (start < end && has_head(grammar, start..end)).then_some(start..end)
}

/// The start of the name that token `start` stands in: "Peter the Great" begins before its article.
fn whole_name(grammar: &Grammar, mut start: usize, floor: usize) -> usize {
    let name = grammar.name_at(start);
    while start > floor && name.is_some() && grammar.mention(start - 1) == name {
        start -= 1;
    }
    start
}

/// "some of them", "those who" and the bare pronoun.
fn pronoun_start(grammar: &Grammar, end: usize, floor: usize) -> usize {
    let start = end - 1;
    let of = start >= floor + 2 && grammar.lower(start - 1) == "of";
    if of { start - 2 } else { start }
}

/// The start of the phrase `start..end`, made longer to the left by one word or one tail; `None` where it is whole.
fn step_left(grammar: &Grammar, start: usize, end: usize, floor: usize) -> Option<usize> {
    let before = start - 1;
    let opened = start < end && matches!(grammar.class(start), Class::Determiner | Class::Possessive | Class::Pronoun);
    let class = grammar.class(before);
    match class {
        Class::Preposition | Class::To if start < end => {
            if before > floor + 1 && is_reduced_relative(grammar, before - 1) {
                return Some(before - 1);
            }
            let attached = before > floor && carries_tail(grammar, before - 1);
            (attached && !grammar.is_time(start)).then_some(before)
        }
        Class::Coordinator if start < end && closes_list(grammar, before, start, floor) => Some(before - 2),
        Class::Coordinator if start < end => joins(grammar, before, start, floor).then(|| before - 1),
        Class::Determiner if opened => {
            let pair = |token: usize, place: &str| lexicon::DETERMINER_PAIRS.get(grammar.lower(token)) == Some(place);
            (pair(start, "behind") || pair(before, "before")).then_some(before)
        }
        _ if opened => None,
        Class::Determiner | Class::Possessive if start < end => Some(before),
        Class::Comma if start < end => {
            let joined = is_name(grammar, start) && place_comma(grammar, before, end);
            (joined || is_list(grammar, before, start..end, floor)).then(|| before - 1)
        }
        _ if is_compound(grammar, before) => Some(before),
        _ if class.is_nominal() => (!separates(grammar, before, start, end)).then_some(before),
        Class::Participle | Class::Gerund if start < end => (before > floor
            && (grammar.class(before - 1).opens_noun() || grammar.class(before - 1) == Class::Adverb)
            && !grammar.is_capitalised(start))
        .then_some(before),
        Class::Adverb if start < end => {
            (before > floor && grammar.class(before - 1) == Class::Determiner).then_some(before)
        }
        Class::Pronoun if start < end && (grammar.lower(start) == "of" || grammar.lower(before) == "one") => {
            Some(before)
        }
        _ => None,
    }
}

/// Whether the participle at `token` hangs on the noun before it: "a poll released on Friday".
fn is_reduced_relative(grammar: &Grammar, token: usize) -> bool {
    let participle = grammar.class(token) == Class::Participle
        || grammar.class(token) == Class::Verb && grammar.lower(token).ends_with("ed");
    participle && !grammar.is_capitalised(token) && grammar.class(token - 1) == Class::Noun
}

/// Whether a name ends at `before` and another, or a word that cannot be in it, begins at `start`.
fn separates(grammar: &Grammar, before: usize, start: usize, end: usize) -> bool {
    // Not in "a 2019 study".
    let inside = before > 0
        && matches!(grammar.class(before - 1), Class::Determiner | Class::Adjective)
        && grammar.class(before) == Class::Number;
    start < end && grammar.is_time(before) && !grammar.is_time(start) && !inside
}

/// Whether the word at `token` may have a prepositional tail.
fn carries_tail(grammar: &Grammar, token: usize) -> bool {
    let participle = grammar.class(token) == Class::Participle && grammar.class_before(token).opens_noun();
    participle
        || matches!(grammar.class(token), Class::Noun | Class::Name | Class::Number | Class::Adjective)
        || lexicon::PRONOUN_HEADS.contains(grammar.lower(token))
        || grammar.lower(token) == "out"
}

/// Whether "and" at `token` joins two names or nouns that both belong to the phrase, rather than two clauses.
fn joins(grammar: &Grammar, token: usize, start: usize, floor: usize) -> bool {
    if token <= floor || !matches!(grammar.class(token - 1), Class::Noun | Class::Name) {
        return false;
    }
    let mut at = token;
    while at > floor && (grammar.class(at - 1).is_phrasal() || grammar.class(at - 1) == Class::Comma) {
        at -= 1;
    }
    let before = grammar.class_before(at);
    // "For now, Voss and Lund said": what stands before a comma governs none of them.
    let clause = at > floor
        && grammar.class(at) != Class::Comma
        && (before.is_verbal() || matches!(before, Class::Participle | Class::Gerund | Class::Adverb | Class::To));
    let alike = is_name(grammar, start) == is_name(grammar, token - 1);
    !clause && (alike || at == floor)
}

/// Whether the "and" at `token` stands behind the last comma of a list of names: "Voss, Lund, and Moe".
fn closes_list(grammar: &Grammar, token: usize, start: usize, floor: usize) -> bool {
    let name_before = |comma: usize| {
        let parts = comma > floor && grammar.class(comma) == Class::Comma && is_name(grammar, comma - 1);
        (parts && grammar.label(comma - 1) == grammar.label(start)).then(|| comma - 1)
    };
    let listed = token.checked_sub(1).filter(|_| is_name(grammar, start)).and_then(name_before);
    listed.is_some_and(|name| {
        let first = (floor..=name).rev().take_while(|&at| grammar.mention(at) == grammar.mention(name)).last();
        grammar.label(name).is_some() && first.and_then(|first| name_before(first.checked_sub(1)?)).is_some()
    })
}

fn is_name(grammar: &Grammar, token: usize) -> bool {
    grammar.class(token) == Class::Name
}

/// "Portland, Ore."; not "In Portland, Ode".
fn place_comma(grammar: &Grammar, comma: usize, end: usize) -> bool {
    let place = |token| matches!(grammar.label(token), Some(Label::Gpe | Label::Loc));
    comma > 0 && place(comma - 1) && place(comma + 1) && end > comma + 1
}

/// Whether the comma at `comma` parts names of one list: "Voss, Lund and Moe", "residents of Dover, Deal and Ramsgate".
fn is_list(grammar: &Grammar, comma: usize, phrase: Range<usize>, floor: usize) -> bool {
    let linked = phrase.clone().any(|token| grammar.class(token) == Class::Coordinator);
    let names = comma > floor && is_name(grammar, comma - 1) && is_name(grammar, phrase.start);
    let alike = || grammar.label(comma - 1) == grammar.label(phrase.start) && grammar.label(comma - 1).is_some();
    let hangs = || {
        let link = (floor..comma).rev().find(|&token| !is_name(grammar, token)).filter(|&link| link > floor);
        link.is_some_and(|link| grammar.lower(link) == "of" && grammar.class(link - 1) == Class::Noun)
    };
    linked && names && (alike() || hangs())
}

/// Whether `token` is the last part of a word with a hyphen: "based" in "the London-based charity".
pub(crate) fn is_compound(grammar: &Grammar, token: usize) -> bool {
    let tokens = grammar.document.tokens();
    let attached = |token: usize| tokens[token].before == Before::Nothing;
    token > 1
        && grammar.document.word(token - 1) == "-"
        && attached(token)
        && attached(token - 1)
        && matches!(grammar.class(token), Class::Participle | Class::Verb | Class::Gerund | Class::Adverb)
}

/// Leaves out what opens a sentence before the phrase: "Later", "But", "On Tuesday".
fn after_opening(grammar: &Grammar, start: usize, end: usize) -> usize {
    let mut start = start;
    while start + 1 < end {
        let class = grammar.class(start);
        let time = grammar.is_time(start)
            && !grammar.is_time(start + 1)
            && !matches!(grammar.class(start + 1), Class::Noun | Class::Genitive | Class::Joint);
        if !matches!(class, Class::Adverb | Class::Coordinator | Class::Joint | Class::Genitive) && !time {
            break;
        }
        start += 1;
    }
    start
}

fn has_head(grammar: &Grammar, range: Range<usize>) -> bool {
    range.into_iter().any(|token| {
        matches!(
            grammar.class(token),
            Class::Noun | Class::Name | Class::Pronoun | Class::Number | Class::Determiner | Class::Adjective
        )
    })
}

/// The noun phrase that begins at token `start`, to the left of `limit`, with its tails.
pub(crate) fn beginning_at(grammar: &Grammar, start: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(start + LONGEST);
    if start >= limit {
        return None;
    }
    if grammar.class(start) == Class::Pronoun && grammar.lower(start + 1) != "of" && grammar.lower(start) != "one" {
        return Some(start..start + 1);
    }
    let mut end = core_end(grammar, start, limit);
    if end == start {
        return None;
    }
    while let Some(longer) = tail_end(grammar, start, end, limit) {
        end = longer;
    }
    has_head(grammar, start..end).then_some(start..end)
}

/// The end of determiner, adjectives, nouns from `start` on.
fn core_end(grammar: &Grammar, start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit {
        let class = grammar.class(end);
        let nominal = end > start && grammar.class(end - 1).is_nominal();
        let part = match class {
            _ if end > start && is_compound(grammar, end) => true,
            Class::Determiner | Class::Possessive => !nominal || grammar.lower(end - 1) == "all",
            Class::Pronoun => end == start,
            Class::Participle | Class::Gerund => {
                end > start && grammar.class(end - 1).opens_noun() && grammar.class(end + 1).is_nominal()
            }
            Class::Adverb => end > start && !nominal && grammar.class(end + 1).is_nominal(),
            _ if grammar.is_time(end) => !nominal || grammar.is_time(end - 1),
            _ => class.is_nominal(),
        };
        if !part {
            break;
        }
        end += 1;
    }
    while end > start && grammar.class(end - 1) == Class::Joint && grammar.document.word(end - 1) != "." {
        end -= 1;
    }
    end
}

/// Whether `word` joins noun phrases: "but", "nor" and "yet" do not make one of two.
pub(crate) fn joins_phrases(word: &str) -> bool {
    matches!(word, "and" | "or" | "&")
}

/// The end of the phrase `start..end` with one more tail: "of the union", "and Kari Lund", ", Dana Frost".
fn tail_end(grammar: &Grammar, start: usize, end: usize, limit: usize) -> Option<usize> {
    if end >= limit {
        return None;
    }
    let after = |from: usize| Some(core_end(grammar, from, limit)).filter(|&core| core > from);
    let named = is_name(grammar, end - 1);
    match grammar.class(end) {
        Class::Preposition | Class::To => {
            let of = grammar.lower(end) == "of";
            let person = named && is_person_like(grammar, start, end);
            let infinitive = grammar.class(end) == Class::To
                && !matches!(grammar.class(end + 1), Class::Determiner | Class::Name | Class::Possessive);
            let bound = !of && (person || !attaches(grammar, end)) || grammar.is_time(end + 1) || infinitive;
            if bound || is_source_of_words(grammar, end) { None } else { after(end + 1) }
        }
        Class::Participle | Class::Verb | Class::Adjective if !named => {
            let tail = grammar.lower(end).ends_with("ed") && grammar.class(end + 1) == Class::Preposition;
            let document = lexicon::SOURCE_KINDS.get(grammar.lower(end - 1)) == Some("document");
            if tail && (document || !grammar.is_time(end + 2)) { after(end + 2) } else { None }
        }
        Class::Coordinator if joins_phrases(grammar.lower(end)) => {
            let joined = after(end + 1)?;
            let alike = named == is_name(grammar, joined - 1) && grammar.class(end + 1) != Class::Pronoun;
            (alike && !grammar.class(joined).is_verbal()).then_some(joined)
        }
        Class::Comma
            if (!(start..end).any(|token| is_name(grammar, token) && is_name(grammar, end - 1))
                || is_office(grammar, start, end) && grammar.label(end + 1) == Some(Label::Person))
                && is_name(grammar, end + 1) =>
        {
            let name = after(end + 1)?;
            let closes = matches!(grammar.class(name), Class::Comma | Class::Stop | Class::Break);
            let all = (end + 1..name).all(|token| matches!(grammar.class(token), Class::Name | Class::Joint));
            (closes && all && name - end <= 6).then_some(name)
        }
        _ => None,
    }
}

/// "the former editor of the Herald"
fn is_office(grammar: &Grammar, start: usize, end: usize) -> bool {
    let of = (start..end).find(|&token| grammar.class(token) == Class::Preposition);
    grammar.label(end - 1) != Some(Label::Person)
        && of.is_some_and(|of| of > start && grammar.class(of - 1) == Class::Noun && grammar.lower(of) == "of")
}

/// Whether the capitalised words of `start..end` name a person: as the recogniser says, else where no article and no
/// "of" stands in them.
fn is_person_like(grammar: &Grammar, start: usize, end: usize) -> bool {
    match grammar.label(end - 1) {
        Some(label) => label == Label::Person,
        None => is_name(grammar, start) || !matches!(grammar.class(start), Class::Determiner),
    }
}

fn attaches(grammar: &Grammar, token: usize) -> bool {
    lexicon::PHRASE_PREPOSITIONS.contains(grammar.lower(token))
}

/// "in a statement", "at a news conference", "on Facebook": where the words stand, not who says them.
pub(crate) fn is_source_of_words(grammar: &Grammar, preposition: usize) -> bool {
    (preposition + 1..preposition + 6)
        .take_while(|&token| grammar.class(token).is_nominal() || grammar.class(token).opens_noun())
        .any(|token| lexicon::ADDRESSED_SOURCES.contains(grammar.lower(token)))
}
