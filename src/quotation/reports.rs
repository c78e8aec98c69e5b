//! Cues to reports: each cue with its source, the noun phrase that says or thinks what is reported.

use super::cues::{Cue, CueKind};
use super::implicit::can_speak;
use super::noun_phrase::{beginning_at, ending_at};
use super::syntax::{Class, Syntax};
use std::ops::Range;

/// How far a source may stand from its cue, in tokens.
const FARTHEST: usize = 70;

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
pub(super) fn find(syntax: &Syntax, cues: Vec<Cue>) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::with_capacity(cues.len());
    for cue in cues {
        let report = report(syntax, cue, &reports);
        if report.cue.kind != CueKind::Noun || report.source.is_some() {
            reports.push(report);
        }
    }
    reports
}

fn report(syntax: &Syntax, cue: Cue, earlier: &[Report]) -> Report {
    let whole = |source: Option<Range<usize>>, inverted: bool, borrowed: bool, cue: Cue| {
        let mut tokens = cue.begin..cue.tokens.end;
        if let Some(source) = source.as_ref().filter(|_| !borrowed) {
            tokens = tokens.start.min(source.start)..tokens.end.max(source.end);
        }
        Report { cue, source, tokens, inverted, borrowed }
    };
    match cue.kind {
        CueKind::Phrase => {
            let source = following(syntax, cue.tokens.end);
            whole(source, true, false, cue)
        }
        CueKind::Noun => {
            let source = of_noun(syntax, &cue);
            whole(source, false, false, cue)
        }
        _ if cue.passive => {
            let source = quoted(syntax, &cue).or_else(|| by_phrase(syntax, cue.tokens.end));
            let after = source.as_ref().is_some_and(|source| source.start >= cue.tokens.end);
            whole(source, after, false, cue)
        }
        CueKind::Gerund | CueKind::Infinitive => {
            if let Some(source) = quoted(syntax, &cue).or_else(|| own_subject(syntax, &cue)) {
                return whole(Some(source), false, false, cue);
            }
            let source = borrowed(syntax, cue.begin, earlier);
            whole(source, false, true, cue)
        }
        CueKind::Verb => of_verb(syntax, cue, earlier, whole),
    }
}

fn of_verb(
    syntax: &Syntax,
    cue: Cue,
    earlier: &[Report],
    whole: impl Fn(Option<Range<usize>>, bool, bool, Cue) -> Report,
) -> Report {
    let before = syntax.class_before(cue.begin);
    if before == Class::Coordinator || before == Class::Comma && syntax.lower_before(cue.begin - 1) == "and" {
        let source = borrowed(syntax, cue.begin - 1, earlier);
        return whole(source, false, true, cue);
    }
    let own = subject(syntax, cue.begin);
    if let Some(source) = own.filter(|source| !follows_clause(syntax, &cue, source)) {
        return whole(Some(source), false, false, cue);
    }
    let can_invert = cue.begin == cue.tokens.start
        && (matches!(before, Class::Mark | Class::Comma | Class::Stop | Class::Break)
            || syntax.lower_before(cue.begin) == "so");
    if can_invert && let Some(source) = following(syntax, cue.tokens.end) {
        return whole(Some(source), true, false, cue);
    }
    let source = (before == Class::Comma).then(|| borrowed(syntax, cue.begin, earlier)).flatten();
    whole(source, false, true, cue)
}

/// "It is better than we hoped, says Lund.": a clause stands before the comma, and whoever speaks after the cue.
fn follows_clause(syntax: &Syntax, cue: &Cue, subject: &Range<usize>) -> bool {
    let clause = subject.end < cue.begin
        && syntax.class_before(cue.begin) == Class::Comma
        && (subject.end..cue.begin).any(|token| syntax.class(token).is_verbal())
        && !(subject.end..cue.begin).any(|token| syntax.lower(token) == "who");
    clause
        && following(syntax, cue.tokens.end).is_some_and(|source| {
            let closes = matches!(syntax.class(source.end), Class::Stop | Class::Comma);
            closes && !syntax.is_time(source.start) && can_speak(syntax, &source)
        })
}

/// The phrase that follows a cue at once, as in "said Rutte" and "according to Rutte".
fn following(syntax: &Syntax, start: usize) -> Option<Range<usize>> {
    beginning_at(syntax, start, syntax.block(start).end)
}

/// "his claim", "Rutte's claim", "a warning from engineers"
fn of_noun(syntax: &Syntax, cue: &Cue) -> Option<Range<usize>> {
    if matches!(syntax.lower(cue.tokens.end), "from" | "by") {
        return following(syntax, cue.tokens.end + 1);
    }
    let mut at = cue.tokens.start;
    let describes = |class: Class| matches!(class, Class::Adjective | Class::Noun | Class::Participle | Class::Verb);
    while at > 0 && at + 4 > cue.tokens.start && describes(syntax.class(at - 1)) {
        at -= 1;
    }
    match syntax.class_before(at) {
        Class::Possessive => Some(at - 1..at),
        Class::Genitive => ending_at(syntax, at - 1, syntax.sentence(at).start),
        _ => None,
    }
}

/// "told by an officer"
fn by_phrase(syntax: &Syntax, from: usize) -> Option<Range<usize>> {
    let near = from..from + 4;
    let by = near.into_iter().find(|&token| syntax.lower(token) == "by")?;
    (from..by).all(|token| !syntax.class(token).is_verbal() && syntax.class(token) != Class::Stop).then_some(())?;
    following(syntax, by + 1)
}

/// "Reyes was quoted as saying", "the Herald quoted Reyes as saying"
fn quoted(syntax: &Syntax, cue: &Cue) -> Option<Range<usize>> {
    let as_at = cue.begin.checked_sub(1).filter(|&token| syntax.lower(token) == "as")?;
    let floor = syntax.sentence(cue.begin).start.max(as_at.saturating_sub(12));
    let quoted = (floor..as_at).rev().find(|&token| {
        matches!(syntax.lower(token), "quoted" | "cited" | "recorded" | "heard" | "quotes" | "described")
    })?;
    if quoted + 1 < as_at && !matches!(syntax.class(quoted + 1), Class::Preposition) {
        return following(syntax, quoted + 1);
    }
    let mut begin = quoted;
    while begin > floor && matches!(syntax.class(begin - 1), Class::Auxiliary | Class::Adverb) {
        begin -= 1;
    }
    subject(syntax, begin)
}

/// A gerund's or infinitive's own subject: "with analysts saying"; not that of a clause before a comma.
fn own_subject(syntax: &Syntax, cue: &Cue) -> Option<Range<usize>> {
    if cue.kind == CueKind::Infinitive || !syntax.class_before(cue.begin).is_nominal() {
        return None;
    }
    let phrase = ending_at(syntax, cue.begin, syntax.sentence(cue.begin).start)?;
    (syntax.lower_before(phrase.start) == "with" || syntax.class_before(phrase.start) == Class::Comma).then_some(phrase)
}

/// The source of a verb that shares its subject with one before it in the sentence.
fn borrowed(syntax: &Syntax, before: usize, earlier: &[Report]) -> Option<Range<usize>> {
    let sentence = syntax.sentence(before);
    let start = sentence.start.max(before.saturating_sub(FARTHEST));
    let same =
        |report: &&Report| report.tokens.start >= start && report.cue.kind != CueKind::Noun && !report.cue.passive;
    let mut reports = earlier.iter().rev().take(4).filter(same).filter(|report| report.source.is_some());
    let Some(nearest) = reports.next() else { return clause_subject(syntax, start, before) };
    // "Roberts said she thinks it is late but said": Roberts, of whose words "she thinks" is a part.
    let outer = reports.next().filter(|outer| {
        let that = usize::from(syntax.lower_before(nearest.tokens.start) == "that");
        let pronoun = nearest.source.as_ref().is_some_and(|source| syntax.class(source.start) == Class::Pronoun);
        pronoun && !outer.borrowed && outer.cue.takes('c') && outer.tokens.end + that == nearest.tokens.start
    });
    outer.unwrap_or(nearest).source.clone()
}

/// The subject of the first full verb between `start` and `before`, leaving out a clause or phrase that opens the
/// sentence.
pub(super) fn clause_subject(syntax: &Syntax, start: usize, before: usize) -> Option<Range<usize>> {
    let mut at = start;
    if let Some(mark) = (start..before).rev().find(|&token| syntax.class(token) == Class::Mark) {
        at = mark + 1;
    }
    let opening = matches!(
        syntax.class(at),
        Class::Subordinator | Class::Preposition | Class::Gerund | Class::Participle | Class::Wh
    );
    if opening && let Some(comma) = (at..before).find(|&token| syntax.class(token) == Class::Comma) {
        at = comma + 1;
    }
    (at..before)
        .filter(|&token| syntax.class(token).is_verbal() && !syntax.class_before(token).is_verbal())
        .take(4)
        .find_map(|verb| {
            let mut begin = verb;
            while begin > at && syntax.class(begin - 1) == Class::Adverb {
                begin -= 1;
            }
            subject(syntax, begin)
        })
}

/// The subject of a verb whose group begins at `begin`: the noun phrase before it, over times, appositions and
/// relative clauses that stand between.
pub(super) fn subject(syntax: &Syntax, begin: usize) -> Option<Range<usize>> {
    let floor = syntax.sentence(begin).start.max(begin.saturating_sub(FARTHEST));
    let end = before_times(syntax, begin, floor);
    if end <= floor {
        return None;
    }
    match syntax.class(end - 1) {
        Class::Comma => before_apposition(syntax, end, floor),
        // ", author of "The Salt Road," said"
        Class::Mark if end > floor + 1 && syntax.class(end - 2) == Class::Comma => {
            before_apposition(syntax, end - 1, floor)
        }
        Class::Break => {
            let open = opening_break(syntax, end - 1, floor)?;
            (open > floor).then(|| ending_at(syntax, open, floor)).flatten()
        }
        Class::Wh | Class::Subordinator if matches!(syntax.lower(end - 1), "who" | "which" | "that") => {
            antecedent(syntax, end - 1, floor)
        }
        Class::Pronoun if syntax.lower(end - 1) == "who" => antecedent(syntax, end - 1, floor),
        class if class.is_nominal() || matches!(class, Class::Pronoun | Class::Determiner) => {
            ending_at(syntax, end, floor)
        }
        _ => None,
    }
}

/// Steps back over "on Wednesday" before the verb.
fn before_times(syntax: &Syntax, begin: usize, floor: usize) -> usize {
    let mut end = begin;
    while end > floor && (syntax.is_time(end - 1) || syntax.class(end - 1) == Class::Adverb) {
        end -= 1;
    }
    if end > floor
        && end < begin
        && matches!(syntax.lower(end - 1), "on" | "in" | "at" | "last" | "this" | "late" | "early")
    {
        end -= 1;
    }
    let subject = end > floor
        && !(end < begin && syntax.class(end - 1) == Class::Participle)
        && (syntax.class(end - 1).is_nominal() || matches!(syntax.class(end - 1), Class::Pronoun | Class::Comma));
    if subject { end } else { begin }
}

/// The noun phrase that "who" at token `who` stands for.
fn antecedent(syntax: &Syntax, who: usize, floor: usize) -> Option<Range<usize>> {
    let end = if who > floor && syntax.class(who - 1) == Class::Comma { who - 1 } else { who };
    let phrase = ending_at(syntax, end, floor)?;
    let comma = phrase.start > floor + 1 && syntax.class(phrase.start - 1) == Class::Comma && end < who;
    let named = phrase.clone().any(|token| syntax.class(token) == Class::Name);
    if comma
        && !named
        && let Some(earlier) = ending_at(syntax, phrase.start - 1, floor)
    {
        return Some(earlier);
    }
    Some(phrase)
}

/// Where the bracket or dash opens that closes at token `close`.
fn opening_break(syntax: &Syntax, close: usize, floor: usize) -> Option<usize> {
    let close_word = syntax.document.word(close);
    (floor..close).rev().find(|&token| match close_word {
        ")" => syntax.document.word(token) == "(",
        "]" => syntax.document.word(token) == "[",
        word => syntax.document.word(token) == word,
    })
}

/// The noun phrase before the appositions and clauses that end with the comma before `end`:
/// "Jon Moe, 54, a fisherman who lives alone," said.
fn before_apposition(syntax: &Syntax, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut close = end - 1;
    let mut fallback: Option<Range<usize>> = None;
    loop {
        let Some(open) = comma_before(syntax, close, floor) else { return fallback };
        if open <= floor || !is_apposition(syntax, open + 1..close) {
            return fallback;
        }
        let bracket = matches!(syntax.document.word(open - 1), ")" | "]");
        let stop = if bracket { opening_break(syntax, open - 1, floor).unwrap_or(open) } else { open };
        if let Some(phrase) = ending_at(syntax, stop, floor).filter(|phrase| !is_tail(syntax, phrase, floor)) {
            let named = phrase.clone().any(|token| syntax.class(token) == Class::Name) && !is_place(syntax, &phrase);
            let after = open + 1..close;
            let name_follows = !after.is_empty()
                && after.clone().all(|token| matches!(syntax.class(token), Class::Name | Class::Joint));
            let heads = phrase.clone().any(|token| syntax.class(token) == Class::Noun);
            if name_follows && heads && !ends_in_name(syntax, &phrase) {
                return Some(phrase.start..close);
            }
            if named && ends_in_name(syntax, &phrase) || syntax.class(phrase.start) == Class::Pronoun {
                return Some(phrase);
            }
            fallback = Some(phrase);
        }
        close = open;
    }
}

/// The last comma before `close`, over a title in marks but not out of a quote.
fn comma_before(syntax: &Syntax, close: usize, floor: usize) -> Option<usize> {
    let mut token = close;
    let mut open_marks = usize::from(syntax.class(close + 1) == Class::Mark);
    while token > floor {
        token -= 1;
        match syntax.class(token) {
            Class::Mark if open_marks > 0 => open_marks -= 1,
            Class::Mark => {
                let near = token.saturating_sub(9).max(floor)..token;
                token = near.rev().find(|&other| syntax.class(other) == Class::Mark)?;
            }
            Class::Comma if open_marks == 0 => return Some(token),
            _ => {}
        }
    }
    None
}

fn ends_in_name(syntax: &Syntax, phrase: &Range<usize>) -> bool {
    syntax.class(phrase.end - 1) == Class::Name
}

fn is_place(syntax: &Syntax, phrase: &Range<usize>) -> bool {
    use crate::Label;
    phrase
        .clone()
        .all(|token| matches!(syntax.label(token), Some(Label::Gpe | Label::Loc | Label::Date | Label::Cardinal)))
}

/// Whether `phrase` is no more than the end of an earlier one: a number, or what follows a preposition.
fn is_tail(syntax: &Syntax, phrase: &Range<usize>, floor: usize) -> bool {
    let number = phrase.clone().all(|token| syntax.class(token) == Class::Number);
    let object = phrase.start > floor
        && matches!(syntax.class(phrase.start - 1), Class::Preposition | Class::To | Class::Participle | Class::Gerund);
    number || object
}

/// Whether the tokens between two commas can be an apposition, a relative clause or another insertion.
pub(super) fn is_apposition(syntax: &Syntax, tokens: Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let relative = matches!(
        syntax.lower(tokens.start),
        "who" | "which" | "whose" | "where" | "when" | "as" | "whom" | "while" | "after" | "before"
    );
    let participle = syntax.class(tokens.start) == Class::Verb && syntax.lower(tokens.start).ends_with("ed");
    let opening = matches!(syntax.class(tokens.start), Class::Gerund | Class::Participle | Class::Preposition);
    let relative = relative || opening || participle;
    relative || {
        let mut inner = tokens.clone();
        let clause =
            inner.find(|&token| matches!(syntax.lower(token), "who" | "which" | "that" | "whose" | "whom" | "where"));
        let end = clause.unwrap_or(tokens.end);
        !(tokens.start..end).any(|token| syntax.class(token).is_verbal() && syntax.class_before(token) != Class::Adverb)
    }
}
