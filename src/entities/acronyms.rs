//! Acronyms: "NATO" for "North Atlantic Treaty Organization".

use super::forms::{Class, NameMention};
use super::groups::Groups;
use super::variants::{Kind, without_legal_forms};
use crate::Document;
use std::collections::HashMap;

const SMALL_WORDS: [&str; 12] = ["of", "the", "and", "for", "in", "on", "to", "de", "la", "a", "by", "at"];

/// Joins a name with the acronym or short name in brackets right behind it: "Northern Fisheries Council (NFC)".
pub(super) fn link_brackets(document: &Document, names: &[NameMention], groups: &mut Groups) {
    for (index, pair) in names.windows(2).enumerate() {
        let [outer, inner] = pair else { continue };
        let between = outer.tokens.end;
        let bracketed = document.lower_at(Some(between)) == "(" && inner.tokens.start == between + 1;
        let closed = document.lower_at(Some(inner.tokens.end)) == ")";
        let things = outer.class == inner.class && outer.class == Class::Organisation;
        if bracketed && closed && things && (spells(inner, outer) || spells(outer, inner)) {
            groups.join(index, index + 1);
        }
    }
}

/// Whether the letters of `short` stand in `long`, in order and from its first on.
fn spells(short: &NameMention, long: &NameMention) -> bool {
    let [word] = &short.words[..] else { return false };
    if long.words.len() < 2 || !long.key.starts_with(&word[..word.chars().next().map_or(0, char::len_utf8)]) {
        return false;
    }
    let mut letters = long.key.chars();
    word.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// Joins acronyms with the one name that has their initials. Says for each kind whether it was such an acronym.
pub(super) fn link_initials(kinds: &[Kind], groups: &mut Groups) -> Vec<bool> {
    let mut spelled: HashMap<String, Vec<usize>> = HashMap::new();
    for kind in kinds.iter().filter(|kind| kind.class != Class::People && (2..=16).contains(&kind.words.len())) {
        for initials in initials(&kind.words) {
            let known = spelled.entry(initials).or_default();
            if known.len() < 3 && !known.contains(&kind.first) {
                known.push(kind.first);
            }
        }
    }
    kinds
        .iter()
        .map(|kind| {
            let Some(found) = acronym(kind).and_then(|acronym| spelled.get(acronym)) else { return false };
            let mut roots: Vec<usize> = found.iter().map(|first| groups.find(*first)).collect();
            roots.sort_unstable();
            roots.dedup();
            if let [root] = roots[..] {
                groups.join(root, kind.first);
            }
            roots.len() == 1
        })
        .collect()
}

/// The letters of a name that is an acronym: one word of two to seven capitals.
fn acronym(kind: &Kind) -> Option<&str> {
    let [word] = &kind.words[..] else { return None };
    let capitals = kind.written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    ((2..=7).contains(&word.len()) && capitals).then_some(word)
}

/// The acronyms that a name of several words may have: with and without its small words, with and without legal forms.
fn initials(words: &[String]) -> Vec<String> {
    let shortest = without_legal_forms(words).len();
    let mut found = Vec::new();
    for words in (shortest..=words.len()).map(|end| &words[..end]) {
        found.push(first_letters(words.iter().filter(|word| !SMALL_WORDS.contains(&word.as_str()))));
        found.push(first_letters(words.iter()));
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|letters| letters.len() > 1);
    found
}

fn first_letters<'word>(words: impl Iterator<Item = &'word String>) -> String {
    words.filter_map(|word| word.chars().next()).collect()
}
