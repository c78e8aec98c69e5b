//! Where whose words are reported: the phrases that name the speakers of statements.

use super::Names;
use crate::lexicon::CONTINUING_VERBS;
use crate::quotation::Statement;
use crate::recognition::{FoundMention, Recognition};
use crate::{Document, QuoteKind, Span};
use std::collections::HashMap;

/// What one phrase says: the statements of which it is the speaker.
#[derive(Clone, Debug, Default)]
pub(super) struct Speech {
    /// The token with which it begins: that of its first words or of its speaker.
    pub(super) begin: usize,
    /// Its words in quotation marks stand before its speaker.
    pub(super) quote_before: bool,
    /// Words of it are quoted whole.
    pub(super) direct: bool,
    /// Its verb says that whoever spoke last goes on: "he added".
    pub(super) goes_on: bool,
    /// The entities of whom it tells without marks behind its speaker: "he said Ruiz had left" means somebody else.
    pub(super) about: Vec<usize>,
    /// The entities that are named in its words.
    pub(super) names: Vec<usize>,
}

/// The speeches of an article by the phrases that speak them.
pub(super) struct Speeches {
    /// By the first byte of the name, or of the whole phrase where no name speaks.
    by_start: HashMap<usize, Speech>,
    /// The phrases of unnamed speakers, in order.
    unnamed: Vec<Span>,
    /// How often each entity speaks by its name.
    of_entity: HashMap<usize, usize>,
}

/// So many names within one's words are looked at.
const NAMES: usize = 24;

impl Speeches {
    pub(super) fn of(document: &Document, recognition: &Recognition, names: &Names, statements: &[Statement]) -> Self {
        let mut speeches = Speeches { by_start: HashMap::new(), unnamed: Vec::new(), of_entity: HashMap::new() };
        let entities_within = |span: Span| names_within(recognition, names, span).map(|(_, entity)| entity);
        for statement in statements.iter().filter(|statement| statement.kind != QuoteKind::Scare) {
            let Some(speaker) = statement.pronoun.or(statement.speaker) else { continue };
            let named = statement.speaker_name().filter(|_| statement.pronoun.is_none());
            let named = named.map(|mention| recognition.mentions[mention].span.start);
            if let Some(entity) = statement.speaker_name().and_then(|mention| names.entity_of[mention]) {
                *speeches.of_entity.entry(entity).or_default() += 1;
            }
            if named.is_none() {
                speeches.unnamed.push(speaker);
            }
            let begin = document.tokens_in(Span::new(statement.span.start.min(speaker.start), speaker.end)).start;
            let speech = speeches
                .by_start
                .entry(named.unwrap_or(speaker.start))
                .or_insert_with(|| Speech { begin, ..Speech::default() });
            speech.begin = speech.begin.min(begin);
            speech.direct |= statement.kind == QuoteKind::Direct;
            let cue = statement.cue.map(|cue| cue.of(document.text()).to_lowercase());
            speech.goes_on |= cue.is_some_and(|cue| CONTINUING_VERBS.contains(&cue));
            let marked = statement.kind != QuoteKind::Indirect;
            speech.quote_before |= marked && statement.span.end <= speaker.start;
            if !marked && speaker.end <= statement.span.start {
                speech.about.extend(entities_within(statement.span));
            }
            speech.names.extend(entities_within(statement.span));
        }
        speeches.unnamed.sort();
        speeches
    }

    /// The speech whose speaker is the name or the pronoun that begins at byte `start`.
    pub(super) fn spoken_at(&self, start: usize) -> Option<&Speech> {
        self.by_start.get(&start)
    }

    /// How many statements `entity` speaks by its name.
    pub(super) fn of_entity(&self, entity: usize) -> usize {
        self.of_entity.get(&entity).copied().unwrap_or(0)
    }

    /// The most statements that one entity speaks by its name.
    pub(super) fn most(&self) -> usize {
        self.of_entity.values().copied().max().unwrap_or(0)
    }

    /// Whether an unnamed phrase whose head stands at `head` speaks.
    pub(super) fn unnamed_speaks(&self, head: Span) -> bool {
        let behind = self.unnamed.partition_point(|speaker| speaker.start <= head.start);
        behind.checked_sub(1).is_some_and(|last| self.unnamed[last].contains(head))
    }
}

/// The names within `span`, with their entities.
pub(super) fn names_within<'a>(
    recognition: &'a Recognition,
    names: &'a Names,
    span: Span,
) -> impl Iterator<Item = (&'a FoundMention, usize)> + 'a {
    let first = recognition.mentions.partition_point(|mention| mention.span.start < span.start);
    let mentions = recognition.mentions[first..].iter().zip(&names.entity_of[first..]);
    let within = mentions.take_while(move |(mention, _)| mention.span.end <= span.end);
    within.filter_map(|(mention, entity)| Some((mention, (*entity)?))).take(NAMES)
}
