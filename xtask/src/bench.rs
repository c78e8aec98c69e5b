//! `cargo xtask bench`: how many words a second each stage of recognition takes in, on one core of this machine; and
//! how near the network comes to the rate of its matrix product alone. With `--browser`, what of it can be seen from
//! outside in Chromium, and how much memory it takes there; with `--nasty`, how long a byte takes in texts made to be slow;
//! with `--linear`, time and memory a byte of short texts and long ones.

use crate::arguments::Arguments;
use crate::process::{command, run as run_program};
use crate::{build, install, linear, nasty, root, serve};
use anyhow::{Context, Result};
use cpu_time::ThreadTime;
use newsmark::internals::recognition::network::Embedded;
use newsmark::internals::recognition::network::matrix::Matrix;
use newsmark::internals::recognition::parsing;
use newsmark::internals::recognition::tagging::number_words;
use newsmark::internals::recognition::token_features::{Row, TokenFeatures};
use newsmark::internals::recognition::{Trained, recognise};
use newsmark::internals::{Document, Model};
use newsmark::{Annotator, Options};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

/// Every figure is the best of so many rounds: what disturbs a measurement only makes it slower.
const ROUNDS: usize = 5;

pub fn run(mut arguments: Arguments) -> Result<()> {
    let data = arguments.path_or("--data", "../shared/data")?;
    let weights = arguments.path_or("--weights", "src/model/weights.bin")?;
    let browser = arguments.switch("--browser");
    let nasty = arguments.switch("--nasty");
    let linear = arguments.switch("--linear");
    let bytes: Option<usize> = arguments.value("--bytes")?;
    arguments.finish()?;
    let read_weights = || fs::read(&weights).with_context(|| format!("cannot read {}", weights.display()));
    if nasty {
        return nasty::run(&Annotator::new(&read_weights()?)?, bytes.unwrap_or(1_000_000));
    }
    let path = data.join("polnear/dev.jsonl");
    if browser {
        return in_browser(&path);
    }
    if linear && bytes.is_none() {
        return linear::run(&data, &weights);
    }
    let articles = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let texts = articles.lines().map(text_of).collect::<Result<Vec<_>>>()?;
    if let Some(bytes) = bytes.filter(|_| linear) {
        return linear::measure(&Annotator::new(&read_weights()?)?, &texts, bytes);
    }
    let weights = read_weights()?;
    let model = Model::read(&weights)?;
    let words = texts.iter().map(|text| text.split_whitespace().count()).sum();
    println!("{words} words in {} articles, one core", texts.len());
    println!("{:>21}  {:.0} ms", "loading the weights", 1e3 * best(|| drop(Model::read(&weights))).as_secs_f64());
    if let Some(trained) = model.trained() {
        stages(&texts, words, trained);
    }
    let documents: Vec<Document> = texts.iter().map(|text| Document::read(text, None)).collect();
    let time = best(|| documents.iter().for_each(|document| drop(black_box(recognise(document, &model)))));
    report("recognition, whole", words, time);
    let annotator = Annotator::new(&weights)?;
    let options = Options::default();
    let time = best(|| texts.iter().for_each(|text| drop(black_box(annotator.annotate(text, &options)))));
    report("annotation, whole", words, time);
    Ok(())
}

/// `tests/browser/bench.js` in Chromium, over the articles in `path`.
fn in_browser(path: &Path) -> Result<()> {
    let (node, chromium) = (install::node()?, install::chromium()?);
    let dist = build::build()?;
    let folder = root().join("tests/browser");
    install::node_packages(&folder)?;
    let mut runner = command(node, &["bench.js"]);
    runner.arg(path.canonicalize().with_context(|| format!("cannot read {}", path.display()))?).current_dir(folder);
    runner.env("NEWSMARK_URL", serve::in_background(dist)?).env("CHROMIUM", chromium);
    run_program(&mut runner)
}

fn text_of(line: &str) -> Result<String> {
    let article: serde_json::Value = serde_json::from_str(line)?;
    Ok(article["text"].as_str().context("an article without text")?.to_string())
}

/// Measures each stage with the results of those before it.
fn stages(texts: &[String], words: usize, trained: &Trained) {
    let time = best(|| texts.iter().for_each(|text| drop(black_box(Document::read(text, None)))));
    report("tokens and sentences", words, time);
    let documents: Vec<Document> = texts.iter().map(|text| Document::read(text, None)).collect();
    let rows = |document: &Document| {
        let mut rows: Vec<Row> = Vec::new();
        TokenFeatures::new(document, &trained.lists).append_rows(0..document.tokens().len(), &mut rows);
        rows
    };
    let time = best(|| documents.iter().for_each(|document| drop(black_box(rows(document)))));
    report("features", words, time);
    let numbered = |document: &Document| (rows(document), number_words(document, 0..document.tokens().len()));
    let inputs: Vec<_> = documents.iter().map(numbered).collect();
    let scores = |(rows, words): &(Vec<Row>, Vec<u32>)| trained.network.scores(rows, words);
    let network = best(|| inputs.iter().for_each(|input| drop(black_box(scores(input)))));
    report("network", words, network);
    let scored: Vec<_> = inputs.iter().map(|input| (scores(input), input.0.len())).collect();
    let decode = |(scores, tokens): &(Vec<f32>, usize)| trained.decoder.decode(scores, scores.len() / tokens.max(&1));
    let time = best(|| scored.iter().for_each(|scored| drop(black_box(decode(scored)))));
    report("decoding", words, time);
    if let Some(parser) = &trained.parser {
        let states = |(rows, words): &(Vec<Row>, Vec<u32>)| {
            let embedded = trained.network.embed(rows);
            let states = trained.network.states(&embedded, words);
            (embedded, states)
        };
        let read: Vec<_> = documents.iter().zip(inputs.iter().map(states)).collect();
        let parse = |(document, (embedded, states)): &(&Document, (Embedded, Vec<f32>))| {
            let sentences: Vec<_> = document.sentences().iter().map(|sentence| sentence.tokens.clone()).collect();
            let mut dependencies = Vec::new();
            let outputs = parser.read(embedded, states, trained.network.width);
            parsing::parse(&outputs, &sentences, 0, &mut dependencies);
            dependencies
        };
        let time = best(|| read.iter().for_each(|read| drop(black_box(parse(read)))));
        report("parsing", words, time);
        println!("{:>21}  {} multiplications a token", "", parser.operations());
    }
    let tokens: usize = inputs.iter().map(|input| input.0.len()).sum();
    compare_with_product(trained.network.operations(), tokens, network);
}

/// Prints the network's rate of multiplications with additions beside that of one matrix product that does nothing
/// else, with a convolution's sizes.
fn compare_with_product(operations: usize, tokens: usize, network: Duration) {
    const TOKENS: usize = 48;
    const TIMES: usize = 1000;
    let (outputs, inputs) = (256, 128);
    let matrix = Matrix::new(&vec![3_i16; outputs * inputs], outputs, inputs);
    let activations = vec![5; TOKENS * inputs];
    let mut sums = vec![0; TOKENS * outputs];
    let time = best(|| {
        for _ in 0..TIMES {
            matrix.multiply(black_box(&activations), TOKENS, &mut sums);
        }
    });
    let product = (TIMES * TOKENS * matrix.operations()) as f64 / time.as_secs_f64();
    let reached = (operations * tokens) as f64 / network.as_secs_f64();
    println!(
        "{:>21}  {operations} multiplications a token, {:.1} of {:.1} billion a second that the product alone reaches: {:.0}%",
        "network",
        reached / 1e9,
        product / 1e9,
        100.0 * reached / product
    );
}

fn best(mut stage: impl FnMut()) -> Duration {
    let measure = |_| {
        let start = ThreadTime::now();
        stage();
        start.elapsed()
    };
    (0..ROUNDS).map(measure).min().unwrap_or_default()
}

fn report(stage: &str, words: usize, time: Duration) {
    println!("{stage:>21}  {:.0} words a second", words as f64 / time.as_secs_f64());
}
