//! What may stand between a cue and what it reports: "on Monday", "in a statement", who is addressed, an insertion, "that".

use super::clause_ends::is_inner_comma;
use crate::document::is_dash;
use crate::grammar::noun_phrase::{beginning_at, is_source_of_words};
use crate::grammar::{Class, Grammar};
use crate::lexicon;

/// How far the reported clause may begin behind its cue, in tokens.
pub(super) const FARTHEST: usize = 30;

/// Steps over "on Monday", "in a statement", "to reporters", "on "Breakfast Talk"" and adverbs.
pub(super) fn after_circumstances(grammar: &Grammar, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at < limit && at < from + FARTHEST {
        let class = grammar.class(at);
        let adverb = class == Class::Adverb && !lexicon::CLAUSE_ADVERBS.contains(grammar.lower(at));
        if grammar.is_time(at) && owns(grammar, at) {
            break;
        }
        if grammar.is_time(at) || adverb && grammar.class(at + 1) != Class::Adjective {
            at += 1;
        } else if class == Class::Preposition && after_title(grammar, at + 1, limit) > at + 1 {
            at = after_title(grammar, at + 1, limit);
        } else if class == Class::Preposition
            && (grammar.is_time(at + 1) || is_source_of_words(grammar, at) || grammar.is_time(at + 2))
        {
            match beginning_at(grammar, at + 1, limit) {
                Some(phrase) => at = phrase.end,
                None => break,
            }
        } else {
            break;
        }
    }
    at
}

/// "last week's strikes": the time at `at` belongs to what follows.
fn owns(grammar: &Grammar, at: usize) -> bool {
    let end = (at..at + 6).find(|&token| !grammar.is_time(token));
    end.is_some_and(|end| grammar.class(end) == Class::Genitive)
}

/// Steps over what commas set off behind a cue: "claimed, without evidence, that", "said on Monday, in a speech, that".
pub(super) fn after_insertion(grammar: &Grammar, at: usize, limit: usize) -> usize {
    let opens = matches!(
        grammar.class(at + 1),
        Class::Preposition | Class::Adverb | Class::Gerund | Class::Participle | Class::Subordinator
    );
    let dash = grammar.class(at) == Class::Break && is_dash(grammar.document.word(at));
    if grammar.class(at) != Class::Comma && !dash || !opens {
        return at;
    }
    let is_end = |token: &usize| {
        let comma = grammar.class(*token) == Class::Comma && !is_inner_comma(grammar, *token);
        if dash { is_dash(grammar.document.word(*token)) } else { comma }
    };
    let near = at + 2..limit.min(at + FARTHEST);
    let whole = |close: usize| !(at + 1..close).any(|token| matches!(grammar.class(token), Class::Mark | Class::Break));
    near.into_iter().find(is_end).filter(|&close| whole(close)).map_or(at, |close| close + 1)
}

/// Steps over the person addressed: "told reporters", "told him".
pub(super) fn after_addressed(grammar: &Grammar, at: usize, limit: usize) -> usize {
    if grammar.class(at) == Class::Object
        || matches!(grammar.lower(at), "you" | "it" | "her") && grammar.class(at + 1) != Class::Auxiliary
    {
        return at + 1;
    }
    if grammar.class(at) == Class::Pronoun || grammar.lower(at) == "that" {
        return at;
    }
    // "told reporters Israel had left": two phrases.
    let plural = grammar.class(at) == Class::Noun && grammar.lower(at).ends_with('s');
    if plural && matches!(grammar.class(at + 1), Class::Name | Class::Determiner | Class::Possessive | Class::Pronoun) {
        return at + 1;
    }
    match beginning_at(grammar, at, limit) {
        Some(phrase) if !grammar.class(phrase.end).is_verbal() => after_title(grammar, phrase.end, limit),
        _ => at,
    }
}

/// Steps over a title in marks: "told the Herald's "Breakfast Talk" that".
fn after_title(grammar: &Grammar, at: usize, limit: usize) -> usize {
    if grammar.class(at) != Class::Mark || !grammar.is_capitalised(at + 1) {
        return at;
    }
    let close = (at + 2..limit.min(at + 8)).find(|&token| grammar.class(token) == Class::Mark);
    close.filter(|&close| (at + 1..close).all(|token| !grammar.class(token).is_verbal())).map_or(at, |close| close + 1)
}

/// The "that" which opens the reported clause, over what may stand between it and the cue.
pub(super) fn find_that(grammar: &Grammar, from: usize, end: usize) -> Option<usize> {
    for token in from..end.min(from + FARTHEST) {
        if grammar.lower(token) == "that" {
            let clause = grammar.class(token) == Class::Subordinator || grammar.class(token) == Class::Preposition;
            return (clause && !grammar.class(token + 1).is_verbal()).then_some(token);
        }
        let class = grammar.class(token);
        if class.is_verbal()
            || matches!(class, Class::Stop | Class::Mark | Class::Pronoun | Class::To | Class::Gerund | Class::Break)
        {
            return None;
        }
    }
    None
}
