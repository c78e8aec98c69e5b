//! Where what a report reports stands in its sentence, by rules: behind the cue, before it, or around it.

use super::around_cue::{around_phrase, relative_gap};
use super::circumstances::{after_addressed, after_circumstances, after_insertion, find_that};
use super::clause_ends::{LONGEST, clause_end, is_inner_comma, is_restrictive, sets_aside};
use super::cues::{self, Cue, CueKind};
use super::evidence;
use super::implicit::can_speak;
use super::reportable::{is_clause, is_description, is_event};
use super::reports::Report;
use super::sieves::Sieve;
use super::unsaid::is_read;
use crate::document::is_dash;
use crate::grammar::noun_phrase::{beginning_at, is_source_of_words};
use crate::grammar::{Class, Grammar};
use crate::lexicon;
use crate::recognition::Relation;
use std::ops::Range;

/// From so many tokens on, words without a verb are taken for a sentence.
const SHORTEST_SENTENCE: usize = 7;

/// What the report at `index` reports, by the first rule that finds it. Where its cue `quotes_words` in marks, only a clause
/// with "that" is more.
pub(super) fn by_rule(
    grammar: &Grammar,
    reports: &[Report],
    index: usize,
    quotes_words: bool,
) -> Option<(Range<usize>, Sieve)> {
    let report = &reports[index];
    match report.cue.kind {
        _ if quotes_words => that_clause(grammar, reports, index).map(|tokens| (tokens, Sieve::ThatClause)),
        CueKind::Phrase => around_phrase(grammar, report).map(|tokens| (tokens, Sieve::BesidePhrase)),
        _ if announces(grammar, report) => after_colon(grammar, report).map(|tokens| (tokens, Sieve::AfterColon)),
        _ => as_said(grammar, reports, index)
            .or_else(|| relative_gap(grammar, report).filter(|_| report.cue.takes('c')))
            .or_else(|| before(grammar, report))
            .map(|tokens| (tokens, Sieve::ClauseBefore))
            .or_else(|| after(grammar, reports, index).filter(|_| !follows_clause(grammar, report))),
    }
}

/// Whether what is reported may stand before the cue: then words in marks are the most of it.
pub(super) fn is_around(grammar: &Grammar, report: &Report) -> bool {
    report.cue.kind == CueKind::Phrase || before(grammar, report).is_some()
}

/// "..., said a few Democrats who ...": what is said stands before.
fn follows_clause(grammar: &Grammar, report: &Report) -> bool {
    report.inverted && grammar.class_before(report.tokens.start) == Class::Comma
}

/// The sentence around `token`, cut at marks and semicolons, without a word that links it to the one before.
pub(super) fn sentence_part(grammar: &Grammar, token: usize) -> Range<usize> {
    let sentence = grammar.sentence(token);
    let wall = |at: &usize| grammar.class(*at) == Class::Mark || matches!(grammar.document.word(*at), ";");
    let near = sentence.start.max(token.saturating_sub(150));
    let start = (near..token).rev().find(wall).map_or(near, |at| at + 1);
    let end = (token..sentence.end.min(token + 150)).find(wall).unwrap_or(sentence.end);
    start..end
}

/// "As the minister said, the harbour will be sold.", "The harbour, as the minister said, will be sold.", "The harbour will be
/// sold, as the minister said."
fn as_said(grammar: &Grammar, reports: &[Report], index: usize) -> Option<Range<usize>> {
    let report = &reports[index];
    let part = sentence_part(grammar, report.tokens.start);
    let link = report.tokens.start.checked_sub(1).filter(|&link| link >= part.start && grammar.lower(link) == "as")?;
    let mut end = after_circumstances(grammar, report.tokens.end, part.end);
    if report.cue.takes('o') && grammar.class(end) != Class::Comma {
        end = after_circumstances(grammar, after_addressed(grammar, end, part.end), part.end);
    }
    if !report.cue.takes('c') && report.cue.lemma != "put it" {
        return None;
    }
    let comma = grammar.class(end) == Class::Comma;
    let opening = |token: usize| matches!(grammar.class(token), Class::Adverb | Class::Coordinator | Class::Comma);
    if (part.start..link).all(opening) {
        return comma.then_some(end + 1..part.end);
    }
    // Of "Moe said that, as the audit shows, fees rose" Moe says all.
    let holds = |outer: &Report| outer.cue.begin >= part.start && outer.cue.takes('c') && outer.cue.is_real();
    let inner = reports[..index].iter().rev().take(4).any(holds);
    let said = !inner && !report.cue.takes('k') && grammar.class(link - 1) == Class::Comma;
    let closes = end >= part.end || matches!(grammar.class(end), Class::Stop);
    match comma {
        true if said => Some(part.start..part.end),
        false if said && closes && is_clause(grammar, part.start..link - 1) => Some(part.start..link - 1),
        _ => None,
    }
}

/// "The harbour will be sold, the minister said."
fn before(grammar: &Grammar, report: &Report) -> Option<Range<usize>> {
    let takes = report.cue.takes('c') || report.cue.takes('q') && report.cue.takes('t');
    report.source.as_ref().filter(|_| !report.borrowed && takes && report.cue.kind == CueKind::Verb)?;
    let start = report.tokens.start;
    let parted = grammar.class_before(start) == Class::Comma || is_dash(grammar.lower_before(start));
    let linked = matches!(grammar.lower_before(start), "so") && grammar.class_before(start - 1) != Class::Name;
    if !parted && !linked {
        return None;
    }
    let part = sentence_part(grammar, start);
    let mut end = after_circumstances(grammar, report.tokens.end, part.end);
    if report.cue.takes('o') {
        end = after_circumstances(grammar, after_addressed(grammar, end, part.end), part.end);
    }
    let ends = |at: usize| at >= part.end || matches!(grammar.class(at), Class::Stop | Class::Break);
    let comma = grammar.class(end) == Class::Comma;
    let goes_on = comma && (is_link(grammar, end + 1) || report.inverted && !grammar.class(end + 1).is_verbal());
    // "said two clerks who had read it"
    let described = report.inverted && grammar.lower(end) == "who";
    let closes = ends(end)
        || goes_on
        || described
        || is_circumstance(grammar, end..part.end)
        || comma && ends(after_circumstances(grammar, end + 1, part.end));
    // "If the rain stops, she said, work will go on", "The road was safe, she said, until it froze."
    let closes = closes && (!comma || is_clause(grammar, part.start..start - 1) && !goes_on_reported(grammar, end + 1));
    let inserted = !closes && comma;
    let mut content = part.start..if inserted { part.end } else { start - 1 };
    if linked {
        content.end = (part.start..start).rev().find(|&token| grammar.class(token) == Class::Break)?;
    }
    let has_verb =
        content.clone().any(|token| grammar.class(token).is_verbal() || grammar.class(token) == Class::Participle);
    // A verb that the network mistakes for a noun: more than a phrase.
    let long = content.len() >= SHORTEST_SENTENCE && report.cue.takes('q');
    let dependent = !inserted && !linked && is_dependent(grammar, &content);
    let whole = has_verb || inserted || long;
    // Of `Mill 'Rescued' Could Close, Moe Says` a part is no statement.
    let part_of_marked = grammar.class_before(content.start) == Class::Mark && grammar.class(content.start).is_verbal();
    let dependent = dependent || part_of_marked && content.start > grammar.sentence(start).start;
    ((closes || inserted) && content.start < start - 1 && whole && !dependent).then_some(content)
}

/// Whether `tokens`, behind a cue, tell no more than when and where it was said: "during a tour of the mills".
fn is_circumstance(grammar: &Grammar, mut tokens: Range<usize>) -> bool {
    let opens = grammar.class(tokens.start) == Class::Preposition
        && !lexicon::TOPIC_PREPOSITIONS.contains(grammar.lower(tokens.start));
    opens
        && !tokens.any(|token| {
            grammar.class(token).is_verbal() || matches!(grammar.class(token), Class::Comma | Class::Break)
        })
}

/// "When the town cut the funds, the mill said no": no more than a clause that hangs on what follows.
fn is_dependent(grammar: &Grammar, content: &Range<usize>) -> bool {
    let opening = |token: &usize| matches!(grammar.class(*token), Class::Coordinator | Class::Adverb);
    let first = content.clone().find(|token| !opening(token)).unwrap_or(content.start);
    sets_aside(grammar.lower(first)) && !content.clone().any(|token| grammar.class(token) == Class::Comma)
}

/// Whether the words from `token` on go on with what is reported, although they are linked to it.
fn goes_on_reported(grammar: &Grammar, token: usize) -> bool {
    let end = grammar.sentence(token).end.min(token + 12);
    // ", she said, adding that": another report.
    let adds = grammar.class(token) == Class::Gerund && cues::entry(grammar.lower(token)).is_some();
    let likely = !adds && evidence::content_mean(grammar, token..end).is_some_and(|mean| mean >= 0.6);
    likely || lexicon::CLAUSE_LINKS.says(grammar.lower(token), 'g')
}

/// Whether a clause that is linked to the one before begins at `token`: "adding", "but", "who".
fn is_link(grammar: &Grammar, token: usize) -> bool {
    matches!(grammar.class(token), Class::Gerund | Class::Coordinator | Class::Subordinator | Class::Wh)
        || grammar.lower(token) == "who"
}

/// What follows "that" after the cue.
fn that_clause(grammar: &Grammar, reports: &[Report], index: usize) -> Option<Range<usize>> {
    let from = reports[index].tokens.end;
    let end = clause_end(grammar, reports, index, from);
    find_that(grammar, from, end.min(from + 8)).map(|that| that + 1..end)
}

/// "The minister said (that) the harbour would be sold."
fn after(grammar: &Grammar, reports: &[Report], index: usize) -> Option<(Range<usize>, Sieve)> {
    let report = &reports[index];
    let cue = &report.cue;
    let from = if report.inverted && report.tokens.end > cue.tokens.end { report.tokens.end } else { cue.tokens.end };
    let end = clause_end(grammar, reports, index, from);
    let mut at = after_insertion(grammar, after_circumstances(grammar, from, end), end);
    let pleads = cue.takes('o') && grammar.lower(from) == "with";
    let addressed = if pleads { from + 1 } else { at };
    at = addressed;
    if cue.takes('o') && !cue.passive {
        at = after_insertion(grammar, after_circumstances(grammar, after_addressed(grammar, at, end), end), end);
    }
    let opens = |that: &usize| {
        is_own(grammar, report, at..*that)
            && !is_relative_clause(grammar, at..*that)
            && !opens_more_of_noun(grammar, cue, *that, end)
    };
    if let Some(that) = find_that(grammar, at, end).filter(opens) {
        let sieve = if cue.kind == CueKind::Noun { Sieve::NounClause } else { Sieve::ThatClause };
        let takes = cue.takes('c') || cue.takes('t') || cue.takes('o');
        return takes.then_some((that + 1..end, sieve));
    }
    let content = match grammar.class(at) {
        // "ordered a move to new offices"
        Class::To if grammar.relation(at) == Relation::Preposition && !grammar.class(at + 1).is_verbal() => {
            return None;
        }
        Class::To if cue.takes('i') && !cue.takes('k') || cue.takes('o') => (at + 1..end, Sieve::Phrase),
        // "promised not to sell", "asked the board not to sell"
        _ if is_negated_infinitive(grammar, at) && cue.takes('o') => (addressed..end, Sieve::Phrase),
        _ if is_negated_infinitive(grammar, at) && cue.takes('i') => (at..end, Sieve::Phrase),
        Class::Auxiliary if cue.takes('g') && matches!(grammar.lower(at), "having" | "being") => {
            (at..end, Sieve::Phrase)
        }
        Class::Gerund if cue.takes('g') || cue.takes('n') => (at..end, Sieve::Phrase),
        Class::Wh | Class::Subordinator if opens_reported(grammar.lower(at), cue.takes('w'), cue.takes('c')) => {
            (at + usize::from(asks(grammar, cue, at..end))..end, Sieve::BareClause)
        }
        // "showed just how weak it was"
        Class::Adverb if cue.takes('w') && grammar.class(at + 1) == Class::Wh => (at..end, Sieve::BareClause),
        _ if cue.takes('f') => (of_content(grammar, at, end)?, Sieve::Phrase),
        Class::Determiner
        | Class::Possessive
        | Class::Pronoun
        | Class::Name
        | Class::Noun
        | Class::Number
        | Class::Adjective
        | Class::Adverb
            if cue.takes('c') && has_clause(grammar, at..end, cue.takes('i'), cue.takes('d')) =>
        {
            (at..end, Sieve::BareClause)
        }
        class if cue.takes('s') && class.is_phrasal() && class != Class::Preposition => (at..end, Sieve::Phrase),
        class if cue.takes('n') && class.is_phrasal() && is_event(grammar, &(at..end)) => (at..end, Sieve::Phrase),
        Class::Preposition | Class::Gerund
            if cue.takes('c')
                && is_clause(grammar, at..end)
                && !is_restrictive(grammar, report)
                && (!matches!(grammar.lower(at), "of" | "about") || grammar.class(at + 1) == Class::Number) =>
        {
            (at..end, Sieve::BareClause)
        }
        class if class.opens_subject() && finds(grammar, report) => (at..end, Sieve::Phrase),
        _ if is_called(grammar, report, &(at..end)) => (at..end, Sieve::Learnt),
        _ => return None,
    };
    Some(content)
}

/// Whether the source of `report` is a poll, a study or the like, of which any object of the verb is what it says: "polls show a
/// tight race"; not pictures ("the video shows the car").
fn finds(grammar: &Grammar, report: &Report) -> bool {
    let pictured = |source: &Range<usize>| {
        source.clone().any(|token| {
            let word = grammar.lower(token);
            lexicon::PICTURE_WORDS.contains(word) || word == "footage" || word == "videos"
        })
    };
    report.cue.takes('d')
        && matches!(report.cue.kind, CueKind::Verb | CueKind::Gerund)
        && !report.borrowed
        && report.source.as_ref().is_some_and(|source| is_read(grammar, source) && !pictured(source))
}

/// Whether the verb gives its object in `tokens` a name or a description: "called the plan a gift", "described it as unsafe".
fn is_called(grammar: &Grammar, report: &Report, tokens: &Range<usize>) -> bool {
    // Not in "would let the town declare a park open".
    let speaks = report.source.is_some() && report.cue.kind != CueKind::Infinitive;
    let speaks = speaks && report.cue.takes('a') && !report.cue.takes('k');
    speaks && is_description(grammar, tokens, report.cue.takes('b'))
}

/// Whether the "that" at `that` tells more of a noun that is the subject of what `cue` reports: "said the fact that it stood was
/// no help"; and whether no clause follows it at all: "stressed that point".
fn opens_more_of_noun(grammar: &Grammar, cue: &Cue, that: usize, end: usize) -> bool {
    let noun = that > cue.tokens.end && !cue.takes('n') && lexicon::CLAUSE_NOUNS.contains(grammar.lower(that - 1));
    // "tells so many lies that", "answered the same way that"
    let so = (cue.tokens.end..that).any(|token| matches!(grammar.lower(token), "so" | "such" | "same"));
    // Of more words, one may be a verb that the network mistakes for a noun.
    let clause = end > that + SHORTEST_SENTENCE || (that + 1..end).any(|token| grammar.class(token).is_verbal());
    !clause || noun || so
}

/// Whether a colon follows the cue of somebody who can speak: what he says stands behind it.
fn announces(grammar: &Grammar, report: &Report) -> bool {
    let speaks = report.source.as_ref().is_some_and(|source| can_speak(grammar, source));
    speaks && report.cue.takes('q') && report.cue.kind != CueKind::Noun && colon_after(grammar, report).is_some()
}

/// The colon after a cue, over circumstances, who is addressed, and "this" or "the following".
fn colon_after(grammar: &Grammar, report: &Report) -> Option<usize> {
    let end = grammar.sentence(report.cue.tokens.start).end;
    let is_colon = |at: usize| at < end && grammar.document.word(at) == ":";
    let mut at = after_circumstances(grammar, report.cue.tokens.end.max(report.tokens.end), end);
    if report.cue.takes('o') && !is_colon(at) {
        at = after_circumstances(grammar, after_addressed(grammar, at, end), end);
    }
    let pointer = lexicon::COLON_POINTERS.longest_match(grammar.document, at).map_or(0, |(length, _)| length);
    Some(at + pointer).filter(|&at| is_colon(at))
}

/// "The mayor said: We will not go."
fn after_colon(grammar: &Grammar, report: &Report) -> Option<Range<usize>> {
    let colon = colon_after(grammar, report)?;
    let words = colon + 1..grammar.sentence(colon).end.min(colon + LONGEST);
    (words.len() > 1 && !words.clone().any(|token| grammar.class(token) == Class::Mark)).then_some(words)
}

/// Whether a reported clause may open with the link `word`: a question after the verbs that take one, and a
/// condition after those that take a clause.
fn opens_reported(word: &str, question: bool, clause: bool) -> bool {
    let asks = lexicon::WH_WORDS.says(word, 'q');
    let condition = lexicon::CLAUSE_OPENERS.get(word) == Some("condition") || matches!(word, "whoever" | "what");
    asks && question || condition && clause
}

/// Whether what opens `clause` asks, and is no part of what is said, as a condition is: "did not say if they had won"; "said
/// if they won, the two would share it".
pub(super) fn asks(grammar: &Grammar, cue: &Cue, clause: Range<usize>) -> bool {
    let goes_on = || parts_clauses(grammar, &clause);
    match grammar.lower(clause.start) {
        "whether" | "why" => true,
        "if" => !cue.takes('c') || !goes_on(),
        _ => false,
    }
}

/// Whether another clause begins behind a comma in `clause`.
pub(super) fn parts_clauses(grammar: &Grammar, clause: &Range<usize>) -> bool {
    let comma = |&at: &usize| grammar.class(at) == Class::Comma && !is_inner_comma(grammar, at);
    clause.clone().filter(comma).take(4).any(|at| is_clause(grammar, at + 1..clause.end))
}

/// "accused the police of losing the file"
fn of_content(grammar: &Grammar, at: usize, end: usize) -> Option<Range<usize>> {
    let of = (at..end.min(at + 14)).find(|&token| {
        grammar.lower(token) == "of"
            && matches!(
                grammar.class(token + 1),
                Class::Gerund | Class::Auxiliary | Class::Noun | Class::Determiner | Class::Adverb | Class::Adjective
            )
    })?;
    Some(of + 1..end)
}

/// Whether the "that" behind `between` opens what the cue of `report` reports, rather than what a noun does ("denied Holt's
/// claim that").
fn is_own(grammar: &Grammar, report: &Report, mut between: Range<usize>) -> bool {
    let noun = between.any(|token| lexicon::CUE_NOUNS.contains(grammar.lower(token)));
    report.cue.kind == CueKind::Noun || !noun || is_source_of_words(grammar, between.start)
}

/// Whether the "that" behind `between` tells more of a noun there: "proposed cuts that the board may fight".
fn is_relative_clause(grammar: &Grammar, between: Range<usize>) -> bool {
    const SURE: f32 = 0.8;
    let sure_head = |token: usize| grammar.head(token).filter(|_| grammar.is_sure_of_head(token, SURE));
    let Some(verb) = sure_head(between.end) else { return false };
    grammar.relation(verb) == Relation::RelativeClause && sure_head(verb).is_some_and(|noun| between.contains(&noun))
}

/// Whether a clause opens `tokens` (or, as in "expects growth to slow", an infinitive with a subject; as in "found the man
/// sleeping", a gerund).
fn has_clause(grammar: &Grammar, tokens: Range<usize>, infinitive: bool, gerund: bool) -> bool {
    let small = |token: usize| {
        infinitive && grammar.class(token) == Class::To || gerund && grammar.class(token) == Class::Gerund
    };
    is_clause(grammar, tokens.clone())
        || beginning_at(grammar, tokens.start, tokens.end).is_some_and(|subject| small(subject.end))
}

/// "not to sell", "never to sell"
fn is_negated_infinitive(grammar: &Grammar, at: usize) -> bool {
    matches!(grammar.lower(at), "not" | "never") && grammar.class(at + 1) == Class::To
}
