//! Block quotes: paragraphs without marks that the paragraph before announces with a colon ("The statement read:").
//!
//! What tells them from a list or a story that a colon opens: a cue right before the colon, or a noun for words that
//! are shown in full; and behind the colon running text that is nobody else's report.

use super::cues::{Cue, CueKind};
use super::implicit::{can_speak, possessor};
use super::reports::Report;
use super::sieves::Sieve;
use super::subjects::clause_subject;
use super::transcript::Line;
use crate::document::BlockKind;
use crate::document::Marked;
use crate::grammar::noun_phrase::beginning_at;
use crate::grammar::{Class, Grammar};
use crate::lexicon::forms;
use crate::{QuoteKind, lexicon};
use std::ops::Range;

/// The most tokens of a sentence that announces words without a cue, and between a cue and its colon.
const LONGEST: usize = 24;

/// Who is said to have said what follows the colon. Ranges are of tokens.
struct Announcement {
    source: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    /// Whether the words behind the colon must speak in the first person to be believed a quote.
    doubtful: bool,
}

/// The block quotes of the document, a line for each paragraph, in order.
pub(super) fn find_block_quotes(grammar: &Grammar, reports: &[Report], marked: &[Marked]) -> Vec<Line> {
    let blocks = grammar.document.blocks();
    let mut lines: Vec<Line> = Vec::new();
    for first in 1..blocks.len() {
        let before = &blocks[first - 1];
        let colon = before.tokens.end - 1;
        if grammar.document.word(colon) != ":" || before.kind != BlockKind::Paragraph {
            continue;
        }
        let announcement = by_report(grammar, reports, colon).or_else(|| by_noun(grammar, colon));
        let Some(announcement) = announcement else { continue };
        let quoted = first..end(grammar, reports, marked, first, announcement.doubtful);
        lines.extend(quoted.clone().map(|block| Line {
            kind: QuoteKind::Direct,
            name: None,
            speaker: announcement.source.clone(),
            cue: announcement.cue.clone(),
            words: text(grammar, block),
            goes_on: block > quoted.start,
            sieve: Sieve::BlockQuote,
        }));
    }
    lines
}

/// "Reyes wrote in a letter to staff:"
fn by_report(grammar: &Grammar, reports: &[Report], colon: usize) -> Option<Announcement> {
    let sentence = grammar.sentence(colon);
    let last = reports.partition_point(|report| report.cue.tokens.end <= colon);
    let report = reports[..last].last().filter(|report| report.cue.begin >= sentence.start)?;
    let cue = &report.cue;
    let speaks =
        cue.takes('q') && cue.is_real() && !cue.passive && !matches!(cue.kind, CueKind::Noun | CueKind::Phrase);
    let gap = cue.tokens.end.max(report.tokens.end)..colon;
    (speaks && report.source.is_some() && is_light(grammar, gap)).then(|| Announcement {
        source: report.source.clone(),
        cue: Some(cue.tokens.clone()),
        doubtful: tells(grammar, cue),
    })
}

/// Whether a cue opens a story as well as words: "remembers", "spoke out", "offered help to the victims".
fn tells(grammar: &Grammar, cue: &Cue) -> bool {
    let next = cue.tokens.end;
    let object = matches!(grammar.class(next), Class::Determiner | Class::Possessive | Class::Noun)
        && !cue.takes('o')
        && !grammar.is_time(next)
        && lexicon::COLON_POINTERS.longest_match(grammar.document, next).is_none();
    let manner = cue.takes == "q" && cue.lemma != "read";
    object || manner || cue.lemma != "say" && cue.takes.contains(['k', 'g', 'n'])
}

/// Whether `tokens` tell no more than where, when and to whom something is said: no list that a colon opens.
fn is_light(grammar: &Grammar, tokens: Range<usize>) -> bool {
    let counts = |token: usize| grammar.class(token) == Class::Number && !grammar.is_time(token);
    tokens.len() <= LONGEST
        && !tokens.into_iter().any(|token| {
            let class = grammar.class(token);
            class.is_verbal()
                || matches!(class, Class::Gerund | Class::Subordinator | Class::Mark | Class::Stop | Class::Wh)
                || counts(token)
        })
}

/// "The full statement from the Halden family:", "The firm issued a statement:"
fn by_noun(grammar: &Grammar, colon: usize) -> Option<Announcement> {
    let sentence = grammar.sentence(colon);
    let noun = sentence.clone().find(|&token| lexicon::DISPLAYED_TEXTS.contains(grammar.lower(token)))?;
    let mut start = noun;
    while start > sentence.start && (grammar.class(start - 1).is_nominal() || grammar.class(start - 1).opens_noun()) {
        start -= 1;
    }
    let located = matches!(grammar.class_before(start), Class::Preposition | Class::To);
    if located || sentence.len() > LONGEST || !is_light(grammar, noun + 1..colon) {
        return None;
    }
    let from = (noun + 1..colon).find(|&token| matches!(grammar.lower(token), "from" | "by" | "of"));
    let source = match from {
        Some(from) => beginning_at(grammar, from + 1, colon),
        None => {
            let phrase = start..noun + 1;
            let owner = possessor(grammar, phrase.clone());
            if owner == phrase { clause_subject(grammar, sentence.start, start) } else { Some(owner) }
        }
    };
    let source = source.filter(|source| can_speak(grammar, source));
    Some(Announcement { source, cue: None, doubtful: false })
}

/// The block after the last one that is quoted, from block `first` on; `first` where it is no quote.
fn end(grammar: &Grammar, reports: &[Report], marked: &[Marked], first: usize, doubtful: bool) -> usize {
    let blocks = grammar.document.blocks();
    let can_be_quoted = |block: usize| {
        let tokens = text(grammar, block);
        let running = match blocks[block].kind {
            BlockKind::Paragraph => true,
            BlockKind::Headline => {
                block == first && blocks.get(block + 1).is_none_or(|next| next.kind != BlockKind::Headline)
            }
            _ => false,
        };
        running
            && tokens.len() > 2
            && grammar.document.word(tokens.end - 1) != ":"
            && !holds_marks(marked, &tokens)
            && !is_reported(grammar, reports, &tokens)
    };
    if !can_be_quoted(first) || doubtful && !speaks_itself(grammar, text(grammar, first)) {
        return first;
    }
    let indented = indentation(grammar, first) > indentation(grammar, first - 1);
    let goes_on = |block: &usize| {
        let shown = match indented {
            true => indentation(grammar, *block) >= indentation(grammar, first),
            false => speaks_itself(grammar, text(grammar, first)) && speaks_itself(grammar, text(grammar, *block)),
        };
        shown && can_be_quoted(*block)
    };
    (first + 1..blocks.len()).find(|block| !goes_on(block)).unwrap_or(blocks.len())
}

/// The tokens of a block without the sign that some set before quoted lines.
fn text(grammar: &Grammar, block: usize) -> Range<usize> {
    let tokens = grammar.document.blocks()[block].tokens.clone();
    let sign = usize::from(tokens.len() > 1 && grammar.document.word(tokens.start) == ">");
    tokens.start + sign..tokens.end
}

/// By how many characters a block is set in from its line's beginning.
fn indentation(grammar: &Grammar, block: usize) -> usize {
    let start = grammar.document.span(text(grammar, block)).start;
    let before = &grammar.document.text()[..start];
    before.chars().rev().take(40).take_while(|c| !matches!(c, '\n' | '\r' | '\u{2029}')).count()
}

/// Whether somebody speaks of himself in `tokens`.
fn speaks_itself(grammar: &Grammar, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|token| forms::is_first_person(grammar.lower(token)))
}

/// Whether words in marks that could be somebody's stand in `tokens`.
fn holds_marks(marked: &[Marked], tokens: &Range<usize>) -> bool {
    let first = marked.partition_point(|marked| marked.tokens.start < tokens.start);
    let within = marked[first..].iter().take_while(|marked| marked.tokens.start < tokens.end);
    within.into_iter().any(|marked| marked.inner().len() > 3 || marked.tokens.start == tokens.start)
}

/// Whether the paragraph says itself whose words it holds: "..., police said."
fn is_reported(grammar: &Grammar, reports: &[Report], tokens: &Range<usize>) -> bool {
    let first = reports.partition_point(|report| report.cue.begin < tokens.start);
    let within = reports[first..].iter().take_while(|report| report.cue.tokens.end <= tokens.end);
    within.into_iter().any(|report| {
        let parted = report.tokens.start > tokens.start && grammar.class_before(report.tokens.start) == Class::Comma;
        let closes = grammar.class(report.tokens.end) == Class::Stop;
        parted && closes && report.source.is_some() && report.cue.takes('c') && !report.borrowed
    })
}
