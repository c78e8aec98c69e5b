//! Whether words after a verb of saying can be what somebody says: a clause with a verb of its own, a noun that stands for
//! one ("announced the closure of the mill"), a judgement ("called the plan unworkable"). What is none of these is the
//! object of an act: "announced a plan", "declared war".

use crate::grammar::noun_phrase::beginning_at;
use crate::grammar::{Class, Grammar};
use crate::lexicon;
use crate::recognition::Relation;
use std::ops::Range;

/// Beyond this many tokens no verb is looked for.
const FARTHEST: usize = 60;

/// Whether a verb with a subject of its own stands in `tokens`: not that of a clause that hangs on a noun ("the plan that
/// he drew up") or on a link ("the town as it was").
pub(super) fn is_clause(grammar: &Grammar, tokens: Range<usize>) -> bool {
    let mut hanging = usize::from(is_link(grammar, tokens.start));
    let mut commas = 0;
    let opens_with_phrase = matches!(grammar.class(tokens.start), Class::Preposition | Class::Subordinator);
    for token in tokens.start + 1..tokens.end.min(tokens.start + FARTHEST) {
        let before = grammar.class(token - 1);
        commas += usize::from(before == Class::Comma);
        // "the leak in March, said": a verb behind the only comma has its subject elsewhere.
        let cut_off = before == Class::Comma && commas == 1;
        if opens_hanging(grammar, token) || !opens_with_phrase && begins_contact_clause(grammar, token) {
            hanging += 1;
        } else if grammar.class(token).is_verbal() && !cut_off && !before.is_verbal() && !in_verb_group(grammar, token)
        {
            if hanging == 0 {
                return true;
            }
            hanging -= 1;
        }
    }
    false
}

/// Whether what opens with the word at `token` hangs on what follows: "if the talks fail", "while the town sleeps".
fn is_link(grammar: &Grammar, token: usize) -> bool {
    grammar.class(token) == Class::Subordinator && !matches!(grammar.lower(token), "that" | "so")
}

/// Whether a clause that hangs on what stands before opens at `token`.
fn opens_hanging(grammar: &Grammar, token: usize) -> bool {
    // "her years as mayor", "until last year"
    if grammar.relation(token) == Relation::Preposition {
        return false;
    }
    let relative = grammar.class(token) == Class::Wh || matches!(grammar.lower(token), "who" | "whose");
    let that = grammar.lower(token) == "that" && grammar.class_before(token).is_nominal();
    relative || that || grammar.class(token) == Class::Subordinator && grammar.class_before(token) != Class::Comma
}

/// "the gifts he took": a subject right behind a noun.
fn begins_contact_clause(grammar: &Grammar, token: usize) -> bool {
    grammar.class(token) == Class::Pronoun
        && matches!(grammar.class_before(token), Class::Noun | Class::Name)
        && !grammar.is_time(token - 1)
}

/// Whether adverbs part the verb at `token` from an auxiliary.
fn in_verb_group(grammar: &Grammar, token: usize) -> bool {
    let before = (token.saturating_sub(3)..token).rev().find(|&at| grammar.class(at) != Class::Adverb);
    before.is_some_and(|at| at + 1 < token && grammar.class(at) == Class::Auxiliary)
}

/// Whether the noun phrase that opens `tokens` stands for a clause: "the sale of the mill", "any wrongdoing", "plans to
/// sell".
pub(super) fn is_event(grammar: &Grammar, tokens: &Range<usize>) -> bool {
    let Some(phrase) = beginning_at(grammar, tokens.start, tokens.end) else { return false };
    let tail = phrase.clone().find(|&token| matches!(grammar.class(token), Class::Preposition | Class::To));
    let head = tail.unwrap_or(phrase.end) - 1;
    let next = grammar.lower(head + 1);
    match lexicon::EVENT_NOUNS.get(grammar.lower(head)) {
        Some("to") => grammar.class(head + 1) == Class::To && head + 1 < tokens.end,
        Some("of") => {
            let none = (tokens.start..head).any(|token| matches!(grammar.lower(token), "no" | "any"));
            // "denies murder"
            let closes = head + 1 >= tokens.end || matches!(grammar.class(head + 1), Class::Stop | Class::Comma);
            let bare = phrase.start == head && closes;
            none || bare
                || head + 1 < tokens.end && (matches!(next, "of" | "in" | "for"))
                || owned(grammar, tokens.start..head)
        }
        Some(_) => true,
        None => false,
    }
}

/// "her resignation"
fn owned(grammar: &Grammar, mut before: Range<usize>) -> bool {
    before.any(|token| matches!(grammar.class(token), Class::Possessive | Class::Genitive))
}

/// Whether a verb that judges its object has both in `tokens`: "the plan unworkable", "the plan as a gift".
pub(super) fn is_judgement(grammar: &Grammar, tokens: &Range<usize>) -> bool {
    let object = match grammar.class(tokens.start) {
        Class::Object | Class::Pronoun => Some(tokens.start..tokens.start + 1),
        _ => beginning_at(grammar, tokens.start, tokens.end),
    };
    let Some(object) = object else { return false };
    let next = object.end;
    let has_more = next + 1 < tokens.end || next < tokens.end && grammar.class(next) == Class::Adjective;
    // Not in "called her mother the next day".
    let time = (next..next + 3).any(|token| grammar.is_time(token));
    let verdict = !time
        && matches!(grammar.class(next), Class::Adjective | Class::Determiner | Class::Adverb | Class::Participle);
    // Not in "assails the rich as he takes office".
    let named = grammar.lower(next) == "as" && !opens_clause(grammar, next + 1..tokens.end);
    has_more && (verdict || named)
}

/// Whether a subject and its verb open `tokens`.
fn opens_clause(grammar: &Grammar, tokens: Range<usize>) -> bool {
    beginning_at(grammar, tokens.start, tokens.end).is_some_and(|subject| grammar.class(subject.end).is_verbal())
}

/// Whether a verb that `names` its object with a bare description, or with "as" alone, has both in `tokens`.
pub(super) fn is_description(grammar: &Grammar, tokens: &Range<usize>, names: bool) -> bool {
    let object = beginning_at(grammar, tokens.start, tokens.end).map_or(tokens.start + 1, |object| object.end);
    let adverb = grammar.class(object) == Class::Adverb
        && !matches!(grammar.class(object + 1), Class::Adjective | Class::Determiner | Class::Participle);
    // "called the idea of a toll unworkable"
    let last = object.saturating_sub(1);
    let bare = last > tokens.start
        && grammar.class(last) == Class::Adjective
        && matches!(grammar.class(last - 1), Class::Noun | Class::Name);
    (is_judgement(grammar, tokens) || bare) && !adverb && (names || grammar.lower(object) == "as")
}
