//! Document to what the network makes of it: mentions, parts of speech, parts in attributions, dependencies.

use super::decoding::{TAGS, TaggedMention};
use super::extents;
use super::model::{ATTRIBUTION, PARTS_OF_SPEECH, Trained};
use super::network::elementwise::sigmoid;
use super::token_features::{Row, TokenFeatures};
use super::{AttributionScores, FoundMention, PartOfSpeech, Recognition, parsing};
use crate::Document;
use std::collections::HashMap;
use std::ops::Range;

/// A longer text is no article but many: it is read in pieces of at most so many tokens, so that memory stays bounded,
/// and a word's memory reaches over its own piece.
const PIECE: usize = 16_384;

/// Tags `document` with what was learned. Tells `progress` after each piece what share of the document is done.
pub(super) fn tag(document: &Document, trained: &Trained, progress: &mut dyn FnMut(f64)) -> Recognition {
    let features = TokenFeatures::new(document, &trained.lists);
    let mut recognition = Recognition::default();
    for piece in pieces(document) {
        let done = piece.end as f64 / document.tokens().len() as f64;
        tag_piece(document, trained, &features, piece, &mut recognition);
        progress(done);
    }
    recognition
}

/// The tokens of `document` in pieces that end with a sentence, where sentences are not themselves too long.
fn pieces(document: &Document) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let (mut start, total) = (0, document.tokens().len());
    while start < total {
        let mut end = total.min(start + PIECE);
        if end < total {
            let sentence = document.sentences()[document.sentence_of(end)].tokens.start;
            end = if sentence > start { sentence } else { end };
        }
        pieces.push(start..end);
        start = end;
    }
    pieces
}

fn tag_piece(
    document: &Document,
    trained: &Trained,
    features: &TokenFeatures,
    piece: Range<usize>,
    recognition: &mut Recognition,
) {
    let mut rows: Vec<Row> = Vec::with_capacity(piece.len());
    features.append_rows(piece.clone(), &mut rows);
    let embedded = trained.network.embed(&rows);
    let states = trained.network.states(&embedded, &number_words(document, piece.clone()));
    let scores = trained.network.scores_of(&states);
    let stride = scores.len() / piece.len();
    let mentions = trained.decoder.decode(&scores, stride);
    recognition.mentions.extend(mentions.into_iter().filter_map(|mention| found(document, piece.start, mention)));
    for row in scores.chunks_exact(stride) {
        if let Some(scores) = row.get(TAGS..TAGS + PARTS_OF_SPEECH) {
            recognition.parts_of_speech.push(part_of_speech(scores));
        }
        if let Some(scores) = row.get(TAGS + PARTS_OF_SPEECH..TAGS + PARTS_OF_SPEECH + ATTRIBUTION) {
            recognition.attribution.push(attribution(scores));
        }
    }
    if let Some(parser) = &trained.parser {
        let outputs = parser.read(&embedded, &states, trained.network.width);
        parsing::parse(&outputs, &sentences(document, &piece), piece.start, &mut recognition.dependencies);
    }
}

/// The sentences of `piece`, cut at its ends and counted from its first token.
fn sentences(document: &Document, piece: &Range<usize>) -> Vec<Range<usize>> {
    let sentences = document.sentences()[document.sentence_of(piece.start)..].iter().map(|sentence| &sentence.tokens);
    let within = sentences.take_while(|tokens| tokens.start < piece.end);
    let cut = |tokens: &Range<usize>| tokens.start.max(piece.start)..tokens.end.min(piece.end);
    within.map(cut).map(|tokens| tokens.start - piece.start..tokens.end - piece.start).collect()
}

/// A number for each token of `piece`: equal ones for the same lower-case word.
pub fn number_words(document: &Document, piece: Range<usize>) -> Vec<u32> {
    let mut numbers = HashMap::new();
    let mut number_of = |word| {
        let next = numbers.len() as u32;
        *numbers.entry(word).or_insert(next)
    };
    piece.map(|index| number_of(document.lower(index))).collect()
}

fn found(document: &Document, start: usize, mention: TaggedMention) -> Option<FoundMention> {
    let tokens = start + mention.tokens.start..start + mention.tokens.end;
    let tokens = extents::trim(document, tokens, mention.label)?;
    let (tokens, label) = extents::name_storms(document, tokens, mention.label);
    Some(FoundMention { span: document.span(tokens), label, score: Some(mention.probability) })
}

fn part_of_speech(scores: &[f32]) -> PartOfSpeech {
    let scores = PartOfSpeech::ALL.into_iter().zip(scores);
    scores.fold((PartOfSpeech::Other, &f32::MIN), |best, next| if next.1 > best.1 { next } else { best }).0
}

fn attribution(scores: &[f32]) -> AttributionScores {
    let score = |index: usize| scores.get(index).map_or(0.0, |&score| sigmoid(score));
    AttributionScores {
        source_begin: score(0),
        source_inside: score(1),
        cue_begin: score(2),
        cue_inside: score(3),
        content_begin: score(4),
        content_inside: score(5),
        content_end: score(6),
    }
}
