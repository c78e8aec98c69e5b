//! The people in an article, with their roles and how often it names them, the most named first:
//! `cargo run --release --example people < article.txt`.

use newsmark::{Annotator, Label, Options};
use std::cmp::Reverse;
use std::error::Error;
use std::io;

fn main() -> Result<(), Box<dyn Error>> {
    let annotator = Annotator::new(include_bytes!("../src/model/weights.bin"))?;
    let annotations = annotator.annotate(&io::read_to_string(io::stdin())?, &Options::default());
    let mut people: Vec<_> = annotations.entities.iter().filter(|entity| entity.label == Label::Person).collect();
    people.sort_by_key(|person| Reverse(person.mentions.len()));
    for person in people {
        println!("{:3}  {}  {}", person.mentions.len(), person.name, person.titles.join(", "));
    }
    Ok(())
}
