//! Transcript lines: "BLITZER: Good evening.", "Q. And then?": the label speaks, the rest is what it says, and in a text
//! that is a transcript as a whole the paragraphs up to the next label are too.

use super::sieves::Sieve;
use crate::document::{self, Block, BlockKind};
use crate::entities::Names;
use crate::grammar::{Class, Grammar};
use crate::{Label, QuoteKind};
use std::ops::Range;

/// Words without marks whose speaker the layout tells. Ranges are of tokens.
pub(super) struct Line {
    pub kind: QuoteKind,
    pub speaker: Option<Range<usize>>,
    /// The mention of who speaks, where the speaker's label does not name him or her ("A.").
    pub name: Option<usize>,
    pub cue: Option<Range<usize>>,
    pub words: Range<usize>,
    /// Whether they go on with those of the line before.
    pub goes_on: bool,
    pub sieve: Sieve,
}

/// A label, and the words behind it in its line.
struct Labelled {
    speaker: Range<usize>,
    words: Range<usize>,
}

/// The transcript lines of the document, in order.
pub(super) fn find_turns(grammar: &Grammar, names: &Names) -> Vec<Line> {
    let blocks = grammar.document.blocks();
    let labels: Vec<Option<Labelled>> = blocks.iter().map(|block| labelled(grammar, block)).collect();
    let Some(first) = labels.iter().position(Option::is_some) else { return Vec::new() };
    if is_alone(grammar, blocks, &labels) {
        return Vec::new();
    }
    let whole = is_transcript(blocks, &labels);
    let answering = interviewee(grammar, names, blocks[first].tokens.start);
    let mut lines: Vec<Line> = Vec::new();
    let mut current: Option<&Range<usize>> = None;
    for (block, label) in blocks.iter().zip(&labels).skip(first) {
        let (speaker, words, goes_on) = match (label, current) {
            (Some(label), _) => (&label.speaker, label.words.clone(), false),
            (None, Some(speaker)) if whole && goes_on(grammar, block) => {
                let said = lines.last().is_some_and(|line| line.speaker.as_ref() == Some(speaker));
                (speaker, document::time_end(grammar.document, block.tokens.clone())..block.tokens.end, said)
            }
            _ => continue,
        };
        current = Some(speaker);
        // ". . ." stands for what was left out.
        if !words.clone().any(|token| grammar.document.word(token).contains(char::is_alphanumeric)) {
            continue;
        }
        let name = answering.filter(|_| matches!(grammar.document.word(speaker.start), "A" | "A." | "Answer"));
        let (speaker, kind, sieve) = (Some(speaker.clone()), QuoteKind::Direct, Sieve::TranscriptLabel);
        lines.push(Line { kind, speaker, name, cue: None, words, goes_on, sieve });
    }
    lines
}

/// Whether a single label stands in an article whose other lines have none: only a person's is believed.
fn is_alone(grammar: &Grammar, blocks: &[Block], labels: &[Option<Labelled>]) -> bool {
    let mut known = labels.iter().flatten();
    let (Some(label), None) = (known.next(), known.next()) else { return false };
    let person = label.speaker.clone().any(|token| grammar.label(token) == Some(Label::Person));
    let question = label.speaker.len() == 1 && grammar.document.word(label.speaker.start).len() <= 2;
    !person && !question && blocks.iter().filter(|block| block.kind.is_article()).count() > 1
}

/// Whether labels are so many among `blocks` that the paragraphs between belong to them.
fn is_transcript(blocks: &[Block], labels: &[Option<Labelled>]) -> bool {
    let count = labels.iter().flatten().count();
    let timed = labels.iter().flatten().any(|label| label.words.is_empty());
    count >= 2 && (timed || count * 3 >= blocks.iter().filter(|block| block.kind.is_article()).count())
}

/// Whether `block` can be a speaker's next paragraph: not "(BEGIN VIDEOTAPE)".
fn goes_on(grammar: &Grammar, block: &Block) -> bool {
    let word = |token: usize| grammar.document.word(token);
    let direction = matches!(word(block.tokens.start), "(" | "[") && matches!(word(block.tokens.end - 1), ")" | "]");
    block.kind.is_article() && block.kind != BlockKind::TranscriptLine && !direction
}

fn labelled(grammar: &Grammar, block: &Block) -> Option<Labelled> {
    let tokens = block.tokens.clone();
    if block.kind != BlockKind::TranscriptLine || grammar.text_start(tokens.start) != tokens.start {
        return None;
    }
    let near = tokens.start..tokens.end.min(tokens.start + 14);
    let words = document::label_end(grammar.document, tokens.clone())
        .or_else(|| near.clone().find(|&token| grammar.document.word(token) == ":").map(|colon| colon + 1))?;
    let label = near.start..words;
    let is_end = |token: &usize| {
        matches!(grammar.class(*token), Class::Comma | Class::Break)
            || *token > near.start && *token + 1 == words && grammar.document.word(*token) == "."
    };
    let end = label.clone().find(is_end).unwrap_or(label.end);
    // "Council: (14:30) questions on roads" announces; where a person's name stands, the time is the recording's.
    let timed = document::time_end(grammar.document, words..tokens.end) > words;
    if timed && !label.clone().any(|token| grammar.label(token) == Some(Label::Person)) {
        return None;
    }
    (end > near.start).then_some(Labelled { speaker: near.start..end, words: words..tokens.end })
}

/// The one person whom the text names before its first question, at token `start`: the one that answers.
fn interviewee(grammar: &Grammar, names: &Names, start: usize) -> Option<usize> {
    let aside = |token: usize| grammar.document.block_at(token).is_some_and(|block| !block.kind.is_article());
    let mut people = (0..start)
        .filter(|&token| grammar.label(token) == Some(Label::Person) && !aside(token))
        .filter_map(|token| grammar.mention(token));
    let first = people.next()?;
    people.all(|mention| names.entity_of[mention] == names.entity_of[first]).then_some(first)
}
