//! Fits the weights of a log-linear choice (`newsmark::ranking`) to examples, shows what they are worth on articles that
//! they were not fitted to, and writes their file.
//!
//! The fit is by stochastic gradient with per-weight rates (AdaGrad, Duchi et al. 2011): the same examples in the same
//! order give the same weights.

use crate::random::Random;
use newsmark::internals::ranking::{Choice, Features, PAIRED, Pairs, Vocabulary};
use std::collections::HashMap;
use std::fmt::{Arguments, Write};

const FOLDS: usize = 5;

/// A choice with the right answer.
pub struct Example {
    pub column: usize,
    /// What may be chosen and whether that is right; "none of them" is the last.
    pub options: Vec<(Features, bool)>,
    /// Which article it is from, so that no article teaches and judges at once.
    pub article: usize,
}

impl Example {
    /// `choice`, of whose candidates those are right for which `right` says so by their index; without one, none is.
    pub fn of(choice: &Choice, article: usize, right: impl Fn(usize) -> bool) -> Self {
        let candidates = choice.candidates.iter().enumerate();
        let mut options: Vec<(Features, bool)> =
            candidates.map(|(index, candidate)| (candidate.features.clone(), right(index))).collect();
        let none = !options.iter().any(|(_, right)| *right);
        options.push((choice.none.clone(), none));
        Example { column: choice.column, options, article }
    }
}

/// How the weights approach the examples.
#[derive(Clone, Copy)]
pub struct Settings {
    pub rounds: usize,
    pub rate: f32,
    /// Pulls every weight towards nothing.
    pub decay: f32,
    /// Pulls the weight of every pair.
    pub pair_decay: f32,
    /// The squared slope that every weight is taken to have seen already.
    pub caution: f32,
    /// Names that are put together and whose weights are all below say nothing, and are left out of the file.
    pub least: f32,
}

/// The numbers of features: those that the vocabulary declares, then others as they come.
pub struct Names {
    vocabulary: Vocabulary,
    names: Vec<String>,
    numbers: HashMap<String, u32>,
    pairs: Pairs,
    /// The columns in which pairs have weights.
    paired: Vec<bool>,
}

impl Names {
    pub fn of(vocabulary: Vocabulary) -> Self {
        let mut names = Names {
            vocabulary,
            names: Vec::new(),
            numbers: HashMap::new(),
            pairs: Pairs::default(),
            paired: vec![true; vocabulary.columns.len()],
        };
        vocabulary.names.iter().for_each(|name| _ = names.number(format_args!("{name}")));
        names
    }

    pub fn number(&mut self, name: Arguments) -> u32 {
        let next = self.names.len() as u32;
        let name = name.to_string();
        *self.numbers.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            next
        })
    }
}

impl Names {
    /// Gives the `most` telling pairs of declared features names of their own: those with the greatest weights, the
    /// frequent ones before the rare, where all pairs have weights.
    pub fn choose_pairs(
        &mut self,
        examples: &[Example],
        settings: Settings,
        most: usize,
        may_pair: impl Fn(&str) -> bool,
    ) {
        /// Rarer ones tell of single articles.
        const RARE: usize = 60;
        /// So many examples of a kind are too few to weigh pairs.
        const FEW: usize = 2000;
        for column in 0..self.paired.len() {
            self.paired[column] = examples.iter().filter(|example| example.column == column).count() >= FEW;
        }
        let paired = self.paired.clone();
        let examples: Vec<&Example> = examples.iter().filter(|example| paired[example.column]).collect();
        let may_pair = |number: u32| may_pair(self.vocabulary.names[number as usize]);
        let mut counts: HashMap<(u32, u32), usize> = HashMap::new();
        for (features, _) in examples.iter().flat_map(|example| &example.options) {
            let numbers: Vec<u32> = features.numbers().iter().copied().filter(|&number| may_pair(number)).collect();
            let pairs =
                numbers.iter().enumerate().flat_map(|(at, one)| numbers[at + 1..].iter().map(|other| (*one, *other)));
            pairs.for_each(|pair| *counts.entry(pair).or_default() += 1);
        }
        let mut frequent: Vec<((u32, u32), usize)> = counts.into_iter().filter(|(_, count)| *count >= RARE).collect();
        frequent.sort();
        let mut trial = Names::of(self.vocabulary);
        frequent.iter().for_each(|(pair, _)| trial.add_pair(*pair));
        let weights = fit(
            &trial,
            examples,
            Settings { rounds: 8, decay: 10.0 * settings.decay, pair_decay: 10.0 * settings.decay, ..settings },
        );
        let declared = self.vocabulary.names.len();
        let worth = |index: usize, count: usize| {
            let greatest =
                weights[declared + index].iter().fold(0.0, |greatest: f32, weight| greatest.max(weight.abs()));
            greatest * (count as f32).sqrt()
        };
        let mut ranked: Vec<(f32, (u32, u32))> =
            frequent.iter().enumerate().map(|(index, (pair, count))| (worth(index, *count), *pair)).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        ranked.iter().take(most).for_each(|(_, pair)| self.add_pair(*pair));
    }

    fn add_pair(&mut self, (one, other): (u32, u32)) {
        let name = |number: u32| self.vocabulary.names[number as usize];
        let number = self.number(format_args!("{}{PAIRED}{}", name(one), name(other)));
        self.pairs.add((one, other), number);
    }

    /// The numbers of all that hold where `features` do, pairs too.
    fn expand(&self, features: &Features, column: usize) -> Vec<u32> {
        let mut numbers = features.numbers().to_vec();
        if !self.paired[column] {
            return numbers;
        }
        self.pairs.for_each(features, |pair| numbers.push(pair));
        numbers
    }
}

/// For each feature the weights of all columns.
type Table = Vec<Vec<f32>>;

/// An example with the numbers of all that hold of its options.
struct Expanded<'example> {
    example: &'example Example,
    options: Vec<Vec<u32>>,
}

impl<'example> Expanded<'example> {
    fn of(names: &Names, example: &'example Example) -> Self {
        Expanded {
            example,
            options: example.options.iter().map(|(features, _)| names.expand(features, example.column)).collect(),
        }
    }
}

/// Weights that make the right options of `examples` likely.
fn fit(names: &Names, examples: Vec<&Example>, settings: Settings) -> Table {
    let mut examples: Vec<Expanded> = examples.into_iter().map(|example| Expanded::of(names, example)).collect();
    let columns = names.vocabulary.columns.len();
    let mut weights: Table = vec![vec![0.0; columns]; names.names.len()];
    let mut squares: Table = vec![vec![settings.caution; columns]; names.names.len()];
    let decay =
        |name: &String| if names.vocabulary.pair(name).is_some() { settings.pair_decay } else { settings.decay };
    let decays: Vec<f32> = names.names.iter().map(decay).collect();
    let mut random = Random::new(20_250_211);
    for _ in 0..settings.rounds {
        random.shuffle(&mut examples);
        for example in &examples {
            let column = example.example.column;
            let (is, should) = expectations(example, &weights);
            for ((numbers, is), should) in example.options.iter().zip(is).zip(should) {
                for &number in numbers {
                    let (weight, square) =
                        (&mut weights[number as usize][column], &mut squares[number as usize][column]);
                    let slope = is - should + decays[number as usize] * *weight;
                    *square += slope * slope;
                    *weight -= settings.rate * slope / square.sqrt();
                }
            }
        }
    }
    weights
}

/// How probable each option is, and how probable each would be were only right ones possible.
fn expectations(Expanded { example, options }: &Expanded, weights: &Table) -> (Vec<f32>, Vec<f32>) {
    let score =
        |numbers: &Vec<u32>| -> f32 { numbers.iter().map(|&number| weights[number as usize][example.column]).sum() };
    let scores: Vec<f32> = options.iter().map(score).collect();
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let right: Vec<f32> =
        powers.iter().zip(&example.options).map(|(power, (_, right))| if *right { *power } else { 0.0 }).collect();
    let share = |powers: Vec<f32>| {
        let total = powers.iter().sum::<f32>().max(1e-12);
        powers.into_iter().map(|power| power / total).collect()
    };
    (share(powers), share(right))
}

/// Prints for each column the precision and the share of right answers that are kept at several thresholds, each article
/// judged by weights that other articles taught.
fn cross_validate(names: &Names, examples: &[Example], settings: Settings) {
    let mut judged: Vec<(&Example, f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let (held_out, rest): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| example.article % FOLDS == fold);
        let weights = fit(names, rest, settings);
        judged.extend(held_out.into_iter().filter_map(|example| {
            let (mut probabilities, _) = expectations(&Expanded::of(names, example), &weights);
            probabilities.pop();
            let best =
                (0..probabilities.len()).max_by(|&one, &other| probabilities[one].total_cmp(&probabilities[other]))?;
            Some((example, probabilities[best], example.options[best].1))
        }));
    }
    for (column, name) in names.vocabulary.columns.iter().enumerate() {
        let of_column = judged.iter().filter(|(example, ..)| example.column == column);
        print_thresholds(name, &of_column.collect::<Vec<_>>());
    }
}

fn print_thresholds(what: &str, judged: &[&(&Example, f32, bool)]) {
    let answered = |(example, ..): &&&(&Example, f32, bool)| !example.options.last().is_some_and(|(_, none)| *none);
    let all = judged.iter().filter(answered).count();
    println!("{what}: {} choices, {all} with a right answer", judged.len());
    for threshold in [0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9] {
        let kept = judged.iter().filter(|(_, probability, _)| *probability >= threshold);
        let (count, right) = kept.fold((0, 0), |(count, right), (.., is)| (count + 1, right + usize::from(*is)));
        let (precision, kept) = (100.0 * right as f32 / count as f32, 100.0 * right as f32 / all as f32);
        println!("  from {threshold:.2}: precision {precision:5.1}, right ones kept {kept:5.1}");
    }
}

/// Shows what the weights that `examples` teach are worth, and writes their file `name` into `src/model`.
pub fn write_file(
    names: &Names,
    examples: &[Example],
    settings: Settings,
    comment: &str,
    name: &str,
) -> anyhow::Result<()> {
    cross_validate(names, examples, settings);
    let path = crate::root().join("src/model").join(name);
    Ok(std::fs::write(path, file(names, examples, settings, comment))?)
}

/// The file of the weights that `examples` teach. `comment` says what it is, in lines.
pub fn file(names: &Names, examples: &[Example], settings: Settings, comment: &str) -> String {
    let weights = fit(names, examples.iter().collect(), settings);
    let declared = names.vocabulary.names.len();
    let mut rows: Vec<(&String, &Vec<f32>)> = names.names.iter().zip(&weights).collect();
    let mut others = rows.split_off(declared);
    others.retain(|(_, weights)| weights.iter().any(|weight| weight.abs() >= settings.least));
    others.sort_by_key(|(name, _)| *name);
    let mut text = String::new();
    comment.lines().for_each(|line| writeln!(text, "# {line}").expect("a string"));
    writeln!(text, "feature\t{}", names.vocabulary.columns.join("\t")).expect("a string");
    for (name, weights) in rows.into_iter().chain(others) {
        let weights = weights.iter().map(|weight| format!("{weight:.3}")).collect::<Vec<_>>().join("\t");
        writeln!(text, "{name}\t{weights}").expect("a string");
    }
    text
}

/// `file` with the columns `kept` as they stand in the file `earlier`: what has no line there weighs nothing in them.
pub fn keep_columns(file: &str, earlier: &str, kept: &[&str]) -> String {
    let rows = |file| str::lines(file).filter_map(|line| line.split_once('\t'));
    let columns: Vec<&str> = rows(file).next().map_or(vec![], |(_, columns)| columns.split('\t').collect());
    let earlier: HashMap<&str, Vec<&str>> =
        rows(earlier).map(|(name, row)| (name, row.split('\t').collect())).collect();
    let mut text: String =
        file.lines().take_while(|line| line.starts_with('#')).flat_map(|line| [line, "\n"]).collect();
    for (name, row) in rows(file) {
        let before = earlier.get(name);
        let fields = row.split('\t').enumerate().map(|(column, weight)| match before {
            _ if !kept.contains(&columns[column]) => weight,
            Some(before) => before[column],
            None => "0.000",
        });
        writeln!(text, "{name}\t{}", fields.collect::<Vec<_>>().join("\t")).expect("a string");
    }
    text
}
