//! How a name is written, brought to one form: its words in lower case, without accents, points, "the" or possessive.

use crate::lexicon::KIN_GROUPS;
use crate::recognition::{FoundMention, Recognition};
use crate::{Document, Label};

/// What kinds of thing may be one entity. Names of different classes never are, whatever their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NameClass {
    Person,
    /// Nationalities, religions, parties as people: "French", "Germans".
    People,
    /// Countries, cities, regions.
    Place,
    /// Companies, agencies, clubs; and buildings, which news names like the organisations in them.
    Organisation,
    Other(Label),
}

impl NameClass {
    pub(super) fn of(label: Label) -> Self {
        match label {
            Label::Person => NameClass::Person,
            Label::Norp => NameClass::People,
            Label::Gpe | Label::Loc => NameClass::Place,
            Label::Org | Label::Fac => NameClass::Organisation,
            other => NameClass::Other(other),
        }
    }
}

/// A mention that names something.
#[derive(Clone, Debug)]
pub(super) struct NameMention {
    /// Its index among the recogniser's mentions.
    pub(super) mention: usize,
    pub(super) class: NameClass,
    pub(super) words: Vec<String>,
    /// The words, parted by spaces.
    pub(super) key: String,
    /// As it is written, less a leading "the" and a possessive.
    pub(super) written: String,
    /// The indices of its first token and of the one after its last.
    pub(super) tokens: std::ops::Range<usize>,
    /// Whether a person has told what it is; with `true` for this place alone.
    pub(super) settled: Option<bool>,
}

/// The mentions of `recognition` that name something, each with its words.
pub(super) fn read(document: &Document, recognition: &Recognition) -> Vec<NameMention> {
    recognition
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, found)| found.label.is_name())
        .map(|(mention, found)| name(document, mention, found))
        .collect()
}

fn name(document: &Document, mention: usize, found: &FoundMention) -> NameMention {
    let class = NameClass::of(found.label);
    let written = bare(found.span.of(document.text())).to_string();
    let mut words = words(&written, class);
    let tokens = document.tokens_in(found.span);
    if class == NameClass::Person && words.len() == 1 {
        if is_family(document, &tokens) {
            words[0].push_str(" family");
        } else if let Some(which) = told_apart_by(document, &tokens) {
            words[0] = format!("{which} {}", words[0]);
        }
    }
    NameMention { mention, class, key: words.join(" "), words, written, tokens, settled: None }
}

/// "the Williams sisters", "the Bhutto family": several people, none of them alone.
fn is_family(document: &Document, tokens: &std::ops::Range<usize>) -> bool {
    let the = document.lower_at(tokens.start.checked_sub(1)) == "the";
    the && KIN_GROUPS.contains(document.lower_at(Some(tokens.end)))
}

/// "the elder Brandt", "the younger Mrs Brandt": which of two of one name, whom nothing else tells.
fn told_apart_by<'d>(document: &'d Document, tokens: &std::ops::Range<usize>) -> Option<&'d str> {
    let before = document.lower_at(tokens.start.checked_sub(1));
    matches!(before, "elder" | "younger" | "older").then_some(before)
}

/// `text` without a leading "the" and a trailing possessive.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = match text.split_once(char::is_whitespace) {
        Some((first, rest)) if first.eq_ignore_ascii_case("the") => rest.trim_start(),
        _ => text,
    };
    ["'s", "’s", "'S", "’S"].iter().find_map(|possessive| text.strip_suffix(possessive)).unwrap_or(text)
}

/// The words of a name. A hyphen parts words, but not the given names of a person ("Ji-woo").
pub(super) fn words(written: &str, class: NameClass) -> Vec<String> {
    let parts = written
        .split(|c: char| c.is_whitespace() || (class != NameClass::Person && matches!(c, '-' | '‐' | '–' | '/')));
    let mut words: Vec<String> = parts.map(word).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        words.push(written.to_lowercase());
    }
    words
}

fn word(part: &str) -> String {
    let mut word = String::with_capacity(part.len());
    for c in part.chars().flat_map(char::to_lowercase) {
        match c {
            '&' => word.push_str("and"),
            '’' | '‘' => word.push('\''),
            '-' | '\'' => word.push(c),
            _ if c.is_alphanumeric() => push_unaccented(&mut word, c),
            _ => {}
        }
    }
    let kept = word.trim_matches(['\'', '-']).len();
    if kept == word.len() { word } else { word.trim_matches(['\'', '-']).to_string() }
}

/// The Latin letters that names lose accents from when they cross a border, by what remains of them.
const ACCENTED: [(&str, &str); 23] = [
    ("àáâãäåāăąǎ", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęěə", "e"),
    ("ĝğġģǧ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŋ", "n"),
    ("òóôõöøōŏőơ", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűųư", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
    ("þ", "th"),
];

fn push_unaccented(word: &mut String, c: char) {
    if c.is_ascii() {
        return word.push(c);
    }
    match ACCENTED.iter().find(|(accented, _)| accented.contains(c)) {
        Some((_, plain)) => word.push_str(plain),
        // A combining accent is a mark of the letter before it.
        None if ('\u{300}'..='\u{36f}').contains(&c) => {}
        None => word.push(c),
    }
}
