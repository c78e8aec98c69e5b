//! Acronyms: "NATO" for "North Atlantic Treaty Organization".

use super::groups::Groups;
use super::variants::{DistinctName, without_legal_forms};
use super::written_names::{self, NameClass, NameMention};
use crate::Document;
use crate::lexicon::{SMALL_WORDS, USUAL_NAMES};
use std::cell::LazyCell;
use std::collections::HashMap;

/// Joins a name with the acronym or short name in brackets right behind it: "Northern Fisheries Council (NFC)".
pub(super) fn link_brackets(document: &Document, names: &[NameMention], groups: &mut Groups) {
    let places = || names.iter().enumerate().map(|(index, name)| (name.key.as_str(), index));
    let last = LazyCell::new(|| places().collect::<HashMap<&str, usize>>());
    for (index, pair) in names.windows(2).enumerate() {
        let [outer, inner] = pair else { continue };
        let between = outer.tokens.end;
        let bracketed = document.lower_at(Some(between)) == "(" && inner.tokens.start == between + 1;
        let closed = document.lower_at(Some(inner.tokens.end)) == ")";
        let things = outer.class == inner.class && outer.class == NameClass::Organisation;
        if !(bracketed && closed && things) {
            continue;
        }
        let used_again = || last.get(inner.key.as_str()).is_some_and(|&last| last > index + 1);
        if spells(inner, outer) || spells(outer, inner) || may_stand_for(inner, outer) && used_again() {
            groups.join(index, index + 1);
        }
    }
}

/// Whether `short` may be the acronym of `long` in the language of its home ("German Aerospace Center (DLR)"): a house and the
/// party of its member ("House of Commons (SNP)") are mostly of fewer words, or everybody knows the party.
fn may_stand_for(short: &NameMention, long: &NameMention) -> bool {
    let capitals = short.written.chars().all(char::is_uppercase) && (3..=6).contains(&short.written.chars().count());
    let known = USUAL_NAMES.contains(&short.key);
    capitals && !known && long.words.iter().filter(|word| !SMALL_WORDS.contains(word)).count() >= 3
}

/// Whether the letters of `short` stand in `long`, in order and from the first of a word on; of the capitals of an acronym
/// one in four may be missing ("UN Children's Fund", "UNICEF").
fn spells(short: &NameMention, long: &NameMention) -> bool {
    let [word] = &short.words[..] else { return false };
    let capitals = short.written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let may_miss = if capitals { word.chars().count() / 4 } else { 0 };
    let spelled_from = |start: usize| {
        let mut rest = &long.key[start..];
        let missing = word.chars().filter(|wanted| match rest.find(*wanted) {
            Some(at) => {
                rest = &rest[at + wanted.len_utf8()..];
                false
            }
            None => true,
        });
        missing.count() <= may_miss
    };
    let starts = [0].into_iter().chain(long.key.match_indices(' ').map(|(at, _)| at + 1)).take(4);
    let opens = |start: &usize| long.key[*start..].chars().next() == word.chars().next();
    long.words.len() > 1 && starts.filter(opens).any(spelled_from)
}

/// Joins acronyms with the one name that has their initials. Says for each kind whether it was such an acronym.
pub(super) fn link_initials(kinds: &[DistinctName], groups: &mut Groups) -> Vec<bool> {
    let mut spelled: HashMap<String, Vec<usize>> = HashMap::new();
    for kind in kinds.iter().filter(|kind| kind.class != NameClass::People && (2..=16).contains(&kind.words.len())) {
        for initials in initials(kind) {
            let known = spelled.entry(initials).or_default();
            if known.len() < 3 && !known.contains(&kind.first) {
                known.push(kind.first);
            }
        }
    }
    kinds
        .iter()
        .map(|kind| {
            let Some(found) = acronym(kind).and_then(|acronym| spelled.get(&acronym)) else { return false };
            let mut roots: Vec<usize> = found.iter().map(|first| groups.first_of(*first)).collect();
            roots.sort_unstable();
            roots.dedup();
            if let [root] = roots[..] {
                groups.join(root, kind.first);
            }
            roots.len() == 1
        })
        .collect()
}

/// The letters of a name that is an acronym: one word of two to seven capitals, or of fewer with a small one ("MoD").
fn acronym(kind: &DistinctName) -> Option<String> {
    let [word] = &kind.words[..] else { return None };
    // "P&L" is read as "pandl".
    let word = if kind.written.contains('&') { word.replacen("and", "", 1) } else { word.clone() };
    let letters = || kind.written.chars().filter(|c| c.is_alphabetic());
    let small = letters().filter(|c| !c.is_uppercase()).count();
    let mixed = small == 1 && (3..=5).contains(&word.len()) && letters().next_back().is_some_and(char::is_uppercase);
    ((2..=7).contains(&word.len()) && (small == 0 || mixed)).then_some(word)
}

/// The acronyms that a name of several words may have: with and without its small words, with and without legal forms, in
/// the order in which it is written and in that of `DistinctName::words`, and without its department ("HHS").
fn initials(kind: &DistinctName) -> Vec<String> {
    let written = written_names::words(&kind.written, kind.class);
    let department =
        written.len() > 2 && matches!(written[0].as_str(), "department" | "ministry") && written[1] == "of";
    let rest = if department { &written[2..] } else { &[] };
    let mut found = Vec::new();
    let ends = |words: &[String]| without_legal_forms(words).len()..=words.len();
    let variants = [&kind.words[..], &written[..], rest].into_iter().filter(|words| !words.is_empty());
    for words in variants.flat_map(|words| ends(words).map(move |end| &words[..end])) {
        found.push(first_letters(words.iter().filter(|word| !SMALL_WORDS.contains(word))));
        found.push(first_letters(words.iter()));
        if words[0].len() == 2 && USUAL_NAMES.contains(&words[0]) {
            found.push(format!("{}{}", words[0], first_letters(words[1..].iter()))); // "USGS"
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|letters| letters.len() > 1);
    found
}

fn first_letters<'word>(words: impl Iterator<Item = &'word String>) -> String {
    words.filter_map(|word| word.chars().next()).collect()
}
