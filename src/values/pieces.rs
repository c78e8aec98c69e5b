//! The words, digits and signs of a mention, in lower case: what the readers of values read.

use crate::lexicon::List;

/// One of them. `glued` tells that nothing stands between it and the piece before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece<'t> {
    pub word: &'t str,
    pub glued: bool,
}

impl Piece<'_> {
    pub fn is_digits(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is four digits that may be a year.
    pub fn is_year(&self) -> bool {
        self.word.len() == 4 && self.word.parse().is_ok_and(|year: u32| (1000..2200).contains(&year))
    }

    /// Its digits, without commas, where it is a whole number.
    pub fn whole(&self) -> Option<u32> {
        self.word.replace(',', "").parse().ok()
    }
}

/// The text of a mention in the one form that is read: lower case, straight apostrophes, one kind of dash, "am" for
/// "a.m.", "us" for "u.s.".
pub(super) fn fold(text: &str) -> String {
    let lower: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            other => other,
        })
        .collect();
    let shortened = [
        ("a.m.", "am"),
        ("p.m.", "pm"),
        ("a.m", "am"),
        ("p.m", "pm"),
        ("u.s.", "us"),
        ("'s ", " "),
        ("-and-a-half", " and a half"),
    ];
    shortened.iter().fold(lower, |text, (long, short)| text.replace(long, short))
}

/// Splits folded text: runs of letters, of digits (with points and commas inside), and single signs.
pub(super) fn split(folded: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut glued = false;
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let length = piece_length(rest, first);
        let (word, behind) = rest.split_at(length);
        if first.is_whitespace() {
            glued = false;
        } else {
            pieces.push(Piece { word: word.strip_suffix("'s").unwrap_or(word), glued });
            glued = true;
        }
        rest = behind;
    }
    pieces
}

fn piece_length(text: &str, first: char) -> usize {
    let inner = |at: usize, like: fn(&char) -> bool| text[at..].chars().nth(1).is_some_and(|next| like(&next));
    let end_of = |like: fn(&char) -> bool, joins: &[char]| {
        text.char_indices()
            .find(|(at, c)| !(like(c) || joins.contains(c) && inner(*at, like)))
            .map_or(text.len(), |(at, _)| at)
    };
    if first.is_ascii_digit() {
        end_of(char::is_ascii_digit, &['.', ','])
    } else if first.is_alphabetic() {
        end_of(|c| c.is_alphabetic(), &['\''])
    } else {
        first.len_utf8()
    }
}

/// The longest run of pieces, of at most four, that `list` holds, a hyphen read as a space: how many pieces, and their
/// value.
pub(super) fn longest_match(list: &List, pieces: &[Piece]) -> Option<(usize, &'static str)> {
    let mut key = String::new();
    let mut longest = None;
    for (index, piece) in pieces.iter().take(4).enumerate() {
        if index > 0 && !piece.glued || piece.word == "-" {
            key.push(' ');
        }
        key.push_str(if piece.word == "-" { "" } else { piece.word });
        if let Some(value) = list.get(&key) {
            longest = Some((index + 1, value));
        }
    }
    longest
}
