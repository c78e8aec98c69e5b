//! Reports to reported speech without marks: which words of the sentence are what somebody says. Rules and the parse propose
//! where it stands, and each proposal may end sooner or later; which of them it is, if any, is chosen by `plausibility`.

use super::circumstances::{after_addressed, after_circumstances};
use super::clause_ends::{clause_end, is_restrictive, is_subordinate, joins_clauses, sets_aside, trim};
use super::cues::CueKind;
use super::evidence;
use super::implicit::can_speak;
use super::plausibility;
use super::positions::{asks, by_rule, parts_clauses, sentence_part};
use super::reportable::{is_clause, is_event, is_judgement};
use super::reports::Report;
use super::sieves::Sieve;
use super::unsaid;
use crate::Label;
use crate::grammar::noun_phrase::beginning_at;
use crate::grammar::{Class, Grammar};
use crate::lexicon::{self, forms};
use crate::ranking::{self, Judge};
use crate::recognition::{PartOfSpeech, Relation};
use std::ops::Range;

/// What a report reports, without marks.
pub(super) struct Content {
    pub tokens: Range<usize>,
    /// As far as they might reach.
    pub reach: Range<usize>,
    /// As far as the rule that found them goes.
    pub whole: Range<usize>,
    pub sieve: Sieve,
    /// How likely it is reported.
    pub probability: f32,
}

/// Words that may be reported, and the rule that found them.
type Extent = (Range<usize>, Sieve);

/// How likely it must be that one of the candidates is reported.
const LEAST_PROBABLE: f32 = 0.55;

/// The same of what somebody asks others to do, and of what he offers or agrees to do himself.
const LEAST_PROBABLE_ASKED: f32 = 0.65;
const LEAST_PROBABLE_ACT: f32 = 0.9;

/// No report has more candidates.
const MOST_CANDIDATES: usize = 12;

/// How sure the parse must be of what a verb has for its object.
const SURE_OF_OBJECT: f32 = 0.8;

/// Among so many tokens a figure is looked for that an object gives.
const FARTHEST_FIGURE: usize = 12;

/// How far behind its cue a clause may begin that the parse completes it with.
const FARTHEST_COMPLEMENT: usize = 30;

/// What `report`, one of `reports` at `index`, reports; `None` where that cannot be told. Where its cue `quotes_words` in
/// marks, only a clause with "that" is more.
pub(super) fn content(
    grammar: &Grammar,
    reports: &[Report],
    index: usize,
    quotes_words: bool,
    judge: &mut dyn Judge,
) -> Option<Content> {
    let report = &reports[index];
    if unsaid::is_unsaid(grammar, report) {
        return None;
    }
    let (candidates, sieve, whole) = candidates(grammar, reports, index, quotes_words)?;
    let tokens = candidates.first()?;
    let reach = tokens.start..candidates.iter().map(|tokens| tokens.end).max()?;
    // Nothing but reported words stands where these stand.
    if matches!(sieve, Sieve::NounClause | Sieve::AfterColon) {
        return Some(Content { tokens: tokens.clone(), reach, whole, sieve, probability: 1.0 });
    }
    let probabilities = plausibility::judged(grammar, report, &candidates, sieve, judge);
    let probability = probabilities.iter().sum();
    let best = ranking::first_best(&probabilities)?;
    // "offered to lend a tractor" tells what somebody did more often than what was said; "promised to" says it.
    let states = report.cue.kind == CueKind::Noun || report.cue.takes('i') && report.cue.takes('c');
    let act = !states && grammar.class_before(candidates[best].start) == Class::To;
    let asked = candidates[best].start > report.cue.tokens.end + 1;
    let least = match act {
        true if asked => LEAST_PROBABLE_ASKED,
        true => LEAST_PROBABLE_ACT,
        false => LEAST_PROBABLE,
    };
    // Beside "according to" stands what is reported.
    (probability >= least || sieve == Sieve::BesidePhrase).then_some(Content {
        tokens: candidates[best].clone(),
        reach,
        whole,
        sieve,
        probability,
    })
}

/// What the report at `index` may report, the first the likeliest by rule: from where a rule, else the parse, else the network
/// finds its beginning, up to each place where the writer may go on; and which rule that was.
fn candidates(
    grammar: &Grammar,
    reports: &[Report],
    index: usize,
    quotes_words: bool,
) -> Option<(Vec<Range<usize>>, Sieve, Range<usize>)> {
    let report = &reports[index];
    let other = |found: fn(&Grammar, &[Report], usize) -> Option<Extent>| {
        if quotes_words { None } else { found(grammar, reports, index) }
    };
    let found = by_rule(grammar, reports, index, quotes_words).or_else(|| other(complement)).or_else(|| other(learnt));
    let (whole, sieve) = found.filter(|(whole, sieve)| {
        let objects = is_object(grammar, report, whole.start)
            || *sieve == Sieve::BareClause && is_parsed_object(grammar, report, whole);
        !objects && !is_verb_of(grammar, report, whole)
    })?;
    let whole = if sieve == Sieve::Phrase { before_own_clause(grammar, whole) } else { whole };
    // Of `"It was late," Sparks said, according to the Herald` what Sparks said stands in marks.
    let near = || reports.iter().skip(index.saturating_sub(3)).take(7).filter(|other| other.cue.takes('c'));
    let mut candidates: Vec<Range<usize>> = Vec::new();
    for end in ends(grammar, report, &whole) {
        let tokens = trim(grammar, whole.start..end);
        let known = candidates.contains(&tokens);
        let whole_report = near().any(|other| is_told_by(grammar, other, &tokens, sieve));
        let cut = || {
            tokens.end < trim(grammar, whole.clone()).end
                && (goes_on(grammar, tokens.end - 1) || is_condition(grammar, &tokens, &whole))
        };
        if tokens.len() > 1 && !cut() && !known && !whole_report && !unsaid::is_withheld(grammar, &tokens) {
            candidates.push(tokens);
        }
    }
    Some((candidates, sieve, whole))
}

/// Whether what is said cannot end with the word at `token`: "the", "to", "had been".
fn goes_on(grammar: &Grammar, token: usize) -> bool {
    let class = grammar.class(token);
    let group = class == Class::Auxiliary && grammar.class(token + 1).is_verbal();
    group || matches!(class, Class::To | Class::Possessive | Class::Genitive) || forms::is_article(grammar.lower(token))
}

/// Whether `tokens` are the condition alone of what is said under it in `whole`: "said that if it rains, they will wait".
fn is_condition(grammar: &Grammar, tokens: &Range<usize>, whole: &Range<usize>) -> bool {
    sets_aside(grammar.lower(tokens.start))
        && grammar.class(tokens.end) == Class::Comma
        && !parts_clauses(grammar, tokens)
        && is_clause(grammar, tokens.end + 1..whole.end)
}

/// What the verb takes, up to a clause that the writer joins to it: "called for cutting the tax, but Holt would leave it".
fn before_own_clause(grammar: &Grammar, whole: Range<usize>) -> Range<usize> {
    let joined = |&at: &usize| {
        grammar.class(at) == Class::Comma
            && joins_clauses(grammar.lower(at + 1))
            && grammar.class(at + 2).opens_subject()
            && is_clause(grammar, at + 2..whole.end)
    };
    let end = (whole.start + 1..whole.end).find(joined).unwrap_or(whole.end);
    whole.start..end
}

/// Whether a verb opens `whole` whose subject is a thing that cannot say it: "The sanctions announced on Friday mean that".
fn is_verb_of(grammar: &Grammar, report: &Report, whole: &Range<usize>) -> bool {
    let thing = report.source.as_ref().is_some_and(|source| !can_speak(grammar, source));
    let verb = grammar.class(whole.start) == Class::Verb && grammar.class(whole.start + 1) != Class::Joint;
    thing && whole.start >= report.cue.tokens.end && verb && grammar.class_before(whole.start) != Class::To
}

/// Whether the clause at `start` is what an act is done to, not what is said: "explained how to swim", "heard what she called
/// a song", "agreed to what they asked".
fn is_object(grammar: &Grammar, report: &Report, start: usize) -> bool {
    let cue = &report.cue;
    let manner = grammar.class(start) == Class::Wh && grammar.class(start + 1) == Class::To;
    let says = cue.takes('w') || cue.takes('q') && !cue.takes('k') && !cue.takes('d');
    let governed = grammar.class_before(start) == Class::Preposition
        && start > cue.tokens.end
        && !matches!(grammar.lower_before(start), "about" | "on" | "that");
    // "That was what she said when she resigned"; not in "said that when she resigned".
    let time = start >= cue.tokens.end
        && cue.lemma == "say"
        && matches!(grammar.lower(start), "when" | "where" | "while")
        && grammar.lower_before(start) != "that";
    // "for what she thought would be two quiet years"
    let free = grammar.class(start).is_verbal()
        && start == cue.tokens.end
        && report.source.as_ref().is_some_and(|source| grammar.lower_before(source.start) == "what");
    manner
        || time
        || free
        || names_answer(grammar, report, start)
        || grammar.lower(start) == "what" && (!says || governed)
}

/// Whether the parse is sure that what stands at `whole` is a thing that the cue is done to, whatever clauses hang on it:
/// "announced the toll that the town had asked for". A figure says as much as a clause: "expects sales of $3 million".
fn is_parsed_object(grammar: &Grammar, report: &Report, whole: &Range<usize>) -> bool {
    let object = grammar.top_of(whole).filter(|&top| {
        let done_to = grammar.head(top).is_some_and(|head| report.cue.tokens.contains(&head));
        let sure = grammar.is_sure_of_head(top, SURE_OF_OBJECT);
        done_to && sure && grammar.relation(top) == Relation::Object && grammar.class(top) == Class::Noun
    });
    if object.is_none() || report.cue.lemma == "say" || is_event(grammar, whole) {
        return false;
    }
    // "expects profits to halve"
    let phrase_end = beginning_at(grammar, whole.start, whole.end).map_or(whole.start, |phrase| phrase.end);
    let acts = report.cue.takes('i') && grammar.class(phrase_end) == Class::To;
    let figure = |token: usize| matches!(grammar.label(token), Some(Label::Money | Label::Percent | Label::Quantity));
    !acts && !whole.clone().take(FARTHEST_FIGURE).any(figure)
}

/// Whether the clause at `start` only names what was told: "explained how the dam had burst" does not say how. "Told how
/// glad she was" says that she was, and who asks has asked the whole question.
fn names_answer(grammar: &Grammar, report: &Report, start: usize) -> bool {
    let question = matches!(grammar.lower(start), "how" | "what" | "who" | "which");
    let degree = matches!(grammar.part(start + 1), PartOfSpeech::Adjective | PartOfSpeech::Adverb)
        && !lexicon::COUNTED_DEGREES.contains(grammar.lower(start + 1));
    let told = start >= report.cue.tokens.end && report.cue.takes('c') && !report.cue.takes('k');
    question && told && !(grammar.lower(start) == "how" && degree)
}

/// Whether `tokens` are no more than the report `other`, with when it was and whom it addresses: "Sparks told reporters on
/// Friday".
fn is_told_by(grammar: &Grammar, other: &Report, tokens: &Range<usize>, sieve: Sieve) -> bool {
    let addressed = || {
        let end = after_circumstances(grammar, other.tokens.end, tokens.end);
        let end = after_circumstances(grammar, after_addressed(grammar, end, tokens.end), tokens.end);
        sieve == Sieve::BesidePhrase && (other.cue.takes('o') || other.cue.takes('q')) && end >= tokens.end
    };
    other.tokens.start == tokens.start
        && (other.tokens.end == tokens.end || other.tokens.end < tokens.end && addressed())
}

/// Of `said the pier was "a wreck" and that it would close`: what is said behind the words in marks that end at `from`.
pub(super) fn further_clause(
    grammar: &Grammar,
    reports: &[Report],
    index: usize,
    from: usize,
    judge: &mut dyn Judge,
) -> Option<Content> {
    let report = &reports[index];
    let end = grammar.sentence(report.cue.tokens.start).end.min(from + FARTHEST_COMPLEMENT);
    let joined =
        |that: &usize| grammar.lower(*that) == "that" && matches!(grammar.lower_before(*that), "and" | "but" | "or");
    let that = (from..end).find(joined)?;
    let other =
        reports[index + 1..].iter().take_while(|other| other.cue.begin < that).any(|other| other.cue.takes('c'));
    if other || !report.cue.takes('c') || unsaid::is_unsaid(grammar, report) {
        return None;
    }
    let whole = that + 1..clause_end(grammar, reports, index, that + 1);
    let marked = whole.clone().any(|token| grammar.class(token) == Class::Mark);
    let candidates: Vec<Range<usize>> =
        ends(grammar, report, &whole).into_iter().map(|end| trim(grammar, whole.start..end)).collect();
    let probabilities = plausibility::judged(grammar, report, &candidates, Sieve::ThatClause, judge);
    let best = ranking::first_best(&probabilities)?;
    let probability = probabilities.iter().sum();
    let tokens = candidates[best].clone();
    (!marked && probability >= LEAST_PROBABLE && is_clause(grammar, tokens.clone())).then_some(Content {
        tokens,
        reach: whole.clone(),
        whole,
        sieve: Sieve::ThatClause,
        probability,
    })
}

/// Where what is reported may end that a rule found at `whole`: first where the network ends it, then with the rule and with the
/// clause that completes the cue by the parse, then where the writer may go on by himself.
fn ends(grammar: &Grammar, report: &Report, whole: &Range<usize>) -> Vec<usize> {
    let around_cue = whole.contains(&report.cue.tokens.start);
    let behind = whole.start >= report.cue.tokens.end;
    let mut ends = vec![if around_cue { whole.end } else { evidence::reported_part(grammar, whole.clone()).end }];
    let from = if behind { whole.start + 2 } else { report.tokens.end.max(whole.start) };
    let limit = if behind { evidence::told_end(grammar, whole.clone()) } else { whole.end };
    ends.push(limit);
    let complement = grammar.complement_of(report.cue.tokens.start).map(|complement| complement.end);
    ends.extend(complement.filter(|end| behind && (from..=limit).contains(end)));
    ends.extend(Some(report.tokens.start).filter(|&start| around_cue && start > whole.start));
    ends.extend((from..limit).filter(|&at| may_end(grammar, at)));
    ends.truncate(MOST_CANDIDATES);
    ends
}

/// Whether the writer may go on by himself from `at` on.
fn may_end(grammar: &Grammar, at: usize) -> bool {
    matches!(grammar.class(at), Class::Comma | Class::Break | Class::Coordinator | Class::Subordinator)
        || lexicon::CLAUSE_LINKS.says(grammar.lower(at), 'e')
}

/// The clause that completes the cue, by the parse, where it stands behind the cue.
fn complement(grammar: &Grammar, reports: &[Report], index: usize) -> Option<Extent> {
    let report = &reports[index];
    let cue = &report.cue;
    let clause = grammar.complement_of(cue.tokens.start).filter(|clause| clause.start >= cue.tokens.end)?;
    let mut start = clause.start;
    while start < clause.end && matches!(grammar.class(start), Class::Comma | Class::Break) {
        start += 1;
    }
    let (opening, sieve) = match grammar.lower(start) {
        // "said that would be too late"
        "that" if grammar.class(start + 1).is_verbal() => (0, Sieve::BareClause),
        "that" => (1, Sieve::ThatClause),
        "whether" | "if" | "why" => (usize::from(asks(grammar, cue, start..clause.end)), Sieve::BareClause),
        "to" => (1, Sieve::Phrase),
        _ if grammar.class(start + 1) == Class::To => return None,
        _ if grammar.class(start) == Class::Gerund => (0, Sieve::Phrase),
        _ => (0, Sieve::BareClause),
    };
    let taken = match sieve {
        Sieve::ThatClause => cue.takes('c') || cue.takes('t') || cue.takes('o'),
        Sieve::Phrase if opening == 1 => cue.takes('i') && !cue.takes('k') || cue.takes('o'),
        Sieve::Phrase => cue.takes('g') || cue.takes('n'),
        _ => cue.takes('c') || cue.takes('w'),
    };
    let tokens = start + opening..clause.end.min(clause_end(grammar, reports, index, start + opening));
    let near = start <= cue.tokens.end.max(report.tokens.end) + FARTHEST_COMPLEMENT;
    let whole = sieve == Sieve::Phrase || is_clause(grammar, tokens.clone());
    (taken && near && whole && tokens.len() > 1).then_some((tokens, sieve))
}

/// What the network takes for reported words right after a cue of which it is sure.
fn learnt(grammar: &Grammar, reports: &[Report], index: usize) -> Option<Extent> {
    let report = &reports[index];
    let cue = evidence::cue(grammar, report.cue.tokens.clone())?;
    report.source.as_ref().filter(|_| cue >= 0.4 && !report.cue.takes('-'))?;
    let whole = sentence_part(grammar, report.tokens.start).end;
    let dependent = is_restrictive(grammar, report) || is_subordinate(grammar, report);
    let end = if dependent { clause_end(grammar, reports, index, report.tokens.end) } else { whole };
    let found = trim(grammar, evidence::run(grammar, report.tokens.end, end)?);
    let before_marks = grammar.class(found.end) == Class::Mark;
    let likely = evidence::content_mean(grammar, found.clone()).is_some_and(|mean| mean >= 0.6);
    (found.len() > 2 && !before_marks && likely && can_be_reported(grammar, report, &found))
        .then_some((found, Sieve::Learnt))
}

/// Whether the cue of `report` can take `found`, which nothing but the network chose.
fn can_be_reported(grammar: &Grammar, report: &Report, found: &Range<usize>) -> bool {
    let cue = &report.cue;
    let clause = cue.takes('c') || cue.takes('t') || cue.takes('o') || cue.takes('w');
    let speaks = || report.source.as_ref().is_some_and(|source| can_speak(grammar, source));
    // Not in "The sanctions announced on Friday mean that".
    let gap = found.start == cue.tokens.end && grammar.class(found.start).is_verbal() && speaks();
    clause && (gap || grammar.class(found.start) != Class::To && is_clause(grammar, found.clone()))
        || cue.takes('a') && !cue.takes('k') && is_judgement(grammar, found)
        || cue.takes('f') && grammar.lower_before(found.start) == "of"
}
