//! Verbs to their subjects, over times, appositions and relative clauses that stand between.

use super::cues;
use crate::document::is_dash;
use crate::grammar::noun_phrase::ending_at;
use crate::grammar::{Class, Grammar, is_relative, is_relative_pronoun};
use crate::{Label, lexicon};
use std::ops::Range;

/// How far a subject may stand from its verb, in tokens.
pub(super) const FARTHEST: usize = 70;

/// The most tokens of a relative clause right before a verb.
const LONGEST_RELATIVE: usize = 8;

/// The subject of the first full verb between `start` and `before`, leaving out a clause or phrase that opens the
/// sentence.
pub(super) fn clause_subject(grammar: &Grammar, start: usize, before: usize) -> Option<Range<usize>> {
    let mut at = start;
    if let Some(mark) = (start..before).rev().find(|&token| grammar.class(token) == Class::Mark) {
        at = mark + 1;
    }
    let opening = matches!(
        grammar.class(at),
        Class::Subordinator | Class::Preposition | Class::Gerund | Class::Participle | Class::Wh
    );
    if opening && let Some(comma) = (at..before).find(|&token| grammar.class(token) == Class::Comma) {
        at = comma + 1;
    }
    (at..before)
        .filter(|&token| grammar.class(token).is_verbal() && !grammar.class_before(token).is_verbal())
        .take(4)
        .find_map(|verb| {
            let mut begin = verb;
            while begin > at && grammar.class(begin - 1) == Class::Adverb {
                begin -= 1;
            }
            subject(grammar, begin).map(|own| over_relative(grammar, own, at))
        })
}

/// "Ann Voss, whose son Jon Moe was ill, left but": Ann Voss, where `own` is the subject of what is told of her.
fn over_relative(grammar: &Grammar, own: Range<usize>, floor: usize) -> Range<usize> {
    let opens = |token: usize| token > floor && matches!(grammar.lower(token), "whose" | "whom" | "which");
    let who = [own.start, own.start.saturating_sub(1)].into_iter().find(|&token| opens(token));
    who.and_then(|who| antecedent(grammar, who, floor)).unwrap_or(own)
}

/// The subject of a verb whose group begins at `begin`: the noun phrase before it, over times, appositions and
/// relative clauses that stand between.
pub(super) fn subject(grammar: &Grammar, begin: usize) -> Option<Range<usize>> {
    let floor = grammar.sentence(begin).start.max(begin.saturating_sub(FARTHEST));
    let end = before_times(grammar, begin, floor);
    if end <= floor {
        return None;
    }
    let times = times_start(grammar, begin, floor);
    // "The poll released Friday shows"
    if times < begin && times > floor + 1 && grammar.class(times - 1) == Class::Participle {
        return ending_at(grammar, times - 1, floor).map(|of| of.start..begin);
    }
    match grammar.class(end - 1) {
        Class::Comma => before_apposition(grammar, end, floor),
        // ", author of "The Salt Road," said"
        Class::Mark if end > floor + 1 && grammar.class(end - 2) == Class::Comma => {
            before_apposition(grammar, end - 1, floor)
        }
        Class::Break => {
            let open = before_bracket(grammar, opening_break(grammar, end - 1, floor)?, floor);
            (open > floor).then(|| ending_at(grammar, open, floor)).flatten()
        }
        Class::Wh | Class::Subordinator if is_relative_pronoun(grammar.lower(end - 1)) => {
            antecedent(grammar, end - 1, floor)
        }
        Class::Pronoun if grammar.lower(end - 1) == "who" => antecedent(grammar, end - 1, floor),
        // "Those surveyed said"
        Class::Verb | Class::Participle if end > floor + 1 && grammar.lower(end - 2) == "those" => Some(end - 2..end),
        // "The firm that Moe founded said"
        Class::Verb | Class::Participle => {
            let near = floor.max(end.saturating_sub(LONGEST_RELATIVE))..end - 1;
            let relative = |token: &usize| is_relative_pronoun(grammar.lower(*token));
            let Some(that) = near.rev().find(relative) else { return over_contact_clause(grammar, end - 1, floor) };
            let whole =
                (that..end).all(|token| !matches!(grammar.class(token), Class::Comma | Class::Mark | Class::Break));
            let of = antecedent(grammar, that, floor).filter(|of| whole && that > floor && of.end == that)?;
            Some(of.start..end)
        }
        // "All said", "Both said"
        Class::Determiner if lexicon::PRONOUN_HEADS.contains(grammar.lower(end - 1)) => Some(end - 1..end),
        class if class.is_nominal() || matches!(class, Class::Pronoun | Class::Determiner) => {
            let phrase = ending_at(grammar, end, floor).filter(|phrase| !is_day(grammar, phrase))?;
            over_object(grammar, after_object(grammar, phrase), floor)
        }
        _ => None,
    }
}

/// Whether `phrase` is a time, which speaks to nobody; a single name that the network takes for one ("May") may be another's.
pub(super) fn is_day(grammar: &Grammar, phrase: &Range<usize>) -> bool {
    let named = phrase.len() == 1 && grammar.class(phrase.start) == Class::Name;
    let listed = lexicon::WORD_CLASSES.get(grammar.lower(phrase.start)) == Some("time");
    phrase.clone().all(|token| grammar.is_time(token)) && (listed || !named)
}

/// "All the nurses I met said": the phrase with the clause that ends with the verb at `verb`.
fn over_contact_clause(grammar: &Grammar, verb: usize, floor: usize) -> Option<Range<usize>> {
    let own = verb.checked_sub(1).filter(|&own| own > floor && grammar.class(own) == Class::Pronoun)?;
    let of = (grammar.class(own - 1) == Class::Noun).then(|| ending_at(grammar, own, floor)).flatten()?;
    Some(of.start..verb + 1)
}

/// "Speaking to the Daily Post Lund said": Lund, not the paper before.
fn after_object(grammar: &Grammar, phrase: Range<usize>) -> Range<usize> {
    let object = matches!(grammar.class_before(phrase.start), Class::Preposition | Class::To);
    let person = phrase.clone().rev().take_while(|&token| grammar.label(token) == Some(Label::Person)).last();
    match person.filter(|&person| object && person > phrase.start) {
        Some(person) if grammar.label(person - 1) == Some(Label::Org) => person..phrase.end,
        _ => phrase,
    }
}

/// The noun phrase itself, or, where it is the object in a clause that hangs on an earlier one, that one: "the woman who
/// was attacked by Moe said" is about the woman.
fn over_object(grammar: &Grammar, phrase: Range<usize>, floor: usize) -> Option<Range<usize>> {
    let opens = matches!(grammar.class(phrase.start), Class::Preposition);
    let before = if opens { phrase.start } else { phrase.start.saturating_sub(1) };
    let object = match grammar.class(before) {
        Class::Preposition | Class::To => true,
        Class::Verb | Class::Participle | Class::Gerund => {
            !cues::entry(grammar.lower(before)).is_some_and(|entry| entry.takes.contains('c'))
        }
        _ => false,
    };
    if !object || before <= floor {
        return Some(phrase);
    }
    let near = (floor..before)
        .rev()
        .take_while(|&token| !matches!(grammar.class(token), Class::Comma | Class::Stop | Class::Mark | Class::Break));
    let who = near.into_iter().find(|&token| {
        let verb = (token + 1..before + 1).find(|&next| grammar.class(next) != Class::Adverb);
        is_relative_pronoun(grammar.lower(token)) && verb.is_some_and(|verb| grammar.class(verb).is_verbal())
    });
    match who {
        Some(who) if who > floor => antecedent(grammar, who, floor).map(|of| of.start..phrase.end),
        // "A man attacked by Moe said"
        _ if grammar.lower(before) == "by" && matches!(grammar.class(before - 1), Class::Participle | Class::Verb) => {
            let done_to = ending_at(grammar, before - 1, floor).filter(|_| before > floor + 1);
            done_to.map(|of| of.start..phrase.end).or(Some(phrase))
        }
        _ => Some(phrase),
    }
}

/// Where the time begins that stands before the verb whose group begins at `begin`: "on Wednesday" in "but on Wednesday
/// said".
pub(super) fn times_start(grammar: &Grammar, begin: usize, floor: usize) -> usize {
    let mut end = begin;
    while end > floor && (grammar.is_time(end - 1) || grammar.class(end - 1) == Class::Adverb) {
        end -= 1;
    }
    let opened = end > floor && end < begin && lexicon::DATE_COMPANY.says(grammar.lower(end - 1), 'w');
    end - usize::from(opened)
}

/// Steps back over "on Wednesday" before the verb, where a subject stands before it.
fn before_times(grammar: &Grammar, begin: usize, floor: usize) -> usize {
    let end = times_start(grammar, begin, floor);
    let subject = end > floor
        && !(end < begin && grammar.class(end - 1) == Class::Participle)
        && (grammar.class(end - 1).is_nominal() || matches!(grammar.class(end - 1), Class::Pronoun | Class::Comma));
    if subject { end } else { begin }
}

/// The noun phrase that "who" at token `who` stands for.
fn antecedent(grammar: &Grammar, who: usize, floor: usize) -> Option<Range<usize>> {
    let dash = |at: usize| grammar.class(at) == Class::Break && is_dash(grammar.document.word(at));
    let end = if who > floor && (grammar.class(who - 1) == Class::Comma || dash(who - 1)) { who - 1 } else { who };
    let end = before_bracket(grammar, end, floor);
    let phrase = ending_at(grammar, end, floor)?;
    let comma = phrase.start > floor + 1 && grammar.class(phrase.start - 1) == Class::Comma && end < who;
    let named = phrase.clone().any(|token| grammar.class(token) == Class::Name);
    // "Ann Voss, the former Secretary of State who": what she was says more of her.
    let office = phrase.start > floor + 1
        && follows_comma(grammar, &phrase)
        && (grammar.class(phrase.start) == Class::Determiner || !grammar.is_capitalised(phrase.start));
    let earlier = (comma && !named || office).then(|| ending_at(grammar, phrase.start - 1, floor)).flatten();
    let person = |earlier: &Range<usize>| grammar.label(earlier.end - 1) == Some(Label::Person);
    Some(earlier.filter(|earlier| comma && !named || person(earlier)).unwrap_or(phrase))
}

/// Where the bracket or dash opens that closes at token `close`.
fn opening_break(grammar: &Grammar, close: usize, floor: usize) -> Option<usize> {
    let close_word = grammar.document.word(close);
    (floor..close).rev().find(|&token| match close_word {
        ")" => grammar.document.word(token) == "(",
        "]" => grammar.document.word(token) == "[",
        word => grammar.document.word(token) == word,
    })
}

/// The end of what stands before `end`, a bracket at its end left out: "the institute (HI)".
fn before_bracket(grammar: &Grammar, end: usize, floor: usize) -> usize {
    let bracket = end > floor && matches!(grammar.document.word(end - 1), ")" | "]");
    if bracket { opening_break(grammar, end - 1, floor).unwrap_or(end) } else { end }
}

/// The noun phrase before the appositions and clauses that end with the comma before `end`:
/// "Jon Moe, 54, a fisherman who lives alone," said.
fn before_apposition(grammar: &Grammar, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut close = end - 1;
    let mut fallback: Option<Range<usize>> = None;
    // What may itself say more of somebody before: "Ann Voss, the Democrat on the board, meanwhile, said".
    let mut second: Option<Range<usize>> = None;
    loop {
        let open = comma_before(grammar, close, floor);
        let Some(open) = open.filter(|&open| open > floor && is_apposition(grammar, open + 1..close)) else {
            return second.or(fallback);
        };
        let stop = before_bracket(grammar, open, floor);
        if let Some(phrase) = ending_at(grammar, stop, floor).filter(|phrase| !is_tail(grammar, phrase, floor)) {
            let named = phrase.clone().any(|token| grammar.class(token) == Class::Name) && !is_place(grammar, &phrase);
            let after = open + 1..close;
            let name_follows = !after.is_empty()
                && after.clone().all(|token| matches!(grammar.class(token), Class::Name | Class::Joint));
            let heads = phrase.clone().any(|token| grammar.class(token) == Class::Noun);
            // "the mayor of London, Ann Voss, said"
            let role = grammar.label(open + 1) == Some(Label::Person)
                && phrase.clone().any(|token| grammar.class(token) == Class::Noun && grammar.lower(token + 1) == "of");
            let titled = grammar.label(close - 1) == Some(Label::Person)
                && after.clone().all(|token| grammar.class(token).is_nominal());
            // "the oldest House Democrat, Representative Ann Voss, said"
            let member =
                grammar.label(phrase.end - 1) == Some(Label::Norp) && grammar.class(phrase.start) == Class::Determiner;
            // "One, council leader Ann Voss, said", "One signatory, former minister Ann Voss, said"
            let one = phrase.clone().any(|token| grammar.class(token) == Class::Number || is_one(grammar, token));
            let name = name_follows && heads && (role || !ends_in_name(grammar, &phrase));
            if titled && (member || one) || name {
                return Some(phrase.start..close);
            }
            let person = grammar.label(phrase.end - 1) == Some(Label::Person);
            if named && ends_in_name(grammar, &phrase) && !person && follows_comma(grammar, &phrase) {
                second = second.or(Some(phrase));
            } else if named && ends_in_name(grammar, &phrase) || grammar.class(phrase.start) == Class::Pronoun {
                return second.filter(|_| !person).or(Some(phrase));
            } else {
                fallback = Some(phrase);
            }
        }
        close = open;
    }
}

/// "one", "another": somebody whom an apposition may name.
fn is_one(grammar: &Grammar, token: usize) -> bool {
    matches!(grammar.lower(token), "one" | "another")
}

fn follows_comma(grammar: &Grammar, phrase: &Range<usize>) -> bool {
    grammar.class_before(phrase.start) == Class::Comma
}

/// "D-Oregon" behind a senator's name.
fn is_party(grammar: &Grammar, phrase: &Range<usize>) -> bool {
    let letter = grammar.document.word(phrase.start).len() == 1 && grammar.is_capitalised(phrase.start);
    letter && phrase.len() > 2 && matches!(grammar.document.word(phrase.start + 1), "-" | "–")
}

/// The last comma before `close`, over a title in marks but not out of a quote.
fn comma_before(grammar: &Grammar, close: usize, floor: usize) -> Option<usize> {
    let mut token = close;
    let mut open_marks = usize::from(grammar.class(close + 1) == Class::Mark);
    while token > floor {
        token -= 1;
        match grammar.class(token) {
            Class::Mark if open_marks > 0 => open_marks -= 1,
            Class::Mark => {
                let near = token.saturating_sub(9).max(floor)..token;
                token = near.rev().find(|&other| grammar.class(other) == Class::Mark)?;
            }
            Class::Comma if open_marks == 0 => return Some(token),
            _ => {}
        }
    }
    None
}

fn ends_in_name(grammar: &Grammar, phrase: &Range<usize>) -> bool {
    grammar.class(phrase.end - 1) == Class::Name
}

fn is_place(grammar: &Grammar, phrase: &Range<usize>) -> bool {
    phrase
        .clone()
        .all(|token| matches!(grammar.label(token), Some(Label::Gpe | Label::Loc | Label::Date | Label::Cardinal)))
}

/// Whether `phrase` is no more than the end of an earlier one: a number, a party with its state, or what follows a
/// preposition.
fn is_tail(grammar: &Grammar, phrase: &Range<usize>, floor: usize) -> bool {
    let number = phrase.clone().all(|token| grammar.class(token) == Class::Number);
    let object = phrase.start > floor
        && matches!(
            grammar.class(phrase.start - 1),
            Class::Preposition | Class::To | Class::Participle | Class::Gerund
        );
    number || object || is_party(grammar, phrase)
}

/// Whether the tokens between two commas can be an apposition, a relative clause or another insertion.
pub(super) fn is_apposition(grammar: &Grammar, tokens: Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let opener = grammar.lower(tokens.start);
    let relative = is_relative(opener) && opener != "that" || lexicon::CLAUSE_OPENERS.contains(opener);
    let participle = grammar.class(tokens.start) == Class::Verb && grammar.lower(tokens.start).ends_with("ed");
    let opening = matches!(grammar.class(tokens.start), Class::Gerund | Class::Participle | Class::Preposition);
    let relative = relative || opening || participle;
    relative || {
        let mut inner = tokens.clone();
        let clause = inner.find(|&token| is_relative(grammar.lower(token)));
        let end = clause.unwrap_or(tokens.end);
        !(tokens.start..end)
            .any(|token| grammar.class(token).is_verbal() && grammar.class_before(token) != Class::Adverb)
    }
}
