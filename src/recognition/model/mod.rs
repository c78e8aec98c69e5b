//! The model file: trained weights with their shapes, word lists and calibration. [`sections`] tells its form.

mod parser_sections;
mod sections;

use super::decoding::{Decoder, LABELS, TAGS, tag_order};
use super::lists::WordLists;
use super::network::convolution::{Convolution, TAPS};
use super::network::embedding::{Embedding, Rows};
use super::network::matrix::Matrix;
use super::network::parser::Parser;
use super::network::{Layer, Memory, Network, Scale};
use super::token_features::{Column, ColumnKind, columns};
use sections::{Section, Sections};
use std::fmt;

/// How many outputs of the network are parts of speech, after those for tags.
pub(super) const PARTS_OF_SPEECH: usize = 24;

/// How many are parts of an attribution, after those.
pub(super) const ATTRIBUTION: usize = 7;

/// What was learned, ready for use.
pub struct Model {
    /// `None` in the model of an empty file, which has learned nothing: only patterns and rules find mentions then.
    pub(super) trained: Option<Trained>,
    description: String,
}

/// The word lists, weights and scores that training gave: the recogniser's parts, for those who measure them.
pub struct Trained {
    pub lists: WordLists,
    pub network: Network,
    pub decoder: Decoder,
    /// `None` where the model file has no parser.
    pub parser: Option<Parser>,
}

/// Why bytes are no model that this version can use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError(pub String);

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for ModelError {}

type Result<T> = std::result::Result<T, ModelError>;

fn fault<T>(message: impl Into<String>) -> Result<T> {
    Err(ModelError(message.into()))
}

impl Model {
    /// Reads a model file. No bytes at all are a model that has learned nothing.
    ///
    /// # Errors
    /// When `bytes` are no model file, damaged, of another version, or when their parts do not fit together.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.is_empty() {
            return Ok(Model { trained: None, description: String::new() });
        }
        let sections = Sections::read(bytes)?;
        let config = Config::read(&sections)?;
        let lists = WordLists::new(sections.get("words")?.bytes.to_vec(), sections.get("gazetteer")?.bytes.to_vec())
            .map_err(|error| ModelError(format!("word lists: {error}")))?;
        let network = read_network(&sections, &config, &columns(lists.word_count()))?;
        let decoder = read_decoder(&sections)?;
        let parser = parser_sections::read(&sections, &config, &network)?;
        Ok(Model { trained: Some(Trained { lists, network, decoder, parser }), description: config.text.to_string() })
    }

    /// How the model was made: lines of `key=value`.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// What it has learned, unless it is the model of an empty file.
    pub fn trained(&self) -> Option<&Trained> {
        self.trained.as_ref()
    }
}

/// What the file says of itself: lines of `key=value`.
struct Config<'a> {
    text: &'a str,
}

impl<'a> Config<'a> {
    fn read(sections: &Sections<'a>) -> Result<Self> {
        match std::str::from_utf8(sections.get("config")?.bytes) {
            Ok(text) => Ok(Config { text }),
            Err(_) => fault("the configuration is no text"),
        }
    }

    fn value(&self, key: &str) -> Option<&'a str> {
        self.text
            .lines()
            .find_map(|line| line.split_once('=').filter(|(name, _)| name.trim() == key))
            .map(|pair| pair.1)
    }

    fn number(&self, key: &str) -> Result<usize> {
        let number = self.value(key).and_then(|value| value.trim().parse().ok());
        number.ok_or_else(|| ModelError(format!("the configuration has no number {key}")))
    }

    fn numbers(&self, key: &str) -> Result<Vec<usize>> {
        let list = self.value(key).ok_or_else(|| ModelError(format!("the configuration has no {key}")))?;
        let numbers: Option<Vec<usize>> = list.split(',').map(|number| number.trim().parse().ok()).collect();
        numbers.ok_or_else(|| ModelError(format!("the configuration's {key} is no list of numbers")))
    }
}

fn read_network(sections: &Sections, config: &Config, columns: &[Column]) -> Result<Network> {
    let width = supported(config.number("width")?)?;
    let embeddings = read_embeddings(sections, columns)?;
    let inputs = embeddings.iter().map(|embedding| embedding.dimensions).sum();
    let memory = match config.value("memory_after") {
        None => None,
        Some(_) => {
            let layer = read_layer(sections, "memory", width, 2 * width)?;
            Some(Memory { after: config.number("memory_after")?, layer })
        }
    };
    let output = read_output(sections, width)?;
    Ok(Network {
        width,
        embeddings,
        input: read_layer(sections, "input", width, inputs)?,
        convolutions: read_convolutions(sections, "", &config.numbers("dilations")?, config.number("kernel")?, width)?,
        memory,
        output,
    })
}

/// `width`, where the network may be so wide.
fn supported(width: usize) -> Result<usize> {
    if width == 0 || !width.is_multiple_of(8) || width > 256 {
        return fault(format!("the width {width} is not supported"));
    }
    Ok(width)
}

/// Gated convolutions, whose sections are those of `owner`.
fn read_convolutions(
    sections: &Sections,
    owner: &str,
    dilations: &[usize],
    kernel: usize,
    width: usize,
) -> Result<Vec<Convolution>> {
    let fits = |dilation: &usize| (1..=64).contains(dilation);
    if dilations.len() > 64 || kernel != TAPS || !dilations.iter().all(fits) {
        return fault("the convolutions' sizes are not supported");
    }
    let convolution = |(index, &dilation): (usize, &usize)| {
        let weights = LayerWeights::read_all(sections, &format!("{owner}block.{index}"), 2 * width, TAPS * width)?;
        Ok(weights.into_convolution(dilation))
    };
    dilations.iter().enumerate().map(convolution).collect()
}

/// The tables of all columns that the file has one for, in the columns' order.
fn read_embeddings(sections: &Sections, columns: &[Column]) -> Result<Vec<Embedding>> {
    let mut embeddings = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let Some(section) = sections.section(&format!("embedding.{}", column.name)) else { continue };
        let embedding = read_embedding(section, index, column.kind)?;
        let rows = embedding.steps.len();
        let fits = match column.kind {
            ColumnKind::Index => rows == column.size,
            ColumnKind::Bits => rows <= column.size,
        };
        if !fits {
            return fault(format!("{}: {rows} rows, not {}", section.name, column.size));
        }
        embeddings.push(embedding);
    }
    Ok(embeddings)
}

fn read_embedding(section: &Section, column: usize, kind: ColumnKind) -> Result<Embedding> {
    let [rows, dimensions] = section.shape()?;
    let (steps, bytes) = section.rows(rows)?;
    let rows_of = match (section.kind, bytes.len()) {
        (sections::SectionKind::Bytes, length) if length == rows * dimensions => Rows::Bytes(to_signed(bytes)),
        (sections::SectionKind::Halves, length) if length == rows * dimensions.div_ceil(2) => {
            Rows::Halves(bytes.to_vec())
        }
        _ => return fault(format!("{}: not as long as its shape says", section.name)),
    };
    Ok(Embedding { column, kind, dimensions, steps, rows: rows_of })
}

/// The weights of a layer, output by output.
struct LayerWeights {
    values: Vec<i8>,
    steps: Vec<f32>,
    bias: Vec<f32>,
}

impl LayerWeights {
    /// Those of the layer `name`, with `inputs` weights for each output.
    fn read(sections: &Sections, name: &str, inputs: usize) -> Result<Self> {
        let section = sections.get(&format!("{name}.weight"))?;
        let outputs = section.dimensions.first().copied().unwrap_or(0);
        let (steps, bytes) = section.rows(outputs)?;
        let bias = sections.get(&format!("{name}.bias"))?.floats()?;
        if outputs == 0 || inputs == 0 || outputs.checked_mul(inputs) != Some(bytes.len()) || bias.len() != outputs {
            return fault(format!("layer {name}: {outputs} outputs, {} weights: does not fit", bytes.len()));
        }
        Ok(LayerWeights { values: to_signed(bytes), steps, bias })
    }

    /// As [`Self::read`], of so many `outputs`.
    fn read_all(sections: &Sections, name: &str, outputs: usize, inputs: usize) -> Result<Self> {
        let weights = LayerWeights::read(sections, name, inputs)?;
        if weights.steps.len() != outputs {
            return fault(format!("layer {name}: {} outputs, not {outputs}", weights.steps.len()));
        }
        Ok(weights)
    }

    /// With the outputs in another order: `order` says which one comes first, second ...
    fn in_order(self, order: &[usize]) -> Self {
        let inputs = self.values.len() / self.steps.len();
        LayerWeights {
            values: order.iter().flat_map(|&output| &self.values[output * inputs..][..inputs]).copied().collect(),
            steps: order.iter().map(|&output| self.steps[output]).collect(),
            bias: order.iter().map(|&output| self.bias[output]).collect(),
        }
    }

    fn into_layer(self) -> Layer {
        let outputs = self.steps.len();
        let matrix = Matrix::new(&self.values, outputs, self.values.len() / outputs);
        Layer { matrix, scale: Scale { steps: self.steps, bias: self.bias } }
    }

    fn into_convolution(self, dilation: usize) -> Convolution {
        Convolution::new(&self.values, Scale { steps: self.steps, bias: self.bias }, dilation)
    }
}

/// The layer `name`, with so many `outputs`, and `inputs` weights for each.
fn read_layer(sections: &Sections, name: &str, outputs: usize, inputs: usize) -> Result<Layer> {
    Ok(LayerWeights::read_all(sections, name, outputs, inputs)?.into_layer())
}

/// The output layer, with the tags in the decoder's order.
fn read_output(sections: &Sections, inputs: usize) -> Result<Layer> {
    let weights = LayerWeights::read(sections, "heads", inputs)?;
    let outputs = weights.steps.len();
    if ![TAGS, TAGS + PARTS_OF_SPEECH, TAGS + PARTS_OF_SPEECH + ATTRIBUTION].contains(&outputs) {
        return fault(format!("{outputs} outputs are not supported"));
    }
    let order: Vec<usize> = tag_order().into_iter().chain(TAGS..outputs).collect();
    Ok(weights.in_order(&order).into_layer())
}

fn read_decoder(sections: &Sections) -> Result<Decoder> {
    let exactly = |name: &str, count: usize| match sections.get(name)?.floats()? {
        numbers if numbers.len() == count => Ok(numbers),
        numbers => fault(format!("{name}: {} numbers, not {count}", numbers.len())),
    };
    let calibration = match sections.section("calibration") {
        None => vec![1.0, 0.0],
        Some(section) => section.floats()?,
    };
    let calibration = match calibration[..] {
        [slope, offset] => [[slope, offset]; LABELS],
        _ if calibration.len() == 2 * LABELS => std::array::from_fn(|i| [calibration[2 * i], calibration[2 * i + 1]]),
        _ => return fault(format!("calibration: {} numbers", calibration.len())),
    };
    let (start, end) = (exactly("start", TAGS)?, exactly("end", TAGS)?);
    Ok(Decoder::new(&exactly("transitions", TAGS * TAGS)?, &start, &end, calibration))
}

fn to_signed(bytes: &[u8]) -> Vec<i8> {
    bytes.iter().map(|&byte| byte as i8).collect()
}
