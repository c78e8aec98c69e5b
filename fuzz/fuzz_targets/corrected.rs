#![no_main]

#[path = "../trials.rs"]
mod trials;

use std::sync::LazyLock;
use trials::Annotators;

static ANNOTATORS: LazyLock<Annotators> = LazyLock::new(Annotators::default);

libfuzzer_sys::fuzz_target!(|input: &[u8]| trials::corrected(&ANNOTATORS, input));
