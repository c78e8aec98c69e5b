//! The library's scores of tags are those that the trainer wrote down for the shipped weights, so that the two, which
//! share features but not the network's code, cannot drift apart.

use newsmark::internals::recognition::decoding::{TAGS, tag_order};
use newsmark::internals::recognition::tagging::number_words;
use newsmark::internals::recognition::token_features::{Row, TokenFeatures};
use newsmark::internals::{Document, Model};
use serde::Deserialize;

/// What whole numbers in the place of fractions may change: activations have 16 bits here, 24 in the trainer.
const TOLERANCE: f32 = 0.05;

#[derive(Deserialize)]
struct Case {
    text: String,
    /// For each token the scores of all outputs.
    scores: Vec<Vec<f32>>,
}

#[test]
fn scores_are_those_of_the_trainer() {
    let model = Model::read(include_bytes!("../src/model/weights.bin")).expect("the shipped weights");
    let trained = model.trained().expect("weights that have learned something");
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("reference/scores.json")).expect("what the trainer writes");
    assert!(!cases.is_empty());
    for case in cases {
        let document = Document::read(&case.text, None);
        let tokens = 0..document.tokens().len();
        assert_eq!(tokens.len(), case.scores.len(), "tokens of {:?}", case.text);
        let mut rows: Vec<Row> = Vec::new();
        TokenFeatures::new(&document, &trained.lists).append_rows(tokens.clone(), &mut rows);
        let scores = trained.network.scores(&rows, &number_words(&document, tokens));
        // The library reads the outputs of tags in the order that its decoder wants.
        let order: Vec<usize> = tag_order().into_iter().chain(TAGS..case.scores[0].len()).collect();
        assert_eq!(scores.len(), order.len() * case.scores.len());
        for (token, (ours, theirs)) in scores.chunks_exact(order.len()).zip(&case.scores).enumerate() {
            for (ours, &output) in ours.iter().zip(&order) {
                let (word, theirs) = (document.word(token), theirs[output]);
                assert!(
                    (ours - theirs).abs() < TOLERANCE,
                    "{word:?}, output {output}: {ours}, the trainer has {theirs}"
                );
            }
        }
    }
}
