//! What the annotator knows of words beyond its trained weights: one text file a list, its source and licence in its
//! first lines. `build.rs` beside this file packs them; here they are looked up, without allocating.

pub(crate) mod forms;

use std::ops::Range;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// Words in a row, among which a list looks for its keys.
pub trait WordSequence {
    /// How many there are.
    fn count(&self) -> usize;

    /// The one at `index`, in lower case.
    fn lower(&self, index: usize) -> &str;

    /// Whether something stands between the one at `index` and the one before it.
    fn stands_apart(&self, index: usize) -> bool;
}

/// A word list: keys of one or more lower-case words, some lists with a value for each key.
pub struct List {
    bytes: &'static [u8],
    values: &'static [&'static str],
    /// By the last five bits of a key's first byte: a bit for each length in bytes that such keys have, the last one for
    /// all from 31 on. Most words that are asked for are no key, which is seen here without a walk.
    lengths: [u32; 32],
    map: OnceLock<fst::Map<&'static [u8]>>,
}

impl List {
    const fn new(bytes: &'static [u8], values: &'static [&'static str], lengths: [u32; 32]) -> Self {
        List { bytes, values, lengths, map: OnceLock::new() }
    }

    fn map(&self) -> &fst::Map<&'static [u8]> {
        self.map.get_or_init(|| fst::Map::new(self.bytes).expect("the build packed a transducer"))
    }

    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The value of `key` ("" in a list without values).
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let lengths = self.lengths[usize::from(*key.as_bytes().first()? & 31)];
        if lengths >> key.len().min(31) & 1 == 0 {
            return None;
        }
        self.map().get(key).map(|index| self.values[index as usize])
    }

    /// Whether `letter` is one of those by which the list tells what `key` does.
    pub fn says(&self, key: &str, letter: char) -> bool {
        self.get(key).is_some_and(|letters| letters.contains(letter))
    }

    /// Whether `value` is that of some key.
    pub fn has_value(&self, value: &str) -> bool {
        self.values.contains(&value)
    }

    /// The longest key that `words` spell from `first` on (parted by a space or nothing): how many words it has, and its
    /// value.
    pub fn longest_match(&self, words: &impl WordSequence, first: usize) -> Option<(usize, &'static str)> {
        self.longest_match_within(words, first..words.count())
    }

    /// As [`Self::longest_match`], with no word beyond `range`, which is one of `words`.
    fn longest_match_within(&self, words: &impl WordSequence, range: Range<usize>) -> Option<(usize, &'static str)> {
        let first = range.start;
        let opening = words.lower(range.clone().next()?).as_bytes().first();
        if opening.is_some_and(|byte| self.lengths[usize::from(byte & 31)] == 0) {
            return None;
        }
        let fst = self.map().as_fst();
        let mut node = fst.root();
        let mut output = 0;
        let mut longest = None;
        for index in range {
            if index > first && words.stands_apart(index) {
                let Some(at) = node.find_input(b' ') else { break };
                let step = node.transition(at);
                output += step.out.value();
                node = fst.node(step.addr);
            }
            for byte in words.lower(index).bytes() {
                let Some(at) = node.find_input(byte) else { return longest };
                let step = node.transition(at);
                output += step.out.value();
                node = fst.node(step.addr);
            }
            if node.is_final() {
                let value = output + node.final_output().value();
                longest = Some((index + 1 - first, self.values[value as usize]));
            }
        }
        longest
    }

    /// The longest key that `words` spell right before `end`, of at most `longest` words: how many it has, and its value.
    pub fn match_before(&self, words: &impl WordSequence, end: usize, longest: usize) -> Option<(usize, &'static str)> {
        (1..=longest.min(end)).rev().find_map(|length| {
            let (found, value) = self.longest_match_within(words, end - length..end)?;
            (found == length).then_some((found, value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    #[test]
    fn the_longest_key_wins() {
        let document = Document::read("Mr. Smith, according to them", None);
        assert_eq!(ABBREVIATIONS.longest_match(&document, 0), Some((2, "name")));
        assert_eq!(ABBREVIATIONS.longest_match(&document, 2), None);
        assert!(ABBREVIATIONS.contains("mr."));
    }

    #[test]
    fn every_key_is_found_and_nothing_else() {
        for list in [&DATE_WORDS, &UNITS, &WELL_KNOWN_NAMES, &CURRENCIES] {
            let keys = list.map().stream().into_str_keys().expect("UTF-8");
            for key in &keys {
                assert!(list.contains(key), "{key}");
                assert!(!list.contains(&format!("{key}#")), "{key}#");
            }
        }
        assert!(!DATE_WORDS.contains(""));
    }
}
