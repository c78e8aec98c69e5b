//! Cues to reports: each cue with its source, the noun phrase that says or thinks what is reported.

use super::cues::{Cue, CueKind};
use super::implicit::can_speak;
use super::subjects::{FARTHEST, clause_subject, subject};
use crate::grammar::noun_phrase::{beginning_at, ending_at};
use crate::grammar::{Class, Grammar};
use crate::recognition::Relation;
use crate::lexicon;
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
pub(super) fn find(grammar: &Grammar, cues: Vec<Cue>) -> Vec<Report> {
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
        let cue = Cue { kind: CueKind::Verb, passive: false, ..cue };
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
            let source = following(grammar, cue.tokens.end);
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
        CueKind::Gerund | CueKind::Infinitive => {
            if let Some(source) = quoted(grammar, &cue).or_else(|| own_subject(grammar, &cue)) {
                return whole(Some(source), false, false, cue);
            }
            let source = borrowed(grammar, cue.begin, earlier);
            whole(source, false, true, cue)
        }
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
        let source = borrowed(grammar, cue.begin - 1, earlier);
        return whole(source, false, true, cue);
    }
    let own = subject(grammar, cue.begin).map(|own| surer_subject(grammar, &cue, own));
    if let Some(source) = own.filter(|source| !follows_clause(grammar, &cue, source)) {
        return whole(Some(source), false, false, cue);
    }
    let can_invert = cue.begin == cue.tokens.start
        && (matches!(before, Class::Mark | Class::Comma | Class::Stop | Class::Break)
            || grammar.lower_before(cue.begin) == "so");
    // Not in "'likely' fired machine gun"
    let thing = |source: &Range<usize>| {
        let bare = grammar.class(source.start) == Class::Noun && !grammar.lower(source.start).ends_with('s');
        bare && !can_speak(grammar, source)
    };
    if can_invert && let Some(source) = following(grammar, cue.tokens.end).filter(|source| !thing(source)) {
        return whole(Some(source), true, false, cue);
    }
    let source = (before == Class::Comma).then(|| borrowed(grammar, cue.begin, earlier)).flatten();
    if source.is_none()
        && let Some(subject) = parsed_subject(grammar, &cue, earlier)
    {
        return whole(Some(subject), false, false, cue);
    }
    whole(source, false, true, cue)
}

/// `own`, or, where that is nobody, the subject by the parse that stands before it: "The poll taken on Friday shows".
fn surer_subject(grammar: &Grammar, cue: &Cue, own: Range<usize>) -> Range<usize> {
    const SURE: f32 = 0.9;
    let start = grammar.sentence(cue.begin).start.max(cue.begin.saturating_sub(FARTHEST));
    let verb = cue.tokens.start;
    let head = grammar.dependent(verb, &[Relation::Subject]).filter(|&head| grammar.is_sure_of_head(head, SURE));
    let head = head.filter(|&head| (start..own.start).contains(&head) && !grammar.is_passive(verb));
    let pronoun = |head: usize| matches!(grammar.lower(head), "who" | "which" | "that");
    let other = head.filter(|&head| !pronoun(head)).and_then(|head| ending_at(grammar, head + 1, start));
    other.filter(|other| can_speak(grammar, other) && !can_speak(grammar, &own)).unwrap_or(own)
}

/// The subject by the network's parse, for a verb before which no phrase shows itself as such; not in what another says.
fn parsed_subject(grammar: &Grammar, cue: &Cue, earlier: &[Report]) -> Option<Range<usize>> {
    const SURE: f32 = 0.7;
    let start = grammar.sentence(cue.begin).start;
    if earlier.last().is_some_and(|report| report.tokens.start >= start && report.source.is_some()) {
        return None;
    }
    // "The duke was said to be ill": he did not say so.
    if grammar.is_passive(cue.tokens.start) {
        return None;
    }
    let head = grammar.subject_of(cue.tokens.start).filter(|&head| grammar.is_sure_of_head(head, SURE))?;
    let near = start.max(cue.begin.saturating_sub(FARTHEST))..cue.begin;
    let stands_for_noun = matches!(grammar.lower(head), "who" | "which" | "that");
    (near.contains(&head) && !stands_for_noun).then(|| ending_at(grammar, head + 1, near.start)).flatten()
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
fn following(grammar: &Grammar, start: usize) -> Option<Range<usize>> {
    beginning_at(grammar, start, grammar.block(start).end)
}

/// "his claim", "Rutte's claim", "a warning from engineers"
fn of_noun(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    if matches!(grammar.lower(cue.tokens.end), "from" | "by") {
        return following(grammar, cue.tokens.end + 1);
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

/// "told by an officer"
fn by_phrase(grammar: &Grammar, from: usize) -> Option<Range<usize>> {
    let near = from..from + 4;
    let by = near.into_iter().find(|&token| grammar.lower(token) == "by")?;
    (from..by).all(|token| !grammar.class(token).is_verbal() && grammar.class(token) != Class::Stop).then_some(())?;
    following(grammar, by + 1)
}

/// "Reyes was quoted as saying", "the Herald quoted Reyes as saying"
fn quoted(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    let as_at = cue.begin.checked_sub(1).filter(|&token| grammar.lower(token) == "as")?;
    let floor = grammar.sentence(cue.begin).start.max(as_at.saturating_sub(12));
    let quoted = (floor..as_at).rev().find(|&token| {
        matches!(grammar.lower(token), "quoted" | "cited" | "recorded" | "heard" | "quotes" | "described")
    })?;
    if quoted + 1 < as_at && !matches!(grammar.class(quoted + 1), Class::Preposition) {
        return following(grammar, quoted + 1);
    }
    let mut begin = quoted;
    while begin > floor && matches!(grammar.class(begin - 1), Class::Auxiliary | Class::Adverb) {
        begin -= 1;
    }
    subject(grammar, begin)
}

/// A gerund's or infinitive's own subject: "with analysts saying"; not that of a clause before a comma.
fn own_subject(grammar: &Grammar, cue: &Cue) -> Option<Range<usize>> {
    if !grammar.class_before(cue.begin).is_nominal() {
        return None;
    }
    let phrase = ending_at(grammar, cue.begin, grammar.sentence(cue.begin).start)?;
    if cue.kind == CueKind::Infinitive {
        return lexicon::CAUSATIVE_VERBS.contains(grammar.lower_before(phrase.start)).then_some(phrase);
    }
    // "a sign saying"
    let shown = lexicon::DISPLAYS.contains(grammar.lower(cue.begin - 1)) && cue.takes('q');
    (shown || grammar.lower_before(phrase.start) == "with" || grammar.class_before(phrase.start) == Class::Comma)
        .then_some(phrase)
}

/// The source of a verb that shares its subject with one before it in the sentence.
fn borrowed(grammar: &Grammar, before: usize, earlier: &[Report]) -> Option<Range<usize>> {
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
        pronoun && !outer.borrowed && outer.cue.takes('c') && outer.tokens.end + that == nearest.tokens.start
    });
    outer.unwrap_or(nearest).source.clone()
}
