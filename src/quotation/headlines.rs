//! Headlines that say themselves who says so: "Moyo: the mill must stay", "Mill to close by May - minister". What they state
//! is reported speech; a topic before a colon ("Moyo: a life in pictures") and a newspaper's name at the end are none.

use super::sieves::Sieve;
use super::transcript::Line;
use crate::document::{BlockKind, Marked, is_dash, is_short};
use crate::grammar::noun_phrase::beginning_at;
use crate::grammar::{Class, Grammar};
use crate::lexicon::forms;
use crate::{Label, QuoteKind, lexicon};
use std::ops::Range;

/// The most tokens of a source in a headline.
const LONGEST_SOURCE: usize = 5;

/// The statements of the document's headlines, in order.
pub(super) fn find_quoted_headlines(grammar: &Grammar, marked: &[Marked]) -> Vec<Line> {
    let blocks = grammar.document.blocks().iter().enumerate();
    let headlines = blocks.filter(|(index, block)| {
        block.kind == BlockKind::Headline
            || *index == 0 && block.kind == BlockKind::Paragraph && is_short(grammar.document, &block.tokens)
    });
    let unmarked = headlines.filter(|(_, block)| {
        let first = marked.partition_point(|marked| marked.tokens.start < block.tokens.start);
        marked.get(first).is_none_or(|marked| marked.tokens.start >= block.tokens.end)
    });
    unmarked
        .filter_map(|(_, block)| source_first(grammar, &block.tokens).or_else(|| source_last(grammar, &block.tokens)))
        .collect()
}

/// "Moyo: the mill must stay"
fn source_first(grammar: &Grammar, block: &Range<usize>) -> Option<Line> {
    let near = block.start..block.end.min(block.start + LONGEST_SOURCE + 1);
    let colon = near.into_iter().find(|&token| grammar.document.word(token) == ":")?;
    let source = beginning_at(grammar, block.start, colon).filter(|source| source.end == colon)?;
    let words = colon + 1..block.end;
    let told = is_clause(grammar, &words);
    // A person before a colon may be what the headline is about.
    let spoken =
        if is_person(grammar, &source) { sounds_spoken(grammar, &words) } else { is_kind_of_source(grammar, &source) };
    (told && spoken).then(|| line(source, words))
}

/// "Mill to close by May - minister"
fn source_last(grammar: &Grammar, block: &Range<usize>) -> Option<Line> {
    let near = block.start.max(block.end.saturating_sub(LONGEST_SOURCE + 1))..block.end;
    let parts = |token: &usize| {
        (is_dash(grammar.document.word(*token)) || grammar.lower(*token) == ":")
            && grammar.class(*token) == Class::Break
    };
    let dash = near.into_iter().rev().find(parts)?;
    let source = beginning_at(grammar, dash + 1, block.end).filter(|source| source.end == block.end)?;
    let words = block.start..dash;
    // "Mill to close by May - The Guardian"
    let small =
        |token: usize| grammar.document.word(token).len() > 3 && grammar.lower(token) == grammar.document.word(token);
    let capital = grammar.is_capitalised(source.start) && words.clone().any(small);
    // "The one critic whom Moe can't counter: his daughter"
    if grammar.class(source.start) == Class::Possessive {
        return None;
    }
    let speaks = is_person(grammar, &source) || !capital && is_kind_of_source(grammar, &source);
    (speaks && is_clause(grammar, &words)).then(|| line(source, words))
}

fn line(source: Range<usize>, words: Range<usize>) -> Line {
    let (kind, speaker, sieve) = (QuoteKind::Indirect, Some(source), Sieve::Headline);
    Line { kind, speaker, name: None, cue: None, words, goes_on: false, sieve }
}

/// Whether a verb or an infinitive stands in `words`: "Mill to close".
fn is_clause(grammar: &Grammar, words: &Range<usize>) -> bool {
    let states = |token: usize| grammar.class(token).is_verbal() || grammar.class(token) == Class::To;
    words.len() > 2 && words.clone().any(states)
}

/// Whether `words` sound like somebody's: with "we" or "must" in them.
fn sounds_spoken(grammar: &Grammar, words: &Range<usize>) -> bool {
    words.clone().any(|token| {
        let word = grammar.lower(token);
        forms::is_first_person(word) || lexicon::AUXILIARIES.get(word) == Some("duty") || word == "would"
    })
}

fn is_person(grammar: &Grammar, source: &Range<usize>) -> bool {
    source.clone().all(|token| grammar.label(token) == Some(Label::Person))
}

/// Whether a common noun for somebody who speaks or something that is read heads `source`: "minister", "study".
fn is_kind_of_source(grammar: &Grammar, source: &Range<usize>) -> bool {
    let head = grammar.lower(source.end - 1);
    let singular = head.strip_suffix('s').unwrap_or(head);
    let known = |word: &str| {
        lexicon::SOURCE_KINDS.contains(word)
            || lexicon::NOUN_KINDS.get(word).is_some_and(|kind| kind.starts_with("person"))
            || lexicon::TITLE_HEADS.contains(word)
    };
    grammar.label(source.end - 1).is_none_or(|label| label == Label::Title) && (known(head) || known(singular))
}
