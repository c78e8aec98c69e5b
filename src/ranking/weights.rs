//! How much each feature speaks for a candidate: the one format of the files of weights, and the judge that works by them.
//!
//! A file is lines of fields between tabs; one that begins with # is a comment. The first line names the columns, each
//! further one a feature with its weights. The names of the vocabulary stand first and in its order; behind them, those
//! that are put together, among them pairs ("near & bold").

use super::{Choice, Features, Judge, Pairs, Vocabulary};
use crate::recognition::network::elementwise::exp;
use std::collections::HashMap;
use std::fmt::{self, Arguments, Write};

/// The judge at work.
#[derive(Debug)]
pub struct Weights {
    columns: usize,
    /// Those of a feature beside each other, by its number.
    table: Vec<f32>,
    /// The number of each feature, by the checksum of its name.
    numbers: HashMap<u32, u32>,
    pairs: Pairs,
}

/// Why a file of weights was refused. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// The first line names other columns.
    Columns { found: String },
    /// A name that the vocabulary does not have there, or that stands twice.
    UnknownName { line: usize, name: String },
    /// Not one number for each column.
    NoWeights { line: usize },
    /// A name of the vocabulary has no line.
    MissingName { name: &'static str },
}

impl fmt::Display for WeightsError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            WeightsError::Columns { found } => write!(formatter, "these are not the columns: {found}"),
            WeightsError::UnknownName { line, name } => {
                write!(formatter, "line {line}: no feature {name:?} belongs here")
            }
            WeightsError::NoWeights { line } => {
                write!(formatter, "line {line}: there must be a number for each column")
            }
            WeightsError::MissingName { name } => write!(formatter, "the feature {name:?} has no line"),
        }
    }
}

impl std::error::Error for WeightsError {}

impl Weights {
    /// Reads a file of weights for the features of `vocabulary`.
    ///
    /// # Errors
    /// When the file names other columns or features, leaves one out, or has something else than a number for a weight.
    pub fn read(text: &str, vocabulary: &Vocabulary) -> Result<Self, WeightsError> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        let head = lines.next().map_or("", |(_, line)| line);
        if !head.split('\t').skip(1).eq(vocabulary.columns.iter().copied()) {
            return Err(WeightsError::Columns { found: head.to_string() });
        }
        let (columns, numbers) = (vocabulary.columns.len(), HashMap::new());
        let mut weights = Weights { columns, table: Vec::new(), numbers, pairs: Pairs::default() };
        for (number, (index, line)) in lines.enumerate() {
            let (name, row) = line.split_once('\t').unwrap_or((line, ""));
            weights.learn_name(name, number, vocabulary).map_err(|missing| match missing {
                Some(name) => WeightsError::MissingName { name },
                None => WeightsError::UnknownName { line: index + 1, name: name.to_string() },
            })?;
            let row: Option<Vec<f32>> = row.split('\t').map(|field| field.parse().ok()).collect();
            let row = row.filter(|row| row.len() == weights.columns);
            weights.table.extend(row.ok_or(WeightsError::NoWeights { line: index + 1 })?);
        }
        match vocabulary.names.get(weights.table.len() / weights.columns) {
            Some(name) => Err(WeightsError::MissingName { name }),
            None => Ok(weights),
        }
    }

    /// Notes the name of feature `number`. The error is the name that should stand there, or `None` where the vocabulary
    /// does not know this one.
    fn learn_name(&mut self, name: &str, number: usize, vocabulary: &Vocabulary) -> Result<(), Option<&'static str>> {
        let known = match vocabulary.names.get(number) {
            Some(declared) if *declared != name => {
                return Err(vocabulary.names.contains(&name).then_some(declared));
            }
            Some(_) => true,
            None => vocabulary.opens(name),
        };
        let number = u32::try_from(number).map_err(|_| None)?;
        if let Some(pair) = vocabulary.pair(name) {
            self.pairs.add(pair, number);
        }
        let twice = self.numbers.insert(checksum(format_args!("{name}")), number).is_some();
        if known && !twice { Ok(()) } else { Err(None) }
    }

    fn score(&self, features: &Features, column: usize) -> f32 {
        let weight = |number: u32| self.table[number as usize * self.columns + column];
        let mut score = features.numbers().iter().map(|&number| weight(number)).sum();
        self.pairs.for_each(features, |pair| score += weight(pair));
        score
    }
}

impl Judge for &Weights {
    fn number(&mut self, name: Arguments) -> Option<u32> {
        self.numbers.get(&checksum(name)).copied()
    }

    fn probabilities(&mut self, choice: &Choice) -> Vec<f32> {
        let none = self.score(&choice.none, choice.column);
        let mut scores: Vec<f32> =
            choice.candidates.iter().map(|candidate| self.score(&candidate.features, choice.column)).collect();
        let highest = scores.iter().copied().fold(none, f32::max);
        scores.iter_mut().for_each(|score| *score = exp(*score - highest));
        let total = scores.iter().sum::<f32>() + exp(none - highest);
        scores.iter_mut().for_each(|score| *score /= total);
        scores
    }
}

/// CRC-32 of a name: the same however many pieces it comes in.
fn checksum(name: Arguments) -> u32 {
    struct Bytes(crc32fast::Hasher);
    impl Write for Bytes {
        fn write_str(&mut self, part: &str) -> fmt::Result {
            self.0.update(part.as_bytes());
            Ok(())
        }
    }
    let mut bytes = Bytes(crc32fast::Hasher::new());
    bytes.write_fmt(name).expect("a checksum takes every string");
    bytes.0.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::ranking::Candidate;

    const VOCABULARY: Vocabulary = Vocabulary { columns: &["he", "it"], names: &["near", "far"], openings: &["verb "] };
    const FILE: &str = "# a comment\nfeature\the\tit\nnear\t1.5\t0\nfar\t-1\t0\nverb run\t0.5\t2\n";

    fn error(text: &str) -> String {
        Weights::read(text, &VOCABULARY).expect_err("a fault").to_string()
    }

    #[test]
    fn a_file_is_refused_that_is_not_the_vocabularys() {
        assert_eq!(error(&FILE.replace("\tit\n", "\n")), "these are not the columns: feature\the");
        assert_eq!(error(&FILE.replace("far", "fair")), "line 4: no feature \"fair\" belongs here");
        assert_eq!(error(&FILE.replace("verb run", "noun run")), "line 5: no feature \"noun run\" belongs here");
        assert_eq!(error(&FILE.replace("verb run", "verb ")), "line 5: no feature \"verb \" belongs here");
        assert_eq!(error(&FILE.replace("near\t1.5\t0\n", "")), "the feature \"near\" has no line");
        assert_eq!(error("feature\the\tit\nnear\t1.5\t0\n"), "the feature \"far\" has no line");
        assert_eq!(error(&format!("{FILE}verb run\t1\t1\n")), "line 6: no feature \"verb run\" belongs here");
        assert_eq!(error(&FILE.replace("-1", "some")), "line 4: there must be a number for each column");
        assert_eq!(error(&FILE.replace("0.5\t2", "0.5")), "line 5: there must be a number for each column");
    }

    #[test]
    fn candidates_are_likely_as_their_weights_say() {
        let weights = Weights::read(FILE, &VOCABULARY).expect("a file");
        let mut judge = &weights;
        let run = judge.number(format_args!("verb {}", "run")).expect("a feature with a weight");
        assert_eq!(judge.number(format_args!("far")), Some(1));
        assert_eq!(judge.number(format_args!("verb walk")), None);
        let candidate = |numbers: &[u32]| {
            let mut features = Features::default();
            numbers.iter().for_each(|&number| features.add(number));
            Candidate { identity: 0, features }
        };
        let candidates = vec![candidate(&[0, run]), candidate(&[1])];
        let choice = |column| Choice {
            column,
            span: Span::new(0, 2),
            candidates: candidates.clone(),
            none: Features::default(),
        };
        let close =
            |found: Vec<f32>, wanted: [f32; 2]| found.iter().zip(wanted).all(|(one, other)| (one - other).abs() < 1e-3);
        // exp(2) : exp(-1) : 1, and exp(2) : 1 : 1
        assert!(close(judge.probabilities(&choice(0)), [0.844, 0.042]));
        assert!(close(judge.probabilities(&choice(1)), [0.787, 0.107]));
    }

    #[test]
    fn the_likeliest_must_be_likelier_than_none() {
        assert_eq!(super::super::likeliest(&[0.2, 0.5, 0.1]), Some((1, 0.5)));
        assert_eq!(super::super::likeliest(&[0.2, 0.3]), None);
        assert_eq!(super::super::likeliest(&[]), None);
    }
}
