//! Which names of organisations, places and other things mean the same: equal words, usual names ("US"), acronyms,
//! short forms ("Goldman", "the Times").
//!
//! All of it looks at distinct names, not at mentions: a name that could stand for two others stands for neither.

use super::acronyms;
use super::groups::Groups;
use super::written_names::{NameClass, NameMention};
use crate::lexicon::{
    CALLED_PHRASES, CLUB_LETTERS, CLUB_WORDS, COUNTRIES, DIVISIONS, LEGAL_FORMS, OWN_CITIES, PLACE_WORDS, USUAL_NAMES,
    WEAK_WORDS,
};
use crate::{Document, Label};
use std::collections::HashMap;

/// Names of more words than these have no short forms, so that a name as long as an article takes linear time.
const LONGEST: usize = 16;

/// A distinct name of one class.
pub(super) struct DistinctName {
    pub(super) class: NameClass,
    /// Its words, or those of the name that it is known to stand for.
    pub(super) words: Vec<String>,
    pub(super) key: String,
    /// One of its mentions, as it is written.
    pub(super) written: String,
    /// The first of its mentions, as an index into the name mentions.
    pub(super) first: usize,
}

/// Joins in `groups` the names among `names` that mean the same; people are left to `person_names::link`.
pub(super) fn link(document: &Document, names: &[NameMention], groups: &mut Groups) {
    let mut kinds = distinct(names, groups);
    acronyms::link_brackets(document, names, groups);
    let spelled_out = acronyms::link_initials(&kinds, groups);
    for (kind, done) in kinds.iter_mut().zip(spelled_out) {
        if !done {
            use_usual_name(kind);
        }
    }
    join_equal(&kinds, groups, |kind| Some(kind.key.clone()));
    join_equal(&kinds, groups, core);
    link_clipped(&kinds, groups);
    link_short_forms(&kinds, groups);
}

/// Joins a name with what the text says that it is called: "Mohammed bin Salman, known as MBS".
pub(super) fn link_called(document: &Document, names: &[NameMention], groups: &mut Groups) {
    const LONGEST: usize = 8;
    for (index, pair) in names.windows(2).enumerate() {
        let [name, other] = pair else { continue };
        let between = name.tokens.end..other.tokens.start;
        if name.class != other.class || between.len() > LONGEST {
            continue;
        }
        let words = between.map(|at| document.lower(at)).filter(|word| word.starts_with(char::is_alphabetic));
        let words: Vec<&str> = words.filter(|word| *word != "the").collect();
        if CALLED_PHRASES.contains(&words.join(" ")) {
            groups.join(index, index + 1);
        }
    }
}

/// Joins names of which one clips the words of the other: "Lib Dems" and "Liberal Democrats".
fn link_clipped(kinds: &[DistinctName], groups: &mut Groups) {
    const STEM: usize = 3;
    let stem = |word: &String| word.chars().take(STEM).collect::<String>();
    let mut known: HashMap<Vec<String>, Vec<&DistinctName>> = HashMap::new();
    for kind in kinds.iter().filter(|kind| kind.class == NameClass::Organisation && (2..=4).contains(&kind.words.len()))
    {
        let alike = known.entry(kind.words.iter().map(stem).collect()).or_default();
        if let Some(other) = alike.iter().find(|other| clips(kind, other) || clips(other, kind)) {
            groups.join(other.first, kind.first);
        }
        if alike.len() < 3 {
            alike.push(kind);
        }
    }
}

/// Whether each word of `short` begins a word of `long`, and is shorter than it.
fn clips(short: &DistinctName, long: &DistinctName) -> bool {
    short.words.iter().zip(&long.words).all(|(short, long)| {
        let stem = short.strip_suffix('s').unwrap_or(short);
        stem.len() > 2 && stem.len() + 2 < long.len() && long.starts_with(stem)
    })
}

/// The distinct names, their mentions joined.
fn distinct(names: &[NameMention], groups: &mut Groups) -> Vec<DistinctName> {
    let mut kinds: Vec<DistinctName> = Vec::new();
    let mut known: HashMap<(NameClass, String), usize> = HashMap::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| name.class != NameClass::Person) {
        let words = plain_words(name);
        let first = *known.entry((name.class, words.join(" "))).or_insert_with_key(|(class, key)| {
            kinds.push(DistinctName {
                class: *class,
                words,
                key: key.clone(),
                written: name.written.clone(),
                first: index,
            });
            index
        });
        groups.join(first, index);
    }
    kinds
}

/// The words of a name in one spelling and order: British as American, "Ministry of Defence" as "defense ministry",
/// "Germans" as "german", "Saint Lucia" as "st lucia".
fn plain_words(name: &NameMention) -> Vec<String> {
    let mut words: Vec<String> =
        name.words.iter().map(|word| american(word.strip_suffix("'s").unwrap_or(word))).collect();
    if name.class == NameClass::People
        && let Some(last) =
            words.last_mut().filter(|last| last.len() > 3 && last.ends_with('s') && !last.ends_with("ss"))
    {
        last.pop();
    }
    if name.class == NameClass::Organisation && words.len() > 2 && words[0] == "united" && words[1] == "states" {
        words.splice(0..2, ["us".to_string()]);
    }
    let head = words.iter().position(|word| matches!(word.as_str(), "ministry" | "department"));
    if let Some(head) =
        head.filter(|head| words.get(head + 1).is_some_and(|word| word == "of") && words.len() > head + 2)
    {
        let moved = words.remove(head);
        words.remove(head);
        if words.get(head).is_some_and(|word| word == "the") && words.len() > head + 1 {
            words.remove(head);
        }
        words.push(moved);
    }
    words
}

fn american(word: &str) -> String {
    match word {
        "defence" => "defense".to_string(),
        "centre" => "center".to_string(),
        "labour" => "labor".to_string(),
        "organisation" => "organization".to_string(),
        "organisations" => "organizations".to_string(),
        "saint" => "st".to_string(),
        _ => word.to_string(),
    }
}

fn use_usual_name(kind: &mut DistinctName) {
    if !matches!(kind.class, NameClass::Place | NameClass::Organisation) {
        return;
    }
    if let Some(usual) = USUAL_NAMES.get(&kind.key) {
        kind.key = usual.to_string();
        kind.words = usual.split(' ').map(str::to_string).collect();
    }
}

/// Joins kinds of one class for which `key` is the same.
fn join_equal(kinds: &[DistinctName], groups: &mut Groups, key: impl Fn(&DistinctName) -> Option<String>) {
    let mut known: HashMap<(NameClass, String), usize> = HashMap::new();
    for kind in kinds {
        if let Some(key) = key(kind) {
            let first = *known.entry((kind.class, key)).or_insert(kind.first);
            groups.join(first, kind.first);
        }
    }
}

/// What remains of a company's name without legal forms, of a place's name without "city" or "province of".
fn core(kind: &DistinctName) -> Option<String> {
    match kind.class {
        NameClass::Organisation => Some(without_legal_forms(&kind.words).join(" ")),
        // Mexico City is not Mexico, Washington state not Washington.
        NameClass::Place if OWN_CITIES.contains(&kind.key) => Some(kind.key.clone()),
        NameClass::Place => Some(without_place_words(&kind.key).to_string()),
        _ => None,
    }
}

pub(super) fn without_legal_forms(words: &[String]) -> &[String] {
    let mut end = words.len();
    let cut = |word: &String| LEGAL_FORMS.contains(word) || CLUB_LETTERS.contains(word);
    while end > 1 && (cut(&words[end - 1]) || (words[end - 1] == "and" && end < words.len())) {
        end -= 1;
    }
    &words[..end]
}

fn without_place_words(key: &str) -> &str {
    let mut core = key;
    while let Some((rest, word)) = core.rsplit_once(' ')
        && matches!(PLACE_WORDS.get(word), Some("after" | "either"))
    {
        core = rest;
    }
    let mut cuts = core.match_indices(' ').map(|(at, _)| at).take(4);
    let cut = cuts.find(|at| PLACE_WORDS.get(&core[..*at]).is_some_and(|side| side != "after"));
    cut.map_or(core, |at| &core[at + 1..])
}

/// A name that a shorter one opens or ends.
struct Longer {
    first: usize,
    /// What it is the head of goes on: "House" in "House of Lords".
    goes_on: bool,
    /// It may be a part of what the shorter name names, if that stands before it.
    perhaps_part: bool,
}

/// Joins a short form with the one longer name that begins or ends with it.
fn link_short_forms(kinds: &[DistinctName], groups: &mut Groups) {
    let mut longer: HashMap<(NameClass, String), Vec<Longer>> = HashMap::new();
    let organisations = || kinds.iter().filter(|kind| has_short_forms(kind));
    for kind in organisations() {
        let words = without_legal_forms(&kind.words);
        for cut in 1..words.len() {
            let division = division(&words[cut..]);
            let (goes_on, perhaps_part) = (words[cut] == "of", division == Some("after"));
            // The United Nations Population Fund is not the United Nations, but the U.S. Supreme Court the Supreme Court.
            let whole = USUAL_NAMES.has_value(&words[..cut].join(" "));
            let begins = (division != Some("") && !whole).then_some((&words[..cut], goes_on, perhaps_part));
            // "the Brotherhood" of the International Brotherhood of Weavers
            let lead = words[..cut].iter().take_while(|word| WEAK_WORDS.contains(word)).count();
            let head = (goes_on && lead > 0 && lead < cut).then_some((&words[lead..cut], true, false));
            // The Constitution is more than an article of it.
            let part_of_law =
                kind.class == NameClass::Other(Label::Law) && matches!(words[cut - 1].as_str(), "of" | "the");
            let ends = (!part_of_law).then_some((&words[cut..], false, false));
            for (part, goes_on, perhaps_part) in begins.into_iter().chain(head).chain(ends) {
                let known = longer.entry((kind.class, part.join(" "))).or_default();
                // Three are as ambiguous as a thousand.
                if known.len() < 3 {
                    known.push(Longer { first: kind.first, goes_on, perhaps_part });
                }
            }
        }
    }
    // "the Liberals" are the Liberal Party.
    for kind in organisations() {
        if let [name, party] = &kind.words[..]
            && party == "party"
        {
            let known = longer.entry((kind.class, format!("{name}s"))).or_default();
            known.push(Longer { first: kind.first, goes_on: false, perhaps_part: false });
        }
    }
    for kind in organisations() {
        let words = without_legal_forms(&kind.words);
        let Some(found) = longer.get(&(kind.class, words.join(" "))) else { continue };
        let club = matches!(words, [word] if CLUB_WORDS.get(word) == Some("behind"));
        let alone = club || stands_alone(words);
        let fitting = found.iter().filter(|longer| {
            (alone || longer.goes_on && is_head(words)) && !(longer.perhaps_part && kind.first < longer.first)
        });
        let mut roots: Vec<usize> = fitting.map(|longer| groups.first_of(longer.first)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let [root] = roots[..] {
            groups.join(root, kind.first);
        }
    }
}

/// Whether what stands behind a shorter name makes the whole a part of what that names: "Cloud", "India"; "after" if only
/// where the shorter one stands before.
fn division(behind: &[String]) -> Option<&'static str> {
    let last = behind.last().map_or("", String::as_str);
    let listed = DIVISIONS.get(last).or_else(|| COUNTRIES.get(last));
    listed.filter(|_| !behind.iter().any(|word| word == "of"))
}

/// A single word that stands for what it is the head of, where nothing else has it: "the House".
fn is_head(words: &[String]) -> bool {
    matches!(words, [word] if word == "house")
}

/// Names that news shortens: of organisations, ships and other products, events, laws; not of works.
fn has_short_forms(kind: &DistinctName) -> bool {
    let shortened = match kind.class {
        NameClass::Organisation | NameClass::Other(Label::Product | Label::Event | Label::Law) => true,
        NameClass::Person | NameClass::People | NameClass::Place | NameClass::Other(_) => false,
    };
    shortened && kind.words.len() <= LONGEST
}

/// Whether `words` say enough to stand for a longer name.
fn stands_alone(words: &[String]) -> bool {
    let key = words.join(" ");
    !COUNTRIES.contains(&key)
        && !USUAL_NAMES.contains(&key)
        && !words.iter().all(|word| WEAK_WORDS.contains(word) && word != "bank")
}
