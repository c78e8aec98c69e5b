//! `pack-lists`: the word lists of a model, from text to the transducers that the model file holds.

use crate::arguments::Arguments;
use newsmark::recognition::lists::{pack_gazetteer, pack_words};
use std::error::Error;
use std::fs;

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let [words, gazetteer, packed_words, packed_gazetteer] =
        arguments.plain("pack-lists words.txt gazetteer.txt words.fst gazetteer.fst")?;
    fs::write(packed_words, pack_words(&fs::read_to_string(words)?)?)?;
    fs::write(packed_gazetteer, pack_gazetteer(&fs::read_to_string(gazetteer)?)?)?;
    Ok(())
}
