//! The parser's part of a model file.

use super::{Config, Result, Sections, fault, read_convolutions, read_layer, supported};
use crate::recognition::network::Network;
use crate::recognition::network::parser::{BINS, Parser, REACH};
use crate::recognition::parsing::Relation;

/// The parser on top of `network`, where the file has one.
pub(super) fn read(sections: &Sections, config: &Config, network: &Network) -> Result<Option<Parser>> {
    if config.value("parser_width").is_none() {
        return Ok(None);
    }
    let width = supported(config.number("parser_width")?)?;
    let (vector, hidden) = (config.number("parser_vector")?, config.number("parser_hidden")?);
    if vector == 0 || vector > 256 || hidden == 0 || hidden > 256 {
        return fault("the parser's sizes are not supported");
    }
    let exactly = |name: &str, count: usize| match sections.get(name)?.floats()? {
        numbers if numbers.len() == count => Ok(numbers),
        numbers => fault(format!("{name}: {} numbers, not {count}", numbers.len())),
    };
    let embedded = network.embeddings.iter().map(|embedding| embedding.dimensions).sum();
    let dilations = config.numbers("parser_dilations")?;
    Ok(Some(Parser {
        width,
        embedded: read_layer(sections, "parser.embedded", width, embedded)?,
        states: read_layer(sections, "parser.states", width, network.width)?,
        convolutions: read_convolutions(sections, "parser.", &dilations, config.number("parser_kernel")?, width)?,
        output: read_layer(sections, "parser.output", 2 * vector + 2 + 2 * hidden, width)?,
        vector,
        distance: exactly("parser.distance", 2 * REACH + 1)?,
        near: exactly("parser.near", BINS * hidden)?,
        relation: read_layer(sections, "parser.relation", Relation::ALL.len(), hidden)?,
    }))
}
