//! The model file: what a good one gives, and what a bad one is told.

mod random_model;

use newsmark::Annotator;
use newsmark::internals::recognition::recognise;
use newsmark::internals::{Document, Model};
use random_model::Sizes;

fn fault(bytes: &[u8]) -> String {
    Model::read(bytes).err().map_or_else(|| "no fault".to_string(), |error| error.to_string())
}

#[test]
fn a_model_file_gives_every_output() {
    let model = Model::read(&random_model::write(&Sizes::default())).expect("a whole file");
    let document = Document::read("Ann Lee, the minister, went to New York. She “liked” it.", None);
    let recognition = recognise(&document, &model);
    assert_eq!(recognition.parts_of_speech.len(), document.tokens().len());
    assert_eq!(recognition.attribution.len(), document.tokens().len());
    assert_eq!(recognition.dependencies.len(), document.tokens().len());
    assert!(recognition.mentions.iter().all(|mention| mention.score.is_some_and(|score| score > 0.0 && score < 1.0)));
}

#[test]
fn no_bytes_are_a_model_that_has_learned_nothing() {
    let recognition = recognise(&Document::read("Ann Lee", None), &Model::read(&[]).expect("allowed"));
    assert!(recognition.mentions.is_empty());
}

#[test]
fn a_bad_file_is_told_why() {
    let good = random_model::write(&Sizes::default());
    let changed = |at: usize, to: u8| {
        let mut bytes = good.clone();
        bytes[at] = to;
        bytes
    };
    assert_eq!(Annotator::new(&[]).expect_err("no file").to_string(), "not a model file: it is empty");
    assert_eq!(fault(b"PK\x03\x04 something else"), "not a model file");
    assert_eq!(fault(&changed(8, 2)), "a model file of version 2; this program reads version 1");
    assert!(fault(&changed(good.len() / 2, good[good.len() / 2] ^ 1)).contains("checksum"));
    assert!(fault(&good[..good.len() - 7]).contains("checksum"));
    assert_eq!(fault(&good[..9]), "not a model file");
}

/// Damage whose checksum is right, as of a file that another program wrote: an error or another model, never a panic.
#[test]
fn no_file_brings_it_down() {
    let good = random_model::write(&Sizes { width: 8, dilations: &[1], memory_after: 1 });
    let content = good.len() - 4;
    for at in (12..600).step_by(5).chain((600..content).step_by(29_989)) {
        for change in [1, 0x80] {
            let mut bytes = good[..content].to_vec();
            bytes[at] ^= change;
            bytes.extend(random_model::checksum(&bytes).to_le_bytes());
            if let Ok(model) = Model::read(&bytes) {
                recognise(&Document::read("Ann Lee went to New York.", None), &model);
            }
        }
    }
    for end in (16..content).step_by(7919) {
        let mut bytes = good[..end].to_vec();
        bytes.extend(random_model::checksum(&bytes).to_le_bytes());
        assert_ne!(fault(&bytes), "no fault");
    }
}
