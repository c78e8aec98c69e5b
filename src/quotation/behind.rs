//! Quotes to the speakers who stand right behind them: "..., said Rutte", "..., Rutte said", "..., beams Rutte".

use super::clause_ends::sets_aside;
use super::cues::CueKind;
use super::implicit::can_speak;
use super::reports::Report;
use super::shapes::Shape;
use super::sieves::Sieve;
use super::speaker_labels::by_layout;
use super::speakers::{Answer, Attribution, FARTHEST, found};
use crate::document::Marked;
use crate::grammar::noun_phrase::beginning_at;
use crate::grammar::{Class, is_relative};
use crate::{Label, QuoteKind, lexicon};
use std::ops::Range;

/// The least words of what is a sentence of its own.
const LEAST_SENTENCE: usize = 4;

impl Attribution<'_, '_> {
    /// `..., said Rutte`, `..., Rutte said`, `... — Rutte`
    pub(super) fn after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let end = marked.tokens.end;
        let block = grammar.block(end - 1).end;
        let begin = end + usize::from(end < block && matches!(grammar.class(end), Class::Comma | Class::Break));
        let how = matches!(grammar.lower(end), "is" | "was")
            && matches!(grammar.lower(end + 1), "how" | "what" | "all")
            || matches!(grammar.lower(end), "so");
        let begin = if how { end + 2 } else { begin };
        let report =
            self.reports_from(end).take_while(|report| report.cue.begin < block.min(end + FARTHEST)).take(4).find(
                |report| {
                    !report.borrowed
                        && report.tokens.start >= end
                        && self.is_gap(begin, report.tokens.start)
                        && report.cue.takes('q')
                        && !report.cue.negated
                        && report.source.is_some()
                },
            );
        let relative = report.is_some_and(|report| matches!(grammar.lower_before(report.cue.begin), "who" | "which"));
        if relative && let Some(answer) = self.far_after(marked, shape) {
            return Some(answer);
        }
        if let Some(report) = report
            && self.closes(marked, shape, report, how)
        {
            let direct = shape.stands_apart || shape.clause && shape.words > 3;
            let kind = if direct { QuoteKind::Direct } else { QuoteKind::Mixed };
            return Some(found(kind, report, Sieve::After));
        }
        self.far_after(marked, shape)
            .or_else(|| self.came_from(marked))
            .or_else(|| self.verb_after(marked, shape))
            .or_else(|| self.name_after(marked, shape))
            .or_else(|| self.signature(marked, shape))
            .or_else(|| self.label_after(marked, shape))
    }

    /// `"...," Jon Moe, head of the mill.`: a name that a sentence of its own ends with, without a cue.
    fn name_after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let end = marked.tokens.end;
        if shape.closes_with != "," || !shape.stands_apart || shape.title || shape.words < LEAST_SENTENCE {
            return None;
        }
        let sentence = grammar.sentence(end);
        let source = beginning_at(grammar, end, sentence.end.min(end + FARTHEST))?;
        let person = grammar.label(source.end - 1) == Some(Label::Person);
        let opens = self.clause_start(marked.tokens.start) == marked.tokens.start;
        // What is said more of the person may have verbs of its own: "who leads the port".
        let told =
            source.end..(source.end..sentence.end).find(|&at| is_relative(grammar.lower(at))).unwrap_or(sentence.end);
        let says = told.clone().any(|at| grammar.class(at).is_verbal());
        let apart = matches!(grammar.class(source.end), Class::Comma | Class::Stop);
        (opens && person && apart && !says).then(|| by_layout(source, Sieve::NameAfter))
    }

    /// `"...," Rutte deadpans`, `"...," beams Rutte`: after a quote that stands apart and ends with a comma, any verb is
    /// a cue.
    fn verb_after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let end = marked.tokens.end;
        let block = grammar.block(end - 1).end;
        let goes_on = match shape.closes_with {
            "," | "—" => true,
            "?" | "!" => matches!(grammar.class(end), Class::Pronoun | Class::Verb) && !grammar.is_capitalised(end),
            _ => false,
        };
        if !goes_on
            || !shape.stands_apart
            || shape.title
            || self.clause_start(marked.tokens.start) < marked.tokens.start
        {
            return None;
        }
        let verb = |token: usize| grammar.class(token) == Class::Verb && !grammar.is_be(token);
        let answer = |source: Range<usize>, verb: usize| {
            let (source, cue) = (Some(source), Some(verb..verb + 1));
            Some(Answer { kind: QuoteKind::Direct, source, cue, sieve: Some(Sieve::VerbAfter) })
        };
        if verb(end) {
            let source = beginning_at(grammar, end + 1, block)?;
            let closes = matches!(grammar.class(source.end), Class::Stop | Class::Comma) || source.end >= block;
            return if closes && can_speak(grammar, &source) { answer(source, end) } else { None };
        }
        let source = beginning_at(grammar, end, block).filter(|source| can_speak(grammar, source))?;
        let at = (source.end..source.end + 3).find(|&token| grammar.class(token) != Class::Adverb)?;
        if verb(at) { answer(source, at) } else { None }
    }

    /// `"...," Ada Lowe, who runs the mill and told us so, said`: the speaker right after the quote, the cue behind all
    /// that is said of the speaker.
    fn far_after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let grammar = self.grammar;
        let end = marked.tokens.end;
        let comma = usize::from(grammar.class(end) == Class::Comma);
        if !matches!(shape.closes_with, "," | "?" | "!") && comma == 0 {
            return None;
        }
        let limit = grammar.sentence(end + comma).end.min(end + FARTHEST);
        let source = beginning_at(grammar, end + comma, limit).filter(|source| can_speak(grammar, source))?;
        let insertion = grammar.class(source.end) == Class::Comma || grammar.lower(source.end) == "who";
        let closes = |report: &&Report| {
            let cue = &report.cue;
            let next = grammar.class(cue.tokens.end);
            let own = grammar.lower_before(cue.begin) != "who" && grammar.class_before(cue.begin) != Class::Pronoun;
            cue.kind == CueKind::Verb
                && cue.takes('q')
                && cue.is_real()
                && !cue.passive
                && own
                && (cue.takes('o') && cue.tokens.end < limit
                    || matches!(next, Class::Stop | Class::Comma | Class::Preposition | Class::Adverb)
                    || grammar.is_time(cue.tokens.end))
        };
        let reports = self.reports_from(source.end).take_while(|report| report.cue.tokens.end <= limit);
        let report = reports.filter(|_| insertion).filter(closes).last()?;
        let kind = if shape.stands_apart || shape.clause { QuoteKind::Direct } else { QuoteKind::Mixed };
        Some(Answer { kind, source: Some(source), cue: Some(report.cue.tokens.clone()), sieve: Some(Sieve::After) })
    }

    /// Whether the comma in the marks closes a clause that reports their words: "When Moe suggested that it was a “waste,” Lund
    /// replied".
    fn ends_set_aside_clause(&self, marked: &Marked, shape: &Shape) -> bool {
        self.is_part_of(marked, shape, |report| {
            sets_aside(self.grammar.lower_before(report.tokens.start))
                && !(report.tokens.end..marked.tokens.start).any(|token| self.grammar.class(token) == Class::Comma)
        })
    }

    /// Whether the clause of which the marked words are a part is said to be somebody's before: of "Moe said that it would be on
    /// “our terms,” according to the Herald" the words are Moe's.
    pub(super) fn is_told_before(&self, marked: &Marked, shape: &Shape) -> bool {
        self.is_part_of(marked, shape, |report| report.source.is_some() && report.cue.takes('q'))
    }

    /// Whether the marked words are a part of a clause that a report before tells for which `holds`.
    fn is_part_of(&self, marked: &Marked, shape: &Shape, holds: impl Fn(&Report) -> bool) -> bool {
        let floor = self.clause_start(marked.tokens.start);
        let near = self.reports_before(marked.tokens.start).take_while(|report| report.cue.begin >= floor);
        !shape.stands_apart && near.take(2).any(|report| report.cue.takes('c') && report.cue.is_real() && holds(report))
    }

    /// Whether nothing but the beginning of a noun phrase, or "the Herald quoted", stands from `from` to `to`.
    fn is_gap(&self, from: usize, to: usize) -> bool {
        let phrase = |token: usize| {
            let adjectives = self.grammar.class(token) == Class::Comma
                && self.grammar.class_before(token) == Class::Adjective
                && self.grammar.class(token + 1).is_nominal();
            self.grammar.class(token).is_phrasal()
                || adjectives
                || matches!(self.grammar.class(token), Class::Participle | Class::Gerund)
                || matches!(self.grammar.lower(token), "quoted" | "so" | "as")
        };
        to <= from || to - from <= 8 && (from..to).all(phrase)
    }

    /// Whether `report`, which follows a quote, closes the quote's sentence rather than opening the next.
    fn closes(&self, marked: &Marked, shape: &Shape, report: &Report, how: bool) -> bool {
        let grammar = self.grammar;
        let end = report.tokens.end;
        let next = grammar.class(end);
        let next_is_content = grammar.lower(end) == ":"
            || lexicon::CLAUSE_LINKS.says(grammar.lower(end), 'r')
            || next == Class::Mark && !matches!(shape.closes_with, ",")
            || next == Class::Comma && grammar.class(end + 1) == Class::Mark && shape.closes_with == ".";
        let comma = grammar.class(marked.tokens.end) == Class::Comma;
        // `"It was close." According to the club, nobody was hurt.`
        let opens_next = report.cue.kind == CueKind::Phrase && grammar.is_capitalised(report.cue.tokens.start);
        match shape.closes_with {
            "," if self.ends_set_aside_clause(marked, shape) => false,
            _ if report.cue.kind == CueKind::Phrase && self.is_told_before(marked, shape) => false,
            "," | "—" => true,
            _ if opens_next && shape.closes_sentence() => next == Class::Stop,
            // `"It was close." Lund would later ask for more.`
            "." if report.cue.hypothetical => false,
            "." => {
                let next_closes = matches!(next, Class::Stop | Class::Comma | Class::Adverb)
                    || lexicon::CLAUSE_OPENERS.contains(grammar.lower(end));
                !next_is_content && (report.inverted || next_closes)
            }
            "?" | "!" => !next_is_content,
            _ => comma || how || report.inverted || !next_is_content,
        }
    }
}
