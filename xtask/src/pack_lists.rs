//! `pack-lists`: the word lists of a model, from text to the transducers that the model file holds.

use crate::arguments::Arguments;
use anyhow::{Error, Result};
use newsmark::internals::recognition::lists::{pack_gazetteer, pack_words};
use std::fs;

pub fn run(arguments: Arguments) -> Result<()> {
    let [words, gazetteer, packed_words, packed_gazetteer] =
        arguments.plain("pack-lists words.txt gazetteer.txt words.fst gazetteer.fst")?;
    fs::write(packed_words, pack_words(&fs::read_to_string(words)?).map_err(Error::msg)?)?;
    fs::write(packed_gazetteer, pack_gazetteer(&fs::read_to_string(gazetteer)?).map_err(Error::msg)?)?;
    Ok(())
}
