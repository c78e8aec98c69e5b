//! What is done with each input, by `cargo xtask fuzz` and by the targets of `cargo fuzz`: it panics where a promise is
//! broken.

#[path = "../tests/promises/mod.rs"]
mod promises;
#[path = "../tests/random_model/mod.rs"]
pub mod random_model;

use newsmark::internals::recognition::recognise;
use newsmark::internals::{Document, Model};
use newsmark::{Annotator, Correction, Label, Options, QuoteKind, Span};

/// One that is trained, and one that finds names where there are none: what comes after must bear any.
pub struct Annotators {
    trained: Annotator,
    untrained: Annotator,
}

impl Default for Annotators {
    fn default() -> Self {
        let trained = include_bytes!("../src/model/weights.bin");
        let read = |bytes: &[u8]| Annotator::new(bytes).expect("a whole file");
        Annotators { trained: read(trained), untrained: read(&random_model::write(&Default::default())) }
    }
}

/// Annotates a text, and writes it in every format.
pub fn text(annotators: &Annotators, input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    promises::check(&annotators.trained, &text);
    promises::check(&annotators.untrained, &text);
}

/// Annotates a text with corrections: its first bytes say which, four a correction.
pub fn corrected(annotators: &Annotators, input: &[u8]) {
    let (told, text) = input.split_at(input.len().min(24));
    let text = String::from_utf8_lossy(text);
    let corrections: Vec<Correction> =
        told.chunks_exact(4).map(|told| correction([told[0], told[1], told[2], told[3]])).collect();
    for annotator in [&annotators.trained, &annotators.untrained] {
        let annotations = annotator.annotate_corrected(&text, &Options::default(), &corrections, &mut |_| ());
        promises::hold(&text, &annotations);
    }
}

fn correction([start, length, kind, more]: [u8; 4]) -> Correction {
    let place = |start: u8, length: u8| Span { start: start.into(), end: usize::from(start) + usize::from(length) };
    let span = place(start, length);
    let other = (more % 3 > 0).then(|| place(more, length));
    match kind % 6 {
        0 => Correction::Mention { span, label: Label::ALL.get(usize::from(more) % 20).copied(), here: kind > 127 },
        1 => Correction::Entity { span, same: other },
        2 => Correction::Quote {
            span,
            kind: [None, Some(QuoteKind::Direct), Some(QuoteKind::Scare)][usize::from(more) % 3],
        },
        3 => Correction::Name { span, name: "Ann  Lee\u{301}".repeat(usize::from(more) % 3) },
        4 => Correction::Reference { span, same: other },
        _ => Correction::Speaker { span, speaker: other },
    }
}

/// A file with whatever in it whose checksum is right: an error or another model.
pub fn model(input: &[u8]) {
    let mut bytes = input[..input.len().saturating_sub(4)].to_vec();
    bytes.extend(random_model::checksum(&bytes).to_le_bytes());
    if let Ok(model) = Model::read(&bytes) {
        recognise(&Document::read("Ann Lee went to New York.", None), &model);
    }
}
