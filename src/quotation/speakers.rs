//! Marks and reports to speakers: sieves from the most to the least certain, each asked only what those before it left
//! open (the architecture of Lee et al. 2013 for coreference, which Muzny et al. 2017 brought to quotes).

use super::choosing;
use super::cues::CueKind;
use super::reports::Report;
use super::shapes::{self, Shape};
use super::sieves::Sieve;
use crate::document::Marked;
use crate::grammar::{Class, Grammar};
use crate::ranking::Judge;
use crate::{QuoteKind, lexicon};
use std::ops::Range;

/// What was found out about one quote. Ranges are of tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    pub kind: QuoteKind,
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub sieve: Option<Sieve>,
}

/// The answers for all of `marked`, one each, and how likely the speaker of each is the right one.
pub(super) fn attribute(
    grammar: &Grammar,
    marked: &[Marked],
    reports: &[Report],
    judge: &mut dyn Judge,
) -> (Vec<Answer>, Vec<f32>) {
    let mut work = Attribution { grammar, marked, reports, answers: Vec::new(), likelihoods: Vec::new() };
    for index in 0..marked.len() {
        let (answer, likelihood) = choosing::choose(&work, index, work.answer(index), judge);
        work.answers.push(answer);
        work.likelihoods.push(likelihood);
    }
    (work.answers, work.likelihoods)
}

pub(super) struct Attribution<'a, 'd> {
    pub grammar: &'a Grammar<'d>,
    pub marked: &'a [Marked],
    pub reports: &'a [Report],
    pub answers: Vec<Answer>,
    /// How likely the speaker of each of `answers` is the right one.
    pub likelihoods: Vec<f32>,
}

/// Beyond this many tokens nothing is looked for.
pub(super) const FARTHEST: usize = 80;

impl Attribution<'_, '_> {
    fn answer(&self, index: usize) -> Answer {
        let marked = &self.marked[index];
        let shape = shapes::shape(self.grammar, marked);
        let scare = Answer { kind: QuoteKind::Scare, source: None, cue: None, sieve: None };
        let work = shapes::is_work(self.grammar, marked, &shape);
        if work || self.grammar.is_nickname(marked) || shapes::is_displayed(self.grammar, marked) {
            return scare;
        }
        let modifies = shapes::is_modifier(self.grammar, marked) && shape.closes_with.is_empty();
        let after = if modifies { None } else { self.after(marked, &shape) };
        let announced = shapes::is_announced_term(self.grammar, marked);
        if announced && shape.title && !shape.stands_apart && !marked.nested {
            return scare;
        }
        // Of `He said: "No." The trial goes on.` the second sentence is the writer's.
        let led = shape.closes_sentence() && self.clause_start(marked.tokens.start) < marked.tokens.start;
        let before = || self.before(index, &shape);
        let attached = if led { before().filter(|answer| answer.source.is_some()).or(after) } else { after };
        let attached = attached.or_else(before);
        let attached = attached
            .or_else(|| self.interrupted(index))
            .or_else(|| self.named_by(marked))
            .or_else(|| self.name_below(marked, &shape))
            .or_else(|| self.claimed_after(marked, &shape));
        if let Some(answer) = attached {
            return answer;
        }
        let term = announced || shapes::is_explained_term(self.grammar, marked);
        if term && shape.words <= 8 {
            return scare;
        }
        let title = shape.title && (!shape.stands_apart || shape.words <= 1 && !shape.closes_sentence());
        if title && (shape.words > 1 || shape.capital) && !marked.nested {
            return scare;
        }
        let viewed = || self.viewed(marked, &shape);
        viewed().or_else(|| self.within(marked, &shape)).or_else(|| self.alone(index, &shape)).unwrap_or(scare)
    }

    pub(super) fn word(&self, token: usize) -> &str {
        if token < self.grammar.len() { self.grammar.document.word(token) } else { "" }
    }

    /// `Rutte said: "..."`, `Rutte: "..."`
    pub(super) fn before(&self, index: usize, shape: &Shape) -> Option<Answer> {
        let (grammar, marked) = (self.grammar, &self.marked[index]);
        let start = marked.tokens.start;
        let floor = self.clause_start(start);
        // "As Moe noted when the ferry was charged for: "...""
        let empty = |report: &&Report| report.source.is_none() && report.cue.passive;
        let nearest = self.reports_before(start).take(3).find(|report| !empty(report));
        if let Some(report) = nearest.filter(|report| self.is_cut_off(report, start)) {
            return Some(found(QuoteKind::Direct, report, Sieve::Before));
        }
        let report = nearest.filter(|report| report.tokens.start >= floor)?;
        let depends = report.cue.takes('k')
            || lexicon::CLAUSE_OPENERS.get(grammar.lower_before(report.tokens.start)) == Some("condition");
        if !report.cue.takes('q') || report.cue.negated || depends && self.is_set_aside(report, start, "as") {
            return self.label(marked, floor);
        }
        let between = report.tokens.end..start;
        let colon = self.word(start.saturating_sub(1)) == ":";
        let adjacent = between.is_empty();
        let broken = index > 0 && report.tokens.start.wrapping_sub(self.marked[index - 1].tokens.end) <= 1;
        let light = shape.capital || broken;
        let comma =
            grammar.class_before(start) == Class::Comma && (between.len() == 1 || light && self.is_light(between));
        if !(adjacent || comma || colon) {
            return None;
        }
        let in_clause = !broken && !shape.capital && report.tokens.start > floor + 1 && !report.borrowed;
        let apart = comma
            && !(in_clause
                && (report.inverted
                    || shape.closes_with.is_empty()
                    || report.cue.takes.starts_with('q') && grammar.lower_before(report.tokens.start) == "as"));
        let direct = apart || colon || adjacent && (shape.clause || shape.capital || shape.words <= 2);
        let kind = if direct { QuoteKind::Direct } else { QuoteKind::Mixed };
        let answer = found(kind, report, Sieve::Before);
        if answer.source.is_none() && colon {
            return self.label(marked, floor).or(Some(answer));
        }
        Some(answer)
    }

    /// `Lund said. "Come in"`: a sentence of no more than a speaker and a cue before the marks at `start`.
    fn is_cut_off(&self, report: &Report, start: usize) -> bool {
        let grammar = self.grammar;
        let stop = report.tokens.end;
        stop + 1 == start
            && self.word(stop) == "."
            && grammar.sentence(report.tokens.start).start == report.tokens.start
            && report.source.is_some()
            && report.cue.takes('q')
            && report.cue.is_real()
            && !report.cue.passive
            && !report.inverted
    }

    /// Of "Ruiz said she thinks it was ...": what Ruiz said, rather than what she thinks.
    fn outermost<'r>(&'r self, inner: &'r Report, floor: usize) -> &'r Report {
        let grammar = self.grammar;
        let own = inner.source.as_ref().filter(|source| !inner.borrowed && source.end <= inner.cue.begin);
        let Some(source) =
            own.filter(|source| matches!(grammar.lower(source.start), "he" | "she" | "they") && source.len() == 1)
        else {
            return inner;
        };
        let outer = self.reports_before(source.start).take_while(|report| report.cue.begin >= floor).find(|report| {
            let that = usize::from(grammar.lower_before(source.start) == "that");
            report.cue.tokens.end + that == source.start && report.cue.takes('c') && report.cue.is_real()
        });
        outer.filter(|outer| outer.source.is_some() && !outer.cue.passive).unwrap_or(inner)
    }

    /// Whether no verb with a subject of its own stands in `tokens`.
    fn is_light(&self, tokens: Range<usize>) -> bool {
        tokens.len() < 30 && !tokens.clone().any(|token| self.grammar.class(token) == Class::Mark)
    }

    /// Marks around a part of a reported clause, the report before or after it in the sentence.
    pub(super) fn within(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let start = marked.tokens.start;
        let floor = self.clause_start(start);
        let before = || {
            let near = self.reports_before(start).take(12).take_while(|report| report.cue.begin >= floor);
            let named = |report: &Report| report.cue.passive && report.cue.takes('a');
            near.filter(move |report| !named(report) && !self.is_set_aside(report, start, "as"))
        };
        let main = || before().filter(|report| !self.is_set_aside(report, start, ""));
        let sourced = |report: &&Report| report.source.is_some();
        if let Some(report) = main().find(sourced).or_else(|| before().find(sourced)).or_else(|| before().next()) {
            return Some(found(QuoteKind::Mixed, self.outermost(report, floor), Sieve::Within));
        }
        self.clause_after(marked, shape)
    }

    /// What the reports of the clause before quote `marked` propose, from the nearest on.
    pub(super) fn all_within(&self, marked: &Marked) -> Vec<Answer> {
        let floor = self.clause_start(marked.tokens.start);
        let near = self.reports_before(marked.tokens.start).take(4).take_while(|report| report.cue.begin >= floor);
        near.map(|report| found(QuoteKind::Mixed, report, Sieve::Within)).collect()
    }

    /// `The tunnel was "a tomb", Lund said.`
    pub(super) fn clause_after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let start = marked.tokens.start;
        // `"It was close." Ruin was near, Lund said.`: a sentence that is whole has its speaker elsewhere.
        let next = marked.tokens.end;
        let whole = match shape.closes_with {
            "." => true,
            "?" | "!" => grammar.is_capitalised(next),
            _ => false,
        };
        if whole && shape.stands_apart && grammar.block(start).contains(&next) {
            return None;
        }
        let sentence = self.clause_end(marked.tokens.end);
        let after =
            self.reports_from(marked.tokens.end).take_while(|report| report.cue.begin < sentence).take(6).find(
                |report| {
                    let parted = matches!(grammar.class_before(report.tokens.start), Class::Comma | Class::Mark);
                    let next = grammar.class(report.tokens.end);
                    let closes =
                        matches!(next, Class::Stop | Class::Break | Class::Comma | Class::Preposition | Class::Adverb)
                            || report.tokens.end >= sentence
                            || grammar.is_time(report.tokens.end);
                    let told = report.cue.kind == CueKind::Phrase && self.is_told_before(marked, shape);
                    parted && report.cue.takes('c') && !report.borrowed && !told && (closes || report.inverted)
                },
            )?;
        // “Nous sommes prêts” (“We are ready”)
        let translated = self.word(marked.tokens.end) == "(" && grammar.class(marked.tokens.end + 1) == Class::Mark;
        let kind =
            if (shape.clause || translated) && shape.stands_apart { QuoteKind::Direct } else { QuoteKind::Mixed };
        Some(found(kind, after, Sieve::ClauseAfter))
    }

    /// Whether `report` stands in a clause that a comma closes before `start`, on which what follows depends: "if the
    /// strike continues, ..."; not in one of the kind `but`.
    fn is_set_aside(&self, report: &Report, start: usize, but: &str) -> bool {
        let grammar = self.grammar;
        let opener = grammar.lower_before(report.tokens.start);
        let closes = |token: usize| {
            grammar.class(token) == Class::Comma && (token + 1 == start || grammar.class(token + 1) != Class::Mark)
        };
        lexicon::CLAUSE_OPENERS.get(opener).is_some_and(|kind| kind != but) && (report.tokens.end..start).any(closes)
    }

    /// Where the sentence begins that leads to a quote at `start`; the quote's own start where it opens one.
    pub(super) fn clause_start(&self, start: usize) -> usize {
        let grammar = self.grammar;
        let last = start.saturating_sub(1);
        let opening = grammar.text_start(last);
        let block = opening.max(start.saturating_sub(FARTHEST));
        let mut at = start;
        while at > block && grammar.class(at - 1) != Class::Stop {
            at -= 1;
        }
        at
    }

    pub(super) fn clause_end(&self, end: usize) -> usize {
        let block = self.grammar.block(end - 1).end.min(end + FARTHEST);
        (end..block).find(|&token| self.grammar.class(token) == Class::Stop).unwrap_or(block)
    }

    pub(super) fn reports_from(&self, token: usize) -> impl Iterator<Item = &Report> {
        let first = self.reports.partition_point(|report| report.cue.begin < token);
        self.reports[first..].iter()
    }

    pub(super) fn reports_before(&self, token: usize) -> impl Iterator<Item = &Report> {
        let last = self.reports.partition_point(|report| report.cue.tokens.end <= token);
        self.reports[..last].iter().rev()
    }
}

pub(super) fn found(kind: QuoteKind, report: &Report, sieve: Sieve) -> Answer {
    Answer { kind, source: report.source.clone(), cue: Some(report.cue.tokens.clone()), sieve: Some(sieve) }
}
