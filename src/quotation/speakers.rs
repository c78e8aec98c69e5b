//! Marks and reports to speakers: sieves from the most to the least certain, each asked only what those before it left
//! open (the architecture of Lee et al. 2013 for coreference, which Muzny et al. 2017 brought to quotes).

use super::kinds::{self, Shape};
use super::marks::Marked;
use super::noun_phrase::{beginning_at, ending_at};
use super::reports::{self, Report};
use super::syntax::{Class, Syntax};
use crate::{Label, QuoteKind, lexicon};
use std::ops::Range;

/// What was found out about one quote. Ranges are of tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    pub kind: QuoteKind,
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub sieve: Option<&'static Sieve>,
}

/// A rule that names speakers, and about how often it is right. Only those of the commonest rules (after, before, clause,
/// going on) are near to what was counted on PolNeAR; those of rules that it has few cases of are guesses. References
/// trust a speaker from 0.85 on.
#[derive(Debug, PartialEq)]
pub(super) struct Sieve {
    pub name: &'static str,
    pub precision: f32,
}

impl Sieve {
    /// Whether its quotes stand beside their cue.
    pub fn is_attached(&self) -> bool {
        [&AFTER, &BEFORE].contains(&self)
    }
}

macro_rules! sieves {
    ($($constant:ident = $name:literal, $precision:literal;)*) => {
        $(pub(super) static $constant: Sieve = Sieve { name: $name, precision: $precision };)*
    };
}

sieves! {
    AFTER = "speaker after the quote", 0.97;
    VERB_AFTER = "name and verb after the quote", 0.6;
    BEFORE = "speaker before the quote", 0.85;
    WITHIN = "speaker of the clause", 0.77;
    CLAUSE_AFTER = "clause, then its speaker", 0.85;
    LABEL = "name and colon", 0.6;
    SIGNATURE = "name after a dash", 0.9;
    CHAIN = "quote goes on in the next paragraph", 0.8;
    ANNOUNCED = "announced in the paragraph before", 0.9;
    GOES_ON = "speaker goes on", 0.92;
    SENTENCE_BEFORE = "speaker of the sentence before", 0.45;
    TURNS = "speakers take turns", 0.6;
    NEXT_PARAGRAPH = "speaker goes on in the next paragraph", 0.6;
    UTTERANCE = "whose words they are", 0.9;
    SUBJECT = "subject of the sentence", 0.5;
}

/// The answers for all of `marked`, one each.
pub(super) fn attribute(syntax: &Syntax, marked: &[Marked], reports: &[Report]) -> Vec<Answer> {
    let mut work = Attribution { syntax, marked, reports, answers: Vec::with_capacity(marked.len()) };
    for index in 0..marked.len() {
        let answer = work.answer(index);
        work.answers.push(answer);
    }
    work.answers
}

struct Attribution<'a, 'd> {
    syntax: &'a Syntax<'d>,
    marked: &'a [Marked],
    reports: &'a [Report],
    answers: Vec<Answer>,
}

/// Beyond this many tokens nothing is looked for.
const FARTHEST: usize = 80;

impl Attribution<'_, '_> {
    fn answer(&self, index: usize) -> Answer {
        let marked = &self.marked[index];
        let shape = kinds::shape(self.syntax, marked);
        let scare = Answer { kind: QuoteKind::Scare, source: None, cue: None, sieve: None };
        if kinds::is_nickname(self.syntax, marked) {
            return scare;
        }
        let attached = self.after(marked, &shape).or_else(|| self.before(index, &shape));
        if let Some(answer) = attached {
            return answer;
        }
        if kinds::is_announced_term(self.syntax, marked) && shape.words <= 8 {
            return scare;
        }
        let title = shape.title && (!shape.stands_apart || shape.words <= 1);
        if title && (shape.words > 1 || shape.capital) && !marked.nested {
            return scare;
        }
        self.within(marked, &shape).or_else(|| self.alone(index, &shape)).unwrap_or(scare)
    }

    /// `..., said Rutte`, `..., Rutte said`, `... — Rutte`
    fn after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let syntax = self.syntax;
        let end = marked.tokens.end;
        let block = syntax.block(end - 1).end;
        let begin = end + usize::from(end < block && matches!(syntax.class(end), Class::Comma | Class::Break));
        let how = matches!(syntax.lower(end), "is" | "was") && matches!(syntax.lower(end + 1), "how" | "what")
            || matches!(syntax.lower(end), "so");
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
        if let Some(report) = report
            && self.closes(marked, shape, report, how)
        {
            let direct = shape.stands_apart || shape.clause && shape.words > 3;
            let kind = if direct { QuoteKind::Direct } else { QuoteKind::Mixed };
            return Some(found(kind, report, &AFTER));
        }
        self.verb_after(marked, shape).or_else(|| self.signature(marked, shape))
    }

    /// `"...," Rutte deadpans`: after a quote that ends with a comma, any verb is a cue.
    fn verb_after(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let syntax = self.syntax;
        let end = marked.tokens.end;
        let source = Some(shape)
            .filter(|shape| shape.closes_with == ",")
            .and_then(|_| beginning_at(syntax, end, syntax.block(end - 1).end))?;
        let mut verb = source.end;
        while syntax.class(verb) == Class::Adverb {
            verb += 1;
        }
        let said = syntax.class(verb) == Class::Verb && !shape.title;
        said.then(|| Answer {
            kind: QuoteKind::Direct,
            source: Some(source),
            cue: Some(verb..verb + 1),
            sieve: Some(&VERB_AFTER),
        })
    }

    /// Whether nothing but the beginning of a noun phrase, or "the Herald quoted", stands from `from` to `to`.
    fn is_gap(&self, from: usize, to: usize) -> bool {
        let phrase = |token: usize| {
            self.syntax.class(token).is_phrasal()
                || matches!(self.syntax.class(token), Class::Participle | Class::Gerund)
                || matches!(self.syntax.lower(token), "quoted" | "so")
        };
        to <= from || to - from <= 8 && (from..to).all(phrase)
    }

    /// Whether `report`, which follows a quote, closes the quote's sentence rather than opening the next.
    fn closes(&self, marked: &Marked, shape: &Shape, report: &Report, how: bool) -> bool {
        let syntax = self.syntax;
        let end = report.tokens.end;
        let next = syntax.class(end);
        let next_is_content = matches!(syntax.lower(end), "that" | "he" | "she" | "they" | "it" | ":")
            || next == Class::Mark && !matches!(shape.closes_with, ",")
            || next == Class::Comma && syntax.class(end + 1) == Class::Mark && shape.closes_with == ".";
        let comma = syntax.class(marked.tokens.end) == Class::Comma;
        match shape.closes_with {
            "," | "—" => true,
            "." => !next_is_content && (report.inverted || matches!(next, Class::Stop | Class::Comma | Class::Adverb)),
            "?" | "!" => !next_is_content,
            _ => comma || how || report.inverted || !next_is_content,
        }
    }

    /// A name after a dash or on a line of its own: `"..." — Alma Reyes`.
    fn signature(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let syntax = self.syntax;
        let dash = marked.tokens.end;
        let opens = marked.tokens.start == syntax.block(marked.tokens.start).start
            || syntax.class_before(marked.tokens.start) == Class::Break;
        let long = shape.words > 3 && opens && matches!(shape.closes_with, "." | "!" | "?" | "");
        if !long || !matches!(self.word(dash), "—" | "–" | "-" | "--" | "―") {
            return None;
        }
        let source = beginning_at(syntax, dash + 1, syntax.block(dash).end)?;
        let named = syntax.class(source.start) == Class::Name || syntax.is_capitalised(source.start);
        let closes = matches!(syntax.class(source.end), Class::Comma | Class::Stop | Class::Break)
            || source.end == syntax.block(dash).end;
        (named && closes).then_some(Answer {
            kind: QuoteKind::Direct,
            source: Some(source),
            cue: None,
            sieve: Some(&SIGNATURE),
        })
    }

    fn word(&self, token: usize) -> &str {
        if token < self.syntax.len() { self.syntax.document.word(token) } else { "" }
    }

    /// `Rutte said: "..."`, `Rutte: "..."`
    fn before(&self, index: usize, shape: &Shape) -> Option<Answer> {
        let (syntax, marked) = (self.syntax, &self.marked[index]);
        let start = marked.tokens.start;
        let floor = self.clause_start(start);
        let report = self.reports_before(start).next().filter(|report| report.tokens.start >= floor)?;
        if !report.cue.takes('q') || report.cue.negated {
            return self.label(marked, shape, floor);
        }
        let between = report.tokens.end..start;
        let colon = self.word(start.saturating_sub(1)) == ":";
        let adjacent = between.is_empty();
        let broken = index > 0 && report.tokens.start.wrapping_sub(self.marked[index - 1].tokens.end) <= 1;
        let light = shape.capital || broken;
        let comma =
            syntax.class_before(start) == Class::Comma && (between.len() == 1 || light && self.is_light(between));
        if !(adjacent || comma || colon) {
            return None;
        }
        let in_clause = !broken && !shape.capital && report.tokens.start > floor + 1 && !report.borrowed;
        let apart = comma
            && !(in_clause
                && (report.inverted
                    || shape.closes_with.is_empty()
                    || report.cue.takes.starts_with('q') && syntax.lower_before(report.tokens.start) == "as"));
        let direct = apart || colon || adjacent && (shape.clause || shape.capital || shape.words <= 2);
        let kind = if direct { QuoteKind::Direct } else { QuoteKind::Mixed };
        let answer = found(kind, report, &BEFORE);
        if answer.source.is_none() && colon {
            return self.label(marked, shape, floor).or(Some(answer));
        }
        Some(answer)
    }

    /// Whether no verb with a subject of its own stands in `tokens`.
    fn is_light(&self, tokens: Range<usize>) -> bool {
        tokens.len() < 30 && !tokens.clone().any(|token| self.syntax.class(token) == Class::Mark)
    }

    /// `Rutte: "..."`, `Rutte had one answer: "..."`
    fn label(&self, marked: &Marked, _shape: &Shape, floor: usize) -> Option<Answer> {
        let syntax = self.syntax;
        let colon = marked.tokens.start.checked_sub(1).filter(|&token| self.word(token) == ":")?;
        let mut start = floor;
        while start < colon
            && matches!(syntax.class(start), Class::Joint | Class::Break | Class::Coordinator | Class::Preposition)
        {
            start += 1;
        }
        let source = reports::clause_subject(syntax, floor, colon).or_else(|| beginning_at(syntax, start, colon))?;
        let source = possessor(syntax, source);
        Some(Answer { kind: QuoteKind::Direct, source: Some(source), cue: None, sieve: Some(&LABEL) })
    }

    /// Marks around a part of a reported clause, the report before or after it in the sentence.
    fn within(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let syntax = self.syntax;
        let start = marked.tokens.start;
        let floor = self.clause_start(start);
        let before = || {
            let near = self.reports_before(start).take(12).take_while(|report| report.cue.begin >= floor);
            near.filter(|report| !(report.cue.passive && report.cue.takes('a')))
        };
        if let Some(report) = before().find(|report| report.source.is_some()).or_else(|| before().next()) {
            return Some(found(QuoteKind::Mixed, report, &WITHIN));
        }
        let sentence = self.clause_end(marked.tokens.end);
        let after =
            self.reports_from(marked.tokens.end).take_while(|report| report.cue.begin < sentence).take(6).find(
                |report| {
                    let parted = matches!(syntax.class_before(report.tokens.start), Class::Comma | Class::Mark);
                    let closes = matches!(syntax.class(report.tokens.end), Class::Stop | Class::Break)
                        || report.tokens.end >= sentence
                        || syntax.is_time(report.tokens.end);
                    parted && report.cue.takes('c') && !report.borrowed && (closes || report.inverted)
                },
            )?;
        let kind = if shape.clause && shape.stands_apart { QuoteKind::Direct } else { QuoteKind::Mixed };
        Some(found(kind, after, &CLAUSE_AFTER))
    }

    /// Quotes without a report of their own.
    fn alone(&self, index: usize, shape: &Shape) -> Option<Answer> {
        let marked = &self.marked[index];
        if marked.nested {
            return None;
        }
        if let Some(before) = marked.continues {
            let answer = &self.answers[before];
            return Some(Answer {
                kind: QuoteKind::Direct,
                cue: None,
                sieve: Some(&CHAIN),
                source: answer.source.clone(),
            });
        }
        let sentence = shape.stands_apart
            && self.word(marked.tokens.start.saturating_sub(1)) != ","
            && (shape.words > 2 || matches!(shape.closes_with, "." | "?" | "!"));
        if !sentence {
            return self.by_subject(marked, shape);
        }
        let floor = self.clause_start(marked.tokens.start);
        self.label(marked, shape, floor)
            .or_else(|| self.announced(marked))
            .or_else(|| self.same_block(index))
            .or_else(|| self.earlier_block(index))
            .or(Some(Answer { kind: QuoteKind::Direct, source: None, cue: None, sieve: None }))
    }

    /// The paragraph before ends with a colon.
    fn announced(&self, marked: &Marked) -> Option<Answer> {
        let syntax = self.syntax;
        let start = marked.tokens.start;
        let colon =
            start.checked_sub(1).filter(|&token| syntax.block(start).start == start && self.word(token) == ":")?;
        let floor = self.clause_start(colon);
        let report =
            self.reports_before(colon + 1).next().filter(|report| report.cue.begin >= floor && report.source.is_some());
        let (source, cue) = match report {
            Some(report) => (report.source.clone(), Some(report.cue.tokens.clone())),
            None => (reports::clause_subject(syntax, floor, colon).or_else(|| ending_at(syntax, colon, floor)), None),
        };
        source.is_some().then_some(Answer { kind: QuoteKind::Direct, source, cue, sieve: Some(&ANNOUNCED) })
    }

    /// The speaker of what stands before in the same paragraph.
    fn same_block(&self, index: usize) -> Option<Answer> {
        let start = self.marked[index].tokens.start;
        let block = self.syntax.block(start).start;
        self.previous(index, block, &GOES_ON)
    }

    /// The speaker of the last paragraphs.
    fn earlier_block(&self, index: usize) -> Option<Answer> {
        let start = self.marked[index].tokens.start;
        let block = self.syntax.document.block_of(start);
        let floor = self.syntax.document.blocks()[block.saturating_sub(3)].tokens.start;
        self.turns(index).or_else(|| self.previous(index, floor, &NEXT_PARAGRAPH))
    }

    /// The nearest of: the speaker of the last quote, the source of the last report, the person that the sentence
    /// before is about.
    fn previous(&self, index: usize, floor: usize, sieve: &'static Sieve) -> Option<Answer> {
        let syntax = self.syntax;
        let start = self.marked[index].tokens.start;
        let quote = (0..index).rev().take(8).find(|&before| {
            self.marked[before].tokens.start >= floor
                && !self.marked[before].nested
                && self.answers[before].kind != QuoteKind::Scare
        });
        let after_quote = quote.map_or(floor, |before| self.marked[before].tokens.end);
        let report =
            self.reports_before(start).take(4).take_while(|report| report.cue.begin >= after_quote).find(|report| {
                report.source.is_some()
                    && !report.cue.passive
                    && report.cue.takes(['q', 'c'][usize::from(report.cue.takes('c'))])
                    && report.cue.kind != super::cues::CueKind::Noun
            });
        let named = self.person_before(start, after_quote);
        let answer = |source: Range<usize>, sieve| {
            Some(Answer { kind: QuoteKind::Direct, source: Some(source), cue: None, sieve: Some(sieve) })
        };
        let from_quote = quote.and_then(|before| self.answers[before].source.clone());
        match (report, named) {
            (Some(report), Some(named)) if named.start > report.tokens.start => answer(named, &SENTENCE_BEFORE),
            (Some(report), _) if report.tokens.start >= after_quote && from_quote != report.source => {
                answer(report.source.clone()?, &SENTENCE_BEFORE)
            }
            (None, Some(named)) if syntax.block(named.start).contains(&start) => answer(named, &SENTENCE_BEFORE),
            _ => answer(from_quote.or_else(|| report.and_then(|report| report.source.clone()))?, sieve),
        }
    }

    /// The person who is the subject of the sentence that ends before `start`.
    fn person_before(&self, start: usize, floor: usize) -> Option<Range<usize>> {
        let syntax = self.syntax;
        let last = start.checked_sub(1)?;
        let sentence = syntax.sentence(last);
        if sentence.start < floor || sentence.end > start {
            return None;
        }
        let subject = reports::clause_subject(syntax, sentence.start, last)?;
        let pronoun = matches!(syntax.lower(subject.start), "he" | "she");
        let person = subject.clone().any(|token| match syntax.label(token) {
            Some(label) => label == Label::Person,
            None => syntax.recognition.mentions.is_empty() && syntax.class(token) == Class::Name,
        });
        (pronoun && subject.len() == 1 || person).then_some(subject)
    }

    /// Two people in turn, a paragraph each.
    fn turns(&self, index: usize) -> Option<Answer> {
        let (last, before) = (index.checked_sub(1)?, index.checked_sub(2)?);
        let block = |index: usize| self.syntax.document.block_of(self.marked[index].tokens.start);
        let adjacent = block(index) == block(last) + 1 && block(last) == block(before) + 1;
        let question = |index: usize| kinds::shape(self.syntax, &self.marked[index]).closes_with == "?";
        let (first, second) = (self.answers[before].source.clone()?, self.answers[last].source.clone()?);
        let differ = self.text(&first) != self.text(&second);
        let dialogue =
            adjacent && differ && (question(last) || question(before)) && self.answers[last].kind == QuoteKind::Direct;
        dialogue.then_some(Answer { kind: QuoteKind::Direct, source: Some(first), cue: None, sieve: Some(&TURNS) })
    }

    fn text(&self, range: &Range<usize>) -> &str {
        self.syntax.document.span(range.clone()).of(self.syntax.document.text())
    }

    /// Words in marks in a sentence that reports nothing: its subject's, where they are no term.
    fn by_subject(&self, marked: &Marked, shape: &Shape) -> Option<Answer> {
        let syntax = self.syntax;
        if shape.words < 2 || shape.title || kinds::is_modifier(syntax, marked) && shape.words < 4 {
            return None;
        }
        let floor = self.clause_start(marked.tokens.start);
        let source = reports::clause_subject(syntax, floor, marked.tokens.start);
        if let Some(speaker) = source.as_ref().and_then(|source| self.of_utterance(source, marked)) {
            return Some(Answer { kind: QuoteKind::Direct, source: Some(speaker), cue: None, sieve: Some(&UTTERANCE) });
        }
        Some(Answer { kind: QuoteKind::Mixed, sieve: source.is_some().then_some(&SUBJECT), source, cue: None })
    }

    /// "His last words were": whose the words are.
    fn of_utterance(&self, source: &Range<usize>, marked: &Marked) -> Option<Range<usize>> {
        let head = source.end.checked_sub(1)?;
        let be = marked.tokens.start.checked_sub(1).is_some_and(|token| self.syntax.is_be(token));
        let utterance = lexicon::UTTERANCES.contains(self.syntax.lower(head));
        let speaker = possessor(self.syntax, source.clone());
        (be && utterance && speaker != *source).then_some(speaker)
    }

    /// Where the sentence begins that leads to a quote at `start`; the quote's own start where it opens one.
    fn clause_start(&self, start: usize) -> usize {
        let syntax = self.syntax;
        let block = syntax.block(start.saturating_sub(1)).start.max(start.saturating_sub(FARTHEST));
        let mut at = start;
        while at > block && syntax.class(at - 1) != Class::Stop {
            at -= 1;
        }
        at
    }

    fn clause_end(&self, end: usize) -> usize {
        let block = self.syntax.block(end - 1).end.min(end + FARTHEST);
        (end..block).find(|&token| self.syntax.class(token) == Class::Stop).unwrap_or(block)
    }

    fn reports_from(&self, token: usize) -> impl Iterator<Item = &Report> {
        let first = self.reports.partition_point(|report| report.cue.begin < token);
        self.reports[first..].iter()
    }

    fn reports_before(&self, token: usize) -> impl Iterator<Item = &Report> {
        let last = self.reports.partition_point(|report| report.cue.tokens.end <= token);
        self.reports[..last].iter().rev()
    }
}

fn found(kind: QuoteKind, report: &Report, sieve: &'static Sieve) -> Answer {
    Answer { kind, source: report.source.clone(), cue: Some(report.cue.tokens.clone()), sieve: Some(sieve) }
}

/// "Dale's verdict" and "her answer" are Dale's and hers.
fn possessor(syntax: &Syntax, source: Range<usize>) -> Range<usize> {
    if syntax.class(source.start) == Class::Possessive {
        return source.start..source.start + 1;
    }
    match source.clone().find(|&token| syntax.class(token) == Class::Genitive) {
        Some(genitive)
            if genitive > source.start
                && !source.clone().skip(genitive - source.start).any(|token| syntax.class(token) == Class::Name) =>
        {
            source.start..genitive
        }
        _ => source,
    }
}
