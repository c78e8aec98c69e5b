//! Packs every word list of `src/lexicon/*.txt` into a finite-state transducer (crate `fst`) that is searched without
//! allocating, and writes `lists.rs` with one constant for each.
//!
//! A list is a text file: `#` opens a comment; every other line is a key in lower case, words parted by one space,
//! and, where the list has values, a tab and the key's value.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() {
    let folder = Path::new("src/lexicon");
    let output = env::var("OUT_DIR").expect("cargo names a folder for a build script's output");
    println!("cargo:rerun-if-changed=src/lexicon");
    let mut lists: Vec<_> = fs::read_dir(folder)
        .expect("the word lists stand in src/lexicon")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    lists.sort();
    let mut module = String::new();
    for path in lists {
        println!("cargo:rerun-if-changed={}", path.display());
        let name = path.file_stem().expect("a file name").to_string_lossy().to_string();
        let (bytes, values) = pack(&fs::read_to_string(&path).expect("UTF-8"), &name);
        let packed = Path::new(&output).join(format!("{name}.fst"));
        fs::write(&packed, bytes).expect("the output folder can be written to");
        writeln!(
            module,
            "/// `src/lexicon/{name}.txt`\npub static {}: List = List::new(include_bytes!({packed:?}), &{values:?});",
            name.to_uppercase()
        )
        .expect("a string can be written to");
    }
    fs::write(Path::new(&output).join("lists.rs"), module).expect("the output folder can be written to");
}

/// The transducer of one list, from keys to indices of values, and the values.
fn pack(text: &str, name: &str) -> (Vec<u8>, Vec<String>) {
    let mut entries: BTreeMap<String, u64> = BTreeMap::new();
    let mut values: Vec<String> = Vec::new();
    for line in text.lines().map(|line| line.split('#').next().unwrap_or("").trim_end()) {
        if line.is_empty() {
            continue;
        }
        let (key, value) = line.split_once('\t').unwrap_or((line, ""));
        assert!(key == key.to_lowercase() && key.trim() == key, "{name}: not in lower case: {line:?}");
        let index = values.iter().position(|known| known == value).unwrap_or_else(|| {
            values.push(value.to_string());
            values.len() - 1
        });
        let before = entries.insert(key.to_string(), index as u64);
        assert!(before.is_none(), "{name}: stands twice: {key:?}");
    }
    let map = fst::Map::from_iter(entries).expect("sorted keys");
    (map.into_fst().into_inner(), values)
}
