//! Packs every word list of `src/lexicon/*.txt` into a finite-state transducer (crate `fst`) that is searched without
//! allocating, and writes `lists.rs` with one constant for each.
//!
//! A list is a text file: `#` opens a comment; every other line is a key in lower case, words parted by one space,
//! and, where the list has values, a tab and the key's value. Such a list declares its values in a line that begins with
//! `# values: `; anything else stops the build. They are `number`; `letters of` some letters; `keys of` another list;
//! `any`, where the comment above says what they are; or the values themselves, parted by ` | `, with `none` among them
//! where keys may stand without.

use std::collections::{BTreeMap, BTreeSet};
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
    let texts: BTreeMap<String, String> = lists.iter().map(|path| read(path)).collect();
    let mut module = String::new();
    for (name, text) in &texts {
        check_values(name, text, &texts);
        let (bytes, values) = pack(text, name);
        let lengths = lengths(text);
        let packed = Path::new(&output).join(format!("{name}.fst"));
        fs::write(&packed, bytes).expect("the output folder can be written to");
        writeln!(
            module,
            "/// `src/lexicon/{name}.txt`\npub static {}: List = List::new(include_bytes!({packed:?}), &{values:?}, {lengths:?});",
            name.to_uppercase()
        )
        .expect("a string can be written to");
    }
    fs::write(Path::new(&output).join("lists.rs"), module).expect("the output folder can be written to");
}

/// The name of a list and its text.
fn read(path: &Path) -> (String, String) {
    println!("cargo:rerun-if-changed={}", path.display());
    let name = path.file_stem().expect("a file name").to_string_lossy().to_string();
    (name, fs::read_to_string(path).expect("UTF-8"))
}

/// The keys of a list with their values, "" where there is none.
fn entries(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim_end());
    lines.filter(|line| !line.is_empty()).map(|line| line.split_once('\t').unwrap_or((line, "")))
}

/// Stops where a value of the list `name` is none of those that it declares.
fn check_values(name: &str, text: &str, texts: &BTreeMap<String, String>) {
    let declared = text.lines().find_map(|line| line.strip_prefix("# values: ")).unwrap_or("none");
    let other = declared.strip_prefix("keys of ");
    let keys: BTreeSet<&str> =
        other.map(|other| entries(&texts[other]).map(|(key, _)| key).collect()).unwrap_or_default();
    let letters = declared.strip_prefix("letters of ");
    for (key, value) in entries(text) {
        let fits = match declared {
            "any" => !value.is_empty(),
            "number" => value.parse::<u64>().is_ok(),
            _ if other.is_some() => keys.contains(value),
            _ if letters.is_some() => {
                !value.is_empty() && value.chars().all(|c| letters.is_some_and(|all| all.contains(c)))
            }
            _ => declared.split(" | ").any(|known| known == value || known == "none" && value.is_empty()),
        };
        assert!(
            fits,
            "src/lexicon/{name}.txt: {key:?} has the value {value:?}, but the list declares `# values: {declared}`"
        );
    }
}

/// By the last five bits of a key's first byte, a bit for each length that such keys have; the last for all from 31 on.
fn lengths(text: &str) -> [u32; 32] {
    let mut lengths = [0; 32];
    for (key, _) in entries(text) {
        lengths[usize::from(key.as_bytes()[0] & 31)] |= 1 << key.len().min(31);
    }
    lengths
}

/// The transducer of one list, from keys to indices of values, and the values.
fn pack(text: &str, name: &str) -> (Vec<u8>, Vec<String>) {
    let mut sorted: BTreeMap<String, u64> = BTreeMap::new();
    let mut values: Vec<String> = Vec::new();
    for (key, value) in entries(text) {
        assert!(key == key.to_lowercase() && key.trim() == key, "{name}: not in lower case: {key:?}");
        let index = values.iter().position(|known| known == value).unwrap_or_else(|| {
            values.push(value.to_string());
            values.len() - 1
        });
        let before = sorted.insert(key.to_string(), index as u64);
        assert!(before.is_none(), "{name}: stands twice: {key:?}");
    }
    assert!(!sorted.is_empty(), "{name}: an empty list");
    let map = fst::Map::from_iter(sorted).expect("sorted keys");
    (map.into_fst().into_inner(), values)
}
