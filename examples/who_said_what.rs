//! Who said what in an article: `cargo run --release --example who_said_what < article.txt`.

use newsmark::{Annotator, Options};
use std::error::Error;
use std::io;

fn main() -> Result<(), Box<dyn Error>> {
    let annotator = Annotator::new(include_bytes!("../src/model/weights.bin"))?;
    let text = io::read_to_string(io::stdin())?;
    let annotations = annotator.annotate(&text, &Options::default());
    for quote in &annotations.quotes {
        let entity = quote.entity.map(|entity| annotations.entities[entity].name.as_str());
        let words = quote.speaker.map(|speaker| speaker.of(&text));
        println!("{}: {}", entity.or(words).unwrap_or("nobody"), quote.text);
    }
    Ok(())
}
