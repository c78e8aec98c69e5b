//! Cues to reports: each cue with its source, the noun phrase that says or thinks what is reported.

use super::cues::{Cue, CueKind, group_begin, support_verb};
use super::gerund_subjects::{of_clause_around, of_own, quoted};
use super::implicit::can_speak;
use super::subjects::{FARTHEST, clause_subject, is_apposition, is_day, subject, times_start};
use crate::grammar::noun_phrase::{beginning_at, ending_at};
use crate::grammar::{Class, Grammar, is_relative_pronoun};
use crate::recognition::Relation;
use crate::{Label, lexicon};
use std::ops::Range;

/// A cue with its source. All ranges are of tokens.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub cue: Cue,
    pub source: Option<Range<usize>>,
    /// From the first to the last token of source, cue and what stands between them.
    pub tokens: Range<usize>,
    /// Whether the source follows the cue ("said Rutte").
    pub inverted: bool,
    /// Whether the source is taken from a clause before ("..., saying", "and said").
    pub borrowed: bool,
}

/// A report for each cue, in order.
pub(super) fn find_reports(grammar: &Grammar, cues: Vec<Cue>) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::with_capacity(cues.len());
    for cue in cues {
        let report = report(grammar, cue, &reports);
        if report.cue.kind != CueKind::Noun || report.source.is_some() {
            reports.push(report);
        }
    }
    reports
}

fn report(grammar: &Grammar, cue: Cue, earlier: &[Report]) -> Report {
    if let Some(source) = opening_inversion(grammar, &cue) {
        let tokens = cue.begin..source.end;
        let cue = Cue { kind: CueKind::Verb, ..cue };
        return Report { cue, source: Some(source), tokens, inverted: true, borrowed: false };
    }
    let whole = |source: Option<Range<usize>>, inverted: bool, borrowed: bool, cue: Cue| {
        let mut tokens = cue.begin..cue.tokens.end;
        if let Some(source) = source.as_ref().filter(|_| !borrowed) {
            tokens = tokens.start.min(source.start)..tokens.end.max(source.end);
        }
        Report { cue, source, tokens, inverted, borrowed }
    };
    match cue.kind {
        CueKind::Phrase => {
            let object = (grammar.class(cue.tokens.end) == Class::Object).then_some(cue.tokens.end..cue.tokens.end + 1);
            let source = object.or_else(|| following(grammar, cue.tokens.end));
            let source = source.map(|source| with_second(grammar, source));
            whole(source, true, false, cue)
        }
        CueKind::Noun => {
            let source = of_noun(grammar, &cue);
            whole(source, false, false, cue)
        }
        _ if cue.passive => {
            let source = quoted(grammar, &cue).or_else(|| by_phrase(grammar, cue.tokens.end));
            let after = source.as_ref().is_some_and(|source| source.start >= cue.tokens.end);
            whole(source, after, false, cue)
        }
        CueKind::Gerund | CueKind::Infinitive => match of_own(grammar, &cue) {
            Some(source) => whole(Some(source), false, false, cue),
            None => whole(of_clause_around(grammar, &cue, earlier), false, true, cue),
        },
        CueKind::Verb => of_verb(grammar, cue, earlier, whole),
    }
}

/// `Said Lund: "We will not go."`: who speaks behind a cue with which a sentence begins, words in marks next.
fn opening_inversion(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    let opens = grammar.sentence(cue.tokens.start).start == cue.begin && cue.begin == cue.tokens.start;
    let gerund = grammar.lower(cue.tokens.start).ends_with("ing");
    if !opens || gerund || !cue.takes('q') {
        return None;
    }
    let source = following(grammar, cue.tokens.end).filter(|source| can_speak(grammar, source))?;
    let parted = matches!(grammar.class(source.end), Class::Comma | Class::Break);
    (parted && grammar.class(source.end + 1) == Class::Mark).then_some(source)
}

fn of_verb(
    grammar: &Grammar,
    cue: Cue,
    earlier: &[Report],
    whole: impl Fn(Option<Range<usize>>, bool, bool, Cue) -> Report,
) -> Report {
    let before = grammar.class_before(cue.begin);
    if before == Class::Coordinator || before == Class::Comma && grammar.lower_before(cue.begin - 1) == "and" {
        // Of `Holt said that Moe had left and said "no"` it is Holt's, whatever the verb is joined to.
        let marked = grammar.class(cue.tokens.end) == Class::Mark && tells_more(grammar, &cue, earlier);
        let joined = if marked { None } else { joined_subject(grammar, &cue) };
        let source = joined.or_else(|| borrowed(grammar, cue.begin - 1, earlier));
        let source = source.or_else(|| parsed_subject(grammar, &cue, earlier));
        return whole(source, false, true, cue);
    }
    // "seldom speaks, but on Tuesday said"
    let floor = grammar.sentence(cue.begin).start.max(cue.begin.saturating_sub(FARTHEST));
    let times = times_start(grammar, cue.begin, floor);
    if times < cue.begin && times > floor && grammar.class(times - 1) == Class::Coordinator {
        let source = borrowed(grammar, times - 1, earlier).or_else(|| parsed_subject(grammar, &cue, earlier));
        return whole(source, false, true, cue);
    }
    let own = subject(grammar, cue.begin).map(|own| surer_subject(grammar, &cue, own));
    if let Some(source) = own.filter(|source| !follows_clause(grammar, &cue, source)) {
        return whole(Some(source), false, false, cue);
    }
    // Behind "told" stands who is told.
    let tells = matches!(cue.lemma.as_str(), "tell" | "inform" | "assure" | "remind");
    let can_invert = cue.begin == cue.tokens.start
        && !tells
        && (matches!(before, Class::Mark | Class::Comma | Class::Stop | Class::Break)
            || grammar.lower_before(cue.begin) == "so")
        // Not in "Minister Wades In: Urges Britain to Remain".
        && (before == Class::Mark || !grammar.is_capitalised(cue.begin) || grammar.sentence(cue.begin).start == cue.begin);
    // Not in "'likely' fired machine gun"
    let thing = |source: &Range<usize>| {
        let bare = grammar.class(source.start) == Class::Noun && !grammar.lower(source.start).ends_with('s');
        bare && !can_speak(grammar, source)
    };
    if can_invert && let Some(source) = following(grammar, cue.tokens.end).filter(|source| !thing(source)) {
        return whole(Some(source), true, false, cue);
    }
    if let Some(subject) = (before == Class::Comma).then(|| sure_subject(grammar, &cue)).flatten() {
        return whole(Some(subject), false, false, cue);
    }
    let source = (before == Class::Comma).then(|| borrowed(grammar, cue.begin, earlier)).flatten();
    if source.is_none()
        && let Some(subject) = parsed_subject(grammar, &cue, earlier)
    {
        return whole(Some(subject), false, false, cue);
    }
    whole(source, false, true, cue)
}

/// Whether somebody says a clause before `cue` in its sentence.
fn tells_more(grammar: &Grammar, cue: &Cue, earlier: &[Report]) -> bool {
    let start = grammar.sentence(cue.begin).start;
    let before = earlier.last().filter(|report| report.tokens.start >= start && report.source.is_some());
    before.is_some_and(|report| report.cue.takes('q') && report.cue.takes('c') && report.cue.is_real())
}

/// `own`, or, where that is nobody, the subject by the parse that stands before it: "The poll taken on Friday shows".
fn surer_subject(grammar: &Grammar, cue: &Cue, own: Range<usize>) -> Range<usize> {
    let other = sure_subject(grammar, cue).filter(|other| other.start < own.start);
    other.filter(|_| !can_speak(grammar, &own)).unwrap_or(own)
}

/// Whoever the parse is sure is the subject of the cue: "The mayor, who opened the dam, which was his father's work, warned".
fn sure_subject(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    const SURE: f32 = 0.9;
    let head = grammar.dependent(cue.tokens.start, &[Relation::Subject]);
    subject_with(grammar, cue, head, SURE).filter(|source| can_speak(grammar, source))
}

/// The subject by the network's parse, for a verb before which no phrase shows itself as such; not in what another says.
fn parsed_subject(grammar: &Grammar, cue: &Cue, earlier: &[Report]) -> Option<Range<usize>> {
    const SURE: f32 = 0.7;
    let start = grammar.sentence(cue.begin).start;
    let told = earlier.last().is_some_and(|report| report.tokens.start >= start && report.source.is_some());
    (!told).then(|| subject_with(grammar, cue, grammar.subject_of(cue.tokens.start), SURE)).flatten()
}

/// The phrase before the cue whose noun is `head`, where the parse is so sure of it. "The duke was said to be ill": he did not
/// say so.
fn subject_with(grammar: &Grammar, cue: &Cue, head: Option<usize>, sure: f32) -> Option<Range<usize>> {
    let head = head.filter(|&head| grammar.is_sure_of_head(head, sure))?;
    let near = grammar.sentence(cue.begin).start.max(cue.begin.saturating_sub(FARTHEST))..cue.begin;
    let stands_for_noun = is_relative_pronoun(grammar.lower(head));
    let speaks = near.contains(&head) && !stands_for_noun && !grammar.is_passive(cue.tokens.start);
    speaks.then(|| ending_at(grammar, head + 1, near.start)).flatten()
}

/// "It is better than we hoped, says Lund.": a clause stands before the comma, and whoever speaks after the cue.
fn follows_clause(grammar: &Grammar, cue: &Cue, subject: &Range<usize>) -> bool {
    let clause = subject.end < cue.begin
        && grammar.class_before(cue.begin) == Class::Comma
        && (subject.end..cue.begin).any(|token| grammar.class(token).is_verbal())
        && !(subject.end..cue.begin).any(|token| grammar.lower(token) == "who");
    clause
        && following(grammar, cue.tokens.end).is_some_and(|source| {
            let closes = matches!(grammar.class(source.end), Class::Stop | Class::Comma);
            closes && !grammar.is_time(source.start) && can_speak(grammar, &source)
        })
}

/// The phrase that follows a cue at once, as in "said Rutte" and "according to Rutte".
pub(super) fn following(grammar: &Grammar, start: usize) -> Option<Range<usize>> {
    let phrase = beginning_at(grammar, start, grammar.block(start).end)?;
    // "announced Tuesday"
    (!is_day(grammar, &phrase)).then(|| without_contact_clause(grammar, phrase))
}

/// "Ann Voss, a chemist at the bureau, and Jon Moe": with the second of two who say it, an apposition between them.
fn with_second(grammar: &Grammar, first: Range<usize>) -> Range<usize> {
    let comma = |from: usize| (from..from + FARTHEST).find(|&token| grammar.class(token) == Class::Comma);
    let person = |token: usize| grammar.label(token) == Some(Label::Person);
    if grammar.class(first.end) != Class::Comma || !person(first.end - 1) {
        return first;
    }
    let close = comma(first.end + 1).filter(|&close| {
        is_apposition(grammar, first.end + 1..close) && grammar.lower(close + 1) == "and" && person(close + 2)
    });
    let second = close.and_then(|close| beginning_at(grammar, close + 2, grammar.sentence(close).end));
    let second = second.filter(|second| matches!(grammar.class(second.end), Class::Comma | Class::Stop));
    second.map_or(first.clone(), |second| first.start..second.end)
}

/// "the court order Lund signed": the phrase without the name that is the subject of the verb behind it.
fn without_contact_clause(grammar: &Grammar, phrase: Range<usize>) -> Range<usize> {
    let name = phrase.clone().rev().take_while(|&token| grammar.label(token).is_some_and(Label::is_name)).last();
    let own = name.filter(|&name| {
        grammar.class(phrase.start).opens_noun()
            && grammar.class(phrase.end) == Class::Verb
            && name > phrase.start + 1
            && grammar.class(name - 1) == Class::Noun
    });
    own.map_or(phrase.clone(), |name| phrase.start..name)
}

/// "his claim", "Rutte's claim", "a warning from engineers"
fn of_noun(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    if matches!(grammar.lower(cue.tokens.end), "from" | "by") {
        return following(grammar, cue.tokens.end + 1);
    }
    if let Some(verb) = support_verb(grammar, cue.tokens.start) {
        return of_support_verb(grammar, verb);
    }
    let mut at = cue.tokens.start;
    let describes = |class: Class| matches!(class, Class::Adjective | Class::Noun | Class::Participle | Class::Verb);
    while at > 0 && at + 4 > cue.tokens.start && describes(grammar.class(at - 1)) {
        at -= 1;
    }
    match grammar.class_before(at) {
        Class::Possessive => Some(at - 1..at),
        Class::Genitive => ending_at(grammar, at - 1, grammar.sentence(at).start),
        _ => None,
    }
}

/// "Guards gave evidence that": the guards; nobody where the verb says that it did not come to pass.
fn of_support_verb(grammar: &Grammar, verb: usize) -> Option<Range<usize>> {
    let begin = group_begin(grammar, verb);
    let withheld = |at: usize| {
        let word = grammar.lower(at);
        word == "to" || lexicon::NEGATIONS.contains(word) || lexicon::AUXILIARIES.get(word) == Some("modal")
    };
    if (begin..verb).any(|at| withheld(at) || grammar.is_be(at)) {
        return None;
    }
    subject(grammar, begin)
}

/// "told by an officer"
fn by_phrase(grammar: &Grammar, from: usize) -> Option<Range<usize>> {
    let near = from..from + 4;
    let by = near.into_iter().find(|&token| grammar.lower(token) == "by")?;
    (from..by).all(|token| !grammar.class(token).is_verbal() && grammar.class(token) != Class::Stop).then_some(())?;
    following(grammar, by + 1)
}

/// The subject of the verb to which a cue is joined: "after Holt attacked the guards and blamed". Nobody where it is "who".
fn joined_subject(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    const SURE: f32 = 0.8;
    let verb = cue.tokens.start;
    let joined = grammar.relation(verb) == Relation::Conjunct && grammar.is_sure_of_head(verb, SURE);
    let head = grammar.head(verb).filter(|&head| joined && head < cue.begin)?;
    let subject = grammar.dependent(head, &[Relation::Subject]).filter(|&at| grammar.is_sure_of_head(at, SURE))?;
    let begin = group_begin(grammar, head);
    // What stands right before the verb is its subject by the rules too.
    (subject + 1 == begin).then(|| self::subject(grammar, begin)).flatten().filter(|found| found.end == begin)
}

/// The source of a verb that shares its subject with one before it in the sentence.
pub(super) fn borrowed(grammar: &Grammar, before: usize, earlier: &[Report]) -> Option<Range<usize>> {
    let sentence = grammar.sentence(before);
    let start = sentence.start.max(before.saturating_sub(FARTHEST));
    let same =
        |report: &&Report| report.tokens.start >= start && report.cue.kind != CueKind::Noun && !report.cue.passive;
    let mut reports = earlier.iter().rev().take(4).filter(same).filter(|report| report.source.is_some());
    let Some(nearest) = reports.next() else { return clause_subject(grammar, start, before) };
    // "Roberts said she thinks it is late but said": Roberts, of whose words "she thinks" is a part.
    let outer = reports.next().filter(|outer| {
        let that = usize::from(grammar.lower_before(nearest.tokens.start) == "that");
        let pronoun = nearest.source.as_ref().is_some_and(|source| grammar.class(source.start) == Class::Pronoun);
        pronoun && outer.cue.takes('c') && outer.tokens.end + that == nearest.tokens.start
    });
    outer.unwrap_or(nearest).source.clone()
}
