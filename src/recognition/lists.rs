//! The word lists that a model was trained with: the words that have a vector of their own, and a gazetteer of phrases
//! with their classes. Both are finite-state transducers (crate `fst`), searched without allocating.

use crate::Document;
use fst::raw::Fst;
use std::collections::BTreeMap;

/// At most so many classes: each has two bits of a `u32`.
pub const MAX_CLASSES: usize = 16;

/// The packed word lists of a model.
pub struct WordLists {
    words: Fst<Vec<u8>>,
    gazetteer: Fst<Vec<u8>>,
}

impl WordLists {
    /// From packed lists: `words` maps each word to its rank, `gazetteer` each phrase to the bit mask of its classes.
    ///
    /// # Errors
    /// When the bytes are no whole transducers.
    pub fn new(words: Vec<u8>, gazetteer: Vec<u8>) -> Result<Self, fst::Error> {
        let lists = WordLists { words: Fst::new(words)?, gazetteer: Fst::new(gazetteer)? };
        lists.words.verify()?;
        lists.gazetteer.verify()?;
        Ok(lists)
    }

    /// How many words have a vector of their own.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// The rank of `word` among the sorted words, plus one; 0 where it is not known.
    pub(super) fn word(&self, word: &str) -> u32 {
        self.words.get(word).map_or(0, |rank| rank.value() as u32 + 1)
    }

    /// For each token of `document`, bits of the gazetteer classes: for class k, bit 2k where a phrase of that class
    /// begins, and 2k+1 where one goes on. Phrases of one class do not overlap: the first, then the longest, wins.
    pub(super) fn classes(&self, document: &Document) -> Vec<u32> {
        let mut bits = vec![0; document.tokens().len()];
        let mut free_from = [0; MAX_CLASSES];
        for first in 0..bits.len() {
            let longest = self.longest_matches(document, first);
            for (class, &end) in longest.iter().enumerate().filter(|&(_, &end)| end > 0) {
                if free_from[class] <= first {
                    free_from[class] = end;
                    bits[first] |= 1 << (2 * class);
                    bits[first + 1..end].iter_mut().for_each(|bits| *bits |= 2 << (2 * class));
                }
            }
        }
        bits
    }

    /// For each class, the end of its longest phrase that begins at token `first`, 0 where there is none.
    fn longest_matches(&self, document: &Document, first: usize) -> [usize; MAX_CLASSES] {
        let mut longest = [0; MAX_CLASSES];
        let mut node = self.gazetteer.root();
        let mut output = 0;
        for index in first..document.tokens().len() {
            let space: &[u8] = if index > first { b" " } else { b"" };
            for &byte in space.iter().chain(document.lower(index).as_bytes()) {
                let Some(at) = node.find_input(byte) else { return longest };
                let step = node.transition(at);
                output += step.out.value();
                node = self.gazetteer.node(step.addr);
            }
            if node.is_final() {
                let classes = output + node.final_output().value();
                let with_class = longest.iter_mut().enumerate().filter(|(class, _)| classes >> class & 1 == 1);
                with_class.for_each(|(_, end)| *end = index + 1);
            }
        }
        longest
    }
}

/// Packs the words of `text`, one a line, sorted by bytes and each once: each maps to its rank.
///
/// # Errors
/// When they are not sorted.
pub fn pack_words(text: &str) -> Result<Vec<u8>, String> {
    let words = text.lines().enumerate().map(|(rank, word)| (word, rank as u64));
    let map = fst::Map::from_iter(words).map_err(|error| format!("word list: {error}"))?;
    Ok(map.into_fst().into_inner())
}

/// Packs a gazetteer: lines of a phrase (lower-case tokens parted by one space), a tab, and the numbers of its classes
/// parted by commas. A phrase may stand more than once: its classes are joined.
///
/// # Errors
/// When a line has another form or a class is too high; says which.
pub fn pack_gazetteer(text: &str) -> Result<Vec<u8>, String> {
    let mut phrases: BTreeMap<&str, u64> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let fault = || format!("gazetteer, line {}: not a phrase, a tab and classes: {line:?}", number + 1);
        let (phrase, classes) = line.split_once('\t').ok_or_else(fault)?;
        for class in classes.split(',') {
            let class = class.trim().parse::<usize>().ok().filter(|&class| class < MAX_CLASSES).ok_or_else(fault)?;
            *phrases.entry(phrase).or_default() |= 1 << class;
        }
    }
    let map = fst::Map::from_iter(phrases).map_err(|error| format!("gazetteer: {error}"))?;
    Ok(map.into_fst().into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<u32> {
        let words = pack_words("hong\nkong").expect("sorted");
        let gazetteer = pack_gazetteer("new york\t0\nnew york times\t1,0\nyork\t0\nhong kong\t2").expect("well formed");
        let lists = WordLists::new(words, gazetteer).expect("just packed");
        lists.classes(&Document::read(text, None))
    }

    #[test]
    fn the_longest_phrase_of_a_class_wins() {
        assert_eq!(classes("New York Times"), [0b0101, 0b1010, 0b1010]);
        assert_eq!(classes("New\nYork Time"), [0b01, 0b10, 0]);
        assert_eq!(classes("Hong, Hong Kong"), [0, 0, 1 << 4, 2 << 4]);
    }

    #[test]
    fn words_have_ranks() {
        let lists = WordLists::new(pack_words("a\nb\nbc").expect("sorted"), pack_gazetteer("").expect("empty"));
        let lists = lists.expect("just packed");
        assert_eq!(["a", "b", "bc", "c"].map(|word| lists.word(word)), [1, 2, 3, 0]);
        assert!(pack_words("b\na").is_err());
    }
}
