//! What a developer does with the project: `cargo xtask build | serve | test | train | evaluate | bench | fuzz | mutate`.
//!
//! Each command is a module with one public function `run`, which is given the arguments after the command's name.
//! Paths in arguments are relative to where the command was called; everything else is relative to [`root`].

mod archive;
mod arguments;
mod bench;
mod build;
mod bundle;
mod determinism;
mod evaluate;
mod features;
mod fitting;
mod formats;
mod fuzz;
mod gold;
mod grammar;
mod install;
mod linear;
mod mutate;
mod nasty;
mod pack_lists;
mod package;
mod page;
mod patterns;
mod peers;
mod process;
mod random;
mod references;
mod reported;
mod sbom;
mod serve;
mod sizes;
mod speakers;
mod states;
mod test;
mod train;
mod wasm;

use anyhow::{Result, bail};
use arguments::Arguments;
use std::path::{Path, PathBuf};

const USAGE: &str = "\
cargo xtask COMMAND

  build [--page]        makes dist/: the static site and the package; with --page the wasm stays as it was
  serve [--port N]      builds what is missing and serves dist/ on this machine
  test                  all tests: formatting, lints, Rust, wasm and the page in Chromium
  test --page [WORD]    what a change to www can break, in the wasm as it was; or only test files named like WORD
  test-bundlers         the package in Next.js, Parcel, Deno and Bun, which it installs; with the wasm as it was
  test-firefox          the page, the package and the extension in Firefox, which it installs; with the wasm as it was
  train [--data DIR] [--resume]
                        trains src/model/weights.bin
  train-references [--data DIR]
                        trains src/model/references.txt, by which pronouns are resolved
  train-reported [--data DIR]
                        trains src/model/reported.txt, by which speech without marks is told from other words
  train-speakers [--data DIR]
                        trains src/model/speakers.txt, by which the speakers of quotes are chosen
  evaluate [--data DIR] [--scorer FILE] [--patterns | --grammar]
                        measures the command's accuracy on the development sets; or how often patterns
                        are right; or how well sentences are parsed
  peers [--data DIR] [--scorer FILE]
                        measures others there, spaCy and compromise, and us beside them
  bench [--data DIR] [--weights FILE]
                        measures the speed of recognition on one core
  bench --browser [--data DIR]
                        measures speed and memory in Chromium
  bench --nasty [--bytes N]
                        measures how long a byte takes in texts that invite a program to look back and forth
  bench --linear [--data DIR]
                        measures time and memory a byte, from 1 KB to 10 MB of prose
  fuzz text | corrected | model | lines [--seconds N] [--seed S]
                        looks for inputs that break a promise
  determinism [--data DIR] [--articles N]
                        the same bytes from each kernel of this machine, both wasm modules in Node.js, and Chromium
  test-archive [--data FILE] [--articles N]
                        20,000 articles through Spark, with a killed executor, and DuckDB over the result
  test-formats          what is written for spaCy and readers of CoNLL-2003, read by those
  mutate [--sample N] [--seed S] [--stage NAME]
                        how firm the tests' grip is: changes lines of src at random and tells which changes are caught

For the trainer, which calls them itself:

  features --words FILE --gazetteer FILE INPUT.jsonl OUTPUT.bin
                        writes what the network sees of each token
  pack-lists WORDS GAZETTEER PACKED_WORDS PACKED_GAZETTEER
                        packs the word lists as the model file holds them
  states [--weights FILE] INPUT.jsonl OUTPUT.bin
                        writes what the network for names makes of each token
";

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error:#}");
        std::process::exit(1);
    }
}

fn run() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".into());
    let arguments = Arguments::new(words);
    match command.as_str() {
        "build" => build::run(arguments),
        "serve" => serve::run(arguments),
        "test" => test::run(arguments),
        "test-bundlers" => test::bundlers(arguments),
        "test-firefox" => test::firefox(arguments),
        "bench" => bench::run(arguments),
        "train" => train::run(arguments),
        "train-references" => references::run(arguments),
        "train-reported" => reported::run(arguments),
        "train-speakers" => speakers::run(arguments),
        "evaluate" => evaluate::run(arguments),
        "fuzz" => fuzz::run(arguments),
        "mutate" => mutate::run(arguments),
        "determinism" => determinism::run(arguments),
        "test-archive" => archive::run(arguments),
        "test-formats" => formats::run(arguments),
        "peers" => peers::run(arguments),
        "features" => features::run(arguments),
        "pack-lists" => pack_lists::run(arguments),
        "states" => states::run(arguments),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command {other:?}\n\n{USAGE}"),
    }
}

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project").to_path_buf()
}

/// Where built and downloaded things are kept: `target/`, or what `CARGO_TARGET_DIR` names.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}
